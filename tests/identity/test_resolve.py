"""API and PNR of one journey become one traveller; later pushes update; absences are read only where they mean something."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest

from gotravel.domain.message import Bags, BookingSegment, Message, Person, PersonKind, Purpose, Seat, Sex
from gotravel.domain.travel import Traveller, TravelState
from gotravel.identity.changes import Changes, Circumstances, Known
from gotravel.identity.resolve import resolve
from tests.builders import (
    NOON,
    a_booking,
    a_finding,
    a_leg,
    a_passport,
    a_person,
    a_push,
    an_api_list,
    an_id,
    message_id,
)


class Desk:
    """The rows on file after each message, as the store would keep them."""

    def __init__(self) -> None:
        self.rows: tuple[dict[Any, Any], dict[Any, Any], dict[Any, Any]] = ({}, {}, {})
        self.numbers = itertools.count()

    def tell(self, message: Message, **around: Any) -> Changes:
        legs, bookings, travellers = self.rows
        number = next(self.numbers)
        ids = (an_id(f"{number}-{n}") for n in itertools.count())
        circumstances = Circumstances(
            message_id(f"message {number}"), NOON, "eu-pnr", "1.0.0", lambda: next(ids), **{"carrier": "A1", **around}
        )
        known = Known(tuple(legs.values()), tuple(bookings.values()), tuple(travellers.values()))
        changes = resolve(message, message.legs[0], known, circumstances)
        legs.update({leg.id: leg for leg in changes.flight_legs})
        bookings.update({booking.id: booking for booking in changes.bookings})
        travellers.update({traveller.id: traveller for traveller in changes.travellers})
        return changes

    @property
    def travellers(self) -> list[Traveller]:
        return list(self.rows[2].values())

    def state(self, family: str) -> TravelState:
        return next(t.state for t in self.travellers if t.person.family == family)


ANNA = a_person("SPECIMEN", "ANNA", reference="1")
MARCO = a_person("ESEMPIO", "MARCO", reference="2")
ANNA_API = a_person(
    "SPECIMEN", "ANNA MARIA", locator="7HQ2LD", born="1985-03-07", documents=(a_passport(),), sex=Sex.FEMALE
)


def test_api_and_pnr_of_the_same_journey_become_one_traveller() -> None:
    desk = Desk()
    desk.tell(a_push((a_booking(), (ANNA, MARCO))))
    desk.tell(an_api_list(ANNA_API, declared_count=2))
    assert len(desk.travellers) == 2
    anna = next(t for t in desk.travellers if t.person.family == "SPECIMEN")
    assert (anna.person.given, anna.person.born) == ("ANNA MARIA", "1985-03-07")
    assert anna.api_message and anna.pnr_message and anna.booking


def test_the_order_of_api_and_pnr_does_not_matter() -> None:
    first, second = Desk(), Desk()
    push, api = a_push((a_booking(), (ANNA,))), an_api_list(ANNA_API)
    first.tell(push), first.tell(api)
    second.tell(api), second.tell(push)
    # Which message told a value first is the order's own.
    bare = [
        msgspec.structs.replace(d.travellers[0].person, reference=None, other_names=(), told_by=())
        for d in (first, second)
    ]
    assert bare[0] == bare[1]


def test_a_replay_changes_nothing() -> None:
    desk = Desk()
    push, api = a_push((a_booking(), (ANNA, MARCO))), an_api_list(ANNA_API)
    desk.tell(push), desk.tell(api)
    assert desk.tell(push).empty
    assert desk.tell(api).empty


@pytest.mark.parametrize(
    "api",
    [
        pytest.param(a_person("SPECIMEN", "ANNAMARIA", locator="7HQ2LD"), id="given names glued"),
        pytest.param(a_person("SPECIMEN", "AN", locator="7HQ2LD"), id="given name cut by an old sender"),
        pytest.param(a_person("SPECIMÉN", "ANNA", locator="7HQ2LD"), id="accent kept by one sender only"),
        pytest.param(a_person("SPECIMEN-MUSTER", "ANNA", locator="7HQ2LD"), id="double name cut in the booking"),
    ],
)
def test_spellings_of_one_person(api: Person) -> None:
    desk = Desk()
    desk.tell(a_push((a_booking(), (ANNA,))))
    desk.tell(an_api_list(api))
    assert len(desk.travellers) == 1


def test_father_and_son_of_one_name_stay_two() -> None:
    desk = Desk()
    father, son = a_person("VOORBEELD", "PIETER", born="1970-01-02"), a_person("VOORBEELD", "PIETER", born="2001-05-06")
    desk.tell(an_api_list(father, son))
    desk.tell(an_api_list(son, father, prepared="2026-11-26T05:00"))
    assert sorted(t.person.born or "" for t in desk.travellers) == ["1970-01-02", "2001-05-06"]


def test_an_infant_is_never_its_parent() -> None:
    desk = Desk()
    parent = a_person("ORNEK", "DENIZ", kind=PersonKind.ADULT)
    infant = a_person("ORNEK", "DENIZ", kind=PersonKind.INFANT)
    desk.tell(a_push((a_booking(), (parent, infant))))
    desk.tell(an_api_list(a_person("ORNEK", "DENIZ", kind=PersonKind.INFANT, born="2026-01-01", locator="7HQ2LD")))
    assert len(desk.travellers) == 2
    assert next(t for t in desk.travellers if t.person.born).person.kind is PersonKind.INFANT


def test_an_infant_that_is_only_told_stays_one_and_gets_its_name_later() -> None:
    desk = Desk()
    adult, told = a_person("ORNEK", "DENIZ"), a_person(None, None, kind=PersonKind.INFANT)
    for infant in (told, told, a_person("ORNEK", "MINA", kind=PersonKind.INFANT), told):
        desk.tell(a_push((a_booking(), (adult, infant))))
    assert [(t.person.family, t.person.given) for t in desk.travellers] == [("ORNEK", "DENIZ"), ("ORNEK", "MINA")]


def test_a_later_push_updates_and_a_gap_does_not_erase() -> None:
    desk = Desk()
    desk.tell(a_push((a_booking(), (msgspec.structs.replace(ANNA, seats=(Seat("14C"),)),))))
    later = msgspec.structs.replace(ANNA, bags=Bags(2))
    desk.tell(a_push((a_booking(), (later,)), prepared="2026-11-25T05:45"))
    assert desk.travellers[0].person.seats == (Seat("14C"),)
    assert desk.travellers[0].person.bags == Bags(2)


def test_an_older_message_that_comes_late_overrules_nothing() -> None:
    desk = Desk()
    desk.tell(
        a_push((a_booking(), (msgspec.structs.replace(ANNA, seats=(Seat("14C"),)),)), prepared="2026-11-25T05:45")
    )
    desk.tell(
        a_push((a_booking(), (msgspec.structs.replace(ANNA, seats=(Seat("02A"),)),)), prepared="2026-11-24T05:45")
    )
    assert desk.travellers[0].person.seats == (Seat("14C"),)


def test_a_corrected_passport_number_leaves_no_slip_behind() -> None:
    desk = Desk()
    desk.tell(an_api_list(ANNA_API))
    fixed = msgspec.structs.replace(ANNA_API, documents=(a_passport("L898902C8"),))
    desk.tell(an_api_list(fixed, purpose=Purpose.CHANGE, prepared="2026-11-26T05:00"))
    assert [d.number for d in desk.travellers[0].person.documents] == ["L898902C8"]


@pytest.mark.parametrize(
    ("second", "around", "state"),
    [
        pytest.param(a_push((a_booking("OTHER1"), (MARCO,)), prepared="2026-11-25T05:45"), {}, TravelState.GONE, id="left out of a whole full push"),
        pytest.param(a_push((a_booking("OTHER1"), (MARCO,)), prepared="2026-11-25T05:45", purpose=Purpose.UPDATE), {}, TravelState.BOOKED, id="left out of an update"),
        pytest.param(a_push((a_booking("OTHER1"), (MARCO,)), prepared="2026-11-25T05:45"), {"whole_series": False}, TravelState.BOOKED, id="left out while parts are missing"),
        pytest.param(a_push((a_booking("OTHER1"), (MARCO,)), prepared="2026-11-25T05:45"), {"siblings": (("A1", "7HQ2LD"),)}, TravelState.BOOKED, id="named in another part"),
        pytest.param(a_push((a_booking("OTHER1"), (MARCO,)), prepared="2026-11-25T05:45", findings=(a_finding(),)), {}, TravelState.BOOKED, id="left out of a damaged push"),
        pytest.param(a_push((a_booking(cancelled=True), ()), prepared="2026-11-25T05:45", purpose=Purpose.UPDATE), {}, TravelState.CANCELLED, id="booking cancelled"),
        pytest.param(a_push((a_booking(), (MARCO,)), prepared="2026-11-25T05:45", purpose=Purpose.UPDATE), {}, TravelState.GONE, id="left the booking"),
        pytest.param(
            a_push((a_booking(segments=(BookingSegment(leg=a_leg(), status="HX"),)), (ANNA,)), prepared="2026-11-25T05:45", purpose=Purpose.UPDATE),
            {}, TravelState.CANCELLED, id="flight cancelled in the itinerary",
        ),
        pytest.param(an_api_list(ANNA_API, purpose=Purpose.CANCEL), {}, TravelState.CANCELLED, id="reservation cancelled"),
        pytest.param(an_api_list(purpose=Purpose.FLIGHT_CANCELLED), {}, TravelState.CANCELLED, id="flight cancelled"),
        pytest.param(an_api_list(ANNA_API, purpose=Purpose.CLOSE, on_board=True), {}, TravelState.ON_BOARD, id="named in a close-out of those on board"),
        pytest.param(an_api_list(MARCO, purpose=Purpose.CLOSE, on_board=True), {}, TravelState.NOT_ON_BOARD, id="left out of those on board"),
        pytest.param(an_api_list(MARCO, purpose=Purpose.CLOSE, on_board=False), {}, TravelState.ON_BOARD, id="left out of those not on board"),
        pytest.param(an_api_list(MARCO, purpose=Purpose.CLOSE, on_board=True, declared_count=2), {}, TravelState.BOOKED, id="close-out that is an excerpt"),
        pytest.param(an_api_list(MARCO), {}, TravelState.BOOKED, id="known from a booking and not yet on the API list"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_booked_traveller(second: Message, around: dict[str, Any], state: TravelState) -> None:
    desk = Desk()
    desk.tell(a_push((a_booking(), (ANNA,))))
    desk.tell(second, **around)
    assert desk.state("SPECIMEN") is state


@pytest.mark.parametrize(
    ("second", "state"),
    [
        pytest.param(an_api_list(MARCO, prepared="2026-11-26T05:00"), TravelState.GONE, id="a whole list replaces the former"),
        pytest.param(an_api_list(MARCO, prepared="2026-11-26T05:00", declared_count=160), TravelState.BOOKED, id="an excerpt replaces nobody"),
        pytest.param(an_api_list(MARCO, prepared="2026-11-26T05:00", part=2), TravelState.BOOKED, id="a part replaces nobody"),
        pytest.param(an_api_list(MARCO, prepared="2026-11-26T05:00", transaction="Q1"), TravelState.BOOKED, id="an interactive request replaces nobody"),
        pytest.param(an_api_list(a_person("CREW", "KIM", kind=PersonKind.CREW), purpose=Purpose.CREW), TravelState.BOOKED, id="a crew list replaces no passenger"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_listed_traveller(second: Message, state: TravelState) -> None:
    desk = Desk()
    desk.tell(an_api_list(ANNA_API))
    desk.tell(second)
    assert desk.state("SPECIMEN") is state


def test_a_close_out_block_without_a_name_finds_its_person_by_reference() -> None:
    desk = Desk()
    desk.tell(an_api_list(msgspec.structs.replace(ANNA_API, reference="A1417000001")))
    nameless = a_person(None, None, reference="A1417000001", locator="7HQ2LD")
    desk.tell(an_api_list(nameless, purpose=Purpose.CLOSE, on_board=True))
    assert [(t.person.family, t.state) for t in desk.travellers] == [("SPECIMEN", TravelState.ON_BOARD)]


def test_a_cancellation_of_somebody_unknown_makes_nobody() -> None:
    desk = Desk()
    desk.tell(an_api_list(ANNA_API, purpose=Purpose.CANCEL))
    assert desk.travellers == []


def test_a_locator_used_again_after_years_is_another_booking() -> None:
    desk = Desk()
    desk.tell(a_push((a_booking(created="2024-01-01T10:00"), (ANNA,))))
    desk.tell(a_push((a_booking(created="2026-10-01T10:00"), (ANNA,)), prepared="2026-11-25T05:45"))
    assert len(desk.rows[1]) == 2


def origins(traveller: Traveller) -> dict[str, object]:
    return {field: one.message for one in traveller.person.told_by for field in one.fields}


def test_each_value_says_which_message_told_it() -> None:
    """The booking first, then the travel document: what the document says is its own, the rest stays the booking's (COL10)."""
    desk = Desk()
    booked = msgspec.structs.replace(ANNA, seats=(Seat("12A"),))
    desk.tell(a_push((a_booking("7HQ2LD"), (booked,))))
    [before] = desk.travellers
    assert set(origins(before).values()) == {message_id("message 0")}
    desk.tell(an_api_list(ANNA_API))
    [traveller] = desk.travellers
    told = origins(traveller)
    assert {told[field] for field in ("given", "born", "sex", "documents")} == {message_id("message 1")}
    assert {told[field] for field in ("seats", "reference", "family")} == {message_id("message 0")}
    assert sum(len(one.fields) for one in traveller.person.told_by) == len(told), "each field stands once"


def test_a_message_that_says_nothing_new_takes_no_value_over() -> None:
    desk = Desk()
    desk.tell(an_api_list(ANNA_API))
    [before] = desk.travellers
    desk.tell(an_api_list(ANNA_API))
    [after] = desk.travellers
    assert after.person.told_by == before.person.told_by
