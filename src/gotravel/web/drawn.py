"""Small drawings of a dossier: kept how long, the seats around, the history in lanes. Coordinates only; templates draw.

Goes in: moments, seats, events. Comes out: places on fixed scales. Never: a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from gotravel.domain.legal_profile import LegalProfile
from gotravel.store.around import Event

LANES = ("trips", "messages", "matches", "decisions", "views")
LEFT, WIDTH, LANE_HEIGHT = 84, 600, 24
SEAT = re.compile(r"0*(\d{1,3})([A-Z])")
ROWS_AROUND = 4


class Kept(msgspec.Struct, frozen=True):
    """How long the record stays: shares of the whole time, and the days."""

    elapsed: float
    sealed: float
    sealed_at: datetime
    deleted_at: datetime
    days_left: int


def kept(received_at: datetime, profile: LegalProfile, now: datetime) -> Kept:
    sealed_at = received_at + timedelta(days=profile.mask_after_days)
    deleted_at = received_at + timedelta(days=profile.general_delete_days)
    whole = (deleted_at - received_at).total_seconds() or 1.0
    passed = min(max((now - received_at).total_seconds() / whole, 0.0), 1.0)
    part = min(profile.mask_after_days / max(profile.general_delete_days, 1), 1.0)
    return Kept(round(passed, 4), round(part, 4), sealed_at, deleted_at, max((sealed_at - now).days, 0))


class Place(msgspec.Struct, frozen=True):
    x: int
    y: int
    kind: str
    label: str


class Seats(msgspec.Struct, frozen=True):
    places: tuple[Place, ...]
    letters: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, int], ...]
    height: int


def seats_around(seat: str | None, taken: Mapping[str, UUID], company: Sequence[str]) -> Seats | None:
    """A few rows around one seat. Only seats that were sent are known; the cabin's true plan is not."""
    here = SEAT.fullmatch(seat or "")
    if here is None:
        return None
    row = int(here[1])
    known = {(int(m[1]), m[2]) for name in taken if (m := SEAT.fullmatch(name))}
    letters = sorted({letter for _, letter in known} | {here[2]} | set("ABCDEF"))
    rows = range(max(1, row - ROWS_AROUND), row + ROWS_AROUND + 1)
    across = {
        letter: 30 + place * 20 + (14 if place >= len(letters) / 2 else 0) for place, letter in enumerate(letters)
    }
    beside = {(int(m[1]), m[2]) for name in company if (m := SEAT.fullmatch(name))}

    def kind(at: tuple[int, str]) -> str:
        if at == (row, here[2]):
            return "this"
        return "company" if at in beside else "taken" if at in known else "free"

    down = {number: 22 + place * 20 for place, number in enumerate(rows)}
    places = tuple(
        Place(across[letter], down[number], kind((number, letter)), f"{number}{letter}")
        for number in rows
        for letter in letters
    )
    return Seats(
        places,
        tuple((x, letter) for letter, x in across.items()),
        tuple((y, n) for n, y in down.items()),
        26 + len(rows) * 20,
    )


class Dot(msgspec.Struct, frozen=True):
    x: float
    y: int
    lane: str
    told: str


class Lanes(msgspec.Struct, frozen=True):
    dots: tuple[Dot, ...]
    labels: tuple[tuple[int, str], ...]
    grid: tuple[tuple[float, str], ...]
    now_x: float
    sealed_x: float
    """Where the sealed past ends; LEFT when the drawing begins after it."""


def lanes(events: Sequence[Event], sealed_before: datetime, now: datetime) -> Lanes:
    first = min([event.at for event in events] + [now - timedelta(days=2)])
    last = max([event.at for event in events] + [now + timedelta(hours=6)])
    first -= (last - first) * 0.06
    whole = (last - first).total_seconds()

    def place(moment: datetime) -> float:
        return round(LEFT + min(max((moment - first).total_seconds() / whole, 0.0), 1.0) * WIDTH, 1)

    lines = {lane: 14 + number * LANE_HEIGHT for number, lane in enumerate(LANES)}
    dots = tuple(
        Dot(place(e.at), lines[e.lane], e.lane, f"{e.at:%d %b %Y %H:%M}, {e.what}") for e in events if e.lane in lines
    )
    steps = [first + (last - first) * share for share in (0.1, 0.35, 0.6, 0.85)]
    form = "%d %b" if last - first > timedelta(days=3) else "%d %b %H:%M"
    grid = tuple((place(step), f"{step:{form}}") for step in steps)
    return Lanes(dots, tuple((y, lane) for lane, y in lines.items()), grid, place(now), place(sealed_before))
