"""Every night, what masking and destroying left behind in the database's files goes too: old row versions, the write-ahead log.

Goes in: rooms whose rows changed since they were last written anew. Comes out: their names. Never: a room of the month that
carriers fill; a lock that intake waits for (RET2).
"""

from __future__ import annotations

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow.parts import Parts
from gotravel.store.unit_of_work import UnitOfWork

ROOMS = 4
"""Written anew in one transaction; more are the next job's."""


def scrub(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    rooms = work.sealed.scrub(parts.clock(), ROOMS)
    if len(rooms) == ROOMS:
        work.enqueue(Job(Step.SCRUB))
        return AuditEvent("retention:scrubbed", (), {"rooms": rooms, "log": False})
    return AuditEvent("retention:scrubbed", (), {"rooms": rooms, "log": work.sealed.forget_log()})
