"""Lists whose parts stand in another order than the guide's: nobody and nothing is lost, merged or guessed in silence."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Message
from gotravel.wire.decode import decode

UNB = "UNA:+.? 'UNB+UNOA:4+ZZ+XX+250611:1755+1'UNH+1+PAXLST:D:05B:UN:IATA'"
ROUTE = "BGM+745'TDT+20+ZZ501'LOC+125+JFK'DTM+189:2506111815:201'LOC+87+BRU'DTM+232:2506120730:201'"
CLOSE = ROUTE.replace("745", "266+CLOB")
JOHN = "NAD+FL+++ROE:JOHN'ATT+2++M'DTM+329:790202'DOC+P:110:111+X2'"


def read(segments: str, declared: int = 0) -> Message:
    segments += f"CNT+42:{declared}'" if declared else ""
    count = segments.count("'") + 2
    (message,) = decode(f"{UNB}{segments}UNT+{count}+1'UNZ+1+1'".encode())
    return message


def codes(message: Message) -> list[str]:
    return [one.code for one in message.findings]


PROGRESSIVE = [
    ("125+JFK 87+BRU 92+FRA", "JFK-BRU BRU-FRA"),
    ("125+JFK 92+LHR 87+BRU 92+FRA", "JFK-LHR LHR-BRU BRU-FRA"),
    ("92+LAX 125+JFK 87+BRU 92+FRA 92+MUC", "LAX-JFK JFK-BRU BRU-FRA FRA-MUC"),
    ("92+LAX 92+SFO 125+JFK 87+BRU", "LAX-SFO SFO-JFK JFK-BRU"),
    ("125+JFK 87+BRU 92+BRU 92+FRA", "JFK-BRU BRU-FRA"),
    ("92+LAX 92+JFK 125+JFK 87+BRU 92+BRU 92+FRA", "LAX-JFK JFK-BRU BRU-FRA"),
    ("125+JFK 87+BRU 125+BRU 87+FRA", "JFK-BRU BRU-FRA"),
    ("87+BRU 125+JFK", "JFK-BRU"),
    ("87+BRU 125+JFK 92+FRA", "JFK-BRU BRU-FRA"),
]


@pytest.mark.parametrize("ports, legs", PROGRESSIVE)
def test_a_route_without_times_is_a_chain(ports: str, legs: str) -> None:
    message = read("BGM+745'TDT+20+ZZ501'" + "".join(f"LOC+{port}'" for port in ports.split()) + JOHN)
    assert " ".join(f"{leg.origin}-{leg.destination}" for leg in message.legs) == legs
    assert codes(message) == ["leg-time-missing"]


TIMES = "DTM+189:2506111815:201'DTM+232:2506120730:201'"


@pytest.mark.parametrize("ports", ["LOC+125+JFK'LOC+87+BRU'", "LOC+87+BRU'LOC+125+JFK'"])
@pytest.mark.parametrize("route", ["TDT+20+ZZ501'%s" + TIMES, "TDT+20+ZZ501'" + TIMES + "%s"])
def test_both_times_behind_or_before_both_ports_belong_to_their_own(ports: str, route: str) -> None:
    (leg,) = read("BGM+745'" + route % ports + JOHN).legs
    assert (leg.origin, leg.departure) == ("JFK", "2025-06-11T18:15")
    assert (leg.destination, leg.arrival) == ("BRU", "2025-06-12T07:30")


REFERENCES = [
    ("ABO:1 AVF:A1 ABO:2 AVF:A2", [("1", "A1"), ("2", "A2")]),
    ("ABO:1 AVF:A1 ABO:2 AVF:A1", [("1", "A1"), ("2", "A1")]),
    ("AVF:A1 ABO:1 AVF:A2 ABO:2", [("1", "A1"), ("2", "A2")]),
    ("AVF:A1 ABO:1 AVF:A1 ABO:2", [("1", "A1"), ("2", "A1")]),
    ("AVF:A1 ABO:1 ABO:2", [("1", "A1"), ("2", None)]),
    ("ABO:1 ABO:2 ABO:3", [("1", None), ("2", None), ("3", None)]),
    ("ABO:1 AVF:A1 AVF:A2", [("1", "A1"), ("A2", "A2")]),
]


@pytest.mark.parametrize("references, people", REFERENCES)
def test_a_close_out_in_which_a_nad_was_lost_keeps_everybody(
    references: str, people: list[tuple[str, str | None]]
) -> None:
    message = read(CLOSE + "NAD+ZZZ'" + "".join(f"RFF+{one}'" for one in references.split()), len(people))
    assert [(one.reference, one.locator) for one in message.passengers] == people
    assert codes(message) == ["person-split-missing"] * (len(people) - 1)


def test_a_close_out_without_any_nad_keeps_everybody() -> None:
    message = read(CLOSE + "RFF+AVF:A1'RFF+ABO:1'RFF+AVF:A1'RFF+ABO:2'", 2)
    assert [(one.reference, one.locator) for one in message.passengers] == [("1", "A1"), ("2", "A1")]
    assert codes(message) == ["person-split-missing"] * 2


def test_a_close_outs_person_of_whom_nothing_is_said_is_told() -> None:
    message = read(CLOSE + "NAD+ZZZ'NAD+ZZZ'RFF+ABO:2'", 2)
    assert [one.reference for one in message.passengers] == [None, "2"]
    assert codes(message) == ["name-missing"]


BAGS = [
    ("FTX+BAG+++0999000001:2+EN'", ("0999000001", "0999000002"), None, [], []),
    ("FTX+BAG+++0999000001+EN'", ("0999000001",), None, [], []),
    ("FTX+BAG+++0999000001:3:ENG'", ("0999000001", "0999000002", "0999000003"), None, [], []),
    ("FTX+BAG+++0999000001+2'", ("0999000001", "0999000002"), None, ["component-misplaced"], []),
    ("FTX+BAG+++EN'", None, None, [], []),
    ("FTX+BAG+++TWO BAGS+EN'", None, None, [], ["TWO BAGS"]),
    ("FTX+BAG+10++0999000001'", ("0999000001",), 10.0, ["component-misplaced"], []),
    ("MEA+WT++KGM:20'FTX+BAG+10++0999000001'", ("0999000001",), 20.0, ["component-misplaced", "segment-repeated"], ["FTX+BAG+10++0999000001"]),
    ("MEA+WT++KGM:20'MEA+WT++KGM:31'", (), 20.0, ["segment-repeated"], ["MEA+WT++KGM:31"]),
    ("MEA+WT++KGM:20'MEA+WT++KGM:20'", (), 20.0, [], []),
    ("MEA+WT++STN:20'", (), 20.0, ["bag-unit-unknown"], []),
    ("MEA+VOL++MTQ:2'", None, None, [], ["MEA+VOL++MTQ:2"]),
    ("MEA+CT++:2.5'", None, None, ["bag-count-unreadable"], ["MEA+CT++:2.5"]),
]  # fmt: skip


@pytest.mark.parametrize("segments, tags, weight, told, kept", BAGS)
def test_nothing_said_of_bags_is_dropped_or_taken_for_a_tag(
    segments: str, tags: tuple[str, ...] | None, weight: float | None, told: list[str], kept: list[str]
) -> None:
    message = read(ROUTE + JOHN.replace("DOC", segments + "DOC"))
    bags = message.passengers[0].bags
    assert (bags and bags.tags, bags and bags.weight_kg) == (tags, weight)
    assert (codes(message), [one.text for one in message.remarks]) == (told, kept)


def test_a_second_count_of_bags_is_kept_and_told() -> None:
    message = read(ROUTE + JOHN.replace("DOC", "MEA+CT++:2'MEA+CT++:3'DOC"))
    assert message.passengers[0].bags and message.passengers[0].bags.count == 2
    assert (codes(message), [one.text for one in message.remarks]) == (["segment-repeated"], ["MEA+CT++:3"])


JANE = (
    "NAD+FL+++DOE:JANE'ATT+2++F'DTM+329:800101'MEA+CT++:2'GEI+4+173'FTX+BAG+++0999000001:2'LOC+178+JFK'LOC+179+BRU'NAT+2+SWE'"
    "RFF+AVF:AB1CD2'RFF+ABO:1'DOC+P:110:111+X1'DTM+36:300101'LOC+91+SWE'"
)
WHOLE = f"{UNB}{ROUTE}{JANE}{JANE.replace('JANE', 'ANN').replace('X1', 'X2')}{JOHN}CNT+42:3'UNT+45+1'UNZ+1+1'"
ENDS = [at for at, letter in enumerate(WHOLE) if letter == "'" and WHOLE.index("UNB") < at < WHOLE.index("CNT")]
SOUND = decode(WHOLE.encode())[0]


def people(message: Message) -> list[tuple[object, ...]]:
    return [
        (one.family, one.given, one.sex, one.born, one.nationality, one.locator, one.reference, one.embarked, one.bags,
         [(paper.type, paper.number, paper.expires, paper.issuer) for paper in one.documents])
        for one in message.passengers
    ]  # fmt: skip


@pytest.mark.parametrize("mark", "+:")
def test_a_separator_in_the_place_of_a_terminator_swallows_nothing(mark: str) -> None:
    assert len(SOUND.passengers) == 3
    for at in ENDS:
        (message,) = decode(f"{WHOLE[:at]}{mark}{WHOLE[at + 1 :]}".encode())
        assert people(message) == people(SOUND), WHOLE[at - 9 : at + 9]
        assert (message.legs, message.purpose) == (SOUND.legs, SOUND.purpose), WHOLE[at - 9 : at + 9]
        assert "terminator-missing" in codes(message), WHOLE[at - 9 : at + 9]


@pytest.mark.parametrize(
    "nad, family, address",
    [
        ("NAD+FL+++NAT:JAN+2+SWEDEN", "NAT", "2, SWEDEN"),
        ("NAD+FL+++LOC:ANNE+22+LYON", "LOC", "22, LYON"),
        ("NAD+FL+++GEI:ANNE+4+LYON", "GEI", "4, LYON"),
        ("NAD+FL+++UNT:ANNE+12+LYON", "UNT", "12, LYON"),
        ("NAD+FL+++DOC:ANNE+12+LYON", "DOC", "12, LYON"),
        ("NAD+FL+++LOC+22+LYON", "LOC", "22, LYON"),
        ("NAD+FL+++UNT+12+LYON", "UNT", "12, LYON"),
        ("NAD+FL+++DOC+RUE HAUTE 12+LYON", "DOC", "RUE HAUTE 12, LYON"),
    ],
)
def test_a_name_that_reads_like_a_tag_stays_a_name(nad: str, family: str, address: str) -> None:
    message = read(f"{ROUTE}{nad}'{JOHN}")
    assert [one.family for one in message.passengers] == [family, "ROE"]
    assert [one.value for one in message.passengers[0].contacts] == [address]
    assert "terminator-missing" not in codes(message)


UNG = "UNG+PAXLST+ZZ+XX+250611:1755+1+UN+D:05B'"
DAMAGED = (
    "UNX" + UNG[3:], "UNH" + UNG[3:], UNG.replace("PAXLST", "PAX'LST"), "U'" + UNG[1:], UNG.replace("+XX", "'XX"),
    "UNG'", "UNG+PAXLST'", UNG[1:], UNG.replace("UNG+", "UNG"), UNG.replace("+", ":"),
)  # fmt: skip


@pytest.mark.parametrize("header", DAMAGED)
def test_a_damaged_group_header_makes_no_message(header: str) -> None:
    raw = WHOLE.replace("UNH", header + "UNH").replace("UNZ", "UNE+1+1'UNZ")
    (message,) = decode(raw.encode())
    assert people(message) == people(SOUND)
    assert {"group-header-damaged", "group-header-missing", "group-reference-mismatch"} & set(codes(message))


def test_a_message_without_its_first_segments_is_still_one() -> None:
    """A person's damaged segments before a UNH are no group header."""
    lost = f"XAD+FL+++DOE:JANE'DTM+329:800101'UNT+3+1'UNH{WHOLE.partition('UNH')[2]}"
    found = decode((WHOLE.partition("UNH")[0] + lost).encode())
    assert len(found) == 2
    assert "group-header-damaged" not in {*codes(found[0]), *codes(found[1])}


