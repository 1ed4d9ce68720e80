"""What officers do with a case: take it, decide it, decide it a second time.

Goes in: an officer, a case, what the officer found. Comes out: where the case stands. Never: a decision overwritten, a
second decision by the first person (`casework/decide.py` has the rules).
"""

from __future__ import annotations

from gotravel.casework import decide as rules
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Case, CaseState, Checklist, Decision, MainReason, Outcome
from gotravel.domain.errors import NotFound, NotInThisState
from gotravel.domain.ids import CaseId
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK
from gotravel.store.unit_of_work import UnitOfWork

EVENT_OF_STAGE = {"first": "case:decided", "second": "case:confirmed", "supervisor": "case:confirmed"}


def take(parts: Parts, officer: Officer, case_id: CaseId) -> None:
    """Says who works on a case. A case of somebody else is not taken away silently: the other one releases it."""
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK, case=case_id) as work:
        case = _locked(work, case_id)
        if case.owner not in (None, officer.id):
            raise NotInThisState
        work.cases.set_owner(case_id, officer.id)
        work.commit(AuditEvent("case:taken", (case_id,)))


def give_back(parts: Parts, officer: Officer, case_id: CaseId) -> None:
    """The owner lets a case go, so that somebody else may take it."""
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK, case=case_id) as work:
        if _locked(work, case_id).owner != officer.id:
            raise NotInThisState
        work.cases.set_owner(case_id, None)
        work.commit(AuditEvent("case:given-back", (case_id,)))


def decide(
    parts: Parts,
    officer: Officer,
    case_id: CaseId,
    outcome: Outcome,
    main_reason: MainReason,
    text: str,
    checked: Checklist = rules.NOTHING_CHECKED,
) -> CaseState:
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK, case=case_id) as work:
        case = _locked(work, case_id)
        decision, after = rules.decide(case, officer, outcome, main_reason, text, parts.clock(), checked)
        work.cases.add_decision(decision, after)
        events = [_event(decision, case, after)]
        if after is CaseState.CLEARED:
            remembered = work.cases.remember_different(case_id, officer.id, parts.clock())
            events.append(AuditEvent("pair:remembered", (case_id,), {"pairs": remembered}))
        work.commit(*events)
    return after


def _locked(work: UnitOfWork, case_id: CaseId) -> Case:
    """Locked until the commit, so that two second reviewers at once cannot both be the second."""
    case = work.cases.lock(case_id)
    if case is None:
        raise NotFound
    return case


def _event(decision: Decision, case: Case, after: CaseState) -> AuditEvent:
    disagreed = decision.stage == "second" and after is CaseState.SUPERVISOR
    kind = "case:disagreed" if disagreed else EVENT_OF_STAGE[decision.stage]
    return AuditEvent(kind, (case.id,), {"stage": decision.stage, "outcome": decision.outcome.value, "to": after.value})
