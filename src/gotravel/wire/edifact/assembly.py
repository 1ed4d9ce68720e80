"""Envelopes from segments: UNB, UNG, UNH and their trailers matched, counted and compared.

Goes in: the segments of one interchange in order. Comes out: one envelope. Never: a segment outside every message,
unless it is an envelope segment or text after the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Elements, Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.findings import finding

Found = tuple[Finding, ...]
MOST_FINDINGS: Final = 1_000
"""Of one message: whoever sent so many mends the first ones first."""
UNTYPED: Final = Segment("UNH", (), 0, 0, "")


TYPES: Final = frozenset({"PAXLST", "CUSRES", "PNRGOV", "ACKRES", "GOVREQ", "CONTRL"})
OF_GROUP: Final = re.compile(rf"\b(?:{'|'.join(TYPES)})\b|\b\d{{6}}(?:\d\d)?[^\w\s]\d{{4}}\b")
"""The type of its messages, or date and time."""
MOST_OF_GROUP: Final = 2
"""Segments, where a terminator got into it."""
INTERACTIVE: Final = {"UIH": "UNH", "UIT": "UNT"}


def _as_batch(elements: Elements) -> Elements:
    """UIH names the type first and its reference second; read on as a UNH, which has them the other way round."""
    if len(elements) > 1 and len(elements[0]) > 1 and len(elements[1]) == 1:
        return (elements[1], elements[0], *elements[2:])
    return elements


class _Open:
    """The message being read."""

    def __init__(self, unh: Segment | None, group: Segment | None) -> None:
        self.unh = unh
        self.group = group
        self.runs: list[range] = []
        """Places in the interchange."""
        self.size = 0
        self.findings: list[Finding] = []

    def extend(self, places: range) -> None:
        """Neighbours of the last ones are one run with them."""
        self.size += len(places)
        if self.runs and self.runs[-1].stop == places.start:
            places = range(self.runs.pop().start, places.stop)
        self.runs.append(places)

    def add(self, place: int, segment: Segment, found: Found) -> None:
        self.extend(range(place, place + 1))
        if found and len(self.findings) < MOST_FINDINGS:
            self.findings += [msgspec.structs.replace(one, segment=segment.ordinal) for one in found]

    def is_left_of_group(self, read: Segments) -> bool:
        """One or two segments of no known tag that say what a UNG says, or a UNH with the type where its reference stands."""
        if self.unh is not None:
            return self.size == 1 and self.unh.get(1).upper() in TYPES
        places = list(chain(*self.runs))[: MOST_OF_GROUP + 1]
        if len(places) > MOST_OF_GROUP or any(read.tags[place] in KNOWN for place in places):
            return False
        return any(OF_GROUP.search(read.text_at(place)) for place in places)

    def closed(self, read: Segments) -> WireMessage:
        """`read` are the segments of the interchange."""
        segments = read.part(self.runs[0]) if len(self.runs) == 1 else read.gathered(chain(*self.runs))
        unh = segments[0] if self.unh else UNTYPED
        if not self.unh:
            self.findings.append(finding("message-header-missing", segments[0]))
        found = (*_once(self.findings), *self._about_trailer(unh, segments[-1]))
        return WireMessage(unh, segments, found, self.group)

    def _about_trailer(self, unh: Segment, last: Segment) -> Iterable[Finding]:
        if last.tag != "UNT":
            yield finding("message-trailer-missing")
            return
        if last.text.upper().startswith("UIT"):
            return
        if last.get(1).lstrip("0") != str(self.size):
            yield finding("message-count-wrong", last, declared=_number(last.get(1)), found=self.size)
        if self.unh and last.get(2) != unh.get(1):
            yield finding("message-reference-mismatch", last)


def _once(findings: list[Finding]) -> list[Finding]:
    """A habit that shows in every segment is told once."""
    habits = [one for one in findings if one.code == "lower-case-tag"]
    return [one for one in findings if one.code != "lower-case-tag" or one is habits[0]]


class _Assembly:
    def __init__(self, read: Segments, findings: list[Finding]) -> None:
        self.read = read
        self.findings = findings
        self.messages: list[WireMessage] = []
        self.header: Segment | None = None
        self.trailer: Segment | None = None
        self.group: Segment | None = None
        self.group_start = 0
        self.groups = 0
        self.current: _Open | None = None
        self.late_une = False
        self.interactive = False

    def take(self, place: int, found: Found) -> None:
        segment = self.read.at(place)
        step = _STEPS.get(segment.tag)
        if step:
            segment.ordinal = self._ordinal(segment.tag)
            if segment.tag in INTERACTIVE:
                self._exchange(place, segment)
            step(self, place, segment, found)
            return
        if self.current is None:
            if self.trailer is not None or self._is_after_end(segment.elements):
                return
            self.current = _Open(None, self.group)
        segment.ordinal = self.current.size + 1
        self.current.add(place, segment, found)

    def run(self, begin: int, end: int) -> None:
        """Segments of which nothing is to be told: nearly all, and all at once where a message is open."""
        while begin < end and self.current is None:
            self.take(begin, ())
            begin += 1
        if self.current is not None and begin < end:
            self.current.extend(range(begin, end))

    def _exchange(self, place: int, segment: Segment) -> None:
        segment.tag, segment.held = INTERACTIVE[segment.tag], _as_batch(segment.elements)
        self.read.exchange(place, segment)

    def _ordinal(self, tag: str) -> int:
        """UNH begins a message, UNT ends one; the envelope's segments have no ordinal."""
        if tag in ("UNT", "UIT"):
            return self.current.size + 1 if self.current else 1
        return 1 if tag in ("UNH", "UIH") else 0

    def _is_after_end(self, elements: Elements) -> bool:
        """Text after UNT that only looks like a segment."""
        return bool(self.messages) and not elements

    def close_message(self) -> None:
        if self.current and self.current.size:
            self.messages.append(self.current.closed(self.read))
        self.current = None

    def _close_before_message(self) -> None:
        """What stands between UNB and the first UNH of a group is what is left of a damaged UNG, and no message."""
        if self.current and self.current.is_left_of_group(self.read):
            self.findings.append(finding("group-header-damaged"))
            self.current = None
        self.close_message()

    def unb(self, place: int, segment: Segment, found: Found) -> None:
        self.close_message()
        if segment.tag == "UIB":
            self.findings.append(finding("interactive-envelope"))
            self.interactive = True
        else:
            self.header = segment
        self.findings += found

    def ung(self, place: int, segment: Segment, found: Found) -> None:
        self.close_message()
        if self.group:
            self.findings.append(finding("group-trailer-missing"))
        self.group, self.group_start = segment, len(self.messages)
        self.groups += 1
        self.findings += found

    def unh(self, place: int, segment: Segment, found: Found) -> None:
        self._close_before_message()
        self.current = _Open(segment, self.group)
        self.current.add(place, segment, found)

    def unt(self, place: int, segment: Segment, found: Found) -> None:
        if self.current is None:
            if not any(one.code == "trailer-alone" for one in self.findings[-1:]):
                self.findings.append(finding("trailer-alone"))
            return
        self.current.add(place, segment, found)
        self.close_message()
        if self.late_une:
            self.late_une, self.group = False, None

    def une(self, place: int, segment: Segment, found: Found) -> None:
        self.findings += found
        if self.current:
            self.findings.append(finding("groups-out-of-order"))
        if not self.group:
            self.findings.append(finding("group-header-missing"))
        else:
            held = len(self.messages) - self.group_start + (1 if self.current else 0)
            if segment.get(1).lstrip("0") != str(held):
                self.findings.append(finding("group-count-wrong", declared=_number(segment.get(1)), found=held))
            if segment.get(2) != self.group.get(5):
                self.findings.append(finding("group-reference-mismatch"))
        if self.current:
            self.late_une = True
        else:
            self.group = None

    def unz(self, place: int, segment: Segment, found: Found) -> None:
        self.close_message()
        self.findings += found
        self.trailer = segment

    def envelope(self, repetition: str) -> Envelope:
        self.close_message()
        if self.group and not self.late_une:
            self.findings.append(finding("group-trailer-missing"))
        if self.interactive:
            pass  # its elements stand elsewhere; the finding says that they are not read
        elif self.header is None:
            self.findings.append(finding("interchange-header-missing"))
        elif self.trailer is None:
            self.findings.append(finding("interchange-trailer-missing"))
        else:
            self._compare(self.header, self.trailer)
        version = self.header.get(1, 1) if self.header else ""
        return Envelope(
            tuple(self.messages), self.header, self.trailer, tuple(self.findings), repetition if version == "4" else ""
        )

    def _compare(self, header: Segment, trailer: Segment) -> None:
        held = self.groups or len(self.messages)
        if trailer.get(1).lstrip("0") != str(held):
            self.findings.append(finding("interchange-count-wrong", declared=_number(trailer.get(1)), found=held))
        if trailer.get(2) != header.get(5):
            self.findings.append(finding("interchange-reference-mismatch"))


_STEPS: Final = {
    "UNB": _Assembly.unb,
    "UNG": _Assembly.ung,
    "UNH": _Assembly.unh,
    "UNT": _Assembly.unt,
    "UNE": _Assembly.une,
    "UNZ": _Assembly.unz,
    "UIB": _Assembly.unb,
    "UIH": _Assembly.unh,
    "UIT": _Assembly.unt,
    "UIZ": _Assembly.unz,
}


def assembled(
    read: Segments, envelope: list[int], repaired: dict[int, Found], findings: list[Finding], repetition: str
) -> Envelope:
    """`envelope` are the places of whatever may open or close something, `repaired` what is to be told of a place."""
    assembly = _Assembly(read, findings)
    for place, after in pairwise([-1, *sorted({*repaired, *envelope}), len(read)]):
        if place >= 0:
            assembly.take(place, repaired.get(place, ()))
        assembly.run(place + 1, after)
    return assembly.envelope(repetition)


def _number(text: str) -> str:
    """A count fit for a sentence: digits, or a word instead of whatever was sent."""
    return text if text.isascii() and text.isdigit() and len(text) < 12 else "no number of"
