"""What divides a segment: a message's segments in, for each a text that can be cut at two signs out.

Nearly all are cut as they were sent. One with escapes, or with blanks to be trimmed, is written anew with signs that no
value can hold, so that there is one grammar for both. Never: a value changed but for the blanks around it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from gotravel.domain.characters import Answers, Characters, Ranges, among, asked_for, pieces, places
from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators

ELEMENT: Final = "\x1e"
COMPONENT: Final = "\x1f"
BLANKS: Final = (" ", "\t")
BLANK: Final = asked_for("".join(BLANKS))
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
    cuts = _cuts(own)
    blanks = [begin + at for begin, piece in pieces(text, more=1) for at in places(_blanks_at_cuts(piece, cuts))]
    if text.endswith(BLANKS):
        blanks.append(len(text) - 1)
    found = {place + 1 for place in sent.holding(blanks)}
    if not text.isascii():
        found |= {number for number, one in enumerate(sent.texts(), 1) if not one.isascii()}
    return found


def _blanks_at_cuts(piece: Characters, cuts: Ranges) -> Answers:
    """Where a blank and a cut stand beside each other, in this order or the other."""
    blank, cut = among(piece, BLANK), among(piece, cuts)
    return (blank[:-1] & cut[1:]) | (cut[:-1] & blank[1:])


@lru_cache(maxsize=64)
def _cuts(own: Separators) -> Ranges:
    return asked_for("".join((own.element, own.component, own.terminator, LINE_END)))


def rewritten(segment: Segment) -> str:
    """The text of a service may be cut at a blank, so what reads it trims."""
    trimmed = str if segment.tag == "SSR" else str.strip
    elements = [COMPONENT.join(map(trimmed, parts)) for parts in segment.elements]
    return ELEMENT.join([segment.tag, *elements])
