"""The audit trail read set by set for patterns of misuse.

Goes in: the number of the last event looked at. Comes out: looks with the names they were of, and counts beside what is usual.
Never: a query an officer or a look; a name that stays anywhere afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.safeguard import Counted, Look, MisuseSignal

LOOKS = """
SELECT a.seq, a.at, a.actor::uuid, t.family, t.given
FROM audit_event a CROSS JOIN LATERAL unnest(a.subjects) AS s (id) JOIN traveller t ON t.id = s.id
WHERE a.seq > %s AND a.seq <= %s AND a.kind IN ('traveller:read', 'traveller:searched') AND a.actor_kind = 'officer' AND NOT t.sealed
"""
COUNTED = """
WITH per_day AS (
  SELECT actor, (at AT TIME ZONE 'UTC')::date AS day, count(*) AS looks, max(seq) AS seq, max(at) AS at,
    count(*) FILTER (WHERE case_ref IS NULL AND kind = 'traveller:read') AS without_case
  FROM audit_event WHERE actor_kind = 'officer' AND kind IN ('traveller:read', 'traveller:searched')
    AND at > %(now)s - interval '28 days' AND at <= %(now)s GROUP BY 1, 2),
newest AS (SELECT DISTINCT ON (actor) * FROM per_day WHERE day >= (%(now)s AT TIME ZONE 'UTC')::date - 1 ORDER BY actor, day DESC),
usual AS (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY looks) AS looks FROM per_day)
SELECT n.actor::uuid, n.seq, n.at, n.looks,
  coalesce((SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY p.looks) FROM per_day p WHERE p.actor = n.actor AND p.day < n.day), usual.looks),
  n.without_case FROM newest n, usual
"""


class Watching:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def last_seen(self, what: str) -> tuple[int, int]:
        """(seen until, newest event)."""
        sql = """SELECT coalesce((SELECT seq FROM watched_until WHERE what = %s), 0), coalesce((SELECT max(seq) FROM audit_event), 0)"""
        row = self.connection.execute(sql, (what,)).fetchone()
        return (row[0], row[1]) if row else (0, 0)

    def seen(self, what: str, seq: int) -> None:
        sql = (
            "INSERT INTO watched_until (what, seq) VALUES (%s, %s) ON CONFLICT (what) DO UPDATE SET seq = excluded.seq"
        )
        self.connection.execute(sql, (what, seq))

    def looks(self, after: int, until: int) -> list[Look]:
        return [Look(*row) for row in self.connection.execute(LOOKS, (after, until)).fetchall()]

    def counted(self, now: datetime) -> list[Counted]:
        return [Counted(*row) for row in self.connection.execute(COUNTED, {"now": now}).fetchall()]

    def officers(self) -> dict[UUID, str]:
        return dict(self.connection.execute("SELECT id, shown_name FROM officer WHERE active").fetchall())

    def flag(self, signals: Sequence[MisuseSignal]) -> list[UUID]:
        """The new ones."""
        columns = [
            [s.id for s in signals],
            [s.kind.value for s in signals],
            [s.officer for s in signals],
            [s.seq for s in signals],
            [s.at for s in signals],
            [Jsonb(s.detail) for s in signals],
        ]
        sql = """INSERT INTO misuse_signal (id, kind, officer, seq, at, detail)
                 SELECT * FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::bigint[], %s::timestamptz[], %s::jsonb[])
                 ON CONFLICT (kind, officer, seq) DO NOTHING RETURNING id"""
        return [row[0] for row in self.connection.execute(sql, columns).fetchall()]

    def flagged_today(self, now: datetime) -> set[tuple[str, UUID]]:
        """A count that grows all day is one signal, not twenty-four."""
        sql = """SELECT kind, officer FROM misuse_signal WHERE (at AT TIME ZONE 'UTC')::date >= (%s AT TIME ZONE 'UTC')::date - 1"""
        return {(row[0], row[1]) for row in self.connection.execute(sql, (now,)).fetchall()}
