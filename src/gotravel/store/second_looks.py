"""Second looks at decided cases: drawn by chance, taken by officers who had nothing to do with them.

Goes in: a night, an officer, what the officer found. Comes out: cases that wait. Never: a case shown to one of its own officers.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.errors import NotInThisState
from gotravel.domain.ids import CaseId


class Drawn(msgspec.Struct, frozen=True):
    """A case that waits for a second look. Nothing of what was decided."""

    case: CaseId
    number: str
    drawn_at: datetime


DRAW = """
INSERT INTO second_look (case_file, drawn_at)
SELECT id, %(now)s FROM (
  SELECT c.id, count(*) OVER () AS decided, row_number() OVER (ORDER BY random()) AS place FROM case_file c JOIN traveller t ON t.id = c.traveller
  WHERE c.state IN ('cleared', 'confirmed', 'referred') AND NOT t.sealed AND NOT EXISTS (SELECT FROM second_look s WHERE s.case_file = c.id)
    AND (SELECT max(d.decided_at) FROM decision d WHERE d.case_file = c.id) >= %(since)s) decided
WHERE place <= ceil(decided / %(one_in)s::numeric) RETURNING case_file
"""
PLANT = """
INSERT INTO second_look (case_file, drawn_at, known)
SELECT c.id, %(now)s, true FROM case_file c JOIN traveller t ON t.id = c.traveller WHERE c.state = 'cleared' AND NOT t.sealed
  AND EXISTS (SELECT FROM second_look s WHERE s.case_file = c.id AND s.agrees) AND NOT EXISTS (SELECT FROM second_look s WHERE s.case_file = c.id AND NOT s.agrees)
  AND NOT EXISTS (SELECT FROM second_look s WHERE s.case_file = c.id AND s.looked_at IS NULL)
ORDER BY random() LIMIT %(most)s RETURNING case_file
"""
WAITING = """
SELECT c.id, c.number, s.drawn_at FROM second_look s JOIN case_file c ON c.id = s.case_file JOIN traveller t ON t.id = c.traveller
WHERE s.looked_at IS NULL AND NOT t.sealed AND NOT EXISTS (SELECT FROM decision d WHERE d.case_file = c.id AND d.officer = %s)
ORDER BY s.drawn_at, c.id LIMIT 200
"""


class SecondLooks:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def draw(self, now: datetime, since: datetime, one_in: int) -> list[UUID]:
        """Of those decided since then, one in so many, and one at least."""
        told = {"now": now, "since": since, "one_in": one_in}
        return [row[0] for row in self.connection.execute(DRAW, told).fetchall()]

    def plant(self, now: datetime, most: int) -> list[UUID]:
        """Known negatives among them: cleared cases that somebody else told apart as well, and nobody otherwise."""
        return [row[0] for row in self.connection.execute(PLANT, {"now": now, "most": most}).fetchall()]

    def forget(self, before: datetime) -> int:
        """Of cases that are gone, and looks that nobody took in time."""
        sql = """DELETE FROM second_look s WHERE NOT EXISTS (SELECT FROM case_file c WHERE c.id = s.case_file)
                 OR (s.looked_at IS NULL AND s.drawn_at < %s)"""
        return self.connection.execute(sql, (before,)).rowcount

    def waiting(self, officer: UUID) -> list[Drawn]:
        return [Drawn(*row) for row in self.connection.execute(WAITING, (officer,)).fetchall()]

    def looked(self, case: CaseId, agrees: bool, now: datetime) -> bool:
        """Whether it was a known negative."""
        sql = "UPDATE second_look SET looked_at = %s, agrees = %s WHERE case_file = %s AND looked_at IS NULL RETURNING known"
        row = self.connection.execute(sql, (now, agrees, case)).fetchone()
        if row is None:
            raise NotInThisState
        return bool(row[0])
