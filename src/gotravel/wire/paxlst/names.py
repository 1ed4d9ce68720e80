"""Names and addresses of NAD: the segment in, family, given, title and address out, wherever they stand.

Never raises, never shortens a name; the element the name was found in is told, so that the caller can report it.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.wire.edifact.segment import Segment
from gotravel.wire.person_names import split_title, without_sure_title

NAME_ELEMENT: Final = 4
FORM: Final = 5
"""The component that tells the order of names (3045)."""
COUNTRY_ELEMENT: Final = 9
"""The last one of NAD."""


def name_of(segment: Segment) -> tuple[str | None, str | None, str | None, int]:
    """(family, given, title, element the name stood in)."""
    place, parts = _parts(segment)
    stray = _strays(parts)
    if stray:
        place, parts = 0, ["" if number in stray else part for number, part in enumerate(parts)]
    form = parts[FORM] if len(parts) > FORM and parts[FORM].isdigit() else ""
    family, given = _formed(parts[:5], form) if form else _simple(parts)
    if place == NAME_ELEMENT and not given and _is_given_after(segment):
        given, place = segment.whole(5).replace(":", " "), 5
    if not given and family:
        family, given, place = _divided(family, place)
    known, title = split_title(given) if given else (None, None)
    if family and " " in family:
        family, own = without_sure_title(family)
        title = title or own
    return family, known, title, place


def _parts(segment: Segment) -> tuple[int, list[str]]:
    """The element that holds the name, and its components."""
    elements = segment.elements
    if (
        len(elements) >= NAME_ELEMENT
        and _has_digit(segment.get(4))
        and segment.get(3)
        and not _has_digit(segment.whole(3))
    ):
        return 3, [part.strip() for part in elements[2]]
    if len(elements) >= NAME_ELEMENT and elements[NAME_ELEMENT - 1][0].strip(": "):
        return NAME_ELEMENT, [part.strip() for part in elements[NAME_ELEMENT - 1]]
    place = _place(segment)
    parts = [part.strip() for part in elements[place - 1]] if place <= len(elements) else []
    if place == 1 and parts and parts[0].upper() in ("FL", "FM", "DDU", "DDT"):
        return place, parts[1:]
    return place, parts


def address_of(segment: Segment, place: int) -> str | None:
    """Street, city, region, postal code and country after the name, joined by commas."""
    if len(segment.elements) <= NAME_ELEMENT:
        return None
    first = max(place, NAME_ELEMENT) + 1
    if place == NAME_ELEMENT - 1 and segment.get(NAME_ELEMENT):
        first = NAME_ELEMENT
    stray = _strays([part.strip() for part in segment.elements[NAME_ELEMENT - 1]]) if place == 0 else {}
    street = [part.strip() for part in segment.elements[first - 1]] if len(segment.elements) >= first else []
    region = segment.get(first + 2) or segment.get(first + 2, 3)
    rest = [segment.get(first + 1), region, segment.get(first + 3), segment.get(first + 4)]
    return ", ".join(part for part in [*stray.values(), *street, *rest] if part) or None


def _place(segment: Segment) -> int:
    """The element that holds the name: C080, else the nearest one that looks like a name."""
    if segment.whole(NAME_ELEMENT).strip(": "):
        return NAME_ELEMENT
    for place in (3, 5, 2):
        text = segment.whole(place)
        if text.strip(": ") and not _has_digit(text):
            return place
    return 1 if segment.get(1, 1) else NAME_ELEMENT


def _formed(parts: list[str], form: str) -> tuple[str | None, str | None]:
    """Name format 3045: 1 family and given names, 2 paternal, maternal and given, 3 qualification first."""
    if form == "2" and len(parts) > 2 and parts[2]:
        parts = [" ".join(part for part in parts[:2] if part), *parts[2:]]
    elif form == "3" and len(parts) > 1:
        parts = [parts[1], *parts[2:], parts[0]]
    return _simple(parts)


def _simple(parts: list[str]) -> tuple[str | None, str | None]:
    """Family name, given names; blanks within become one."""
    family = " ".join(parts[0].split()) if parts else ""
    given = " ".join(" ".join(parts[1:]).split())
    return family or None, given or None


def _is_given_after(segment: Segment) -> bool:
    """`NAD+FL+++DOE+JOHN`: the next element is no street, and alone or followed by a whole address."""
    text, size = segment.whole(5).strip(":"), len(segment.elements)
    alone = not any(segment.whole(place) for place in range(6, size + 1))
    return bool(text) and (alone or size > COUNTRY_ELEMENT) and not _has_digit(text)


def _strays(parts: list[str]) -> dict[int, str]:
    """Components among the given names that are none."""
    return {number: part for number, part in enumerate(parts) if number not in (0, FORM) and _is_street(part)}


NUMBERED: Final = re.compile(r"[^\W\d]+(?:[ '-][^\W\d]+)* \d(?:ST|ND|RD|TH)|[^\W\d]+ \d", re.IGNORECASE)


def _is_street(part: str) -> bool:
    """A component of a name that belongs to the address, or is a code: `12 MAIN STREET`, `1`; not `3RD`, `JOHN 3RD`, `JOHN 3`."""
    if NUMBERED.fullmatch(part.strip()):
        return False
    return _has_digit(part) and (" " in part.strip() or part.strip().isdigit())


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _divided(family: str, place: int) -> tuple[str, str | None, int]:
    """`DOE/JOHN` and `DOE,JOHN` in one component."""
    for mark in ("/", ","):
        left, found, right = family.partition(mark)
        if found and left.strip() and right.strip():
            return left.strip(), right.strip(), 0
    return family, None, place
