"""A person being read: the fields of a Person filled one after the other, each with the segment it came from.

Goes in: what one segment says (`Reading`, made in `reading.py`). Comes out: the person as far as it is known; `person.py`
finishes it. Never: a value overwritten in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import Contact, FrequentFlyer, Person, PersonKind, Remark, Source, Ticket, TravelDocument
from gotravel.wire.bag_tags import counted_out
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.findings import finding


class Paper(msgspec.Struct, gc=False):
    """A document being read."""

    ordinal: int
    type: str
    number: str
    issuer: str | None = None
    expires: str | None = None
    issued: str | None = None

    def finished(self) -> TravelDocument:
        return TravelDocument(
            self.type, self.number or None, self.issuer, self.expires, self.issued, None, self.ordinal
        )


BLANK: Final[dict[str, Any]] = {name: getattr(Person(), name) for name in Person.__struct_fields__}
"""The fields of a Person of whom nothing is known, in their order."""


TAGS: Final = "tags"
"""Of bags, among the values that may be several."""


class Draft:
    """A person being read. `values` are the fields of a Person; segments, findings and remarks are the message's own."""

    role = ""
    age: PersonKind | None = None
    """What the sex or the title says of it, for want of a birth."""
    papers: tuple[Paper, ...] = ()
    bag_count: int | None = None
    bag_weight: float | None = None
    several: dict[str, dict[Any, None]] | None = None
    """Of the fields that may hold several values, each once."""

    def __init__(self, index: int, segments: Segments, findings: list[Finding], remarks: list[Remark]) -> None:
        self.index = index
        self.segments = segments
        self.findings = findings
        self.remarks = remarks
        self.values = BLANK.copy()
        self.sources: list[Source] = []

    def say(self, code: str, ordinal: int, tag: str = "") -> None:
        """`tag` where the segment's own is damaged."""
        self.findings.append(finding(code, ordinal, tag=tag or self.segments.tags[ordinal - 1]))

    def say_all(self, codes: tuple[str, ...], ordinal: int) -> None:
        for code in codes:
            self.say(code, ordinal)

    def repeated(self, ordinal: int) -> None:
        """A second, different value of a field is reported and kept as a remark."""
        self.say("segment-repeated", ordinal)
        self.keep(ordinal)

    def keep(self, ordinal: int) -> None:
        """What has no field of its own."""
        tag, text = self.segments.tags[ordinal - 1], self.segments.text_at(ordinal - 1)
        self.remarks.append(Remark("remark", tag, masked(text), self.index, ordinal))

    def add(self, field: str, value: object) -> None:
        """One more value of a field that may hold several."""
        self.held(field)[value] = None

    def held(self, field: str) -> dict[Any, None]:
        """Its values so far."""
        if self.several is None:
            self.several = {}
        return self.several.setdefault(field, dict.fromkeys(self.values.get(field, ())))


class Reading(msgspec.Struct, frozen=True):
    """What one segment says."""

    act: Act
    """What it does to the person being read; `fill` for nearly all."""
    value: Any = None
    field: str = ""
    said: tuple[str, ...] = ()
    """Codes of what is to be said about the segment."""
    about: tuple[str, ...] = ()
    """Codes of what is to be said about the value, once it has found its place."""
    plain: bool = False
    """Whether it fills the field and nothing else is to be said."""


Act = Callable[[Draft, int, Reading], None]
"""The person, the ordinal of the segment, what the segment says."""


def nothing(draft: Draft, ordinal: int, reading: Reading) -> None:
    """The segment holds nothing; that was said."""


def with_surplus(draft: Draft, ordinal: int, reading: Reading) -> None:
    """What the segment says, which is kept whole too, because it says more than it can."""
    own: Reading = reading.value
    draft.say_all(own.said, ordinal)
    own.act(draft, ordinal, own)
    draft.say("segment-surplus", ordinal)
    draft.keep(ordinal)


def keep(draft: Draft, ordinal: int, reading: Reading) -> None:
    kind, code, text = reading.value
    draft.remarks.append(Remark(kind, code, text, draft.index, ordinal))


def fill(draft: Draft, ordinal: int, reading: Reading) -> None:
    _fill(draft, ordinal, reading.field, reading.value)


