"""Redress: a remedy is proposed by the data-protection officer, agreed to by a second person of another role, and can be
appealed to an independent body.

Goes in: a hit of a person whose identity is proven, a complaint, proposals. Comes out: a token, or a task for the list's manager.
Never: a token by one person, an entry of a list changed here (the list's manager does, at its owner's).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.ids import OfficerId
from gotravel.domain.officer import Officer
from gotravel.domain.redress import HitOfPerson, RedressCase, RedressState, Remedy
from gotravel.domain.remembered import RedressToken, TokenState
from gotravel.domain.rights_request import RequestState
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION, OVERSIGHT
from gotravel.store.unit_of_work import UnitOfWork

TOKEN_FOR = timedelta(days=365)
"""A year, as for every token; whoever is stopped again after that asks again."""
ANSWER_WITHIN = timedelta(days=30)
REPLY_WITHIN = timedelta(days=60)
"""To the ombudsperson; our number of days."""
AFTER: dict[Remedy, RedressState] = {
    Remedy.TOKEN: RedressState.UPHELD,
    Remedy.CORRECT: RedressState.UPHELD,
    Remedy.DELIST: RedressState.UPHELD,
    Remedy.REJECT: RedressState.REJECTED,
}


def hits_of(parts: Parts, overseer: Officer, request: UUID) -> list[HitOfPerson]:
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT, request=request) as work:
        found = work.redress.hits_of(request)
        work.commit(AuditEvent("redress:read", (request, *(one.hit for one in found))))
    return found


def open_case(parts: Parts, officer: Officer, request: UUID, hit: UUID, complaint: str) -> RedressCase:
    if not is_a_reason(complaint):
        raise ReasonMissing("Write what the person complains of, in a sentence.")
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        if work.rights.one(request).state is RequestState.OPENED:
            raise NotInThisState("The identity comes first: say what was shown.")
        if hit not in {one.hit for one in work.redress.hits_of(request)}:
            raise InvalidInput("This match is not on a record of that person.")
        now = parts.clock()
        number, due = work.rights.number("RD", now), now + ANSWER_WITHIN
        made = RedressCase(parts.new_id(), number, request, hit, complaint.strip(), now, due, RedressState.OPENED)
        work.redress.open(made)
        work.commit(AuditEvent("redress:opened", (made.id, hit, request)))
    return made


def everything(parts: Parts, overseer: Officer) -> list[RedressCase]:
    with parts.store.begin(overseer.actor, Permission.READ_REDRESS, OVERSIGHT) as work:
        found = work.redress.all()
        work.commit(AuditEvent("redress:read", tuple(one.id for one in found)))
    return found


def for_lists(parts: Parts, officer: Officer) -> list[RedressCase]:
    """What waits for a list's manager: remedies to agree to, entries to correct."""
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION) as work:
        found = [one for one in work.redress.all() if _waits_for_lists(one)]
        work.commit(AuditEvent("redress:read", tuple(one.id for one in found)))
    return found


def _waits_for_lists(case: RedressCase) -> bool:
    return case.state in (RedressState.PROPOSED, RedressState.UPHELD) or _unanswered(case)


def _unanswered(case: RedressCase) -> bool:
    return case.recommendation is not None and case.reply is None


def recommend(parts: Parts, ombudsperson: Officer, case: UUID, reason: str) -> None:
    """That an entry should not stand; whatever becomes of the complaint, the list's manager replies."""
    if not is_a_reason(reason):
        raise ReasonMissing("Say why the entry should not stand, in a sentence.")
    with parts.store.begin(ombudsperson.actor, Permission.RECOMMEND, OVERSIGHT, request=case) as work:
        now = parts.clock()
        work.redress.recommend(case, reason.strip(), ombudsperson.id, now, now + REPLY_WITHIN)
        work.commit(AuditEvent("redress:recommended", (case,)))


