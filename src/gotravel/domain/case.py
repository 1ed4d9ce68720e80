"""A case: hits on one traveller that people decide together. Decisions are added, never overwritten.

Goes in: nothing. Comes out: frozen structs and the closed vocabularies of deciding. Never: a decision without reasons.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from gotravel.domain.ids import CaseId, HitId, OfficerId, ReferralId, TravellerId


class CaseState(StrEnum):
    OPEN = "open"
    """Nobody has decided yet."""
    SECOND_REVIEW = "second-review"
    SUPERVISOR = "supervisor"
    WAITING = "waiting"
    """More was asked for."""
    CONFIRMED = "confirmed"
    REFERRED = "referred"
    CLEARED = "cleared"
    RECALLED = "recalled"


class Outcome(StrEnum):
    SAME_PERSON = "same-person"
    DIFFERENT_PERSON = "different-person"
    CANNOT_TELL = "cannot-tell"
    TO_SUPERVISOR = "to-supervisor"


class MainReason(StrEnum):
    DETAILS_AGREE = "details-agree"
    DOCUMENT_AGREES = "document-agrees"
    DETAILS_DIFFER = "details-differ"
    NAMESAKE = "namesake"
    TOO_LITTLE = "too-little-to-compare"
    OTHER = "other"


class Identifier(StrEnum):
    """What an officer compared with own eyes and found to agree (REV2)."""

    FAMILY_NAME = "family-name"
    GIVEN_NAMES = "given-names"
    BIRTH_DATE = "birth-date"
    BIRTH_PLACE = "birth-place"
    SEX = "sex"
    NATIONALITY = "nationality"
    DOCUMENT = "document-number"
    PHOTOGRAPH = "photograph"


class Checklist(msgspec.Struct, frozen=True):
    """How the identity was confirmed, and what was weighed against it."""

    identifiers: tuple[Identifier, ...] = ()
    weighed: str = ""
    """Facts that speak for another person or for no measure."""


class Feedback(StrEnum):
    """What the recipient of a referral found (REV4)."""

    ARREST = "arrest"
    REFUSAL = "refusal"
    SEIZURE = "seizure"
    OTHER_MEASURE = "other-measure"
    NONE = "none"
    ANOTHER_PERSON = "another-person"


class Decision(msgspec.Struct, frozen=True):
    case: CaseId
    officer: OfficerId
    stage: str
    """`first`, `second` or `supervisor`."""
    outcome: Outcome
    main_reason: MainReason
    text: str
    decided_at: datetime
    checked: Checklist = Checklist()


class Case(msgspec.Struct, frozen=True):
    id: CaseId
    number: str
    """`H-YYMMDD-NNNN`, for people."""
    traveller: TravellerId
    hits: tuple[HitId, ...]
    state: CaseState
    opened_at: datetime
    due_at: datetime | None = None
    owner: OfficerId | None = None
    decisions: tuple[Decision, ...] = ()


class Referral(msgspec.Struct, frozen=True):
    """A package of necessary elements made for one competent authority."""

    id: ReferralId
    case: CaseId
    authority: str
    made_by: OfficerId
    made_at: datetime
    digest: str
    """SHA-256 of the JSON package."""
