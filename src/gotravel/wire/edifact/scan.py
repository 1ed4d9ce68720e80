"""Where the segments of a well-formed interchange begin: its text and separators in, columns out.

The whole text is looked at as one array of bytes, because a question asked of every segment costs more than the rest of
the reading. Never a guess: where one segment is not plainly one (an unknown tag, a lost terminator, a line broken inside),
the answer is None and the careful way of `tokens.py` is taken for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.characters import AT_ONCE, whole
from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import (
    BEHIND_BOOKING,
    BOOKING,
    ENVELOPE,
    KNOWN,
    LETTERS_OF_TAG,
    PAXLST_STARTS,
    PNRGOV_STARTS,
    is_push,
    lost_start,
)

BLANKS: Final = " \t\r\n"
LINE_ENDS: Final = ("", "\r\n", "\n")
FOLLOWS_WITHIN: Final = 8
FIRST_CAPITAL: Final = np.uint8(ord("A"))
CAPITALS: Final = ord("Z") - ord("A")
Codes = NDArray[np.uint32]
Letters = NDArray[np.uint8]
Begun = NDArray[np.bool_]
"""By place, whether a segment begins there."""


class Plain(NamedTuple):
    tags: list[str]
    sent: WireSegments
    envelope: list[int]
    """Places of what opens and closes interchanges, groups and messages."""


def plain(body: str, offset: int, own: Separators) -> Plain | None:
    """Every segment, if all begin with a known tag and none lost its terminator; `offset` is the text's own."""
    text = _without_last(body, own.terminator)
    if text is None:
        return None
    # What stands behind the last terminator is looked at, but is nothing.
    letters = whole(text, behind=LETTERS_OF_TAG + 2)
    letters[len(text) :] = ord(own.terminator)
    ends = np.concatenate(list(_where(letters[: len(text)], own.terminator)))
    between = _between(text, letters, ends, own.terminator)
    if between is None:
        return None
    starts = np.zeros(len(ends) + 1, np.intp)
    np.add(ends, len(between), out=starts[1:])
    codes, known = _codes(letters, starts), _known()
    rows = known.rows[_short(codes)]
    behind = letters[starts + LETTERS_OF_TAG]
    with_elements = behind == ord(own.element)
    if (known.codes[rows] != codes).any() or not (with_elements | (behind == ord(own.terminator))).all():
        return None
    pnr = is_push(body)
    begun = np.zeros(len(letters), np.bool_)
    begun[starts] = True
    if (pnr and _runs_into(letters, ends, begun)) or _lost(text, letters, begun, own, pnr=pnr):
        return None
    places, offsets = (column.astype("<u4").tobytes() for column in (starts, starts + offset))
    envelope = np.flatnonzero(known.of_envelope[rows]).tolist()
    return Plain(known.tags[rows].tolist(), WireSegments(text, between, places, offsets), envelope)


def _without_last(body: str, terminator: str) -> str | None:
    """Up to the last terminator, if it ends the text."""
    last = body.rfind(terminator)
    return None if last < 0 or terminator in BLANKS or body[last + 1 :].strip(BLANKS) else body[:last]


def _between(text: str, letters: Letters, ends: NDArray[np.intp], terminator: str) -> str | None:
    """The terminator with the line end that follows it everywhere; None where it does not, or lines break elsewhere."""
    feeds, returns = (_count(letters, one) if one in text else 0 for one in "\n\r")
    for line_end in LINE_ENDS:
        if (feeds, returns) == (len(ends) * line_end.count("\n"), len(ends) * line_end.count("\r")):
            followed = [(letters[ends + at] == ord(character)).all() for at, character in enumerate(line_end, 1)]
            return terminator + line_end if all(followed) else None
    return None


def _count(letters: Letters, character: str) -> int:
    parts = (letters[begin : begin + AT_ONCE] for begin in range(0, len(letters), AT_ONCE))
    return sum(int(np.count_nonzero(part == ord(character))) for part in parts)


