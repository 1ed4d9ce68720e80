"""The characters of a text as classes, looked at a piece at a time.

Goes in: a text, a table that gives each of 256 characters its class. Comes out: places, arrays. Never: a second copy of a
long text, because memory that was not touched before costs more than the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Characters = NDArray[np.uint8]
"""One byte each; beyond ISO 8859-1 a question mark stands for a character."""
AT_ONCE: Final = 32_768
"""What is looked at together stays in the processor's cache."""
ASKED, OTHER = b"\x01", b"\x00"


def classes(members: dict[str, int]) -> bytes:
    """A table: to each of the characters its class, 0 to all others."""
    return bytes(members.get(chr(code), 0) for code in range(256))


def asked_for(characters: str) -> bytes:
    """A table of one class."""
    return classes(dict.fromkeys(characters, 1))


def pieces(text: str, table: bytes | None = None, *, more: int = 0) -> Iterator[tuple[int, bytes]]:
    """Where each piece begins, and the classes of its characters and of so many behind it."""
    for begin in range(0, len(text), AT_ONCE):
        yield begin, text[begin : begin + AT_ONCE + more].encode("latin-1", "replace").translate(table)


def holds(text: str, asked: bytes) -> bool:
    """Whether one character is asked for."""
    return any(ASKED in piece for _, piece in pieces(text, asked))


def whole(text: str, table: bytes | None = None, *, before: int = 0, behind: int = 0) -> Characters:
    """The classes of the whole text (or the characters themselves) between so many zeros."""
    found = np.zeros(before + len(text) + behind, np.uint8)
    for begin, piece in pieces(text, table):
        found[before + begin : before + begin + len(piece)] = np.frombuffer(piece, np.uint8)
    return found


def runs(text: str, asked: bytes, least: int) -> Iterator[int]:
    """Where so many characters in a row begin that are asked for (and again where another piece begins)."""
    wanted = ASKED * least
    for begin, piece in pieces(text, asked, more=least - 1):
        at = piece.find(wanted)
        while at >= 0:
            yield begin + at
            end = piece.find(OTHER, at)
            at = piece.find(wanted, end) if end >= 0 else -1
