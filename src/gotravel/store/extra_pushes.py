"""Pushes beyond the agreed times that were asked for: which flight, under which case, against which threat.

Goes in: requests of officers. Comes out: whether one covers a push. Never: a request without a case that exists.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import psycopg


class ExtraPushes:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def ask(self, number: UUID, flight: tuple[str, str, date], case: UUID, threat: str, by: UUID, at: datetime) -> None:
        sql = """INSERT INTO extra_push (id, carrier, number, departs_on, case_file, threat, asked_by, asked_at)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
        self.connection.execute(sql, (number, *flight, case, threat, by, at))

    def covers(self, carrier: str, number: str, departs_on: date) -> bool:
        sql = "SELECT FROM extra_push WHERE carrier = %s AND number = %s AND departs_on = %s LIMIT 1"
        return self.connection.execute(sql, (carrier, number, departs_on)).fetchone() is not None
