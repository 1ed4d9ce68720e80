"""Damaged lists: whatever one segment suffers, no other traveller is lost, invented, merged or changed, and it is told.

A bounded sweep damages every segment of a small list in every usual way; tables hold the faults that were found once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from gotravel.domain.message import Kind, Message, Person
from gotravel.wire.decode import decode
from tests.wire.messages import HEADER, PASSENGERS, api_list, person

UNA = "UNA:+.? '"
UNB = "UNB+UNOA:4+ZZAIR:ZZ+XXPIU:ZZ+250611:1755+1'"
UNH = "UNH+1+PAXLST:D:15B:UN:IATA'"
ROUTE = "BGM+745'TDT+20+ZZ501+++ZZ'LOC+125+JFK'DTM+189:2506111815:201'LOC+87+BRU'DTM+232:2506120730:201'"
END = "CNT+42:2'UNT+14+1'UNZ+1+1'"
JANE = "NAD+FL+++DOE:JANE'ATT+2++F'DTM+329:800101'NAT+2+SWE'DOC+P:110:111+X1'LOC+91+SWE'"
JOHN = "NAD+FL+++ROE:JOHN'ATT+2++M'DTM+329:790202'NAT+2+NOR'DOC+P:110:111+X2'LOC+91+NOR'"
US = (
    "UNA:+.? 'UNB+UNOA:1+ZZ+USCS+020131:1030+1'UNH+1+PAXLST:001:000'TDT+20+ZZ501'LOC+005+NZAKL:50'DTM+136+020131+1030'"
    "LOC+008+USLAX:20'DTM+132+020131+1230'%sUNT+9+1'UNZ+1+1'"
)
PDTS = ("PDT+P/E1:030131:NZ+DOE:JANE::590429:F+PAX+AKL:LAX'", "PDT+P/E2::US+ROE:JOHN::331231+CRW+AKL:LAX'")


def read(text: str) -> Message:
    (message,) = decode(text.encode("latin-1"))
    return message


def people(message: Message) -> list[str | None]:
    return [one.family for one in message.passengers]


def codes(message: Message) -> set[str]:
    return {one.code for one in message.findings}


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(UNA + UNB.replace("UNB+", "UNB:") + UNH, id="element separator of UNB"),
        pytest.param(UNB.replace("UNB+", "UNB:") + UNH, id="element separator of UNB, no UNA"),
        pytest.param(UNA + UNB.replace("UNOA", "UN'OA") + UNH, id="terminator in the syntax identifier"),
        pytest.param(UNB.replace("UNOA", "UNOA'") + UNH, id="terminator in UNB, no UNA"),
        pytest.param(UNA + UNB.replace("UNB+", "UNB'") + UNH, id="terminator behind UNB"),
        pytest.param(UNA + UNB + UNH.replace("+PAXLST", ":PAXLST"), id="type as a component"),
        pytest.param(UNA + UNB + UNH.replace("UNH+", "UNH++"), id="an element too many before the type"),
        pytest.param(UNA + UNB + UNH.replace("+PAXLST", "PAXLST"), id="type glued to the reference"),
        pytest.param(UNA + UNB + UNH.replace("PAXLST", "PAX'LST"), id="terminator in the type"),
        pytest.param(UNA + UNB + UNH.replace("PAXLST:D", "PAXLSTD"), id="version glued to the type"),
    ],
)
def test_a_damaged_header_costs_nobody(start: str) -> None:
    message = read(start + ROUTE + JANE + JOHN + END)
    assert (message.kind, people(message)) == (Kind.PAXLST, ["DOE", "ROE"])
    assert [one.documents[0].number for one in message.passengers] == ["X1", "X2"]
    assert message.findings


@pytest.mark.parametrize("head", ["UNHX+1+PAXLST:D:02B'", "?NH+1+PAXLST:D:02B'", ""])
@pytest.mark.parametrize("next_start", ["", UNB])
def test_a_message_without_its_header_before_another_is_read(head: str, next_start: str) -> None:
    first, second = decode((head + ROUTE + JANE + "UNT+9+1'" + next_start + UNH + ROUTE + JOHN + END).encode())
    assert (people(first), people(second)) == (["DOE"], ["ROE"])
    assert "message-header-missing" in codes(first)


@pytest.mark.parametrize(
    "damaged", ["NAD:FL+++ROE:JIM", "NADFL+++ROE:JIM", "XAD+FL+++ROE:JIM", "?AD+FL+++ROE:JIM", "NDA+FL+++ROE:JIM"]
)
def test_a_damaged_name_is_not_joined_to_the_name_before_it(damaged: str) -> None:
    message = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JANE'" + damaged + "'NAD+FL+++D'ARC:JO'" + END)
    assert [(one.family, one.given) for one in message.passengers] == [("DOE", "JANE"), ("ROE", "JIM"), ("D'ARC", "JO")]
    assert codes(message) & {"separator-damaged", "person-header-damaged"}


@pytest.mark.parametrize("tag", ["ATQ", "TAT", "ATTX", "A T", "?TT"])
def test_a_damaged_segment_behind_a_name_does_not_change_the_name(tag: str) -> None:
    message = read(UNA + UNB + UNH + ROUTE + JANE.replace("ATT+", tag + "+") + JOHN + END)
    assert [(one.family, one.given) for one in message.passengers] == [("DOE", "JANE"), ("ROE", "JOHN")]
    assert codes(message) & {"segment-unknown", "segment-text-unreadable", "tag-damaged"}


SEGMENTS = (
    ("LOC:178+JFK", "embarked", "JFK"),
    ("LOC178+JFK", "embarked", "JFK"),
    ("LOC++178+JFK", "embarked", "JFK"),
    ("LOC:22+JFK'LOC:174+SWE", "residence", "SWE"),
    ("NAT:2+SWE", "nationality", "SWE"),
    ("RFFAVF:AB1CD2", "locator", "AB1CD2"),
    ("ATT:2++F", "sex", "F"),
    ("DTM:329:800101", "born", "1980-01-01"),
)


@pytest.mark.parametrize("segment, field, value", SEGMENTS)
def test_a_separator_damaged_behind_a_tag_costs_no_value(segment: str, field: str, value: str) -> None:
    message = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JANE'" + segment + "'" + END)
    assert getattr(message.passengers[0], field) == value
    assert codes(message) & {"separator-damaged", "component-misplaced"}


@pytest.mark.parametrize(
    "segments, count, weight, tags",
    [
        ("MEA:CT++:2'", 2, None, ()),
        ("MEA++CT++:2'", 2, None, ()),
        ("MEA++WT++KGM:20'", None, 20.0, ()),
        ("FTX++BAG+++0999000001:2'", None, None, ("0999000001", "0999000002")),
        ("FTX+BAG+++0999000001+2'", None, None, ("0999000001", "0999000002")),
    ],
)
def test_bags_in_the_wrong_element_are_read(segments: str, count: int, weight: float, tags: tuple[str, ...]) -> None:
    message = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JANE'" + segments + END)
    bags = message.passengers[0].bags
    assert bags and (bags.count, bags.weight_kg, bags.tags) == (count, weight, tags)
    assert codes(message) & {"separator-damaged", "component-misplaced"}


@pytest.mark.parametrize(
    "document, number",
    [
        ("DOC+P:110+111+X1", "X1"),
        ("DOC+P+110:111+X1", "X1"),
        ("DOC+P::110:111:X1", "X1"),
        ("DOC+P:110:111+111", "111"),
        ("DOC+P:110:111", None),
        ("DOC:P+X1'LOC:91+SWE", "X1"),
    ],
)
def test_a_code_list_is_no_document_number(document: str, number: str | None) -> None:
    message = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JANE'" + document + "'" + END)
    assert [one.number for one in message.passengers[0].documents] == [number]
    assert number != "X1" or codes(message) & {"component-misplaced", "separator-damaged"}
    assert "LOC" not in document or message.passengers[0].documents[0].issuer == "SWE"


@pytest.mark.parametrize(
    "nad, family, given, address",
    [
        ("NAD+FL++VAN DYK:ELS:MARIA+RUE HAUTE 12+TOWN++1000+BEL", "VAN DYK", "ELS MARIA", "RUE HAUTE 12, TOWN, 1000, BEL"),
        ("NAD+FL+++VAN DYK:ELS:MARIA:RUE HAUTE 12+TOWN++1000+BEL", "VAN DYK", "ELS MARIA", "RUE HAUTE 12, TOWN, 1000, BEL"),
        ("NAD+FL+++VAN DYK+ELS:MARIA", "VAN DYK", "ELS MARIA", None),
        ("NAD+FL+++VAN DYK+ELS:MARIA+RUE HAUTE 12+TOWN++1000+BEL", "VAN DYK", "ELS MARIA", "RUE HAUTE 12, TOWN, 1000, BEL"),
    ],
)  # fmt: skip
def test_a_name_keeps_out_of_the_address(nad: str, family: str, given: str, address: str | None) -> None:
    message = read(UNA + UNB + UNH + ROUTE + nad + "'" + END)
    (one,) = message.passengers
    assert (one.family, one.given, next((c.value for c in one.contacts), None)) == (family, given, address)
    assert "component-misplaced" in codes(message)


def test_a_given_name_with_a_number_stays() -> None:
    (one,) = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JOHN:3RD'" + END).passengers
    assert (one.given, one.contacts) == ("JOHN 3RD", ())


@pytest.mark.parametrize("early", ["ATT+2++F'", "DTM+329:800101'"])
def test_a_segment_exchanged_with_the_first_name_makes_no_further_person(early: str) -> None:
    message = read(UNA + UNB + UNH + ROUTE + early + JANE.replace(early, "") + JOHN + END)
    assert [(one.family, one.sex, one.born) for one in message.passengers] == [
        ("DOE", "F", "1980-01-01"),
        ("ROE", "M", "1979-02-02"),
    ]
    assert "component-misplaced" in codes(message)


def test_a_document_type_loses_the_list_glued_to_it() -> None:
    message = read(UNA + UNB + UNH + ROUTE + "NAD+FL+++DOE:JANE'DOC+P110:111+X1'" + END)
    assert [(one.type, one.number) for one in message.passengers[0].documents] == [("P", "X1")]
    assert "component-misplaced" in codes(message)


@pytest.mark.parametrize("lost", ["DTM+329:790202'", "ATT+2++M'DTM+329:790202'"])
def test_a_person_without_name_and_birth_is_not_the_one_before(lost: str) -> None:
    """The document of the second is not the first one's; without a sex too, nothing shows where the second begins."""
    rest = JOHN.partition("'")[2].replace(lost, "")
    end = END.replace("CNT+42:2", "CNT+42:3")
    message = read(UNA + UNB + UNH + ROUTE + JANE + rest + JANE.replace("JANE", "ANN") + end)
    expected = [["X1"], ["X2"], ["X1"]] if lost.startswith("DTM") else [["X1", "X2"], ["X1"]]
    assert [[paper.number for paper in one.documents] for one in message.passengers] == expected


