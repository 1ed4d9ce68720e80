"""What stands around one traveller or one case: company, earlier journeys, earlier decisions, who looked.

Goes in: ids. Comes out: rows as frozen structs, one statement a question. Never: a sealed record, a query per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.message import Person
from gotravel.store.codec import unpack


class Companion(msgspec.Struct, frozen=True):
    """Another traveller of the same booking on the same leg."""

    id: UUID
    family: str | None
    given: str | None
    seat: str | None
    matched: bool


class ToldApart(msgspec.Struct, frozen=True):
    """An earlier decision that this person is not that entry."""

    case: UUID
    decided_at: datetime


class Record(msgspec.Struct, frozen=True):
    """How matches of about this likelihood came out."""

    decided: int
    same: int


class Journey(msgspec.Struct, frozen=True):
    """Another journey on which one of the same documents travelled."""

    id: UUID
    carrier: str
    number: str
    origin: str
    destination: str | None
    departs_on: date
    case_state: str | None


class Look(msgspec.Struct, frozen=True):
    shown_name: str
    kind: str
    purpose: str
    at: datetime


class Event(msgspec.Struct, frozen=True):
    """One moment in a traveller's history at this unit."""

    lane: str
    at: datetime
    what: str


COMPANY = """
SELECT t.id, t.family, t.given, t.person, EXISTS (SELECT FROM case_file c WHERE c.traveller = t.id)
FROM traveller one JOIN traveller t ON t.flight_leg = one.flight_leg AND t.booking = one.booking AND t.id <> one.id
WHERE one.id = %s AND NOT t.sealed ORDER BY t.family NULLS LAST, t.given LIMIT 20
"""
TOLD_APART = """
SELECT DISTINCT p.case_file, p.decided_at FROM case_hit ch JOIN hit h ON h.id = ch.hit JOIN traveller t ON t.id = h.traveller
JOIN remembered_pair p ON p.subject = subject_of(t) AND p.entry = h.entry AND p.case_file <> ch.case_file
WHERE ch.case_file = %s ORDER BY p.decided_at DESC
"""
RECORD = """
SELECT count(*), count(*) FILTER (WHERE c.state <> 'cleared') FROM case_file c
JOIN LATERAL (SELECT max(h.likelihood) AS best FROM case_hit ch JOIN hit h ON h.id = ch.hit WHERE ch.case_file = c.id) b ON true
WHERE c.state IN ('confirmed', 'referred', 'cleared') AND b.best BETWEEN %s AND %s
"""
JOURNEYS = """
SELECT t.id, l.carrier, l.number, l.origin, l.destination, l.departs_on,
  (SELECT c.state FROM case_file c WHERE c.traveller = t.id ORDER BY c.opened_at DESC LIMIT 1)
FROM traveller one JOIN traveller t ON t.document_numbers && one.document_numbers AND t.id <> one.id
JOIN flight_leg l ON l.id = t.flight_leg
WHERE one.id = %s AND cardinality(one.document_numbers) > 0 AND NOT t.sealed ORDER BY l.departs_on DESC LIMIT 20
"""
LOOKED = """
SELECT shown_name, kind, purpose, at FROM (
  SELECT DISTINCT ON (a.actor, a.kind) o.shown_name, a.kind, a.purpose, a.at FROM audit_event a
  JOIN officer o ON o.id::text = a.actor
  WHERE a.actor_kind = 'officer' AND a.subjects && %s::uuid[] AND a.kind <> 'case:listed' ORDER BY a.actor, a.kind, a.seq DESC
) newest ORDER BY at DESC LIMIT 10
"""
EVENTS = """
SELECT 'matches', h.raised_at, w.name FROM hit h JOIN watchlist w ON w.id = h.watchlist WHERE h.traveller = %(who)s
UNION ALL SELECT 'decisions', d.decided_at, d.outcome FROM decision d JOIN case_file c ON c.id = d.case_file
  WHERE c.traveller = %(who)s AND c.state NOT IN ('second-review')
UNION ALL SELECT 'decisions', r.made_at, 'referred' FROM referral r JOIN case_file c ON c.id = r.case_file WHERE c.traveller = %(who)s
UNION ALL SELECT 'messages', m.received_at, m.kind FROM message m WHERE m.id = ANY(%(messages)s::uuid[])
UNION ALL SELECT 'views', a.at, a.kind FROM audit_event a
  WHERE a.actor_kind = 'officer' AND a.subjects && ARRAY[%(who)s::uuid] AND a.kind IN ('traveller:read', 'case:read')
ORDER BY 2 DESC LIMIT 200
"""
SEATS = "SELECT t.id, t.person FROM traveller t WHERE t.flight_leg = %s AND NOT t.sealed AND t.person IS NOT NULL"


class Around:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def company(self, traveller: UUID) -> list[Companion]:
        return [
            Companion(number, family, given, seat_of(person), matched)
            for number, family, given, person, matched in self._rows(COMPANY, (traveller,))
        ]

    def told_apart(self, case: UUID) -> list[ToldApart]:
        return [ToldApart(*row) for row in self._rows(TOLD_APART, (case,))]

    def record(self, likelihood: float) -> Record:
        """Of decided cases within five points of this likelihood."""
        return Record(*self._rows(RECORD, (likelihood - 0.05, likelihood + 0.05))[0])

    def journeys(self, traveller: UUID) -> list[Journey]:
        return [Journey(*row) for row in self._rows(JOURNEYS, (traveller,))]

    def looked(self, records: Sequence[UUID]) -> list[Look]:
        return [Look(*row) for row in self._rows(LOOKED, (list(records),))]

    def events(self, traveller: UUID, messages: Sequence[UUID]) -> list[Event]:
        rows = self.connection.execute(EVENTS, {"who": traveller, "messages": list(messages)}).fetchall()
        return [Event(*row) for row in rows]

    def cases(self, traveller: UUID) -> list[tuple[UUID, str, str]]:
        """(id, number, state), the newest first."""
        sql = "SELECT id, number, state FROM case_file WHERE traveller = %s ORDER BY opened_at DESC"
        return self._rows(sql, (traveller,))

    def seats(self, flight_leg: UUID) -> dict[str, UUID]:
        """Seat -> who sits there, of those whose seat was sent."""
        found = ((seat_of(person), number) for number, person in self._rows(SEATS, (flight_leg,)))
        return {seat: number for seat, number in found if seat}

    def _rows(self, sql: str, given: tuple[object, ...]) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, given).fetchall()


def seat_of(person: bytes | None) -> str | None:
    seats = unpack(person, Person).seats if person else ()
    return seats[0].number if seats else None
