"""What identity needs to know and what it answers with.

Goes in: rows known to the store (`Known`). Comes out: rows to write (`Changes`). Never: a database, a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

from gotravel.domain.ids import MessageId
from gotravel.domain.travel import Booking, FlightLeg, Traveller


class Known(msgspec.Struct, frozen=True):
    """What the store holds on the flight legs that a message speaks of."""

    flight_legs: tuple[FlightLeg, ...] = ()
    bookings: tuple[Booking, ...] = ()
    travellers: tuple[Traveller, ...] = ()


class Changes(msgspec.Struct, frozen=True):
    """Rows to insert or update by id. Empty when a message says nothing new."""

    flight_legs: tuple[FlightLeg, ...] = ()
    bookings: tuple[Booking, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    booking_legs: tuple[tuple[UUID, UUID], ...] = ()
    """(booking id, flight leg id) pairs."""

    @property
    def empty(self) -> bool:
        return not (self.flight_legs or self.bookings or self.travellers)


class Circumstances(msgspec.Struct, frozen=True):
    """What surrounds one message: its id, when it came, under which profile, and a source of new ids."""

    message: MessageId
    received_at: datetime
    profile: str
    profile_version: str
    new_id: Callable[[], UUID]
    carrier: str = ""
    """Who delivered it; stands in where the message names no carrier."""
    home: tuple[str, ...] = ()
    """ISO alpha-2 of the receiving territory, for telling which leg crosses the border."""
    whole_series: bool = True
    """False while parts of a split push are missing: then nobody is taken to be gone."""
    siblings: tuple[tuple[str, str], ...] = ()
    """(carrier, locator) of bookings in the other parts of the same push."""