def test_a_locator_sent_twice_makes_no_further_person() -> None:
    close_out = "BGM+266+CLOB'TDT+20+ZZ501'NAD+ZZZ'RFF+AVF:AB1CD2'RFF+AVF:AB1CD2'RFF+ABO:1'"
    message = read(UNA + UNB + UNH + close_out + END)
    assert [one.reference for one in message.passengers] == ["1"]


def test_a_driver_is_read_where_the_conveyance_was_lost() -> None:
    message = read(UNA + UNB + UNH + "BGM+10'TXT+11'NAD+VW+1:109++ROE:JIM'ATT+2++M'DTM+329:800101'" + END)
    assert people(message) == ["ROE"]


@pytest.mark.parametrize("tag", ["XDT+", "?DT+", "DT+", "PDT:", "PDT", "PDQ+", "P T+"])
@pytest.mark.parametrize("which", [0, 1])
def test_us_dialect_a_damaged_person_stays_one(tag: str, which: int) -> None:
    lines = list(PDTS)
    lines[which] = tag + lines[which][4:]
    message = read(US % "".join(lines))
    assert [(one.family, one.born, one.documents[0].number) for one in message.passengers] == [
        ("DOE", "1959-04-29", "E1"),
        ("ROE", "1933-12-31", "E2"),
    ]
    assert codes(message) & {"person-header-damaged", "separator-damaged"}


