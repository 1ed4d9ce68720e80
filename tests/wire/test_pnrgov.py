"""PNRGOV: each oddity of a carrier's push and what is understood of it. Invented people only."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.wire.decode import decode
from gotravel.wire.pnrgov.times import flown, stamp
from gotravel.wire.present import as_object
from tests.wire.pushes import FLIGHT, LEVEL_0, TRAVELLERS, booking, push, traveller

DOCS = "SSR+DOCS:HK:1:ZZ:::::"
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(raw: bytes) -> dict[str, Any]:
    return as_object(decode(raw)[0], "-", unfiltered=True)


def people(*segments: str, after: tuple[str, ...] = FLIGHT) -> list[dict[str, Any]]:
    persons: list[dict[str, Any]] = shown(push([booking("AB12CD", [segments], after)]))["passengers"]
    return persons


def codes(raw: bytes) -> set[str]:
    return {one["code"] for one in shown(raw)["findings"]}


@pytest.mark.parametrize(
    ("tif", "family", "given", "title", "kind"),
    [
        ("TIF+ROSSI+ANNAMARIA MRS:A:1", "ROSSI", "ANNAMARIA", "MRS", "adult"),
        ("TIF+ROSSI+JOHNMR:A:1", "ROSSI", "JOHN", "MR", "adult"),
        ("TIF+ROSSI+OMAR:A:1", "ROSSI", "OMAR", None, "adult"),
        ("TIF+ROSSI+SIRAJ:A:1", "ROSSI", "SIRAJ", None, "adult"),
        ("TIF+ROSSI+TOM:C:1", "ROSSI", "TOM", None, "child"),
        ("TIF+ROSSI+TOM:IN:1", "ROSSI", "TOM", None, "infant"),
        ("TIF+ROSSI+TOM:767:1", "ROSSI", "TOM", None, "infant"),
        ("TIF+ROSSI+TOMMSTR:UM:1", "ROSSI", "TOM", "MSTR", "child"),
        ("TIF+ROSSI+TOM", "ROSSI", "TOM", None, "adult"),
        ("TIF+YY+MOANMISS:A:1", "YY", "MOAN", "MISS", "adult"),
        ("TIF+SUNNY TOURS:G", "SUNNY TOURS", None, None, "group"),
        ("TIF+ROSSI+TOM CHD:C:2", "ROSSI", "TOM", "CHD", "child"),
        ("TIF+ROSSI+TOM INF:IN:2", "ROSSI", "TOM", "INF", "infant"),
        ("TIF+ONLYNAME", "ONLYNAME", None, None, "adult"),
    ],
)
def test_names_as_carriers_write_them(tif: str, family: str, given: str, title: str, kind: str) -> None:
    [one] = people(tif)
    assert (one["family"], one["given"], one["title"], one["kind"]) == (family, given, title, kind)


@pytest.mark.parametrize(
    ("text", "born", "sex", "number", "finding"),
    [
        ("/P/BEL/EN1/BEL/09MAR87/F/14JAN28/ROSSI/ELISE", "1987-03-09", "F", "EN1", None),
        ("P/BEL/EN1/BEL/09MAR87/F/14JAN28/ROSSI/ELISE", "1987-03-09", "F", "EN1", "document-text-shifted"),
        ("//P/BEL/EN1/BEL/09MAR87/F/14JAN28/ROSSI/ELISE", "1987-03-09", "F", "EN1", "document-text-shifted"),
        ("/////09MAR87/F//ROSSI/ELISE", "1987-03-09", "F", None, None),
        ("////09MAR87/F//ROSSI/ELISE", "1987-03-09", "F", None, None),
        ("/P/BEL/EN1/BEL/09MAR87/14JAN28/ROSSI/ELISE", "1987-03-09", None, "EN1", "document-text-shifted"),
        ("/P/BEL/BEL/09MAR87/F/14JAN28/ROSSI/ELISE", "1987-03-09", "F", None, "document-text-shifted"),
        ("/P/BEL/EN1/09MAR87/F/14JAN28/ROSSI/ELISE", "1987-03-09", "F", "EN1", "document-text-shifted"),
        ("/P/BEL/EN1/BEL//F/14JAN28/ROSSI/ELISE", None, "F", "EN1", None),
        ("/P/D/C01X00T47/D/12AUG64/M/15MAY30/ROSSI/ELISE", "1964-08-12", "M", "C01X00T47", None),
        ("/P/BEL/EN1//09MAR87/U/14JAN28/ROSSI/ELISE/H", "1987-03-09", None, "EN1", None),
    ],
)
def test_documents_also_where_a_slash_is_missing(
    text: str, born: str, sex: str, number: str, finding: str | None
) -> None:
    raw = push([booking("AB12CD", [["TIF+ROSSI+ELISE MRS:A:1", f"{DOCS}{text}"]])])
    [one] = shown(raw)["passengers"]
    assert (one["born"], one["sex"], one["given"]) == (born, sex, "ELISE")
    assert [document["number"] for document in one["documents"]] == ([number] if number else [])
    assert {code for code in codes(raw) if code.startswith("document-")} == ({finding} if finding else set())


def test_the_documents_spelling_wins_and_the_bookings_is_kept() -> None:
    [one] = people("TIF+VANDENBERG+ELISE MRS:A:1", f"{DOCS}/P/BEL/EN1/BEL/09MAR87/F/14JAN28/VAN DEN BERG/ELISE/MARIA")
    assert (one["family"], one["given"]) == ("VAN DEN BERG", "ELISE MARIA")
    assert one["other_names"] == [{"family": "VANDENBERG", "given": "ELISE"}]


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(("", "{docs}", ""), id="under the name"),
        pytest.param(("", "", "{docs}+::2"), id="under the flight, by reference"),
        pytest.param(("{docs}+::02", "", ""), id="under the booking, by a reference with a zero"),
        pytest.param(("{docs}", "", ""), id="under the booking, by name alone"),
    ],
)
def test_a_document_belongs_to_its_person_wherever_it_stands(where: tuple[str, str, str]) -> None:
    docs = f"{DOCS}/P/BEL/EN1/BEL/09MAR87/F/14JAN28/ROSSI/ELISE"
    before, under, after = ([part.format(docs=docs)] if part else [] for part in where)
    bookings = [
        "SRC", "RCI+ZZ:AB12CD", *before, "TIF+ROSSI+PAOLO MR:A:1", "TIF+ROSSI+ELISE MRS:A:2", *under, *FLIGHT, *after,
    ]  # fmt: skip
    paolo, elise = shown(push([bookings]))["passengers"]
    assert paolo["documents"] == []
    assert [one["number"] for one in elise["documents"]] == ["EN1"]


def test_an_infants_document_under_the_adult_is_the_infants() -> None:
    adult, infant = people(
        "TIF+ROSSI+ELISE MRS:A:2:1",
        f"{DOCS}/P/ITA/YB1/ITA/20SEP24/FI/25OCT29/ROSSI/SOFIA",
        f"{DOCS}/P/ITA/YA1/ITA/01JUL88/F/12NOV32/ROSSI/ELISE",
        "TIF+ROSSI+SOFIA:IN:3",
        after=(*FLIGHT, "SSR+INFT:HK:1:ZZ:::JFK:BRU:ROSSI/SOFIA 20SEP24+::2"),
    )
    assert [one["number"] for one in adult["documents"]] == ["YA1"]
    assert [one["number"] for one in infant["documents"]] == ["YB1"]
    assert (infant["kind"], infant["born"], infant["guardian"]) == ("infant", "2024-09-20", 0)


def test_an_infant_without_a_name_segment_is_a_person_of_its_own() -> None:
    adult, infant = people(
        "TIF+ROSSI+ELISE MRS:A:2:1",
        f"{DOCS}/P/ITA/YB1/ITA/20SEP24/MI/25OCT29/ROSSI/LUCA",
        "SSR+INFT:HK:1:ZZ:::::ROSSI/LUCAMSTR 20SEP24+::2",
    )
    assert adult["documents"] == []
    assert (infant["family"], infant["given"], infant["kind"], infant["sex"]) == ("ROSSI", "LUCA", "infant", "M")
    assert [one["number"] for one in infant["documents"]] == ["YB1"]


MARKED, OTHER = "TIF+ROSSI+ELISE MRS:A:1:1", "TIF+NERI+PAOLO MR:A:2:1"
BABY = "TIF+ROSSI+SOFIA:IN:3"
INFT = "SSR+INFT:HK:1:ZZ:::JFK:BRU:{text}+::1"
INFANTS_TICKET = "SSR+TKNE:HK:1:ZZ:::JFK:BRU:INF9992205510777C1+::1"


@pytest.mark.parametrize(
    ("segments", "infants", "finding"),
    [
        pytest.param([MARKED], [], "infant-only-marked", id="marked, told by nothing else"),
        pytest.param([MARKED, OTHER], [], "infant-only-marked", id="two adults marked"),
        pytest.param([MARKED, BABY], [("SOFIA", 0)], None, id="named next"),
        pytest.param([MARKED, OTHER, BABY.replace("ROSSI", "NERI")], [("SOFIA", 1)], "infant-only-marked", id="two marked, the second one's named next"),
        pytest.param([OTHER.replace("A:2", "A:1"), MARKED.replace("A:1", "A:2"), "TIF+BIANCHI+UGO MR:A:4", BABY], [("SOFIA", 1)], "infant-only-marked", id="two marked, one named elsewhere: by family"),
        pytest.param([MARKED, OTHER, "TIF+BIANCHI+UGO MR:A:4", "TIF+VERDI+A:IN:5", "TIF+VIOLA+B:IN:6"], [("A", None), ("B", None)], None, id="two marked, two named, nobody knows whose"),
        pytest.param([MARKED, INFT.format(text="ROSSI/SOFIA 20SEP24")], [("SOFIA", 0)], None, id="announced"),
        pytest.param([MARKED, INFT.format(text="/ 20SEP24")], [(None, 0)], "infant-without-name", id="announced without a name"),
        pytest.param([MARKED, BABY, INFT.format(text="/ 20SEP24")], [("SOFIA", 0)], None, id="named, then announced without a name"),
        pytest.param([MARKED, f"{DOCS}/P/ITA/YB1/ITA/20SEP24/FI/25OCT29/ROSSI/SOFIA+::1"], [("SOFIA", 0)], None, id="by its document"),
        pytest.param([MARKED.removesuffix(":1"), INFANTS_TICKET, INFANTS_TICKET], [(None, 0)], "infant-only-told", id="by its ticket alone, said twice"),
        pytest.param([MARKED, INFT.format(text="ROSSI/SOFIA 20SEP24"), INFANTS_TICKET], [("SOFIA", 0)], None, id="announced and ticketed"),
        pytest.param([MARKED, INFT.format(text="ROSSI/SOFIA 20SEP24"), INFANTS_TICKET.replace("+::1", "")], [("SOFIA", 0)], None, id="a ticket without a reference"),
    ],
)  # fmt: skip
def test_an_infant_that_is_only_told_is_a_person_once(
    segments: list[str], infants: list[tuple[str | None, int | None]], finding: str | None
) -> None:
    raw = push([booking("AB12CD", [segments])])
    persons = shown(raw)["passengers"]
    assert [(one["given"], one["guardian"]) for one in persons if one["kind"] == "infant"] == infants
    assert len(persons) == len(infants) + sum(":A:" in segment for segment in segments)
    assert codes(raw) & {"infant-only-told", "infant-only-marked", "infant-without-name"} == (
        {finding} if finding else set()
    )


@pytest.mark.parametrize(
    ("text", "family", "given", "title", "born"),
    [
        pytest.param("ROSSI/SOFIA MARIA 20SEP24", "ROSSI", "SOFIA MARIA", None, "2024-09-20", id="two given names"),
        pytest.param("DE ROSSI/LUCA MSTR 20SEP24", "DE ROSSI", "LUCA", "MSTR", "2024-09-20", id="a title"),
        pytest.param("ROSSI/SOFIA 2024-09-20", "ROSSI", "SOFIA", None, "2024-09-20", id="a written date"),
        pytest.param("/ROSSI/SOFIA/20SEP24", "ROSSI", "SOFIA", None, "2024-09-20", id="slashes everywhere"),
        pytest.param(
            "ROSSI/SOFIA 20SEP24 SEATED APART", "ROSSI", "SOFIA", None, "2024-09-20", id="text behind the date"
        ),
        pytest.param("ROSSI/SOFIA MARIA", "ROSSI", "SOFIA MARIA", None, None, id="no date"),
    ],
)
def test_announced_infants_keep_every_name(
    text: str, family: str, given: str, title: str | None, born: str | None
) -> None:
    _, infant = people(MARKED, INFT.format(text=text))
    assert (infant["family"], infant["given"], infant["title"], infant["born"]) == (family, given, title, born)


def test_an_endless_announcement_is_answered() -> None:
    assert len(people(MARKED, INFT.format(text="ROSSI/" + " " * 200_000 + "x"))) == 2


@pytest.mark.parametrize(
    ("tif", "adult", "infant"),
    [
        (
            "TIF+ROSSI+ELISE MRS(INFROSSI/SOFIA/20SEP24):A:1",
            ("ELISE", "MRS", "adult"),
            ("ROSSI", "SOFIA", "2024-09-20"),
        ),
        ("TIF+ROSSI+ELISE MRS(INF/SOFIA MISS):A:1:1", ("ELISE", "MRS", "adult"), ("ROSSI", "SOFIA", None)),
        ("TIF+ROSSI+ELISE MRS(INFNERI/SOFIA):A:1", ("ELISE", "MRS", "adult"), ("NERI", "SOFIA", None)),
        ("TIF+ROSSI+TOM MSTR(CHD):A:1", ("TOM", "MSTR", "child"), None),
        ("TIF+ROSSI+ELISE (LISA):A:1", ("ELISE (LISA)", None, "adult"), None),
    ],
)
def test_what_stands_in_brackets_behind_a_name(
    tif: str, adult: tuple[str, str | None, str], infant: tuple[str, str, str | None] | None
) -> None:
    first, *rest = people(tif)
    assert (first["given"], first["title"], first["kind"]) == adult
    assert [(one["family"], one["given"], one["born"]) for one in rest] == ([infant] if infant else [])


def test_a_document_goes_to_its_namesake_not_to_a_sibling_of_a_near_name() -> None:
    raw = push(
        [
            booking(
                "AB12CD",
                [
                    [
                        "TIF+ROSSI+MARY MS:A:1",
                        "TIF+ROSSI+MARK MR:A:2",
                        f"{DOCS}/P/BEL/X1/BEL/01JAN80/M/01JAN30/ROSSI/MARK+::1",
                    ]
                ],
            )
        ]
    )
    mary, mark = shown(raw)["passengers"]
    assert (mary["given"], mary["documents"], mark["given"], mark["documents"][0]["number"]) == (
        "MARY",
        [],
        "MARK",
        "X1",
    )
    assert "document-of-another-traveller" in codes(raw)


def test_the_ticket_and_the_birth_of_a_nameless_infant_are_its_own() -> None:
    adult, infant = people(MARKED, INFT.format(text="/ 20SEP24"), INFANTS_TICKET)
    assert (adult["born"], adult["tickets"]) == (None, [])
    assert (infant["born"], infant["tickets"][0]["number"]) == ("2024-09-20", "9992205510777")


def test_check_in_adds_seat_and_bags_to_the_person_it_names() -> None:
    [one] = people(
        "TIF+ROSSI+ELISE MRS:A:2",
        after=(
            *FLIGHT, "DAT+2:110625:1525", "ORG+ZZ:JFK++++A", "TRI++JFK-112:::2", "TIF+ROSSI+ELISE MRS:A:2",
            "SSD+031A++++Y", "TBD++2:41:700++HP:JFK-112+ZZ:0999765001:2:BRU",
        ),
    )  # fmt: skip
    assert one["checked_in"] is True
    assert (one["seat"], one["seats"][0]["origin"]) == ({"number": "31A"}, "JFK")
    assert one["bags"] == {"count": 2, "weight_kg": 41, "tags": ["0999765001", "0999765002"]}


def test_history_makes_no_travellers_and_no_flights() -> None:
    history = (
        *FLIGHT, "ABI+4+05FD28:GS+JFK++ZZ", "DAT+T:050625:1133", "SAC+++X", "TIF+GONE+PETER MR:A:9",
        "TVL+110625::120625+JFK+BRU+ZZ+499:K", "RPI+1+HK", "LTS+12/X/NM/GONE/PETER MR",
    )  # fmt: skip
    message = shown(push([booking("AB12CD", [["TIF+ROSSI+ELISE MRS:A:1"]], history)]))
    assert [one["family"] for one in message["passengers"]] == ["ROSSI"]
    assert len(message["bookings"][0]["segments"]) == 1
    assert "12/X/NM/GONE/PETER MR" in [one["text"] for one in message["other"]]


def test_code_share_open_arnk_hotel_and_split() -> None:
    items = (
        "TVL+110625:1815:120625:0730+JFK+BRU+QQ:ZZ+5077:Q", "RPI+1+HK", "TVL+++++501:Y", "TVL+::+BRU+DUB+ZZ+OPEN:T",
        "TVL+::+DUB+SNN++ARNK", "EQN+1", "RCI+1A:5AA9PL", "MSG+8",
        "TVL+120625:1500:150625+BRU:GRAND PLACE HOTEL++HT+12345:DBL",
    )  # fmt: skip
    [one] = shown(push([booking("AB12CD", [["TIF+ROSSI+ELISE MRS:A:1"]], items)]))["bookings"]
    assert [segment["kind"] for segment in one["segments"]] == ["flight", "open", "arnk"]
    flight = one["segments"][0]
    assert (flight["carrier"], flight["number"], flight["operating_carrier"], flight["operating_number"]) == (
        "QQ", "5077", "ZZ", "501",
    )  # fmt: skip
    assert one["split"] == [{"carrier": "1A", "locator": "5AA9PL"}]
    assert (one["services"][0]["origin"], one["services"][0]["departure"]) == ("BRU", "2025-06-12T15:00")


@pytest.mark.parametrize(
    "segment", ["DAT+700", "DAT+700:", "DAT", "DAT+700:090625", "DAT+:090625:2140", "DAT+700::2140"]
)
def test_a_date_without_its_parts_costs_nobody(segment: str) -> None:
    broken = ["SRC", "RCI+ZZ:AB12CD", segment, "TIF+ROSSI+ELISE MRS:A:1", *FLIGHT]
    message = shown(push([broken, booking("EF34GH", [traveller(0)])]))
    assert [one["family"] for one in message["passengers"]] == ["ROSSI", "LINDQVIST"]


def test_a_lost_name_segment_leaves_its_document_to_nobody_else() -> None:
    """The first traveller's TIF is gone: the document left behind makes a person, the other one keeps its own."""
    one = f"{DOCS}/P/BEL/EN1/BEL/09MAR87/F/14JAN28/VAN DEN BERG/ELISE"
    two = f"{DOCS}/I/BEL/EN2/BEL/02OCT20/F/01JAN30/VAN DEN BERG/LOTTE"
    persons = people("REF+:1", one, "TIF+VANDENBERG:I+LOTTE MISS:C:2", two)
    assert [(p["given"], [d["number"] for d in p["documents"]]) for p in persons] == [
        ("LOTTE", ["EN2"]),
        ("ELISE", ["EN1"]),
    ]


