"""Which flights the law covers: one row a journey."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gotravel.domain.message import Leg, Mode
from gotravel.law.profile import load
from gotravel.law.scope import crosses_border, in_scope
from gotravel.reference.ports import country_of_port

SHIPPED = load("eu-pnr")
"""Names no home: whoever takes it into force does."""
EU = replace(SHIPPED, flight_scope=replace(SHIPPED.flight_scope, home=("EU",)))
BELGIUM = replace(EU, flight_scope=replace(EU.flight_scope, home=("BE",)))


def leg(origin: str | None, destination: str | None, mode: Mode = Mode.AIR) -> Leg:
    return Leg(mode, "ZZ", "501", None, origin, destination)


@pytest.mark.parametrize(
    "origin, destination, covered",
    [
        pytest.param("JFK", "BRU", True, id="from outside the Union into it"),
        pytest.param("BRU", "JFK", True, id="from the Union to the outside"),
        pytest.param("BRU", "FCO", False, id="inside the Union"),
        pytest.param("BRU", "LGG", False, id="inside one State"),
        pytest.param("JFK", "LHR", False, id="between two outside ports"),
        pytest.param("KJFK", "EBBR", True, id="ICAO codes"),
        pytest.param("GBHUL", "BEZEE", True, id="places of the United Nations' code"),
        pytest.param("XXQ", "BRU", True, id="from a port nobody knows: it counts as abroad"),
        pytest.param(None, "BRU", True, id="from nowhere told"),
        pytest.param("BRU", None, True, id="to nowhere told"),
        pytest.param(None, None, False, id="neither told"),
        pytest.param("CDG", "PPT", True, id="to a territory overseas that is outside the Union"),
        pytest.param("BRU", "ZRH", True, id="to a neighbour outside the Union"),
        pytest.param("BRU", "OSL", True, id="to a neighbour of the area without border controls"),
    ],
)  # fmt: skip
def test_flights_across_the_unions_border_are_covered(origin: str, destination: str, covered: bool) -> None:
    assert in_scope(leg(origin, destination), EU) is covered


def test_one_states_border_is_its_own() -> None:
    assert in_scope(leg("BRU", "FCO"), BELGIUM)
    assert not in_scope(leg("FCO", "CDG"), BELGIUM)


def test_internal_flights_are_covered_only_where_the_profile_says_so() -> None:
    selected = replace(EU, flight_scope=replace(EU.flight_scope, internal="selected"))
    assert in_scope(leg("BRU", "FCO"), selected)


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode.value not in EU.modes])
def test_a_mode_that_the_profile_leaves_out_is_not_covered(mode: Mode) -> None:
    assert not in_scope(leg("JFK", "BRU", mode), EU)


def test_without_a_home_everything_is_covered() -> None:
    assert in_scope(leg("JFK", "LHR"), SHIPPED)


@pytest.mark.parametrize(
    "port, country",
    [
        pytest.param("BRU", "BE", id="an IATA airport"),
        pytest.param("EBBR", "BE", id="an ICAO airport"),
        pytest.param("BEZEE", "BE", id="a seaport"),
        pytest.param("ZZZ", None, id="an airport that is none"),
        pytest.param("", None, id="nothing"),
        pytest.param(None, None, id="none"),
    ],
)
def test_country_of_port(port: str | None, country: str | None) -> None:
    assert country_of_port(port) == country


def test_a_border_is_crossed_where_one_end_alone_is_at_home() -> None:
    assert crosses_border(leg("JFK", "BRU"), EU)
    assert not crosses_border(leg("BRU", "FCO"), EU)
    assert not crosses_border(leg("JFK", "LHR"), EU)
