"""Which flights the law covers.

Goes in: a leg, a profile. Comes out: yes or no. Never: a guess: a port nobody knows counts as abroad, since a flight
that is left out by mistake loses its travellers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import airportsdata

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import Leg

EU = (
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
)


def in_scope(leg: Leg, profile: LegalProfile) -> bool:
    if leg.mode.value not in profile.modes:
        return False
    home = _home(profile)
    if not home:
        return True
    inside = [country_of_port(port) in home for port in (leg.origin, leg.destination)]
    if all(inside):
        return profile.flight_scope.internal in ("selected", "all")
    return any(inside) and profile.flight_scope.external


def crosses_border(leg: Leg, profile: LegalProfile) -> bool:
    home = _home(profile)
    return (country_of_port(leg.origin) in home) != (country_of_port(leg.destination) in home)


def country_of_port(port: str | None) -> str | None:
    """ISO alpha-2 of an IATA or ICAO airport or a UN/LOCODE."""
    if not port:
        return None
    if len(port) == 5:
        return port[:2]
    return _countries("IATA" if len(port) == 3 else "ICAO").get(port)


def _home(profile: LegalProfile) -> frozenset[str]:
    home = profile.flight_scope.home
    return frozenset(EU if home == ("EU",) else home)


@lru_cache(maxsize=2)
def _countries(code: Literal["IATA", "ICAO"]) -> dict[str, str]:
    return {port: facts["country"] for port, facts in airportsdata.load(code).items()}
