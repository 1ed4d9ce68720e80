"""What once passed the filter: services as texts repeat them, words glued or cut, places that are none. Invented people."""

from __future__ import annotations

import msgspec
import pytest

from gotravel.domain.message import Message
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode

PROFILE = load("eu-pnr")
NAME = "TIF+DOE:A+JOHN:A:1"
HEAD = (
    "UNA:+.?*'UNB+UNOA:4+ZZ+XXPIU+261126:0900+1'UNH+1+PNRGOV:11:1:IA+X'MSG+:22'ORG+ZZ:LHR'TVL+301126:1000:301126:1200+LHR+BRU+ZZ+123'"
    "EQN+1'SRC'RCI+ZZ:ABC123::251126:0900'"
)


def filtered(*segments: str, profile: object = PROFILE) -> tuple[Message, dict[str, int], str]:
    raw = HEAD + "".join(f"{segment}'" for segment in segments) + "UNT+99+1'UNZ+1+1'"
    (kept,), removals = keep_lawful(decode(raw.encode()), profile)  # type: ignore[arg-type]
    return kept, removals.by_sensitive_class, msgspec.json.encode(kept).decode().upper()


@pytest.mark.parametrize(
    ("segment", "marker", "revealed"),
    [
        ("LTS+0/O/28/C/SSR MEDABAHK1", "MEDA", "health"),
        ("LTS+0/O/28/C/SSR HKMLBAHK1", "HKML", "religion"),
        ("IFT+4:43+MEDAU2HK1", "MEDA", "health"),
        ("IFT+4:28::ZZ+UNACCOMPANIED MINOR VIA HOSPITAL", "HOSPITAL", "health"),
        ("IFT+4:28::ZZ+UNACCOMPANIED MINOR HOSPITAL ST MARY", "HOSPITAL", "health"),
        ("IFT+4:28::ZZ+UNACCOMPANIED MINOR PAXHALAL", "HALAL", "religion"),
        ("IFT+4:28::ZZ+UNACCOMPANIED MINOR BLINDPAX", "BLINDPAX", "health"),
        ("SSR+DOCS:HK:1:ZZ:::::/P/BEL/AB123456/BEL/01JAN80/M/01JAN30/DOE/JOHN:KOSHER", "KOSHER", "religion"),
        ("MSG+8'TVL+301126:1500:021226+JED:HAJJ++HT+12345:DBL", "HAJJ", "religion"),
        ("SSR+CTCM:HK:1:ZZ:::LHR:BRU:NEEDS WHEELC:HAIR", "WHEELC", "health"),
        ("SSR+GRPF:HK:9:ZZ:::::HAJJGROUP", "HAJJ", "religion"),
        ("SSR+SEAT:HK:1:ZZ:::LHR:BRU:12A MAAS", "MAAS", "health"),
        ("IFT+4:28::ZZ+CTCP W\u0421HR", "W\u0421HR", "health"),
        ("TVL+301126:1000:301126:1200+LHR+BRU+ZZ+123:Y'TRI++108'SSD+GAY::::KOSHER", "GAY", "religion"),
    ],
)
def test_nothing_of_it_is_left(segment: str, marker: str, revealed: str) -> None:
    kept, counts, shown = filtered(NAME, segment)
    assert marker not in shown.replace("1:ZZ", "") and counts == {revealed: 1}
    assert [(one.family, one.given) for one in kept.passengers] == [("DOE", "JOHN")]


@pytest.mark.parametrize("name", ["HAJJGROUP", "PRIDECRUISE", "PILGRIM ST JAMES", "PILGRIM HOUSE TOURS"])
def test_a_group_s_name_that_reveals_goes_from_everywhere(name: str) -> None:
    kept, counts, shown = filtered(f"TIF+{name}:G")
    assert name.split()[0] not in shown and sum(counts.values()) == 1
    assert [one.family for one in kept.passengers] == [None]


@pytest.mark.parametrize(
    "segment",
    [
        "SSR+UMNR:HK:1:ZZ:::::UM10-1BISHOP/JIM",
        "SSR+CHLD:HK:1:ZZ:::::GAY/ANN 01JAN20",
        "SSR+XBAG:HK:1:ZZ:::::20KG-1CHURCH/JIM",
        "SSR+SEAT:HK:1:ZZ:::LHR:BRU:12A-1CHURCH/JIM",
        "TVL+301126:1500:021226+LHR+HAJ+ZZ+12",
        "IFT+4:39+CHURCH STREET TRAVEL",
    ],
)
def test_names_and_places_stay(segment: str) -> None:
    kept, counts, _ = filtered(NAME, segment)
    assert counts == {} and any(one.text == segment for one in kept.segments)


def test_a_title_is_counted_once() -> None:
    kept, counts, _ = filtered("TIF+DOE:A+JOHN REV:A:1")
    assert counts == {"religion": 1} and kept.passengers[0].given == "JOHN"


def test_a_card_cut_into_components_is_masked_when_they_are_joined() -> None:
    _, _, shown = filtered(NAME, "SSR+CTCM:HK:1:ZZ:::::41111111:11111111")
    assert "4111111111111111" not in shown


def test_what_an_unlisted_element_was_made_into_goes_too() -> None:
    few = msgspec.structs.replace(PROFILE, pnr_elements=(1, 7), data_categories=("PNR",))
    docs = "SSR+DOCS:HK:1:ZZ:::::/P/BEL/AB123456/BEL/01JAN80/M/01JAN30/DOE/JOHN"
    flight = "TVL+301126:1000:301126:1200+LHR+BRU+ZZ:YY+123:Y"
    kept, _, _ = filtered(NAME, docs, flight, "TRA+YY+77", "RPI+1+HK", profile=few)
    (person,), (booking,) = kept.passengers, kept.bookings
    assert (person.family, person.given, person.born, person.sex, person.documents) == (None, None, None, None, ())
    (item,) = booking.segments
    assert (booking.created, item.status, item.operating_carrier, item.operating_number) == (None, None, None, None)
    assert (booking.locator, item.leg.number) == ("ABC123", "123")


def test_a_word_of_many_travellers_is_judged() -> None:
    """A word may be as long as its message."""
    kept, _, _ = filtered(NAME, f"LTS+{'PAX' * 40_000}")
    assert len(kept.passengers) == 1
