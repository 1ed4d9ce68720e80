"""Ends that come before the general one, and reasons that put it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gotravel.domain.actor import Role
from gotravel.domain.case import MainReason, Outcome
from gotravel.domain.errors import InvalidInput, ReasonMissing
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import disseminate, past, review
from tests.casework.test_decide import CHECKED
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import API, MARKER, Unit, a_unit

WHY = "An invented objective reason to keep it."
TERROR = PurposeCode("terrorism")


def again(number: int, flight: bytes = b"501") -> bytes:
    """The same list under another reference (another push), or of another flight."""
    name = b"B%d" % number
    return (
        API.replace(b"+A1++APIS", b"+" + name + b"++APIS")
        .replace(b"UNZ+1+A1", b"UNZ+1+" + name)
        .replace(b"501", flight)
    )


def kept(unit: Unit, days: int = 30) -> TravellerId:
    who = TravellerId(unit.travellers()[0])
    until = (unit.clock.now + timedelta(days=days)).date()
    past.hold_on_evidence(unit.parts, unit.officers[Role.ANALYST], who, WHY, until, TERROR)
    return who


# Holds (RET3, RET6) -----------------------------------------------------------------------------------------------------
def test_objective_evidence_keeps_one_record_sealed(eu: Unit) -> None:
    eu.take()
    eu.nights(170)
    who = kept(eu)
    eu.nights(20)
    assert eu.ask("SELECT id, sealed FROM traveller") == [(who, True)]
    assert eu.count("message") == 0


def test_a_reason_that_nobody_reviews_lapses(eu: Unit) -> None:
    eu.take()
    eu.nights(170)
    kept(eu, days=30)
    eu.nights(32)
    assert eu.count("traveller") == 0
    assert eu.count("sealed_record") == 0


def test_a_reviewed_reason_lasts_until_the_next_review(eu: Unit) -> None:
    eu.take()
    eu.nights(170)
    kept(eu, days=30)
    [(hold,)] = eu.ask("SELECT id FROM retention_hold")
    later = (eu.clock.now + timedelta(days=90)).date()
    past.review_hold(eu.parts, eu.officers[Role.SUPERVISOR], hold, later, TERROR)
    eu.nights(60)
    assert eu.count("traveller") == 1


def test_an_ended_reason_keeps_nothing(eu: Unit) -> None:
    eu.take()
    eu.nights(170)
    kept(eu)
    [(hold,)] = eu.ask("SELECT id FROM retention_hold")
    past.end_hold(eu.parts, eu.officers[Role.ANALYST], hold, TERROR)
    eu.nights(20)
    assert eu.count("traveller") == 0


def test_no_reason_outlives_five_years(eu: Unit) -> None:
    eu.take()
    who = TravellerId(eu.travellers()[0])
    until = (eu.clock.now + timedelta(days=150)).date()
    past.hold_for_case(eu.parts, eu.officers[Role.ANALYST], who, WHY, until, "criminal-police", "F-9")
    [(hold,)] = eu.ask("SELECT id FROM retention_hold")
    for _ in range(13):
        eu.nights(145)
        if eu.count("retention_hold"):
            later = (eu.clock.now + timedelta(days=170)).date()
            past.review_hold(eu.parts, eu.officers[Role.ANALYST], hold, later, TERROR)
    assert eu.count("traveller") == 0


@pytest.mark.parametrize(
    ("basis", "authority", "case", "refusal"),
    [
        pytest.param("because", "criminal-police", "F-9", ReasonMissing, id="no reason"),
        pytest.param(WHY, "somebody", "F-9", InvalidInput, id="an authority that the law does not name"),
        pytest.param(WHY, "criminal-police", " ", InvalidInput, id="no case"),
    ],
)
def test_a_case_is_identified(eu: Unit, basis: str, authority: str, case: str, refusal: type[Exception]) -> None:
    eu.take()
    who, until = TravellerId(eu.travellers()[0]), (eu.clock.now + timedelta(days=30)).date()
    with pytest.raises(refusal):
        past.hold_for_case(eu.parts, eu.officers[Role.ANALYST], who, basis, until, authority, case)


# Results (RET7) ---------------------------------------------------------------------------------------------------------
def test_a_month_after_its_recipient_was_informed_the_result_goes(icao: Unit) -> None:
    case = a_case(icao)
    first, second = icao.officers[Role.ANALYST], icao.officers[Role.SUPERVISOR]
    for officer in (first, second):
        told = (Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, "Compared and the same.", CHECKED)
        review.decide(icao.parts, officer, case, *told)
    disseminate.refer(icao.parts, second, case, "criminal-police")
    icao.nights(29)
    assert icao.ask("SELECT person IS NULL FROM hit") == [(False,)]
    icao.nights(2)
    assert icao.ask("SELECT person IS NULL FROM hit") == [(True,)]
    assert icao.ask("SELECT json, pdf FROM referral") == [(b"", b"")]
    assert icao.ask("SELECT state FROM case_file") == [("referred",)]
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(2,)]


# Departure (RET8) -------------------------------------------------------------------------------------------------------
@pytest.fixture
def leaving(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    """A law of an invented territory around the port of origin: who flies out is forgotten."""
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9", delete_on_departure=True, home=["US"])
    yield made
    made.parts.store.close()


def test_who_departed_is_forgotten(leaving: Unit) -> None:
    leaving.take()
    leaving.nights(1)
    assert leaving.count("traveller") == 2
    leaving.nights(3)
    assert [leaving.count(t) for t in ("traveller", "message", "sealed_record")] == [0, 0, 0]
    assert MARKER.encode() not in leaving.everything()


def test_who_is_in_an_open_case_is_not(leaving: Unit) -> None:
    a_case(leaving)
    leaving.nights(5)
    assert leaving.count("traveller") == 1


def test_who_arrives_stays_until_the_general_time(leaving: Unit) -> None:
    arriving = API.replace(b"LOC+125+JFK", b"LOC+125+BRU").replace(b"LOC+87+BRU", b"LOC+87+JFK")
    leaving.take(arriving)
    leaving.nights(5)
    assert leaving.count("traveller") == 2


# Pushes (COL4) ----------------------------------------------------------------------------------------------------------
def test_more_pushes_of_a_flight_than_the_law_foresees_ring_once(eu: Unit) -> None:
    for number in range(15):
        eu.take(again(number))
    told = eu.ask("SELECT kind, detail->>'pushes' FROM oversight_notice")
    assert told == [("too-many-pushes", "13")]
    assert eu.count("traveller") == 2


def test_the_same_push_again_is_no_further_push(eu: Unit) -> None:
    for _ in range(15):
        eu.take()
    eu.take(again(1, b"502"))
    assert eu.count("oversight_notice") == 0
