"""Who operates the flight that a push is about: that carrier sends the bookings of all who travel on it (COL9).

Goes in: a push. Comes out: the operating carrier, where every booking that says one says the same. Never: a guess from one
booking against another.

Source: Directive (EU) 2016/681 art. 8(1).
"""

from __future__ import annotations

from gotravel.domain.message import Kind, Message


def operated_by(message: Message) -> str | None:
    """None where it is the carrier of the flight itself, is not said, or is said in two ways."""
    leg = message.legs[0] if message.legs and message.kind is Kind.PNRGOV else None
    if leg is None or leg.carrier is None:
        return None
    booked = (one for booking in message.bookings for one in booking.segments)
    named = {
        one.operating_carrier
        for one in booked
        if one.operating_carrier
        and (one.leg.carrier, one.leg.number, one.leg.origin) == (leg.carrier, leg.number, leg.origin)
    }
    operator = named.pop() if len(named) == 1 else None
    return operator if operator != leg.carrier else None
