"""What divides a segment: a message's segments in, for each a text that can be cut at two signs out.

Nearly all are cut as they were sent. One with escapes, or with blanks to be trimmed, is written anew with signs that no
value can hold, so that there is one grammar for both. Never: a value changed but for the blanks around it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from gotravel.domain.characters import classes, pieces
from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators

ELEMENT: Final = "\x1e"
COMPONENT: Final = "\x1f"
CUT, BLANK = 1, 4
BLANKS: Final = (" ", "\t")
LINE_END: Final = "\r\n"


class Signs(NamedTuple):
    element: str
    component: str
    odd: frozenset[int]
    """Ordinals of the segments that cannot be cut as they were sent."""


def signs(segments: Segments) -> Signs:
    own = segments.own
    odd = {place + 1 for place in segments.divided}
    if len(odd) < len(segments):
        odd |= _loose(segments.sent, own)
    return Signs(own.element, own.component, frozenset(odd))


def _loose(sent: WireSegments, own: Separators) -> set[int]:
    """Ordinals of texts with a blank at a separator or at the end, and of those with other blanks than ASCII has."""
    text = sent.text
    pairs = pieces(text, _classes(own), more=1)
    places = [begin + at for begin, piece in pairs for at in _blanks_at_cuts(piece)]
    if text.endswith(BLANKS):
        places.append(len(text) - 1)
    found = {place + 1 for place in sent.holding(places)}
    if not text.isascii():
        found |= {number for number, one in enumerate(sent.texts(), 1) if not one.isascii()}
    return found


def _blanks_at_cuts(piece: bytes) -> list[int]:
    numbers = np.frombuffer(piece, np.uint8)
    found: list[int] = np.flatnonzero(numbers[1:] + numbers[:-1] == CUT + BLANK).tolist()
    return found


@lru_cache(maxsize=64)
def _classes(own: Separators) -> bytes:
    """Of each character, so that only a blank and a cut beside each other have this sum."""
    cuts = dict.fromkeys((own.element, own.component, own.terminator, *LINE_END), CUT)
    return classes({**cuts, **dict.fromkeys(BLANKS, BLANK)})


def rewritten(segment: Segment) -> str:
    """The text of a service may be cut at a blank, so what reads it trims."""
    trimmed = str if segment.tag == "SSR" else str.strip
    elements = [COMPONENT.join(map(trimmed, parts)) for parts in segment.elements]
    return ELEMENT.join([segment.tag, *elements])
