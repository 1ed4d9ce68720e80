"""Records past their clear period are sealed; unreadable bytes past their hours destroyed; openings past their time closed.

Goes in: the clock, the profile. Comes out: sealed records. Never: a record in the clear after its time without an alarm:
what is overdue is counted, told to the data-protection officer and shown on the board (RET2, RET4, RET5).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.domain.sealed_past import Notice, Times
from gotravel.flow.kept_time import held, moment_of_law
from gotravel.flow.parts import Parts
from gotravel.law import retention as law
from gotravel.store.sealed import Record
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault import certificates
from gotravel.vault.sealing import Batch

BATCH = 2000
"""Records sealed in one transaction; more are the next job's, so that intake never waits."""
NOTES_KEPT = timedelta(days=7)
"""Of one shift to the next; no record of anybody."""
MESSAGES = 400
"""A message may speak of hundreds of people."""
LANES = 4
"""Jobs that seal a backlog side by side, as many as there are workers; rows in one lane's hands are left out by others."""


def retain(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    work.sealed.make_rooms(parts.clock())
    moment = moment_of_law(parts, work)
    if moment is None:
        moment = work.retention.moment(parts.clock())
        work.unmaskings.close_expired(moment)
        work.unreadable.close_expired(moment)
        return held(job.step.value)
    times = law.times(parts.reigns, moment)
    unreadable = work.transmissions.destroy_quarantine(times.now)
    closed = work.unmaskings.close_expired(times.now)
    work.unreadable.close_expired(times.now)
    travellers, messages = _seal_travellers(parts, work, times), _seal_messages(parts, work, times)
    work.shift.forget_notes(times.now - NOTES_KEPT)
    results = work.ends.forget_results(times.now - law.INFORMED, BATCH)
    if travellers == BATCH or messages == MESSAGES:
        work.enqueue(*_next(job))
        overdue = 0
    else:
        work.sealed.forget_answers(times.mask)
        # Everything received before this day is sealed or destroyed: backups need not show it any more.
        parts.keys.records.destroy_days_until((times.mask - timedelta(days=1)).date())
        certificates.write_missing(parts.keys.certificates, work.retention.certificates)
        overdue = _alarm(parts, work, times)
    told = {
        "records": travellers,
        "messages": messages,
        "unreadable-destroyed": unreadable,
        "results-forgotten": results,
        "openings-closed": len(closed),
    }
    return AuditEvent("retention:sealed", tuple(closed), {**told, "overdue": overdue})


def _next(job: Job) -> list[Job]:
    """A lane goes on with itself; the calendar's job opens the lanes that are not open yet."""
    lane = job.detail.get("lane")
    lanes = [int(lane)] if lane else range(1, LANES + 1)
    return [Job(Step.RETAIN, detail={"lane": number}, unique=f"retain:{number}") for number in lanes]


def _seal_travellers(parts: Parts, work: UnitOfWork, times: Times) -> int:
    due = work.sealed.due(times.mask, BATCH)
    if due:
        number, bodies = parts.new_id(), [(one.record, one.body) for one in due]
        work.sealed.seal(due, _sealed(parts, work, number, bodies), number)
    return len(due)


def _seal_messages(parts: Parts, work: UnitOfWork, times: Times) -> int:
    due = work.sealed.messages_due(times.mask, MESSAGES)
    if due:
        number = parts.new_id()
        work.sealed.seal_messages([record for record, _ in due], _sealed(parts, work, number, due), number)
    return len(due)


def _sealed(parts: Parts, work: UnitOfWork, number: UUID, bodies: list[tuple[Record, bytes]]) -> list[bytes]:
    batch = Batch(number, parts.keys.unit.public_key(), parts.keys.approver_public)
    work.sealed.open_batch(number, batch.for_unit, batch.for_approver)
    keys = parts.keys.records.make(number, len(bodies))
    return [batch.seal(body, record.bytes, key) for ((record, _), body), key in zip(bodies, keys, strict=True)]


def _alarm(parts: Parts, work: UnitOfWork, times: Times) -> int:
    """Once a day: an alarm that rings every hour is switched off by people."""
    overdue = work.retention.overdue(times)
    if overdue and not work.notices.told_since("retention-overdue", times.now - timedelta(hours=24)):
        work.notices.tell(Notice(parts.new_id(), times.now, "retention-overdue", None, {"records": overdue}))
    return overdue
