"""Names as TIF tells them: a segment in, the drafts of whom it names out, its surname and given names in their places.

A separator too many, too few or damaged is made good where only one reading makes sense, and told. Never: a name dropped; what
is no name becomes a remark.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.message import Name, PersonKind, Sex
from gotravel.wire.edifact.segment import Segment, part
from gotravel.wire.person_names import without_sure_title
from gotravel.wire.pnrgov.draft import TravellerDraft
from gotravel.wire.pnrgov.names import untitled
from gotravel.wire.pnrgov.reading import Reading

BOTH_NAMES: Final = re.compile(r"([^\W\d_](?:[^\W\d_]|[' .-])*)([^\w' .-]|[\d_])([^\W\d_].*)")
TYPES: Final[dict[str, tuple[PersonKind, Sex | None]]] = {
    "A": (PersonKind.ADULT, None),
    "ADT": (PersonKind.ADULT, None),
    "M": (PersonKind.ADULT, Sex.MALE),
    "F": (PersonKind.ADULT, Sex.FEMALE),
    "C": (PersonKind.CHILD, None),
    "CHD": (PersonKind.CHILD, None),
    "CNN": (PersonKind.CHILD, None),
    "UM": (PersonKind.CHILD, None),
    "IN": (PersonKind.INFANT, None),
    "INF": (PersonKind.INFANT, None),
    "IM": (PersonKind.INFANT, Sex.MALE),
    "IF": (PersonKind.INFANT, Sex.FEMALE),
    "INS": (PersonKind.INFANT, None),
    "766": (PersonKind.INFANT, None),
    "767": (PersonKind.INFANT, None),
    "G": (PersonKind.GROUP, None),
}
LONGEST_REFERENCE: Final = 5
LEAST_GLUED: Final = 4
GROUPS: Final = frozenset({"I", "G"})
"""Beside the surname: an individual, a group."""


def looks_like_name(segment: Segment) -> bool:
    """A damaged TIF: surname, then given name with a known type (or one told beside the surname) and a short reference."""
    kind, reference, group = segment.get(2, 1).upper(), segment.get(2, 2), segment.get(1, 1).upper()
    letters = segment.get(1).replace(" ", "").replace("'", "").replace("-", "")
    if not letters.isalpha() or len(reference) > LONGEST_REFERENCE:
        return False
    if group == "G":
        return len(segment.elements) == 1 and len(letters) > 1
    return any(map(str.isalpha, segment.get(2))) and (kind in TYPES or (group == "I" and not kind))


def named(reading: Reading, segment: Segment, text: str, element: str, component: str) -> list[TravellerDraft]:
    """The guide says one name a segment; several are read all the same."""
    elements = _single(reading, segment, text.split(element), component)
    surname, given = part(elements, 1).split(component), part(elements, 2)
    if not given.strip(component):
        surname, given = _divided(reading, segment, surname, component)
    spaced, group = _spaced(surname[0]), part(surname, 1)
    told = [other for other in elements[3:] if other.strip(component)]
    if not told:
        return [_traveller(segment.ordinal, spaced, group, given, component)]
    given, told = _several(reading, segment, given, told, component)
    return [_traveller(segment.ordinal, spaced, group, one, component) for one in (given, *told)]


def _single(reading: Reading, segment: Segment, elements: list[str], component: str) -> list[str]:
    """Without the empty element of a separator too many before either name, or with the group's code in its place."""
    if len(elements) < 4:
        return elements
    tag, surname, group, given = elements[:4]
    if not surname and group:
        if component in group:
            return elements  # a given name with its type
        mended = elements[2:]
    elif group == "I" and _is_name(given, component, is_bare=False):
        mended = [surname + component + group, *elements[3:]]
    elif not group and _is_name(given, component, is_bare=True):
        mended = [surname, *elements[3:]]
    else:
        return elements
    reading.say("separator-damaged" if group == "I" else "separator-doubled", segment, tag="TIF")
    return [tag, *mended]


