"""The hourly watch: clocks of rights and registers, notices after use, training, and the newest look-ups for misuse.

Goes in: the clock, the audit trail since the last watch. Comes out: notices made due, deferrals ended, signals, notices to the
data-protection officer. Never: a query an officer or a look; a name in a signal.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job
from gotravel.domain.sealed_past import Notice
from gotravel.flow.parts import Parts
from gotravel.law import misuse
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault.protected_names import digest

LOOKS = "looks"
MOST_EVENTS = 200_000
"""Looked through in one hour: a watch that was off for a year catches up without holding a worker."""
NOT_TOLD_AS_OVERDUE = frozenset({"list-suspended"})


def watch(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    now = parts.clock()
    counts = _clocks(parts, work, now)
    counts["signals"] = _misuse(parts, work, now)
    counts["overdue"] = _tell_overdue(parts, work, now)
    return AuditEvent("oversight:watched", (), dict(counts))


def _clocks(parts: Parts, work: UnitOfWork, now: datetime) -> dict[str, int]:
    rights = parts.profile.rights
    made = work.redress.make_notices(rights.deadline_days) if rights.notify_after_use else 0
    ended, lapsed = work.redress.end_deferrals(now), work.redress.lapse()
    untrained = work.training.end_overdue(now.date())
    over = now - timedelta(days=parts.profile.redress.days)
    forgotten = work.rights.forget(over) + work.disclosures.forget(over)
    return {
        "notices": made,
        "deferrals-ended": ended,
        "lapsed": lapsed,
        "training-ended": len(untrained),
        "forgotten": forgotten,
    }


def _misuse(parts: Parts, work: UnitOfWork, now: datetime) -> int:
    seen, last = work.watching.last_seen(LOOKS)
    newest = min(last, seen + MOST_EVENTS)
    looks = work.watching.looks(seen, newest)
    found = misuse.of_names(
        looks, work.watching.officers(), work.safeguards.protected(), lambda name: digest(parts.keys.unit, name)
    )
    counts = misuse.of_counts(work.watching.counted(now))
    new = work.watching.flag(misuse.signals(found, counts, work.watching.flagged_today(now), parts.new_id))
    work.watching.seen(LOOKS, newest)
    if new:
        work.notices.tell(Notice(parts.new_id(), now, "misuse-signals", None, {"signals": len(new)}))
    return len(new)


def _tell_overdue(parts: Parts, work: UnitOfWork, now: datetime) -> int:
    """Once a day and kind: an alarm that rings every hour is switched off by people."""
    overdue = [one for one in work.safeguards.alarms(now) if one.kind not in NOT_TOLD_AS_OVERDUE]
    for one in overdue:
        if not work.notices.told_since(one.kind, now - timedelta(hours=24)):
            work.notices.tell(Notice(parts.new_id(), now, one.kind, None, {"count": one.count}))
    return sum(one.count for one in overdue)
