"""Words that a sign cuts in two, or that are spelled with dots: where they may stand in many texts, in one look.

Goes in: texts one after another, their letters as numbers (`glance.py`). Comes out: places and indexes of what to read. Never: a
judgement, a word that its judges would put together left out.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.characters import among, asked_for, pieces
from gotravel.domain.wire_segments import WireSegments
from gotravel.law.read_of import JOINTS, TAG

Places = NDArray[np.intp]
Letters = NDArray[np.uint8]
SPELLING: Final = asked_for(".-")
SEGMENTS_AT_ONCE: Final = 1 << 14
LOOKED_UP: Final = np.array([chr(code) in JOINTS for code in range(256)], np.bool_)


def spelled(text: str, letters: Letters, before: int) -> Places:
    """Where a dot or a hyphen stands between two letters that are alone: `H.I.V.`"""
    found = [np.flatnonzero(among(piece, SPELLING)) + (begin + before) for begin, piece in pieces(text)]
    at: Places = np.concatenate(found) if found else np.zeros(0, np.intp)
    at = at[np.logical_and(letters[at - 1], letters[at + 1])]
    alone: Places = at[(letters[np.maximum(at - 2, 0)] == 0) & (letters[at + 2] == 0)] - before
    return alone


class Free:
    """The free texts among the segments of a message."""

    def __init__(self, sent: WireSegments, letters: Letters, before: int, is_free: NDArray[np.bool_]) -> None:
        self._text, self._gap, self._before = sent.text, len(sent.between), before
        self._letters, self._is_free = letters, is_free
        self._bounds = np.append(np.frombuffer(sent.starts, "<u4").astype(np.intp), len(sent.text) + self._gap)

    def cut(self, announced: NDArray[np.bool_]) -> list[int]:
        """Indexes of those in which a sign stands between two letters, behind what announces the text (of those texts that
        have that)."""
        first = range(0, len(self._is_free), SEGMENTS_AT_ONCE)
        found = [self._cut(start, min(start + SEGMENTS_AT_ONCE, len(self._is_free)), announced) for start in first]
        indexes: list[int] = np.concatenate(found).tolist() if found else []
        return indexes

    def broken(self, tags: NDArray[np.uint16], plain: NDArray[np.bool_]) -> list[int]:
        """Indexes of those that end in a letter before another of the same tag, which begins with one (`plain` texts begin behind
        the sign of the tag; where others begin is not looked at)."""
        ends = self._bounds[1:-1] - self._gap - 1
        begins = np.minimum(self._bounds[1:-1] + TAG + 1, len(self._text))
        is_pair = self._is_free[:-1] & self._is_free[1:] & (tags[:-1] == tags[1:])
        goes_on = (self._letters[begins + self._before] > 0) | ~plain[1:]
        indexes: list[int] = np.flatnonzero(is_pair & (self._letters[ends + self._before] > 0) & goes_on).tolist()
        return indexes

    def _cut(self, first: int, last: int, announced: NDArray[np.bool_]) -> Places:
        """Of the segments from the first up to before the last."""
        bounds = self._bounds[first : last + 1]
        begin, end = int(bounds[0]), min(int(bounds[-1]), len(self._text))
        free = np.repeat(self._is_free[first:last], np.diff(bounds))[: end - begin]
        near = self._letters[self._before + begin - 1 : self._before + end + 1] > 0
        at = np.flatnonzero(free & near[:-2] & near[2:] & ~near[1:-1])
        characters = np.frombuffer(self._text[begin:end].encode("latin-1", "replace"), np.uint8)
        at = at[LOOKED_UP[characters[at]]] + begin
        held = np.searchsorted(bounds, at, "right") - 1
        told, ends = announced[first:last][held], bounds[held + 1] - self._gap
        behind = self._behind(characters, free, bounds[held] - begin, ends - begin, told) + begin
        inside = (at > behind) & (at < ends)
        indexes: Places = np.unique(held[inside]) + first
        return indexes

    def _behind(
        self,
        characters: Letters,
        free: NDArray[np.bool_],
        starts: Places,
        ends: Places,
        announced: NDArray[np.bool_],
    ) -> Places:
        """Of texts that stand there, the sign behind the tag, or the next such sign."""
        tagged = starts + TAG
        sign = characters[tagged[announced][0]] if announced.any() else 0
        signs = np.append(np.flatnonzero(free & (characters == sign)), [len(characters)] * 2)
        own = np.searchsorted(signs[:-1], tagged)
        following = signs[own + 1]
        has_both = announced & (signs[own] == tagged) & (following < ends)
        behind: Places = np.where(has_both, following, tagged)
        return behind