@pytest.mark.parametrize("sign", "#%*=")
def test_a_damaged_separator_behind_the_tag_costs_nobody(sign: str) -> None:
    raw = push([booking("A1", [traveller(0), [f"TIF{sign}ROSSI+ELISE MRS:A:2"], traveller(1)])])
    for text in (raw, raw.replace(b"\n", b"")):
        assert [one["family"] for one in shown(text)["passengers"]] == ["LINDQVIST", "ROSSI", "OKONKWO"]


def test_a_booking_that_is_no_more_is_cancelled() -> None:
    gone = ["SRC", "RCI+ZZ:JK56LM::150525:1200", "ORG", "LTS+X/CANCELLED 03JUN0501Z"]
    message = shown(push([gone], ("MSG+:141", *LEVEL_0[1:])))
    assert (message["purpose"], message["bookings"][0]["cancelled"]) == ("update", True)


def test_contacts_of_the_booking_the_traveller_and_the_payer() -> None:
    bookings = [
        "SRC", "RCI+ZZ:AB12CD", "SSR+CTCE:HK:1:ZZ:::::ELISE..ROSSI//MAIL.EXAMPLE/EN+::1", "IFT+4:28::ZZ+CTC M 5432109876",
        "IFT+4:28::ZZ+CTCT ROM 390612345678 SKY AGENCY", "ORG+ZZ:HDQ", "ADD++700:VIA ROMA 1:ROMA:::IT:00100:H390611111111",
        "TIF+ROSSI+ELISE MRS:A:1", "FOP+CC::10.00:VI:4111111111111111:1127", "ADD++700:VIA NERA 2:MILANO:::IT:20100", *FLIGHT,
    ]  # fmt: skip
    message = shown(push([bookings]))
    [booked], [one] = message["bookings"], message["passengers"]
    assert one["contacts"] == [{"kind": "email", "value": "ELISE_ROSSI@MAIL.EXAMPLE", "purpose": None}]
    assert {(contact["kind"], contact["purpose"]) for contact in booked["contacts"]} == {
        ("phone", None), ("phone", "agency"), ("address", None), ("address", "billing"),
    }  # fmt: skip
    assert booked["payments"][0]["account"] == "411111XXXXXX1111"


