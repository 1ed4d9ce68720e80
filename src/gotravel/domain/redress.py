"""Redress: somebody is stopped again and again for another person, or says that a list is wrong (RGT6, RGT7).

Goes in: nothing. Comes out: frozen structs. Never: a token or a change of a list by one person alone.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class RedressState(StrEnum):
    OPENED = "opened"
    PROPOSED = "proposed"
    UPHELD = "upheld"
    REJECTED = "rejected"
    APPEALED = "appealed"
    CLOSED = "closed"


class Remedy(StrEnum):
    TOKEN = "token"  # noqa: S105 - a remedy, not a secret
    """The person is not the listed one: this pair is not raised again (WL6)."""
    CORRECT = "correct-entry"
    """The entry is wrong: handed to the list's manager to correct at its owner's."""
    DELIST = "delist"
    """The entry should not stand: a recommendation with a reply due."""
    REJECT = "reject"


class RedressCase(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    """`RD-2026-0007`."""
    request: UUID
    hit: UUID
    complaint: str
    opened_at: datetime
    due_at: datetime
    state: RedressState
    proposal: Remedy | None = None
    reason: str | None = None
    proposed_by: UUID | None = None
    confirmed_by: UUID | None = None
    token: UUID | None = None
    appealed_at: datetime | None = None
    appeal_outcome: str | None = None
    handed_over_at: datetime | None = None
    handed_back: str | None = None
    recommendation: str | None = None
    """The ombudsperson's, that the entry should not stand."""
    reply_due: datetime | None = None
    reply: str | None = None
    list_name: str = ""
    reference: str = ""


class HitOfPerson(msgspec.Struct, frozen=True):
    """A hit on a record of the person who complains; what a redress case is about."""

    hit: UUID
    traveller: UUID
    list_name: str
    reference: str
    raised_at: datetime
    state: str


class NoticeState(StrEnum):
    DUE = "due"
    ASKED = "asked"
    """A deferral was asked for and waits for another person."""
    DEFERRED = "deferred"
    SENT = "sent"
    LAPSED = "lapsed"
    """The record was destroyed before: nobody can be found any more."""


class SubjectNotice(msgspec.Struct, frozen=True):
    """A person is told that data about the person were used, once that is harmless (RGT5)."""

    id: UUID
    referral: UUID
    traveller: UUID
    authority: str
    due_at: datetime
    state: NoticeState
    deferral: str | None = None
    asked_by: UUID | None = None
    asked_until: datetime | None = None
    approved_by: UUID | None = None
    deferred_until: datetime | None = None
    deferrals: int = 0
    sent_at: datetime | None = None
