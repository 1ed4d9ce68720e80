"""What divides a segment: a message's segments in, for each a text that can be cut at two signs out.

Nearly all are cut as they were sent. One with escapes, or with blanks to be trimmed, is written anew with signs that no
value can hold, so that there is one grammar for both. Never: a value changed but for the blanks around it.
"""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.characters import Characters, where
from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators

ELEMENT: Final = "\x1e"
COMPONENT: Final = "\x1f"
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
    cuts = [ord(sign) for sign in (own.element, own.component, own.terminator, *LINE_END) if sign]
    places = np.concatenate(
        [*where(text, partial(_blank_at_cut, cuts), more=1), [len(text) - 1] * text.endswith(BLANKS)]
    )
    found = {place + 1 for place in sent.holding(places)}
    if not text.isascii():
        found |= {number for number, one in enumerate(sent.texts(), 1) if not one.isascii()}
    return found


def _blank_at_cut(cuts: list[int], characters: Characters) -> NDArray[np.bool_]:
    blank = (characters == ord(" ")) | (characters == ord("\t"))
    cut = np.zeros(len(characters), np.bool_)
    for sign in cuts:
        cut |= characters == sign
    found: NDArray[np.bool_] = (blank[:-1] & cut[1:]) | (cut[:-1] & blank[1:])
    return found


def rewritten(segment: Segment) -> str:
    """The text of a service may be cut at a blank, so what reads it trims."""
    trimmed = str if segment.tag == "SSR" else str.strip
    elements = [COMPONENT.join(map(trimmed, parts)) for parts in segment.elements]
    return ELEMENT.join([segment.tag, *elements])
