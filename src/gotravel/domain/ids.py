"""Identifiers. Goes in: nothing. Comes out: NewTypes, so that one id is never taken for another.

Ids are made in the application (time-ordered UUIDs), so that bulk copies need no answer from the database.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import NewType

TransmissionId = NewType("TransmissionId", uuid.UUID)
MessageId = NewType("MessageId", uuid.UUID)
FlightLegId = NewType("FlightLegId", uuid.UUID)
BookingId = NewType("BookingId", uuid.UUID)
TravellerId = NewType("TravellerId", uuid.UUID)
WatchlistId = NewType("WatchlistId", uuid.UUID)
EntryId = NewType("EntryId", uuid.UUID)
HitId = NewType("HitId", uuid.UUID)
CaseId = NewType("CaseId", uuid.UUID)
ReferralId = NewType("ReferralId", uuid.UUID)
OfficerId = NewType("OfficerId", uuid.UUID)
CarrierCode = NewType("CarrierCode", str)
"""Two-character IATA or three-letter ICAO designator, upper case."""
PurposeCode = NewType("PurposeCode", str)
"""A code from the legal profile's `purposes`, such as `terrorism`, `serious-crime`, `data-protection`."""


def time_ordered(moment: datetime, randomness: bytes) -> uuid.UUID:
    """A version 7 UUID (RFC 9562) for `moment`, so that rows of one month lie together; needs ten random bytes."""
    milliseconds = int(moment.timestamp() * 1000)
    value = (milliseconds << 80) | int.from_bytes(randomness[:10], "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    return uuid.UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))
