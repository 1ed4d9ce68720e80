"""Records past their clear period are sealed; unreadable bytes past their hours destroyed.

Goes in: the clock, the profile. Comes out: sealed records. Never: a record in the clear after its time without an
alarm: what is due and stays is counted in the audit.
"""

from __future__ import annotations

from datetime import timedelta

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow.parts import Parts
from gotravel.store.codec import pack
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault.sealing import seal

BATCH = 2000
"""Records sealed in one transaction; more are the next job's, so that intake never waits."""


def retain(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    now = parts.clock()
    work.sealed.make_rooms(now)
    destroyed = work.transmissions.destroy_quarantine(now)
    due = work.sealed.due(now - timedelta(days=parts.profile.mask_after_days), BATCH)
    public = parts.keys.unit.public_key()
    sealed = [seal(pack(t.person), t.id.bytes, public, parts.keys.approver_public) for t in due]
    work.sealed.seal(due, sealed)
    if len(due) == BATCH:
        work.enqueue(Job(Step.RETAIN))
    return AuditEvent("retention:sealed", (), {"records": len(due), "unreadable-destroyed": destroyed})