@pytest.mark.parametrize(
    "old, new",
    [("+PAX", "++PAX"), ("PAX+AKL", "PAX:AKL"), ("AKL:LAX", "AKL+LAX"), ("AKL:LAX", "AKL::LAX"), ("DOE:", "DOE+")],
)
def test_us_dialect_ports_stay_ports(old: str, new: str) -> None:
    message = read(US % PDTS[0].replace(old, new))
    (one,) = message.passengers
    assert (one.family, one.given, one.born) == ("DOE", "JANE", "1959-04-29")
    assert (one.embarked, one.disembarked) == ("AKL", "LAX")
    assert "component-misplaced" in codes(message)


def test_us_dialect_a_person_sent_twice_is_one() -> None:
    message = read(US % (PDTS[0] * 2 + PDTS[1]))
    assert people(message) == ["DOE", "ROE"]
    assert "segment-repeated" in codes(message)


def damages(segment: str, following: str) -> Iterator[tuple[str, str]]:
    """What may happen to a segment, with its terminator: how, and what stands there then (the next one may be drawn in)."""
    tag, rest = segment[:3], segment[3:]
    yield "lost terminator", segment + following
    for bad in ("XX" + tag[2], tag[:2] + "Q", tag[1] + tag[0] + tag[2], tag[1:], tag + "X", "?" + tag[1:]):
        yield "tag " + bad, bad + rest + "'" + following
    yield "twice", f"{segment}'{segment}'{following}"
    for match in re.finditer("[+:]", segment):
        at, mark = match.start(), match.group()
        for how, put in (("lost", ""), ("doubled", mark * 2), ("exchanged", "+:"[mark == "+"]), ("ended", "'")):
            yield f"{mark} {at} {how}", segment[:at] + put + segment[at + 1 :] + "'" + following
    for at in range(4, len(segment), 3):
        yield f"apostrophe {at}", segment[:at] + "'" + segment[at:] + "'" + following


