"""What one shift hands to the next: notes, who is here, what happened in its hours, how old the lists are.

Goes in: moments, a note. Comes out: rows. Never: a person's name in a note is asked for; notes speak of numbers.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
import psycopg


class Note(msgspec.Struct, frozen=True):
    written_by: str
    written_at: datetime
    text: str


class Here(msgspec.Struct, frozen=True):
    """An officer with an open session."""

    id: UUID
    shown_name: str
    roles: list[str]
    seen_at: datetime


class Hours(msgspec.Struct, frozen=True):
    """What happened since a moment."""

    raised: int
    decided: int
    cleared: int
    referred: int
    transmissions: int


class ListAge(msgspec.Struct, frozen=True):
    name: str
    refreshed_at: datetime | None
    overdue: bool


HOURS = """
SELECT (SELECT count(*) FROM case_file WHERE opened_at >= %(since)s),
  (SELECT count(*) FROM decision WHERE decided_at >= %(since)s AND stage <> 'look'),
  (SELECT count(*) FROM decision WHERE decided_at >= %(since)s AND stage <> 'look' AND outcome = 'different-person'),
  (SELECT count(*) FROM referral WHERE made_at >= %(since)s),
  (SELECT count(*) FROM transmission WHERE received_at >= %(since)s)
"""
HERE = """
SELECT o.id, o.shown_name, o.roles, max(s.seen_at) FROM session s JOIN officer o ON o.id = s.officer
WHERE s.seen_at >= %s GROUP BY o.id, o.shown_name, o.roles ORDER BY o.shown_name
"""
AGES = """
SELECT name, refreshed_at, refreshed_at IS NULL OR refreshed_at < %s - make_interval(hours => refresh_hours)
FROM watchlist WHERE state = 'active' ORDER BY name
"""


class Shift:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def add_note(self, number: UUID, officer: UUID, at: datetime, text: str) -> None:
        sql = "INSERT INTO shift_note (id, written_by, written_at, text) VALUES (%s, %s, %s, %s)"
        self.connection.execute(sql, (number, officer, at, text))

    def notes(self, since: datetime) -> list[Note]:
        sql = """SELECT o.shown_name, n.written_at, n.text FROM shift_note n JOIN officer o ON o.id = n.written_by
                 WHERE n.written_at >= %s ORDER BY n.written_at DESC LIMIT 20"""
        return [Note(*row) for row in self.connection.execute(sql, (since,)).fetchall()]

    def forget_notes(self, before: datetime) -> int:
        return self.connection.execute("DELETE FROM shift_note WHERE written_at < %s", (before,)).rowcount

    def here(self, since: datetime) -> list[Here]:
        return [Here(*row) for row in self.connection.execute(HERE, (since,)).fetchall()]

    def hours(self, since: datetime) -> Hours:
        row = self.connection.execute(HOURS, {"since": since}).fetchone()
        assert row is not None
        return Hours(*row)

    def lists(self, now: datetime) -> list[ListAge]:
        return [ListAge(*row) for row in self.connection.execute(AGES, (now,)).fetchall()]