SURPLUS = [
    ("RFF+AVF:A1+ABO:77'", ("A1", None, None, [])),
    ("DTM+329:800101+36:300101'", (None, None, "1980-01-01", [])),
    ("DOC+P:110:111+X1+V:110:111+V1'", (None, None, None, ["X1"])),
    ("DOC+P:+10:111+X123'", (None, None, None, ["10"])),
    ("RFF+ABO:X+77'", (None, "X", None, [])),
]


@pytest.mark.parametrize("segment, known", SURPLUS)
def test_a_second_value_in_a_segment_of_one_is_kept_and_told(segment: str, known: tuple[object, ...]) -> None:
    message = read(ROUTE + "NAD+FL+++DOE:JANE'" + segment)
    (one,) = message.passengers
    assert (one.locator, one.reference, one.born, [paper.number for paper in one.documents]) == known
    assert codes(message) == ["segment-surplus"]
    assert [remark.text for remark in message.remarks] == [segment[:-1]]


SECOND = "TDT+20+ZZ502'LOC+125+BRU'DTM+189:2506121015:201'LOC+87+FRA'DTM+232:2506121130:201'"


@pytest.mark.parametrize("behind, legs", [("", [("501", "JFK", "BRU")]), (SECOND, [("501", "JFK", "BRU"), ("502", "BRU", "FRA")])])  # fmt: skip
def test_a_flight_behind_a_person_is_the_lists(behind: str, legs: list[tuple[str, str, str]]) -> None:
    message = read(f"{ROUTE}{JANE}{behind}{JOHN}")
    assert [(leg.number, leg.origin, leg.destination) for leg in message.legs] == legs
    assert people(message) == people(read(ROUTE + JANE + JOHN))
    assert codes(message) == (["component-misplaced"] if behind else [])
    assert message.remarks == read(ROUTE + JANE + JOHN).remarks


