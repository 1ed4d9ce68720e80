"""What is past its last day is destroyed: rows, rooms, keys; a signed certificate says so.

Goes in: the clock, the profile, the holds. Comes out: nothing readable, and a certificate. Never: a record destroyed under
a live hold before the longest time; one kept under a hold whose review is overdue (RET3, RET5, RET6).

Keys go before the commit: if the transaction fails, the rows that stay are unreadable, and the next hour deletes them.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.domain.sealed_past import Certificate, Times
from gotravel.flow.kept_time import held, moment_of_law
from gotravel.flow.parts import Parts
from gotravel.law import retention as law
from gotravel.law.scope import of_territory
from gotravel.store.retention import Destroyed, Early
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault import certificates

BATCH = 5000
"""Records destroyed in one transaction."""
A_DAY = timedelta(days=1)
"""A flight of yesterday may be late; one of the day before has left."""


def destroy(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    moment = moment_of_law(parts, work)
    if moment is None:
        return held(job.step.value)
    times = law.times(parts.reigns, moment)
    early = _departed(parts, work, times)
    gone = work.retention.destroy(times, BATCH, early)
    keys = parts.keys.records.destroy(gone.slots)
    more = max(len(gone.travellers), len(gone.messages)) >= BATCH
    rooms = () if more else work.retention.drop_rooms(times.general.date())
    if more or early.travellers:
        work.enqueue(Job(Step.DESTROY))
    subjects: tuple[UUID, ...] = ()
    if gone.travellers or gone.messages or rooms:
        made = _certificate(parts, times, gone, keys, rooms)
        work.retention.certify(made, certificates.signed(made, parts.keys.signing))
        subjects = (made.id,)
    counts = {"travellers": len(gone.travellers), "messages": len(gone.messages), "keys": keys, "hits": gone.hits}
    return AuditEvent("retention:destroyed", subjects, {**counts, "rooms": list(rooms)})


def _departed(parts: Parts, work: UnitOfWork, times: Times) -> Early:
    """Under a law that lets go at departure: who left the territory, with all that is known of the same person (RET8)."""
    if not parts.profile.delete_on_departure:
        return Early()
    day = (times.now - A_DAY).date()
    ports = [port for port in work.ends.origins(day) if of_territory(port, parts.profile)]
    travellers = work.ends.departed(ports, day, times.now, BATCH)
    return Early(tuple(travellers), tuple(work.ends.letters_of_departed(ports, day, BATCH)))


def _certificate(parts: Parts, times: Times, gone: Destroyed, keys: int, rooms: tuple[str, ...]) -> Certificate:
    return Certificate(
        parts.new_id(),
        times.now,
        parts.profile.id,
        parts.profile.version,
        len(gone.travellers),
        len(gone.messages),
        gone.bookings,
        gone.hits,
        keys,
        parts.keys.records.days_gone_until(),
        gone.received_from,
        gone.received_until,
        digest_of(gone),
        rooms,
    )


def digest_of(gone: Destroyed) -> str:
    ids = sorted(number.bytes for number in (*gone.travellers, *gone.messages))
    return hashlib.sha256(b"".join(ids)).hexdigest()