GROUPS = [person(*row) for row in PASSENGERS]
PLAIN = api_list(GROUPS).decode()
LINES = PLAIN.replace("'\n", "'").rstrip("'").split("'")[1:]
FIRST = next(place for place, line in enumerate(LINES) if line.startswith("NAD+FL"))
SIZE = len(GROUPS[0])


def untouched(one: Person) -> tuple[object, ...]:
    return (
        *(
            getattr(one, field)
            for field in ("family", "given", "title", "kind", "transit", "sex", "born", "nationality")
        ),
        *(one.locator, one.embarked, one.disembarked, one.bags),
        *((paper.type, paper.number, paper.issuer, paper.expires) for paper in one.documents),
    )


SOUND = [untouched(one) for one in read(PLAIN).passengers]


@pytest.mark.parametrize("place", range(len(LINES) - 1), ids=lambda place: f"{place}-{LINES[place][:7]}")
@pytest.mark.parametrize("between", ["'", "'\n"], ids=["one line", "lines"])
def test_no_damage_of_one_segment_costs_another_traveller(place: int, between: str) -> None:
    touched = {(at - FIRST) // SIZE for at in (place, place + 1) if FIRST <= at < FIRST + SIZE * len(GROUPS)}
    for how, put in damages(LINES[place], LINES[place + 1]):
        lines = [*LINES[:place], *put.split("'"), *LINES[place + 2 :]]
        heard = [
            one
            for message in decode(f"{UNA}{between[1:]}{between.join(lines)}'".encode())
            for one in message.passengers
        ]
        left = Counter(map(untouched, heard))
        left.subtract(SOUND[number] for number in range(len(GROUPS)) if number not in touched)
        assert not -left, how
        assert len(heard) == len(GROUPS), how


def test_the_header_of_the_sweep_is_the_usual_one() -> None:
    assert LINES[2 : 2 + len(HEADER)] == list(HEADER)


@pytest.mark.parametrize("mark", ["?", "#", "X"])
@pytest.mark.parametrize(
    "segment, field, value",
    [("ATT+2++F", "sex", "F"), ("NAT+2+SWE", "nationality", "SWE"), ("LOC+178+JFK", "embarked", "JFK")],
)
@pytest.mark.parametrize("at", range(4))
def test_a_damaged_segment_says_nothing_about_others(mark: str, segment: str, field: str, value: str, at: int) -> None:
    """The same segment stands under many persons and is understood once for all."""
    damaged = segment[:at] + mark + segment[at:]
    message = read(UNA + UNB + UNH + ROUTE + f"NAD+FL+++DOE:JANE'{damaged}'" + f"NAD+FL+++ROE:ANN'{segment}'" * 2 + END)
    assert [getattr(one, field) for one in message.passengers][1:] == [value] * 2


@pytest.mark.parametrize("behind", ["NAD'", "NAD'\n", "NAD+'", "NAD+FL'"])
def test_a_name_segment_divided_by_a_terminator_is_one_person(behind: str) -> None:
    rest = "NAD+FL+++ROE:ANN"[len(behind.partition("'")[0]) :]
    message = read(UNA + UNB + UNH + ROUTE + JANE + behind + rest + "'" + JOHN + END)
    assert people(message)[0] == "DOE" and people(message)[-1] == "ROE"
    assert len(message.passengers) == 3


FLAT = "".join(line + "'" for line in LINES)
WITH_UNA = UNA + FLAT


def folded(text: str, width: int, between: str) -> str:
    return between.join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [63, 64, 69])
@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", " \r\n", "\r\n ", "\n\t", "\r\n\r\n"])
@pytest.mark.parametrize("around", ["%s", "QU BRUPI2X\r\n.HDQRMZZ 120915\r\n%s\r\n"])
def test_folding_changes_nobody(width: int, between: str, around: str) -> None:
    assert [untouched(one) for one in read(around % folded(WITH_UNA, width, between)).passengers] == SOUND


