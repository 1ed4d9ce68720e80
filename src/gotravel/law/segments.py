"""What may be kept of a message's own text, segment by segment.

Goes in: a segment as sent, the profile's elements. Comes out: the segment, or its mark of removal with the reason.
Never: a value that the profile does not list, a word that reveals something sensitive, a card number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec

from gotravel.domain.message import Kind, WireSegment
from gotravel.law.elements import IFT_CODES, NAMES, PAXLST_TAGS, PNRGOV_TAGS, SSR_CODES, STRUCTURE
from gotravel.law.glance import Glance
from gotravel.law.sensitive import LEADING, PASSENGER_TYPES, TITLES, class_of_code, class_of_text, is_meal

CODE = re.compile(r"^[A-Za-z]{3}.([A-Za-z0-9]{4})\b")
IFT = re.compile(r"^IFT.(?:[0-9]+)?(?:.([0-9]+))?")
MINOR = re.compile(
    r"UMNR|UNACCOMPANIED|\bUM ?[0-9]{1,2}\b|NON ACCOMPAGNE|NO ACOMPANAD|ONBEGELEID|UNBEGLEITET", re.IGNORECASE
)
OF_MINOR = re.compile(r"SSR.UMNR|TIF.*[^A-Z ]UM(?![A-Z])")
CONTACT = re.compile(r"\bCTC ?[ABEFHMPT]?\b", re.IGNORECASE)
CARD = re.compile(r"(?<![0-9])([3-6][0-9]{5})[0-9]{3,9}([0-9]{4})(?![0-9])")
WORDS_IN = frozenset(
    ["SSR", "IFT", "LTS", "ADD", "TVL", "FOP", "ORG", "FAR", "EBD", "PTK", "DAT", "FTX", "SAC", "COM", "TBD", "MON"]
)
TAG = 3
SERVICE = len("SSR+DOCS:")
"""What an SSR begins with, up to the end of its code."""
BY_CODE = frozenset(("SSR", "IFT", "FAR"))
"""What these are is said by their code."""
PLACES_IN = frozenset(("ADD", "ORG", "TVL"))
NAMES_ONLY = frozenset(("DOCS", "FOID", "TKNE", "FQTV", "CHLD", "SEAT", "INFT"))
"""SSRs whose text is names, numbers and dates: not judged by words."""
UP_TO_BIRTH = frozenset(("CHLD", "INFT"))
"""Of these, what stands behind the date of birth is free text."""
BIRTH = re.compile(r"\d{1,2}[A-Za-z]{3}\d{2,4}")
ALL_TITLES = "|".join(sorted(TITLES, key=len, reverse=True))
FIRST_TITLES = "|".join(sorted(LEADING, key=len, reverse=True))
TITLE = re.compile(rf"(?<=[A-Z] )(?:{ALL_TITLES})(?=[^A-Z ]|$)|(?<=[^A-Z ])(?:{FIRST_TITLES})(?= [A-Z])")
API_TITLE = re.compile(rf"(?<=[A-Z] )(?:{FIRST_TITLES})(?=[^A-Z ]|$)|(?<=[^A-Z ])(?:{FIRST_TITLES})(?= [A-Z])")
"""The zone of a passport has no titles: of those in an API list only the ones that are no names."""


class Verdict(msgspec.Struct, frozen=True):
    segment: WireSegment
    element: str | None = None
    """Name of the unlisted element that was removed, or None."""
    sensitive: str | None = None
    """Class of what was removed as sensitive, or None."""


class Rule(NamedTuple):
    """What tag and code alone say of a segment."""

    element: str | None
    """Name of the element, where the profile does not list it."""
    sensitive: str | None
    read: bool


KEPT, KEPT_AND_READ = Rule(None, None, False), Rule(None, None, True)
PRIVATE = Rule(None, "private-code", False)
HISTORY = Rule(NAMES[19], None, False)
BEHIND_HISTORY = frozenset(("SRC", "RCI", "LTS", "UNT", "UNH"))


@lru_cache(maxsize=64)
def plain_rules(kind: Kind, elements: frozenset[int], api: bool) -> dict[str, Rule]:
    """By tag, for tags that need no code and are listed: nearly all segments of a message."""
    rules = {tag: rule(tag, kind, elements, api) for tag in _table(kind) if tag not in BY_CODE}
    return {tag: one for tag, one in rules.items() if one.element is None}


def rules_of(
    texts: list[str], kind: Kind, elements: frozenset[int], api: bool, private: frozenset[str] = frozenset()
) -> list[Rule]:
    """What tag and code say of each text. `private` are carriers' own codes that the profile strips too."""
    plain = plain_rules(kind, elements, api)
    rules = list(map(plain.get, [text[:3] for text in texts]))
    services: dict[str, Rule] = {}
    for index in [index for index, known in enumerate(rules) if known is None]:
        text = texts[index]
        head = text[:SERVICE] if text.startswith("SSR") else text
        known = services.get(head)
        if known is None:
            known = services[head] = rule(text, kind, elements, api)
            if private and _code("SSR", head) in private:
                known = services[head] = PRIVATE
        rules[index] = known
    return cast(list[Rule], rules)


