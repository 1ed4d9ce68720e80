"""Flight legs, bookings and travellers: what identity needs to know, and what it changed.

Goes in: keys and rows. Comes out: domain structs. Never: a query per passenger; a retention clock that starts again
(`received_at` is written once).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

import psycopg

from gotravel.domain.errors import NotFound
from gotravel.domain.ids import BookingId, FlightLegId, MessageId, TravellerId
from gotravel.domain.message import Leg, Mode, Person
from gotravel.domain.travel import Booking, FlightLeg, Traveller, TravelState
from gotravel.store.codec import pack, unpack

PortTime = tuple[str | None, str | None]
"""A port, and a moment on its clock."""
LegKey = tuple[str, str, str, str, str, date]
LEG = "id, mode, carrier, number, suffix, origin, departs_on, destination, departure, arrival, vessel, cancelled"
BOOKING = "id, carrier, locator, created, state, message, prepared"
TRAVELLER = """t.id, t.flight_leg, t.booking, t.person, t.state, t.received_at, t.api_message, t.pnr_message, t.profile,
t.profile_version, t.prepared"""
UPSERT_LEGS = f"""
INSERT INTO flight_leg ({LEG})
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[], %s::text[],
                     %s::text[], %s::text[], %s::text[], %s::boolean[])
ON CONFLICT (id) DO UPDATE SET destination = excluded.destination, departure = excluded.departure,
  arrival = excluded.arrival, vessel = excluded.vessel, cancelled = excluded.cancelled
"""
UPSERT_BOOKINGS = f"""
INSERT INTO booking ({BOOKING})
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::timestamptz[])
ON CONFLICT (id) DO UPDATE SET created = excluded.created, state = excluded.state, message = excluded.message,
  prepared = excluded.prepared
"""
UPSERT_TRAVELLERS = """
INSERT INTO traveller (id, received_at, flight_leg, booking, state, family, given, born, sex, nationality, kind,
                       document_numbers, person, api_message, pnr_message, profile, profile_version, prepared, screen_due)
SELECT id, received_at, flight_leg, booking, state, family, given, born, sex, nationality, kind,
       string_to_array(documents, ' '), person, api_message, pnr_message, profile, profile_version, prepared, true
