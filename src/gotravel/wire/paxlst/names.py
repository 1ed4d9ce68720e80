"""Names and addresses of NAD: the segment in, family, given, title and address out, wherever they stand.

Never raises, never shortens a name; the element the name was found in is told, so that the caller can report it.
"""

from __future__ import annotations

from gotravel.wire.edifact.segment import Segment
from gotravel.wire.person_names import split_title

NAME_ELEMENT = 4
SURE_TITLES = frozenset({"MR", "MRS", "MS", "MISS", "MSTR"})


def name_of(segment: Segment) -> tuple[str | None, str | None, str | None, int]:
    """(family, given, title, element the name stood in)."""
    place, parts = _parts(segment)
    form = parts[5] if len(parts) > 5 and parts[5].isdigit() else ""
    family, given = _formed(parts[:5], form) if form else _simple(parts)
    if place == NAME_ELEMENT and not given and _is_given_after(segment):
        given, place = segment.get(5), 5
    if not given and family:
        family, given, place = _divided(family, place)
    known, title = split_title(given) if given else (None, None)
    if family and " " in family:
        family, own = _family(family)
        title = title or own
    return family, known, title, place


def _parts(segment: Segment) -> tuple[int, list[str]]:
    """The element that holds the name, and its components."""
    elements = segment.elements
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
    shift = max(0, place - NAME_ELEMENT) if place > NAME_ELEMENT else 0
    first = NAME_ELEMENT + 1 + shift
    street = [part.strip() for part in segment.elements[first - 1]] if len(segment.elements) >= first else []
    region = segment.get(first + 2) or segment.get(first + 2, 3)
    rest = [segment.get(first + 1), region, segment.get(first + 3), segment.get(first + 4)]
    return ", ".join(part for part in [*street, *rest] if part) or None


def _place(segment: Segment) -> int:
    """The element that holds the name: C080, else the nearest one that looks like a name."""
    if segment.whole(NAME_ELEMENT).strip(": "):
        return NAME_ELEMENT
    for place in (3, 5, 2):
        text = segment.whole(place)
        if text.strip(": ") and not any(character.isdigit() for character in text):
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
    """`NAD+FL+++DOE+JOHN`: the next element is alone and no street."""
    text = segment.get(5)
    alone = not any(segment.whole(place) for place in range(6, len(segment.elements) + 1))
    return bool(text) and alone and not any(c.isdigit() for c in text) and len(segment.elements[4]) == 1


def _divided(family: str, place: int) -> tuple[str, str | None, int]:
    """`DOE/JOHN` and `DOE,JOHN` in one component."""
    for mark in ("/", ","):
        left, found, right = family.partition(mark)
        if found and left.strip() and right.strip():
            return left.strip(), right.strip(), 0
    return family, None, place


def _family(family: str) -> tuple[str, str | None]:
    """A title that stands as the last word of a family name of several words."""
    words = family.split()
    if len(words) > 1 and words[-1].upper() in SURE_TITLES:
        return " ".join(words[:-1]), words[-1]
    return family, None
