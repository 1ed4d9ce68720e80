"""Values that were made of a text which was found to reveal something.

Goes in: a person, a booking, an answer, a message's own values. Comes out: the same without the values whose words reveal.
Never: a name, a date, a code of a place or a person taken, a number taken for a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

import msgspec

from gotravel.domain.message import Leg, Message, Person, Source, TravelDocument
from gotravel.law.read_of import IS_NUMBER
from gotravel.law.sensitive import class_of_text

NEVER = frozenset(
    ("family", "given", "title", "other_names", "sources", "told_by", "sex", "born", "departure", "arrival", "vessel",
     "passengers", "remarks", "contacts"),
)  # fmt: skip
"""Names and journeys are not judged by words; texts are judged where they stand (`filter.py`)."""
REQUIRED = ("number", "type", "kind")
"""Without one of these there is no ticket, seat, flyer, payment; documents and flights stay."""
LOCATORS = ("locator", "reference")
"""Letters and digits by chance."""
PORTS = ("origin", "destination", "carrier", "embarked", "disembarked")
CODE, AIRFIELD = 3, 5
OF_MESSAGE = ("version", "sender", "recipient", "interchange", "reference", "function", "series", "transaction")
"""Words of its envelope, which is judged nowhere else."""
NO_PLACES = ("number", "tags", "crew_role", "status", "cabin", "characteristic")
"""Fields in which neither a place nor somebody's name stands: three letters reveal there too."""
OF_WORDS = ("birth_place",)
"""Fields that are cut of a text: what stood beside a word that revealed goes too."""
Part = TypeVar("Part", bound=msgspec.Struct)


class Change(Protocol):
    def __call__(self, value: Part, /) -> Part: ...


def scrubbed_near(message: Message, telling: list[int]) -> Message:
    held = frozenset(telling)
    near = changed_near(message, telling, lambda one: _beside(scrubbed(one), held)) if telling else message
    return msgspec.structs.replace(near, answers=tuple(map(scrubbed, message.answers)))


def changed_near(message: Message, ordinals: list[int], change: Change) -> Message:
    """What was made of segments of these ordinals stands in the booking, or with the person, that they stand in."""
    bookings = [_first(one.sources) for one in message.bookings]
    persons = [_first(one.sources) if one.booking is None else bookings[one.booking] for one in message.passengers]
    starts = sorted({*bookings, *persons})
    begin = {_before(starts, ordinal) for ordinal in ordinals}
    return msgspec.structs.replace(
        message,
        bookings=tuple(_chosen(message.bookings, bookings, begin, change)),
        passengers=tuple(_chosen(message.passengers, persons, begin, change)),
    )


def of_envelope(message: Message) -> dict[str, Any]:
    """What stays of the message's own values, where they reveal, and of its legs. One word is a code or a number."""
    said = {name: getattr(message, name) for name in OF_MESSAGE}
    kept = {name: None if held and not held.isalnum() and _of(held) is None else held for name, held in said.items()}
    return kept | {"legs": tuple(map(scrubbed, message.legs))}


def _beside(person: Part, telling: frozenset[int]) -> Part:
    if not isinstance(person, Person):
        return person
    cut: dict[str, Any] = {
        one.field: None for one in person.sources if one.field in OF_WORDS and one.segment in telling
    }
    if any(one.segment in telling for one in person.documents):
        cut["documents"] = tuple(_typed(one) if one.segment in telling else one for one in person.documents)
    return msgspec.structs.replace(person, **cut) if cut else person


def _typed(document: TravelDocument) -> TravelDocument:
    """A type that is no code may be cut of a text; the document stays."""
    return document if len(document.type) <= CODE else msgspec.structs.replace(document, type="")


def _first(sources: tuple[Source, ...]) -> int:
    return min([one.segment for one in sources], default=0)


def _before(starts: list[int], ordinal: int) -> int:
    return starts[max(bisect_right(starts, ordinal) - 1, 0)] if starts else 0


def _chosen(values: tuple[Part, ...], starts: list[int], begin: set[int], change: Change) -> Iterator[Part]:
    return (change(one) if start in begin else one for one, start in zip(values, starts, strict=True))


def scrubbed(value: Part) -> Part:
    """The struct itself where nothing of it reveals."""
    cut: dict[str, Any] = {}
    for name in value.__struct_fields__:
        held = getattr(value, name)
        place = name not in NO_PLACES
        if name not in NEVER and held and not _is_code(name, held) and (kept := _of(held, place=place)) != held:
            cut[name] = kept
    return msgspec.structs.replace(value, **cut) if cut else value


def is_code(held: str) -> bool:
    """Of a place or an airline."""
    return len(held) <= AIRFIELD and held.isalnum()


def _is_code(name: str, held: Any) -> bool:
    if name in PORTS:
        return is_code(held)
    return (name in LOCATORS and held.isalnum()) or (name in REQUIRED and IS_NUMBER(held) is not None)


def _of(held: Any, *, place: bool = True) -> Any:
    if isinstance(held, str):
        return None if (len(held) > CODE or not place) and class_of_text(held, place=place) else held
    if isinstance(held, tuple) and any(isinstance(one, str) and _of(one, place=place) is None for one in held):
        return ()  # a text that was cut into words
    if isinstance(held, tuple):
        return tuple(kept for one in held if (kept := _of(one)) is not None)
    if isinstance(held, msgspec.Struct):
        kept = scrubbed(held)
        if isinstance(kept, TravelDocument):
            return kept if kept.type is not None else msgspec.structs.replace(kept, type="")
        if isinstance(kept, Leg):
            return kept
        return None if any(getattr(kept, name, "") is None for name in REQUIRED) else kept
    return held
