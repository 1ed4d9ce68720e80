"""A person asks; contested data stop matching; what was decided is really done, and recipients are told."""

from __future__ import annotations

from uuid import UUID

import pytest

from gotravel.domain.actor import Permission, Role
from gotravel.domain.case import Checklist, Identifier, MainReason, Outcome
from gotravel.domain.errors import InvalidInput, NotInThisState, NotPermitted, ReasonMissing
from gotravel.domain.ids import CaseId, TravellerId
from gotravel.domain.rights_request import (
    Refusal,
    RequestKind,
    RequestOutcome,
    RequestState,
    RightsRequest,
    Stated,
    Wanted,
)
from gotravel.flow import disseminate, review, subject_requests
from gotravel.flow.purposes import OVERSIGHT
from gotravel.worker import work_until_idle
from tests.flow.cases import a_case, a_list
from tests.unit import API, MARKER, Unit

NOTHING = Wanted()
HIM = Stated(MARKER.title(), "Osrikel", "1980-01-01", f"{MARKER}1", "Invented street 1, Oslo")
WHY = "The register was compared with the passport that was shown."
CHECKED = Checklist((Identifier.FAMILY_NAME, Identifier.BIRTH_DATE), "Nothing speaks against it.")
TEXT = "Compared name, birth date and document number."


def asked(unit: Unit, kind: RequestKind, wanted: Wanted = NOTHING, stated: Stated = HIM) -> RightsRequest:
    """A request of the planted traveller, identified, with the record chosen."""
    dpo = unit.officers[Role.DPO]
    made = subject_requests.open_request(unit.parts, dpo, kind, stated, wanted)
    subject_requests.identify(unit.parts, dpo, made.id, "passport, shown in person")
    found = subject_requests.look(unit.parts, dpo, made.id).candidates
    subject_requests.choose(unit.parts, dpo, made.id, [one.traveller for one in found if one.document])
    return made


def decided(unit: Unit, request: RightsRequest, outcome: RequestOutcome, refusal: Refusal | None = None) -> str:
    subject_requests.decide(unit.parts, unit.officers[Role.DPO], request.id, outcome, refusal, WHY)
    work_until_idle(unit.parts)
    return subject_requests.answer(unit.parts, unit.officers[Role.DPO], request.id).decode()


def referred(unit: Unit) -> CaseId:
    case = a_case(unit)
    for role in (Role.ANALYST, Role.SUPERVISOR):
        review.decide(
            unit.parts, unit.officers[role], case, Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, TEXT, CHECKED
        )
    disseminate.refer(unit.parts, unit.officers[Role.ANALYST], case, unit.parts.profile.authorities[0].id)
    return case


def him(unit: Unit) -> TravellerId:
    return TravellerId(unit.ask("SELECT id FROM traveller WHERE family = %s", MARKER)[0][0])


def test_the_search_finds_the_person_and_the_namesakes_are_left_to_a_human(eu: Unit) -> None:
    eu.take()
    dpo = eu.officers[Role.DPO]
    made = subject_requests.open_request(eu.parts, dpo, RequestKind.ACCESS, HIM, Wanted())
    assert subject_requests.look(eu.parts, dpo, made.id).candidates == (), (
        "nobody is searched for before the identity is proven"
    )
    subject_requests.identify(eu.parts, dpo, made.id, "passport, shown in person")
    [found] = [one for one in subject_requests.look(eu.parts, dpo, made.id).candidates if one.document]
    assert found.traveller == him(eu)
    assert not found.chosen
    [(subjects, detail)] = eu.ask(
        "SELECT subjects, detail::text FROM audit_event WHERE kind = 'rights:read' ORDER BY seq DESC LIMIT 1"
    )
    assert found.traveller in subjects
    assert MARKER not in detail


def test_the_deadline_is_the_laws_and_the_same_for_everybody(eu: Unit) -> None:
    made = subject_requests.open_request(eu.parts, eu.officers[Role.DPO], RequestKind.ACCESS, HIM, Wanted())
    assert (made.due_at - made.opened_at).days == eu.parts.profile.rights.deadline_days
    assert made.number.startswith("DS-2026-")


@pytest.mark.parametrize(
    ("outcome", "refusal", "told", "hidden"),
    [
        pytest.param(RequestOutcome.GRANTED, None, [MARKER, "ZZ 501", "API of carrier ZZ", "Given to: border-police", "sealed"], [], id="granted in full"),
        pytest.param(RequestOutcome.PARTLY, Refusal.OFFENCES, [MARKER, "ZZ 501"], ["border-police", "match"], id="in part: recipients are withheld"),
        pytest.param(RequestOutcome.REFUSED, Refusal.INQUIRY, ["neither to confirm nor to deny"], [MARKER, "inquiry"], id="refused without telling"),
    ],
)  # fmt: skip
def test_access(eu: Unit, outcome: RequestOutcome, refusal: Refusal | None, told: list[str], hidden: list[str]) -> None:
    referred(eu)
    letter = decided(eu, asked(eu, RequestKind.ACCESS), outcome, refusal)
    assert [text for text in told if text not in letter] == []
    assert [text for text in hidden if text.lower() in letter.lower()] == []
    assert f"{MARKER}BERG" not in letter, "the other traveller is nobody's business"
    assert "free of charge" in letter


