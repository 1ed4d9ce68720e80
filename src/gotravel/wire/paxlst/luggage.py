"""Bags: MEA and FTX+BAG in, count, weight in kilograms and tag numbers out. Never raises."""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.wire.bag_tags import MOST_TAGS, consecutive
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.paxlst.codes import UNITS
from gotravel.wire.paxlst.values import measured, scattered

PLACEHOLDERS: Final = frozenset({"NULL", "NONE", "NIL", "0", "N/A"})


class Measure(msgspec.Struct):
    count: int | None = None
    weight_kg: float | None = None
    said: tuple[str, ...] = ()
    """Codes of what is to be said about the segment."""


def measure(segment: Segment) -> Measure:
    what, unit, value, misplaced = measured(segment)
    if not value:
        return Measure()
    said = ("component-misplaced",) if misplaced else ()
    number = _number(value)
    weighs = what.upper() == "WT"
    if number is None:
        return Measure(said=("bag-weight-unreadable" if weighs else "bag-count-unreadable",))
    if weighs:
        return Measure(None, round(number * UNITS.get(unit.upper(), 1.0), 1), said)
    return Measure(int(number), None, said) if what.upper() == "CT" else Measure()


def tags(segment: Segment) -> list[str]:
    """Tag numbers of FTX+BAG: the first tag and how many follow each other, or several tags."""
    parts = [part.strip() for part in segment.elements[3]] if len(segment.elements) > 3 else []
    if not any(parts):
        parts = scattered(segment, 3)
    values = [part for part in parts if part and part.upper() not in PLACEHOLDERS]
    if not values:
        return []
    if len(values) == 1 and 0 < len(segment.get(5)) <= 3:
        values.append(segment.get(5))
    count = int(values[1]) if len(values) > 1 and values[1].isdecimal() and len(values[1]) <= 3 else 0
    if not count:
        return values
    return [*consecutive(values[0], min(count, MOST_TAGS)), *values[2:]]


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None
