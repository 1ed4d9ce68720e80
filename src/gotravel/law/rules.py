"""What tag and code alone say of a segment: whether the profile lists it, whether its code reveals, whether its words are read.

Goes in: texts of segments, the profile's elements. Comes out: one rule each. Never: a text judged by its words (that is
`segments.py`), a segment kept that the profile does not list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.message import Kind
from gotravel.domain.wire_segments import WireSegments
from gotravel.law.elements import ANSWER_TAGS, IFT_CODES, NAMES, PAXLST_TAGS, PNRGOV_TAGS, SSR_CODES, STRUCTURE
from gotravel.law.glance import TAG_NUMBERS, Glance, number_of
from gotravel.law.read_of import SERVICE, TAG
from gotravel.law.sensitive import PASSENGER_TYPES, class_of_code, class_of_text, is_meal

CODE: Final = re.compile(r"^[A-Za-z]{3}.([A-Za-z0-9]{4})\b")
IFT: Final = re.compile(r"^IFT([^0-9A-Za-z])[0-9]*(?:(?!\1)[^0-9A-Za-z ]([0-9]+)(?![A-Za-z0-9]))?")
"""The code is the qualifier's second component; digits of the text, in the next element, are none."""
MINOR: Final = re.compile(
    r"UMNR|UNACCOMPANIED|\bUM ?[0-9]{1,2}\b|NON ACCOMPAGNE|NO ACOMPANAD|ONBEGELEID|UNBEGLEITET", re.IGNORECASE
)
IN_MINOR: Final = ("UM", "ACCOMPA", "ACOMPANAD", "BEGELEID", "BEGLEITET")
"""One of these is in whatever MINOR finds."""
OF_MINOR: Final = re.compile(r"SSR.UMNR|TIF(.)(?:(?!\1).)*\1.*[^A-Za-z ]UM(?![A-Za-z])")
"""The type stands behind a given name; a surname may be Um."""
COMPONENTS: Final = re.compile(r"[^A-Z0-9 ]+")
PURPOSES: Final = "ABEFHMPT"
BEFORE_CONTACT: Final = " +:"
"""Letters behind `CTC` that say what a contact is for, and what stands before it in the usual form."""
CONTACT: Final = re.compile(rf"\bCTC ?[{PURPOSES}]?\b", re.IGNORECASE)
CODED: Final = len("IFT+4:733:")
"""What nearly every code of an IFT ends in."""
BEGUN: Final = len("IFT+4:28::ZZ+CTCE ")
"""How the usual contact begins: what follows does not make it anything else."""
UNCERTAIN: Final = "?"
UNREADABLE: Final = "unreadable"
"""Counted as this: its letters may be anything's."""
BY_CODE: Final = frozenset(("SSR", "IFT", "FAR"))
"""What these are is said by their code."""
NAMES_ONLY: Final = ("TIF", "DOCS")
"""Tag and code of what is not judged by words, because it holds names (those of groups are)."""
BEGIN_HISTORY: Final = ("ABI", "SAC")
"""SAC, where the ABI before it was lost."""


class Rule(NamedTuple):
    """What tag and code alone say of a segment."""

    element: str | None
    """Name of the element, where the profile does not list it."""
    sensitive: str | None
    read: bool


KEPT: Final = Rule(None, None, False)
KEPT_AND_READ: Final = Rule(None, None, True)
PRIVATE: Final = Rule(None, "private-code", False)
HISTORY: Final = Rule(NAMES[19], None, False)
SPLIT: Final = Rule(NAMES[11], None, False)
BEGIN_BOOKING: Final = frozenset(("SRC", "RCI", "TIF"))
BEHIND_HISTORY: Final = frozenset(("SRC", "RCI", "LTS", "UNT", "UNH"))


class _Tags(NamedTuple):
    """What tags alone say."""

    rules: tuple[Rule, ...]
    places: NDArray[np.uint16]
    """Of a tag's rule in `rules`, by the number of the tag."""
    undecided: NDArray[np.bool_]
    """They need their code, or are not listed."""


