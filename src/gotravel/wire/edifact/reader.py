"""The EDIFACT reader: any bytes in, envelopes with their messages and segments out.

Type B and mail wrapping, damaged UNA, lost terminators, wrong counts: everything is read and reported as findings.
Never raises, never drops a segment of a message; offsets are those of the bytes as received.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from gotravel.domain.characters import asked_for, holds
from gotravel.domain.finding import Finding
from gotravel.domain.wire_segments import packed, unpacked
from gotravel.wire import typeb
from gotravel.wire.edifact import charset
from gotravel.wire.edifact.assembly import assembled
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.separators import ADVICE, MESSAGE, Separators, header_of, interchanges, separators
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.edifact.tokens import Tokens
from gotravel.wire.findings import finding

__all__ = ["Envelope", "Segment", "WireMessage", "one_by_one", "read"]

BOMS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# A message without UNH: at least a known segment at the start of a line or after a terminator.
HEADLESS: Final = re.compile(r"(?:\A|['\"\r\n])[ \t]{0,20}(?=(?:BGM|MSG|TDT|TVL|NAD|PDT|RCI|SRC|TIF|EQN|ORG|UCI)[+*])")
SEPARATORS_OF_LEVEL_B: Final = "\x1c\x1d\x1f"
VISIBLE: Final = "~|^$#%!;=*<>"
LEVEL_B: Final = re.compile(r"UNB\x1d[A-Z]{4}\x1f\d")
TYPOGRAPHIC: Final = re.compile(r"(\xe2\x80\x99|\x92)(?=[\s]*(?:[A-Z]{3}[^\w\s]|\Z))")
LOWER: Final = asked_for(ascii_lowercase)
UPPER_ONLY: Final = frozenset({"UNOA", "IATA"})


def read(raw: bytes) -> tuple[Envelope, ...]:
    """All interchanges of a file, in order; () where nothing looks like EDIFACT."""
    return tuple(one_by_one(raw))


def one_by_one(raw: bytes) -> Iterator[Envelope]:
    """The same, one at a time, so that a long file needs the memory of one interchange."""
    codec = BOMS.get(raw[:2])
    narrow, found = _narrow(raw, codec)
    text, wrapping = typeb.unwrapped(_visible(narrow.decode("latin-1")))
    found += [finding(code) for code in wrapping]
    places = _Places(narrow, codec) if codec else None
    spans = list(_interchanges(text))
    for number, (advice, start, end) in enumerate(spans, 1):
        envelope, found = _interchange(text, advice, start, end, found), []
        if number == len(spans):
            text = ""  # the segments hold what is needed of it
        yield places.moved(envelope) if places else envelope


class _Places:
    """Offsets in recoded text turned into offsets of the UTF-16 bytes as received, from left to right."""

    def __init__(self, text: bytes, codec: str) -> None:
        self.text, self.codec = text, codec
        self.here, self.there = 0, len(codecs.BOM_UTF16)

    def moved(self, envelope: Envelope) -> Envelope:
        for message in envelope.messages:
            segments = message.segments
            segments.move(packed([self.of(offset) for offset in unpacked(segments.sent.offsets)]))
        return envelope

    def of(self, offset: int) -> int:
        passed = self.text[self.here : offset].decode("utf-8", "replace")
        self.there += len(passed.encode(self.codec))
        self.here = max(self.here, offset)
        return self.there


def _narrow(raw: bytes, codec: str | None) -> tuple[bytes, list[Finding]]:
    """Bytes of one byte a character: UTF-16 is recoded, a UTF-8 byte order mark blanked."""
    if codec:
        return raw[2:].decode(codec, "replace").encode("utf-8"), [finding("text-utf16")]
    return (b"\n\n\n" + raw[3:] if raw[:3] == b"\xef\xbb\xbf" else raw), []


def _visible(text: str) -> str:
    """Information separators of level B as characters that the text has nowhere else: control characters are blanked."""
    if "\x1d" not in text or not LEVEL_B.search(text):
        return text
    free = "".join(mark for mark in VISIBLE if mark not in text)[: len(SEPARATORS_OF_LEVEL_B)]
    return text.translate(str.maketrans(SEPARATORS_OF_LEVEL_B[: len(free)], free))


def _interchanges(text: str) -> Iterator[tuple[str | None, int, int]]:
    """(what follows UNA or None, start of UNB or UNH, end) of every interchange."""
    starts = [(match.start(), *_advice(text, match.start())) for match in interchanges(text)]
    first = starts[0][2] if starts else len(text)
    alone = MESSAGE.search(text, 0, first)
    before = HEADLESS.search(text, 0, alone.start() if alone else first)
    if before or alone:
        begin = before.end() if before else alone.start() if alone else first
        yield _advice(text, begin)[0], begin, first
    ends = [before for _, _, before in starts[1:]] + [len(text)] * bool(starts)
    for (start, advice, _), end in zip(starts, ends, strict=True):
        yield advice, start, end


def _advice(text: str, start: int) -> tuple[str | None, int]:
    """What stands after UNA directly before `start`, and where UNA begins (`start` itself without UNA)."""
    window = max(0, start - 40)
    match = ADVICE.search(text, window, start)
    return (match["service"], match.start()) if match else (None, start)


def _interchange(text: str, advice: str | None, start: int, end: int, found: list[Finding]) -> Envelope:
    body = text[start:end]
    own = separators(advice, body)
    codec, about_text = _codec(body)
    line = text.rfind("\n", 0, start) + 1
    width = typeb.fold_width(text[line : min(end, line + typeb.SAMPLE)]) if own.terminator != "\n" else 0
    if width:
        body = typeb.unfolded(text[line:end], width)[start - line :]
    body, repaired = _repaired(body, own)
    if _text_before(text, start) and not any(one.code == "text-around-interchange" for one in found):
        found = [*found, finding("text-around-interchange")]
    body, unterminated = _ended(body, own)
    found = [*found, *unterminated]
    tokens = Tokens(body, start, own)
    found = [*found, *about_text, *repaired, *_about(own)]
    return assembled(*tokens.segments(codec), found, own.repetition)


def _ended(body: str, own: Separators) -> tuple[str, list[Finding]]:
    """A last segment without its terminator is told; what follows an unterminated UNZ on other lines is a footer."""
    tail = body[body.rfind(own.terminator) + 1 :]
    text = tail.strip(" \t\r\n")
    if text[:3] not in KNOWN or text[3:4] not in ("", own.element) or own.terminator == "\n":
        return body, []
    if text.startswith("UNZ") and "\n" in text:
        body = body[: len(body) - len(tail)] + tail[: tail.index("UNZ")] + text.split("\n", 1)[0]
    return body, [finding("segment-unterminated")]


def _text_before(text: str, start: int) -> bool:
    """Whether something other than UNA and blanks stands before the interchange (and after the one before it)."""
    begin = _advice(text, start)[1]
    before = text[max(0, begin - 200) : begin].rstrip(" \t\r\n")
    return bool(before) and before[-1] not in "'\"" and not re.search(r"UNZ[^\w\s]\d*[^\w\s][^\r\n]*\Z", before)


def _codec(body: str) -> tuple[str | None, list[Finding]]:
    """The codec of values beyond ASCII (None: all ASCII), and what is to be said about the characters."""
    match = header_of(body)
    syntax = (
        re.sub(r"[\r\n]", "", body[match.start("element") + 1 : match.start("component")]).strip().upper()
        if match
        else ""
    )
    if body.isascii():
        lower = syntax in UPPER_ONLY and holds(body, LOWER)
        lower = lower and holds(body[: body.rfind("UNZ") % (len(body) + 1)], LOWER)
        return None, [finding("lower-case-text", syntax=syntax)] if lower else []
    data = body.replace("\r", "").replace("\n", "").encode("latin-1", "replace")
    codec = charset.codec_of(data, syntax)
    if charset.announced(codec, syntax):
        return codec, []
    code = "characters-unreadable" if charset.announced("utf-8", syntax) else "character-outside-repertoire"
    return codec, [finding(code, syntax=syntax or "no character set", charset=codec.upper())]


def _repaired(body: str, own: Separators) -> tuple[str, list[Finding]]:
    """Typographic terminators exchanged; the length stays."""
    found = []
    if not body.isascii() and ("\x92" in body or "\xe2\x80\x99" in body):
        changed = TYPOGRAPHIC.sub(lambda match: own.terminator + "\n" * (len(match.group(1)) - 1), body)
        found = [finding("terminator-typographic")] if changed != body else []
        body = changed
    return body, found


def _about(own: Separators) -> Iterator[Finding]:
    if own.inferred:
        yield finding("separators-inferred")
    if own.undeclared_release:
        yield finding("release-undeclared")
    if own.line_terminated:
        yield finding("terminator-undeclared")
