"""Which segment belongs to whom: a message's segments in, header, person groups and trailer out.

NAD with a person's role opens a group. A lost or damaged NAD still does where the segments leave no doubt: an unknown
tag with a person's role, or a second birth date after nationality, references or documents. Never drops a segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import BIRTH, EMPTY_PERSON, PERSONS, PORTS, REPORTING_PARTY, TIMES
from gotravel.wire.paxlst.values import qualified

LATE: Final = frozenset({"NAT", "RFF", "DOC"})
TRAILER: Final = frozenset({"CNT", "AUT", "UNT"})
ONLY_PERSONS: Final = frozenset({"ATT", "NAT", "DOC"})
INNER: Final = KNOWN - TRAILER - {"NAD", "TDT"}
"""Segments that neither open nor end a group."""
# Two of one birth date are two persons only if a document and a second sex stand between.
WHOLE: Final = frozenset({"DOC", "ATT"})
FOLLOWING: Final = 8
"""Segments that are looked at behind a NAD."""
LETTERS_OF_KIND: Final = 7
"""Tag and qualifier."""
USUAL_BIRTH: Final = 1
"""Where a birth stands at the latest in a person's usual segments."""
FLIGHTS: Final = ("20", "34")
OF_ROUTE: Final = {"LOC": PORTS, "DTM": TIMES}
LOCATOR: Final = "AVF"
OF_CLOSE_OUT: Final = frozenset({LOCATOR, "ABO"})
ONLY_REFERENCES: Final = {"RFF"}
ONLY_BIRTH: Final = frozenset({BIRTH})
Places = Sequence[int]
"""Places of segments in their message, from 0."""


class Group(msgspec.Struct):
    """One person: the place of its header (None where the NAD was lost) and those of the segments that follow it."""

    nad: int | None
    places: Places


class Division(msgspec.Struct):
    header: list[Segment]
    groups: list[Group]
    trailer: list[Segment]
    findings: list[Finding]


def divided(segments: Segments) -> Division:
    return _Divider(segments).divided()


