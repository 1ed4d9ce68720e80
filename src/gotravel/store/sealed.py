"""The sealed room: records leave the clear tables, sealed one by one, and are destroyed at their end.

Goes in: sealed bytes. Comes out: what is due. Never: a record both in the clear and sealed after a commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import psycopg

from gotravel.domain.travel import Traveller
from gotravel.store.travel import TRAVELLER, traveller_of

CLEAR = """UPDATE traveller SET sealed = true, person = NULL, family = NULL, given = NULL, born = NULL, document_numbers = '{}',
sex = NULL, nationality = NULL, screen_due = false WHERE (id, received_at) IN (SELECT * FROM unnest(%s::uuid[], %s::timestamptz[]))"""


class Sealed:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def make_rooms(self, now: datetime) -> None:
        """The rooms of this and the coming months, ahead of the first record that needs one."""
        self.connection.execute("SELECT make_rooms(%s::date, 3)", (now.date(),))

    def due(self, before: datetime, most: int) -> tuple[Traveller, ...]:
        """In the clear for longer than the law allows, and under no undecided case."""
        sql = f"""SELECT {TRAVELLER} FROM traveller t WHERE NOT t.sealed AND t.received_at < %s AND NOT EXISTS
                  (SELECT FROM case_file c WHERE c.traveller = t.id AND c.state IN ('open','second-review','supervisor','waiting'))
                  ORDER BY t.received_at LIMIT %s FOR UPDATE SKIP LOCKED"""
        return tuple(traveller_of(row) for row in self.connection.execute(sql, (before, most)).fetchall())

    def seal(self, travellers: Sequence[Traveller], sealed: Sequence[bytes]) -> None:
        if not travellers:
            return
        sql = """INSERT INTO sealed_record (traveller, received_at, month, sealed)
                 SELECT id, at, date_trunc('month', at AT TIME ZONE 'UTC')::date, body
                 FROM unnest(%s::uuid[], %s::timestamptz[], %s::bytea[]) AS new (id, at, body)"""
        whose = ([t.id for t in travellers], [t.received_at for t in travellers])
        self.connection.execute(sql, (*whose, list(sealed)))
        self.connection.execute("UPDATE hit SET person = NULL WHERE traveller = ANY(%s)", ([t.id for t in travellers],))
        self.connection.execute(CLEAR, ([t.id for t in travellers], [t.received_at for t in travellers]))