@pytest.mark.parametrize("cut", range(0, len(WITH_UNA), 13))
def test_a_cut_costs_only_who_is_cut(cut: int) -> None:
    heard = [untouched(one) for message in decode(WITH_UNA[:cut].encode()) for one in message.passengers]
    assert heard[:-1] == SOUND[: max(len(heard) - 1, 0)]


SEPARATORS = [tuple(marks) for marks in ("(.)?", "|^~\\", '+:"?', ";,$?", "#@!%", "+:\n?", "\x1d\x1f\x1c?", "*>'?")]


@pytest.mark.parametrize("marks", SEPARATORS)
@pytest.mark.parametrize("advised", [True, False])
def test_any_separators_are_understood(marks: tuple[str, str, str, str], advised: bool) -> None:
    element, component, terminator, release = marks
    body = FLAT.translate(str.maketrans("+:'", element + component + terminator))
    advice = f"UNA{component}{element}.{release} {terminator}" if advised else ""
    assert [untouched(one) for one in read(advice + body).passengers] == SOUND


@pytest.mark.parametrize("codec", ["utf-8", "latin-1", "utf-16", "utf-8-sig"])
def test_any_character_set_is_read(codec: str) -> None:
    (message,) = decode(WITH_UNA.replace("UNOA", "UNOC").replace("LINDQVIST", "LINDQVÏST").encode(codec))
    assert people(message) == ["LINDQVÏST", *(row[1] for row in PASSENGERS[1:])]


@pytest.mark.parametrize(
    "departure, told",
    [("2506111815", False), ("1501251815", True), ("19080212", True), ("3506111815", True), ("1906111815", False)],
)
def test_births_are_not_read_by_a_departure_that_cannot_be(departure: str, told: bool) -> None:
    route = ROUTE.replace("2506111815:201", departure)
    message = read(UNA + UNB + UNH + route + JANE.replace("800101", "180101") + END)
    assert [one.born for one in message.passengers] == ["2018-01-01"]
    assert ("departure-implausible" in codes(message)) is told


@pytest.mark.parametrize("prepared", ["250231", "00000101", "999999", ""])
def test_a_day_of_the_interchange_that_cannot_be_costs_nothing(prepared: str) -> None:
    message = read(UNA + UNB.replace("250611", prepared) + UNH + ROUTE + JANE + END)
    assert [one.born for one in message.passengers] == ["1980-01-01"]


@pytest.mark.parametrize("departure, arrival", [("1106251815", "1206250730"), ("1106251815:201", "1206250730:201")])
def test_day_and_year_exchanged_are_put_in_order_by_the_day_of_the_list(departure: str, arrival: str) -> None:
    route = ROUTE.replace("2506111815:201", departure).replace("2506120730:201", arrival)
    message = read(UNA + UNB + UNH + route + JANE + END)
    assert [(leg.departure, leg.arrival) for leg in message.legs] == [("2025-06-11T18:15", "2025-06-12T07:30")]
    assert "date-format-repaired" in codes(message)


ANSWER = (
    "BGM+962'RFF+TN:1'ERP+2'RFF+AVF:A'RFF+ABO:1'ERC+0Z'FTX+AAP+++OK'%sRFF+AVF:A'RFF+ABO:2'ERC+1Z'FTX+AAP+++NO BOARD'"
)


@pytest.mark.parametrize("second", ["", "?RP+2'", "ERPX+2'", "XXX+2'", "ERP2'", "ERP:2'", "RP+2'"])
def test_the_answer_for_one_is_not_the_answer_for_another(second: str) -> None:
    message = read(UNA + UNB + UNH.replace("PAXLST", "CUSRES") + ANSWER % second + END)
    assert [(one.code, one.reference) for one in message.answers] == [("0Z", "1"), ("1Z", "2")]
    assert [one.text for one in message.answers][1] == "NO BOARD"
    assert second == "XXX+2'" or message.answers[0].text == "OK"
    assert codes(message) & {"answer-split-missing", "separator-damaged", "segment-unknown"}


@pytest.mark.parametrize(
    "kind, segments",
    [
        ("CONTRL", "XCI+1+A+B+4'UCM+1+PAXLST:D:05B:UN+4'"),
        ("ACKRES", "XSG+:998+3'ERC+1'"),
        ("CUSRES", "BGM+962'XRP+2'ERC+0Z'"),
    ],
)
def test_an_answer_with_a_damaged_tag_is_told(kind: str, segments: str) -> None:
    message = read(UNA + UNB + UNH.replace("PAXLST", kind) + segments + "UNT+4+1'UNZ+1+1'")
    assert "segment-unknown" in codes(message)
