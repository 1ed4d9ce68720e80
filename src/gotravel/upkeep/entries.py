"""Single entries: stopped and resumed by list managers, checked where they came from abroad (WL7).

Goes in: an officer, an entry, what the officer found. Comes out: an entry that matches, or does not. Never: a foreign entry that
matches unchecked, or that somebody acts on before its source confirmed it.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound, NotInThisState, ReasonMissing
from gotravel.domain.job import Job, Step
from gotravel.domain.officer import Officer
from gotravel.domain.watchlist import Entry
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.store.unit_of_work import UnitOfWork


class Check(msgspec.Struct, frozen=True):
    """Three questions to every entry of a foreign list; a yes keeps it from matching."""

    political_offence: bool
    refugee: bool
    torture_risk: bool
    finding: str

    @property
    def clear(self) -> bool:
        return not (self.political_offence or self.refugee or self.torture_risk)


def stop(parts: Parts, officer: Officer, entry: UUID, reason: str) -> None:
    _switch(parts, officer, entry, reason, stopped=True)


def resume(parts: Parts, officer: Officer, entry: UUID, reason: str) -> None:
    _switch(parts, officer, entry, reason, stopped=False)


def _switch(parts: Parts, officer: Officer, entry: UUID, reason: str, *, stopped: bool) -> None:
    if not is_a_reason(reason):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        found = _current(work, entry)
        if not work.watchlists.stop(entry, stopped):
            raise NotInThisState
        if stopped:
            why = "the list manager stopped the entry"
            work.enqueue(Job(Step.RECALL, found.watchlist, {"why": why}, unique=f"recall:{found.watchlist}"))
        else:
            work.enqueue(_look_again(found))
        kind = "watchlist:suspended" if stopped else "watchlist:resumed"
        work.commit(AuditEvent(kind, (entry, found.watchlist), {"reason-characters": len(reason.strip())}))


def check(parts: Parts, officer: Officer, entry: UUID, made: Check) -> None:
    if not is_a_reason(made.finding):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION) as work:
        found = _current(work, entry)
        told = (made.political_offence, made.refugee, made.torture_risk, made.finding.strip())
        if not work.list_reading.checked(found, officer.actor.reference, parts.clock(), told):
            raise NotInThisState
        if made.clear:
            work.enqueue(_look_again(found))
        work.commit(AuditEvent("watchlist:checked", (entry, found.watchlist), {"clear": made.clear}))


def confirm_source(parts: Parts, officer: Officer, entry: UUID, confirmation: str) -> None:
    """The source was asked and stands by its entry: before that, a hit on it is not referred."""
    if not is_a_reason(confirmation):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION) as work:
        found = _current(work, entry)
        if not work.list_reading.confirmed(found, officer.actor.reference, parts.clock(), confirmation.strip()):
            raise NotInThisState
        work.commit(AuditEvent("watchlist:source-confirmed", (entry, found.watchlist)))


def _current(work: UnitOfWork, entry: UUID) -> Entry:
    found = work.watchlists.current(entry)
    if found is None:
        raise NotFound
    return found


def _look_again(entry: Entry) -> Job:
    return Job(
        Step.RESCREEN, entry.watchlist, {"entry": str(entry.id)}, unique=f"rescreen:{entry.watchlist}:{entry.id}"
    )
