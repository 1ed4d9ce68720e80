"""Changes of lists that wait: a new version, a new threshold. Looked at, brought into force or refused.

Goes in: an officer, a change. Comes out: the change in force, or refused. Never: an unusual change or a threshold by the person
who proposed it (WL5); a threshold that was not tried before.
"""

from __future__ import annotations

from uuid import UUID

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.job import Job, Step
from gotravel.domain.list_change import ChangeKind, ChangeState, ListChange
from gotravel.domain.watchlist import Holds, Watchlist
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.screening.thresholds import suggested
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.upkeep import single_entries
from gotravel.upkeep.document_lists import set_into_force
from gotravel.upkeep.watchlists import into_force

LOWEST, HIGHEST = 8.0, 40.0
"""Bits: below, half the world alerts; above, nobody ever does."""
FEWEST_ALERTS, MOST_ALERTS = 0.01, 20.0
"""Per 1,000 travellers."""


def apply(parts: Parts, actor: Actor, change_id: UUID) -> None:
    """By whoever may change lists, where one person may: a usual new version, after its differences were looked at."""
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        change, known = _waiting(work, change_id)
        if change.needs_second:
            raise SecondPersonNeeded
        work.commit(_import(parts, work, known, change, None))


def confirm(parts: Parts, actor: Actor, change_id: UUID) -> None:
    """By a second person, for an unusual new version, a threshold or a single entry."""
    with parts.store.begin(actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION) as work:
        change, known = _waiting(work, change_id)
        if actor.reference == change.proposed_by:
            raise SecondPersonNeeded
        confirmed = AuditEvent("watchlist:confirmed", (known.id, change.id), {"kind": change.kind.value})
        if change.kind is ChangeKind.THRESHOLD:
            work.commit(confirmed, _threshold(parts, work, known, change, actor.reference))
        elif change.kind is ChangeKind.ENTRY:
            work.commit(confirmed, single_entries.into_force(parts, work, known, change, actor.reference))
        else:
            work.commit(confirmed, _import(parts, work, known, change, actor.reference))


def refuse(parts: Parts, actor: Actor, change_id: UUID) -> None:
    """By whoever proposed it, who withdraws it, or by another, who refuses it."""
    with parts.store.begin(actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        change, known = _waiting(work, change_id)
        work.list_changes.decide(change.id, ChangeState.REFUSED, actor.reference, parts.clock())
        work.commit(AuditEvent("watchlist:withdrawn", (known.id, change.id), {"kind": change.kind.value}))


def suggestion(work: UnitOfWork, known: Watchlist, per_thousand: float) -> float:
    """By the length the list has now, and by whether the unit has counted names of its own."""
    if not FEWEST_ALERTS <= per_thousand <= MOST_ALERTS:
        raise InvalidInput(f"False alerts per 1,000 travellers lie between {FEWEST_ALERTS:g} and {MOST_ALERTS:g}.")
    counted = work.snapshots.newest_counted() is not None
    return suggested(work.watchlists.count(known.id), per_thousand, counted=counted)


def propose_alerts(parts: Parts, actor: Actor, code: str, per_thousand: float, reason: str) -> UUID:
    """A threshold by how many false alerts per 1,000 travellers are borne."""
    with parts.store.begin(actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        known = work.watchlists.by_code(code)
        if known is None:
            raise NotFound
        bits = suggestion(work, known, per_thousand)
        work.commit(AuditEvent("watchlist:read", (known.id,)))
    return propose_threshold(parts, actor, code, bits, reason)


def propose_threshold(parts: Parts, actor: Actor, code: str, bits: float, reason: str) -> UUID:
    """Tried by the next worker on travellers stored in the clear; a second person decides on what that shows."""
    if not LOWEST <= bits <= HIGHEST:
        raise InvalidInput(f"A threshold lies between {LOWEST:g} and {HIGHEST:g} bits.")
    if not is_a_reason(reason):
        raise ReasonMissing
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = work.watchlists.by_code(code)
        if known is None:
            raise NotFound
        change = ListChange(
            parts.new_id(), known.id, ChangeKind.THRESHOLD, actor.reference, parts.clock(), ChangeState.PROPOSED, True,
            reason=reason.strip(), from_bits=known.threshold_bits, to_bits=bits, version=known.threshold_version + 1,
        )  # fmt: skip
        work.list_changes.propose(change, None)
        work.enqueue(Job(Step.SIMULATE, change.id, unique=f"simulate:{change.id}"))
        told: dict[str, Detail] = {"list": known.code, "from": known.threshold_bits, "to": bits}
        work.commit(AuditEvent("watchlist:threshold-proposed", (known.id, change.id), told))
    return change.id


def _waiting(work: UnitOfWork, change_id: UUID) -> tuple[ListChange, Watchlist]:
    change = work.list_changes.lock(change_id)
    known = work.watchlists.one(change.watchlist) if change else None
    if change is None or known is None:
        raise NotFound
    if change.state is not ChangeState.PROPOSED:
        raise NotInThisState
    work.watchlists.by_code(known.code)
    return change, known


def _import(parts: Parts, work: UnitOfWork, known: Watchlist, change: ListChange, by: str | None) -> AuditEvent:
    if known.holds is Holds.DOCUMENTS:
        return set_into_force(parts, work, known, change, by)
    return into_force(parts, work, known, change, by)


def _threshold(parts: Parts, work: UnitOfWork, known: Watchlist, change: ListChange, by: str) -> AuditEvent:
    if change.simulation is None:
        raise NotInThisState("The threshold has not been tried yet. A worker does that within moments; reload then.")
    assert change.to_bits is not None and change.version is not None
    work.list_changes.decide(change.id, ChangeState.IN_FORCE, by, parts.clock())
    work.watchlists.set_threshold(known.id, change.to_bits, change.version)
    if change.to_bits < known.threshold_bits:
        work.enqueue(Job(Step.RESCREEN, known.id, unique=f"rescreen:{known.id}"))
    told: dict[str, Detail] = {
        "list": known.code,
        "from": known.threshold_bits,
        "to": change.to_bits,
        "version": change.version,
    }
    return AuditEvent("watchlist:threshold-changed", (known.id, change.id), told)
