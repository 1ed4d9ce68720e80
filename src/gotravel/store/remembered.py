"""Pairs that people told apart and redress tokens: until when, and how often they kept a hit from being raised.

Goes in: decisions of people. Comes out: what is remembered, what ended. Never: one past its time that still suppresses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.ids import EntryId, HitId, OfficerId, TravellerId
from gotravel.domain.remembered import RedressToken, RememberedPair, TokenState

PAIRS = """
SELECT p.subject, p.entry, p.entry_version, coalesce(e.reference, '-'), coalesce(w.name, '-'), p.decided_by, p.decided_at,
  p.expires_at, coalesce(c.number, '-'),
  (SELECT count(*) FROM hit h WHERE h.entry = p.entry AND h.subject = p.subject AND h.state = 'suppressed'), p.ended_at, p.why
FROM remembered_pair p LEFT JOIN watchlist_entry e ON e.id = p.entry AND e.version = p.entry_version
LEFT JOIN watchlist w ON w.id = e.watchlist LEFT JOIN case_file c ON c.id = p.case_file
WHERE p.ended_at IS NULL ORDER BY p.expires_at, p.subject LIMIT %s
"""
TOKENS = """
SELECT r.id, r.entry, coalesce(e.reference, '-'), coalesce(w.name, '-'), r.asked_by, r.asked_at, r.reason, r.expires_at, r.state,
  r.granted_by, r.granted_at,
  (SELECT count(*) FROM hit h JOIN traveller t ON t.id = h.traveller WHERE h.entry = r.entry AND h.state = 'suppressed'
   AND subjects_of(t) && r.subjects)
FROM redress_token r LEFT JOIN LATERAL (SELECT * FROM watchlist_entry e WHERE e.id = r.entry ORDER BY e.in_force DESC LIMIT 1) e ON true
LEFT JOIN watchlist w ON w.id = e.watchlist
WHERE r.state IN ('asked', 'in-force') ORDER BY r.state, r.expires_at, r.id LIMIT %s
"""
# What was held back is raised once its reason is gone, while the person still travels.
AGAIN = """
UPDATE hit h SET state = 'open' FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg
WHERE t.id = h.traveller AND h.state = 'suppressed' AND NOT t.sealed AND t.restricted_by IS NULL AND l.departs_on >= %(today)s::date AND h.entry = ANY(%(entries)s)
  AND NOT EXISTS (SELECT FROM remembered_pair p WHERE p.subject = h.subject AND p.entry = h.entry AND p.entry_version = h.entry_version
                  AND p.ended_at IS NULL AND p.expires_at > %(now)s)
  AND NOT EXISTS (SELECT FROM redress_token r WHERE r.entry = h.entry AND r.state = 'in-force' AND r.expires_at > %(now)s
                  AND r.subjects && subjects_of(t))
RETURNING h.id, h.traveller
"""


class Remembered:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def pairs(self, most: int = 200) -> list[RememberedPair]:
        return [RememberedPair(*row) for row in self.connection.execute(PAIRS, (most,)).fetchall()]

    def tokens(self, most: int = 200) -> list[RedressToken]:
        return [_token(row) for row in self.connection.execute(TOKENS, (most,)).fetchall()]

    def end_pair(self, subject: str, entry: UUID, by: str, why: str, now: datetime) -> bool:
        sql = """UPDATE remembered_pair SET ended_at = %s, ended_by = %s, why = %s
                 WHERE subject = %s AND entry = %s AND ended_at IS NULL"""
        return self.connection.execute(sql, (now, by, why, subject, entry)).rowcount == 1

    def expired_pairs(self, now: datetime) -> list[EntryId]:
        """Past their time, or of an entry that has another version now: ended, with what they were about."""
        sql = """UPDATE remembered_pair p SET ended_at = %(now)s, ended_by = 'worker',
                   why = CASE WHEN p.expires_at <= %(now)s THEN 'expired' ELSE 'the entry changed' END
                 WHERE p.ended_at IS NULL AND (p.expires_at <= %(now)s OR EXISTS (SELECT FROM watchlist_entry e
                   WHERE e.id = p.entry AND e.in_force AND e.version <> p.entry_version)) RETURNING p.entry"""
        return [EntryId(row[0]) for row in self.connection.execute(sql, {"now": now}).fetchall()]

    def make(self, made: RedressToken, traveller: TravellerId, request: UUID | None) -> bool:
        """Asked for, or given at once by who confirms a redress case. False when the traveller's record is gone, or holds nothing
        that would tell its holder from a namesake."""
        sql = """INSERT INTO redress_token (id, entry, asked_by, asked_at, reason, expires_at, state, granted_by, granted_at, subjects, request)
                 SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, subjects, %s FROM subjects_of_traveller(%s) AS subjects
                 WHERE cardinality(subjects) > 0"""
        told = (made.id, made.entry, made.asked_by, made.asked_at, made.reason, made.expires_at, made.state.value)
        given = (made.granted_by, made.granted_at)
        return self.connection.execute(sql, (*told, *given, request, traveller)).rowcount == 1

    def of_case(self, number: str, reference: str) -> tuple[TravellerId, EntryId] | None:
        """Whom a case is about, and the entry of that reference that it has a hit on."""
        sql = """SELECT c.traveller, h.entry FROM case_file c JOIN case_hit ch ON ch.case_file = c.id JOIN hit h ON h.id = ch.hit
                 JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version
                 WHERE c.number = %s AND (e.reference = %s OR %s = '') ORDER BY h.total_bits DESC LIMIT 1"""
        row = self.connection.execute(sql, (number, reference, reference)).fetchone()
        return (TravellerId(row[0]), EntryId(row[1])) if row else None

    def token(self, number: UUID) -> RedressToken | None:
        sql = """SELECT r.id, r.entry, '', '', r.asked_by, r.asked_at, r.reason, r.expires_at, r.state, r.granted_by, r.granted_at, 0
                 FROM redress_token r WHERE r.id = %s FOR UPDATE"""
        row = self.connection.execute(sql, (number,)).fetchone()
        return _token(row) if row else None

    def grant(self, token: UUID, by: OfficerId, now: datetime) -> None:
        sql = "UPDATE redress_token SET state = 'in-force', granted_by = %s, granted_at = %s WHERE id = %s"
        self.connection.execute(sql, (by, now, token))

    def end_token(self, token: UUID, state: TokenState, by: str, now: datetime) -> None:
        sql = "UPDATE redress_token SET state = %s, ended_at = %s, ended_by = %s WHERE id = %s"
        self.connection.execute(sql, (state.value, now, by, token))

    def expired_tokens(self, now: datetime) -> list[tuple[UUID, EntryId]]:
        sql = """UPDATE redress_token SET state = 'expired', ended_at = %(now)s, ended_by = 'worker'
                 WHERE state IN ('asked', 'in-force') AND expires_at <= %(now)s RETURNING id, entry"""
        return [(row[0], EntryId(row[1])) for row in self.connection.execute(sql, {"now": now}).fetchall()]

    def raise_again(self, entries: list[EntryId], now: datetime) -> list[tuple[HitId, TravellerId]]:
        asked = {"entries": entries, "now": now, "today": now.date()}
        return [(HitId(hit), TravellerId(who)) for hit, who in self.connection.execute(AGAIN, asked).fetchall()]


def _token(row: tuple[Any, ...]) -> RedressToken:
    number, entry, reference, watchlist, asked_by, asked_at, reason, expires, state, *rest = row
    told = (reference, watchlist, OfficerId(asked_by), asked_at, reason, expires, TokenState(state))
    return RedressToken(number, EntryId(entry), *told, *rest)