def test_a_booking_whose_separator_was_lost_is_a_booking_of_its_own() -> None:
    first, second = booking("AAAAAA", [traveller(0)]), booking("BBBBBB", [traveller(1)])
    message = shown(push([first, second[1:]]))
    assert [one["locator"] for one in message["bookings"]] == ["AAAAAA", "BBBBBB"]
    assert [one["passengers"] for one in message["bookings"]] == [[0], [1]]


def test_a_damaged_name_tag_is_still_a_name() -> None:
    raw = push([booking("AB12CD", [["TIP+ROSSI+ELISE MRS:A:1"]])])
    assert [one["family"] for one in shown(raw)["passengers"]] == ["ROSSI"]
    assert "traveller-tag-damaged" in codes(raw)


def test_a_document_of_a_traveller_whose_name_was_lost_makes_a_person() -> None:
    raw = push([booking("AB12CD", [traveller(0), traveller(1)[1:]])])
    assert [one["family"] for one in shown(raw)["passengers"]] == ["LINDQVIST", "OKONKWO"]
    assert "traveller-only-in-document" in codes(raw)


def test_the_number_of_bookings_is_checked() -> None:
    raw = push([booking("AB12CD", [traveller(0)])], count=2)
    assert (shown(raw)["declared_count"], "booking-count-mismatch" in codes(raw)) == (2, True)


