"""Travel as the unit knows it: flight legs, bookings and travellers, recognised from messages.

Goes in: nothing. Comes out: frozen structs. Never: an element that the profile does not list.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from gotravel.domain.ids import BookingId, FlightLegId, MessageId, TravellerId
from gotravel.domain.message import Leg, Person


class TravelState(StrEnum):
    BOOKED = "booked"
    CHECKED_IN = "checked-in"
    ON_BOARD = "on-board"
    NOT_ON_BOARD = "not-on-board"
    CANCELLED = "cancelled"
    GONE = "gone"
    """No longer in the carrier's newest full push."""


class FlightLeg(msgspec.Struct, frozen=True):
    id: FlightLegId
    leg: Leg
    departs_on: date
    cancelled: bool = False


class Booking(msgspec.Struct, frozen=True):
    id: BookingId
    carrier: str
    locator: str
    created: str | None
    state: TravelState
    message: MessageId
    """The newest message that spoke of it."""
    prepared: datetime | None = None


class Traveller(msgspec.Struct, frozen=True):
    """One person on one flight leg: what API and PNR say together."""

    id: TravellerId
    flight_leg: FlightLegId
    booking: BookingId | None
    person: Person
    """Merged: the travel document's data (API) win over the booking's."""
    state: TravelState
    received_at: datetime
    """First transfer to the unit: the retention clock, which never restarts."""
    api_message: MessageId | None = None
    pnr_message: MessageId | None = None
    profile: str = "eu-pnr"
    profile_version: str = ""
    prepared: datetime | None = None
    """When the newest message that spoke of this person was prepared by the carrier."""
