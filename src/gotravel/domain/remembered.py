"""Decisions that are remembered: a pair that people told apart, and the token of a person who is mistaken for another.

Goes in: nothing. Comes out: frozen structs. Never: one that lasts more than twelve months; a token given by who asked for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from gotravel.domain.ids import EntryId, OfficerId

USUAL = timedelta(days=183)
LONGEST_MONTHS = 12


class TokenState(StrEnum):
    ASKED = "asked"
    IN_FORCE = "in-force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class RememberedPair(msgspec.Struct, frozen=True):
    """`Different person`, until the entry's version or the traveller's identity data change."""

    subject: str
    entry: EntryId
    entry_version: str
    reference: str
    watchlist: str
    decided_by: OfficerId
    decided_at: datetime
    expires_at: datetime
    case_number: str
    suppressed: int
    """Hits that were not raised because of it."""
    ended_at: datetime | None = None
    why: str | None = None


class RedressToken(msgspec.Struct, frozen=True):
    """Stops one entry for one traveller, whatever version of the entry (WL6)."""

    id: UUID
    entry: EntryId
    reference: str
    watchlist: str
    asked_by: OfficerId
    asked_at: datetime
    reason: str
    expires_at: datetime
    state: TokenState
    granted_by: OfficerId | None = None
    granted_at: datetime | None = None
    suppressed: int = 0
