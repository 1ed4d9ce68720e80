"""Carriers stand by what was due: nothing due is no share, and the word follows the worst share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from gotravel.domain.heard import LegHeard, Push
from gotravel.domain.message import Kind, Message, Person, Sex, TravelDocument
from gotravel.quality.completeness import completeness
from gotravel.quality.standing import standings

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGREED = (48.0, 24.0)


def a_leg(carrier: str, hours_left: float, lists: list[float], pushes: list[float], filled: int = 8) -> LegHeard:
    departs = NOW + timedelta(hours=hours_left)
    told = (tuple(map(Push, lists)), tuple(map(Push, pushes)))
    return LegHeard(uuid4(), carrier, departs, *told, travellers=1, filled=filled, wanted=8, faults=0)


@pytest.mark.parametrize(
    ("legs", "word"),
    [
        pytest.param([a_leg("A1", 72, [], [])], "meets", id="whole lists, nothing else due"),
        pytest.param([a_leg("A1", -1, [1], [48, 24])], "meets", id="everything in time"),
        pytest.param(
            [a_leg("A1", -1, [1], [48, 24])] * 19 + [a_leg("A1", -1, [-1], [48, 24])],
            "watch",
            id="one list in twenty late",
        ),
        pytest.param([a_leg("A1", -1, [], [48, 24])], "below", id="departed without a list"),
        pytest.param([a_leg("A1", -1, [1], [48, 24], filled=7)], "below", id="one field in eight missing"),
    ],
)
def test_one_word_for_a_carrier(legs: list[LegHeard], word: str) -> None:
    [stood] = standings(legs, AGREED, NOW)
    assert stood.word == word


def test_what_is_still_to_come_counts_for_nobody() -> None:
    [stood] = standings([a_leg("A1", 72, [], [])], AGREED, NOW)
    assert (stood.lists_on_time, stood.pushes_on_time) == (None, None)
    assert stood.days == ()


def test_carriers_are_told_apart() -> None:
    first, second = standings([a_leg("B2", -1, [1], []), a_leg("A1", -1, [1], [48, 24])], AGREED, NOW)
    assert (first.carrier, first.pushes_on_time, second.carrier, second.pushes_on_time) == ("A1", 1.0, "B2", 0.0)


def test_completeness_counts_values_not_people() -> None:
    whole = Person(
        family="SAMPLE",
        given="ANNA",
        born="1980-01-01",
        sex=Sex.FEMALE,
        nationality="UTO",
        documents=(TravelDocument("P", "L898902C3", "UTO", "2031-04-12"),),
    )
    assert completeness(Message(1, Kind.PAXLST, passengers=(whole, Person(family="SAMPLE")))) == (9, 16)
    assert completeness(Message(1, Kind.PNRGOV, passengers=(whole,))) == (0, 0)