class Rules:
    """What tag and code say of each segment of a message. There are few different rules."""

    def __init__(self, rules: Iterable[Rule], places: NDArray[np.uint16], by_tag: NDArray[np.bool_]) -> None:
        self._rules = list(rules)
        self._places = places
        """Of each segment's rule among these."""
        self.by_tag = by_tag
        """Of each, whether its tag alone said it: no service, no free text, nothing unknown."""

    def put(self, indexes: Sequence[int] | NDArray[np.intp], rule: Rule) -> None:
        if len(indexes):
            if rule not in self._rules:
                self._rules.append(rule)
            self._places[indexes] = self._rules.index(rule)

    def __getitem__(self, index: int) -> Rule:
        return self._rules[int(self._places[index])]

    def removed(self) -> list[int]:
        """Indexes of what is not kept, or not as it is."""
        kept = np.array([one in (KEPT_AND_READ, KEPT) for one in self._rules])
        found: list[int] = np.flatnonzero(~kept[self._places]).tolist()
        return found


class _Codes:
    """What the code says where the tag does not say it all; services of one code are alike."""

    def __init__(self, kind: Kind, elements: frozenset[int], api: bool, private: frozenset[str]) -> None:
        self._of = (kind, elements, api)
        self._private = private
        self.known: dict[str, Rule] = {}
        self._spoken: dict[str, Rule] = {}
        """Of free texts, by what their rule hangs on: apart, because a whole text may read like that."""
        self._texts: dict[str, str] = {}
        self._begun: dict[str, Rule] = {}
        """Of free texts that begin with the same announcement of a contact."""

    def rule(self, text: str) -> Rule:
        begun = self._begun.get(text[:BEGUN])
        if begun is not None:
            return begun
        tag = "" if text[TAG : TAG + 1].isalpha() else text[:TAG]
        head, held = text, self.known
        if tag == "SSR":
            head = text[:SERVICE]
        elif tag == "IFT" and not self._private:
            head = self._head_of_text(text)
            held = self.known if head is text else self._spoken
        elif tag == "FAR" and not (self._private or _may_hold_type(text)):
            head = tag
        known = held.get(head)
        if known is None:
            private = self._private and code_of("SSR", text) in self._private
            known = held[head] = PRIVATE if private else rule(text, *self._of)
        if tag == "IFT" and text[BEGUN - 1 : BEGUN] == " " and not self._private and is_contact(text[:BEGUN]):
            self._begun[text[:BEGUN]] = known
        return known

    def is_of_head(self, text: str) -> bool:
        """Whether its first characters (`HEAD` of them) say it all."""
        tag = "" if text[TAG : TAG + 1].isalpha() else text[:TAG]
        if tag == "IFT" and not self._private:
            code = self._code_in(text[:CODED])
            return code != UNCERTAIN and not hangs_on_words(code)
        return tag == "SSR"

    def _head_of_text(self, text: str) -> str:
        """What its rule hangs on: the code, and of some codes whether the words speak of a contact or of a minor."""
        code = self._code_in(text[:CODED])
        if code == UNCERTAIN:
            return text
        if not hangs_on_words(code):
            return f"IFT {code}"
        return f"IFT {code} {'contact' if is_contact(text) else 'minor' if _is_of_minor(text) else ''}"

    def _code_in(self, head: str) -> str:
        code = self._texts.get(head)
        if code is None:
            found = IFT.match(head)
            # Two characters behind it say that the digits of the code neither go on nor are still to come.
            certain = found is not None and found.end() + 2 <= len(head)
            code = self._texts[head] = (found.group(2) or "") if found and certain else UNCERTAIN
        return code

    def languages(self) -> bool:
        return any(head[:TAG] == "SSR" and head[4:8] == "LANG" for head in self.known)


@lru_cache(maxsize=64)
def plain_rules(kind: Kind, elements: frozenset[int], api: bool) -> dict[str, Rule]:
    """By tag, for tags that need no code and are listed: nearly all segments of a message."""
    rules = {tag: rule(tag, kind, elements, api) for tag in _table(kind) if tag not in BY_CODE}
    return {tag: one for tag, one in rules.items() if one.element is None}


