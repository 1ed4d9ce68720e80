"""What stands beside a name in the name's own segment and reveals something.

Goes in: a segment of names (TIF, SSR DOCS). Comes out: the same without the parts that are no names and reveal. Never: a name
judged, a document's number lost for the letters in it.
"""

from __future__ import annotations

from gotravel.law.read_of import BIRTH
from gotravel.law.sensitive import PASSENGER_TYPES, TITLES, class_of_text
from gotravel.law.titles import MARK, PARTS

SERVICE_SIGN = 8
"""`SSR+DOCS:`"""
BEFORE_NAMES = 8
"""Fields of `/P/BEL/number/BEL/birth/F/expiry/`."""


def beside_names(text: str) -> tuple[str, str | None]:
    """A TIF: a name is the first component of an element."""
    element = text[3:4]
    parts, sign = PARTS.split(text), ""
    found = None
    for at, part in enumerate(parts):
        if at % 2:
            sign = part
        elif at and sign != element and (told := class_of_type(part)):
            parts[at], found = MARK.format(told), told
    return "".join(parts), found


def class_of_type(part: str) -> str | None:
    """Titles of two letters are types too: SR is a senior."""
    said = part.strip().upper()
    return PASSENGER_TYPES.get(said) or (TITLES.get(said) if len(said) > 2 else None) or class_of_text(part)


def beside_document(text: str) -> tuple[str, str | None]:
    """A DOCS: names stand behind the dates, in the component that slashes cut most."""
    parts, found = PARTS.split(text[SERVICE_SIGN:]), None
    named = max(range(0, len(parts), 2), key=lambda at: parts[at].count("/"))
    for at, part in enumerate(parts):
        if at % 2 == 0 and part:
            parts[at], told = _of_fields(part) if at == named else _of_part(part)
            found = told or found
    return text[:SERVICE_SIGN] + "".join(parts), found


def revealing_beside(text: str) -> list[str]:
    """The components of a DOCS that go: what continues a name may stand in the next component, and is joined to it."""
    parts = PARTS.split(text[SERVICE_SIGN:])[::2]
    named = max(parts, key=lambda one: one.count("/"))
    return [one for one in parts if one is not named and class_of_text(one)]


def _of_fields(part: str) -> tuple[str, str | None]:
    """Up to where names begin; a field of one word is a code or a number."""
    fields = part.split("/")
    dates = [at for at, one in enumerate(fields) if BIRTH.search(one)]
    names = max([BEFORE_NAMES if not fields[0] else 0, *(at + 1 for at in dates)])
    judged = [_of_part(one) if " " in one.strip() else (one, None) for one in fields[:names]]
    shown = "/".join([*(one for one, _ in judged), *fields[names:]])
    return shown, next((told for _, told in judged if told), None)


def _of_part(part: str) -> tuple[str, str | None]:
    told = class_of_text(part)
    return (MARK.format(told), told) if told else (part, None)
