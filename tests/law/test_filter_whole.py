"""A word in its segment takes no document and no flight away; a word in a document's own number does. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.law.test_filter import HEAD, MARKER, SSR, TIF, booked, kept, longer
from tests.wire.messages import api_list
from tests.wire.pushes import push

SIZES = pytest.mark.parametrize("size", [bytes, longer])
PAPERS: list[tuple[str, bytes]] = [
    ("a list's document", api_list([["NAD+FL+++DOE:JANE", f"DOC+P:110:111+X1234567+HALAL {MARKER}"]])),
    ("a list's expiry", api_list([["NAD+FL+++DOE:JANE", "DOC+P:110:111+X1234567", f"DTM+36:301231:HALAL {MARKER}"]])),
    ("a document", booked(SSR.format(code="DOCS", text="/P/BEL/X1234567/BEL/09MAR87/F/14JAN28/DOE/JANE") + f":HALAL {MARKER}")),
    ("a document's carrier", booked(f"SSR+DOCS:HK:1:{MARKER} HALAL:::::/P/BEL/X1234567/BEL/09MAR87/F/14JAN28/DOE/JANE+::1")),
    ("an identification", booked(SSR.format(code="FOID", text="PPX1234567") + f":HALAL {MARKER}")),
    ("the old dialect", api_list([[f"PDT+P/X1234567:030131:NZ+DOE:JANE:P:590429:F+PAX+NZAKL:USLAX+HALAL {MARKER}"]])),
]  # fmt: skip


@SIZES
@pytest.mark.parametrize("raw", [pytest.param(raw, id=place) for place, raw in PAPERS])
def test_a_document_stays_without_what_was_beside_it(raw: bytes, size: Callable[[bytes], bytes]) -> None:
    messages, _, told = kept(size(raw))
    assert [one.number for one in messages[0].passengers[0].documents] == ["X1234567"]
    assert MARKER not in told and "HALAL" not in told


@SIZES
@pytest.mark.parametrize("place", [4, 5, 6, 7])
def test_a_flight_stays_without_what_was_beside_it(place: int, size: Callable[[bytes], bytes]) -> None:
    elements = ["TVL", "110625:1815:120625:0730", "JFK", "BRU", "ZZ", "501:Y", "", ""]
    elements[place] += f":HALAL {MARKER}"
    messages, _, told = kept(size(push([[*HEAD, TIF, "+".join(elements), "RPI+1+HK"]])))
    (flight,) = messages[0].bookings[0].segments
    assert (flight.leg.origin, flight.leg.destination, flight.leg.carrier, flight.leg.number) == (
        "JFK",
        "BRU",
        "ZZ",
        "501",
    )
    assert MARKER not in told and "HALAL" not in told


@SIZES
@pytest.mark.parametrize("document", [f"DOC+HALAL {MARKER}:110:111+X1234567", f"DOC+P:110:111+HALAL {MARKER}"])
def test_a_document_of_which_a_part_reveals_stays_without_it(document: str, size: Callable[[bytes], bytes]) -> None:
    messages, _, told = kept(size(api_list([["NAD+FL+++DOE:JANE", document]])))
    assert len(messages[0].passengers[0].documents) == 1
    assert MARKER not in told and "HALAL" not in told
