"""Who may decide what, and where a case goes."""

from __future__ import annotations

import msgspec
import pytest

from gotravel.casework.decide import decide
from gotravel.domain.actor import Role
from gotravel.domain.case import Case, CaseState, Checklist, Decision, Identifier, MainReason, Outcome
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
CHECKED = Checklist((Identifier.FAMILY_NAME, Identifier.DOCUMENT), "The place of birth was not sent.")
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
    decision, state_after = decide(case, officer, outcome, MainReason.DETAILS_AGREE, TEXT, NOON, CHECKED)
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
        decide(case, officer, Outcome.SAME_PERSON, MainReason.OTHER, text, NOON, CHECKED)


def test_a_supervisor_who_decided_before_cannot_settle_his_own_disagreement() -> None:
    case = msgspec.structs.replace(CASE, state=CaseState.SUPERVISOR, decisions=decided_by(LENA, CHIEF))
    with pytest.raises(SecondPersonNeeded):
        decide(case, CHIEF, Outcome.SAME_PERSON, MainReason.OTHER, TEXT, NOON, CHECKED)


@pytest.mark.parametrize(
    ("identifiers", "weighed"),
    [
        pytest.param((), CHECKED.weighed, id="nothing ticked"),
        pytest.param((Identifier.BIRTH_DATE,), CHECKED.weighed, id="one identifier"),
        pytest.param((Identifier.BIRTH_DATE, Identifier.BIRTH_DATE), CHECKED.weighed, id="one identifier twice"),
        pytest.param((Identifier.FAMILY_NAME, Identifier.GIVEN_NAMES), CHECKED.weighed, id="only the names"),
        pytest.param(CHECKED.identifiers, " no ", id="nothing weighed against it"),
    ],
)
def test_the_same_person_is_confirmed_by_identifiers_and_by_what_speaks_against(
    identifiers: tuple[Identifier, ...], weighed: str
) -> None:
    with pytest.raises(ReasonMissing):
        decide(CASE, LENA, Outcome.SAME_PERSON, MainReason.OTHER, TEXT, NOON, Checklist(identifiers, weighed))
    decide(CASE, LENA, Outcome.DIFFERENT_PERSON, MainReason.OTHER, TEXT, NOON, Checklist(identifiers, weighed))
