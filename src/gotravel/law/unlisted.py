"""What a profile leaves out and no tag says: parts of segments, and segments of an API list by their qualifier.

Goes in: segments with the verdicts on them, the elements that the profile lists. Comes out: the verdicts with these too. Never: a
segment that is gone brought back, who sends the list taken for a traveller.

Source: Directive (EU) 2016/681, Annex I; the values made of these go by the tables of `elements.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from gotravel.domain.message import Kind, Message, WireSegment
from gotravel.law.elements import NAMES
from gotravel.law.read_of import ELEMENTS_OF_PARTY, TAG, names_of_party
from gotravel.law.rules import tag_of
from gotravel.law.segments import Verdict, removed
from gotravel.law.titles import PARTS

CARRIER: Final = 4
"""The element of a TVL that names the airline, and behind it the one that operates the flight."""
LOCATOR: Final = 3
"""Parts of an RCI's element up to its locator, with the sign between; the type stands in the next but one."""
DATE: Final = len("DDMMYY")
Strike = Callable[[str], str]


def _without_date(text: str) -> str:
    sign = text[TAG]
    tag, *told = text.split(sign)
    return sign.join([tag, *map(_without_date_of_one, told)])


def _without_date_of_one(told: str) -> str:
    """The type before the date may be left out."""
    parts = PARTS.split(told)
    kind = parts[LOCATOR + 1 : LOCATOR + 2]
    is_date = not kind or not kind[0] or (len(kind[0]) == DATE and kind[0].isdigit())
    return "".join(parts[: LOCATOR if is_date else LOCATOR + 2])


def _without_operator(text: str) -> str:
    sign = text[TAG]
    elements = text.split(sign)
    elements[CARRIER : CARRIER + 1] = [PARTS.split(one)[0] for one in elements[CARRIER : CARRIER + 1]]
    return sign.join(elements)


def _without_names(text: str) -> str:
    sign, elements = text[TAG], text.split(text[TAG])
    first = names_of_party(elements)
    return sign.join([*elements[:first], "", *elements[ELEMENTS_OF_PARTY:]]) if first < len(elements) else text


def _without_address(text: str) -> str:
    return text[TAG].join(text.split(text[TAG])[:ELEMENTS_OF_PARTY])


PARTS_OF: Final[dict[Kind, dict[str, tuple[tuple[int, Strike], ...]]]] = {
    Kind.PNRGOV: {"RCI": ((2, _without_date),), "TVL": ((15, _without_operator),)},
    Kind.PAXLST: {"NAD": ((5, _without_address), (4, _without_names))},
}
BY_QUALIFIER: Final[dict[str, int]] = {
    "RFF+SEA": 14,
    "RFF+CR": 8,
    "RFF+YZY": 13,
    "FTX+BAG": 16,
    "MEA": 16,
    "COM": 5,
}
"""Of travellers of an API list, tag and qualifier."""
BEGINS_FLIGHT: Final = "TDT"
"""What stands before it is of who sends the list."""


def without_unlisted(message: Message, verdicts: dict[int, Verdict], elements: frozenset[int]) -> dict[int, Verdict]:
    """Nothing is looked for where the profile lists everything that this knows."""
    strikes = _strikes(message.kind, elements)
    lost = {head: number for head, number in BY_QUALIFIER.items() if number not in elements}
    if strikes:
        verdicts = verdicts | dict(_struck(message, verdicts, strikes))
    return (
        verdicts | dict(_of_travellers(message, verdicts, lost)) if lost and message.kind is Kind.PAXLST else verdicts
    )


def _strikes(kind: Kind, elements: frozenset[int]) -> dict[str, list[tuple[int, Strike]]]:
    unlisted = {
        tag: [(number, strike) for number, strike in parts if number not in elements]
        for tag, parts in PARTS_OF.get(kind, {}).items()
    }
    return {tag: parts for tag, parts in unlisted.items() if parts}


def _struck(
    message: Message, verdicts: dict[int, Verdict], strikes: dict[str, list[tuple[int, Strike]]]
) -> Iterator[tuple[int, Verdict]]:
    for index, segment in enumerate(message.segments):
        parts = strikes.get(tag_of(segment.text), [])
        known = verdicts.get(index) or Verdict(segment)
        if parts and not known.whole and len(segment.text) > TAG and not _is_sender(segment.text):
            for number, strike in parts:
                known = _without(known, number, strike(known.segment.text))
            if known.segment is not segment:
                yield index, known


def _without(known: Verdict, number: int, text: str) -> Verdict:
    if text == known.segment.text:
        return known
    why = known.segment.removed or "not-listed"
    return known._replace(segment=msgspec.structs.replace(known.segment, text=text, removed=why), element=NAMES[number])


def _is_sender(text: str) -> bool:
    return text[TAG + 1 : TAG + 3] == "MS" and tag_of(text) == "NAD"


def _of_travellers(
    message: Message, verdicts: dict[int, Verdict], lost: dict[str, int]
) -> Iterator[tuple[int, Verdict]]:
    is_of_travellers = False
    for index, segment in enumerate(message.segments):
        is_of_travellers = is_of_travellers or tag_of(segment.text) == BEGINS_FLIGHT
        number = lost.get(tag_of(segment.text)) or lost.get(_qualified(segment))
        if is_of_travellers and number and not (index in verdicts and verdicts[index].whole):
            yield index, removed(segment, tag_of(segment.text), element=NAMES[number])


def _qualified(segment: WireSegment) -> str:
    """`RFF+SEA`, whatever divides elements and components."""
    return "+".join(PARTS.split(segment.text)[:3:2]).upper()
