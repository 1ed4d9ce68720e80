"""A watchlist, its snapshots and its entries, with what makes each lawful.

Goes in: nothing. Comes out: frozen structs. Never: an entry without owner, legal basis, purpose and review date.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.message import TravelDocument


class Category(StrEnum):
    SUSPECT = "suspect"
    CONVICT = "convict"
    VICTIM = "victim"
    MISSING = "missing"
    ASSOCIATE = "associate"


class NameKind(StrEnum):
    PRIMARY = "primary"
    GOOD = "good"
    WEAK = "weak"
    """Never enough for a hit without birth date or document evidence."""
    ORIGINAL = "original"
    """In the original script."""


class ListedName(msgspec.Struct, frozen=True):
    full: str
    kind: NameKind = NameKind.PRIMARY
    family: str | None = None
    given: str | None = None


class BirthDateKind(StrEnum):
    EXACT = "exact"
    YEAR = "year"
    RANGE = "range"
    CIRCA = "circa"


class BirthDate(msgspec.Struct, frozen=True):
    kind: BirthDateKind
    day: str | None = None
    """`YYYY-MM-DD` for EXACT."""
    from_year: int | None = None
    to_year: int | None = None


class Entry(msgspec.Struct, frozen=True):
    """A person sought, as one list names them."""

    id: EntryId
    watchlist: WatchlistId
    reference: str
    """The list's own permanent reference, to show to the officer."""
    version: str
    names: tuple[ListedName, ...]
    born: tuple[BirthDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    """ISO 3166 alpha-3."""
    sex: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    birth_places: tuple[str, ...] = ()
    category: Category = Category.SUSPECT
    reliability: str | None = None
    """A grade such as `A1`, or None."""
    nominator: str | None = None
    offence: str | None = None
    review_due: date | None = None
    expires: date | None = None
    note: str | None = None


class ListState(StrEnum):
    ACTIVE = "active"
    STALE = "stale"
    SUSPENDED = "suspended"


class Watchlist(msgspec.Struct, frozen=True):
    id: WatchlistId
    code: str
    """Short and stable, such as `un-sc`."""
    name: str
    owner: str
    legal_basis: str
    purpose: str
    offence_classes: tuple[str, ...]
    review_due: date
    refresh_hours: int
    """A list not refreshed within this time is stale and stops matching."""
    threshold_bits: float
    default_category: Category = Category.SUSPECT
    outside: bool = False
    """Consulted at its owner's (INTERPOL-style), never copied."""
    state: ListState = ListState.ACTIVE
    snapshot: str | None = None
    """Digest of the snapshot in force."""
    refreshed_at: datetime | None = None
