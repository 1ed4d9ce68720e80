"""A referral holds what one authority needs, says how it may be handled, and nothing of anybody else (DIS6)."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pypdf import PdfReader

from gotravel.dissemination import formats
from gotravel.dissemination.dossier import HANDLING, WARNING, Package, package
from gotravel.domain.case import Case, CaseState, Decision, MainReason, Outcome
from gotravel.domain.hit import Assessment, Hit, Reason
from gotravel.domain.ids import (
    BookingId,
    CaseId,
    EntryId,
    FlightLegId,
    HitId,
    MessageId,
    OfficerId,
    TravellerId,
    WatchlistId,
)
from gotravel.domain.legal_profile import Authority
from gotravel.domain.message import Contact, FrequentFlyer
from gotravel.domain.travel import Booking, FlightLeg, Traveller, TravelState
from gotravel.domain.watchlist import Entry, ListedName, Watchlist
from gotravel.law.profile import load
from tests.builders import NOON, a_leg, a_passport, a_person, an_id

AUTHORITY = Authority("criminal-police", "Criminal police office", ("terrorism",))
ELEMENTS = {
    "schema", "reference", "case", "made_at", "valid_until", "authority", "authority_name", "purposes", "legal_basis", "handling",
    "warning", "flight", "route", "departure", "arrival", "booking", "family", "given", "born", "sex", "nationality", "seat",
    "documents", "matches", "decisions",
}  # fmt: skip


@pytest.fixture
def made() -> Package:
    person = a_person(
        born="1970-01-01",
        documents=(a_passport(),),
        contacts=(Contact("CTCM", "ZQXVORT-PHONE"),),
        frequent_flyer=(FrequentFlyer("A1", "ZQXVORT-LOYALTY"),),
        residence="ZQXVORT-HOME",
    )
    traveller = Traveller(
        TravellerId(an_id("t")), FlightLegId(an_id("l")), BookingId(an_id("b")), person, TravelState.BOOKED, NOON
    )
    booking = Booking(BookingId(an_id("b")), "A1", "7HQ2LD", None, TravelState.BOOKED, MessageId(an_id("m")))
    reasons = (Reason("born-same-day", "birth-date", 9.2, "Same day."),)
    assessment = Assessment(20.0, -12.0, 10.0, 0.9, 0.8, 0.95, reasons, "ANNA SPECIMEN", "m1", "f1", "s1", "c1")
    listed = WatchlistId(an_id("w"))
    hit = Hit(HitId(an_id("h")), traveller.id, EntryId(an_id("e")), "v1", listed, assessment, NOON)
    entry = Entry(EntryId(an_id("e")), listed, "X-1", "v1", (ListedName("Anna Specimen"),))
    watchlist = Watchlist(
        listed,
        "SOUGHT",
        "Sought",
        "Invented police",
        "Invented act",
        "terrorism",
        ("TERR",),
        date(2099, 1, 1),
        24,
        10.0,
    )
    officer = OfficerId(an_id("officer"))
    decision = Decision(
        CaseId(an_id("c")), officer, "first", Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, "Compared.", NOON
    )
    case = Case(
        CaseId(an_id("c")), "H-261124-0001", traveller.id, (hit.id,), CaseState.CONFIRMED, NOON, decisions=(decision,)
    )
    leg = FlightLeg(FlightLegId(an_id("l")), a_leg(), date(2026, 11, 26))
    return package(case, traveller, leg, booking, ((hit, entry, watchlist),), AUTHORITY, load("eu-pnr"), NOON, "R-1")


def test_it_holds_these_elements_and_no_other(made: Package) -> None:
    assert set(json.loads(formats.as_json(made))) == ELEMENTS


def test_contacts_loyalty_and_home_are_not_in_it(made: Package) -> None:
    assert b"ZQXVORT" not in formats.as_json(made)
    assert "ZQXVORT" not in text_of(made)


def test_it_says_how_it_may_be_handled_for_whom_and_for_what(made: Package) -> None:
    told = json.loads(formats.as_json(made))
    assert (told["handling"], told["warning"]) == (HANDLING, WARNING)
    assert (told["authority"], told["purposes"]) == ("criminal-police", ["terrorism"])
    assert told["legal_basis"] == list(load("eu-pnr").legal_refs)
    assert told["valid_until"] > told["made_at"]
    said = text_of(made)
    assert WARNING in said
    assert "Onward transfer needs the unit's consent" in said


def test_every_match_says_why_and_by_which_versions(made: Package) -> None:
    [match] = json.loads(formats.as_json(made))["matches"]
    assert match["reasons"][0]["sentence"] == "Same day."
    assert match["versions"] == {"model": "m1", "frequencies": "f1", "snapshot": "s1", "code": "c1"}


def test_officers_are_named_by_their_account_only(made: Package) -> None:
    [decision] = json.loads(formats.as_json(made))["decisions"]
    assert decision["officer"] == str(an_id("officer"))


def test_the_same_package_gives_the_same_bytes(made: Package) -> None:
    assert formats.as_json(made) == formats.as_json(made)
    assert formats.as_pdf(made) == formats.as_pdf(made)


def text_of(made: Package) -> str:
    import io

    pages = PdfReader(io.BytesIO(formats.as_pdf(made))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
