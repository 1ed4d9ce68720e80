"""The profile's list of elements: what is not listed goes, what is listed stays, whatever field or segment holds it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from gotravel.law.elements import IFT_CODES, NAMES, PNRGOV_TAGS, SSR_CODES, STRUCTURE
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode
from tests.law.test_filter import HEAD, MARKER, SSR, TIF, booked
from tests.wire.pushes import FLIGHT, push

LAW = load("eu-pnr")
CHECK_IN = ("DAT+2:110625:1525", "TRI++1:::1")

PLACES: list[tuple[int, str, Callable[[], bytes]]] = [
    (1, "another locator", lambda: booked(after=(f"RCI+KE:{MARKER}",))),
    (2, "a ticketing date", lambda: push([[*HEAD, f"DAT+701:{MARKER}", TIF, *FLIGHT]])),
    (5, "a telephone in a remark", lambda: booked(f"IFT+4:5+{MARKER}")),
    (5, "an address", lambda: booked(f"ADD++700:{MARKER}:TOWN")),
    (5, "a mobile by service", lambda: booked(SSR.format(code="CTCM", text=MARKER))),
    (6, "a card's holder", lambda: booked("TKT+9991234567890:T", f"FOP+CC::10.00:VI:411111XXXXXX1111:1127:::::{MARKER}")),
    (6, "a sponsor", lambda: booked(f"IFT+4:43+{MARKER}")),
    (7, "a further flight", lambda: booked(after=(f"TVL+150625:1815::2030+BRU+XXX+ZZ+{MARKER}",))),
    (8, "a loyalty number", lambda: booked(f"FTI+ZZ:{MARKER}")),
    (8, "a loyalty service", lambda: booked(SSR.format(code="FQTV", text=f"ZZ{MARKER}"))),
    (9, "an agency's office", lambda: push([[*HEAD, f"ORG+1A:MUC+12345678:{MARKER}", TIF, *FLIGHT]])),
    (10, "check-in information", lambda: booked(SSR.format(code="CKIN", text=MARKER))),
    (12, "a minor's service", lambda: booked(SSR.format(code="UMNR", text=f"UM09 {MARKER}"))),
    (12, "a remark on a minor", lambda: booked(f"IFT+4:7+UM09 MET BY {MARKER}")),
    (13, "a ticket", lambda: booked(f"TKT+{MARKER}:T")),
    (13, "a fare basis", lambda: booked(f"FAR+A+46++++{MARKER}")),
    (14, "a seat", lambda: booked(after=(*CHECK_IN, f"SSD+{MARKER}"))),
    (16, "a bag's tag", lambda: booked(after=(*CHECK_IN, f"TBD++1:20:700+++ZZ:{MARKER}1"))),
    (16, "excess baggage", lambda: booked(f"EBD+USD:75.00+1::N+{MARKER}")),
    (19, "a history line", lambda: booked(after=(f"LTS+0/O/NM/{MARKER}",))),
    (19, "a structured history", lambda: booked(after=("ABI+4+05FD28:GS", "SAC+++X", f"TIF+{MARKER}+ANN"))),
]  # fmt: skip
NEVER: list[tuple[str, Callable[[], bytes]]] = [
    ("a general remark", lambda: booked(f"IFT+4:7+{MARKER}")),
    ("a remark about the airline that is no contact", lambda: booked(f"IFT+4:28::ZZ+{MARKER}")),
    ("other services", lambda: booked(SSR.format(code="OTHS", text=MARKER))),
    ("a bassinet", lambda: booked(SSR.format(code="BSCT", text=MARKER))),
    ("a neutral meal", lambda: booked(SSR.format(code="CHML", text=MARKER))),
    ("a segment nobody knows", lambda: booked(f"XYZ+{MARKER}")),
]


def told(raw: bytes, elements: set[int]) -> str:
    law = replace(LAW, pnr_elements=tuple(sorted(elements)))
    kept, _ = keep_lawful(decode(raw), law)
    assert [one.family for one in kept[0].passengers] == ["DOE"]
    return msgspec.json.encode(kept).decode()


@pytest.mark.parametrize("number, make", [pytest.param(n, make, id=f"{n}: {place}") for n, place, make in PLACES])
def test_an_element_stands_or_goes_with_the_profile(number: int, make: Callable[[], bytes]) -> None:
    everything = set(range(1, 20))
    assert MARKER in told(make(), everything)
    assert MARKER not in told(make(), everything - {number})


@pytest.mark.parametrize("make", [pytest.param(make, id=place) for place, make in NEVER])
def test_what_no_element_covers_always_goes(make: Callable[[], bytes]) -> None:
    assert MARKER not in told(make(), set(range(1, 20)))


def test_names_and_documents_of_api_lists_do_not_hang_on_the_pnr_elements() -> None:
    docs = SSR.format(code="DOCS", text=f"/P/BEL/{MARKER}/BEL/09MAR87/F/14JAN28/DOE/JANE")
    assert MARKER in told(booked(docs), set(range(1, 20)))
    assert MARKER in told(booked(docs), set(range(1, 20)) - {18})
    law = replace(LAW, data_categories=("PNR",), pnr_elements=tuple(range(1, 18)))
    kept, _ = keep_lawful(decode(booked(docs)), law)
    assert MARKER not in msgspec.json.encode(kept).decode()


def test_every_table_names_elements_of_the_annex() -> None:
    for table in (PNRGOV_TAGS, SSR_CODES, IFT_CODES):
        assert set(table.values()) <= {STRUCTURE, *NAMES}
    assert set(NAMES) == set(range(1, 20))
