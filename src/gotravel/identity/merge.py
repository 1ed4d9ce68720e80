"""One person out of what API and PNR say.

Goes in: what is on file, what a message says, which of both came from a travel document. Comes out: the merged person.
Never: a value overwritten by nothing, a travel document's data overwritten by a booking's.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from gotravel.domain.message import Contact, Name, Person, Ticket, ToldBy, TravelDocument, retold

FIELDS = Person.__struct_fields__
IDENTITY = ("family", "given", "sex", "born", "birth_place", "nationality", "residence", "documents")
"""Read from the travel document: API wins here over any booking."""


ABOUT_THE_MESSAGE = ("booking", "guardian", "sources", "told_by")
"""Fields that speak of a message, not of a person."""


def first(person: Person, message: UUID) -> Person:
    """Whoever is not on file yet: all values are of this message."""
    said = tuple(name for name in FIELDS if name not in ABOUT_THE_MESSAGE and not _empty(getattr(person, name)))
    return msgspec.structs.replace(person, booking=None, guardian=None, told_by=(ToldBy(message, said),))


def merged(
    known: Person, new: Person, message: UUID, *, new_wins: bool, new_is_api: bool, known_has_api: bool
) -> Person:
    """`message`: the new one; `new_wins`: it was prepared after what is on file."""
    fields: dict[str, object] = {}
    for name, old, fresh in zip(FIELDS, msgspec.structs.astuple(known), msgspec.structs.astuple(new), strict=True):
        if old != fresh and name != "told_by" and _takes(name, old, fresh, new_wins, new_is_api, known_has_api):
            fields[name] = fresh
    fields["documents"] = _documents(known, new, new_wins and (new_is_api or not known_has_api))
    fields["other_names"] = _other_names(known, new, fields)
    fields["contacts"] = _contacts(known, new)
    fields["tickets"] = _tickets(known, new)
    fields["booking"] = None
    fields["guardian"] = None
    taken = tuple(n for n, value in fields.items() if n not in ABOUT_THE_MESSAGE and value != getattr(known, n))
    return msgspec.structs.replace(known, **fields, told_by=retold(known.told_by, ToldBy(message, taken)))


def _takes(name: str, old: object, fresh: object, new_wins: bool, new_is_api: bool, known_has_api: bool) -> bool:
    if _empty(fresh):
        return False
    if _empty(old):
        return True
    if name in IDENTITY and new_is_api != known_has_api:
        return new_is_api
    return new_wins


def _empty(value: object) -> bool:
    return value is None or value == () or value == ""


def _documents(known: Person, new: Person, replace: bool) -> tuple[TravelDocument, ...]:
    """The newest list of a type stands, so that a corrected number does not leave its slip behind."""
    first, then = (new, known) if replace else (known, new)
    types = {document.type for document in first.documents} if replace else set()
    numbers = {document.number for document in first.documents}
    rest = (d for d in then.documents if d.type not in types and d.number not in numbers)
    return (*first.documents, *rest)


def _other_names(known: Person, new: Person, fields: dict[str, object]) -> tuple[Name, ...]:
    """Every spelling stays findable: one of them may be the listed one."""
    main = Name(_text(fields.get("family", known.family)), _text(fields.get("given", known.given)))
    spellings = [*known.other_names, *new.other_names, Name(known.family, known.given), Name(new.family, new.given)]
    return tuple(name for name in dict.fromkeys(spellings) if name != main and (name.family or name.given))


def _contacts(known: Person, new: Person) -> tuple[Contact, ...]:
    seen = {(contact.kind, contact.value): contact for contact in (*known.contacts, *new.contacts)}
    return tuple(seen.values())


def _tickets(known: Person, new: Person) -> tuple[Ticket, ...]:
    return tuple({ticket.number: ticket for ticket in (*known.tickets, *new.tickets)}.values())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
