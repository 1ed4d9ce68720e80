"""What changed between the pushes of a booking, in words, and never a contact or a card number."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gotravel.domain.message import Booking, BookingSegment, Contact, Leg, Payment, Person, Seat
from gotravel.identity.versions import Told, versions
from tests.builders import NOON

OUT = BookingSegment(leg=Leg(carrier="A1", number="417", origin="FRA", destination="QMD"))
BACK = BookingSegment(leg=Leg(carrier="A1", number="418", origin="QMD", destination="FRA"))
ANNA, VERA = Person(family="SAMPLE", given="ANNA", seats=(Seat("21F"),)), Person(family="SAMPLE", given="VERA")
FIRST = Told(NOON, Booking(locator="AAAAAA", segments=(OUT,)), (ANNA,))


@pytest.mark.parametrize(
    ("later", "sentences"),
    [
        pytest.param(FIRST, None, id="the same again is no version"),
        pytest.param(
            replace(FIRST, booking=replace(FIRST.booking, segments=(OUT, BACK))),
            ("Flight A1 418 QMD–FRA added",),
            id="a flight back",
        ),
        pytest.param(replace(FIRST, people=(ANNA, VERA)), ("1 traveller added", "Seats changed"), id="a companion"),
        pytest.param(
            replace(FIRST, people=(replace(ANNA, seats=(Seat("14C"),)),)), ("Seats changed",), id="another seat"
        ),
        pytest.param(
            replace(FIRST, booking=replace(FIRST.booking, contacts=(Contact("phone", "999555014417"),))),
            ("Contact changed",),
            id="a number",
        ),
        pytest.param(
            replace(FIRST, booking=replace(FIRST.booking, payments=(Payment("CC", account_masked="4111XX7213"),))),
            ("Payment changed",),
            id="a card",
        ),
        pytest.param(
            replace(FIRST, booking=replace(FIRST.booking, cancelled=True)),
            ("Cancelled by the carrier",),
            id="cancelled",
        ),
    ],
)
def test_a_change_is_one_version_in_words(later: Told, sentences: tuple[str, ...] | None) -> None:
    found = versions([FIRST, later])
    assert found[-1].sentences == ("First received: 1 traveller, 1 flight",)
    assert [v.sentences for v in found[:-1]] == ([sentences] if sentences else [])
    assert "9995550" not in repr(found)
    assert "7213" not in repr(found)


def test_nothing_told_is_no_version() -> None:
    assert versions([]) == ()