@lru_cache(maxsize=64)
def _tags(kind: Kind, elements: frozenset[int], api: bool) -> _Tags:
    """The same by the number of the tag."""
    plain = plain_rules(kind, elements, api)
    rules = list(dict.fromkeys(plain.values()))
    places, undecided = np.zeros(TAG_NUMBERS, np.uint16), np.ones(TAG_NUMBERS, np.bool_)
    for tag, one in plain.items():
        places[number_of(tag)], undecided[number_of(tag)] = rules.index(one), False
    return _Tags(tuple(rules), places, undecided)


def rules_of(
    texts: list[str], kind: Kind, elements: frozenset[int], api: bool, private: frozenset[str] = frozenset()
) -> list[Rule]:
    """Of each of a few texts. `private` are carriers' own codes that the profile strips too."""
    plain, codes = plain_rules(kind, elements, api), _Codes(kind, elements, api, private)
    rules = [plain.get(text[:TAG] if not text[TAG : TAG + 1].isalpha() else "") or codes.rule(text) for text in texts]
    if 19 not in elements:
        for index in of_history([text[:TAG].upper() for text in texts]):
            rules[index] = HISTORY
    if 11 not in elements and kind is Kind.PNRGOV:
        for index in of_splits([text[:TAG].upper() for text in texts]):
            rules[index] = SPLIT
    if 12 in elements and kind is Kind.PNRGOV and codes.languages():
        for index in languages_of_minors(texts):
            rules[index] = KEPT_AND_READ
    return rules


def rules_together(
    segments: WireSegments,
    glance: Glance,
    kind: Kind,
    elements: frozenset[int],
    api: bool,
    private: frozenset[str] = frozenset(),
) -> Rules:
    """The same of many, looked at together; `glance` is one over `segments`."""
    tags, codes, known = glance.tags(), _Codes(kind, elements, api, private), _tags(kind, elements, api)
    undecided = known.undecided[tags] | glance.goes_on(TAG)
    rules, alone = Rules(known.rules, known.places[tags], ~undecided), list[int]()
    alike = glance.alike(np.flatnonzero(undecided))
    for places, text in zip(alike, segments.texts([int(places[0]) for places in alike]), strict=True):
        if codes.is_of_head(text):
            rules.put(places, codes.rule(text))
        else:
            alone += places.tolist()
    told = defaultdict[Rule, list[int]](list)
    for place, text in zip(alone, segments.texts(alone), strict=True):
        told[codes.rule(text)].append(place)
    for one, indexes in told.items():
        rules.put(indexes, one)
    if 19 not in elements and np.isin(tags, list(map(number_of, BEGIN_HISTORY))).any():
        rules.put(list(of_history([text[:TAG].upper() for text in segments.texts()])), HISTORY)
    if 11 not in elements and kind is Kind.PNRGOV:
        rules.put(list(of_splits([text[:TAG].upper() for text in segments.texts()])), SPLIT)
    if 12 in elements and kind is Kind.PNRGOV and codes.languages():
        rules.put(list(languages_of_minors(segments.texts())), KEPT_AND_READ)
    return rules


def of_history(tags: list[str]) -> Iterator[int]:
    """Indexes of what stands in structured history: names and flights that were are history, whatever their tags."""
    inside = False
    for index, tag in enumerate(tags):
        inside = (inside or tag in BEGIN_HISTORY) and tag not in BEHIND_HISTORY
        if inside:
            yield index


def of_splits(tags: list[str]) -> Iterator[int]:
    """Indexes of what tells of a booking that was split off: how many travellers, and the locators behind that."""
    in_booking = in_split = False
    for index, tag in enumerate(tags):
        in_split = in_booking and (tag == "EQN" or (in_split and tag == "RCI"))
        in_booking = in_booking or tag in BEGIN_BOOKING
        if in_split:
            yield index


def languages_of_minors(texts: list[str]) -> set[int]:
    """Indexes of the services LANG in bookings that hold an unaccompanied minor: element 12."""
    spoken = [index for index, text in enumerate(texts) if text[:3] == "SSR" and text[4:8] == "LANG"]
    starts = [index for index, text in enumerate(texts) if text[:3] == "SRC"]
    bounds = list(zip([0, *starts], [*starts, len(texts)], strict=True))
    minors = [bound for bound in bounds if any(map(OF_MINOR.match, texts[bound[0] : bound[1]]))]
    return {index for index in spoken if any(start <= index < end for start, end in minors)}


