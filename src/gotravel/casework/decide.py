"""The rules of deciding, as one function: is this act allowed, and where does it lead.

Goes in: a case with its decisions, an officer, what the officer found. Comes out: the decision and the next state.
Never: the same person twice on one case, a decision without a written reason.
"""

from __future__ import annotations

from datetime import datetime

from gotravel.casework.states import NEXT, STAGE
from gotravel.domain.actor import Role
from gotravel.domain.case import Case, CaseState, Checklist, Decision, Identifier, MainReason, Outcome
from gotravel.domain.errors import NotInThisState, NotPermitted, ReasonMissing, SecondPersonNeeded
from gotravel.domain.officer import Officer
from gotravel.domain.written_reason import is_a_reason

NOTHING_CHECKED = Checklist()
NAMES = frozenset({Identifier.FAMILY_NAME, Identifier.GIVEN_NAMES})
IDENTIFIERS_NEEDED = 2
"""A name alone is nobody (REV2; C-817/19 paras 203-206)."""


def decide(
    case: Case,
    officer: Officer,
    outcome: Outcome,
    main_reason: MainReason,
    text: str,
    now: datetime,
    checked: Checklist = NOTHING_CHECKED,
) -> tuple[Decision, CaseState]:
    stage = STAGE.get(case.state)
    after = NEXT.get((case.state, outcome))
    if stage is None or after is None:
        raise NotInThisState
    _right_person(case, officer, stage)
    if not is_a_reason(text):
        raise ReasonMissing
    if outcome is Outcome.SAME_PERSON:
        identified(checked)
    return Decision(case.id, officer.id, stage, outcome, main_reason, text.strip(), now, checked), after


def identified(checked: Checklist) -> None:
    if len(set(checked.identifiers) - NAMES) < 1 or len(set(checked.identifiers)) < IDENTIFIERS_NEEDED:
        raise ReasonMissing("Tick what you compared and found to agree: at least two, and one besides the names.")
    if not is_a_reason(checked.weighed):
        raise ReasonMissing("Say what speaks against it, and why it does not outweigh: a sentence.")


def _right_person(case: Case, officer: Officer, stage: str) -> None:
    if stage == "supervisor" and Role.SUPERVISOR not in officer.roles:
        raise NotPermitted
    if stage == "first":
        return
    if officer.id in {decision.officer for decision in case.decisions}:
        raise SecondPersonNeeded
