"""Where the segments of a well-formed interchange begin: its text and separators in, columns out.

The whole text is looked at as one array of bytes, because a question asked of every segment costs more than the rest of
the reading. Never a guess: where one segment is not plainly one (an unknown tag, a lost terminator, a line broken inside),
the answer is None and the careful way of `tokens.py` is taken for all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import KNOWN, PAXLST_STARTS, PNRGOV_STARTS

BLANKS: Final = " \t\r\n"
LINE_ENDS: Final = ("", "\r\n", "\n")
Codes = NDArray[np.uint32]


class Plain(NamedTuple):
    tags: list[str]
    sent: WireSegments


def plain(body: str, offset: int, own: Separators) -> Plain | None:
    """Every segment, if all begin with a known tag and none lost its terminator; `offset` is the text's own."""
    whole = body.rstrip(BLANKS)
    end = _end(whole, own.terminator)
    if end is None:
        return None
    whole = whole.removesuffix(own.terminator)
    letters = np.frombuffer(whole.encode("latin-1") + own.terminator.encode("latin-1") * 4, np.uint8)
    ends = np.flatnonzero(letters[:-4] == ord(own.terminator))
    starts = np.concatenate((np.zeros(1, ends.dtype), ends + len(end)))
    codes, known = _codes(letters, starts), _known()
    rows = np.searchsorted(known.codes, codes).clip(max=len(known.codes) - 1)
    behind = letters[starts + 3]
    with_elements = behind == ord(own.element)
    if (known.codes[rows] != codes).any() or not (with_elements | (behind == ord(own.terminator))).all():
        return None
    if _lost(letters, codes[with_elements], own.element, "PNRGOV" in body[:600]):
        return None
    places, offsets = (column.astype("<u4").tobytes() for column in (starts, starts + offset))
    return Plain(known.tags[rows].tolist(), WireSegments(whole, len(end), places, offsets))


def _end(whole: str, terminator: str) -> str | None:
    """The terminator with the line end that follows it everywhere; None where it does not, or lines break elsewhere."""
    held = whole.count(terminator) - whole.endswith(terminator)
    feeds, returns = whole.count("\n"), whole.count("\r")
    if not whole.endswith(terminator) or terminator in BLANKS:
        return None
    for line_end in LINE_ENDS:
        if (feeds, returns) == (held * line_end.count("\n"), held * line_end.count("\r")):
            return terminator + line_end if not line_end or whole.count(terminator + line_end) == held else None
    return None


def _lost(letters: NDArray[np.uint8], begun: Codes, element: str, is_pnr: bool) -> bool:
    """Whether one of the tags that are looked for stands before an element separator elsewhere than at a beginning."""
    wanted = _wanted(is_pnr)
    separators = np.flatnonzero(letters == ord(element))
    seen = _codes(letters, separators[separators >= 3] - 3)
    return bool(np.isin(seen, wanted).sum() != np.isin(begun, wanted).sum())


def _codes(letters: NDArray[np.uint8], starts: NDArray[np.intp]) -> Codes:
    """The three letters from each start on, as one number."""
    first, second, third = (letters[starts + at].astype(np.uint32) for at in range(3))
    return (first << 16 | second << 8 | third).astype(np.uint32, copy=False)


class _Known(NamedTuple):
    codes: Codes
    tags: NDArray[np.object_]


@lru_cache(maxsize=1)
def _known() -> _Known:
    tags = sorted(KNOWN)
    return _Known(_coded(tags), np.array(tags, dtype=object))


@lru_cache(maxsize=2)
def _wanted(is_pnr: bool) -> Codes:
    return _coded(list(PNRGOV_STARTS if is_pnr else PAXLST_STARTS))


def _coded(tags: list[str]) -> Codes:
    return np.array([int.from_bytes(tag.encode()) for tag in tags], np.uint32)
