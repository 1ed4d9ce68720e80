"""Pushes come at the times of the law (COL5); nothing is taken in before an impact assessment (SEC4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from gotravel.domain.actor import Role
from gotravel.domain.errors import CaseMissing, ImpactAssessmentMissing, InvalidInput, NotPermitted, ReasonMissing
from gotravel.flow import extra_push
from gotravel.law import profile as profiles
from gotravel.law.schedule import foreseen
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import Unit, a_law, a_unit

TIMES = ("-48h", "-24h", "closure")
THREAT = "A named source speaks of an attack on this very flight."
PUSH = b"""UNA:+.? 'UNB+IATA:1+ZZ+XXPIU+261124:0700+P1'UNG+PNRGOV+ZZ+XXPIU+261124:0700+P1+IA+11:1'UNH+1+PNRGOV:11:1:IA+P1'
MSG+:22'ORG+ZZ:JFK+52519950'TVL+261126:1815:271126:0730+JFK+BRU+ZZ+501'EQN+1'SRC'RCI+ZZ:ABC123::261101:0900'
TIF+INVENTED+OSCAR:A:1'TVL+261126:1815:271126:0730+JFK+BRU+ZZ+501:B'UNT+10+1'UNE+1+P1'UNZ+1+P1'"""


@pytest.mark.parametrize(
    ("hours", "times", "yes"),
    [
        pytest.param(48, TIMES, True, id="the first time"),
        pytest.param(53, TIMES, True, id="some hours before it"),
        pytest.param(36, TIMES, False, id="between the two"),
        pytest.param(12, TIMES, False, id="half a day before"),
        pytest.param(1, TIMES, True, id="at closure"),
        pytest.param(-2, TIMES, True, id="just after departure"),
        pytest.param(-30, TIMES, False, id="a day after"),
        pytest.param(120, TIMES, False, id="five days before"),
        pytest.param(12, ("check-in",), True, id="from check-in on"),
    ],
)
def test_when_a_push_is_foreseen(hours: float, times: tuple[str, ...], yes: bool) -> None:
    assert foreseen(hours, times) is yes


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    yield made
    made.parts.store.close()


def told(unit: Unit) -> int:
    return len(unit.ask("SELECT id FROM oversight_notice WHERE kind = 'push-outside-schedule'"))


def pushed(unit: Unit, number: int) -> None:
    unit.take(PUSH.replace(b"P1", b"P%d" % number))
    assert unit.ask("SELECT count(*) > 0 FROM heard WHERE kind = 'pnrgov'") == [(True,)]


def test_a_push_at_no_time_of_the_law_is_told_once(unit: Unit) -> None:
    pushed(unit, 1)
    pushed(unit, 2)
    assert told(unit) == 1


def test_a_push_that_was_asked_for_under_a_case_is_not_told(unit: Unit) -> None:
    a_case(unit)
    [(number,)] = unit.ask("SELECT number FROM case_file")
    flight = ("ZZ", "501", date(2026, 11, 26))
    made = extra_push.ask(unit.parts, unit.officers[Role.ANALYST], flight, number, THREAT)
    assert str(made) in extra_push.words_for_carrier(flight, made)
    pushed(unit, 1)
    assert told(unit) == 0
    assert unit.ask("SELECT count(*) FROM audit_event WHERE kind = 'push:asked'") == [(1,)]


def test_no_extra_push_without_a_case_or_a_threat(unit: Unit) -> None:
    analyst, flight = unit.officers[Role.ANALYST], ("ZZ", "501", date(2026, 11, 26))
    with pytest.raises(CaseMissing):
        extra_push.ask(unit.parts, analyst, flight, "C-2026-0001", THREAT)
    with pytest.raises(ReasonMissing):
        extra_push.ask(unit.parts, analyst, flight, "C-2026-0001", "soon")
    with pytest.raises(NotPermitted):
        extra_push.ask(unit.parts, unit.officers[Role.BORDER], flight, "C-2026-0001", THREAT)


# SEC4 -----------------------------------------------------------------------------------------------------------------------
DPIA = '\n[dpia]\nid = "DPIA-1"\nconsulted = 2026-09-01\nauthority = "supervisory authority"\ncovers = ["API", "PNR"]\n'


def live(unit: Unit) -> Unit:
    return msgspec.structs.replace(unit, parts=msgspec.structs.replace(unit.parts, training=False))


def test_no_data_are_taken_in_before_an_impact_assessment(unit: Unit) -> None:
    with pytest.raises(ImpactAssessmentMissing):
        live(unit).take()
    assert (unit.count("transmission"), unit.count("traveller")) == (0, 0)


def test_with_one_the_door_is_open(
    owner_dsn: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = a_law("icao-annex9") + DPIA
    monkeypatch.setattr("tests.unit.a_law", lambda *_: text)
    unit = a_unit(owner_dsn, tmp_path, clock)
    live(unit).take()
    assert unit.count("traveller") == 2
    unit.parts.store.close()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('covers = ["API", "PNR"]', 'covers = ["API"]', id="a new kind of data that was not assessed"),
        pytest.param('id = "DPIA-1"', 'id = " "', id="no number"),
        pytest.param("2026-09-01", "2027-09-01", id="consulted after it takes effect"),
        pytest.param('authority = "supervisory authority"', 'authority = ""', id="nobody was consulted"),
    ],
)
def test_an_assessment_that_does_not_hold_is_refused(before: str, after: str) -> None:
    assert before in DPIA
    with pytest.raises(InvalidInput, match="SEC4"):
        profiles.parse(a_law("icao-annex9") + DPIA.replace(before, after))


def test_a_push_by_another_carrier_than_the_one_that_operates_the_flight_is_told_once(unit: Unit) -> None:
    shared = PUSH.replace(b"ZZ+501:B'", b"ZZ+501:B'TRA+YY+777:B'").replace(b"UNT+10", b"UNT+11")
    unit.take(shared)
    unit.take(shared.replace(b"P1", b"P2"))
    assert unit.ask("SELECT detail FROM oversight_notice WHERE kind = 'not-by-operator'") == [
        ({"carrier": "ZZ", "operated-by": "YY"},)
    ]
