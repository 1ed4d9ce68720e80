"""A booking and its travellers being read: what the segment functions found, collected with its origin.

Goes in: values as sent. Comes out: nothing by itself, `finish.py` makes the domain's structs of it. Never: a value
overwritten in silence. Plain classes, because they are compiled (`compilation/`).
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

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
from gotravel.wire.pnrgov.names import letters, untitled

PLACES: Final = 4
MOST_HELD: Final = 50
"""Documents, seats or names of one traveller that are compared; nobody has so many."""
MOST_SAID: Final = 5000
"""Services of one booking with which travellers are compared name by name."""
MOST_COMPARED: Final = 120
"""Travellers of one booking whose names are compared each with each; carriers book 99 at most, and their infants."""


@mypyc_attr(acyclic=True)
class Paper:
    """One SSR DOCS, its fields found."""

    __slots__ = (
        "born", "expires", "family", "given", "is_infant", "issued", "issuer", "nationality", "number", "segment", "sex",
        "title", "type",
    )  # fmt: skip

    def __init__(
        self,
        type: str,
        issuer: str | None,
        number: str,
        nationality: str | None,
        born: str | None,
        sex: Sex | None,
        is_infant: bool,
        expires: str | None,
        family: str | None,
        given: str | None,
        title: str | None,
        segment: int,
        issued: str | None = None,
    ) -> None:
        self.type = type
        self.issuer = issuer
        self.number = number
        self.nationality = nationality
        self.born = born
        self.sex = sex
        self.is_infant = is_infant
        self.expires = expires
        self.family = family
        self.given = given
        self.title = title
        self.segment = segment
        self.issued = issued


@mypyc_attr(acyclic=True)
class Said:
    """A special service, understood when the whole booking is known: it may name travellers that come later."""

    __slots__ = ("code", "component", "flight", "segment", "service", "traveller", "wanted")

    def __init__(
        self,
        code: str,
        segment: Segment,
        traveller: TravellerDraft | None,
        flight: BookingSegment | None,
        service: str,
        wanted: list[str],
        component: str,
    ) -> None:
        self.code = code
        self.segment = segment
        self.traveller = traveller
        self.flight = flight
        self.service = service
        """Its first element."""
        self.wanted = wanted
        """Its other elements, one for each traveller, and what divides them."""
        self.component = component

    @property
    def parts(self) -> list[str]:
        """The components of its first element; divided when asked for, so that they are not held for a whole booking."""
        return self.service.split(self.component)


Locator = tuple[str | None, str | None, str | None]
"""Carrier, locator and creation."""


class Anchor:
    """The record locators of a flight, which may turn out to begin another booking."""

    __slots__ = ("added", "held", "segment", "told")

    def __init__(
        self, segment: Segment, told: list[Locator], added: list[Reference], held: tuple[int, int, int]
    ) -> None:
        self.segment = segment
        self.told = told
        self.added = added
        """What the booking had not been known by."""
        self.held = held
        """How many notes, services and contacts the booking had before."""


Note = tuple[str, str | None, str, "TravellerDraft | None", int]
"""(kind, code, text, traveller, segment) of a remark: many are made, so it is a bare tuple."""


Told = tuple[str, int]
"""A value and the segment that told it."""


class TravellerDraft:
    __slots__ = (
        "bag_count", "bag_tags", "bag_weight", "birth_place", "born", "checked_at", "checked_in", "contacts", "family", "flyers",
        "given", "guardian", "index", "is_of_unknown_type", "kind", "nationality", "other_names", "papers",
        "ref", "reference", "residence", "seats", "segment", "sex", "tickets", "title", "visas", "ward", "with_infant",
    )  # fmt: skip

    def __init__(self, segment: int, family: str | None, given: str | None) -> None:
        self.segment = segment
        self.family = family
        self.given = given
        self.index = -1
        self.title: str | None = None
        self.reference = ""
        self.kind = PersonKind.ADULT
        self.sex: Sex | None = None
        self.with_infant = False
        self.is_of_unknown_type = False
        self.ref: str | None = None
        """The REF under the name."""
        self.guardian: TravellerDraft | None = None
        self.ward: TravellerDraft | None = None
        """The first infant whose guardian this is."""
        self.born: Told | None = None
        self.birth_place: Told | None = None
        self.nationality: Told | None = None
        self.residence: Told | None = None
        self.papers: list[Paper] = []
        self.visas: list[Paper] = []
        self.other_names: list[Name] = []
        self.seats: dict[Seat, int] = {}
        self.contacts: list[Contact] = []
        self.flyers: dict[tuple[str | None, str], FrequentFlyer] = {}
        self.tickets: dict[str, Ticket] = {}
        self.checked_in: bool | None = None
        self.checked_at = -1
        """How many flights the booking had had when the traveller was checked in last."""
        self.bag_count: int | None = None
        self.bag_weight: float | None = None
        self.bag_tags: dict[str, None] = {}

    @property
    def shown(self) -> list[Paper]:
        """The documents that are compared with another."""
        return self.papers if len(self.papers) <= MOST_HELD else self.papers[:MOST_HELD]

    def travels_with(self, adult: TravellerDraft | None) -> None:
        """An infant's guardian from now on."""
        self.guardian = adult
        if adult is not None and adult.ward is None:
            adult.ward = self


