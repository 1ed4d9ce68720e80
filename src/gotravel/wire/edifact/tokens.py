"""Tokens: the text of one interchange and its separators in, raw segments with their offsets out.

Splitting is left to `str.split`: an escaped character is first exchanged for a private one of the same length, so
offsets stay true. Never raises, never drops a piece silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import ENVELOPE, KNOWN, STARTS, lost_start
from gotravel.wire.findings import finding

BLANKS: Final = " \t\r\n"
TAG_LIKE: Final = re.compile(r"[A-Z]{3}")
# Private stand-ins of escaped characters; control characters of the input were blanked before.
STAND_INS: Final = "\x01\x02\x03\x04\x05"
JOINED: Final = "\x06"
NAMED: Final = frozenset({"NAD", "TIF", "PDT"})

Piece = tuple[str, str, int, tuple[Finding, ...]]
"""Tag, text with stand-ins, offset, what was repaired."""


class Tokens:
    """The pieces of one interchange, and how to turn a piece into elements."""

    def __init__(self, body: str, offset: int, separators: Separators) -> None:
        self.separators = separators
        self.offset = offset
        self.findings: list[Finding] = []
        self._stand_ins: dict[int, str] = {}
        self._releases: tuple[str, ...] = ()
        self.body = self._protected(body)
        self.breaks = "\n" in body or "\r" in body

    def _protected(self, body: str) -> str:
        """Escaped service characters exchanged for stand-ins, pair by pair from the left."""
        own = self.separators
        releases = {own.release} | ({"?"} if own.undeclared_release else set())
        self._releases = tuple(sorted(release for release in releases if release and release in body))
        for release in self._releases:
            service = (release, own.terminator, own.element, own.component, own.repetition or "*")
            for stand_in, character in zip(STAND_INS, service, strict=False):
                body = body.replace(release + character, release + stand_in)
                self._stand_ins[ord(stand_in)] = character
        return body

    def unescaped(self, text: str) -> str:
        """As the sender meant it. A release before an ordinary character is dropped, the character stays."""
        for release in self._releases:
            text = text.replace(release, "")
        return text.translate(self._stand_ins)

    def as_sent(self, text: str) -> str:
        return text.translate(self._stand_ins) if self._stand_ins else text

    def elements(self, text: str) -> tuple[tuple[str, ...], ...]:
        """All elements after the tag."""
        component = self.separators.component
        parts = text.split(self.separators.element)
        if self._stand_ins and (any(release in text for release in self._releases) or JOINED in text):
            return tuple([tuple([self.unescaped(part) for part in element.split(component)]) for element in parts[1:]])
        return tuple([tuple(element.split(component)) if component in element else (element,) for element in parts[1:]])

    def pieces(self) -> Iterator[Piece]:
        """Every segment of the interchange. A piece that is none is joined to the one before or reported."""
        own = self.separators
        pending: Piece | None = None
        for text, start in self._split():
            tag = text[:3]
            if tag in KNOWN and (len(text) == 3 or text[3] == own.element):
                if pending:
                    yield pending
                pending = (tag, text, start, ())
                continue
            pending, done = self._odd(text, start, pending)
            if done:
                yield done
        if pending:
            yield pending

    def _split(self) -> Iterator[tuple[str, int]]:
        """Texts between terminators with their offsets; blanks and line breaks around and inside them removed."""
        position, breaks = self.offset, self.breaks
        lost = self._lost_starts()
        for piece in self.body.split(self.separators.terminator):
            start = position
            position += len(piece) + 1
            if lost is not None and lost.search(piece, 3):
                yield from self._parts(piece, start, lost)
                continue
            text = piece.lstrip(BLANKS)
            if not text:
                continue
            start += len(piece) - len(text)
            if breaks and ("\n" in text or "\r" in text):
                text = text.replace("\r", "").replace("\n", "").rstrip(" \t") if text else text
            yield text, start

    def _lost_starts(self) -> re.Pattern[str] | None:
        """The pattern of lost terminators, or None where counting shows that none was lost (counting is cheap)."""
        own, body = self.separators, self.body
        if self.breaks and own.terminator != "\n":
            body = body.replace("\r", "").replace("\n", "")
        for tag in STARTS:
            start = tag + own.element
            if (seen := body.count(start)) and seen != body.count(own.terminator + start) + body.startswith(start):
                return lost_start(own.element, own.component)
        return None

    def _parts(self, piece: str, start: int, lost: re.Pattern[str]) -> Iterator[tuple[str, int]]:
        """A piece in which a terminator was lost, cut where the next segments begin."""
        offset = start
        cuts = [0, *(match.start() for match in lost.finditer(piece, 3)), len(piece)]
        for left, right in zip(cuts, cuts[1:], strict=False):
            part = piece[left:right]
            text = part.strip(BLANKS)
            if not text:
                continue
            if left and piece[:left].strip(BLANKS):
                self.findings.append(finding("terminator-missing", tag=text[:3]))
            yield text.replace("\r", "").replace("\n", ""), offset + left + len(part) - len(part.lstrip(BLANKS))

    def _odd(self, text: str, start: int, pending: Piece | None) -> tuple[Piece | None, Piece | None]:
        """A piece that does not begin with a known tag: (the piece now pending, the piece that is finished)."""
        tag = text.split(self.separators.element, 1)[0]
        name = tag.split(self.separators.component, 1)[0].strip(BLANKS).upper()
        sent_lower = tag != tag.upper()
        if name in KNOWN and len(tag.strip(BLANKS)) <= 6 and not (pending and pending[0] in NAMED and ":" in tag):
            found = (finding("lower-case-tag", tag=name),) if sent_lower else ()
            return (name, text, start, found), pending
        unknown_segment = TAG_LIKE.fullmatch(tag) is not None
        if pending and not (unknown_segment and pending[0] not in NAMED) and pending[0] not in ENVELOPE:
            self._stand_ins[ord(JOINED)] = self.separators.terminator
            joined = pending[1] + JOINED + text
            return (pending[0], joined, pending[2], (finding("apostrophe-not-released", tag=pending[0]),)), None
        if unknown_segment:
            return (tag, text, start, ()), pending
        if pending and pending[0] not in ("UNZ", "UNT", "UNE"):
            return (pending[0], *pending[1:3], (*pending[3], finding("segment-text-unreadable"))), None
        return pending, None
