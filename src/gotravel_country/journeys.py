"""Carriers, flights and bookings of the invented country.

Goes in: a random source, people. Comes out: flights with bookings. Never: a carrier that exists (codes are two characters
that no airline of ours uses; the home airport QMD is invented).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gotravel_country.people import Person, person

HOME = "QMD"
PORTS = ("FRA", "CAI", "ADD", "ALA", "IST", "SIN", "LHR", "DEL", "ATH", "JNB", "BKK", "CMB", "CDG", "NBO", "BOM", "DXB")


@dataclass(frozen=True)
class Carrier:
    code: str
    name: str
    version: str
    """PAXLST directory."""
    pnrgov: tuple[str, str]
    advice: bool
    newline: bool
    glued_title: bool
    longest_name: int = 70
    typeb: bool = False
    late_hours: int = 0
    """How much later than agreed this carrier sends its bookings."""


CARRIERS = (
    Carrier("A1", "Aurora One", "05B", ("13", "1"), True, True, False),
    Carrier("K0", "Kestrel Air", "02B", ("11", "1"), False, False, True, 30),
    Carrier("S1", "Sable Airways", "12B", ("18", "1"), True, True, False),
    Carrier("M0", "Meridian", "15B", ("13", "1"), True, False, True),
    Carrier("T1", "Tundra Jet", "02B", ("11", "1"), False, True, True, 39, True, late_hours=5),
)


@dataclass(frozen=True)
class Traveller:
    person: Person
    reference: int
    seat: str | None
    bags: int
    meal: str | None = None
    remark: str | None = None
    guardian: int | None = None


@dataclass
class Booking:
    locator: str
    created: datetime
    travellers: list[Traveller]
    phone: str
    email: str
    card: str


@dataclass
class Flight:
    carrier: Carrier
    number: int
    origin: str
    destination: str
    departure: datetime
    arrival: datetime
    bookings: list[Booking] = field(default_factory=list)
    crew: list[Person] = field(default_factory=list)


SENSITIVE_MEALS = ("MOML", "KSML", "HNML", "DBML")
REMARKS = (
    "WHEELCHAIR TO GATE ZZMARKA",
    "PELERINAGE A LOURDES ZZMARKB",
    "SYNDICAT CONGRES ZZMARKC",
    "ALERGIA A FRUTOS SECOS ZZMARKD",
)
"""Each holds a word that reveals something, and a marker that must never be stored."""
CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def flights(source: random.Random, passengers: int, today: date) -> Iterator[Flight]:
    left, number = passengers, 0
    while left > 0:
        carrier = CARRIERS[number % len(CARRIERS)]
        size = min(left, source.randint(90, 180))
        yield _flight(source, carrier, 100 + number % 880, size, today + timedelta(days=1 + number // 880))
        left -= size
        number += 1


def _flight(source: random.Random, carrier: Carrier, number: int, size: int, day: date) -> Flight:
    abroad, inbound = source.choice(PORTS), source.random() < 0.7
    departure = datetime.combine(day, time(source.randint(0, 23), source.choice((5, 20, 35, 50))))
    ports = (abroad, HOME) if inbound else (HOME, abroad)
    flight = Flight(carrier, number, *ports, departure, departure + timedelta(minutes=source.randint(90, 600)))
    flight.crew = [person(source, day) for _ in range(source.randint(4, 8))]
    while size > 0:
        booking = _booking(source, min(size, source.choices((1, 2, 3, 4), (6, 4, 1, 1))[0]), day)
        size -= sum(t.person.kind != "infant" for t in booking.travellers)
        flight.bookings.append(booking)
    return flight


def _booking(source: random.Random, size: int, day: date) -> Booking:
    first = person(source, day)
    party = [
        first,
        *(
            person(source, day, family=first.family, nationality=first.nationality, kind="child" if n > 1 else "adult")
            for n in range(1, size)
        ),
    ]
    travellers = [_traveller(source, someone, number) for number, someone in enumerate(party, 1)]
    if size > 1 and source.random() < 0.15:
        infant = person(source, day, family=first.family, nationality=first.nationality, kind="infant")
        travellers.append(Traveller(infant, len(travellers) + 1, None, 0, guardian=1))
    created = datetime.combine(
        day - timedelta(days=source.randint(3, 90)), time(source.randint(0, 23), source.randint(0, 59))
    )
    digits = "".join(source.choices("0123456789", k=7))
    name = first.given.split()[0].lower()
    return Booking(
        "".join(source.choices(CONSONANTS, k=6)),
        created,
        travellers,
        f"99955{digits}",
        f"{name}.{digits}@mail.example",
        "4111111111111111",
    )


def _traveller(source: random.Random, someone: Person, number: int) -> Traveller:
    seat = f"{source.randint(1, 40)}{source.choice('ABCDEF')}"
    meal = source.choice(SENSITIVE_MEALS) if source.random() < 0.03 else None
    remark = source.choice(REMARKS) if source.random() < 0.03 else None
    return Traveller(someone, number, seat, source.choice((0, 1, 1, 2)), meal, remark)
