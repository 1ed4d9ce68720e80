"""The state of reading one push: what the segment functions share.

Goes in: findings, bookings and travellers as they are met. Comes out: the lists that `message.py` makes a Message of.
Never: a booking that is begun and not kept.
"""

from __future__ import annotations

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import Booking, BookingSegment, Leg, Person, Purpose, Remark
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import Anchor, BookingDraft, TravellerDraft


class Reading:
    __slots__ = (
        "anchor", "before", "booking", "bookings", "cards", "checked", "declared", "findings", "function", "history",
        "itineraries", "legs", "passengers", "place", "prepared", "purpose", "remarks", "seated", "traveller", "unknown",
        "was_checked_in",
    )  # fmt: skip

    def __init__(self, prepared: str | None, cards: frozenset[int]) -> None:
        self.prepared = prepared
        self.cards = cards
        """Segments that may hold the number of a payment card."""
        self.place = at.PUSH
        self.purpose: Purpose | None = None
        self.function: str | None = None
        self.declared: int | None = None
        self.legs: list[Leg] = []
        self.itineraries: dict[str, tuple[BookingSegment, list[str]]] = {}
        """Flights of bookings by the text that told them, and what is to be said of it."""
        self.booking: BookingDraft | None = None
        self.before: BookingDraft | None = None
        """The booking that was being read when another began, until it is finished."""
        self.traveller: TravellerDraft | None = None
        self.checked: TravellerDraft | None = None
        self.was_checked_in: bool | None = None
        """Of whom TRI referred to last, before it did."""
        self.seated: TravellerDraft | None = None
        """Whose check-in has named a seat."""
        self.anchor: Anchor | None = None
        self.unknown: Segment | None = None
        self.history = 0
        """The segment behind which a history is still to be kept."""
        self.bookings: list[Booking] = []
        self.passengers: list[Person] = []
        self.remarks: list[Remark] = []
        self.findings: list[Finding] = []

    @property
    def departure(self) -> str | None:
        """What two-digit birth years are compared with."""
        for leg in self.legs:
            if leg.departure:
                return leg.departure
        return self.prepared

    @property
    def flight(self) -> BookingSegment | None:
        booking = self.booking
        return booking.segments[-1] if booking is not None and booking.segments else None

    def say(self, code: str, segment: Segment | int | None = None, **facts: object) -> None:
        self.findings.append(finding(code, segment, **facts))

    def keep(self, segment: Segment, kind: str = "remark", code: str | None = None, text: str | None = None) -> None:
        """What has no field of its own."""
        if text is None:
            self.note(kind, code or segment.tag, segment.text, segment.ordinal)
        else:
            self.note(kind, code or segment.tag, masked(text), segment.ordinal)

    def note(self, kind: str, code: str, text: str, ordinal: int) -> None:
        """The same of a segment's own text."""
        if ordinal in self.cards:
            text = masked(text)
        booking = self.booking
        if booking is None:
            self.remarks.append(Remark(kind, code, text, None, ordinal))
        else:
            booking.notes.append((kind, code, text, self.traveller if at.under_name(self.place) else None, ordinal))

    def tell(self, found: Finding | None) -> None:
        if found is not None:
            self.findings.append(found)

    def open(self, segment: Segment) -> BookingDraft:
        """The booking that a segment belongs to; one whose SRC was lost is begun and told."""
        if self.booking is None:
            self.say("booking-start-missing", segment)
            self.begin(segment)
        assert self.booking is not None  # begin() has set it
        return self.booking

    def begin(self, segment: Segment) -> None:
        self.before, self.booking = self.booking, BookingDraft(segment.ordinal)
        self.traveller = self.checked = self.anchor = None
        self.place = at.BOOKING
