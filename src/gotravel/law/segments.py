"""What may be kept of a message's own text, segment by segment.

Goes in: segments as sent, what tag and code say of them (`rules.py`). Comes out: each segment, or its mark of removal with
the reason. Never: a value that the profile does not list, a word that reveals something sensitive, a card number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from gotravel.domain.message import WireSegment
from gotravel.domain.wire_segments import WireSegments
from gotravel.law.glance import Glance
from gotravel.law.rules import KEPT, KEPT_AND_READ, SERVICE, TAG, Rule, Rules, code_of, is_contact
from gotravel.law.rules import rule as rule
from gotravel.law.rules import rules_of as rules_of
from gotravel.law.sensitive import LEADING, TITLES, class_of_text

CARD = re.compile(r"(?<![0-9])([3-6][0-9]{5})[0-9]{3,9}([0-9]{4})(?![0-9])")
PLACES_IN = frozenset(("ADD", "ORG", "TVL"))
UP_TO_BIRTH = frozenset(("CHLD", "INFT"))
"""Of these, what stands behind the date of birth is free text."""
BIRTH = re.compile(r"\d{1,2}[A-Za-z]{3}\d{2,4}|\d{4}-\d\d-\d\d|(?<!\d)\d{6}(?:\d\d)?(?!\d)")
ALL_TITLES = "|".join(sorted(TITLES, key=len, reverse=True))
FIRST_TITLES = "|".join(sorted(LEADING, key=len, reverse=True))
TITLE = re.compile(rf"(?<=[A-Z] )(?:{ALL_TITLES})(?=[^A-Z ]|$)|(?<=[^A-Z ])(?:{FIRST_TITLES})(?= [A-Z])")
API_TITLE = re.compile(rf"(?<=[A-Z] )(?:{FIRST_TITLES})(?=[^A-Z ]|$)|(?<=[^A-Z ])(?:{FIRST_TITLES})(?= [A-Z])")
"""The zone of a passport has no titles: of those in an API list only the ones that are no names."""

Judged = Sequence[WireSegment] | WireSegments


class Verdict(NamedTuple):
    segment: WireSegment
    element: str | None = None
    """Name of the unlisted element that was removed, or None."""
    sensitive: str | None = None
    """Class of what was removed as sensitive, or None."""


def all_judged(segments: Judged, rules: list[Rule]) -> dict[int, Verdict]:
    return {index: judged(segment, one) for index, (segment, one) in enumerate(zip(segments, rules, strict=True))}


def judged_where_needed(
    segments: Judged, rules: Sequence[Rule] | Rules, glance: Glance | None = None
) -> dict[int, Verdict]:
    """Verdicts by index. Segments that are kept by tag and code, and that one glance clears, need none."""
    glance = glance or Glance([segment.text for segment in segments])
    removed = rules.removed() if isinstance(rules, Rules) else _removed_of(rules)
    wanted = sorted({*removed, *glance.to_read(lead=TAG), *glance.with_long_numbers()})
    return {index: judged(segments[index], rules[index]) for index in wanted}


def _removed_of(rules: Sequence[Rule]) -> list[int]:
    return [index for index, one in enumerate(rules) if one is not KEPT_AND_READ and one is not KEPT]


def judged(segment: WireSegment, rule: Rule) -> Verdict:
    tag = segment.text[:3].upper()
    if rule.sensitive:
        return _removed(segment, tag, sensitive=rule.sensitive)
    if rule.element is not None:
        return _removed(segment, tag, element=rule.element)
    found = _revealed(segment.text, tag, rule)
    return _removed(segment, tag, sensitive=found) if found else _masked(segment, tag)


def _revealed(text: str, tag: str, rule: Rule) -> str | None:
    """The class that the words of a segment reveal; of announcements of children only those behind the birth."""
    if rule.read:
        # A language that is kept is announced by a code that elsewhere reveals.
        start = SERVICE - 1 if tag == "SSR" and text[4:8] == "LANG" else TAG
        return class_of_text(text[start:], place=tag in PLACES_IN or is_contact(text))
    if tag == "SSR" and code_of(tag, text) in UP_TO_BIRTH:
        births = list(BIRTH.finditer(text))
        return class_of_text(text[births[-1].end() :]) if births else None
    return None


def _masked(segment: WireSegment, tag: str) -> Verdict:
    text = CARD.sub(lambda m: f"{m.group(1)}{'X' * (len(m.group(0)) - 10)}{m.group(2)}", segment.text)
    title = TITLE if tag == "TIF" else API_TITLE if tag == "NAD" else None
    if title is not None and title.search(text):
        text = title.sub("[REMOVED-SENSITIVE:religion]", text)
        return Verdict(msgspec.structs.replace(segment, text=text, removed="sensitive:religion"), sensitive="religion")
    return Verdict(segment if text == segment.text else msgspec.structs.replace(segment, text=text))


def _removed(segment: WireSegment, tag: str, *, element: str | None = None, sensitive: str | None = None) -> Verdict:
    mark = f"[REMOVED-SENSITIVE:{sensitive}]" if sensitive else "[REMOVED]"
    why = f"sensitive:{sensitive}" if sensitive else "not-listed"
    shown = tag if tag.isalpha() and tag.isascii() else "???"
    return Verdict(msgspec.structs.replace(segment, text=f"{shown}+{mark}", removed=why), element, sensitive)
