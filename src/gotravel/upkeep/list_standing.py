"""How the lists stand: current or not, what waits for a second person, what could not be asked.

Goes in: an actor who may read lists. Comes out: overviews and waiting changes, on record as read. Never: an entry.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.list_change import ListChange
from gotravel.domain.miss_audit import MissAudit
from gotravel.domain.watchlist import Standing
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.store.list_reading import ListOverview
from gotravel.store.unit_of_work import UnitOfWork

DAYS = 90
TOLD: dict[Standing, str] = {
    Standing.IN_FORCE: "in force",
    Standing.EMPTY: "never imported: it matches nobody",
    Standing.STALE: "not refreshed in time: it matches nobody until its owner sends it again",
    Standing.REVIEW_OVERDUE: "its review is overdue: it matches nobody until it is reviewed",
    Standing.SUSPENDED: "suspended: it matches nobody",
    Standing.NO_ANSWER: "its owner gives no answer: travellers stay due and are asked for again",
}


class Silent(msgspec.Struct, frozen=True):
    """A list that raises nobody at this moment, or could not be asked, and why."""

    name: str
    why: str
    travellers: int = 0
    """That wait for its owner's answer."""


def lists_not_in_force(work: UnitOfWork, now: datetime) -> tuple[Silent, ...]:
    """For the board: what is missing is seen by everybody."""
    lists = [one for one in work.watchlists.all() if not one.matches(now)]
    waiting = work.rescreening.waiting() if any(one.outside for one in lists) else 0
    return tuple(Silent(one.name, TOLD[one.standing(now)], waiting if one.outside else 0) for one in lists)


class ListsToday(msgspec.Struct, frozen=True):
    lists: tuple[ListOverview, ...]
    waiting: tuple[ListChange, ...]
    audited: MissAudit | None
    """Last night's audit of misses."""


def lists_today(parts: Parts, actor: Actor) -> ListsToday:
    with parts.store.begin(actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        lists = work.list_reading.overview(parts.clock() - timedelta(days=DAYS))
        waiting = work.list_changes.waiting()
        audited = next(iter(work.miss_audits.newest(1)), None)
        work.commit(AuditEvent("watchlist:read", tuple(one.watchlist.id for one in lists), {"lists": len(lists)}))
    return ListsToday(tuple(lists), tuple(waiting), audited)
