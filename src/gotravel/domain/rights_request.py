"""A person's request about the person's own data: access, rectification, erasure, restriction, notation (RGT2, RGT3).

Goes in: nothing. Comes out: frozen structs and the closed vocabularies of deciding. Never: a fee, a nationality that decides
about a right, a refusal without a coded reason, a copy of what proved the identity.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from gotravel.domain.ids import TravellerId


class RequestKind(StrEnum):
    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    NOTATION = "notation"
    """The person's own statement stands beside the data."""


class RequestState(StrEnum):
    OPENED = "opened"
    IDENTIFIED = "identified"
    DECIDED = "decided"
    CLOSED = "closed"
    """What was decided has been carried out and answered."""


class RequestOutcome(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Directive (EU) 2016/680 art. 12(4), 15(1), 16(3)-(4)."""

    IDENTITY = "identity-not-proven"
    INQUIRY = "would-obstruct-an-inquiry"
    OFFENCES = "would-prejudice-prevention-or-prosecution"
    PUBLIC_SECURITY = "public-security"
    NATIONAL_SECURITY = "national-security"
    RIGHTS_OF_OTHERS = "rights-of-others"
    EVIDENCE = "needed-as-evidence"
    ACCURATE = "the-data-are-accurate"
    LAWFUL = "the-data-are-lawfully-kept"
    UNFOUNDED = "manifestly-unfounded-or-excessive"


NEITHER_CONFIRMS = frozenset({Refusal.INQUIRY, Refusal.OFFENCES, Refusal.PUBLIC_SECURITY, Refusal.NATIONAL_SECURITY})
"""Telling the reason would defeat it: the letter neither confirms nor denies, the authority sees the reason."""


class Stated(msgspec.Struct, frozen=True):
    """What the person says about the person."""

    family: str
    given: str
    born: str | None = None
    document: str | None = None
    contact: str | None = None
    """Where the answer goes."""
    flight: str | None = None
    """A flight and day, where the person names one."""


class Wanted(msgspec.Struct, frozen=True):
    """What the person wants changed. For a rectification: the right values; for the others: the statement."""

    statement: str = ""
    family: str | None = None
    given: str | None = None
    born: str | None = None
    nationality: str | None = None
    document: str | None = None


class RightsRequest(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    """`DS-2026-0091`, for people."""
    kind: RequestKind
    through_authority: bool
    """Exercised through the supervisory authority (Directive (EU) 2016/680 art. 17)."""
    stated: Stated | None
    """None once the time for complaints is over."""
    wanted: Wanted | None
    opened_at: datetime
    due_at: datetime
    state: RequestState = RequestState.OPENED
    proof: str | None = None
    proof_by: UUID | None = None
    contested: bool = False
    """The records are not compared until this is resolved (RGT4)."""
    outcome: RequestOutcome | None = None
    refusal: Refusal | None = None
    reason: str | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    done_at: datetime | None = None
    records: tuple[TravellerId, ...] = ()

    @property
    def undecided(self) -> bool:
        return self.state in (RequestState.OPENED, RequestState.IDENTIFIED)


class Candidate(msgspec.Struct, frozen=True):
    """A record in the clear that may be the person's; a human being confirms it."""

    traveller: TravellerId
    family: str | None
    given: str | None
    born: str | None
    document: bool
    """The stated document is on the record."""
    carrier: str
    number: str
    departs_on: str
    received_at: datetime
    chosen: bool = False


class Held(msgspec.Struct, frozen=True):
    """Where one record came from and who received it, for the answer."""

    traveller: TravellerId
    received_at: datetime
    sources: tuple[str, ...]
    """`API of carrier ZZ, 24 Nov 2026`."""
    recipients: tuple[str, ...]
    matched: int
    looked_at: int
    """How often an officer opened the record."""


class RecipientNotice(msgspec.Struct, frozen=True):
    """A correction that follows data to whom they were given."""

    id: UUID
    referral: UUID
    authority: str
    kind: str
    made_at: datetime
    told_at: datetime | None = None
