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
