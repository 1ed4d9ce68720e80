"""Which flight leg a message is about.

Goes in: decoded legs. Comes out: the natural key of a leg and the leg that crosses the border. Never: a guess about
the date without the leg's own fields showing that none was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from gotravel.domain.message import Leg, Message

LegKey = tuple[str, str, str, str, str, date]
"""(mode, carrier, number, suffix, origin, local date of departure)."""


def departs_on(leg: Leg, message: Message, received_at: datetime) -> date:
    """The local date of departure; where none was sent the arrival's, the preparation's, at last that of receipt."""
    for text in (leg.departure, leg.arrival, message.prepared):
        day = _day(text)
        if day is not None:
            return day
    return received_at.date()


def key(leg: Leg, day: date) -> LegKey:
    number = leg.number or leg.vessel or ""
    return (leg.mode.value, leg.carrier or "", number, leg.suffix or "", leg.origin or "", day)


def border_leg(legs: tuple[Leg, ...], crosses: Callable[[Leg], bool]) -> Leg:
    """The leg that the law looks at: the first crossing the border, else the first (a message may name none)."""
    return next((leg for leg in legs if crosses(leg)), legs[0] if legs else Leg())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
