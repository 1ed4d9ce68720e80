"""Every day the audit is verified since the last checkpoint and signed; what reached the last day of logs is removed.

Goes in: the clock, the law. Comes out: a checkpoint on file and in the folder that an outside body collects from. Never: a
signature under a chain that is not sound; an event removed that no checkpoint covers (LOG4, LOG5).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditRemoved
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job
from gotravel.domain.sealed_past import Notice
from gotravel.flow.parts import Parts
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault import checkpoints


def checkpoint(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    now = work.retention.moment(parts.clock())
    # What was written since the last run is committed by now: the file says only what has happened.
    checkpoints.append(parts.keys.checkpoints, work.checkpoints.all())
    found = work.checkpoints.since_the_last()
    if not found.sound:
        work.notices.tell(Notice(parts.new_id(), now, "audit-broken", None, {"faults": len(found.faults)}))
        return AuditEvent("audit:verified", (), {"events": found.events, "sound": False})
    if found.events >= found.first:
        plain = AuditCheckpoint(found.events, found.last.hex(), found.first, found.root.hex(), now.isoformat())
        work.checkpoints.add(checkpoints.signed(plain, parts.keys.signing), now)
    removed = _remove(parts, work, now)
    return AuditEvent("audit:checkpoint", (), {"event": found.events, "removed": removed})


def _remove(parts: Parts, work: UnitOfWork, now: datetime) -> int:
    """The longest log any reigning law asked for since: logs protect people, so here the longest counts."""
    older = now - timedelta(days=max(law.log_retention_days for law in parts.reigns))
    last = None if work.kept_time.held() else work.checkpoints.last_before(older)
    if last is None:
        return 0
    end = checkpoints.signed(AuditRemoved(last.event, last.hash, now.isoformat()), parts.keys.signing)
    return work.checkpoints.remove(end, older, now)
