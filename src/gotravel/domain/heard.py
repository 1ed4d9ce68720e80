"""What was heard of one flight leg: each message that spoke of it, when, how whole, with how many faults.

Goes in: nothing. Comes out: frozen structs. Never: a person's datum; these figures outlive the messages.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gotravel.domain.ids import FlightLegId, MessageId


class Heard(msgspec.Struct, frozen=True):
    """One message about one leg."""

    flight_leg: FlightLegId
    message: MessageId
    received_at: datetime
    departs_at: datetime | None
    """The leg's departure in UTC as it stood when the message came; None where no time was sent."""
    carrier: str
    kind: str
    purpose: str | None
    travellers: int
    filled: int
    """Values given, of those wanted for each traveller."""
    wanted: int
    warnings: int
    errors: int


class Push(msgspec.Struct, frozen=True):
    """One message as the timeliness of a leg sees it."""

    hours_before: float
    """Before departure; negative after it."""
    errors: int = 0


class LegHeard(msgspec.Struct, frozen=True):
    """Everything heard of one leg."""

    flight_leg: UUID
    carrier: str
    departs_at: datetime
    lists: tuple[Push, ...]
    """Passenger lists (API)."""
    pushes: tuple[Push, ...]
    """Booking pushes (PNR)."""
    travellers: int
    filled: int
    wanted: int
    faults: int


class LegName(msgspec.Struct, frozen=True):
    """What people call a leg."""

    flight: str
    """`ZZ 501`."""
    origin: str
    destination: str
