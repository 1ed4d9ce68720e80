"""The rules of deciding, as one function: is this act allowed, and where does it lead.

Goes in: a case with its decisions, an officer, what the officer found. Comes out: the decision and the next state.
Never: the same person twice on one case, a decision without a written reason.
"""

from __future__ import annotations

from datetime import datetime

from gotravel.casework.states import NEXT, STAGE
from gotravel.domain.actor import Role
from gotravel.domain.case import Case, CaseState, Decision, MainReason, Outcome
from gotravel.domain.errors import NotInThisState, NotPermitted, ReasonMissing, SecondPersonNeeded
from gotravel.domain.officer import Officer
from gotravel.domain.written_reason import is_a_reason


def decide(
    case: Case, officer: Officer, outcome: Outcome, main_reason: MainReason, text: str, now: datetime
) -> tuple[Decision, CaseState]:
    stage = STAGE.get(case.state)
    after = NEXT.get((case.state, outcome))
    if stage is None or after is None:
        raise NotInThisState
    _right_person(case, officer, stage)
    if not is_a_reason(text):
        raise ReasonMissing
    return Decision(case.id, officer.id, stage, outcome, main_reason, text.strip(), now), after


def _right_person(case: Case, officer: Officer, stage: str) -> None:
    if stage == "supervisor" and Role.SUPERVISOR not in officer.roles:
        raise NotPermitted
    if stage == "first":
        return
    if officer.id in {decision.officer for decision in case.decisions}:
        raise SecondPersonNeeded
