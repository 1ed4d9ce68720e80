"""Journeys that cannot be, whatever format told them: messages in, the same with a finding for each such leg out.

Never: a date changed or taken out, because nobody knows which of the two is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from gotravel.domain.message import Leg, Message
from gotravel.wire.findings import finding

FURTHEST: Final = dt.timedelta(hours=26)
"""Between the clocks of two places: whoever crosses the date line may arrive a day before the departure, by local time."""


def about_journeys(messages: Iterable[Message]) -> Iterator[Message]:
    for message in messages:
        wrong = [number for number, leg in enumerate(message.legs, 1) if _is_backwards(leg)]
        found = tuple([finding("arrival-before-departure", leg=number) for number in wrong])
        yield msgspec.structs.replace(message, findings=(*message.findings, *found)) if found else message


def _is_backwards(leg: Leg) -> bool:
    departure, arrival = leg.departure, leg.arrival
    if not departure or not arrival or arrival >= departure:
        return False
    if len(departure) != len(arrival):  # one of them without a time
        departure, arrival = departure[:10], arrival[:10]
    left, came = _moment(departure), _moment(arrival)
    return left is not None and came is not None and left - came > FURTHEST


def _moment(text: str) -> dt.datetime | None:
    """None for what is no date: whoever read it has told so."""
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