class BookingDraft:
    __slots__ = (
        "agency", "as_told", "by_number", "by_reference", "carrier", "changed", "contacts", "created", "group_name",
        "indexed", "locator", "lost", "notes", "origin_empty", "payments", "references", "referred_to", "relatives", "said",
        "segment", "segments", "services", "spelled", "split", "tickets", "travellers",
    )  # fmt: skip

    def __init__(self, segment: int) -> None:
        self.segment = segment
        self.locator: str | None = None
        self.carrier: str | None = None
        self.created: str | None = None
        self.changed: str | None = None
        self.references: list[Reference] = []
        self.referred_to: set[Reference] = set()
        """The same, to be asked."""
        self.by_number: dict[str, list[tuple[TravellerDraft, Paper]]] = {}
        """Documents and their holders."""
        self.segments: list[BookingSegment] = []
        self.services: list[BookingSegment] = []
        self.tickets: dict[str, Ticket] = {}
        self.payments: list[Payment] = []
        self.contacts: list[Contact] = []
        self.agency: Agency | None = None
        self.origin_empty = False
        self.split: list[Reference] = []
        self.notes: list[Note] = []
        self.said: list[Said] = []
        self.group_name: str | None = None
        self.travellers: list[TravellerDraft] = []
        self.by_reference: dict[str, TravellerDraft] = {}
        self.lost: list[TravellerDraft] = []
        """Whose name segment was lost."""
        self.as_told: dict[str, TravellerDraft] = {}
        """By the text of the segment that told of them."""
        self.spelled: dict[str, list[TravellerDraft]] = {}
        self.relatives: dict[str, list[TravellerDraft]] = {}
        """Of one surname, the first of them."""
        self.indexed = 0

    def refer(self, one: Reference) -> None:
        """Another locator that it is known by."""
        if one not in self.referred_to:
            self.referred_to.add(one)
            self.references.append(one)

    def unrefer(self, gone: set[Reference]) -> None:
        self.referred_to -= gone
        self.references = [one for one in self.references if one not in gone]

    def join(self, traveller: TravellerDraft) -> TravellerDraft:
        self.travellers.append(traveller)
        if traveller.reference:
            self.by_reference.setdefault(traveller.reference.lstrip("0"), traveller)
        return traveller

    def referred(self, reference: str) -> TravellerDraft | None:
        """By its reference; where no name has one, by its place among the names."""
        if not reference:
            return None
        found = self.by_reference.get(reference.lstrip("0"))
        if found is None and not self.by_reference and reference.isdecimal() and len(reference) < PLACES:
            persons = [one for one in self.travellers if one.kind is not PersonKind.GROUP]
            return persons[int(reference) - 1] if 0 < int(reference) <= len(persons) else None
        return found

    def people(self, family: str | None, given: str | None) -> list[TravellerDraft]:
        """Who may be meant by a name: everybody, but of a crowd those whom these very letters name, titles aside,
        else some of the same surname."""
        if not self.is_crowd():
            return self.travellers
        while self.indexed < len(self.travellers):
            one = self.travellers[self.indexed]
            self.spelled.setdefault(_spelling(one.family, one.given), []).append(one)
            relatives = self.relatives.setdefault(letters(one.family), [])
            if len(relatives) < MOST_HELD:
                relatives.append(one)
            self.indexed += 1
        namesakes = self.spelled.get(_spelling(family, given), [])
        if not namesakes:
            return self.relatives.get(letters(family), [])
        while len(namesakes) > MOST_COMPARED and namesakes[0].papers:
            namesakes.pop(0)
        return namesakes[:MOST_COMPARED]

    def is_crowd(self) -> bool:
        """To compare so many with each other would take minutes, and no carrier books so many together."""
        return len(self.travellers) > MOST_COMPARED or len(self.said) > MOST_SAID


def _spelling(family: str | None, given: str | None) -> str:
    return f"{letters(family)}/{letters(untitled(given))}"
