"""Damaged pushes: a terminator, a tag or a segment lost costs nobody else anything, and nobody is invented. Invented people."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gotravel.domain.message import Message
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode
from tests.wire.damage import damaged
from tests.wire.pushes import FLIGHT, push
from tests.wire.test_pnrgov_xml import WHOLE

GOLDEN = sorted((Path(__file__).parent / "golden" / "pnrgov").glob("*.edi"))
HEAD = ("SRC", "RCI+ZZ:AB12CD")
ELISE = "TIF+ROSSI+ELISE MRS:A:1"
MARY, MARK = "TIF+ROSSI+MARY MRS:A:1", "TIF+ROSSI+MARK MR:A:2"
WEI = ("TIF+WANG+WEI MR:A:1", "TIF+WANG+WEI MR:A:2")
CHECK_IN = "DAT+2:110625:1525"
NEXT = ("DAT+700:090625:2140", "TIF+NERI+UGO MR:A:1", *FLIGHT)
SECOND = ("TVL+150625:1815::2030+BRU+FRA+YY+77:Y", "RPI+2+HK")
DOCS = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/{}/ITA/{}/{}/14JAN28/ROSSI/{}+::1"


def read(*segments: str) -> Message:
    (message,) = decode(push([[*HEAD, *segments]]).replace(b"'\n", b"'"))
    return message


def names(message: Message) -> list[tuple[str | None, str | None]]:
    return [(one.family, one.given) for one in message.passengers]


def seats(message: Message) -> dict[str | None, list[str]]:
    return {one.reference: [seat.number for seat in one.seats] for one in message.passengers}


@pytest.mark.parametrize("family", ["SMITH-JONES:I", "O?'NEIL", "Rossi", "M\u00dcLLER", "DE LA CRUZ"])
def test_a_name_behind_a_lost_terminator_is_somebody(family: str) -> None:
    message = read(ELISE, f"REF+:0012ABTIF+{family}+ANN MS:A:2", *FLIGHT)
    shown = family.removesuffix(":I").replace("?", "")
    assert names(message) == [("ROSSI", "ELISE"), (shown, "ANN")]
    assert "terminator-missing" in [one.code for one in message.findings]


@pytest.mark.parametrize(
    "behind",
    ["FAR+A+32++++SFLY", "FTI+ZZ:77000", "REF+:0012AB", "EBD+USD:75.00+1::N", "TKT+:T", "TKT+9991234567890:T", "ADD++700:STREET 1:TOWN",
     "MON+B:20.00:USD", "FOP+CC::10.00:VI:411111XXXXXX1111", "TXD++6.27::USD", "IFT+4:28::ZZ+HELLO", "ORG+1A:MUC+12345678:JFKZZ1",
     "LTS+0/O/NM/X"],
)  # fmt: skip
def test_what_stands_behind_a_name_without_terminator_is_no_name(behind: str) -> None:
    message = read(f"{ELISE}{behind}", *FLIGHT)
    assert names(message) == [("ROSSI", "ELISE")]
    assert message.passengers[0].reference == "1"
    assert "terminator-missing" in [one.code for one in message.findings]


@pytest.mark.parametrize("family", ["SALOMON", "JAFFAR", "PETRI", "KHALABI", "ADD", "MOTIF", "EQN", "DEREF"])
def test_a_surname_that_ends_like_a_tag_stays(family: str) -> None:
    message = read(f"TIF+{family}+AL MR:A:1", *FLIGHT)
    assert names(message) == [(family, "AL")] and message.findings == ()


def test_a_passport_s_name_is_not_made_dirty_by_the_next_tag() -> None:
    message = read(ELISE, "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA1/ITA/09MAR87/F/14JAN28/ROSSI/ELISEFTI+ZZ:77000", *FLIGHT)
    (one,) = message.passengers
    assert (one.given, [flyer.number for flyer in one.frequent_flyer]) == ("ELISE", ["77000"])


def test_a_flight_keeps_its_number_before_a_count() -> None:
    message = read(ELISE, "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501EQN+1", "RCI+ZZ:GH12KL")
    assert [one.leg.number for one in message.bookings[0].segments] == ["501"]
    assert [one.locator for one in message.bookings[0].split] == ["GH12KL"]


def test_a_type_behind_the_wrong_sign_is_nobody() -> None:
    message = read("TIF+ROSSI+ELISE MRS+A:1", *FLIGHT)
    assert names(message) == [("ROSSI", "ELISE")] and message.passengers[0].reference == "1"


@pytest.mark.parametrize(
    "named, told, expected",
    [
        pytest.param((MARY, MARK), ("TRI++112:::2", "TIF+ROSSI+MARC", "SSD+31A"), {"1": [], "2": ["31A"]}, id="misspelt"),
        pytest.param((MARY, MARK), ("TRI++112:::2", "TIF+ROSSI+MAR", "SSD+31A"), {"1": [], "2": ["31A"]}, id="cut short"),
        pytest.param((MARY, MARK), ("TRI++112:::2", "TIF+ROSSI+MARY MRS", "SSD+31A"), {"1": ["31A"], "2": []}, id="plainly another"),
        pytest.param(WEI, ("TRI++112:::2", "TIF+WANG+WEI", "SSD+31A", "TRI++113:::1", "TIF+WANG+WEI", "SSD+31B"), {"1": ["31B"], "2": ["31A"]}, id="father and son"),
        pytest.param(WEI, ("TRI++112", "TIF+WANG+WEI", "SSD+31A", "TRI++113", "TIF+WANG+WEI", "SSD+31B"), {"1": ["31A"], "2": ["31B"]}, id="and without references"),
        pytest.param((MARY, MARK), ("TRI++112:::1", "SSD+31A", "TRJ++113:::2", "SSD+31B"), {"1": ["31A"], "2": ["31B"]}, id="a damaged tag"),
        pytest.param((MARY, MARK), ("TRI++112:::1", "SSD+31A", "TRJ++113", "SSD+31B"), {"1": ["31A"], "2": []}, id="and nobody referred to"),
        pytest.param((MARY, MARK), ("TRI++112:::1", "SSD+31A++++YTRI++113:::2", "SSD+31B"), {"1": ["31A"], "2": ["31B"]}, id="a lost terminator"),
    ],
)  # fmt: skip
def test_a_seat_is_its_own_traveller_s(
    named: tuple[str, ...], told: tuple[str, ...], expected: dict[str | None, list[str]]
) -> None:
    message = read(*named, *FLIGHT, CHECK_IN, *told)
    assert seats(message) == expected
    assert {one.reference for one in message.passengers if one.checked_in} >= {
        key for key, value in expected.items() if value
    }


def test_whoever_is_plainly_not_meant_is_not_checked_in() -> None:
    message = read(MARY, MARK, *FLIGHT, CHECK_IN, "TRI++112:::2", "TIF+ROSSI+MARY MRS", "SSD+31A")
    assert [one.checked_in for one in message.passengers] == [True, None]


@pytest.mark.parametrize(
    "born, people", [("09MAR25", 2), ("", 2), ("09MAR85", 1)], ids=["a baby", "nothing told", "grown up"]
)
def test_an_infant_s_passport_is_no_adult_s_though_the_names_are_near(born: str, people: int) -> None:
    message = read("TIF+ROSSI+ANNA MRS:A:1", DOCS.format("YA1", born, "FI", "ANNAMARIA"), *FLIGHT)
    assert len(message.passengers) == people
    assert [[paper.number for paper in one.documents] for one in message.passengers][-1] == ["YA1"]


def test_visa_birth_place_and_home_of_an_infant_are_its_own() -> None:
    message = read(
        "TIF+ROSSI+ANNA MRS:A:1:1", "TIF+ROSSI+LEO:IN:2", "SSR+DOCO:HK:1:ZZ:::::/ROMA/V/V123/ROMA/01JAN24/USA/I+::1",
        "SSR+DOCA:HK:1:ZZ:::::/R/ITA/VIA ROMA 1/ROMA/RM/00100/I+::1", "SSR+DOCO:HK:1:ZZ:::::/MILANO/V/V999/ROMA/01JAN24/USA+::1", *FLIGHT,
    )  # fmt: skip
    told = [
        (one.given, one.birth_place, one.residence, [paper.number for paper in one.documents])
        for one in message.passengers
    ]
    assert told == [("ANNA", "MILANO", None, ["V999"]), ("LEO", "ROMA", "ITA", ["V123"])]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((CHECK_IN, "TRI++112:::1", "SSD+31A", "SRX", "RCI+ZZ:EF34GH", *NEXT), id="mistyped behind a check-in"),
        pytest.param((CHECK_IN, "TRI++112:::1", "SSD+31A", "RCI+ZZ:EF34GH", *NEXT), id="lost behind a check-in"),
        pytest.param(("EQN+1", "RCI+ZZ:QQ11WW", "RCI+ZZ:EF34GH", *NEXT), id="lost behind a split"),
        pytest.param(("RPI+1+HKSRC", "RCI+ZZ:EF34GH", *NEXT), id="its terminator lost"),
        pytest.param(("RCI+ZZ:EF34GH", "ORG+1A:MUC+12345678:JFKZZ1", "TIF+NERI+UGO MR:A:1", *FLIGHT), id="no date of change"),
        pytest.param(("RCI+ZZ:EF34GH", DOCS.format("YA1", "09MAR85", "M", "UGO").replace("ROSSI", "NERI"), *NEXT[1:]), id="a passport first"),
    ],
)  # fmt: skip
def test_bookings_stay_two_when_the_second_s_beginning_is_lost(after: tuple[str, ...]) -> None:
    message = read(MARY, *FLIGHT, *after)
    assert [(one.given, message.bookings[one.booking or 0].locator) for one in message.passengers] == [
        ("MARY", "AB12CD"),
        ("UGO", "EF34GH"),
    ]
    assert [len(one.segments) for one in message.bookings] == [1, 1]
    assert message.passengers[0].documents == ()


def test_two_bookings_of_one_name_stay_two() -> None:
    message = read(MARY, *FLIGHT, "RCI+ZZ:EF34GH", MARY, *FLIGHT)
    assert [one.locator for one in message.bookings] == ["AB12CD", "EF34GH"] and len(message.passengers) == 2


def test_a_flight_s_own_locator_begins_no_booking() -> None:
    message = read(MARY, *FLIGHT, "RCI+KE:EF34GH", "SSR+SEAT:HK:1:ZZ:::JFK:BRU+12A::1", "RPI+1+HK")
    assert [one.locator for one in message.bookings] == ["AB12CD"]
    assert seats(message) == {"1": ["12A"]}


@pytest.mark.parametrize(
    "flight",
    [("RCI+KE:GH12KL", "TRA+YY+88", "RPI+2+HK"), ("TVX+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y", "RPI+2+HK", "RCI+KE:GH12KL")],
    ids=["lost", "mistyped"],
)  # fmt: skip
def test_a_lost_flight_doubles_nobody(flight: tuple[str, ...]) -> None:
    message = read(MARY, MARK, *flight, *SECOND, CHECK_IN, "TRI++112:::1", "TIF+ROSSI+MARY MRS", "SSD+31A")
    assert names(message) == [("ROSSI", "MARY"), ("ROSSI", "MARK")] and len(message.bookings) == 1
    assert [one.leg.number for one in message.bookings[0].segments] == ["501", "77"][
        len(message.bookings[0].segments) == 1 :
    ]


def test_who_operates_a_lost_flight_does_not_operate_the_one_before() -> None:
    message = read(MARY, *FLIGHT, "SSR+SEAT:HK:1:ZZ:::JFK:BRU+12A::1", "TRA+YY+88", "RPI+2+HK")
    assert [one.operating_carrier for one in message.bookings[0].segments] == [None]


@pytest.mark.parametrize(
    "after",
    [("MSG+8", "TVL+120625:1500:150625+BRU:HOTEL++HT+12345:DBLABI+4+05FD28:GS", "SAC+++X"), ("DAT+T:050625:1133", "SAC+++X"), ("DAT+ZT:050625:1133",)],
    ids=["a hotel's terminator", "the beginning", "and the line"],
)  # fmt: skip
def test_names_of_a_history_without_its_beginning_are_nobody(after: tuple[str, ...]) -> None:
    assert names(read(MARY, *FLIGHT, *after, "TIF+GONE+PETER MR:A:9")) == [("ROSSI", "MARY")]


def test_a_service_that_repeats_its_own_code_is_understood() -> None:
    message = read(
        MARY, "SSR+FQTV:HK:1:UA:::::SSRFQTVUAHK/UA12345678+::1", "SSR+INFT:HK:1:UA:::::SSRINFTUAHK1/ROSSI/LUCA 20SEP24+::1",
        "SSR+TKNE:HK:1:UA:::::SSRTKNEUAHK1/9991234567890C1+::1", *FLIGHT,
    )  # fmt: skip
    mary, luca = message.passengers
    assert (luca.family, luca.given, luca.born) == ("ROSSI", "LUCA", "2024-09-20")
    assert (mary.frequent_flyer[0].number, mary.tickets[0].number) == ("12345678", "9991234567890")


def test_what_was_read_although_its_tag_is_wrong_is_not_lost_in_the_filter() -> None:
    docs = DOCS.format("YA1", "09MAR85", "F", "MARY").replace("SSR+", "SSX+")
    message = read(MARY, docs, "TVX+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y", "SSX+KSML:HK:1:ZZ:::::QXZYVORT")
    kept = keep_lawful((message,), load("eu-pnr"))[0][0]
    assert [paper.number for paper in kept.passengers[0].documents] == ["YA1"]
    assert [one.leg.number for one in kept.bookings[0].segments] == ["501"]
    assert "QXZYVORT" not in str(kept)


def test_documents_in_one_file_are_messages_of_their_own() -> None:
    first, second = decode(WHOLE + b"\n" + WHOLE)
    assert (first.position, second.position) == (1, 2)
    assert names(first) == names(second) == names(decode(WHOLE)[0])


Shown = tuple[tuple[str | None, str | None], frozenset[str]]


def told(raw: bytes) -> list[Shown]:
    return [
        ((one.family, one.given), frozenset([*(d.number or "" for d in one.documents), *(s.number for s in one.seats), *(one.bags.tags if one.bags else ())]))
        for message in decode(raw)
        for one in message.passengers
    ]  # fmt: skip


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_no_damage_loses_invents_or_enriches_anybody(path: Path) -> None:
    raw = path.read_bytes()
    whole = told(raw)
    known, people = dict(whole), Counter(name for name, _ in whole)
    for what, broken in damaged(raw, spared=(b"TIF", b"RCI")):
        found = told(broken)
        others = [name for name, _ in found if name not in known]
        assert len(found) == len(whole), (what, "somebody was lost or invented")
        assert len(others) <= 1, (what, "one name at most is another: that of the passport that was hit")
        assert not [name for name, held in found if people[name] == 1 and not held <= known[name]], what


@pytest.mark.parametrize("locator", ["ABCSRC", "K7QSRC"])
def test_a_locator_that_ends_like_a_tag_begins_no_booking(locator: str) -> None:
    message = read(ELISE, f"REF+:{locator}", *FLIGHT, f"RCI+KE:{locator}", "RPI+1+HK")
    assert [one.locator for one in message.bookings] == ["AB12CD"] and message.findings == ()
