"""Were the agreed pushes sent, and in time: one tick for each agreed time.

Goes in: agreed times (hours before departure), pushes, how far away departure is. Comes out: ticks. Never: a push called
missing before it was due.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from gotravel.domain.heard import Push

GRACE_HOURS = 2.0
"""A push may come this much after its agreed time and still count as on time; a closing one, half an hour."""
CLOSING_GRACE_HOURS = 0.5


class Tick(StrEnum):
    FULL = "full"
    LATE = "late"
    NOT_DUE = "not-due"
    REJECTED = "rejected"
    """It came, and data were lost: the decoder found errors."""
    MISSING = "missing"


DUE = frozenset({Tick.FULL, Tick.LATE, Tick.REJECTED, Tick.MISSING})


def agreed_hours(push_times: Sequence[str]) -> tuple[float, ...]:
    """`-48h`, `-24h`, `closure` of a legal profile as hours before departure, the earliest first."""
    hours = (0.0 if text == "closure" else abs(float(text.rstrip("h"))) for text in push_times)
    return tuple(sorted(hours, reverse=True))


def ticks(agreed: Sequence[float], pushes: Sequence[Push], hours_left: float) -> tuple[Tick, ...]:
    """Each push belongs to the agreed time it lies nearest to."""
    return tuple(_tick(agreed, place, pushes, hours_left) for place in range(len(agreed)))


def list_in_time(lists: Sequence[Push]) -> bool:
    """A passenger list before departure."""
    return any(one.hours_before >= 0 for one in lists)


def _tick(agreed: Sequence[float], place: int, pushes: Sequence[Push], hours_left: float) -> Tick:
    due = agreed[place] - (GRACE_HOURS if agreed[place] else CLOSING_GRACE_HOURS)
    above = (agreed[place - 1] + agreed[place]) / 2 if place else float("inf")
    below = (agreed[place] + agreed[place + 1]) / 2 if place + 1 < len(agreed) else float("-inf")
    here = [push for push in pushes if below < push.hours_before <= above]
    if not here:
        return Tick.NOT_DUE if hours_left > due else Tick.MISSING
    if all(push.errors for push in here):
        return Tick.REJECTED
    return Tick.FULL if max(push.hours_before for push in here) >= due else Tick.LATE
