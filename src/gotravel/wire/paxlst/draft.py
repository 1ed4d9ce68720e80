"""A person being read: values, documents, remarks and findings collected, each with the segment it came from.

Goes in: what the segment functions of `person.py` found. Comes out: nothing by itself, `person.py` finishes it.
Never: a value overwritten in silence.
"""

from __future__ import annotations

from gotravel.domain.finding import Finding
from gotravel.domain.message import Contact, FrequentFlyer, Remark, Seat, Sex, Source, Ticket, TravelDocument
from gotravel.wire.cards import masked
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.values import scattered


class Paper:
    """A document being read."""

    __slots__ = ("expires", "issued", "issuer", "number", "segment", "type")

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.type, self.number = numbered(segment)
        self.issuer: str | None = None
        self.expires: str | None = None
        self.issued: str | None = None

    def finished(self) -> TravelDocument:
        return TravelDocument(
            self.type, self.number or None, self.issuer, self.expires, self.issued, None, self.segment.ordinal
        )


class Draft:
    """A person being read."""

    __slots__ = (
        "bag_count", "bag_tags", "bag_weight", "birth_country", "birth_place", "born", "contacts", "crew_role",
        "disembarked", "embarked", "family", "findings", "flyer", "given", "index", "locator", "nationality", "papers",
        "reference", "remarks", "residence", "role", "seats", "sex", "sources", "tickets", "title", "travel_day",
    )  # fmt: skip

    def __init__(self, index: int, travel_day: str | None) -> None:
        self.index = index
        self.travel_day = travel_day
        self.role = ""
        self.family: str | None = None
        self.given: str | None = None
        self.title: str | None = None
        self.sex: Sex | None = None
        self.born: str | None = None
        self.birth_place: str | None = None
        self.birth_country: str | None = None
        self.nationality: str | None = None
        self.residence: str | None = None
        self.embarked: str | None = None
        self.disembarked: str | None = None
        self.reference: str | None = None
        self.locator: str | None = None
        self.crew_role: str | None = None
        self.bag_count: int | None = None
        self.bag_weight: float | None = None
        self.bag_tags: dict[str, None] = {}
        self.contacts: list[Contact] = []
        self.flyer: list[FrequentFlyer] = []
        self.seats: dict[str, Seat] = {}
        self.tickets: list[Ticket] = []
        self.papers: list[Paper] = []
        self.remarks: list[Remark] = []
        self.sources: list[Source] = []
        self.findings: list[Finding] = []

    def say(self, code: str, segment: Segment, **facts: object) -> None:
        self.findings.append(finding(code, segment, **facts))

    def note(self, found: Finding | None) -> None:
        if found:
            self.findings.append(found)

    def keep(self, segment: Segment, kind: str = "remark", code: str | None = None, text: str | None = None) -> None:
        """What has no field of its own."""
        shown = segment.text if text is None else text
        self.remarks.append(Remark(kind, code or segment.tag, masked(shown), self.index, segment.ordinal))

    def first(self, field: str, value: str | None, segment: Segment) -> None:
        """Fills a field once; a second, different value is reported and kept as a remark."""
        if not value:
            return
        held = getattr(self, field)
        if held is None:
            setattr(self, field, value)
            self.sources.append(Source(field, segment.ordinal))
        elif held != value:
            self.say("segment-repeated", segment, tag=segment.tag)
            self.keep(segment)


def numbered(segment: Segment) -> tuple[str, str]:
    """(type as sent, number), the number also where it stands one element or component off."""
    kind, number = segment.get(1), segment.get(2)
    if not number:
        rest = scattered(segment, 2)
        number = rest[0] if rest else segment.get(1, 3)
    return kind, number
