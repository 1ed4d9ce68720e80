"""Everybody booked or stored in the clear, cut into slices and streamed, for a list that changed.

Goes in: how large a slice is. Comes out: bounds of slices; the rows of one. Never: a lock on a traveller: intake goes first; a
contested record (RGT4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

import psycopg

from gotravel.domain.ids import FlightLegId, TravellerId
from gotravel.domain.message import Person
from gotravel.domain.travel import Traveller
from gotravel.store.codec import unpack
from gotravel.store.travel import TRAVELLER, traveller_of

FIRST, LAST = UUID(int=0), UUID(int=(1 << 128) - 1)
# Ids are time-ordered, so a range of ids is a range of pages of one room.
BOUNDS = """
SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM traveller WHERE NOT sealed) t
WHERE place %% %(size)s = 0 ORDER BY id
"""
Row = tuple[UUID, Person]


class Rescreening:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def slices(self, size: int) -> list[tuple[UUID, UUID]]:
        """(after, up to) pairs that together hold every id, those that come while we work too."""
        bounds = [row[0] for row in self.connection.execute(BOUNDS, {"size": size}).fetchall()]
        edges = [FIRST, *bounds, LAST]
        return list(pairwise(edges))

    def persons(self, after: UUID, until: UUID) -> Iterator[list[Row]]:
        """Travellers of a slice, streamed: a slice never stands in memory as a whole."""
        sql = "SELECT t.id, t.person FROM traveller t WHERE t.id > %s AND t.id <= %s AND NOT t.sealed AND t.restricted_by IS NULL"
        with self.connection.cursor(name="slice", binary=True) as cursor:
            cursor.execute(sql, (after, until))
            while rows := cursor.fetchmany(10_000):
                yield [(number, unpack(person, Person)) for number, person in rows]

    def sample(self, most: int) -> tuple[Traveller, ...]:
        """Travellers stored in the clear, picked by chance over all rooms."""
        sql = f"""SELECT {TRAVELLER} FROM traveller t WHERE NOT t.sealed AND random() <
                  least(1.0, %(most)s * 1.2 / greatest(1, (SELECT count(*) FROM traveller WHERE NOT sealed))) LIMIT %(most)s"""
        return tuple(traveller_of(row) for row in self.connection.execute(sql, {"most": most}).fetchall())

    # At a list's owner ---------------------------------------------------------------------------------------------------
    def consult(self, travellers: Sequence[TravellerId]) -> None:
        self.connection.execute("UPDATE traveller SET consult_due = true WHERE id = ANY(%s)", (list(travellers),))

    def due_for_consulting(self, flight_leg: UUID, most: int) -> tuple[Traveller, ...]:
        sql = f"""SELECT {TRAVELLER} FROM traveller t WHERE flight_leg = %s AND consult_due AND NOT sealed AND restricted_by IS NULL
                  ORDER BY t.id LIMIT %s FOR UPDATE"""
        rows = self.connection.execute(sql, (flight_leg, most)).fetchall()
        return tuple(traveller_of(row) for row in rows)

    def consulted(self, travellers: Sequence[TravellerId], now: datetime) -> None:
        sql = "UPDATE traveller SET consult_due = false, consulted_at = %s WHERE id = ANY(%s)"
        self.connection.execute(sql, (now, list(travellers)))

    def waiting(self) -> int:
        row = self.connection.execute("SELECT count(*) FROM traveller WHERE consult_due").fetchone()
        return int(row[0]) if row else 0

    def legs_waiting(self) -> list[FlightLegId]:
        sql = "SELECT DISTINCT flight_leg FROM traveller WHERE consult_due AND NOT sealed AND restricted_by IS NULL"
        return [FlightLegId(row[0]) for row in self.connection.execute(sql).fetchall()]