@pytest.mark.parametrize(
    ("parts", "departure", "arrival"),
    [
        (("110625", "1815", "120625", "0730"), "2025-06-11T18:15", "2025-06-12T07:30"),
        (("110625", "1220", "1505"), "2025-06-11T12:20", "2025-06-11T15:05"),
        (("110625", "2220", "", "0505"), "2025-06-11T22:20", "2025-06-12T05:05"),
        (("110625", "2220", "", "2305", "1"), "2025-06-11T22:20", "2025-06-12T23:05"),
        (("110625", "", "120625"), "2025-06-11", "2025-06-12"),
        (("110625", "4321"), "2025-06-11", None),
        (("329925", "1200"), None, None),
        ((), None, None),
    ],
)
def test_times_of_flights(parts: tuple[str, ...], departure: str | None, arrival: str | None) -> None:
    assert flown(parts)[:2] == (departure, arrival)


@given(st.text(max_size=12), st.text(max_size=8))
def test_any_date_is_answered(day: str, clock: str) -> None:
    assert stamp(day, clock)[0] is None or len(stamp(day, clock)[0] or "") in (10, 16)


@QUICK
@given(st.integers(0, 3), st.integers(0, 4), st.sampled_from(["drop", "twice", "cut", "garble"]), st.integers(0, 12))
def test_a_broken_segment_never_costs_another_traveller(who: int, which: int, how: str, where: int) -> None:
    groups = [traveller(number) for number in range(len(TRAVELLERS))]
    segment = groups[who][which]
    broken = {
        "drop": [],
        "twice": [segment, segment],
        "cut": [segment[:where]],
        "garble": [segment[:where] + "#%" + segment[where + 2 :]],
    }
    groups[who][which : which + 1] = broken[how]
    raw = push([booking(f"AAAA{number}", [group]) for number, group in enumerate(groups)])
    heard = [(one["family"], tuple(d["number"] for d in one["documents"])) for one in shown(raw)["passengers"]]
    for number, row in enumerate(TRAVELLERS):
        if number != who:
            assert (row[0], (row[3],)) in heard, f"traveller {number} was lost"


@QUICK
@given(st.data())
def test_damaged_pushes_are_answered(data: st.DataObject) -> None:
    raw = bytearray(push([booking("AAAAAA", [traveller(0), traveller(1)]), booking("BBBBBB", [traveller(2)])]))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for message in decode(bytes(raw)):
        assert "decoder-failed" not in {one.code for one in message.findings}


@QUICK
@given(st.lists(st.sampled_from([*LEVEL_0, *FLIGHT, "SRC", "RCI", "TIF", "TIF+A+B", "SSR+SEAT", "SSR+DOCS:::::::::/",
       "SSR+INFT+::1", "TRI", "TRI++:::1", "SSD+1A", "TBD", "TBD+++:1:9", "DAT", "EQN", "MSG", "ABI", "LTS", "FOP+:::::",
       "ADD", "ADD++", "IFT", "IFT+4:28", "TKT", "FTI", "ORG", "XXX+1", "TIF+:G"]), max_size=40))  # fmt: skip
def test_any_order_of_segments_is_answered(segments: list[str]) -> None:
    for message in decode(push([segments])):
        assert "decoder-failed" not in {one.code for one in message.findings}
        assert {index for one in message.bookings for index in one.passengers} == set(range(len(message.passengers)))
