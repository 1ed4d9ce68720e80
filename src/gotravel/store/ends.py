"""Ends that come before the general one: results once their recipient is informed, travellers once they departed; pushes of a flight.

Goes in: moments, ports of the territory. Comes out: what went. Never: a traveller who is held, or whose case is not over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import psycopg

from gotravel.domain.hit import Assessment
from gotravel.store.codec import pack, unpack
from gotravel.store.retention import LIVE
from gotravel.store.sealed import blanked

RESULTS = """
SELECT h.id, h.assessment FROM hit h JOIN case_hit ch ON ch.hit = h.id JOIN referral r ON r.case_file = ch.case_file
WHERE h.person IS NOT NULL GROUP BY h.id HAVING max(r.made_at) < %s LIMIT %s
"""
DEPARTED = f"""
WITH left_now AS (
  SELECT t.* FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg
  WHERE NOT t.sealed AND l.origin = ANY(%(ports)s) AND l.departs_on < %(day)s AND NOT l.cancelled AND t.state NOT IN ('cancelled', 'gone')
), who AS (SELECT subject_of(d) AS subject, max(d.received_at) AS until FROM left_now d GROUP BY 1)
SELECT t.id, t.received_at FROM traveller t LEFT JOIN who ON who.subject = subject_of(t) AND t.received_at <= who.until AND NOT t.sealed
WHERE (who.subject IS NOT NULL OR t.id IN (SELECT id FROM left_now)) AND NOT {LIVE}
  AND NOT EXISTS (SELECT FROM case_file c WHERE c.traveller = t.id AND c.state NOT IN ('cleared', 'recalled'))
ORDER BY t.received_at LIMIT %(most)s
"""
LETTERS = """
SELECT m.id, m.received_at FROM heard h JOIN flight_leg l ON l.id = h.flight_leg
JOIN message m ON m.id = h.message AND m.received_at = h.received_at
WHERE l.origin = ANY(%(ports)s) AND l.departs_on < %(day)s AND NOT l.cancelled
  AND NOT EXISTS (SELECT FROM heard o JOIN traveller t ON t.flight_leg = o.flight_leg WHERE o.message = m.id)
LIMIT %(most)s
"""
PUSHES = """
SELECT count(DISTINCT coalesce(m.series, m.transmission::text)) FROM heard h
JOIN message m ON m.id = h.message AND m.received_at = h.received_at WHERE h.flight_leg = %s AND h.carrier = %s
"""
"""Parts of one split push are one push."""


class Ends:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    # Results (RET7) ----------------------------------------------------------------------------------------------------
    def forget_results(self, informed_before: datetime, most: int) -> int:
        """Reasons and the compared person of hits that were referred, and the packages; who decided what stays."""
        rows = self.connection.execute(RESULTS, (informed_before, most)).fetchall()
        blank = [pack(blanked(unpack(row[1], Assessment))) for row in rows]
        sql = """UPDATE hit h SET person = NULL, assessment = n.assessment
                 FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, assessment) WHERE h.id = n.id"""
        self.connection.execute(sql, ([row[0] for row in rows], blank))
        self.connection.execute("SELECT forget_packages(%s)", (informed_before,))
        return len(rows)

    # Departure (RET8) --------------------------------------------------------------------------------------------------
    def origins(self, before: date) -> list[str]:
        sql = "SELECT DISTINCT origin FROM flight_leg WHERE departs_on < %s"
        return [row[0] for row in self.connection.execute(sql, (before,)).fetchall()]

    def departed(self, ports: Sequence[str], day: date, now: datetime, most: int) -> list[tuple[UUID, datetime]]:
        asked = {"ports": list(ports), "day": day, "now": now, "most": most}
        return self.connection.execute(DEPARTED, asked).fetchall()

    def letters_of_departed(self, ports: Sequence[str], day: date, most: int) -> list[tuple[UUID, datetime]]:
        """Messages of departed flights of which no traveller is left."""
        return self.connection.execute(LETTERS, {"ports": list(ports), "day": day, "most": most}).fetchall()

    # Pushes (COL4) -----------------------------------------------------------------------------------------------------
    def pushes(self, leg: UUID, carrier: str) -> int:
        row = self.connection.execute(PUSHES, (leg, carrier)).fetchone()
        return int(row[0]) if row else 0