def all_judged(segments: tuple[WireSegment, ...], rules: list[Rule]) -> dict[int, Verdict]:
    return {index: judged(segment, one) for index, (segment, one) in enumerate(zip(segments, rules, strict=True))}


def of_history(texts: list[str]) -> Iterator[int]:
    """Indexes of what stands in structured history: names and flights that were are history, whatever their tags."""
    inside = False
    for index, text in enumerate(texts):
        inside = (inside or text[:TAG] == "ABI") and text[:TAG] not in BEHIND_HISTORY
        if inside:
            yield index


def languages_of_minors(texts: list[str]) -> set[int]:
    """Indexes of the services LANG in bookings that hold an unaccompanied minor."""
    spoken = [index for index, text in enumerate(texts) if text[:3] == "SSR" and text[4:8] == "LANG"]
    if not spoken:
        return set()
    starts = [index for index, text in enumerate(texts) if text[:3] == "SRC"]
    bounds = list(zip([0, *starts], [*starts, len(texts)], strict=True))
    minors = [bound for bound in bounds if any(map(OF_MINOR.match, texts[bound[0] : bound[1]]))]
    return {index for index in spoken if any(start <= index < end for start, end in minors)}


def judged_where_needed(segments: tuple[WireSegment, ...], rules: list[Rule]) -> dict[int, Verdict]:
    """Verdicts by index. Segments that are kept by tag and code, and that one glance clears, need none."""
    glance = Glance([segment.text for segment in segments])
    removed = [index for index, one in enumerate(rules) if one is not KEPT_AND_READ and one is not KEPT]
    wanted = sorted({*removed, *glance.to_read(lead=TAG), *glance.with_long_numbers()})
    return {index: judged(segments[index], rules[index]) for index in wanted}


def rule(text: str, kind: Kind, elements: frozenset[int], api: bool) -> Rule:
    tag = text[:3].upper()
    code = _code(tag, text)
    named = PASSENGER_TYPES.get(code or "") if tag == "FAR" else class_of_code(code) if code else None
    if named:
        return Rule(None, named, False)
    number = _element(tag, code, text, kind)
    if number is None or not _listed(number, elements, api):
        return Rule(NAMES.get(number or -1, f"{tag.lower()}-{(code or '').lower()}".strip("-")), None, False)
    return KEPT_AND_READ if tag in WORDS_IN and code not in NAMES_ONLY else KEPT


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
        return class_of_text(text[start:], place=tag in PLACES_IN or CONTACT.search(text) is not None)
    if tag == "SSR" and _code(tag, text) in UP_TO_BIRTH:
        births = list(BIRTH.finditer(text))
        return class_of_text(text[births[-1].end() :]) if births else None
    return None


def _code(tag: str, text: str) -> str | None:
    if tag == "SSR":
        found = CODE.match(text)
        return found.group(1).upper() if found else ""
    if tag == "IFT":
        found = IFT.match(text)
        return (found.group(1) or "") if found else ""
    return text[TAG + 1 : TAG + 4].upper() if tag == "FAR" else None


def _element(tag: str, code: str | None, text: str, kind: Kind) -> int | None:
    if tag == "SSR":
        return None if is_meal(code or "") else SSR_CODES.get(code or "")
    if tag == "IFT":
        return _element_of_text(code or "", text)
    if kind in (Kind.ACKRES, Kind.CONTRL, Kind.GOVREQ, Kind.MANIFEST):
        return STRUCTURE if kind is not Kind.MANIFEST else 18
    return _table(kind).get(tag)


def _table(kind: Kind) -> dict[str, int]:
    return PAXLST_TAGS if kind in (Kind.PAXLST, Kind.CUSRES) else PNRGOV_TAGS


def _element_of_text(code: str, text: str) -> int | None:
    """Remarks are kept only where they are about an unaccompanied minor or are a contact (COL2)."""
    number = IFT_CODES.get(code)
    if number == 12 or (number is None and not code):
        if CONTACT.search(text):
            return 5
        return 12 if MINOR.search(text) else None
    return number


def _listed(number: int, elements: frozenset[int], api: bool) -> bool:
    return number == STRUCTURE or number in elements or (number == 18 and api)


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
