"""Hits of one traveller form one case, so that one person is looked at once.

Goes in: hits and the traveller's open case, if any. Comes out: the case to make or to add to, its number, its due time.
Never: a hit without a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from gotravel.domain.hit import Hit, HitState
from gotravel.domain.ids import TravellerId

TARGET = timedelta(minutes=20)
"""The desk's target from hit to decision when nothing departs or lands before."""


def by_traveller(hits: Iterable[Hit]) -> dict[TravellerId, tuple[Hit, ...]]:
    grouped: defaultdict[TravellerId, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.state is HitState.OPEN:
            grouped[hit.traveller].append(hit)
    return {traveller: tuple(found) for traveller, found in grouped.items()}


def due_at(raised_at: datetime, next_event: datetime | None) -> datetime:
    """Before the next departure or arrival of the flight, and never later than the target says."""
    target = raised_at + TARGET
    return min(target, next_event) if next_event and next_event > raised_at else target


def number(opened_at: datetime, ordinal: int) -> str:
    """For people to say on the telephone: `H-261124-0042`. The ordinal counts within the UTC day."""
    return f"H-{opened_at.astimezone(UTC):%y%m%d}-{ordinal:04d}"