def test_the_authority_sees_the_reason_that_the_letter_withholds(eu: Unit) -> None:
    eu.take()
    request = asked(eu, RequestKind.ACCESS)
    decided(eu, request, RequestOutcome.REFUSED, Refusal.INQUIRY)
    seen = subject_requests.look(eu.parts, eu.officers[Role.AUTHORITY], request.id).request
    assert (seen.refusal, seen.reason) == (Refusal.INQUIRY, WHY)


def test_contested_data_stop_matching_until_resolved(eu: Unit) -> None:
    # Given: the traveller is on file and contested before any list names him.
    eu.take()
    request = asked(eu, RequestKind.RECTIFICATION, Wanted(born="1981-01-01"))
    subject_requests.contest(eu.parts, eu.officers[Role.DPO], request.id)
    # When: a list that names him comes into force, and his data come again with a change.
    a_list(eu)
    eu.take(
        API.replace(b"2611270730", b"2611270745").replace(
            b"UNB+UNOA:4+ZZ+XXPIU+261124:0700+A1", b"UNB+UNOA:4+ZZ+XXPIU+261124:0800+A2"
        )
    )
    # Then: nothing is raised, until the request is resolved.
    assert eu.count("hit") == 0
    decided(eu, request, RequestOutcome.REFUSED, Refusal.ACCURATE)
    assert eu.count("hit") == 1
    assert eu.ask("SELECT count(*) FROM case_file WHERE state = 'open'") == [(1,)]


def test_an_open_match_falls_away_while_contested_and_comes_back(eu: Unit) -> None:
    case = a_case(eu)
    request = asked(eu, RequestKind.RECTIFICATION, Wanted(given="Oskar"))
    assert subject_requests.contest(eu.parts, eu.officers[Role.DPO], request.id) == 1
    assert eu.ask("SELECT c.state, h.state FROM case_file c, hit h WHERE c.id = %s", case) == [("recalled", "recalled")]
    with pytest.raises(NotInThisState):
        review.decide(eu.parts, eu.officers[Role.ANALYST], case, Outcome.SAME_PERSON, MainReason.OTHER, TEXT)
    decided(eu, request, RequestOutcome.REFUSED, Refusal.ACCURATE)
    assert eu.ask("SELECT c.state, h.state FROM case_file c, hit h WHERE c.id = %s", case) == [("open", "open")]


def test_a_restriction_that_was_granted_lasts_until_it_is_released_with_a_reason(eu: Unit) -> None:
    eu.take()
    request = asked(eu, RequestKind.RESTRICTION)
    decided(eu, request, RequestOutcome.GRANTED)
    a_list(eu)
    assert eu.count("hit") == 0
    with pytest.raises(ReasonMissing):
        subject_requests.release(eu.parts, eu.officers[Role.DPO], request.id, "done")
    subject_requests.release(eu.parts, eu.officers[Role.DPO], request.id, WHY)
    work_until_idle(eu.parts)
    assert eu.count("hit") == 1


def test_a_rectification_really_changes_the_record_and_follows_to_the_recipient(eu: Unit) -> None:
    case = referred(eu)
    request = asked(eu, RequestKind.RECTIFICATION, Wanted(born="1981-02-03", document=f"{MARKER}7"))
    letter = decided(eu, request, RequestOutcome.GRANTED)
    assert "corrected" in letter
    [row] = eu.ask("SELECT born, document_numbers FROM traveller WHERE id = %s", him(eu))
    assert row == ("1981-02-03", [f"{MARKER}7"])
    with eu.parts.store.begin(eu.officers[Role.DPO].actor, Permission.OVERSEE, OVERSIGHT) as work:
        [notice] = work.rights.recipients_to_tell()
        told_by = work.travel.whole(him(eu))[0].person.told_by
    assert (notice.kind, notice.authority) == ("rectified", "border-police")
    # What was put right is no longer said to come from the carrier's message, the rest still is (COL10).
    [of_request] = [one for one in told_by if one.put_right]
    assert (of_request.message, set(of_request.fields)) == (request.id, {"born", "documents"})
    assert not {"born", "documents"} & {field for one in told_by if not one.put_right for field in one.fields}
    assert "family" in {field for one in told_by if not one.put_right for field in one.fields}
    subject_requests.recipient_told(eu.parts, eu.officers[Role.DPO], notice.id)
    assert eu.ask("SELECT told_by FROM recipient_notice") == [(eu.officers[Role.DPO].id,)]
    assert eu.ask("SELECT state FROM case_file WHERE id = %s", case) == [("referred",)]