def test_a_flight_behind_everybody_is_the_lists() -> None:
    route = ROUTE.removeprefix("BGM+745'")
    message = read(f"BGM+745'{JANE}{JOHN}{route}")
    assert message.legs == read(ROUTE + JANE).legs
    assert [one.given for one in message.passengers] == ["JANE", "JOHN"]
    assert codes(message) == ["component-misplaced"]


@pytest.mark.parametrize(
    "segment",
    ["DTM", "MEA", "LOC", "RFF", "FTX", "EMP", "GEI+", "MEA+CT", "MEA+WT", "FTX+BAG", "LOC+91"],
)
def test_a_segment_without_its_value_is_told(segment: str) -> None:
    message = read(ROUTE + JOHN + segment + "'")
    assert people(message) == people(read(ROUTE + JOHN))
    assert set(codes(message)) & {"segment-empty", "date-missing"}


US = (
    "UNA:+.? 'UNB+UNOA:4+ZZ+XX+020131:0755+1'UNH+1+PAXLST:001:000:NZ'TDT++SA812+40+SA'LOC+005+NZAKL:50'DTM+136+020131+1030+M05'"
    "LOC+008+USLAX:50'DTM+132+020131+1530+M08'UNS+D'PDT+P/E1:120909:NZ+DOE:JANE::590429:F+PAX+NZAKL:USLAX%s"
    "PDT+P/E2:120909:US+ROE:JIM::331231:M+PAX+NZAKL:USLAX'%sUNT+10+1'UNZ+1+1'"
)


