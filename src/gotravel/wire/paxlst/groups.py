"""Which segment belongs to whom: a message's segments in, header, person groups and trailer out.

NAD with a person's role opens a group. A lost or damaged NAD still does where the segments leave no doubt: an unknown
tag with a person's role, or a second birth date after nationality, references or documents. Never drops a segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import BIRTH, EMPTY_PERSON, PERSONS, REPORTING_PARTY
from gotravel.wire.paxlst.values import qualified

LATE: Final = frozenset({"NAT", "RFF", "DOC"})
TRAILER: Final = frozenset({"CNT", "AUT", "UNT"})
ONLY_PERSONS: Final = frozenset({"ATT", "NAT", "DOC"})
# Two of one birth date are two persons only if a document and a second sex stand between.
WHOLE: Final = frozenset({"DOC", "ATT"})
USUAL_BIRTH: Final = 1
"""Where a birth stands at the latest in a person's usual segments."""
ONLY_BIRTH: Final = frozenset({BIRTH})


class Group(msgspec.Struct):
    """One person: its header (None where the NAD was lost) and the segments that follow it."""

    nad: Segment | None
    segments: Sequence[Segment]


class Division(msgspec.Struct):
    header: list[Segment]
    groups: list[Group]
    trailer: list[Segment]
    findings: list[Finding]


def divided(segments: Sequence[Segment]) -> Division:
    header: list[Segment] = []
    groups: list[Group] = []
    trailer: list[Segment] = []
    found: list[Finding] = []
    current: list[Segment] = header
    travelling = False
    for segment in segments:
        tag = segment.tag
        if tag == "TDT":
            travelling = True
        if tag in TRAILER:
            trailer.append(segment)
        elif groups and tag == "NAD" and not groups[-1].segments and _is_twice(groups[-1].nad, segment):
            found.append(finding("segment-repeated", segment, tag="NAD"))
        elif current is header and travelling and _is_of_person(segment):
            found.append(finding("person-split-missing", segment))
            current = [segment]
            groups.append(Group(None, current))
        elif (tag == "NAD" or tag not in KNOWN) and _opens(segment, travelling, found):
            current = []
            groups.append(Group(segment, current))
        else:
            current.append(segment)
    groups = [part for group in groups for part in _parted(group, groups, found)]
    return Division(header, groups, trailer, found)


def _is_twice(before: Segment | None, segment: Segment) -> bool:
    """The very same name segment again, with nothing between."""
    return before is not None and before.text == segment.text and segment.get(1).upper() != EMPTY_PERSON


def _is_of_person(segment: Segment) -> bool:
    """A segment that only persons have, so that a NAD before it was lost."""
    if segment.tag == "RFF":
        return segment.get(1) in ("AVF", "ABO")
    return segment.tag in ONLY_PERSONS or (segment.tag == "DTM" and segment.get(1)[:3] == BIRTH)


def _opens(segment: Segment, travelling: bool, found: list[Finding]) -> bool:
    role = segment.get(1).upper()
    if segment.tag != "NAD":
        if role in PERSONS and segment.get(4):
            found.append(finding("person-header-damaged", segment))
            return True
        return False
    if role in PERSONS:
        return True
    if role == REPORTING_PARTY or not travelling:
        return False
    if role:
        found.append(finding("person-role-unknown", segment, role=role if role.isalnum() and len(role) < 4 else "?"))
    else:
        found.append(finding("person-header-damaged", segment))
    return True


def _parted(group: Group, others: Sequence[Group], found: list[Finding]) -> list[Group]:
    """A group in which a NAD was lost, cut before the second person's first segment."""
    if group.nad and group.nad.get(1).upper() == EMPTY_PERSON:
        return _parted_by_locator(group, found)
    births = [
        number for number, segment in enumerate(group.segments) if segment.tag == "DTM" and segment.get(1)[:3] == BIRTH
    ]
    if len(births) < 2:
        late = bool(births) and births[0] > USUAL_BIRTH
        return _parted_by_order(group, births[0], others, found) if late else [group]
    segments, parts, begin = group.segments, [], 0
    last = births[0]
    for birth in births[1:]:
        between = {segment.tag for segment in segments[last + 1 : birth]}
        same = qualified(segments[last], ONLY_BIRTH)[1] == qualified(segments[birth], ONLY_BIRTH)[1]
        before, last = last, birth
        if not between & LATE or (same and not between >= WHOLE):
            continue
        cut = birth
        while cut > before + 1 and segments[cut - 1].tag == "ATT":
            cut -= 1
        found.append(finding("person-split-missing", segments[cut]))
        parts.append(Group(group.nad if begin == 0 else None, segments[begin:cut]))
        begin = cut
    parts.append(Group(group.nad if begin == 0 else None, segments[begin:]))
    return parts


def _parted_by_order(group: Group, birth: int, others: Sequence[Group], found: list[Finding]) -> list[Group]:
    """Sex and birth after the documents are another person's, if this sender puts them before the documents."""
    segments, cut = group.segments, birth
    while cut > 0 and segments[cut - 1].tag == "ATT":
        cut -= 1
    before = {segment.tag for segment in segments[:cut]}
    if cut == birth or "ATT" in before or "DOC" not in before or not any(_is_orderly(other) for other in others):
        return [group]
    found.append(finding("person-split-missing", segments[cut]))
    return [Group(group.nad, segments[:cut]), Group(None, segments[cut:])]


def _is_orderly(group: Group) -> bool:
    tags = [segment.tag for segment in group.segments]
    return "ATT" in tags and "DOC" in tags and tags.index("ATT") < tags.index("DOC")


def _parted_by_locator(group: Group, found: list[Finding]) -> list[Group]:
    """A close-out names persons by locator and reference only: a second locator is another person."""
    cuts = [
        number for number, segment in enumerate(group.segments) if segment.tag == "RFF" and segment.get(1) == "AVF"
    ][1:]
    found += [finding("person-split-missing", group.segments[cut]) for cut in cuts]
    parts = [group.segments[left:right] for left, right in pairwise([0, *cuts, len(group.segments)])]
    return [Group(group.nad, part) for part in parts]
