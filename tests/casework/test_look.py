"""What a second look means: who may take it, whether it agrees, where the case goes."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gotravel.casework.look import looked_at
from gotravel.domain.case import Case, CaseState, Checklist, Decision, Identifier, MainReason, Outcome
from gotravel.domain.errors import NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.ids import CaseId, HitId, OfficerId, TravellerId
from gotravel.domain.officer import Officer

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHY = "Photograph and day of birth were compared by hand."
CHECKED = Checklist((Identifier.FAMILY_NAME, Identifier.BIRTH_DATE), "Nothing of weight speaks against it here.")
FIRST, OTHER = (Officer(OfficerId(UUID(int=n)), str(n), str(n), frozenset()) for n in (1, 2))


def decided(state: CaseState) -> Case:
    first = Decision(CaseId(UUID(int=9)), FIRST.id, "first", Outcome.DIFFERENT_PERSON, MainReason.NAMESAKE, WHY, NOW)
    return Case(
        CaseId(UUID(int=9)),
        "H-261124-0001",
        TravellerId(UUID(int=8)),
        (HitId(UUID(int=7)),),
        state,
        NOW,
        decisions=(first,),
    )


def look(
    state: CaseState, outcome: Outcome, officer: Officer = OTHER, text: str = WHY, checked: Checklist = CHECKED
) -> tuple[str, CaseState, bool]:
    decision, after, agrees = looked_at(decided(state), officer, outcome, MainReason.OTHER, text, NOW, checked)
    return decision.stage, after, agrees


@pytest.mark.parametrize(
    ("state", "outcome", "after", "agrees"),
    [
        pytest.param(CaseState.CLEARED, Outcome.DIFFERENT_PERSON, CaseState.CLEARED, True, id="cleared, and again"),
        pytest.param(CaseState.CLEARED, Outcome.CANNOT_TELL, CaseState.CLEARED, False, id="cleared, and uncertain"),
        pytest.param(
            CaseState.CLEARED,
            Outcome.SAME_PERSON,
            CaseState.SUPERVISOR,
            False,
            id="cleared, and taken for the listed one",
        ),
        pytest.param(CaseState.CONFIRMED, Outcome.SAME_PERSON, CaseState.CONFIRMED, True, id="confirmed, and again"),
        pytest.param(
            CaseState.REFERRED, Outcome.DIFFERENT_PERSON, CaseState.REFERRED, False, id="referred, and doubted"
        ),
    ],
)
def test_what_a_look_leads_to(state: CaseState, outcome: Outcome, after: CaseState, agrees: bool) -> None:
    assert look(state, outcome) == ("look", after, agrees)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        pytest.param({"officer": FIRST}, SecondPersonNeeded, id="by who decided it"),
        pytest.param({"text": "fine"}, ReasonMissing, id="without a reason"),
        pytest.param(
            {"outcome": Outcome.SAME_PERSON, "checked": Checklist()},
            ReasonMissing,
            id="the same person, nothing compared",
        ),
        pytest.param({"outcome": Outcome.TO_SUPERVISOR}, NotInThisState, id="handed on"),
        pytest.param({"state": CaseState.OPEN}, NotInThisState, id="a case nobody decided"),
    ],
)
def test_which_looks_are_refused(given: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        look(**{"state": CaseState.CLEARED, "outcome": Outcome.DIFFERENT_PERSON, **given})  # type: ignore[arg-type]
