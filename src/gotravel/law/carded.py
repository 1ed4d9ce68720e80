"""Card numbers in what was made of a segment that held one.

Goes in: a message, ordinals of segments in which a card number was masked. Comes out: the message with it masked in the values
near them. Never: a travel document's number changed, which may look like a card's.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from gotravel.domain.cards import masked
from gotravel.domain.message import Message, TravelDocument
from gotravel.law.scrubbed import changed_near, of_envelope

COVERED = "X" * 4
"""A number of thirteen digits or more has its middle covered by at least as many."""
Part = TypeVar("Part", bound=msgspec.Struct)


def own_values(message: Message) -> dict[str, Any]:
    """Of the message itself, without words that reveal too: these stand in no segment that is judged."""
    said = of_envelope(message)
    return {name: _of(held) for name, held in said.items()}


def covered_in(message: Message) -> list[int]:
    """Ordinals of rows in which the decoder covered a number, and of contacts, which stand in no row."""
    contacts = (one for person in message.passengers for one in person.contacts)
    held = COVERED in message.segments.text
    return [
        *(one.ordinal for one in message.segments if held and COVERED in one.text),
        *(one.segment for one in contacts if one.segment is not None and masked(one.value) != one.value),
    ]


def masked_near(message: Message, ordinals: list[int]) -> Message:
    near = changed_near(message, ordinals, _masked)
    return msgspec.structs.replace(near, remarks=tuple(map(_masked, message.remarks)))


def _masked(value: Part) -> Part:
    of_document = isinstance(value, TravelDocument)
    held = {name: getattr(value, name) for name in value.__struct_fields__ if not (of_document and name == "number")}
    cut = {name: one for name, old in held.items() if (one := _of(old)) != old}
    return msgspec.structs.replace(value, **cut) if cut else value


def _of(held: Any) -> Any:
    if type(held) is str:
        return masked(held)
    if isinstance(held, tuple):
        return tuple(map(_of, held))
    return _masked(held) if isinstance(held, msgspec.Struct) else held
