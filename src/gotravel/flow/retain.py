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
from gotravel.flow.parts import Parts
from gotravel.law import retention as law
from gotravel.store.codec import pack
from gotravel.store.sealed import Record
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault import certificates
from gotravel.vault.sealing import seal_record

BATCH = 2000
"""Records sealed in one transaction; more are the next job's, so that intake never waits."""
NOTES_KEPT = timedelta(days=7)
"""Of one shift to the next; no record of anybody."""
MESSAGES = 400
"""A message may speak of hundreds of people."""


def retain(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    times = law.times(parts.reigns, work.retention.moment(parts.clock()))
    work.sealed.make_rooms(parts.clock())
    unreadable = work.transmissions.destroy_quarantine(times.now)
    closed = work.unmaskings.close_expired(times.now)
    travellers, messages = _seal_travellers(parts, work, times), _seal_messages(parts, work, times)
    work.sealed.forget_answers(times.mask)
    work.shift.forget_notes(times.now - NOTES_KEPT)
    if travellers == BATCH or messages == MESSAGES:
        work.enqueue(Job(Step.RETAIN))
        overdue = 0
    else:
        # Everything received before this day is sealed or destroyed: backups need not show it any more.
        parts.keys.records.destroy_days_until((times.mask - timedelta(days=1)).date())
        certificates.write_missing(parts.keys.certificates, work.retention.certificates)
        overdue = _alarm(parts, work, times)
    told = {
        "records": travellers,
        "messages": messages,
        "unreadable-destroyed": unreadable,
        "openings-closed": len(closed),
    }
    return AuditEvent("retention:sealed", tuple(closed), {**told, "overdue": overdue})


def _seal_travellers(parts: Parts, work: UnitOfWork, times: Times) -> int:
    due = work.sealed.due(times.mask, BATCH)
    if due:
        batch = parts.new_id()
        bodies = [(record, pack(content)) for record, content in due]
        work.sealed.seal(due, _sealed(parts, batch, bodies), batch)
    return len(due)


def _seal_messages(parts: Parts, work: UnitOfWork, times: Times) -> int:
    due = work.sealed.messages_due(times.mask, MESSAGES)
    if due:
        batch = parts.new_id()
        work.sealed.seal_messages([record for record, _ in due], _sealed(parts, batch, due), batch)
    return len(due)


def _sealed(parts: Parts, batch: UUID, bodies: list[tuple[Record, bytes]]) -> list[bytes]:
    public, approver = parts.keys.unit.public_key(), parts.keys.approver_public
    keys = parts.keys.records.make(batch, len(bodies))
    return [
        seal_record(body, number.bytes, key, public, approver)
        for ((number, _), body), key in zip(bodies, keys, strict=True)
    ]


def _alarm(parts: Parts, work: UnitOfWork, times: Times) -> int:
    """Once a day: an alarm that rings every hour is switched off by people."""
    overdue = work.retention.standing(times).overdue
    if overdue and not work.notices.told_since("retention-overdue", times.now - timedelta(hours=24)):
        work.notices.tell(Notice(parts.new_id(), times.now, "retention-overdue", None, {"records": overdue}))
    return overdue
