"""The sealed past in words: what is sealed of a traveller, why it is kept, who opened it, how it ended.

Goes in: nothing. Comes out: frozen structs. Never: a record opened without a reason, a person who both asks and allows.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.hit import Assessment
from gotravel.domain.ids import TravellerId
from gotravel.domain.message import Person

LONGEST_OPENING = timedelta(hours=8)
"""One shift. Whoever needs longer asks again."""


def opens_for(length: timedelta) -> timedelta:
    """How long something sealed is opened, if that is allowed; else InvalidInput."""
    if not timedelta(0) < length <= LONGEST_OPENING:
        raise InvalidInput("An opening lasts eight hours at most.")
    return length


class SealedHit(msgspec.Struct, frozen=True):
    hit: UUID
    person: Person | None
    assessment: Assessment


class Paper(msgspec.Struct, frozen=True):
    """What officers wrote: a decision's text (`decision:1`), a referral package (`referral-json`, `referral-pdf`)."""

    case: UUID
    kind: str
    body: bytes


class SealedTraveller(msgspec.Struct, frozen=True):
    """Everything of section (c) of the requirements that stood in clear about one traveller."""

    person: Person
    kind: str
    booking: UUID | None
    """Who travelled together is sealed too."""
    hits: tuple[SealedHit, ...] = ()
    papers: tuple[Paper, ...] = ()


class HoldKind(StrEnum):
    EVIDENCE = "evidence"
    """Objective evidence about this person (C-817/19 paras 248-262, RET3)."""
    CASE = "case"
    """A specific case of a competent authority (Directive (EU) 2016/681 art. 12(4), RET6)."""


class Hold(msgspec.Struct, frozen=True):
    """Why one record is kept beyond the general time. It lapses when its review is overdue."""

    id: UUID
    traveller: TravellerId
    kind: HoldKind
    basis: str
    reviewer: UUID
    review_due: date
    expires_at: datetime
    authority: str | None = None
    case_ref: str | None = None


class UnmaskState(StrEnum):
    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"
    CLOSED = "closed"
    REVIEWED = "reviewed"


class Unmasking(msgspec.Struct, frozen=True):
    """A request to open one sealed record, and what became of it."""

    id: UUID
    traveller: TravellerId
    asked_by: UUID
    asked_at: datetime
    reason: str
    purpose: str
    case_ref: str
    state: UnmaskState
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    decision: str | None = None
    expires_at: datetime | None = None
    openings: int = 0
    reviewed_by: UUID | None = None
    reviewed_at: datetime | None = None
    lawful: bool | None = None
    finding: str | None = None


class Notice(msgspec.Struct, frozen=True):
    """What the data-protection officer is told."""

    id: UUID
    at: datetime
    kind: str
    about: UUID | None
    detail: dict[str, str | int]
    read: bool = False


class Certificate(msgspec.Struct, frozen=True):
    """What was destroyed, signed by the unit (Ed25519 over the canonical JSON without the signature)."""

    id: UUID
    made_at: datetime
    profile: str
    profile_version: str
    travellers: int
    messages: int
    bookings: int
    hits: int
    keys: int
    """Keys of records that were destroyed with them."""
    backup_days_until: date
    """Backups no longer yield what was received up to this day."""
    received_from: datetime | None
    received_until: datetime | None
    records: str
    """SHA-256 over the sorted ids of what was destroyed: who holds an id can ask whether it was among them."""
    rooms: tuple[str, ...] = ()
    """Month partitions dropped as a whole."""
    signature: str = ""


class Times(msgspec.Struct, frozen=True):
    """What was received before these moments is due."""

    now: datetime
    mask: datetime
    general: datetime
    last: datetime
    grace: timedelta = timedelta(hours=24)
    """The calendar runs every hour; what is late by a day is late by a fault."""


class Standing(msgspec.Struct, frozen=True):
    """How the past stands now. Every overdue figure above nought is an alarm."""

    clear: int
    sealed: int
    held: int
    overdue_clear: int
    overdue_messages: int
    overdue_sealed: int
    overdue_unreadable: int
    overdue_openings: int

    @property
    def overdue(self) -> int:
        return (
            self.overdue_clear
            + self.overdue_messages
            + self.overdue_sealed
            + self.overdue_unreadable
            + self.overdue_openings
        )
