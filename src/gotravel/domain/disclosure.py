"""A competent authority asks for data about named persons (DIS1-DIS6; Directive (EU) 2016/681 art. 6(2)(b)).

Goes in: nothing. Comes out: frozen structs. Never: a request without a case, an offence of the law, facts and named persons.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class DisclosureState(StrEnum):
    RECEIVED = "received"
    APPROVED = "approved"
    REFUSED = "refused"
    ANSWERED = "answered"
    ANSWERED_URGENTLY = "answered-urgently"
    """Given before the independent body's word; it decides within the law's hours."""
    CONFIRMED = "confirmed"
    RECALLED = "recalled"
    """Refused afterwards: the authority is to delete what it received."""


class Element(StrEnum):
    """What can be given; a request ticks what its aim needs."""

    NAME = "name"
    BIRTH_DATE = "birth-date"
    NATIONALITY = "nationality"
    DOCUMENT = "travel-document"
    JOURNEYS = "journeys"
    BOOKING = "booking-reference"
    SEAT = "seat"
    BAGS = "bags"
    CONTACT = "contact"


class Sought(msgspec.Struct, frozen=True):
    """One named person. No part of a name, no wildcard."""

    family: str
    given: str
    born: str | None = None
    document: str | None = None


class Asked(msgspec.Struct, frozen=True):
    """What the authority's form says."""

    authority: str
    case_ref: str
    """The authority's own."""
    offence: str
    purpose: str
    facts: str
    air_link: str
    """The objective link, even indirect, to carriage by air (C-817/19 paras 151-157)."""
    elements: tuple[Element, ...]
    subjects: tuple[Sought, ...]
    period_from: date
    period_to: date
    urgent: str | None = None
    """Why a life hangs on it, where it does."""


class Disclosure(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    """`R-2026-0184`."""
    asked: Asked
    subject_count: int
    received_by: UUID
    received_at: datetime
    due_at: datetime
    state: DisclosureState = DisclosureState.RECEIVED
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    decision: str | None = None
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    digest: str | None = None
    records: int | None = None
