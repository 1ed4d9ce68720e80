"""One person of a list: a group of segments in, a Person with its documents and sources out.

What a segment says is read in `reading.py`; here it is put to the person. Never raises, never drops the person: what
cannot be read stays None and leaves a finding.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Finding
from gotravel.domain.message import Bags, Contact, Person, PersonKind, Remark, Source
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.paxlst.codes import CREW, EMPTY_PERSON, LONGEST, TRANSIT
from gotravel.wire.paxlst.draft import TAGS, Draft, Paper
from gotravel.wire.paxlst.groups import Group
from gotravel.wire.paxlst.names import NAME_ELEMENT, address_of, name_of
from gotravel.wire.paxlst.reading import Readings
from gotravel.wire.paxlst.usual import Usual
from gotravel.wire.person_codes import kind_by_age

AT_ONCE: Final = 16
AGES: Final = {"INF": PersonKind.INFANT, "CHD": PersonKind.CHILD}


class Persons:
    """Reads the persons of one message."""

    def __init__(self, segments: Segments, travel_day: str | None) -> None:
        self.readings = Readings(segments, travel_day and travel_day[:10])
        self.usual = Usual(segments.separators() or Separators(), self.readings.day)
        self.persons: list[Person] = []
        self.findings: list[Finding] = []
        self.remarks: list[Remark] = []

    def read(self, groups: list[Group]) -> None:
        """Some at once, because cutting out the texts of each alone takes as long as understanding them."""
        for some in [groups[begin : begin + AT_ONCE] for begin in range(0, len(groups), AT_ONCE)]:
            held = [group.places for group in some if group.places]
            first, end = (held[0][0], held[-1][-1] + 1) if held else (0, 0)
            texts = self.readings.segments.texts_of(range(first, end))
            for group in some:
                self._read(group, texts, first)

    def _read(self, group: Group, texts: list[str], first: int) -> None:
        """`texts` are those of the places from `first` on."""
        readings, usual = self.readings, self.usual
        draft = Draft(len(self.persons), readings.segments, self.findings, self.remarks)
        nad = None if group.nad is None else readings.segments.at(group.nad)
        if nad and not usual.name(draft, nad):
            _name(draft, nad)
        known, acts, component = readings.known, usual.acts, usual.component
        values, sources, divided = draft.values, draft.sources, readings.segments.divided
        for place in group.places:
            text, ordinal = texts[place - first], place + 1
            reading = known.get(text)
            if reading is None:
                head, _, value = text.partition(component)
                act = acts.get(head) if place not in divided else None
                if act is not None and act(draft, ordinal, value):
                    continue
                reading = readings.at(place, text)
            if reading.plain and values[reading.field] is None:
                # Nearly all segments: the first word on a field. `fill` below does the same, only slower.
                values[reading.field] = reading.value
                sources.append(Source(reading.field, ordinal))
                continue
            if reading.said:
                draft.say_all(reading.said, ordinal)
            reading.act(draft, ordinal, reading)
        self.persons.append(_finished(draft, nad, readings.day))


def _finished(draft: Draft, nad: Segment | None, travel_day: str | None) -> Person:
    values, role = draft.values, draft.role
    if draft.papers:
        values["documents"] = tuple([paper.finished() for paper in draft.papers if _is_document(draft, paper)])
    if role == EMPTY_PERSON:
        values["reference"] = values["reference"] or values["locator"]
    referred = role == EMPTY_PERSON and values["reference"]
    if nad and not (values["family"] or values["given"] or referred):
        draft.say("name-missing", nad.ordinal)
    elif nad and values["family"] and not values["given"]:
        draft.say("given-name-missing", nad.ordinal)
    elif nad and values["given"] and not values["family"]:
        draft.say("surname-missing", nad.ordinal)
    several = draft.several or {}
    tags = several.pop(TAGS, {})
    for field, held in several.items():
        values[field] = tuple(held)
    if draft.bag_count is not None or draft.bag_weight is not None or tags:
        values["bags"] = Bags(draft.bag_count, draft.bag_weight, tuple(tags))
    values["kind"] = PersonKind.CREW if role in CREW else kind_by_age(values["born"], travel_day)
    if values["born"] is None and draft.age and role not in CREW:
        values["kind"] = draft.age
    values["transit"] = role in TRANSIT
    values["sources"] = tuple(draft.sources)
    return Person(*values.values())


def _is_document(draft: Draft, paper: Paper) -> bool:
    """DOC without type and number makes no document; what followed it is kept as a remark."""
    if paper.number and paper.type:
        return True
    if not paper.number and not paper.type:
        draft.say("document-empty", paper.ordinal)
        return False
    draft.say("document-type-missing" if paper.number else "document-number-missing", paper.ordinal)
    return True


def _name(draft: Draft, segment: Segment) -> None:
    draft.role = segment.get(1).upper()
    family, given, title, place = name_of(segment)
    if place != NAME_ELEMENT and (family or given):
        draft.say("component-misplaced", segment.ordinal, "NAD")
    if len(family or "") > LONGEST["NAD"] or len(given or "") > LONGEST["NAD"]:
        draft.say("value-over-long", segment.ordinal, "NAD")
    if title:
        draft.say("title-separated", segment.ordinal)
    if family:
        draft.values["family"] = family
        draft.sources.append(Source("family", segment.ordinal))
    if given:
        draft.values["given"] = given
        draft.sources.append(Source("given", segment.ordinal))
    if title:
        draft.age = AGES.get(title.upper())
        draft.values["title"] = title
        draft.sources.append(Source("title", segment.ordinal))
    address = address_of(segment, place)
    if address:
        draft.values["contacts"] = (Contact("address", address, None, segment.ordinal),)
