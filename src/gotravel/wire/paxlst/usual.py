"""The usual form of the segments that differ from person to person: name, birth, references, document.

Goes in: a segment's text as nearly all carriers send it. Comes out: what the careful way of `names.py` and `reading.py`
would put to the person, and True; or nothing, and False, and the careful way is taken. Never: a finding, a guess. A test
damages lists and compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from gotravel.domain.message import Source
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.paxlst.codes import BIRTH, EMPTY_PERSON, EXPIRY, ISSUE, LONGEST, PERSONS
from gotravel.wire.paxlst.draft import Draft, Paper
from gotravel.wire.person_dates import birth_told, document_told
from gotravel.wire.person_names import LAST_LETTERS, split_title

DIGIT: Final = re.compile(r"\d")
LENGTHS: Final = (6, 8)
"""Of a date without a format code that needs no thought."""
NAMED: Final = frozenset(PERSONS - {EMPTY_PERSON})
LONGEST_NAME: Final = LONGEST["NAD"]
LONGEST_NUMBER: Final = LONGEST["DOC"]
LONGEST_REFERENCE: Final = LONGEST["RFF"]
Act = Callable[[Draft, int, str], bool]
"""The person, the ordinal, what stands behind the first component separator."""


class Usual:
    """Of one message, because its separators and its day of travel are its own."""

    def __init__(self, own: Separators, day: str | None) -> None:
        self.component, self.element, self.day = own.component, own.element, day
        self.acts = {head.replace("+", own.element): act(self) for head, act in ACTS}

    def name(self, draft: Draft, segment: Segment) -> bool:
        """`NAD+FL+++FAMILY:GIVEN:SECOND`."""
        if isinstance(segment.held, tuple):
            return False
        tag, *parts = segment.text.split(self.element)
        if len(parts) != 4 or tag != "NAD" or parts[0] not in NAMED or parts[1] or parts[2]:
            return False
        family, *others = parts[3].split(self.component, 4)
        given = " ".join(others)
        if not (family.isprintable() and given.isprintable()) or " " in family or self.component in given:
            return False
        given = " ".join(given.split())
        if not family or not given or len(family) > LONGEST_NAME or len(given) > LONGEST_NAME:
            return False
        if not _is_plain(given) and (DIGIT.search(given) or split_title(given) != (given, None)):
            return False
        ordinal = segment.ordinal
        draft.role = parts[0]
        draft.values["family"], draft.values["given"] = family, given
        draft.sources += (Source("family", ordinal), Source("given", ordinal))
        return True

    def born(self, draft: Draft, ordinal: int, value: str) -> bool:
        if len(value) not in LENGTHS or not value.isalnum() or draft.values["born"] is not None:
            return False
        born, told = birth_told(value, "", self.day)
        return told is None and _filled(draft, ordinal, "born", born)

    def locator(self, draft: Draft, ordinal: int, value: str) -> bool:
        return value.isalnum() and len(value) <= LONGEST_REFERENCE and _filled(draft, ordinal, "locator", value)

    def reference(self, draft: Draft, ordinal: int, value: str) -> bool:
        return value.isalnum() and len(value) <= LONGEST_REFERENCE and _filled(draft, ordinal, "reference", value)

    def expires(self, draft: Draft, ordinal: int, value: str) -> bool:
        until = _day_of_paper(draft, value)
        if until is None or draft.papers[-1].expires is not None:
            return False
        draft.papers[-1].expires = until
        return True

    def issued(self, draft: Draft, ordinal: int, value: str) -> bool:
        since = _day_of_paper(draft, value)
        if since is None or draft.papers[-1].issued is not None:
            return False
        draft.papers[-1].issued = since
        return True

    def paper_of(self, kind: str) -> Act:
        def paper(draft: Draft, ordinal: int, value: str) -> bool:
            """`DOC+P:110:111+X123`: what stands between is not read."""
            _, _, number = value.partition(self.element)
            if not number.isalnum() or len(number) > LONGEST_NUMBER:
                return False
            if draft.papers and draft.papers[-1].number == number:
                return False
            draft.papers = (*draft.papers, Paper(ordinal, kind, number))
            return True

        return paper


def _is_plain(given: str) -> bool:
    """One word that does not end like a title."""
    return given.isascii() and given[-1].isalpha() and " " not in given and given[-2:].upper() not in LAST_LETTERS


def _filled(draft: Draft, ordinal: int, field: str, value: str | None) -> bool:
    """The first word on a field."""
    if value is None or draft.values[field] is not None:
        return False
    draft.values[field] = value
    draft.sources.append(Source(field, ordinal))
    return True


def _day_of_paper(draft: Draft, value: str) -> str | None:
    if not draft.papers or len(value) not in LENGTHS or not value.isalnum():
        return None
    day, told = document_told(value, "")
    return day if told is None else None


ACTS: Final[tuple[tuple[str, Callable[[Usual], Act]], ...]] = (
    (f"DTM+{BIRTH}", lambda usual: usual.born),
    (f"DTM+{EXPIRY}", lambda usual: usual.expires),
    (f"DTM+{ISSUE}", lambda usual: usual.issued),
    ("RFF+AVF", lambda usual: usual.locator),
    ("RFF+ABO", lambda usual: usual.reference),
    ("DOC+P", lambda usual: usual.paper_of("P")),
    ("DOC+I", lambda usual: usual.paper_of("I")),
    ("DOC+V", lambda usual: usual.paper_of("V")),
    ("DOC+C", lambda usual: usual.paper_of("C")),
    ("DOC+AC", lambda usual: usual.paper_of("AC")),
)
"""By what stands before the first component separator."""
