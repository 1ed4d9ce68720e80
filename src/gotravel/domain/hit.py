"""A hit: a traveller and a list entry that may be the same person, with every reason for and against.

Goes in: nothing. Comes out: frozen structs. Never: a score without its parts.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from gotravel.domain.ids import EntryId, HitId, TravellerId, WatchlistId

FIELD_WORDS: dict[str, str] = {
    "family-name": "Name",
    "given-names": "Given names",
    "birth-date": "Date of birth",
    "nationality": "Nationality",
    "sex": "Sex",
    "document-number": "Document number",
    "issuer": "Issued by",
    "birth-place": "Place of birth",
}
"""What people call the fields that reasons name."""


class Reason(msgspec.Struct, frozen=True):
    """One comparison: what it weighs and the sentence that explains it."""

    code: str
    """Stable, kebab-case, listed in `screening/reasons`."""
    field: str
    """`family-name`, `given-names`, `birth-date`, `sex`, `nationality`, `document-number`, `issuer`, `birth-place`."""
    bits: float
    """+1 doubles the odds, -1 halves them; 0 for what was not sent."""
    sentence: str
    traveller_value: str | None = None
    entry_value: str | None = None


class Assessment(msgspec.Struct, frozen=True):
    """The whole comparison of one traveller with one entry, replayable from what it names."""

    total_bits: float
    prior_bits: float
    threshold_bits: float
    likelihood: float
    """0 to 1, from the calibration table."""
    likelihood_low: float
    likelihood_high: float
    reasons: tuple[Reason, ...]
    name_used: str
    """The listed name that fitted best."""
    model: str
    """Version of the weights."""
    frequencies: str
    """Version of the name frequency table."""
    snapshot: str
    """Digest of the list snapshot."""
    code: str
    """Version of the product."""


class HitState(StrEnum):
    OPEN = "open"
    SUPPRESSED = "suppressed"
    RECALLED = "recalled"
    """Its entry left the list, expired, or its list was suspended (WL4)."""
    REPLACED = "replaced"
    """Either record changed while it waited; a newer hit of the pair takes its place."""
    DECIDED = "decided"


class Hit(msgspec.Struct, frozen=True):
    id: HitId
    traveller: TravellerId
    entry: EntryId
    entry_version: str
    watchlist: WatchlistId
    assessment: Assessment
    raised_at: datetime
    state: HitState = HitState.OPEN


class Replayed(msgspec.Struct, frozen=True):
    """A past assessment computed again."""

    stored: float
    computed: float | None
    differences: tuple[str, ...]
    made_with: tuple[str, ...] = ()
    """Versions and digests that the hit names, for whoever verifies."""