def _divided(reading: Reading, segment: Segment, surname: list[str], component: str) -> tuple[list[str], str]:
    """Surname and given name where both stand in the surname's element, with or without a sign between them."""
    divided = _behind_group(surname) or _behind_sign(surname) or _behind_nothing(surname)
    if divided is None:
        return surname, ""
    reading.say("name-divided", segment)
    return divided[:2], component.join(divided[2:])


def _behind_group(surname: list[str]) -> list[str] | None:
    """`ROE:I,JIM MR:A:2`, `ROE:JIM MR:A:2`."""
    glued = part(surname, 1)
    if part(surname, 2).upper() not in TYPES or len(glued) < LEAST_GLUED:
        return None
    if glued[0] not in GROUPS and not glued[1].isalpha():
        return None
    if glued[1].isalpha():
        return [surname[0], "", glued, *surname[2:]]  # GEORGE, of which nobody knows that it is none
    return [surname[0], glued[0], glued[2:], *surname[2:]]


def _behind_sign(surname: list[str]) -> list[str] | None:
    """`DOE/JOHN MR`, `DOE,JOHN MR:A:1`."""
    match, kind = BOTH_NAMES.fullmatch(surname[0]), part(surname, 1).upper()
    if match is None or kind == "G" or not (match[2] == "/" or kind in TYPES):
        return None
    return [match[1].strip(), "I" if kind == "I" else "", match[3].strip(), *surname[1 + (kind == "I") :]]


def _behind_nothing(surname: list[str]) -> list[str] | None:
    """`ROEJIM MRS:A:2`: type and reference are known, the names stay together."""
    if part(surname, 1).upper() not in TYPES or part(surname, 1).upper() == "G":
        return None
    family, title = without_sure_title(surname[0])
    return [family, "", title or "", *surname[1:]]


def _several(reading: Reading, segment: Segment, given: str, more: list[str], component: str) -> tuple[str, list[str]]:
    """The first given name with what slipped behind it, and the further ones; what is no name is told, and is nobody."""
    is_bare = component not in given
    if is_bare and more[0].partition(component)[0].upper() in TYPES:
        while more and not _is_name(more[0], component, is_bare=False):
            given += component + more.pop(0)
        is_bare = False
    names = [one for one in more if _is_name(one, component, is_bare=is_bare)]
    if len(names) < len(more):
        reading.say("traveller-text-unread", segment)
        reading.keep(segment, "unknown")
    return given, names


def _is_name(told: str, component: str, *, is_bare: bool) -> bool:
    """A known type, a reference or a title beside letters; a bare word where the first name is one too."""
    parts = told.split(component)
    given, kind, reference = parts[0], part(parts, 1), part(parts, 2)
    if not any(map(str.isalpha, given)):
        return False
    marked = kind.upper() in TYPES or (not kind and reference) or untitled(given) != given
    return bool(marked or (is_bare and told.replace(" ", "").isalpha() and len(told) > len("ADT")))


def _traveller(ordinal: int, family: str | None, group: str, told: str, component: str) -> TravellerDraft:
    parts = told.split(component)
    draft, kind = TravellerDraft(ordinal, family, _spaced(parts[0])), part(parts, 1).upper()
    if kind == "G" or group.upper() == "G":
        draft.kind = PersonKind.GROUP
    elif kind in TYPES:
        draft.kind, draft.sex = TYPES[kind]
    elif kind:
        draft.is_of_unknown_type = True
    draft.reference = part(parts, 2)
    if part(parts, 4).strip():
        draft.other_names.append(Name(family, _spaced(parts[4])))
    if part(parts, 3) in ("1", "2"):
        draft.with_infant = True
    return draft


def _spaced(name: str) -> str | None:
    """One blank between words."""
    return name if name.isalpha() else " ".join(name.split()) or None
