"""An authority asks: checked before anybody is looked for, approved outside the unit, answered by another officer, recalled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import psycopg
import pytest

from gotravel.domain.actor import Permission, Role
from gotravel.domain.disclosure import Asked, Disclosure, DisclosureState, Element, Sought
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, NotPermitted, SecondPersonNeeded
from gotravel.domain.ids import TravellerId
from gotravel.domain.rights_request import RequestKind, RequestOutcome, Wanted
from gotravel.flow import disclose, use_notices
from gotravel.flow.purposes import CASEWORK
from tests.flow.test_subject_requests import asked, decided
from tests.unit import MARKER, Unit

WHY = "The evidence shown names this person and this journey."
ASKED = Asked(
    "criminal-police", "CI-26/4471", "02", "serious-crime", "Two witnesses name the person as the driver of a trafficking ring.",
    "The persons were brought in by air on tickets of the ring.", (Element.NAME, Element.JOURNEYS),
    (Sought(MARKER.title(), "Osrikel", "1980-01-01", f"{MARKER}1"),), date(2026, 11, 1), date(2026, 12, 1),
)  # fmt: skip


def received(unit: Unit, **changed: Any) -> Disclosure:
    return disclose.receive(unit.parts, unit.officers[Role.ANALYST], msgspec.structs.replace(ASKED, **changed))


def word(unit: Unit, request: Disclosure, allow: bool) -> DisclosureState:
    return disclose.decide(unit.parts, unit.officers[Role.APPROVER], request.id, allow, WHY)


FRAUD = "07"
"""It has variants of ordinary crime."""


def test_what_may_be_ordinary_crime_is_approved_only_where_the_body_says_that_the_facts_show_more(eu: Unit) -> None:
    request, approver = received(eu, offence=FRAUD), eu.officers[Role.APPROVER]
    with pytest.raises(InvalidInput, match="variants of ordinary crime"):
        disclose.decide(eu.parts, approver, request.id, True, WHY)
    assert eu.ask("SELECT state FROM disclosure_request") == [("received",)]
    assert disclose.decide(eu.parts, approver, request.id, True, WHY, serious=True) is DisclosureState.APPROVED
    [(detail,)] = eu.ask("SELECT detail FROM audit_event WHERE kind = 'disclosure:decided'")
    assert detail["ordinary-crime"] == "excluded"


def test_a_refusal_needs_no_word_about_ordinary_crime(eu: Unit) -> None:
    assert word(eu, received(eu, offence=FRAUD), allow=False) is DisclosureState.REFUSED


def him(unit: Unit) -> list[TravellerId]:
    return [TravellerId(row[0]) for row in unit.ask("SELECT id FROM traveller WHERE family = %s", MARKER)]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param({"authority": "tax-office"}, "authority is not one", id="an authority the law does not name"),
        pytest.param(
            {"authority": "customs", "purpose": "terrorism"}, "may not ask for this purpose", id="a purpose not its own"
        ),
        pytest.param({"offence": "TAX"}, "offence is not one", id="an offence the law does not list"),
        pytest.param({"facts": "see file 17/2026"}, "facts are missing", id="no facts"),
        pytest.param({"air_link": ""}, "link to carriage by air", id="nothing to do with air travel"),
        pytest.param({"elements": ()}, "No element", id="no element"),
        pytest.param({"subjects": ()}, "no request for everybody", id="nobody named"),
        pytest.param({"subjects": ASKED.subjects * 6}, "no request for everybody", id="six people"),
        pytest.param({"subjects": (Sought("Sm*", "Anna", "1980-01-01"),)}, "no wildcard", id="a wildcard"),
        pytest.param({"subjects": (Sought("Smith", "A", "1980-01-01"),)}, "no part of a name", id="an initial"),
        pytest.param({"subjects": (Sought("Smith", "Anna"),)}, "named in full", id="a name alone"),
        pytest.param(
            {"period_from": date(2015, 1, 1)}, "before anything may be kept", id="a period before all retention"
        ),
        pytest.param({"urgent": "soon"}, "life hangs on it", id="urgency without a reason"),
    ],
)
def test_what_does_not_pass_the_legal_check(eu: Unit, changed: dict[str, Any], fault: str) -> None:
    with pytest.raises(InvalidInput, match=fault):
        received(eu, **changed)
    assert eu.count("disclosure_request") == 0


def test_nobody_is_looked_for_before_the_word_of_the_independent_body(eu: Unit) -> None:
    eu.take()
    request = received(eu)
    supervisor = eu.officers[Role.SUPERVISOR]
    assert disclose.look(eu.parts, supervisor, request.id).candidates == ()
    with pytest.raises((NotInThisState, InvalidInput)):
        disclose.answer(eu.parts, supervisor, request.id, him(eu))
    assert word(eu, request, True) is DisclosureState.APPROVED
    [found] = disclose.look(eu.parts, supervisor, request.id).candidates
    assert found.traveller == him(eu)[0]


def test_the_answer_holds_the_allowed_elements_of_the_named_person_and_no_more(eu: Unit) -> None:
    eu.take()
    request = received(eu)
    word(eu, request, True)
    other = [TravellerId(row[0]) for row in eu.ask("SELECT id FROM traveller WHERE family <> %s", MARKER)]
    supervisor = eu.officers[Role.SUPERVISOR]
    with pytest.raises(InvalidInput):
        disclose.answer(eu.parts, supervisor, request.id, other)
    done = disclose.answer(eu.parts, supervisor, request.id, him(eu))
    body = disclose.package(eu.parts, supervisor, request.id)
    told = msgspec.json.decode(body)
    assert (told["your_case"], told["elements"]) == ("CI-26/4471", ["name", "journeys"])
    assert set(told["records"][0]) == {"name", "journeys"}
    assert f"{MARKER}1".encode() not in body, "the document was not asked for"
    assert f"{MARKER}BERG".encode() not in body
    assert (done.state, done.records) == (DisclosureState.ANSWERED, 1)


def test_the_person_learns_to_whom_data_were_given_and_corrections_follow_them(eu: Unit) -> None:
    eu.take()
    request = received(eu)
    word(eu, request, True)
    disclose.answer(eu.parts, eu.officers[Role.SUPERVISOR], request.id, him(eu))
    access, right = asked(eu, RequestKind.ACCESS), asked(eu, RequestKind.RECTIFICATION, Wanted(born="1981-02-03"))
    assert "Given to: criminal-police" in decided(eu, access, RequestOutcome.GRANTED)
    decided(eu, right, RequestOutcome.GRANTED)
    assert eu.ask("SELECT authority, kind FROM recipient_notice") == [("criminal-police", "rectified")]
    eu.nights(eu.parts.profile.rights.deadline_days + 1)
    assert eu.ask("SELECT traveller, state FROM subject_notice") == [(him(eu)[0], "due")]
    dpo = eu.officers[Role.DPO]
    assert "Criminal police office" in use_notices.letter(eu.parts, dpo, eu.ask("SELECT id FROM subject_notice")[0][0])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.APPROVER])
def test_nobody_of_the_unit_approves(eu: Unit, role: Role) -> None:
    request = received(eu)
    with pytest.raises(NotPermitted):
        disclose.decide(eu.parts, eu.officers[role], request.id, True, WHY)


def test_who_received_does_not_answer_and_a_refusal_keeps_its_reason(eu: Unit) -> None:
    eu.take()
    request = received(eu)
    word(eu, request, True)
    with pytest.raises(SecondPersonNeeded):
        disclose.answer(eu.parts, eu.officers[Role.ANALYST], request.id, him(eu))
    refused = received(eu)
    assert word(eu, refused, False) is DisclosureState.REFUSED
    assert disclose.look(eu.parts, eu.officers[Role.AUTHORITY], refused.id).request.decision == WHY
    with pytest.raises(NotInThisState):
        disclose.answer(eu.parts, eu.officers[Role.SUPERVISOR], refused.id, [])


def test_an_urgent_answer_is_reviewed_in_hours_and_recalled_when_it_is_refused(eu: Unit) -> None:
    eu.take()
    request = received(eu, urgent="A child is held and the flight lands within the hour.")
    assert request.due_at - eu.clock.now == timedelta(hours=eu.parts.profile.prior_approval.urgent_hours)
    supervisor = eu.officers[Role.SUPERVISOR]
    done = disclose.answer(eu.parts, supervisor, request.id, him(eu))
    assert done.state is DisclosureState.ANSWERED_URGENTLY
    eu.nights(2)
    assert eu.ask("SELECT count(*) FROM oversight_notice WHERE kind = 'urgent-unreviewed'") == [(1,)]
    assert word(eu, request, False) is DisclosureState.RECALLED
    with pytest.raises(NotFound):
        disclose.package(eu.parts, supervisor, request.id)
    assert eu.ask("SELECT authority, kind FROM recipient_notice") == [("criminal-police", "recalled")]


def test_the_desk_cannot_write_the_approvers_word(eu: Unit) -> None:
    """As a bug, or an officer with the desk's own rights in the database."""
    request = received(eu)
    for sql, fault in (
        ("UPDATE disclosure_request SET decided_by = gen_random_uuid(), decision = 'approved by the desk itself'", psycopg.errors.InsufficientPrivilege),
        ("UPDATE disclosure_request SET state = 'answered'", psycopg.errors.CheckViolation),
        ("UPDATE disclosure_request SET state = 'approved'", psycopg.errors.CheckViolation),
        ("UPDATE disclosure_request SET subject_count = 1, facts = 'other facts than were approved'", psycopg.errors.InsufficientPrivilege),
    ):  # fmt: skip
        with (
            pytest.raises(fault),
            eu.parts.store.begin(eu.officers[Role.ANALYST].actor, Permission.DISSEMINATE, CASEWORK) as work,
        ):
            work.connection.execute(sql.encode())
    assert request.number.startswith("R-2026-")
