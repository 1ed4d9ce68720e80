"""One person of a list: a group of segments in, a Person with its documents and sources out.

What a segment says is read in `reading.py`; here it is put to the person. Never raises, never drops the person: what
cannot be read stays None and leaves a finding.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Finding
from gotravel.domain.message import Bags, Contact, Person, PersonKind, Remark, Source
from gotravel.wire.edifact.segment import Segment, Segments
from gotravel.wire.paxlst.codes import CREW, EMPTY_PERSON, LONGEST, TRANSIT
from gotravel.wire.paxlst.draft import Draft, Paper, Reading
from gotravel.wire.paxlst.groups import Group
from gotravel.wire.paxlst.names import NAME_ELEMENT, address_of, name_of
from gotravel.wire.paxlst.reading import understood
from gotravel.wire.person_codes import kind_by_age

SHORT: Final = 12
"""Segments up to this length (a sex, a nationality, a port) stand under many persons; no name, date or number does."""


class Persons:
    """Reads the persons of one message."""

    def __init__(self, segments: Segments, travel_day: str | None) -> None:
        self.segments = segments
        self.travel_day = travel_day and travel_day[:10]
        self.persons: list[Person] = []
        self.findings: list[Finding] = []
        self.remarks: list[Remark] = []
        self._known: dict[str, Reading] = {}

    def read(self, group: Group) -> None:
        draft = Draft(len(self.persons), self.segments, self.findings, self.remarks)
        if group.nad:
            _name(draft, group.nad)
        texts, known, values, sources = self.segments.texts, self._known, draft.values, draft.sources
        for place in group.places:
            reading = known.get(texts[place]) or self._understood(place)
            ordinal = place + 1
            if reading.plain and values[reading.field] is None:
                # Nearly all segments: the first word on a field. `fill` below does the same, only slower.
                values[reading.field] = reading.value
                sources.append(Source(reading.field, ordinal))
                continue
            for code in reading.said:
                draft.say(code, ordinal)
            reading.act(draft, ordinal, reading)
        self.persons.append(_finished(draft, group.nad, self.travel_day))

    def _understood(self, place: int) -> Reading:
        segment = self.segments.at(place)
        reading = understood(segment, self.travel_day)
        if len(segment.text) <= SHORT:
            self._known[segment.text] = reading
        return reading


def _finished(draft: Draft, nad: Segment | None, travel_day: str | None) -> Person:
    values, role = draft.values, draft.role
    if draft.papers:
        values["documents"] = tuple([paper.finished() for paper in draft.papers if _is_document(draft, paper)])
    if nad and not (values["family"] or values["given"]) and role != EMPTY_PERSON:
        draft.say("name-missing", nad.ordinal)
    if role == EMPTY_PERSON:
        values["reference"] = values["reference"] or values["locator"]
    if draft.bag_count is not None or draft.bag_weight is not None or draft.bag_tags:
        values["bags"] = Bags(draft.bag_count, draft.bag_weight, draft.bag_tags)
    values["kind"] = PersonKind.CREW if role in CREW else kind_by_age(values["born"], travel_day)
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
        draft.values["title"] = title
        draft.sources.append(Source("title", segment.ordinal))
    address = address_of(segment, place)
    if address:
        draft.values["contacts"] = (Contact("address", address, None, segment.ordinal),)