def _where(letters: Letters, character: str) -> Iterator[NDArray[np.intp]]:
    for begin in range(0, max(len(letters), 1), AT_ONCE):
        yield np.flatnonzero(letters[begin : begin + AT_ONCE] == ord(character)) + begin


def _lost(text: str, letters: Letters, begun: Begun, own: Separators, *, pnr: bool) -> bool:
    """Whether one of the tags that are looked for stands before an element separator elsewhere than at a beginning, and
    what follows looks like its segment (Salomon ends in MON)."""
    lost, wanted = lost_start(own.element, own.component, pnr), _wanted(pnr)
    for places in _behind_capitals(letters, begun, own.element):
        for place in _seen(letters, places, wanted):
            end = text.find(own.terminator, place)
            if lost.match(text, place, end if end >= 0 else len(text)):
                return True
    return False


def _runs_into(letters: Letters, ends: NDArray[np.intp], begun: Begun) -> bool:
    """Whether a segment ends in the tag that has no elements, and what follows that tag stands behind it."""
    ends = ends[letters[ends - 1] == ord(BOOKING[-1])]
    ends = ends[_codes(letters, ends - LETTERS_OF_TAG) == int.from_bytes(BOOKING.encode())]
    ends = ends[~begun[ends - LETTERS_OF_TAG]]
    follows = (bytes(letters[end + 1 : end + FOLLOWS_WITHIN]).lstrip() for end in ends.tolist())
    return any(one.decode("latin-1").startswith(BEHIND_BOOKING) for one in follows)


def _behind_capitals(letters: Letters, begun: Begun, character: str) -> Iterator[NDArray[np.intp]]:
    """Where three capital letters begin that stand before the character, but no segment does."""
    for begin in range(0, len(letters) - LETTERS_OF_TAG, AT_ONCE):
        part = letters[begin : begin + AT_ONCE + LETTERS_OF_TAG]
        found, capital = part[LETTERS_OF_TAG:] == ord(character), part - FIRST_CAPITAL <= CAPITALS
        for at in range(LETTERS_OF_TAG):
            found &= capital[at : at + len(found)]
        found &= ~begun[begin : begin + len(found)]
        yield np.flatnonzero(found) + begin


def _seen(letters: Letters, places: NDArray[np.intp], wanted: NDArray[np.bool_]) -> list[int]:
    """At which of these places a tag may begin: by few bits of its letters."""
    short = letters[places] & 31
    for at in range(1, LETTERS_OF_TAG):
        short = short.astype(np.uint16) << 5 | letters[places + at] & 31
    found: list[int] = places[wanted[short]].tolist()
    return found


def _codes(letters: Letters, starts: NDArray[np.intp]) -> Codes:
    """The three letters from each start on, as one number."""
    codes = letters[starts].astype(np.uint32)
    for at in range(1, LETTERS_OF_TAG):
        codes <<= 8
        codes |= letters[starts + at]
    return codes


def _short(codes: Codes) -> Codes:
    """Five bits a letter: enough to find a tag by, not to know it."""
    return (codes >> 6 & 0x7C00 | codes >> 3 & 0x3E0 | codes & 0x1F).astype(np.uint32, copy=False)


class _Known(NamedTuple):
    codes: Codes
    tags: NDArray[np.object_]
    rows: NDArray[np.intp]
    """By the short number of the tag; whatever is no tag has the row of one, and another code."""
    of_envelope: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _known() -> _Known:
    tags = sorted(KNOWN)
    codes = _coded(tags)
    rows = np.zeros(1 << 15, np.intp)
    rows[_short(codes)] = np.arange(len(tags))
    return _Known(codes, np.array(tags, dtype=object), rows, np.array([tag in ENVELOPE for tag in tags]))


@lru_cache(maxsize=2)
def _wanted(is_pnr: bool) -> NDArray[np.bool_]:
    """By short number."""
    short = np.zeros(1 << 15, np.bool_)
    short[_short(_coded(list(PNRGOV_STARTS if is_pnr else PAXLST_STARTS)))] = True
    return short


def _coded(tags: list[str]) -> Codes:
    return np.array([int.from_bytes(tag.encode()) for tag in tags], np.uint32)
