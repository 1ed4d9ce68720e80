"""Open hits that fall away for a time, and come back: data are contested, a list is suspended.

Goes in: the cause, and which hits. Comes out: how many. Never: a hit lost by a recall (it comes back with its case when the
cause ends, if its entry is still in force); a decided hit touched.
"""

from __future__ import annotations

from uuid import UUID

import psycopg

UNDECIDED = "('open', 'waiting', 'second-review', 'supervisor')"
RECALL = """
WITH fallen AS (UPDATE hit h SET state = 'recalled' WHERE h.state = 'open' AND {which} RETURNING h.id)
INSERT INTO recalled_hit (cause, hit) SELECT %(cause)s, id FROM fallen
"""
CLOSE_CASES = f"""
UPDATE case_file c SET state = 'recalled' WHERE c.state IN {UNDECIDED}
AND EXISTS (SELECT FROM case_hit x JOIN recalled_hit r ON r.hit = x.hit WHERE x.case_file = c.id AND r.cause = %(cause)s)
AND NOT EXISTS (SELECT FROM case_hit x JOIN hit h ON h.id = x.hit WHERE x.case_file = c.id AND h.state = 'open')
"""
RESTORE = """
UPDATE hit h SET state = 'open' FROM recalled_hit r, watchlist_entry e, watchlist w, traveller t
WHERE r.cause = %(cause)s AND r.hit = h.id AND h.state = 'recalled' AND e.id = h.entry AND e.version = h.entry_version AND e.in_force
AND w.id = h.watchlist AND w.state = 'active' AND t.id = h.traveller AND t.restricted_by IS NULL
AND NOT EXISTS (SELECT FROM recalled_hit o WHERE o.hit = h.id AND o.cause <> r.cause)
"""
REOPEN = f"""
UPDATE case_file c SET state = 'open', owner = NULL WHERE c.state = 'recalled'
AND EXISTS (SELECT FROM case_hit x JOIN hit h ON h.id = x.hit JOIN recalled_hit r ON r.hit = h.id
            WHERE x.case_file = c.id AND r.cause = %(cause)s AND h.state = 'open')
AND NOT EXISTS (SELECT FROM case_file o WHERE o.traveller = c.traveller AND o.id <> c.id AND o.state IN {UNDECIDED})
"""


class Recalls:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def of_travellers(self, cause: UUID, travellers: list[UUID]) -> int:
        return self._recall("h.traveller = ANY(%(which)s)", cause, travellers)

    def of_list(self, cause: UUID, watchlist: UUID) -> int:
        return self._recall("h.watchlist = %(which)s", cause, watchlist)

    def _recall(self, which: str, cause: UUID, value: object) -> int:
        asked = {"cause": cause, "which": value}
        fallen = self.connection.execute(RECALL.format(which=which).encode(), asked).rowcount
        self.connection.execute(CLOSE_CASES, asked)
        return fallen

    def restore(self, cause: UUID) -> int:
        asked = {"cause": cause}
        back = self.connection.execute(RESTORE, asked).rowcount
        self.connection.execute(REOPEN, asked)
        self.connection.execute("DELETE FROM recalled_hit WHERE cause = %(cause)s", asked)
        return back
