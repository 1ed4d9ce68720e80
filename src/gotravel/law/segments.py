"""What may be kept of a message's own text, segment by segment.

Goes in: segments as sent, what tag and code say of them (`rules.py`). Comes out: each segment, or its mark of removal with
the reason. Never: a value that the profile does not list, a word that reveals something sensitive, a card number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from gotravel.domain.cards import is_payment, long_numbers, masked, masked_payment
from gotravel.domain.message import WireSegment
from gotravel.domain.wire_segments import WireSegments, in_columns
from gotravel.law.beside import beside_document, beside_names
from gotravel.law.glance import Glance
from gotravel.law.read_of import (
    CUT,
    ELEMENTS_OF_PARTY,
    LINES,
    TAG,
    broken_word,
    joined_in_contact,
    joined_of,
    names_of_party,
    read_of,
)
from gotravel.law.rules import CONTACT, KEPT, KEPT_AND_READ, Rule, Rules, code_of, is_contact, tag_of
from gotravel.law.rules import rule as rule
from gotravel.law.rules import rules_of as rules_of
from gotravel.law.sensitive import class_of_text, lexicon
from gotravel.law.titles import MARK, struck_of_names, struck_of_party

PLACES_IN: Final = frozenset(("ADD", "ORG", "TVL", "NAD", "LOC", "TRA", "APD", "COM", "FOP"))
"""And names of people."""
PLACES_IN_SERVICES: Final = frozenset(
    ["DOCO", "DOCA", "CTCM", "CTCE", "CTCT", "PCTC", "CTCR", "FQTV", "FOID"],
)
PLACES_IN_TEXTS: Final = frozenset(("3", "4", "5", "6", "15", "39", "43", "61"))
"""Telephones, agencies, sponsors and fare calculations."""
STRUCK: Final = {"TIF": struck_of_names, "NAD": struck_of_party}
"""Of a name only the title goes."""

UNSHOWN: Final = "???"
COMPONENT: Final = ":"

Judged = Sequence[WireSegment] | WireSegments


class Verdict(NamedTuple):
    segment: WireSegment
    element: str | None = None
    """Name of the unlisted element that was removed, or None."""
    sensitive: str | None = None
    """Class of what was removed as sensitive, or None."""
    whole: bool = False
    """Whether nothing is left of it, so that nothing made of it may stay."""
    told: bool = False
    """Whether its words revealed, so that what was made of it is looked at too."""
    carded: bool = False
    """Whether it held a card number, so that what was made of it is looked at for one."""


def all_judged(segments: Judged, rules: list[Rule]) -> dict[int, Verdict]:
    return {index: judged(segment, one) for index, (segment, one) in enumerate(zip(segments, rules, strict=True))}


def judged_where_needed(
    segments: Judged, rules: Sequence[Rule] | Rules, glance: Glance | None = None
) -> dict[int, Verdict]:
    """Verdicts by index. Segments that are kept by tag and code, and that one glance clears, need none."""
    sent = segments if isinstance(segments, WireSegments) else in_columns([one.text for one in segments], ())
    glance = glance or Glance(sent)
    removed = rules.removed() if isinstance(rules, Rules) else _removed_of(rules)
    wanted = sorted({*removed, *glance.to_read(lead=TAG), *glance.cut(), *long_numbers(sent)})
    held = segments.some(wanted) if isinstance(segments, WireSegments) else [segments[index] for index in wanted]
    return {index: judged(segment, rules[index]) for index, segment in zip(wanted, held, strict=True)}


def broken_lines(
    segments: WireSegments, verdicts: dict[int, Verdict], glance: Glance | None = None
) -> dict[int, Verdict]:
    """Of lines that stay: those that make a word with the next, and the next."""
    if not any(tag in segments.text for tag in LINES):
        return {}
    places = [
        at for at in (glance or Glance(segments)).broken() if not (_is_gone(verdicts, at) or _is_gone(verdicts, at + 1))
    ]
    lines, following = segments.texts(places), segments.texts([at + 1 for at in places])
    words = [broken_word(one, other) for one, other in zip(lines, following, strict=True)]
    told = [(at, said) for at, word in zip(places, words, strict=True) if word and (said := class_of_text(word))]
    return {
        at + more: removed(one, tag_of(one.text), sensitive=said)._replace(told=True)
        for at, said in told
        for more, one in enumerate(segments.some([at, at + 1]))
    }


def _is_gone(verdicts: dict[int, Verdict], at: int) -> bool:
    return at in verdicts and verdicts[at].whole


def _removed_of(rules: Sequence[Rule]) -> list[int]:
    return [index for index, one in enumerate(rules) if one is not KEPT_AND_READ and one is not KEPT]


def judged(segment: WireSegment, rule: Rule) -> Verdict:
    tag = tag_of(segment.text)
    if rule.sensitive:
        return removed(segment, tag, sensitive=rule.sensitive)
    if rule.element is not None:
        return removed(segment, tag, element=rule.element)
    found = _revealed(segment.text, tag) if rule.read else None
    if found and tag == "NAD":
        return _named_alone(segment, found)
    return removed(segment, tag, sensitive=found)._replace(told=True) if found else _masked(segment, tag)


def _revealed(text: str, tag: str) -> str | None:
    """The class that the words of a segment reveal."""
    code = code_of(tag, text)
    place = (
        tag in PLACES_IN or (tag == "SSR" and code in PLACES_IN_SERVICES) or (tag == "IFT" and code in PLACES_IN_TEXTS)
    )
    beside = not place and tag == "IFT" and is_contact(text)
    found = class_beside_contact(text[TAG:]) if beside else None
    found = found or class_of_text(read_of(text, tag, code), place=place or beside)
    if found or tag not in CUT:
        return found
    joined = joined_in_contact(text, tag) if place or beside else joined_of(text, tag)
    return class_of_text(joined, place=place or beside)


def class_beside_contact(said: str) -> str | None:
    """Of a text with contacts in it: only what a contact says may be the name of a place or of somebody."""
    for part in said.replace(said[0], COMPONENT).split(COMPONENT):
        contact = CONTACT.search(part)
        begin = contact.start() if contact else len(part)
        found = class_of_text(part[:begin]) or (class_of_text(part[begin:], place=True) if contact else None)
        if found:
            return found
    return None


def _named_alone(segment: WireSegment, found: str) -> Verdict:
    """Of a traveller's own segment, the name stays."""
    separator = segment.text[TAG]
    elements = segment.text.split(separator)[:ELEMENTS_OF_PARTY]
    names = names_of_party(elements)
    elements[1:names] = ["" if class_of_text(one, place=True) else one for one in elements[1:names]]
    kept = struck_of_party(separator.join(elements))
    return _struck(segment, f"{kept}{separator}{MARK.format(found)}", found)._replace(told=True)


