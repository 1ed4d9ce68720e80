"""Envelopes from segments: UNB, UNG, UNH and their trailers matched, counted and compared.

Goes in: the segments of one interchange in order. Comes out: one envelope. Never: a segment outside every message,
unless it is an envelope segment or text after the end.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.segment import Envelope, Segment, WireMessage
from gotravel.wire.edifact.tokens import RawSegment
from gotravel.wire.findings import finding

Found = tuple[Finding, ...]
MOST_FINDINGS = 1_000
"""Of one message: whoever sent so many mends the first ones first."""
UNTYPED = Segment("UNH", (), 0, 0, "")


class _Open:
    """The message being read."""

    def __init__(self, unh: Segment | None, group: Segment | None) -> None:
        self.unh = unh
        self.group = group
        self.segments: list[Segment] = []
        self.findings: list[Finding] = []

    def add(self, segment: Segment, found: Found) -> None:
        self.segments.append(segment)
        if found and len(self.findings) < MOST_FINDINGS:
            self.findings += [msgspec.structs.replace(one, segment=segment.ordinal) for one in found]

    def closed(self) -> WireMessage:
        unh = self.segments[0] if self.unh else UNTYPED
        if not self.unh:
            self.findings.append(finding("message-header-missing", self.segments[0]))
        found = (*_once(self.findings), *self._about_trailer(unh))
        return WireMessage(unh, tuple(self.segments), found, self.group)

    def _about_trailer(self, unh: Segment) -> Iterable[Finding]:
        last = self.segments[-1]
        if last.tag != "UNT":
            yield finding("message-trailer-missing")
            return
        if last.get(1).lstrip("0") != str(len(self.segments)):
            yield finding("message-count-wrong", last, declared=_number(last.get(1)), found=len(self.segments))
        if self.unh and last.get(2) != unh.get(1):
            yield finding("message-reference-mismatch", last)


def _once(findings: list[Finding]) -> list[Finding]:
    """A habit that shows in every segment is told once."""
    habits = [one for one in findings if one.code == "lower-case-tag"]
    return [one for one in findings if one.code != "lower-case-tag" or one is habits[0]]


class _Assembly:
    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.messages: list[WireMessage] = []
        self.header: Segment | None = None
        self.trailer: Segment | None = None
        self.group: Segment | None = None
        self.group_start = 0
        self.groups = 0
        self.current: _Open | None = None
        self.late_une = False

    def take(self, raw: RawSegment) -> None:
        tag, elements, offset, text, found = raw
        step = _STEPS.get(tag)
        if step:
            step(self, Segment(tag, elements, self._ordinal(tag), offset, text), found)
            return
        if self.current is None:
            if self.trailer is not None or self._is_after_end(elements):
                return
            self.current = _Open(None, self.group)
        self.current.add(Segment(tag, elements, len(self.current.segments) + 1, offset, text), found)

    def _ordinal(self, tag: str) -> int:
        """UNH begins a message, UNT ends one; the envelope's segments have no ordinal."""
        if tag in ("UNT", "UIT"):
            return len(self.current.segments) + 1 if self.current else 1
        return 1 if tag in ("UNH", "UIH") else 0

    def _is_after_end(self, elements: tuple[tuple[str, ...], ...]) -> bool:
        """Text after UNT that only looks like a segment."""
        return bool(self.messages) and not elements

    def close_message(self) -> None:
        if self.current and self.current.segments:
            self.messages.append(self.current.closed())
        self.current = None

    def unb(self, segment: Segment, found: Found) -> None:
        self.close_message()
        if segment.tag == "UIB":
            self.findings.append(finding("interactive-envelope"))
        self.header = segment
        self.findings += found

    def ung(self, segment: Segment, found: Found) -> None:
        self.close_message()
        if self.group:
            self.findings.append(finding("group-trailer-missing"))
        self.group, self.group_start = segment, len(self.messages)
        self.groups += 1
        self.findings += found

    def unh(self, segment: Segment, found: Found) -> None:
        self.close_message()
        self.current = _Open(segment, self.group)
        self.current.add(segment, found)

    def unt(self, segment: Segment, found: Found) -> None:
        if self.current is None:
            if not any(one.code == "trailer-alone" for one in self.findings[-1:]):
                self.findings.append(finding("trailer-alone"))
            return
        self.current.add(segment, found)
        self.close_message()
        if self.late_une:
            self.late_une, self.group = False, None

    def une(self, segment: Segment, found: Found) -> None:
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

    def unz(self, segment: Segment, found: Found) -> None:
        self.close_message()
        self.findings += found
        self.trailer = segment

    def envelope(self, repetition: str) -> Envelope:
        self.close_message()
        if self.group and not self.late_une:
            self.findings.append(finding("group-trailer-missing"))
        if self.header is None:
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


_STEPS = {
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


def assembled(segments: Iterable[RawSegment], findings: list[Finding], repetition: str) -> Envelope:
    assembly = _Assembly(findings)
    for raw in segments:
        current = assembly.current
        if current is None or raw[4] or raw[0] in _STEPS:
            assembly.take(raw)
        else:
            # Nearly all segments: plain ones inside a message.
            tag, elements, offset, text, _ = raw
            held = current.segments
            held.append(Segment(tag, elements, len(held) + 1, offset, text))
    return assembly.envelope(repetition)


def _number(text: str) -> str:
    """A count fit for a sentence: digits, or a word instead of whatever was sent."""
    return text if text.isascii() and text.isdigit() and len(text) < 12 else "no number of"
