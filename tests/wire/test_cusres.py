"""Answers of States whose parts stand in another order: the flight is the flight, a directive is whose it is."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Message
from gotravel.wire.decode import decode

OWN = "ERP+2'RFF+AVF:A1'RFF+ABO:1'ERC+0Z'"


def read(segments: str) -> Message:
    count = segments.count("'") + 3
    text = f"UNB+UNOA:4+XX+ZZ+250612:0905+R1'UNH+1+CUSRES:D:05B:UN'BGM+962'{segments}UNT+{count}+1'UNZ+1+R1'"
    (message,) = decode(text.encode())
    return message


TIMES = "DTM+189:2506121230:201'DTM+232:2506121510:201'"
PORTS = "LOC+125+IST'LOC+87+BRU'"
TURNED = "LOC+87+BRU'LOC+125+IST'"
EACH = "LOC+125+IST'DTM+189:2506121230:201'LOC+87+BRU'DTM+232:2506121510:201'"
FLIGHTS = (
    "RFF+AF:ZZ650'",
    "TDT+20+ZZ650'",
    "TDT+20+650+++ZZ'",
    "TDT+20+ZZ650'RFF+AF:ZZ650'",
    "RFF+AF:ZZ650'TDT+20+ZZ650'",
)


@pytest.mark.parametrize("behind", [TIMES + PORTS, TIMES + TURNED, PORTS + TIMES, TURNED + TIMES, EACH])
@pytest.mark.parametrize("flight", FLIGHTS)
def test_the_flight_wherever_it_is_said(flight: str, behind: str) -> None:
    message = read("RFF+TN:1'" + flight + behind + OWN)
    (leg,) = message.legs
    assert (leg.carrier, leg.number, leg.origin, leg.destination) == ("ZZ", "650", "IST", "BRU")
    assert (leg.departure, leg.arrival) == ("2025-06-12T12:30", "2025-06-12T15:10")
    assert {one.code for one in message.findings} <= {"component-misplaced"}
    assert message.remarks == ()


@pytest.mark.parametrize("flight", FLIGHTS)
def test_a_flight_behind_its_times(flight: str) -> None:
    (leg,) = read("RFF+TN:1'" + TIMES + flight + PORTS + OWN).legs
    assert (leg.number, leg.origin, leg.departure) == ("650", "IST", "2025-06-12T12:30")


def test_two_flights_stay_two() -> None:
    back = EACH.replace("IST", "X").replace("BRU", "IST").replace("X", "BRU").replace("250612", "250613")
    message = read("RFF+AF:ZZ650'" + EACH + "RFF+AF:ZZ651'" + back + OWN)
    assert [(leg.number, leg.origin, leg.destination) for leg in message.legs] == [
        ("650", "IST", "BRU"),
        ("651", "BRU", "IST"),
    ]


BEFORE = "ERC+%s'RFF+AVF:A1'RFF+ABO:%s'"


@pytest.mark.parametrize("between, told", [("ERP+2'", []), ("", ["answer-split-missing"])])
def test_a_directive_before_whose_it_is(between: str, told: list[str]) -> None:
    message = read("ERP+2'" + BEFORE % ("0Z", "1") + between + BEFORE % ("1Z", "2"))
    assert [(one.code, one.reference) for one in message.answers] == [("0Z", "1"), ("1Z", "2")]
    assert [one.code for one in message.findings] == told


def test_a_directive_of_the_whole_is_nobodys() -> None:
    message = read("ERP+1'ERC+0'RFF+AVF:A1'RFF+ABO:1'ERC+1Z'")
    assert [(one.code, one.reference) for one in message.answers] == [("0", None), ("1Z", "1")]
    assert [one.code for one in message.findings] == ["answer-split-missing"]


def test_places_and_dates_in_an_answer_are_kept() -> None:
    message = read(OWN + "LOC+91+FRA'DTM+36:250101'")
    assert [one.text for one in message.remarks] == ["LOC+91+FRA", "DTM+36:250101"]
