"""Repetition of syntax version 4: `TIF+DOE:I+JANE:A:1*JIM:A:2` is read as two given names in two elements.

Goes in: a message's segments, the sign that its interchange declares for repetition. Comes out: the same segments, those with
that sign divided at it. Never: a text changed (it stays as sent), a sign within a service's own text or a released one taken
for a repetition.
"""

from __future__ import annotations

from typing import Final

from gotravel.wire.edifact.segment import Elements, Segment
from gotravel.wire.edifact.segments import Segments

REPEATED: Final = {"TIF": 1, "RCI": 1, "FTI": 1, "DAT": 1, "FOP": 1, "MON": 1, "TXD": 1, "TBD": 1, "SSR": 2}
"""The first element that may be repeated."""


def divide_repeated(segments: Segments, sign: str) -> None:
    for place, text in enumerate(segments.texts()):
        first = REPEATED.get(segments.tags[place])
        if first is not None and sign in text and place not in segments.divided:
            own = segments.at(place)
            segments.exchange(place, Segment(own.tag, _divided(own.elements, sign, first), place + 1, -1, text))


def _divided(elements: Elements, sign: str, first: int) -> Elements:
    """Where the sign stands in a component, the element ends and another begins."""
    found = list(elements[: first - 1])
    for parts in elements[first - 1 :]:
        one: list[str] = []
        for part in parts:
            head, *rest = part.split(sign)
            one.append(head)
            for other in rest:
                found.append(tuple(one))
                one = [other]
        found.append(tuple(one))
    return tuple(found)
