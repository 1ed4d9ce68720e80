"""Tokens: the text of one interchange and its separators in, its segments in columns and what was repaired out.

Splitting is left to `str.split`: an escaped character is first exchanged for a private one of the same length, so
offsets stay true. Never raises, never drops a piece silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from sys import intern
from typing import Final

import msgspec

from gotravel.domain.characters import AT_ONCE
from gotravel.domain.finding import Finding
from gotravel.domain.wire_segments import WireSegment, WireSegments, in_columns
from gotravel.wire.edifact import charset
from gotravel.wire.edifact.damage import Damage
from gotravel.wire.edifact.scan import plain
from gotravel.wire.edifact.segment import Elements
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import (
    BEHIND_BOOKING,
    BOOKING,
    ENVELOPE,
    KNOWN,
    LETTERS_OF_TAG,
    NAMED,
    PAXLST_STARTS,
    PNRGOV_STARTS,
    is_push,
    lost_start,
)
from gotravel.wire.findings import finding

BLANKS: Final = " \t\r\n"
TAG_LIKE: Final = re.compile(r"[A-Z]{3}")
# Private stand-ins of escaped characters; control characters of the input were blanked before.
STAND_INS: Final = "\x01\x02\x03\x04\x05"
JOINED: Final = "\x06"
MENDED: Final = NAMED | frozenset(
    {
        "TVL",
        "RCI",
        "SSR",
        "TRI",
        "SSD",
        "TBD",
        "RPI",
        "TKT",
        "FTI",
        "REF",
        "DAT",
        "FOP",
        "IFT",
        "ADD",
        "EBD",
        "MON",
        "FAR",
    }
)
"""A damaged separator behind these is seen through: they are no words, and others would pay for them."""
# Segments with names or free text, in which a terminator may stand as an unreleased apostrophe.
TEXTS: Final = NAMED | frozenset(
    {
        "FTX",
        "IFT",
        "LTS",
        "SSR",
        "COM",
        "ADD",
        "REF",
        "FOP",
        "TVL",
        "ORG",
        "CTA",
        "FTI",
        "UNB",
        "UNG",
        "ABI",
        "EBD",
    }
)
FOLLOWS_WITHIN: Final = 8
"""Characters, line ends among them."""
LONG: Final = 1_200
"""Characters from which on it is quicker to look at a text as a whole."""
DAMAGED: Final = frozenset("#%&*=@|~^$!<>_;")
"""What may stand where the separator behind a tag was; a name goes on with other characters."""
LONGEST_JOINED: Final = 2_000
ELEMENTS_TO_NAME: Final = 2
"""PDT has its name in the second element, and no apostrophes behind it."""
ENDS: Final = frozenset({"UNT", "UNE", "UNZ"})
UNREADABLE: Final = ""
NOTHING: Final[tuple[Finding, ...]] = ()

Found = tuple[Finding, ...]
Piece = tuple[str, str, int, Found]
"""Tag, text with stand-ins, offset, what was repaired."""


def _decoded(text: str, codec: str) -> str:
    if text.isascii():
        return text
    data = text.encode("latin-1", "replace")
    return charset.mixed(data) if codec == "iso8859-1" else data.decode(codec, "replace")


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _inside(body: str, own: Separators, is_pnr: bool) -> bool:
    """Whether a tag that is looked for stands before an element separator, but not behind a terminator."""
    wanted, end = PNRGOV_STARTS if is_pnr else PAXLST_STARTS, own.terminator
    return any(part[-3:] in wanted and part[-4:-3] != end for part in body.split(own.element))


def _booking_inside(body: str, own: Separators) -> bool:
    end = re.escape(own.terminator)
    return re.search(rf"[^{end}\s]{BOOKING}{end}\s*(?:{'|'.join(BEHIND_BOOKING)})", body) is not None


class Tokens:
    """The pieces of one interchange, and how to turn a piece into elements."""

    def __init__(self, body: str, offset: int, separators: Separators) -> None:
        self.separators = separators
        self.offset = offset
        self._stand_ins: dict[str, str] = {}
        self._releases: tuple[str, ...] = ()
        self._releases_nothing = False
        """Whether a release character stands before an ordinary one."""
        self.body = self._protected(body)
        self.breaks = "\n" in body or "\r" in body
        self.damage = Damage(separators, is_pnr=is_push(body))
        self._begins_lines: bool | None = None

    def _protected(self, body: str) -> str:
        """Escaped service characters exchanged for stand-ins, pair by pair from the left."""
        own = self.separators
        releases = {own.release, own.undeclared_release}
        self._releases = tuple(sorted(release for release in releases if release and release in body))
        for release in self._releases:
            service = (release, own.terminator, own.element, own.component, own.repetition or "*")
            stand_ins = dict(zip(reversed(service), reversed(STAND_INS), strict=True))
            self._stand_ins |= {stand_in: character for character, stand_in in stand_ins.items()}
            body = self._exchanged(body, release, stand_ins)
        return body

    def _exchanged(self, body: str, release: str, stand_ins: dict[str, str]) -> str:
        """With a stand-in for each character that is released. A long text is copied once and changed in its place, because
        every copy of it is memory that was not touched before."""
        changed, at = bytearray(body.encode("latin-1")), body.find(release)
        while at >= 0:
            released = body[at + 1 : at + 2]
            stand_in = stand_ins.get(released)
            # Two in a row are one released release character; one at the very end releases nothing.
            self._releases_nothing |= stand_in is None or released == release
            if stand_in is not None:
                changed[at + 1] = ord(stand_in)
            at = body.find(release, at + (2 if released == release else 1))
        return changed.decode("latin-1")

    def unescaped(self, text: str) -> str:
        """As the sender meant it. A release before an ordinary character is dropped, the character stays."""
        for release in self._releases:
            text = text.replace(release, "")
        return self._as_sent(text)

    def _as_sent(self, text: str) -> str:
        """One after another, because hardly any stand-in is in a text, and looking for one is quick."""
        for stand_in, character in self._stand_ins.items():
            text = text.replace(stand_in, character)
        return text

    def _meant(self, one: WireSegment) -> WireSegment:
        """Without what releases nothing: a word or a card number divided by it would be no word and no number to whoever
        judges texts, and is one to everybody else."""
        for release in self._releases:
            text = re.sub(rf"{re.escape(release)}(?=[^{STAND_INS}{JOINED}])", "", one.text)
            one = msgspec.structs.replace(one, text=text)
        return one

    def segments(self, codec: str | None) -> tuple[Segments, list[int], dict[int, Found]]:
        """All segments of the interchange, the places of those of envelopes, and by place what was repaired; texts are
        read with `codec`."""
        read = plain(self.body, self.offset, self.separators) if len(self.body) >= LONG else None
        tags, sent, envelope, found = (*read, {}) if read else self._one_by_one()
        if codec:
            texts = [_decoded(text, codec) for text in sent.texts()]
            sent = msgspec.structs.replace(in_columns(texts, ()), offsets=sent.offsets)
        divided = self._escaped(sent) if self._stand_ins else {}
        if self._releases_nothing:
            sent = sent.exchanged({place: self._meant(sent[place]) for place in divided})
        if divided:
            parts = (sent.text[begin : begin + AT_ONCE] for begin in range(0, len(sent.text), AT_ONCE))
            sent = msgspec.structs.replace(sent, text="".join(map(self._as_sent, parts)))
        return Segments(tags, sent, self.separators, divided), envelope, found

    def _one_by_one(self) -> tuple[list[str], WireSegments, list[int], dict[int, Found]]:
        pieces = list(self._pieces())
        sent = in_columns([text for _, text, _, _ in pieces], [offset for _, _, offset, _ in pieces])
        found = {place: repaired for place, (_, _, _, repaired) in enumerate(pieces) if repaired}
        tags = [tag for tag, _, _, _ in pieces]
        return tags, sent, [place for place, tag in enumerate(tags) if tag in ENVELOPE], found

    def _escaped(self, sent: WireSegments) -> dict[int, Elements]:
        """Those with escapes, divided at once, because only here escapes are known."""
        marks = [at for mark in (*self._releases, JOINED) for at in _places(sent.text, mark)]
        return {place: self._divided(sent[place].text) for place in sent.holding(marks)}

    def _divided(self, text: str) -> Elements:
        component = self.separators.component
        parts = text.split(self.separators.element)[1:]
        marks = (*self._releases, JOINED)
        return tuple(
            [
                tuple([self.unescaped(part) for part in one.split(component)])
                if any(mark in one for mark in marks)
                else tuple(one.split(component))
                for one in parts
            ]
        )

    def _pieces(self) -> Iterator[Piece]:
        """Every piece with its tag. One that is no segment is joined to the one before or reported."""
        element, position, breaks = self.separators.element, self.offset, self.breaks
        lost = self._lost_starts()
        pending: Piece | None = None
        for piece in self.body.split(self.separators.terminator):
            start = position
            position += len(piece) + 1
            text = piece
            if breaks:
                text = piece.lstrip(BLANKS)
                start += len(piece) - len(text)
                if "\n" in text or "\r" in text:
                    text = text.replace("\r", "").replace("\n", "").rstrip(" \t")
            here = self._lost_in(piece, position, lost) if lost is not None else None
            if here is not None and (here.search(piece, 3) or (self._is_folded(piece) and self._cuts(piece, here))):
                for part, begin, found in self._parts(piece, position - len(piece) - 1, here):
                    pending, done = self._next(part, begin, found, pending)
                    if done:
                        yield done
                continue
            tag = text[:3]
            if tag in KNOWN and (text[3:4] == element or len(text) == 3):
                if pending:
                    yield pending
                pending = (intern(tag), text, start, NOTHING)  # one string a tag, not one a segment
                continue
            bare = text.lstrip(BLANKS)
            if bare:
                pending, done = self._next(bare, start + len(text) - len(bare), NOTHING, pending)
                if done:
                    yield done
        if pending:
            yield pending

    def _next(
        self, text: str, start: int, found: tuple[Finding, ...], pending: Piece | None
    ) -> tuple[Piece | None, Piece | None]:
        tag = text[:3]
        if tag in KNOWN and (len(text) == 3 or text[3] == self.separators.element):
            return (intern(tag), text, start, found), pending
        return self._odd(text, start, found, pending)

    def _lost_starts(self) -> re.Pattern[str] | None:
        """The pattern of lost terminators, or None where no tag that is looked for stands elsewhere than at a beginning."""
        own, body = self.separators, self.body
        if self.breaks and own.terminator != "\n":
            body = body.replace("\r", "").replace("\n", "")
        is_pnr = is_push(body)
        if _inside(body, own, is_pnr) or (is_pnr and _booking_inside(body, own)):
            return lost_start(own.element, own.component, is_pnr)
        return None

    def _lost_in(self, piece: str, behind: int, lost: re.Pattern[str]) -> re.Pattern[str]:
        """A piece may end in a booking's beginning only before a locator; `behind` is the place of what follows it."""
        if not piece.rstrip(BLANKS).endswith(BOOKING):
            return lost
        at = behind - self.offset
        if not self.body[at : at + FOLLOWS_WITHIN].lstrip(BLANKS).startswith(BEHIND_BOOKING):
            return lost
        return lost_start(self.separators.element, self.separators.component, True, before_locator=True)

    def _parts(self, piece: str, start: int, lost: re.Pattern[str]) -> Iterator[tuple[str, int, tuple[Finding, ...]]]:
        """A piece in which a terminator was lost, cut where the next segments begin."""
        cuts = [0, *self._cuts(piece, lost), len(piece)]
        for left, right in pairwise(cuts):
            part = piece[left:right]
            text = part.strip(BLANKS)
            if text:
                behind = bool(piece[:left].strip(BLANKS))
                found = (finding("terminator-missing", tag=text[:3]),) if behind else NOTHING
                blanks = len(part) - len(part.lstrip(BLANKS))
                yield text.replace("\r", "").replace("\n", ""), start + left + blanks, found

    def _cuts(self, piece: str, lost: re.Pattern[str]) -> list[int]:
        """Where segments begin in it; a line may be folded anywhere."""
        if not self._is_folded(piece):
            return [match.start() for match in lost.finditer(piece, 3)]
        places = [at for at, character in enumerate(piece) if character not in "\r\n"]
        whole = "".join([piece[at] for at in places])
        return [places[match.start()] for match in lost.finditer(whole, 3)]

    def _is_folded(self, piece: str) -> bool:
        return self.breaks and not self._per_line() and ("\n" in piece or "\r" in piece)

    def _odd(
        self, text: str, start: int, found: tuple[Finding, ...], pending: Piece | None
    ) -> tuple[Piece | None, Piece | None]:
        """A piece that does not begin with a known tag: (the piece now pending, the piece that is finished)."""
        own = self.separators
        if pending and len(pending[1]) == LETTERS_OF_TAG:
            repaired = finding("apostrophe-not-released", tag=pending[0])
            if text[0] in (own.element, own.component):
                return (pending[0], pending[1] + text, pending[2], (*pending[3], *found, repaired)), None
            if self.damage.parted(pending[0], text):
                told = (*pending[3], *found, finding("separator-damaged", tag=pending[0]))
                return (pending[0], pending[1] + own.element + text, pending[2], told), None
        # What is left of O'TIFFANY begins like a tag.
        within_name = pending is not None and pending[0] in NAMED and pending[1].count(self.separators.element) < 2
        mended = None if within_name else self.damage.separated(text)
        if mended:
            return (mended[:3], mended, start, (*found, finding("separator-damaged", tag=mended[:3]))), pending
        tag = text.split(self.separators.element, 1)[0]
        name = tag.split(self.separators.component, 1)[0].strip(BLANKS).upper()
        after_name = pending is not None and pending[0] in NAMED
        if name in KNOWN and len(tag.strip(BLANKS)) <= 6 and not (after_name and self.separators.component in tag):
            lower = (finding("lower-case-tag", tag=name),) if tag != tag.upper() else NOTHING
            return (name, text, start, (*found, *lower)), pending
        if tag[:3] in MENDED and len(tag) > 4 and tag[3] in DAMAGED:
            found = (*found, finding("separator-damaged", tag=tag[:3]))
            return (tag[:3], tag[:3] + self.separators.element + text[4:], start, found), pending
        meant = self.damage.meant_tag(tag, text)
        if meant:
            return (meant, meant + text[3:], start, (*found, finding("tag-damaged", tag=meant))), pending
        near = None if within_name else self.damage.near_tag(text)
        if near:
            return (near[:3], near, start, (*found, finding("tag-damaged", tag=near[:3]))), pending
        unknown_segment = TAG_LIKE.fullmatch(tag) is not None
        # What is left of O'DEA looks like a tag too, but only where no given name stands before it.
        if pending and pending[0] == "TIF" and pending[1].count(self.separators.element) > 1:
            after_name = False
        if pending and not (unknown_segment and not after_name) and self._continues(pending, text, start):
            self._stand_ins[JOINED] = self.separators.terminator
            repaired = finding("apostrophe-not-released", tag=pending[0])
            told = pending[3] if repaired in pending[3] else (*pending[3], repaired)
            return (pending[0], pending[1] + JOINED + text, pending[2], told), None
        if unknown_segment:
            return (tag, text, start, found), pending
        if pending and pending[0] in ENDS:
            return pending, None
        return (UNREADABLE, text, start, (*found, finding("segment-text-unreadable"))), pending

    def _continues(self, pending: Piece, text: str, start: int) -> bool:
        """Whether the text belongs to the segment before it, because a terminator stood there as an apostrophe."""
        if len(pending[1]) > LONGEST_JOINED or self.damage.is_segment(text):
            return False
        if pending[0] == "PDT" and pending[1].count(self.separators.element) > ELEMENTS_TO_NAME:
            return False
        if pending[0] not in TEXTS and not (pending[0] == "LOC" and pending[1][4:7] == "180"):
            return False
        if self._per_line() and self.body[start - self.offset - 1] in "\r\n":
            return False
        # A lone letter or two are rather what is left of the next tag.
        return not (len(text) < 3 and any(tag.startswith(text) for tag in KNOWN))

    def _per_line(self) -> bool:
        """Whether most segments begin a line. Counted once: a property is not remembered in machine code."""
        if self._begins_lines is None:
            end, body = self.separators.terminator, self.body
            self._begins_lines = (body.count(end + "\r") + body.count(end + "\n")) * 2 > body.count(end)
        return self._begins_lines
