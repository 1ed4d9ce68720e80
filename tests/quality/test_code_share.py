"""Who operates a code-shared flight, as its bookings say; and that the unit is told who sent it instead."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Booking, BookingSegment, Kind, Leg, Message
from gotravel.quality.code_share import operated_by

LEG = Leg(carrier="ZZ", number="501", origin="ARN", destination="JFK")
ONWARD = Leg(carrier="ZZ", number="77", origin="JFK", destination="BOS")


def push(*operators: str | None, leg: Leg = LEG, kind: Kind = Kind.PNRGOV) -> Message:
    bookings = tuple(Booking(segments=(BookingSegment(leg=leg, operating_carrier=one),)) for one in operators)
    return Message(1, kind, legs=(LEG,), bookings=bookings)


@pytest.mark.parametrize(
    ("message", "operator"),
    [
        pytest.param(push("YY", "YY"), "YY", id="another carrier, told twice"),
        pytest.param(push("YY", None), "YY", id="told by one booking, not by the other"),
        pytest.param(push("ZZ"), None, id="the carrier itself"),
        pytest.param(push(None), None, id="not told"),
        pytest.param(push("YY", "XX"), None, id="told in two ways"),
        pytest.param(push("YY", leg=ONWARD), None, id="of another flight of the journey"),
        pytest.param(push("YY", kind=Kind.PAXLST), None, id="no push of bookings"),
        pytest.param(Message(1, Kind.PNRGOV), None, id="no flight"),
    ],
)
def test_who_operates_the_flight_of_a_push(message: Message, operator: str | None) -> None:
    assert operated_by(message) == operator