def test_an_erasure_leaves_nothing_of_the_person_and_everything_of_the_others(eu: Unit) -> None:
    eu.take()
    decided(eu, asked(eu, RequestKind.ERASURE), RequestOutcome.GRANTED)
    eu.ask("UPDATE rights_request SET stated = NULL, wanted = NULL, answer = NULL RETURNING id")
    assert eu.count("traveller") == 1
    said = eu.everything()
    assert f"{MARKER}BERG".encode() in said, "the other traveller stays"
    assert f"{MARKER}1".encode() not in said, "the document number is nowhere"
    assert b"OSRIKEL" not in said.upper()


def test_what_officers_wrote_about_the_person_goes_too(eu: Unit) -> None:
    case = a_case(eu)
    text = "The height given by the consulate speaks against it."
    review.decide(eu.parts, eu.officers[Role.ANALYST], case, Outcome.DIFFERENT_PERSON, MainReason.OTHER, text)
    decided(eu, asked(eu, RequestKind.ERASURE), RequestOutcome.GRANTED)
    assert eu.count("hit") == 0
    assert text.encode() not in eu.everything()
    assert eu.ask("SELECT outcome FROM decision") == [("different-person",)]


def test_what_a_live_case_needs_is_restricted_and_not_erased(eu: Unit) -> None:
    a_case(eu)
    request = asked(eu, RequestKind.ERASURE)
    letter = decided(eu, request, RequestOutcome.GRANTED)
    assert "neither to confirm nor to deny" in letter, "the letter does not betray the case"
    assert "erased" not in letter
    assert eu.ask("SELECT restricted_by FROM traveller WHERE family = %s", MARKER) == [(request.id,)]


@pytest.mark.parametrize(
    ("kind", "stated", "wanted", "refusal"),
    [
        pytest.param(RequestKind.ACCESS, Stated("Specimen", "Anna"), Wanted(), InvalidInput, id="nowhere to answer to"),
        pytest.param(
            RequestKind.RECTIFICATION, HIM, Wanted(statement="all wrong"), InvalidInput, id="no value to put right"
        ),
        pytest.param(RequestKind.NOTATION, HIM, Wanted(), InvalidInput, id="no statement to note"),
    ],
)
def test_what_is_not_opened(
    eu: Unit, kind: RequestKind, stated: Stated, wanted: Wanted, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        subject_requests.open_request(eu.parts, eu.officers[Role.DPO], kind, stated, wanted)


def test_no_decision_before_the_identity_but_a_refusal_for_it(eu: Unit) -> None:
    dpo = eu.officers[Role.DPO]
    made = subject_requests.open_request(eu.parts, dpo, RequestKind.ACCESS, HIM, Wanted())
    with pytest.raises(NotInThisState):
        subject_requests.decide(eu.parts, dpo, made.id, RequestOutcome.GRANTED, None, WHY)
    with pytest.raises(ReasonMissing):
        subject_requests.decide(eu.parts, dpo, made.id, RequestOutcome.REFUSED, None, WHY)
    assert "could not establish" in decided(eu, made, RequestOutcome.REFUSED, Refusal.IDENTITY)


def test_the_authority_opens_for_a_person_and_decides_nothing(eu: Unit) -> None:
    authority = eu.officers[Role.AUTHORITY]
    made = subject_requests.open_request(eu.parts, authority, RequestKind.ACCESS, HIM, Wanted(), through_authority=True)
    assert made.through_authority
    with pytest.raises(NotPermitted):
        subject_requests.identify(eu.parts, authority, made.id, "passport, shown in person")
    with pytest.raises(NotPermitted):
        subject_requests.open_request(eu.parts, authority, RequestKind.ACCESS, HIM, Wanted())


def test_an_overdue_request_is_told_once_a_day_and_forgotten_after_the_time_for_complaints(eu: Unit) -> None:
    made = subject_requests.open_request(eu.parts, eu.officers[Role.DPO], RequestKind.ACCESS, HIM, Wanted())
    eu.nights(31)
    eu.nights(0)
    told = "SELECT count(*) FROM oversight_notice WHERE kind = 'rights-overdue'"
    assert eu.ask(told) == [(1,)]
    decided(eu, made, RequestOutcome.REFUSED, Refusal.IDENTITY)
    assert request_state(eu, made.id) == RequestState.CLOSED.value
    eu.nights(eu.parts.profile.redress.days + 1)
    assert eu.ask("SELECT stated, answer, reason FROM rights_request") == [(None, None, WHY)]


def request_state(unit: Unit, request: UUID) -> str:
    return str(unit.ask("SELECT state FROM rights_request WHERE id = %s", request)[0][0])