def _masked(segment: WireSegment, tag: str) -> Verdict:
    text = masked_payment(segment.text) if is_payment(segment.text) else masked(segment.text)
    shown, told = _beside(text, tag)
    shown = STRUCK[tag](shown) if tag in STRUCK else shown
    carded = text != segment.text
    if shown != text:
        return _struck(segment, shown, told or "religion")._replace(told=told is not None, carded=carded)
    return Verdict(msgspec.structs.replace(segment, text=text) if carded else segment, carded=carded)


def _beside(text: str, tag: str) -> tuple[str, str | None]:
    if tag == "TIF":
        return beside_names(text)
    return beside_document(text) if tag == "SSR" and code_of(tag, text) == "DOCS" else (text, None)


def _struck(segment: WireSegment, text: str, found: str) -> Verdict:
    return Verdict(msgspec.structs.replace(segment, text=text, removed=f"sensitive:{found}"), sensitive=found)


def removed(segment: WireSegment, tag: str, *, element: str | None = None, sensitive: str | None = None) -> Verdict:
    mark = MARK.format(sensitive) if sensitive else "[REMOVED]"
    why = f"sensitive:{sensitive}" if sensitive else "not-listed"
    # A tag that nobody knows may be a word.
    shown = tag if tag.isalpha() and tag.isascii() and not lexicon().class_of(tag) else UNSHOWN
    return Verdict(
        msgspec.structs.replace(segment, text=f"{shown}+{mark}", removed=why), element, sensitive, whole=True
    )