def _fill(draft: Draft, ordinal: int, field: str, value: object) -> None:
    """Fills a field once."""
    held = draft.values[field]
    if held is None:
        draft.values[field] = value
        draft.sources.append(Source(field, ordinal))
    elif held != value:
        draft.repeated(ordinal)


def infants_sex(draft: Draft, ordinal: int, reading: Reading) -> None:
    """`MI`, `FI`: of an infant."""
    draft.age = PersonKind.INFANT
    if reading.value:
        fill(draft, ordinal, reading)


def born_in(draft: Draft, ordinal: int, reading: Reading) -> None:
    place, country = reading.value
    if place:
        _fill(draft, ordinal, "birth_place", place)
    draft.values["birth_country"] = draft.values["birth_country"] or country


def add_paper(draft: Draft, ordinal: int, reading: Reading) -> None:
    kind, number = reading.value
    last = draft.papers[-1] if draft.papers else None
    if last is not None and number and (last.type, last.number) == (kind, number):
        draft.say("segment-repeated", ordinal)
        return
    draft.papers = (*draft.papers, Paper(ordinal, kind, number))


def fill_paper(draft: Draft, ordinal: int, reading: Reading) -> None:
    """The last document's issuer, expiry or issue."""
    if not draft.papers:
        draft.say("document-missing", ordinal)
        draft.keep(ordinal)
        return
    if reading.about:
        draft.say_all(reading.about, ordinal)
    paper, field, value = draft.papers[-1], reading.field, reading.value
    if not field:
        return
    held = getattr(paper, field)
    if held is None:
        setattr(paper, field, value)
    elif held != value:
        draft.repeated(ordinal)


def keep_of_paper(draft: Draft, ordinal: int, reading: Reading) -> None:
    if not draft.papers:
        draft.say("document-missing", ordinal)
    draft.keep(ordinal)


def add_seat(draft: Draft, ordinal: int, reading: Reading) -> None:
    if reading.value not in draft.held("seats"):
        draft.add("seats", reading.value)
        draft.sources.append(Source("seats", ordinal))


def add_flyer(draft: Draft, ordinal: int, reading: Reading) -> None:
    draft.add("frequent_flyer", FrequentFlyer(None, reading.value))
    draft.sources.append(Source("frequent_flyer", ordinal))


def add_ticket(draft: Draft, ordinal: int, reading: Reading) -> None:
    """`7842836432717C2`: ticket, `C`, coupon."""
    number, _, coupon = reading.value.partition("C")
    draft.add("tickets", Ticket(number, None, coupon or None, draft.index))


def add_contacts(draft: Draft, ordinal: int, reading: Reading) -> None:
    """Contacts by their kinds, and what is none as a remark."""
    for kind, value in reading.value:
        if kind:
            draft.add("contacts", Contact(kind, value, None, ordinal))
        else:
            draft.remarks.append(Remark("remark", "COM", value, draft.index, ordinal))


def add_luggage(draft: Draft, ordinal: int, reading: Reading) -> None:
    """Count and weight, each the first that is told; another one is kept."""
    count, weight = reading.value
    if count is not None and draft.bag_count is None:
        draft.bag_count = count
        draft.sources.append(Source("bags", ordinal))
    elif count is not None and count != draft.bag_count:
        draft.repeated(ordinal)
    if weight is not None:
        _weigh(draft, ordinal, weight)


def _weigh(draft: Draft, ordinal: int, weight: float) -> None:
    if draft.bag_weight is None:
        draft.bag_weight = weight
        draft.sources.append(Source("bags", ordinal))
    elif weight != draft.bag_weight:
        draft.repeated(ordinal)


def add_tagged(draft: Draft, ordinal: int, reading: Reading) -> None:
    """FTX+BAG: tags, a weight where none belongs, and what is neither."""
    weight, tags, count, text = reading.value
    if tags:
        held = draft.held(TAGS)
        if not counted_out(held, tags[0], count):
            draft.say("bag-tags-many", ordinal)
        held.update(dict.fromkeys(tags[1:]))
        draft.sources.append(Source("bags", ordinal))
    if weight is not None:
        draft.say("component-misplaced", ordinal)
        _weigh(draft, ordinal, weight)
    if text:
        draft.remarks.append(Remark("remark", "BAG", masked(text), draft.index, ordinal))
