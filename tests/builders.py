"""Short makers of the field's words for tests: what a test does not name has an ordinary value.

Goes in: what the test is about. Comes out: frozen structs of invented people. Never: a real person's data.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.ids import MessageId
from gotravel.domain.message import Booking, Kind, Leg, Message, Mode, Person, Purpose, TravelDocument
from gotravel.law.kept_time import Uptime

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Clock:
    """Stands still until a test moves it. `wrong`: how far it is set from the time that really passed."""

    def __init__(self) -> None:
        self.now, self.wrong = NOON, timedelta()

    def __call__(self) -> datetime:
        return self.now + self.wrong

    def uptime(self) -> Uptime:
        return Uptime("the machine of the tests", self.now.timestamp())


def an_id(name: str) -> uuid.UUID:
    """The same name gives the same id, so that a test can say `an_id("first push")`."""
    return uuid.UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=4)


def a_leg(**given: Any) -> Leg:
    ordinary: dict[str, Any] = {
        "mode": Mode.AIR,
        "carrier": "A1",
        "number": "417",
        "origin": "FRA",
        "destination": "QMD",
        "departure": "2026-11-26T05:45",
        "arrival": "2026-11-26T15:12",
    }
    return Leg(**{**ordinary, **given})


def a_person(family: str | None = "SPECIMEN", given: str | None = "ANNA", **more: Any) -> Person:
    return Person(family=family, given=given, **more)


def a_passport(number: str = "L898902C3", issuer: str = "UTO", **more: Any) -> TravelDocument:
    return TravelDocument(type="P", number=number, issuer=issuer, **more)


def a_booking(locator: str = "7HQ2LD", *passengers: int, **more: Any) -> Booking:
    return Booking(**{"locator": locator, "carrier": "A1", "passengers": passengers, **more})


def an_api_list(*persons: Person, **more: Any) -> Message:
    ordinary: dict[str, Any] = {
        "position": 1,
        "kind": Kind.PAXLST,
        "purpose": Purpose.PASSENGERS,
        "legs": (a_leg(),),
        "declared_count": len(persons),
        "prepared": "2026-11-26T04:00",
    }
    return Message(**{**ordinary, "passengers": persons, **more})


def a_push(*bookings: tuple[Booking, tuple[Person, ...]], **more: Any) -> Message:
    """A PNRGOV push; each booking with its persons, indexes are filled in."""
    ordinary: dict[str, Any] = {
        "position": 1,
        "kind": Kind.PNRGOV,
        "purpose": Purpose.FULL,
        "legs": (a_leg(),),
        "declared_count": len(bookings),
        "prepared": "2026-11-24T05:45",
    }
    made: list[Booking] = []
    persons: list[Person] = []
    for number, (booking, people) in enumerate(bookings):
        start = len(persons)
        persons += [msgspec.structs.replace(person, booking=number) for person in people]
        made.append(msgspec.structs.replace(booking, passengers=tuple(range(start, len(persons)))))
    return Message(**{**ordinary, "bookings": tuple(made), "passengers": tuple(persons), **more})


def a_finding(severity: str = "error") -> Finding:
    return Finding("segment-unreadable", severity, "A segment could not be read.")  # type: ignore[arg-type]


def message_id(name: str) -> MessageId:
    return MessageId(an_id(name))
