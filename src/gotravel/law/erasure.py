"""A person leaves a message, and nobody else does; a person's values are put right.

Goes in: a lawful message and a person as it tells it, or the values the person proved. Comes out: the message without that
person's data; the person with the right values. Never: the place of another person changed (indexes stay), a silent change:
both are decided acts with a request behind them.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from gotravel.domain.message import Booking, Message, Person, ToldBy, TravelDocument, retold
from gotravel.domain.rights_request import Wanted

MARK = "[ERASED]"


def without(message: Message, index: int) -> Message:
    """The person at `index` becomes an empty one; its lines, tickets and remarks go, and those of a booking of its own."""
    person = message.passengers[index]
    empty = Person(kind=person.kind, booking=person.booking)
    people = tuple(empty if n == index else p for n, p in enumerate(message.passengers))
    alone = person.booking is not None and message.bookings[person.booking].passengers in ((index,), ())
    lines = {source.segment for source in person.sources}
    lines |= {document.segment for document in person.documents if document.segment}
    bookings = tuple(_booking(b, index, alone and n == person.booking, lines) for n, b in enumerate(message.bookings))
    told = frozenset(_words(person))
    erased = {
        place: msgspec.structs.replace(s, text=f"{s.text[:3]}+{MARK}")
        for place, s in enumerate(message.segments)
        if s.ordinal in lines or _tells(s.text, told)
    }
    segments = message.segments.exchanged(erased)
    remarks = tuple(r for r in message.remarks if r.segment not in lines and not _tells(r.text, told))
    return msgspec.structs.replace(message, passengers=people, bookings=bookings, segments=segments, remarks=remarks)


def _booking(booking: Booking, index: int, alone: bool, lines: set[int]) -> Booking:
    """A booking of several keeps what is common; a booking of this person alone keeps its itinerary."""
    kept = msgspec.structs.replace(
        booking,
        tickets=tuple(t for t in booking.tickets if t.passenger != index),
        remarks=tuple(r for r in booking.remarks if r.passenger != index and r.segment not in lines),
    )
    if not alone:
        return kept
    lines |= {c.segment for c in booking.contacts if c.segment} | {r.segment for r in booking.remarks if r.segment}
    lines |= {s.segment for s in booking.sources}
    return msgspec.structs.replace(
        kept, locator=None, references=(), tickets=(), payments=(), contacts=(), remarks=(), group_name=None
    )


def _words(person: Person) -> list[str]:
    """Family name with given name, and document numbers: long enough to be the person's and nobody else's."""
    name = [f"{person.family}{between}{person.given}" for between in ("/", ":", "+") if person.family and person.given]
    return [word.upper() for word in (*name, *(d.number for d in person.documents if d.number)) if len(word) > 5]


def _tells(text: str, told: frozenset[str]) -> bool:
    return any(word in text.upper() for word in told)


def put_right(person: Person, wanted: Wanted, request: UUID) -> Person:
    """Only what was asked for; a document number replaces that of the first document, the rest of it stays. No message told
    these values any more: the request did."""
    changed = {name: value for name in ("family", "given", "born", "nationality") if (value := getattr(wanted, name))}
    if wanted.document:
        first, *rest = person.documents or (TravelDocument(type="P"),)
        changed["documents"] = (msgspec.structs.replace(first, number=wanted.document), *rest)
    told_by = retold(person.told_by, ToldBy(request, tuple(changed), put_right=True))
    return msgspec.structs.replace(person, **changed, told_by=told_by)
