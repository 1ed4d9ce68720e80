"""Training records: an account without a valid one has no session (OVS5).

Goes in: records. Comes out: who is trained until when. Never: an account opened again by anything but a new record.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import psycopg

from gotravel.domain.safeguard import TrainingRecord


class Training:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def record(self, made: TrainingRecord, by: str, now: datetime) -> None:
        sql = """INSERT INTO training_record (officer, course, passed_on, valid_until, recorded_by, recorded_at)
                 VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (officer, course, passed_on)
                 DO NOTHING"""
        self.connection.execute(sql, (made.officer, made.course, made.passed_on, made.valid_until, by, now))
        sql = "UPDATE officer SET training_valid = %s::date >= %s::date WHERE id = %s AND NOT training_valid"
        self.connection.execute(sql, (made.valid_until, now.date(), made.officer))

    def end_overdue(self, today: date) -> list[UUID]:
        sql = """UPDATE officer o SET training_valid = false WHERE training_valid
                 AND NOT EXISTS (SELECT FROM training_record r WHERE r.officer = o.id AND r.valid_until >= %s) RETURNING o.id"""
        return [row[0] for row in self.connection.execute(sql, (today,)).fetchall()]

    def valid_until(self) -> dict[UUID, date]:
        sql = "SELECT officer, max(valid_until) FROM training_record GROUP BY officer"
        return dict(self.connection.execute(sql).fetchall())