class _Divider:
    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.tags = segments.tags
        element = (segments.separators() or Separators()).element
        self.dated = "DTM" + element
        self.usual = tuple([f"NAD{element}{role}{element}" for role in sorted(PERSONS - {EMPTY_PERSON})])
        self.groups: list[Group] = []
        self.trailer: list[Segment] = []
        self.found: list[Finding] = []
        self.travelling = False
        self.complete = False

    def divided(self) -> Division:
        header, first = self._header()
        self._persons(first, header)
        births, seen = self._births(first), 0
        self.complete = self._is_complete()
        groups: list[Group] = []
        for group in self.groups:
            begin = seen
            while seen < len(births) and group.places and births[seen] <= group.places[-1]:
                seen += 1
            groups += self._parted(group, births[begin:seen])
        return Division(header, groups, self.trailer, self.found)

    def _births(self, first: int) -> list[int]:
        """The places of all birth dates of persons."""
        tags, usual = self.tags, self.dated + BIRTH
        dates = [place for place in range(first, len(tags)) if tags[place] == "DTM"]
        texts = map(self.segments.text_at, dates)
        return [
            place
            for place, text in zip(dates, texts, strict=True)
            if text.startswith(usual) or self._is_birth(place, text)
        ]

    def _header(self) -> tuple[list[Segment], int]:
        """What stands before the first person, and the place where that one begins."""
        header: list[Segment] = []
        for place in range(len(self.tags)):
            segment = self.segments.at(place)
            self.travelling = self.travelling or segment.tag == "TDT"
            if segment.tag in TRAILER:
                self.trailer.append(segment)
            elif self._stands_early(segment, place):
                self.found.append(finding("component-misplaced", segment, tag=segment.tag))
                self.groups.append(Group(place + 1, (place,)))
                return header, place + 2
            elif self.travelling and _is_of_person(segment):
                self.found.append(finding("person-split-missing", segment))
                self.groups.append(Group(None, ()))
                return header, place
            elif self._opens(segment):
                self.groups.append(Group(place, ()))
                return header, place + 1
            else:
                header.append(segment)
        return header, len(self.segments)

    def _stands_early(self, segment: Segment, place: int) -> bool:
        """A person's segment right before the first NAD, whose own segments have none of its kind: the two are exchanged."""
        if not self.travelling or not _is_of_person(segment) or self.tags[place + 1 : place + 2] != ["NAD"]:
            return False
        ends = (at for at in range(place + 2, len(self.tags)) if self.tags[at] not in INNER)
        kind = segment.text[:LETTERS_OF_KIND]
        own = range(place + 2, next(ends, len(self.tags)))
        return self._opens(self.segments.at(place + 1)) and not any(
            self.segments.text_at(at).startswith(kind) for at in own
        )

    def _persons(self, begin: int, header: list[Segment]) -> None:
        """The groups from the first one on, from one segment that may open or end one to the next."""
        for place in [place for place in range(begin, len(self.tags)) if self.tags[place] not in INNER]:
            segment = self.segments.at(place)
            if segment.tag == "TDT":
                self.travelling = True
                begin = self._late_flight(begin, place, header)
            elif segment.tag in TRAILER:
                begin = self._taken(begin, place)
                self.trailer.append(segment)
            elif begin == place and self._is_twice(segment):
                begin = self._taken(begin, place)
                self.found.append(finding("segment-repeated", segment, tag="NAD"))
            elif self._opens(segment):
                begin = self._taken(begin, place)
                self.groups.append(Group(place, ()))
        self._taken(begin, len(self.tags))

    def _late_flight(self, begin: int, place: int, header: list[Segment]) -> int:
        """A flight with its ports behind a person is the list's, not that person's."""
        end = place + 1
        while end < len(self.tags) and self._is_of_route(end):
            end += 1
        if end == place + 1 or self.segments.at(place).get(1) not in FLIGHTS:
            return begin
        self._taken(begin, place)
        header += [self.segments.at(at) for at in range(place, end)]
        self.found.append(finding("component-misplaced", self.segments.at(place), tag="TDT"))
        return end

    def _is_of_route(self, place: int) -> bool:
        known = OF_ROUTE.get(self.tags[place])
        return known is not None and self.segments.at(place).get(1) in known

    def _taken(self, begin: int, end: int) -> int:
        """The last group gets the segments up to here; the next one's come behind."""
        if self.groups and end > begin:
            held = self.groups[-1].places
            self.groups[-1].places = (*held, *range(begin, end)) if held else range(begin, end)
        return end + 1

    def _is_twice(self, segment: Segment) -> bool:
        """The very same name segment again, with nothing between."""
        last = self.groups[-1]
        if segment.tag != "NAD" or last.places or last.nad is None:
            return False
        return self.segments.text_at(last.nad) == segment.text and segment.get(1).upper() != EMPTY_PERSON

    def _opens(self, segment: Segment) -> bool:
        if segment.tag in INNER:
            return False
        if segment.text.startswith(self.usual):
            return True
        role = segment.get(1).upper()
        if segment.tag == "NAD" and role in PERSONS:
            return True
        if segment.tag != "NAD":
            damaged = segment.tag not in KNOWN and role in PERSONS and bool(segment.get(4))
            if damaged:
                self.found.append(finding("person-header-damaged", segment))
            return damaged
        if role == REPORTING_PARTY or not (self.travelling or self._is_described(segment)):
            return False
        if role:
            shown = role if role.isalnum() and len(role) < 4 else "?"
            self.found.append(finding("person-role-unknown", segment, role=shown))
        else:
            self.found.append(finding("person-header-damaged", segment))
        return True

    def _is_described(self, segment: Segment) -> bool:
        """Whether a person's own segments follow, though no flight was named."""
        after = self.tags[segment.ordinal : segment.ordinal + FOLLOWING]
        own = after[: next((at for at, tag in enumerate(after) if tag not in INNER), len(after))]
        return bool(ONLY_PERSONS & set(own))

    def _parted(self, group: Group, births: list[int]) -> Iterable[Group]:
        """A group in which a NAD was lost, cut before the second person's first segment."""
        if not self.complete and self._is_of_references(group):
            return self._parted_by_reference(group)
        if len(births) > 1:
            return self._parted_by_births(group, [group.places.index(birth) for birth in births])
        if self.complete:
            return (group,)
        cut = self._second_whole(group.places)
        if cut:
            self._split_missing(group.places[cut])
            return Group(group.nad, group.places[:cut]), Group(None, group.places[cut:])
        birth = group.places.index(births[0]) if births else 0
        return self._parted_by_order(group, birth) if birth > USUAL_BIRTH else (group,)

    def _second_whole(self, places: Places) -> int:
        """Where a second sex begins what has a nationality and a document of its own, behind a first sex and document."""
        tags = [self.tags[place] for place in places]
        if tags.count("ATT") < 2:
            return 0
        cut = tags.index("ATT", tags.index("ATT") + 1)
        return cut if "DOC" in tags[:cut] and {"NAT", "DOC"} <= set(tags[cut:]) else 0

    def _is_empty(self, nad: int) -> bool:
        return (
            EMPTY_PERSON in self.segments.text_at(nad).upper() and self.segments.at(nad).get(1).upper() == EMPTY_PERSON
        )

    def _is_complete(self) -> bool:
        """Whether as many persons begin as the list announces: then none of them lost its first segment."""
        totals = [segment.get(1, 1).lstrip("0") for segment in self.trailer if segment.tag == "CNT"]
        return str(len(self.groups)) in totals

    def _is_birth(self, place: int, text: str) -> bool:
        """`DTM+329`. The text alone tells what is none, where two other digits follow the tag."""
        if text[:4] == self.dated and text[4:6].isdigit() and text[4:6] != BIRTH[:2]:
            return False
        return self.segments.at(place).get(1)[:3] == BIRTH

    def _parted_by_births(self, group: Group, births: list[int]) -> Iterable[Group]:
        places, parts, begin = group.places, [], 0
        last = births[0]
        for birth in births[1:]:
            between = self._tags(places[last + 1 : birth])
            same = self._birth(places[last]) == self._birth(places[birth])
            before, last = last, birth
            if not between & LATE or (same and not between >= WHOLE):
                continue
            cut = birth
            while cut > before + 1 and self.tags[places[cut - 1]] == "ATT":
                cut -= 1
            self._split_missing(places[cut])
            parts.append(Group(group.nad if begin == 0 else None, places[begin:cut]))
            begin = cut
        return [*parts, Group(group.nad if begin == 0 else None, places[begin:])]

    def _parted_by_order(self, group: Group, birth: int) -> Iterable[Group]:
        """Sex and birth after the documents are another person's, if this sender puts them before the documents."""
        places, cut = group.places, birth
        while cut > 0 and self.tags[places[cut - 1]] == "ATT":
            cut -= 1
        before = self._tags(places[:cut])
        if cut == birth or "ATT" in before or "DOC" not in before or not any(map(self._is_orderly, self.groups)):
            return (group,)
        self._split_missing(places[cut])
        return Group(group.nad, places[:cut]), Group(None, places[cut:])

    def _is_orderly(self, group: Group) -> bool:
        tags = [self.tags[place] for place in group.places]
        return "ATT" in tags and "DOC" in tags and tags.index("ATT") < tags.index("DOC")

    def _parted_by_reference(self, group: Group) -> Iterable[Group]:
        """A close-out names persons by locator and reference only, in either order: a second of either is another person."""
        places = group.places
        cuts = list(self._second_references(places))
        for cut in cuts:
            self._split_missing(places[cut])
        return [Group(group.nad, places[left:right]) for left, right in pairwise([0, *cuts, len(places)])]

    def _second_references(self, places: Places) -> Iterable[int]:
        held: dict[str, str] = {}
        for at, place in enumerate(places):
            kind, text = self._kind_of_reference(place), self.segments.text_at(place)
            if kind not in OF_CLOSE_OUT or (at > 0 and text == self.segments.text_at(places[at - 1])):
                continue
            if kind in held and (kind == LOCATOR or held[kind] != text):
                held = {}
                yield at
            held[kind] = text

    def _kind_of_reference(self, place: int) -> str:
        return self.segments.at(place).get(1) if self.tags[place] == "RFF" else ""

    def _is_of_references(self, group: Group) -> bool:
        """A close-out's person, also where its NAD was lost."""
        if group.nad is not None:
            return self._is_empty(group.nad)
        return self._tags(group.places) == ONLY_REFERENCES

    def _birth(self, place: int) -> str:
        return qualified(self.segments.at(place), ONLY_BIRTH)[1]

    def _tags(self, places: Places) -> set[str]:
        return {self.tags[place] for place in places}

    def _split_missing(self, place: int) -> None:
        self.found.append(finding("person-split-missing", self.segments.at(place)))


def _is_of_person(segment: Segment) -> bool:
    """A segment that only persons have, so that a NAD before it was lost."""
    if segment.tag == "RFF":
        return segment.get(1) in ("AVF", "ABO")
    return segment.tag in ONLY_PERSONS or (segment.tag == "DTM" and segment.get(1)[:3] == BIRTH)