FROM unnest(%s::uuid[], %s::timestamptz[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[],
            %s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[], %s::uuid[], %s::uuid[], %s::text[], %s::text[],
            %s::timestamptz[])
     AS new (id, received_at, flight_leg, booking, state, family, given, born, sex, nationality, kind, documents, person,
             api_message, pnr_message, profile, profile_version, prepared)
ON CONFLICT (id, received_at) DO UPDATE SET booking = excluded.booking, state = excluded.state, family = excluded.family,
  given = excluded.given, born = excluded.born, sex = excluded.sex, nationality = excluded.nationality,
  kind = excluded.kind, document_numbers = excluded.document_numbers, person = excluded.person,
  api_message = excluded.api_message, pnr_message = excluded.pnr_message, prepared = excluded.prepared,
  screen_due = traveller.screen_due OR traveller.person IS DISTINCT FROM excluded.person
"""


class Changed(Protocol):
    """What `identity.changes.Changes` holds; the store sees the words only."""

    @property
    def flight_legs(self) -> tuple[FlightLeg, ...]: ...
    @property
    def bookings(self) -> tuple[Booking, ...]: ...
    @property
    def travellers(self) -> tuple[Traveller, ...]: ...
    @property
    def booking_legs(self) -> tuple[tuple[UUID, UUID], ...]: ...


class Travel:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def lock(self, key: LegKey) -> None:
        """One worker at a time on one leg, until the transaction ends."""
        self.connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", ("|".join(map(str, key)),))

    def known_for(
        self, key: LegKey, locators: Sequence[tuple[str, str]]
    ) -> tuple[tuple[FlightLeg, ...], tuple[Booking, ...], tuple[Traveller, ...]]:
        """What identity has to know of a leg: the leg, the bookings named, everybody on it."""
        leg = self.flight_leg(key)
        bookings = self.bookings_of(locators)
        return ((leg,) if leg else (), bookings, self.travellers_of(leg.id) if leg else ())

    def flight_leg(self, key: LegKey) -> FlightLeg | None:
        sql = f"SELECT {LEG} FROM flight_leg WHERE (mode, carrier, number, suffix, origin, departs_on) = (%s,%s,%s,%s,%s,%s)"
        row = self.connection.execute(sql, key).fetchone()
        return _leg(row) if row else None

    def flight_leg_of(self, number: FlightLegId) -> FlightLeg:
        row = self.connection.execute(f"SELECT {LEG} FROM flight_leg WHERE id = %s", (number,)).fetchone()
        if row is None:
            raise NotFound
        return _leg(row)

    def bookings_of(self, locators: Sequence[tuple[str, str]]) -> tuple[Booking, ...]:
        sql = f"""SELECT {BOOKING} FROM booking WHERE (carrier, locator) IN
                  (SELECT * FROM unnest(%s::text[], %s::text[])) ORDER BY created NULLS FIRST"""
        carriers, names = [c for c, _ in locators], [name for _, name in locators]
        return tuple(_booking(row) for row in self.connection.execute(sql, (carriers, names)).fetchall())

    def travellers_of(self, flight_leg: UUID) -> tuple[Traveller, ...]:
        sql = f"SELECT {TRAVELLER} FROM traveller t WHERE flight_leg = %s AND NOT sealed ORDER BY t.id"
        return tuple(traveller_of(row) for row in self.connection.execute(sql, (flight_leg,)).fetchall())

    def apply(self, changes: Changed) -> None:
        if changes.flight_legs:
            self.connection.execute(UPSERT_LEGS, _columns([_leg_row(leg) for leg in changes.flight_legs]))
        if changes.bookings:
            self.connection.execute(UPSERT_BOOKINGS, _columns([_booking_row(b) for b in changes.bookings]))
        if changes.booking_legs:
            sql = "INSERT INTO booking_leg SELECT * FROM unnest(%s::uuid[], %s::uuid[]) ON CONFLICT DO NOTHING"
            self.connection.execute(sql, _columns(list(changes.booking_legs)))
        if changes.travellers:
            self.connection.execute(UPSERT_TRAVELLERS, _columns([_traveller_row(t) for t in changes.travellers]))

    def put_right(self, travellers: Sequence[Traveller]) -> None:
        """Values that a person proved; the record is compared again."""
        if travellers:
            self.connection.execute(UPSERT_TRAVELLERS, _columns([_traveller_row(t) for t in travellers]))

    def clear(self, travellers: Sequence[UUID]) -> list[TravellerId]:
        """Those of them that are neither sealed nor gone."""
        sql = "SELECT id FROM traveller WHERE id = ANY(%s) AND NOT sealed ORDER BY received_at, id"
        return [TravellerId(row[0]) for row in self.connection.execute(sql, (list(travellers),)).fetchall()]

    def due_for_screening(self, flight_leg: UUID) -> tuple[Traveller, ...]:
        """Locked, so that a change that comes meanwhile is screened after, not lost. Contested records are not compared (RGT4)."""
        sql = f"""SELECT {TRAVELLER} FROM traveller t WHERE flight_leg = %s AND screen_due AND NOT sealed AND restricted_by IS NULL
                  ORDER BY t.id FOR UPDATE"""
        return tuple(traveller_of(row) for row in self.connection.execute(sql, (flight_leg,)).fetchall())

    def screened(self, travellers: Sequence[TravellerId], now: datetime) -> None:
        sql = "UPDATE traveller SET screen_due = false, screened_at = %s WHERE id = ANY(%s)"
        self.connection.execute(sql, (now, list(travellers)))

    def port_times(self, travellers: Sequence[TravellerId]) -> dict[TravellerId, tuple[PortTime, PortTime]]:
        """Where and when each one's flight departs and lands, on the ports' own clocks."""
        sql = """SELECT t.id, l.origin, l.departure, l.destination, l.arrival FROM traveller t
                 JOIN flight_leg l ON l.id = t.flight_leg WHERE t.id = ANY(%s)"""
        rows = self.connection.execute(sql, (list(travellers),)).fetchall()
        return {TravellerId(who): ((origin, off), (goal, on)) for who, origin, off, goal, on in rows}

    def person_at_hit(self, hit: UUID) -> Person | None:
        """The person as the hit's screening saw it, where that is kept; else None."""
        row = self.connection.execute("SELECT person FROM hit WHERE id = %s", (hit,)).fetchone()
        return unpack(row[0], Person) if row and row[0] else None

    def whole(self, traveller: TravellerId) -> tuple[Traveller, FlightLeg, Booking | None]:
        sql = f"SELECT {TRAVELLER} FROM traveller t WHERE t.id = %s AND NOT sealed"
        row = self.connection.execute(sql, (traveller,)).fetchone()
        if row is None:
            raise NotFound
        found = traveller_of(row)
        booking = self.connection.execute(f"SELECT {BOOKING} FROM booking WHERE id = %s", (found.booking,)).fetchone()
        return found, self.flight_leg_of(found.flight_leg), _booking(booking) if booking else None


def _columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _leg_row(f: FlightLeg) -> tuple[Any, ...]:
    leg = f.leg
    key = (leg.mode.value, leg.carrier or "", leg.number or leg.vessel or "", leg.suffix or "", leg.origin or "")
    return (f.id, *key, f.departs_on, leg.destination, leg.departure, leg.arrival, leg.vessel, f.cancelled)


def _leg(row: tuple[Any, ...]) -> FlightLeg:
    number, mode, carrier, flight, suffix, origin, day, destination, departure, arrival, vessel, cancelled = row
    told = (carrier or None, flight or None, suffix or None, origin or None)
    return FlightLeg(
        FlightLegId(number), Leg(Mode(mode), *told, destination, departure, arrival, vessel), day, cancelled
    )


def _booking_row(b: Booking) -> tuple[Any, ...]:
    return (b.id, b.carrier, b.locator, b.created, b.state.value, b.message, b.prepared)


def _booking(row: tuple[Any, ...]) -> Booking:
    number, carrier, locator, created, state, message, prepared = row
    return Booking(BookingId(number), carrier, locator, created, TravelState(state), MessageId(message), prepared)


def _traveller_row(t: Traveller) -> tuple[Any, ...]:
    p = t.person
    told = (p.family, p.given, p.born, p.sex.value if p.sex else None, p.nationality, p.kind.value)
    documents = " ".join(d.number.replace(" ", "") for d in p.documents if d.number)
    came = (t.api_message, t.pnr_message, t.profile, t.profile_version, t.prepared)
    return (t.id, t.received_at, t.flight_leg, t.booking, t.state.value, *told, documents, pack(p), *came)


def traveller_of(row: tuple[Any, ...]) -> Traveller:
    number, leg, booking, person, state, *came = row
    who = unpack(person, Person)
    return Traveller(TravellerId(number), FlightLegId(leg), booking, who, TravelState(state), *came)
