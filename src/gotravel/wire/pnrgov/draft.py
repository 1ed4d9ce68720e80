"""A booking and its travellers being read: what the segment functions found, collected with its origin.

Goes in: values as sent. Comes out: nothing by itself, `finish.py` makes the domain's structs of it. Never: a value
overwritten in silence. msgspec gives each draft lists of its own and makes it in C: a push needs thousands.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import msgspec

from gotravel.domain.message import (
    Agency,
    BookingSegment,
    Contact,
    FrequentFlyer,
    Name,
    Payment,
    PersonKind,
    Reference,
    Seat,
    Sex,
    Ticket,
)
from gotravel.wire.edifact.segment import Segment


class Place(IntEnum):
    """Where in the grammar the reader stands."""

    PUSH = 0
    BOOKING = 1
    TRAVELLER = 2
    TICKET = 3
    PAYMENT = 4
    FLIGHT = 5
    CHECK_IN = 6
    CHECKED = 7
    SPLIT = 8
    SERVICE = 9
    HISTORY = 10


UNDER_NAME = frozenset({Place.TRAVELLER, Place.TICKET, Place.PAYMENT})
"""What stands here is about the traveller named last."""


class Paper(NamedTuple):
    """One SSR DOCS, its fields found."""

    type: str
    issuer: str | None
    number: str
    nationality: str | None
    born: str | None
    sex: Sex | None
    is_infant: bool
    expires: str | None
    family: str | None
    given: str | None
    title: str | None
    segment: int
    issued: str | None = None


class Said(NamedTuple):
    """A special service, understood when the whole booking is known: it may name travellers that come later."""

    code: str
    segment: Segment
    traveller: TravellerDraft | None
    flight: BookingSegment | None
    parts: list[str]
    """The components of its first element."""
    wanted: list[str]
    """Its other elements, one for each traveller, and what divides them."""
    component: str


Locator = tuple[str | None, str | None, str | None]
"""Carrier, locator and creation."""


class Anchor(NamedTuple):
    """The record locators of a flight, which may turn out to begin another booking."""

    segment: Segment
    text: str
    element: str
    component: str


Note = tuple[str, str | None, str, "TravellerDraft | None", int]
"""(kind, code, text, traveller, segment) of a remark: many are made, so it is a bare tuple."""


class TravellerDraft(msgspec.Struct, eq=False, gc=False):
    segment: int
    family: str | None
    given: str | None
    index: int = -1
    title: str | None = None
    reference: str = ""
    kind: PersonKind = PersonKind.ADULT
    sex: Sex | None = None
    with_infant: bool = False
    is_of_unknown_type: bool = False
    guardian: TravellerDraft | None = None
    born: tuple[str, int] | None = None
    birth_place: tuple[str, int] | None = None
    nationality: tuple[str, int] | None = None
    residence: tuple[str, int] | None = None
    papers: list[Paper] = []
    visas: list[Paper] = []
    other_names: list[Name] = []
    seats: dict[Seat, int] = {}
    contacts: list[Contact] = []
    flyers: dict[tuple[str | None, str], FrequentFlyer] = {}
    tickets: dict[str, Ticket] = {}
    checked_in: bool | None = None
    bag_count: int | None = None
    bag_weight: float | None = None
    bag_tags: dict[str, None] = {}


class BookingDraft(msgspec.Struct, eq=False, gc=False):
    segment: int
    locator: str | None = None
    carrier: str | None = None
    created: str | None = None
    changed: str | None = None
    references: list[Reference] = []
    segments: list[BookingSegment] = []
    services: list[BookingSegment] = []
    tickets: dict[str, Ticket] = {}
    payments: list[Payment] = []
    contacts: list[Contact] = []
    agency: Agency | None = None
    origin_empty: bool = False
    split: list[Reference] = []
    notes: list[Note] = []
    said: list[Said] = []
    group_name: str | None = None
    travellers: list[TravellerDraft] = []
    by_reference: dict[str, TravellerDraft] = {}
    as_told: dict[str, TravellerDraft] = {}
    """By the text of the segment that told of them."""

    def join(self, traveller: TravellerDraft) -> TravellerDraft:
        self.travellers.append(traveller)
        if traveller.reference:
            self.by_reference.setdefault(traveller.reference.lstrip("0"), traveller)
        return traveller

    def referred(self, reference: str) -> TravellerDraft | None:
        return self.by_reference.get(reference.lstrip("0")) if reference else None
