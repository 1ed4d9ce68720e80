"""Values where they belong, or where carriers put them instead: a segment in, qualifier and value out.

Never raises; `misplaced` says that the value was not where the directory has it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from gotravel.wire.edifact.segment import Segment

Qualified = tuple[str, str, str, bool]
"""Qualifier, value, format code, misplaced."""

CODE_LISTS: Final = ("110", "111", "109", "ZZZ")
"""Of the type of a document (1131, 3055); none of them is its number where another one stands."""
FORMATS: Final = ("101", "102", "201", "203", "204", "205")


def qualified(segment: Segment, known: Container[str]) -> Qualified:
    """`DTM+329:700602:102`, `RFF+AVF:X`, `CNT+42:3`; also `329+700602` and `329700602`."""
    elements = segment.elements
    first = elements[0] if elements else ("",)
    if len(first) == 2 and first[0] in known and first[1] and first[1][0] != " ":
        return first[0], first[1].strip(), "", False
    if len(first) > 1 and first[1].strip():
        if first[0][3:].isdigit() and len(first[0]) > 8 and first[0].strip() not in known:
            return (*glued(first[0].strip(), known), first[1].strip(), True)
        return first[0].strip(), first[1].strip(), first[2].strip() if len(first) > 2 else "", False
    qualifier = first[0].strip()
    rest = scattered(segment, 2) or [part.strip() for part in first[2:] if part.strip()]
    if rest:
        return qualifier, rest[0], rest[1] if len(rest) > 1 else "", True
    return (*glued(qualifier, known), "", True) if qualifier and qualifier not in known else (qualifier, "", "", False)


def scattered(segment: Segment, element: int) -> list[str]:
    """All values from `element` on, wherever they stand."""
    return [part.strip() for parts in segment.elements[element - 1 :] for part in parts if part.strip()]


def glued(text: str, known: Container[str]) -> tuple[str, str]:
    """`329700602` -> (`329`, `700602`); (text, "") where no known qualifier stands in front."""
    for length in (3, 2):
        if text[:length] in known and len(text) > length:
            return text[:length], text[length:]
    return text, ""


def dated(value: str, format_code: str) -> tuple[str, str]:
    """A date from which its format code was not separated: `1806261220201` -> (`1806261220`, `201`)."""
    if not format_code and value.isdigit() and len(value) in (9, 11, 13, 15) and value[-3:] in FORMATS:
        return value[:-3], value[-3:]
    return value, format_code


def located(segment: Segment, known: Container[str]) -> tuple[str, str, str, bool]:
    """(function, code, name, misplaced) of LOC: `178+WDH`, `180+GBR:::TOWN`, `178:WDH`, `178WDH`."""
    function, code, name = segment.get(1), segment.get(2), segment.get(2, 3)
    if not function and code in known:
        return code, segment.get(3), segment.get(3, 3), True
    if code or name:
        return function, code, name, False
    rest = scattered(segment, 2) or [part for part in (segment.get(1, 1), segment.get(1, 2)) if part]
    if rest:
        return function, rest[0], "", True
    if function and function not in known:
        function, code = glued(function, known)
        return function, code, "", bool(code)
    return function, "", "", False


def numbered(segment: Segment) -> tuple[str, str]:
    """(type as sent, number) of DOC, the number also where it stands one element or component off."""
    elements = segment.elements
    kind = elements[0][0].strip() if elements else ""
    if len(elements) > 1 and (number := elements[1][0].strip()) and number not in CODE_LISTS:
        return kind, number
    rest = scattered(segment, 2) or [part.strip() for one in elements[:1] for part in one[3:]]
    number = next((part for part in rest if part and part not in CODE_LISTS), "")
    return kind, number or segment.get(2) or segment.get(1, 3)


MEASURE: Final = re.compile(r"([A-Z]*)\s*(\d+(?:[.,]\d+)?)\s*([A-Z]*)", re.IGNORECASE)


def measured(segment: Segment) -> tuple[str, str, str, bool]:
    """(what, unit, value, misplaced) of MEA: `CT++:2`, `WT++KGM:31`, `CT++2`, `WT++KGM31`."""
    what, unit, value = segment.get(1), segment.get(3), segment.get(3, 1)
    if not what and not value:
        what = segment.get(2)
        unit, value = segment.get(4), segment.get(4, 1)
        if value:
            return what, unit, value, True
    if value:
        return what, unit, value, False
    for part in [*scattered(segment, 2), segment.get(1, 1)]:
        match = MEASURE.fullmatch(part)
        if match:
            return what, match[1] or match[3] or ("" if unit == part else unit), match[2], True
    rest = scattered(segment, 2)
    return what, "", rest[0] if rest else "", bool(rest)