def reply(parts: Parts, officer: Officer, case: UUID, told: str) -> None:
    if not is_a_reason(told):
        raise ReasonMissing("Say what was done, or why the entry stands, in a sentence.")
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION, request=case) as work:
        work.redress.reply(case, told.strip(), officer.id, parts.clock())
        work.commit(AuditEvent("redress:replied", (case,)))


def propose(parts: Parts, officer: Officer, case: UUID, remedy: Remedy, reason: str) -> None:
    if not is_a_reason(reason):
        raise ReasonMissing
    if remedy is Remedy.TOKEN and not parts.profile.redress.token:
        raise InvalidInput("The legal profile knows no redress token.")
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=case) as work:
        work.redress.propose(case, remedy, reason.strip(), officer.id, parts.clock())
        work.commit(AuditEvent("redress:proposed", (case,), {"remedy": remedy.value}))


def confirm(parts: Parts, officer: Officer, case: UUID) -> RedressCase:
    """By whoever may approve changes of lists, and is not the one who proposed."""
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION, request=case) as work:
        found, now = work.redress.one(case), parts.clock()
        if found.proposed_by == officer.id:
            raise SecondPersonNeeded
        if found.proposal is None or found.state is not RedressState.PROPOSED:
            raise NotInThisState
        token = parts.new_id() if found.proposal is Remedy.TOKEN else None
        work.redress.confirm(case, AFTER[found.proposal], officer.id, now, token)
        events = [AuditEvent("redress:decided", (case,), {"remedy": found.proposal.value})]
        if token:
            _give_token(work, token, found, officer, now)
            events.append(AuditEvent("redress:granted", (token, found.hit)))
        after = work.redress.one(case)
        work.commit(*events)
    return after


def _give_token(work: UnitOfWork, token: UUID, case: RedressCase, officer: Officer, now: datetime) -> None:
    """For that person and that entry only (WL6): asked for by who proposed it, given by who confirms it."""
    traveller, entry = work.redress.about(case.hit)
    assert case.proposed_by is not None
    asked = (OfficerId(case.proposed_by), now, f"{case.number}: agreed by two people", now + TOKEN_FOR)
    made = RedressToken(token, entry, "", "", *asked, TokenState.IN_FORCE, officer.id, now)
    if not work.remembered.make(made, traveller, case.request):
        raise NotFound("The record that this case is about is no longer there.")


def hand_back(parts: Parts, officer: Officer, case: UUID, told: str) -> None:
    """The list's manager says what was done to the entry at its owner's."""
    if not is_a_reason(told):
        raise ReasonMissing("Say what was done to the entry, and when.")
    with parts.store.begin(officer.actor, Permission.APPROVE_WATCHLIST, ADMINISTRATION, request=case) as work:
        work.redress.hand_back(case, told.strip())
        work.commit(AuditEvent("redress:decided", (case,), {"handed-back": True}))


def appeal(parts: Parts, officer: Officer, case: UUID) -> None:
    """The person goes to the independent body of the profile; only a decided case can be appealed."""
    with parts.store.begin(officer.actor, Permission.KEEP_REGISTER, OVERSIGHT, request=case) as work:
        found = work.redress.one(case)
        last = found.opened_at + timedelta(days=parts.profile.redress.days)
        if parts.clock() > last:
            raise NotInThisState("The time in which this can be appealed is over.")
        work.redress.appeal(case, parts.clock())
        work.commit(AuditEvent("redress:decided", (case,), {"appealed": True}))


def decide_appeal(parts: Parts, officer: Officer, case: UUID, outcome: str) -> None:
    """Recorded by the independent authority; the unit cannot."""
    if not is_a_reason(outcome):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.DECIDE_APPEAL, OVERSIGHT, request=case) as work:
        work.redress.decide_appeal(case, outcome.strip(), officer.id)
        work.commit(AuditEvent("redress:decided", (case,), {"on-appeal": True}))
