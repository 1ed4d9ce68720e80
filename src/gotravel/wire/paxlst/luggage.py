"""Bags: MEA and FTX+BAG in, count, weight in kilograms and tag numbers out. Never raises."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from gotravel.wire.edifact.segment import Segment
from gotravel.wire.paxlst.codes import UNITS
from gotravel.wire.paxlst.values import measured, scattered

LONGEST_COUNT: Final = 3
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}")
DIGIT: Final = re.compile(r"\d")
PLACEHOLDERS: Final = frozenset({"NULL", "NONE", "NIL", "0", "N/A"})


class Measure(msgspec.Struct):
    count: int | None = None
    weight_kg: float | None = None
    said: tuple[str, ...] = ()
    """Codes of what is to be said about the segment."""
    is_other: bool = False
    """Whether it measures something else, and is kept as sent."""


def measure(segment: Segment) -> Measure:
    what, unit, value, misplaced = measured(segment)
    if not value:
        return Measure(said=("segment-empty",))
    said = ("component-misplaced",) if misplaced else ()
    number, kind = _number(value), what.upper()
    if kind == "WT":
        return _weight(number, unit.upper(), said)
    if kind != "CT":
        return Measure(said=said, is_other=True)
    if number is None or not number.is_integer():
        return Measure(said=("bag-count-unreadable",), is_other=True)
    return Measure(int(number), None, said)


def _weight(number: float | None, unit: str, said: tuple[str, ...]) -> Measure:
    if number is None:
        return Measure(said=("bag-weight-unreadable",), is_other=True)
    if unit and unit not in UNITS:
        said = (*said, "bag-unit-unknown")
    return Measure(None, round(number * UNITS.get(unit, 1.0), 1), said)


def tags(segment: Segment) -> tuple[list[str], int, str]:
    """Tag numbers of FTX+BAG, how many follow each other from the first on, and what is said besides. A tag has a
    digit; two or three letters behind the text are its language (3453)."""
    parts = [part.strip() for part in segment.elements[3]] if len(segment.elements) > 3 else []
    if not any(parts):
        parts = scattered(segment, 3)
    if sum(map(bool, parts)) == 1 and is_count(segment.get(5)):
        parts.append(segment.get(5))
    told = [part for part in parts if part and part.upper() not in PLACEHOLDERS and not LANGUAGE.fullmatch(part)]
    values = [part for part in told if DIGIT.search(part)]
    count = int(values[1]) if len(values) > 1 and is_count(values[1]) else 0
    numbers = [values[0], *values[2:]] if count else values
    return numbers, count or 1, " ".join(part for part in told if part not in values)


def is_count(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_COUNT


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < 100_000 else None
