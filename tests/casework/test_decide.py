"""Who may decide what, and where a case goes."""

from __future__ import annotations

import msgspec
import pytest

from gotravel.casework.decide import decide
from gotravel.domain.actor import Role
from gotravel.domain.case import Case, CaseState, Decision, MainReason, Outcome
from gotravel.domain.errors import NotInThisState, NotPermitted, ReasonMissing, Refused, SecondPersonNeeded
from gotravel.domain.ids import CaseId, HitId, OfficerId, TravellerId
from gotravel.domain.officer import Officer
from tests.builders import NOON, an_id

LENA = Officer(OfficerId(an_id("lena")), "lena", "L. Tasak", frozenset({Role.ANALYST}))
MIRA = msgspec.structs.replace(LENA, id=OfficerId(an_id("mira")))
CHIEF = Officer(OfficerId(an_id("chief")), "chief", "A. Chief", frozenset({Role.SUPERVISOR}))
CASE = Case(
    CaseId(an_id("case")), "H-261124-0001", TravellerId(an_id("t")), (HitId(an_id("hit")),), CaseState.OPEN, NOON
)
TEXT = "Name, birth date and passport agree."


def decided_by(*officers: Officer) -> tuple[Decision, ...]:
    return tuple(Decision(CASE.id, o.id, "first", Outcome.SAME_PERSON, MainReason.OTHER, TEXT, NOON) for o in officers)


@pytest.mark.parametrize(
    ("state", "officer", "outcome", "after"),
    [
        pytest.param(CaseState.OPEN, LENA, Outcome.SAME_PERSON, CaseState.SECOND_REVIEW, id="first: same person"),
        pytest.param(CaseState.OPEN, LENA, Outcome.DIFFERENT_PERSON, CaseState.CLEARED, id="first: different person"),
        pytest.param(CaseState.OPEN, LENA, Outcome.CANNOT_TELL, CaseState.WAITING, id="first: cannot tell"),
        pytest.param(
            CaseState.WAITING, LENA, Outcome.SAME_PERSON, CaseState.SECOND_REVIEW, id="first again, with more"
        ),
        pytest.param(CaseState.SECOND_REVIEW, MIRA, Outcome.SAME_PERSON, CaseState.CONFIRMED, id="second agrees"),
        pytest.param(
            CaseState.SECOND_REVIEW, MIRA, Outcome.DIFFERENT_PERSON, CaseState.SUPERVISOR, id="second disagrees"
        ),
        pytest.param(CaseState.SUPERVISOR, CHIEF, Outcome.DIFFERENT_PERSON, CaseState.CLEARED, id="supervisor settles"),
    ],
)
def test_where_a_decision_leads(state: CaseState, officer: Officer, outcome: Outcome, after: CaseState) -> None:
    case = msgspec.structs.replace(CASE, state=state, decisions=decided_by(LENA) if state is not CaseState.OPEN else ())
    decision, state_after = decide(case, officer, outcome, MainReason.DETAILS_AGREE, TEXT, NOON)
    assert (state_after, decision.officer, decision.text) == (after, officer.id, TEXT)


@pytest.mark.parametrize(
    ("state", "officer", "text", "refusal"),
    [
        pytest.param(CaseState.SECOND_REVIEW, LENA, TEXT, SecondPersonNeeded, id="first person cannot be the second"),
        pytest.param(CaseState.SUPERVISOR, MIRA, TEXT, NotPermitted, id="an analyst cannot settle a disagreement"),
        pytest.param(CaseState.OPEN, LENA, " ok ", ReasonMissing, id="no reason worth reading"),
        pytest.param(CaseState.CLEARED, MIRA, TEXT, NotInThisState, id="already cleared"),
        pytest.param(CaseState.REFERRED, MIRA, TEXT, NotInThisState, id="already referred"),
    ],
)
def test_what_is_refused(state: CaseState, officer: Officer, text: str, refusal: type[Refused]) -> None:
    case = msgspec.structs.replace(CASE, state=state, decisions=decided_by(LENA))
    with pytest.raises(refusal):
        decide(case, officer, Outcome.SAME_PERSON, MainReason.OTHER, text, NOON)


def test_a_supervisor_who_decided_before_cannot_settle_his_own_disagreement() -> None:
    case = msgspec.structs.replace(CASE, state=CaseState.SUPERVISOR, decisions=decided_by(LENA, CHIEF))
    with pytest.raises(SecondPersonNeeded):
        decide(case, CHIEF, Outcome.SAME_PERSON, MainReason.OTHER, TEXT, NOON)
