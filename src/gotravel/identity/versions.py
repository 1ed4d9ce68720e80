"""What changed between the pushes of one booking, in words.

Goes in: the booking as each push told it, oldest first. Comes out: one version a push that changed something, newest
first. Never: a contact or a card number in a sentence: only that they changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime

import msgspec

from gotravel.domain.message import Booking, BookingSegment, Person


class Told(msgspec.Struct, frozen=True):
    """A booking with its travellers, as one push told it."""

    received_at: datetime
    booking: Booking
    people: tuple[Person, ...]


class Version(msgspec.Struct, frozen=True):
    number: int
    received_at: datetime
    sentences: tuple[str, ...]


def versions(told: Sequence[Told]) -> tuple[Version, ...]:
    found = [Version(1, told[0].received_at, (_first(told[0]),))] if told else []
    for before, after in itertools.pairwise(told):
        sentences = tuple(_differences(before, after))
        if sentences:
            found.append(Version(len(found) + 1, after.received_at, sentences))
    return tuple(reversed(found))


def _first(told: Told) -> str:
    flights, people = len(told.booking.segments), len(told.people)
    return f"First received: {people} traveller{'s' * (people != 1)}, {flights} flight{'s' * (flights != 1)}"


def _differences(before: Told, after: Told) -> list[str]:
    old, new = {_flight(s) for s in before.booking.segments}, {_flight(s) for s in after.booking.segments}
    told = [f"Flight {flight} added" for flight in sorted(new - old)]
    told += [f"Flight {flight} taken out" for flight in sorted(old - new)]
    told += _people(before.people, after.people)
    told += [
        f"{label} changed"
        for label, was, now in (
            ("Tickets", before.booking.tickets, after.booking.tickets),
            ("Contact", _contacts(before), _contacts(after)),
            ("Payment", before.booking.payments, after.booking.payments),
            ("Agency", before.booking.agency, after.booking.agency),
        )
        if was != now
    ]
    if after.booking.cancelled and not before.booking.cancelled:
        told.append("Cancelled by the carrier")
    return told


def _people(before: tuple[Person, ...], after: tuple[Person, ...]) -> list[str]:
    more = len(after) - len(before)
    told = []
    if more:
        told.append(f"{abs(more)} traveller{'s' * (abs(more) != 1)} {'added' if more > 0 else 'taken out'}")
    if {_seats(p) for p in before} != {_seats(p) for p in after}:
        told.append("Seats changed")
    if {p.documents for p in before} != {p.documents for p in after}:
        told.append("Documents changed")
    return told


def _flight(segment: BookingSegment) -> str:
    leg = segment.leg
    return f"{leg.carrier or '?'} {leg.number or '?'} {leg.origin or '?'}–{leg.destination or '?'}"


def _seats(person: Person) -> tuple[str, ...]:
    return tuple(sorted(seat.number for seat in person.seats))


def _contacts(told: Told) -> tuple[tuple[str, str], ...]:
    """Without the place in the message, which differs from push to push."""
    return tuple((contact.kind, contact.value) for contact in told.booking.contacts)
