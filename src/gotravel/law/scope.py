"""Which flights the law covers.

Goes in: a leg, a profile. Comes out: yes or no. Never: a guess: a port nobody knows counts as abroad, since a flight
that is left out by mistake loses its travellers.
"""

from __future__ import annotations

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import Leg
from gotravel.reference.ports import country_of_port

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


def of_territory(port: str, profile: LegalProfile) -> bool:
    return country_of_port(port) in _home(profile)


def _home(profile: LegalProfile) -> frozenset[str]:
    home = profile.flight_scope.home
    return frozenset(EU if home == ("EU",) else home)
