"""A watchlist, its snapshots and its entries, with what makes each lawful.

Goes in: nothing. Comes out: frozen structs. Never: an entry without owner, legal basis, purpose and review date.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
    threshold_met: bool | None = None
    """The nominator's word that the person reaches what the list asks of an entry (WL2); None: the list's owner answers."""
    legal_basis: str | None = None
    """Of this entry; None: its list's."""
    purpose: str | None = None

    @property
    def detail(self) -> int:
        """Of full name, full birth date, document and place of birth: how many tell this person from others."""
        full = any(len(name.full.split()) > 1 for name in self.names)
        day = any(one.kind is BirthDateKind.EXACT for one in self.born)
        return full + day + bool(self.documents) + bool(self.birth_places)


class Holds(StrEnum):
    PERSONS = "persons"
    DOCUMENTS = "documents"
    """Numbers of stolen, lost and revoked papers; nobody's name."""


class ListState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"


class Standing(StrEnum):
    """Where a list stands at a moment; only IN_FORCE matches."""

    IN_FORCE = "in-force"
    EMPTY = "empty"
    """Registered, never imported."""
    STALE = "stale"
    """Not refreshed within its time (WL3)."""
    REVIEW_OVERDUE = "review-overdue"
    SUSPENDED = "suspended"
    NO_ANSWER = "no-answer"
    """Consulted at its owner's, who does not answer; travellers stay due."""


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
    holds: Holds = Holds.PERSONS
    foreign: bool = False
    """Its entries wait for a check before they match (WL7)."""
    listing_threshold: str = ""
    """What an entry has to reach, in the words of the list's law."""
    reliability: str | None = None
    """Grade of entries that bear none of their own."""
    threshold_version: int = 1
    unanswered_since: datetime | None = None

    def standing(self, now: datetime) -> Standing:
        if self.state is ListState.SUSPENDED:
            return Standing.SUSPENDED
        if now.date() > self.review_due:
            return Standing.REVIEW_OVERDUE
        if self.outside:
            return Standing.NO_ANSWER if self.unanswered_since else Standing.IN_FORCE
        if self.refreshed_at is None:
            return Standing.EMPTY
        late = now > self.refreshed_at + timedelta(hours=self.refresh_hours)
        return Standing.STALE if late else Standing.IN_FORCE

    def matches(self, now: datetime) -> bool:
        return self.standing(now) is Standing.IN_FORCE
