"""Every hour: what time ended among lists, entries and remembered decisions is ended, told and, later, deleted.

Goes in: the clock. Comes out: recalls, hits that are raised again, counts. Never: an entry past its day that still raises anybody
(screening itself looks at the day; here its open hits fall away).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import EntryId, HitId, TravellerId
from gotravel.domain.job import Job, Step
from gotravel.domain.sealed_past import Notice
from gotravel.domain.watchlist import Standing
from gotravel.flow.parts import Parts
from gotravel.flow.raising import group
from gotravel.flow.recall import GONE, recalled
from gotravel.store.unit_of_work import UnitOfWork

DELETED_AFTER = timedelta(days=30)
"""An entry that left its list, or passed its last day, is deleted then, unless a hit rests on it."""
AUDITS_KEPT = timedelta(days=365)
QUIET = {Standing.IN_FORCE, Standing.SUSPENDED}


def keep_lists(parts: Parts, work: UnitOfWork, job: Job) -> tuple[AuditEvent, ...]:
    now = parts.clock()
    if "again" in job.detail:
        again = raise_again(parts, work, [EntryId(UUID(str(job.detail["again"])))])
        return (AuditEvent("list:kept", (), {"raised-again": again}),)
    events = [recalled(parts, work, None, GONE), *end_remembered(parts, work)]
    silent = [one for one in work.watchlists.all() if one.standing(now) not in QUIET]
    if silent and not work.notices.told_since("lists-not-in-force", now - timedelta(hours=24)):
        work.notices.tell(Notice(parts.new_id(), now, "lists-not-in-force", None, {"lists": len(silent)}))
    for leg in work.rescreening.legs_waiting():
        work.enqueue(Job(Step.CONSULT, leg, unique=f"consult:{leg}"))
    deleted = work.watchlists.delete_gone(now - DELETED_AFTER)
    snapshots = work.snapshots.forget(now - DELETED_AFTER)
    work.miss_audits.forget(now - AUDITS_KEPT)
    counts = {"not-in-force": len(silent), "entries-deleted": deleted, "snapshots-deleted": snapshots}
    return (*events, AuditEvent("list:kept", tuple(one.id for one in silent), counts))


def end_remembered(parts: Parts, work: UnitOfWork) -> list[AuditEvent]:
    now = parts.clock()
    pairs, tokens = work.remembered.expired_pairs(now), work.remembered.expired_tokens(now)
    events = []
    if pairs:
        events.append(AuditEvent("pair:forgotten", tuple(pairs), {"pairs": len(pairs), "by": "time or change"}))
    if tokens:
        events.append(AuditEvent("redress:ended", tuple(number for number, _ in tokens), {"tokens": len(tokens)}))
    raise_again(parts, work, [*pairs, *(entry for _, entry in tokens)])
    return events


def raise_again(parts: Parts, work: UnitOfWork, entries: list[EntryId]) -> int:
    """What was held back about people who still travel."""
    if not entries:
        return 0
    grouped: defaultdict[TravellerId, list[HitId]] = defaultdict(list)
    for hit, who in work.remembered.raise_again(entries, parts.clock()):
        grouped[who].append(hit)
    group(parts, work, {who: tuple(hits) for who, hits in grouped.items()})
    return sum(len(hits) for hits in grouped.values())