@pytest.mark.parametrize("mark", ["'", "+", ":"])
def test_us_dialect_a_separator_in_the_place_of_a_terminator_costs_nobody(mark: str) -> None:
    (message,) = decode((US % (mark, "")).encode())
    assert [(one.family, one.disembarked, one.documents[0].number) for one in message.passengers] == [
        ("DOE", "LAX", "E1"),
        ("ROE", "LAX", "E2"),
    ]
    assert ("terminator-missing" in codes(message)) is (mark != "'")


def test_us_dialect_a_person_of_another_dialect_is_kept_and_told() -> None:
    (message,) = decode((US % ("'", "NAD+FL+++POE:ANN'")).encode())
    assert [one.text for one in message.remarks] == ["NAD+FL+++POE:ANN"]
    assert "segment-unknown" in codes(message)


@pytest.mark.parametrize("segment", ["DTM+3:9:800101", "LOC+1+BRU", "RFF+A:BO:1"])
def test_a_segment_whose_qualifier_is_damaged_is_kept_and_told(segment: str) -> None:
    message = read(f"{ROUTE}NAD+FL+++DOE:JANE'{segment}'")
    assert codes(message) == ["qualifier-unknown"]
    assert len(message.remarks) == 1


@pytest.mark.parametrize("mark", "#*+:")
@pytest.mark.parametrize("advice", ["UNA:+.? '", ""])
def test_a_damaged_terminator_before_the_message_costs_nobody_a_value(mark: str, advice: str) -> None:
    raw = advice + WHOLE.removeprefix("UNA:+.? '").replace("'UNH", f"{mark}UNH")
    (message,) = decode(raw.encode())
    assert people(message) == people(SOUND)
    assert codes(message)
