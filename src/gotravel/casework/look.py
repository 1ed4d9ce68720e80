"""What a second look at a decided case means: does it agree, and where does the case go.

Goes in: a decided case, what an officer found without seeing the decision. Comes out: the look as a decision, the next state,
whether both agree. Never: a look by an officer of the case; a cleared case left so where a second person takes the traveller for
the listed one.
"""

from __future__ import annotations

from datetime import datetime

from gotravel.casework.decide import identified
from gotravel.domain.case import Case, CaseState, Checklist, Decision, MainReason, Outcome
from gotravel.domain.errors import NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.officer import Officer
from gotravel.domain.written_reason import is_a_reason

LOOK = "look"
DECIDED: dict[CaseState, Outcome] = {
    CaseState.CLEARED: Outcome.DIFFERENT_PERSON,
    CaseState.CONFIRMED: Outcome.SAME_PERSON,
    CaseState.REFERRED: Outcome.SAME_PERSON,
}
OUTCOMES = (Outcome.SAME_PERSON, Outcome.DIFFERENT_PERSON, Outcome.CANNOT_TELL)


def looked_at(
    case: Case, officer: Officer, outcome: Outcome, reason: MainReason, text: str, now: datetime, checked: Checklist
) -> tuple[Decision, CaseState, bool]:
    decided = DECIDED.get(case.state)
    if decided is None or outcome not in OUTCOMES:
        raise NotInThisState
    if officer.id in {decision.officer for decision in case.decisions}:
        raise SecondPersonNeeded
    if not is_a_reason(text):
        raise ReasonMissing
    if outcome is Outcome.SAME_PERSON:
        identified(checked)
    opened = case.state is CaseState.CLEARED and outcome is Outcome.SAME_PERSON
    after = CaseState.SUPERVISOR if opened else case.state
    return Decision(case.id, officer.id, LOOK, outcome, reason, text.strip(), now, checked), after, outcome is decided
