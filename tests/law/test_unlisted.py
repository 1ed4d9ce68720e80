"""What a profile leaves out is not in the lines as they were sent either. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from gotravel.domain.transmission import Removals
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode
from tests.law.test_filter import HEAD, TIF, booked, longer
from tests.wire.messages import HEADER, api_list
from tests.wire.pushes import FLIGHT, push

LAW = load("eu-pnr")
EVERYTHING = frozenset(range(1, 20))


def told(raw: bytes, elements: frozenset[int]) -> tuple[str, Removals]:
    kept, removals = keep_lawful(decode(raw), replace(LAW, pnr_elements=tuple(sorted(elements))))
    assert len(kept[0].passengers) == len(decode(raw)[0].passengers)
    return msgspec.json.encode(kept).decode(), removals


def listed(*segments: str) -> bytes:
    return api_list([["NAD+FL+++DOE:JANE+12 HIGH STREET+TOWN", *segments]])


SHARED = "TVL+110625:1815:120625:0730+JFK+BRU+ZZ:QQ+501:Y"
LEFT_OUT: list[tuple[int, str, Callable[[], bytes], str]] = [
    (11, "split", lambda: booked(after=("EQN+3", "RCI+ZZ:SPL1TT")), "SPL1TT"),
    (11, "split", lambda: booked(after=("EQN+3", "RCI+ZZ:ABC123+YY:SPL1TT")), "EQN+3"),
    (2, "reservation-date", lambda: booked(), "010325"),
    (2, "reservation-date", lambda: push([["SRC", "RCI+ZZ:K7Q2WA:C:010325:1402", TIF, *FLIGHT]]), "010325"),
    (2, "reservation-date", lambda: push([["SRC", "RCI+ZZ:K7Q2WA:010325:1402+KE:XYZ234::020325", TIF, *FLIGHT]]), "0325"),
    (15, "code-share", lambda: push([[*HEAD, TIF, SHARED]]), "ZZ:QQ"),
    (14, "seat", lambda: listed("RFF+SEA:14C"), "14C"),
    (8, "frequent-flyer", lambda: listed("RFF+CR:ZZ99887766"), "99887766"),
    (13, "ticketing", lambda: listed("RFF+YZY:9991234567890C1"), "9991234567890"),
    (16, "baggage", lambda: listed("MEA+CT++:7"), "MEA+CT"),
    (16, "baggage", lambda: listed("FTX+BAG+++0999123456:2"), "0999123456"),
    (5, "contact", lambda: listed("COM+32470000001:TE"), "32470000001"),
    (5, "contact", lambda: listed(), "HIGH STREET"),
    (4, "names", lambda: listed(), "JANE"),
]  # fmt: skip


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("number, name, make, marker", LEFT_OUT)
def test_the_line_goes_with_its_element(
    number: int, name: str, make: Callable[[], bytes], marker: str, size: Callable[[bytes], bytes]
) -> None:
    raw = size(make())
    whole, _ = told(raw, EVERYTHING)
    assert marker in whole
    left, removals = told(raw, EVERYTHING - {number})
    assert marker not in left and removals.by_element[name] >= 1


def test_what_stands_beside_it_stays() -> None:
    left, _ = told(push([["SRC", "RCI+ZZ:K7Q2WA:C:010325:1402+KE:XYZ234", TIF, *FLIGHT]]), EVERYTHING - {2})
    assert "RCI+ZZ:K7Q2WA:C+KE:XYZ234" in left
    left, _ = told(push([[*HEAD, TIF, SHARED]]), EVERYTHING - {15})
    assert "+JFK+BRU+ZZ+501:Y" in left
    left, _ = told(listed(), EVERYTHING - {5})
    assert "NAD+FL+++DOE:JANE\\n" in left


def test_who_sends_the_list_stays() -> None:
    sender = (HEADER[0], "NAD+MS+++APIS DESK", "COM+32 2 555 0101:TE", *HEADER[1:])
    left, _ = told(api_list([["NAD+FL+++DOE:JANE"]], header=sender), EVERYTHING - {4, 5})
    assert "APIS DESK" in left and "555 0101" in left and "JANE" not in left


def test_the_number_of_bookings_is_no_split() -> None:
    left, removals = told(booked(), EVERYTHING - {11})
    assert "EQN+" in left and "split" not in removals.by_element and "K7Q2WA" in left
