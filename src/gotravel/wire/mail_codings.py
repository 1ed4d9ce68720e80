"""Transfer encodings of e-mails: a piece of an e-mail in, the bytes it stands for out, each with its way back.

Damage costs the bytes that it hit and no others. Never raises; what is declared base64 and is none is left as it is.
"""

from __future__ import annotations

import binascii
import re
from array import array
from bisect import bisect_right
from typing import Final

import msgspec

LINE: Final = re.compile(rb"[^\r\n]+")
PRINTABLE: Final = re.compile(rb"=(?:[ \t]*(?:\r\n|\n|\r)|([0-9A-Fa-f]{2}))")
OUTSIDE: Final = re.compile(rb"[^A-Za-z0-9+/]")


class Unpacked(msgspec.Struct, frozen=True):
    content: bytes
    damaged: bool
    here: array[int]
    """Bytes of the content from which on it is `there`, ascending from 0."""
    there: array[int]
    in_threes: bool = False
    """Three bytes of the content are four of the e-mail."""

    def place(self, offset: int) -> int:
        run = max(0, bisect_right(self.here, offset) - 1)
        beyond = offset - self.here[run]
        return self.there[run] + (beyond // 3 * 4 if self.in_threes else beyond)


def unpacked(raw: bytes, start: int, end: int, coding: str) -> Unpacked:
    read = CODINGS.get(coding, _as_is)(raw, start, end)
    return read if read is not None else _as_is(raw, start, end)


def _as_is(raw: bytes, start: int, end: int) -> Unpacked:
    return Unpacked(raw[start:end], False, array("Q", (0,)), array("Q", (start,)))


def _printable(raw: bytes, start: int, end: int) -> Unpacked:
    pieces, size, place = [], 0, start
    here, there = array("Q", (0,)), array("Q", (start,))
    for match in PRINTABLE.finditer(raw, start, end):
        text = raw[place : match.start()] + (bytes.fromhex(match[1].decode()) if match[1] else b"")
        pieces.append(text)
        size, place = size + len(text), match.end()
        here.append(size)
        there.append(place)
    return Unpacked(b"".join([*pieces, raw[place:end]]), False, here, there)


def _base64(raw: bytes, start: int, end: int) -> Unpacked | None:
    """Line by line. A line that is no base64 is a footer; a wrong character in one that is costs three bytes."""
    pieces, size, damaged, waiting = [], 0, False, b""
    here, there = array("Q", (0,)), array("Q", (start,))
    others = 0
    for match in LINE.finditer(raw, start, end):
        line = match.group().strip()
        bare = line.rstrip(b"=")
        wrong = len(OUTSIDE.findall(bare))
        if wrong * 8 > len(bare) or b" " in bare:
            others += 1
            continue
        if wrong:
            damaged, bare = True, OUTSIDE.sub(b"A", bare)
        here.append(size)
        there.append(match.start())
        waiting += bare
        whole = len(waiting) if bare != line else len(waiting) // 4 * 4
        text = _group(waiting[:whole])
        waiting = waiting[whole:]
        pieces.append(text)
        size += len(text)
    pieces.append(_group(waiting))
    if others * 2 > len(here):
        return None
    return Unpacked(b"".join(pieces), damaged or len(waiting) == 1, here, there, in_threes=True)


def _group(letters: bytes) -> bytes:
    """The bytes of letters of the alphabet; a letter too many says nothing."""
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


CODINGS: Final = {"base64": _base64, "quoted-printable": _printable}
