"""Ports: their country and their clock.

Goes in: an IATA or ICAO code or a UN/LOCODE, a local time. Comes out: a country, a moment in UTC. Never: a guess of a
country. A port that no table knows keeps its own clock unknown: its times are read as UTC, and may be hours off.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import airportsdata


def country_of_port(port: str | None) -> str | None:
    """ISO alpha-2 of an IATA or ICAO airport or a UN/LOCODE."""
    if not port:
        return None
    if len(port) == 5:
        return port[:2]
    found = _facts(port)
    return found[0] if found else None


def moment_at_port(port: str | None, local: str | None) -> datetime | None:
    """`YYYY-MM-DDTHH:MM` on the port's clock as a moment; None for a date without a time."""
    try:
        naive = datetime.fromisoformat(local or "")
    except ValueError:
        return None
    if "T" not in (local or "") or naive.tzinfo is not None:
        return None
    return naive.replace(tzinfo=_zone(port)).astimezone(UTC)


def _zone(port: str | None) -> ZoneInfo:
    found = _facts(port) if port else None
    try:
        return ZoneInfo(found[1] if found and found[1] else "UTC")
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")


def _facts(port: str) -> tuple[str, str] | None:
    return _ports("IATA" if len(port) == 3 else "ICAO").get(port)


@lru_cache(maxsize=2)
def _ports(code: Literal["IATA", "ICAO"]) -> dict[str, tuple[str, str]]:
    return {port: (facts["country"], facts["tz"]) for port, facts in airportsdata.load(code).items()}
