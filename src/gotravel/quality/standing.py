"""How each carrier stands: shares on time and whole, faults, and one word for it.

Goes in: what was heard of legs. Comes out: one line a carrier, and how each day went. Never: a share of nothing shown as
a number (None: nothing was due).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from gotravel.domain.heard import LegHeard
from gotravel.quality.timeliness import DUE, Tick, list_in_time, ticks

AGREED_SHARE = 0.97
"""Below this a carrier is watched; below WARNING_SHARE it is told."""
WARNING_SHARE = 0.90


class Standing(msgspec.Struct, frozen=True):
    carrier: str
    flights: int
    lists_on_time: float | None
    complete: float | None
    pushes_on_time: float | None
    faults_per_thousand: float | None
    days: tuple[tuple[date, float], ...]
    """Day of departure -> share of what was due and came in time."""

    @property
    def word(self) -> str:
        shares = [s for s in (self.lists_on_time, self.complete, self.pushes_on_time) if s is not None]
        if not shares:
            return "nothing due yet"
        worst = min(shares)
        return "below" if worst < WARNING_SHARE else "watch" if worst < AGREED_SHARE else "meets"


def standings(legs: Iterable[LegHeard], agreed: Sequence[float], now: datetime) -> tuple[Standing, ...]:
    of_carrier: defaultdict[str, list[LegHeard]] = defaultdict(list)
    for leg in legs:
        of_carrier[leg.carrier].append(leg)
    return tuple(_standing(carrier, found, agreed, now) for carrier, found in sorted(of_carrier.items()))


def _standing(carrier: str, legs: list[LegHeard], agreed: Sequence[float], now: datetime) -> Standing:
    lists = [in_time for leg in legs if (in_time := _list_in_time(leg, now)) is not None]
    pushes = [tick is Tick.FULL for leg in legs for tick in _ticks(leg, agreed, now) if tick in DUE]
    filled, wanted = sum(leg.filled for leg in legs), sum(leg.wanted for leg in legs)
    travellers, faults = sum(leg.travellers for leg in legs), sum(leg.faults for leg in legs)
    return Standing(
        carrier,
        len(legs),
        _share(lists),
        filled / wanted if wanted else None,
        _share(pushes),
        faults * 1000 / travellers if travellers else None,
        _days(legs, agreed, now),
    )


def _days(legs: list[LegHeard], agreed: Sequence[float], now: datetime) -> tuple[tuple[date, float], ...]:
    of_day: defaultdict[date, list[bool]] = defaultdict(list)
    for leg in legs:
        due = [tick is Tick.FULL for tick in _ticks(leg, agreed, now) if tick in DUE]
        listed = _list_in_time(leg, now)
        of_day[leg.departs_at.date()] += due + ([listed] if listed is not None else [])
    return tuple((day, sum(told) / len(told)) for day, told in sorted(of_day.items()) if told)


def _ticks(leg: LegHeard, agreed: Sequence[float], now: datetime) -> tuple[Tick, ...]:
    return ticks(agreed, leg.pushes, hours_until(leg.departs_at, now))


def _list_in_time(leg: LegHeard, now: datetime) -> bool | None:
    """None while a list is still to come."""
    return list_in_time(leg.lists) if leg.lists or leg.departs_at < now else None


def hours_until(departs_at: datetime, now: datetime) -> float:
    return (departs_at - now).total_seconds() / 3600


def _share(told: list[bool]) -> float | None:
    return sum(told) / len(told) if told else None
