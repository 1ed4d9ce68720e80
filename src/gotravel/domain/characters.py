"""The characters of a text as numbers, one byte each, looked at a piece at a time.

Goes in: a text. Comes out: arrays, places. Never: a second copy of a long text, because memory that was not touched before
costs more than the question; what is looked at together stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Characters = NDArray[np.uint8]
"""Beyond ISO 8859-1 a question mark stands for a character."""
Asked = Callable[[Characters], NDArray[np.bool_]]
AT_ONCE: Final = 32_768


def holds(text: str, asked: Asked) -> bool:
    """Whether one character is as asked."""
    return any(asked(_numbers(piece)).any() for _, piece in _pieces(text))


def whole(text: str, table: bytes | None = None, *, before: int = 0, behind: int = 0) -> Characters:
    """The whole text between so many zeros; `table` says what stands for each of the 256."""
    found = np.zeros(before + len(text) + behind, np.uint8)
    for begin, piece in _pieces(text):
        found[before + begin : before + begin + len(piece)] = _numbers(piece.translate(table))
    return found


def where(text: str, asked: Asked, *, more: int = 0) -> Iterator[NDArray[np.intp]]:
    """The places that are as asked; `asked` sees so many characters behind each."""
    for begin, piece in _pieces(text, more=more):
        yield np.flatnonzero(asked(_numbers(piece))) + begin


def runs(text: str, asked: Asked, least: int) -> Iterator[int]:
    """Where so many characters in a row begin to be as asked (and again where another piece begins)."""
    for begin, piece in _pieces(text, more=least - 1):
        row, long = asked(_numbers(piece)), 1
        while long < least and len(row):
            step = min(long, least - long)
            row, long = row[:-step] & row[step:], long + step
        places = np.flatnonzero(row)
        if len(places):
            first = np.diff(places, prepend=-2) > 1
            yield from (places[first] + begin).tolist()


def _pieces(text: str, *, more: int = 0) -> Iterator[tuple[int, bytes]]:
    """Where each piece begins, and the piece with so many characters of the next one."""
    for begin in range(0, len(text), AT_ONCE):
        yield begin, text[begin : begin + AT_ONCE + more].encode("latin-1", "replace")


def _numbers(piece: bytes) -> Characters:
    return np.frombuffer(piece, np.uint8)