def rule(text: str, kind: Kind, elements: frozenset[int], api: bool) -> Rule:
    tag = tag_of(text)
    code = code_of(tag, text)
    named = _type_of(text) if tag == "FAR" else class_of_code(code) if code else None
    if named:
        return Rule(None, named, False)
    number = _element(tag, code, text, kind)
    if number is None:
        return _unknown(tag, code or "")
    if not _listed(number, elements, api):
        return Rule(NAMES.get(number, UNREADABLE), None, False)
    return KEPT if tag in NAMES_ONLY or code in NAMES_ONLY else KEPT_AND_READ


def _unknown(tag: str, code: str) -> Rule:
    """Counted under its tag and code, unless these are a word themselves: that is a class's."""
    named = class_of_text(f"{tag} {code}")
    return Rule(None, named, False) if named else Rule(f"{tag}-{code}".lower().strip("-") or UNREADABLE, None, False)


def tag_of(text: str) -> str:
    """ "" where the letters go on: that is no tag."""
    return "" if text[TAG : TAG + 1].isalpha() else text[:TAG].upper()


def _type_of(text: str) -> str | None:
    """Of a fare, where one of its components is a type of passengers that reveals."""
    return next((PASSENGER_TYPES[one] for one in COMPONENTS.split(text.upper()) if one in PASSENGER_TYPES), None)


def _may_hold_type(text: str) -> bool:
    """Whether `_type_of` can find one: quick, and never a no too many."""
    said = text.upper()
    return any(code in said for code in PASSENGER_TYPES)


def is_contact(text: str) -> bool:
    """Expressions that ignore case are slow, so what they begin with is looked for first."""
    if not text.isascii():
        return CONTACT.search(text) is not None
    said = text.upper()
    at = said.find("CTC")
    while at >= 0:
        if _is_spelled_out(said, at) or CONTACT.match(said, at):
            return True
        at = said.find("CTC", at + 1)
    return False


def _is_spelled_out(said: str, at: int) -> bool:
    """The usual form, `+CTCE ` or `CTCM ` at the beginning."""
    return said[at + 4 : at + 5] == " " and said[at + 3] in PURPOSES and (at == 0 or said[at - 1] in BEFORE_CONTACT)


def _is_of_minor(text: str) -> bool:
    said = text.upper()
    return (not said.isascii() or any(part in said for part in IN_MINOR)) and MINOR.search(text) is not None


def code_of(tag: str, text: str) -> str | None:
    if tag == "SSR":
        found = CODE.match(text)
        return found.group(1).upper() if found else ""
    if tag == "IFT":
        found = IFT.match(text)
        return (found.group(2) or "") if found else ""
    return None


def _element(tag: str, code: str | None, text: str, kind: Kind) -> int | None:
    if tag == "SSR":
        return None if is_meal(code or "") else SSR_CODES.get(code or "")
    if tag == "IFT":
        return _element_of_text(code or "", text)
    return _table(kind).get(tag)


def _table(kind: Kind) -> dict[str, int]:
    return TABLES.get(kind, PNRGOV_TAGS)


TABLES: Final = {
    **dict.fromkeys((Kind.PAXLST, Kind.CUSRES), PAXLST_TAGS),
    **dict.fromkeys((Kind.ACKRES, Kind.CONTRL, Kind.GOVREQ), ANSWER_TAGS),
}


def _element_of_text(code: str, text: str) -> int | None:
    """Remarks are kept only where they are about an unaccompanied minor or are a contact (COL2)."""
    if hangs_on_words(code):
        if is_contact(text):
            return 5
        return 12 if _is_of_minor(text) else None
    return IFT_CODES.get(code)


def hangs_on_words(code: str) -> bool:
    return IFT_CODES.get(code) == 12 or not code


def _listed(number: int, elements: frozenset[int], api: bool) -> bool:
    return number == STRUCTURE or number in elements or (number == 18 and api)
