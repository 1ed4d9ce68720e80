"""What the data-protection officer is told, and what was read.

Goes in: notices in the transaction of what they tell. Comes out: the unread first. Never: a value of personal data.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.sealed_past import Notice


class Notices:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def tell(self, notice: Notice) -> None:
        sql = "INSERT INTO oversight_notice (id, at, kind, about, detail) VALUES (%s, %s, %s, %s, %s)"
        self.connection.execute(sql, (notice.id, notice.at, notice.kind, notice.about, Jsonb(notice.detail)))

    def told_since(self, kind: str, since: datetime) -> bool:
        sql = "SELECT EXISTS (SELECT FROM oversight_notice WHERE kind = %s AND at >= %s)"
        row = self.connection.execute(sql, (kind, since)).fetchone()
        return bool(row and row[0])

    def told_about(self, kind: str, about: UUID) -> bool:
        sql = "SELECT EXISTS (SELECT FROM oversight_notice WHERE kind = %s AND about = %s)"
        row = self.connection.execute(sql, (kind, about)).fetchone()
        return bool(row and row[0])

    def all(self, most: int = 200) -> list[Notice]:
        sql = """SELECT id, at, kind, about, detail, read_at IS NOT NULL FROM oversight_notice
                 ORDER BY read_at IS NOT NULL, at DESC, id LIMIT %s"""
        return [Notice(*row) for row in self.connection.execute(sql, (most,)).fetchall()]

    def read(self, notice: UUID, officer: UUID, now: datetime) -> None:
        sql = "UPDATE oversight_notice SET read_by = %s, read_at = %s WHERE id = %s AND read_at IS NULL"
        self.connection.execute(sql, (officer, now, notice))
