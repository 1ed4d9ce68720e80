"""The floor: one row a relaxation that no profile may make, and the rule that catches it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from gotravel.domain.errors import InvalidInput
from gotravel.domain.legal_profile import FlightScope, LegalProfile, ListAllowed, PriorApproval, Purpose
from gotravel.law.floor import GROUNDS, RULES, violations
from gotravel.law.profile import load, parse, shipped, text_of

EU = load("eu-pnr")
ICAO = load("icao-annex9")
Change = Callable[[LegalProfile], LegalProfile]


def of(**fields: object) -> Change:
    return lambda profile: replace(profile, **fields)


def sensitive(**fields: object) -> Change:
    return lambda profile: replace(profile, sensitive=replace(profile.sensitive, **fields))


def internal(value: str) -> Change:
    return lambda profile: replace(profile, flight_scope=FlightScope(internal=value))


RELAXED = [
    pytest.param(EU, of(pnr_elements=(1, 20)), "COL1", id="an element that no annex lists"),
    pytest.param(EU, of(data_categories=("PNR", "SOCIAL-MEDIA")), "COL1", id="a category nobody may collect"),
    pytest.param(EU, internal("all"), "COL8", id="all internal flights without an assessment"),
    pytest.param(EU, internal("selected"), "COL8", id="some internal flights without an assessment"),
    pytest.param(EU, internal("most"), "COL8", id="a scope that is none"),
    pytest.param(EU, of(modes=("air", "foot")), "COL6", id="a mode of transport that is none"),
    pytest.param(EU, of(max_pushes=0), "COL4", id="no push at all"),
    pytest.param(EU, of(max_pushes=999), "COL4", id="pushes without end"),
    pytest.param(EU, of(push_times=()), "COL5", id="no push time"),
    pytest.param(EU, of(push_times=("-96h",)), "COL5", id="a push four days before"),
    pytest.param(EU, of(push_times=("always",)), "COL5", id="a push at any time"),
    pytest.param(EU, sensitive(action="mask"), "SEN1", id="sensitive data masked, not deleted"),
    pytest.param(EU, sensitive(grounds=GROUNDS[:-1]), "SEN1", id="a ground left out"),
    pytest.param(EU, sensitive(days=3), "SEN3", id="a quarantine without vital interest"),
    pytest.param(EU, sensitive(days=8, vital_interest=True), "SEN3", id="a quarantine of more than a week"),
    pytest.param(EU, of(purposes=()), "PUR1", id="no purpose"),
    pytest.param(EU, of(purposes=(Purpose("terrorism", ""),)), "PUR1", id="a purpose without a text"),
    pytest.param(EU, of(purposes=(Purpose("migration", "Border control."),)), "PUR4", id="border control under the Directive"),
    pytest.param(EU, of(lists_allowed=()), "WL1", id="no registered list"),
    pytest.param(EU, of(lists_allowed=(ListAllowed("credit-scores", "a broker"),)), "WL1", id="a commercial list"),
    pytest.param(EU, of(general_delete_days=184), "RET3", id="data without a basis for more than six months"),
    pytest.param(EU, of(basis_review_days=None), "RET3", id="a basis that nobody reviews"),
    pytest.param(EU, of(basis_review_days=400), "RET6", id="a basis reviewed later than yearly"),
    pytest.param(EU, of(api_border_delete_hours=96), "RET1", id="border data for four days"),
    pytest.param(EU, of(rule_max_hit_rate=0.2), "RUL6", id="a rule that raises a fifth"),
    pytest.param(EU, of(disparity_max=50.0), "RUL6", id="any disparity"),
    pytest.param(EU, of(prior_approval=PriorApproval("ministry")), "DIS2", id="approval by the ministry itself"),
    pytest.param(EU, of(prior_approval=PriorApproval("court", "never")), "DIS3", id="no approval"),
    pytest.param(EU, of(prior_approval=PriorApproval("court", "always", 240)), "DIS5", id="an urgent release reviewed in ten days"),
    pytest.param(EU, of(territory=()), "SEC2", id="data anywhere"),
    pytest.param(EU, of(breach_hours=200), "SEC3", id="a breach told next week"),
    pytest.param(EU, of(ml="score"), "RUL1", id="a learned score of travellers"),
    pytest.param(EU, of(rule_review_days=3650), "RUL3", id="criteria for ten years"),
    pytest.param(EU, of(review_officers=0), "REV1", id="decisions by the machine"),
    pytest.param(EU, of(mask_after_days=731), "RET1", id="clear names for more than two years"),
    pytest.param(EU, of(mask_after_days=0), "RET1", id="masked before anybody could look"),
    pytest.param(EU, of(max_retention_days=99_999), "RET5", id="records for ever"),
]  # fmt: skip


@pytest.mark.parametrize("profile, change, requirement", RELAXED)
def test_no_profile_may_relax_it(profile: LegalProfile, change: Change, requirement: str) -> None:
    assert violations(profile) == ()
    assert requirement in {violation.requirement for violation in violations(change(profile))}


def test_an_offence_below_three_years_is_refused_under_the_directive_only() -> None:
    petty = tuple(replace(one, min_max_penalty_months=12) for one in EU.offences)
    assert "PUR2" in {one.requirement for one in violations(replace(EU, offences=petty))}
    petty = tuple(replace(one, min_max_penalty_months=12) for one in ICAO.offences)
    assert violations(replace(ICAO, offences=petty)) == ()


def test_internal_flights_with_an_assessment_are_allowed() -> None:
    assessed = FlightScope(
        internal="selected", assessment_id="A-1", expires=date(2027, 1, 1), review=date(2026, 6, 1),
        reasons="A real and present threat, assessed.", reviewed_by="An invented court", documents=("A-1.pdf",),
    )  # fmt: skip
    assert violations(replace(EU, flight_scope=replace(assessed, home=EU.flight_scope.home))) == ()


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_profile_stands_on_the_floor(name: str) -> None:
    assert violations(load(name)) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("not = toml = at all", id="no TOML"),
        pytest.param("nobody_knows_this = 1\n" + text_of("eu-pnr"), id="an unknown field"),
        pytest.param(text_of("eu-pnr").replace('action = "delete"', 'action = "keep"'), id="below the floor"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_profile_below_the_floor_is_not_loaded(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse(text)


def test_every_rule_names_its_requirement_and_its_reason() -> None:
    for requirement, field, _, sentence in RULES:
        assert requirement and field.split(".")[0] in LegalProfile.__struct_fields__ and len(sentence) > 20
