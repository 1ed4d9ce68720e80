"""What one message is judged by, and what became of its segments.

Goes in: the elements a profile lists, verdicts on segments. Comes out: answers about a text, a remark, a contact made of them.
Never: a value changed (that is `filter.py` and `of_persons.py`), a count tied to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Booking, Contact, Person, Remark
from gotravel.law.elements import FIELDS_OF_BOOKING, FIELDS_OF_FLIGHT, FIELDS_OF_PERSON
from gotravel.law.read_of import of_remark
from gotravel.law.segments import PLACES_IN_SERVICES, UNSHOWN, Verdict
from gotravel.law.sensitive import class_of_group, class_of_text, lexicon

NOT_CLEAR: Final = 0
CLEAR: Final = 1
CLEAR_BY_TAG: Final = 2
"""What is known of a segment; see `Limits.clear`."""
OF_GROUPS: Final = frozenset(("GRPF", "GRPS", "GPST"))
"""Services that name a group."""
JOINED: Final = "ssr"
"""The kind of remark of which the words are not those of its segment."""
QUOTED: Final = re.compile(r"[A-Za-z]+")
Part = TypeVar("Part")


class Tally:
    def __init__(self) -> None:
        self.elements: Counter[str] = Counter()
        self.sensitive: Counter[str] = Counter()


class Limits:
    """What one message is judged by, and what became of its segments."""

    def __init__(self, elements: frozenset[int], verdicts: dict[int, Verdict], clear: bytes) -> None:
        self.elements = elements
        self.unlisted_of_person = _unlisted(FIELDS_OF_PERSON, elements)
        self.unlisted_of_booking = _unlisted(FIELDS_OF_BOOKING, elements)
        self.unlisted_of_flight = _unlisted(FIELDS_OF_FLIGHT, elements)
        judged = list(verdicts.values())
        self.gone = frozenset([one.segment.ordinal for one in judged if one.whole])
        """Ordinals of segments."""
        self.struck = frozenset([one.segment.ordinal for one in judged if one.sensitive and not one.whole])
        """Of which a part revealed."""
        self.counted = frozenset([one.segment.ordinal for one in judged if one.sensitive])
        self.dropped = frozenset([one.segment.ordinal for one in judged if one.whole and not one.told])
        """Of those, the ones whose tag or code said so; of the others documents and flights stay (`scrubbed.py`)."""
        self.clear = clear
        """By ordinal: CLEAR where a segment stays and its words reveal nothing, so that what was made of it does neither;
        CLEAR_BY_TAG where it is no service either."""
        self.clean: set[str] = set()
        """Texts of other origin that one glance found to be clean."""

    def unsure(self, remarks: tuple[Remark, ...]) -> list[Remark]:
        """Those that were not judged with their segment; nor is a service, whose text goes on in the next component with
        nothing between."""
        clear, size, found = self.clear, len(self.clear), list[Remark]()
        for one in remarks:
            at = one.segment
            mark = clear[at] if at is not None and at < size else NOT_CLEAR
            if mark != CLEAR_BY_TAG and (mark == NOT_CLEAR or one.kind == JOINED):
                found.append(one)
        return found

    def tells(self, text: str, *, place: bool = False) -> bool:
        return self.class_of(text, place=place) is not None

    def class_of_service(self, one: Remark) -> str | None:
        if one.code in OF_GROUPS:
            return class_of_group(one.text)
        if one.text in self.clean:
            return None
        return class_of_text(of_remark(one.text, one.code), place=one.code in PLACES_IN_SERVICES)

    def class_of(self, text: str, *, place: bool = False) -> str | None:
        return None if text in self.clean else class_of_text(text, place=place)


def cut_of(value: Person | Booking, unlisted: tuple[str, ...]) -> dict[str, object]:
    """Fields of elements that the profile does not list, emptied."""
    return {name: () if isinstance(getattr(value, name), tuple) else None for name in unlisted}


def _unlisted(fields: Mapping[int, tuple[str, ...]], elements: frozenset[int]) -> tuple[str, ...]:
    return tuple([name for number, held in fields.items() if number not in elements for name in held])


def contacts_of(contacts: tuple[Contact, ...], limits: Limits) -> tuple[Contact, ...]:
    gone = limits.gone
    return same(
        contacts, [one for one in contacts if one.segment not in gone and not limits.tells(one.value, place=True)]
    )


def findings_of(findings: tuple[Finding, ...], limits: Limits) -> tuple[Finding, ...]:
    """A finding quotes the tag of its segment, which may be a word that reveals."""
    if not limits.counted or limits.counted.isdisjoint([one.segment for one in findings]):
        return findings
    return tuple([_unquoted(one) if one.segment in limits.counted else one for one in findings])


def _unquoted(one: Finding) -> Finding:
    text = QUOTED.sub(lambda word: UNSHOWN if lexicon().class_of(word.group().upper()) else word.group(), one.text)
    return one if text == one.text else msgspec.structs.replace(one, text=text)


def same(whole: tuple[Part, ...], kept: list[Part]) -> tuple[Part, ...]:
    """The same tuple where everything is kept, so that nothing is made anew."""
    return whole if len(kept) == len(whole) else tuple(kept)
