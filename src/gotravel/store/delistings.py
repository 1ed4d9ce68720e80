"""What falls away when an entry leaves its list: open hits are recalled, and whoever was told about the person is told again.

Goes in: a list, or all. Comes out: hits and cases recalled, notices to authorities (WL4). Never: a decided hit changed; a
notice twice for one referral and entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.ids import CaseId, EntryId, HitId
from gotravel.domain.watchlist import Entry
from gotravel.store.codec import unpack

# Entries of documents and of lists that stay outside are kept for their hits only: their own steps recall them. What a suspended
# list raised falls away, and comes back, with the suspension (`recalls`).
GONE = """
SELECT DISTINCT h.entry FROM hit h JOIN watchlist w ON w.id = h.watchlist
WHERE w.holds = 'persons' AND NOT w.outside AND (%(list)s::uuid IS NULL OR h.watchlist = %(list)s)
  AND (h.state = 'open' OR EXISTS (SELECT FROM case_hit ch JOIN referral r ON r.case_file = ch.case_file WHERE ch.hit = h.id))
  AND NOT EXISTS (SELECT FROM watchlist_entry e WHERE e.id = h.entry AND e.in_force AND e.checked
    AND NOT e.suspended AND NOT e.stopped AND coalesce(least(e.expires, e.review_due), %(today)s) >= %(today)s)
"""
RECALL = """
WITH gone AS (UPDATE hit SET state = 'recalled' WHERE entry = ANY(%(entries)s) AND state = 'open' RETURNING id),
touched AS (SELECT DISTINCT ch.case_file FROM case_hit ch JOIN gone ON gone.id = ch.hit),
closed AS (UPDATE case_file c SET state = 'recalled', owner = NULL FROM touched WHERE c.id = touched.case_file
  AND c.state IN ('open', 'second-review', 'supervisor', 'waiting')
  AND NOT EXISTS (SELECT FROM case_hit ch JOIN hit h ON h.id = ch.hit WHERE ch.case_file = c.id AND h.state = 'open'
                  AND h.id NOT IN (SELECT id FROM gone)) RETURNING c.id)
SELECT ARRAY(SELECT id FROM gone), ARRAY(SELECT id FROM closed)
"""
TELL = """
INSERT INTO recipient_notice (id, referral, authority, kind, cause, why, made_at)
SELECT DISTINCT ON (r.id, h.entry) gen_random_uuid(), r.id, r.authority, 'delisted', h.entry, %(why)s, %(now)s::timestamptz
FROM hit h JOIN case_hit ch ON ch.hit = h.id JOIN referral r ON r.case_file = ch.case_file
WHERE h.entry = ANY(%(entries)s) AND h.state <> 'replaced'
ON CONFLICT (referral, kind, cause) DO NOTHING RETURNING id
"""
NOTICES = """
SELECT n.id, n.referral, c.number, n.authority, coalesce(e.reference, '-'), coalesce(w.name, '-'), n.why, n.made_at, n.told_at, r.digest
FROM recipient_notice n JOIN referral r ON r.id = n.referral JOIN case_file c ON c.id = r.case_file
LEFT JOIN LATERAL (SELECT * FROM watchlist_entry e WHERE e.id = n.cause ORDER BY e.in_force DESC LIMIT 1) e ON true
LEFT JOIN watchlist w ON w.id = e.watchlist
WHERE n.kind = 'delisted' AND (%(one)s::uuid IS NULL OR n.id = %(one)s) ORDER BY n.told_at IS NOT NULL, n.made_at DESC LIMIT 200
"""


class Recalled(msgspec.Struct, frozen=True):
    hits: tuple[HitId, ...]
    cases: tuple[CaseId, ...]
    notices: tuple[UUID, ...]


class RecallNotice(msgspec.Struct, frozen=True):
    """To an authority that got a referral: the list no longer holds the entry that it rested on."""

    id: UUID
    referral: UUID
    case_number: str
    authority: str
    reference: str
    watchlist: str
    why: str
    made_at: datetime
    sent_at: datetime | None
    digest: str | None


class Delistings:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def gone(self, watchlist: UUID | None, now: datetime) -> list[EntryId]:
        rows = self.connection.execute(GONE, {"list": watchlist, "today": now.date()}).fetchall()
        return [EntryId(row[0]) for row in rows]

    def waiting_entries(self, watchlist: UUID) -> list[Entry]:
        """What hits of a list wait on, or were referred with."""
        sql = """SELECT DISTINCT ON (e.id) e.entry FROM hit h JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version
                 WHERE h.watchlist = %s AND (h.state = 'open'
                   OR EXISTS (SELECT FROM case_hit ch JOIN referral r ON r.case_file = ch.case_file WHERE ch.hit = h.id))"""
        return [unpack(row[0], Entry) for row in self.connection.execute(sql, (watchlist,)).fetchall()]

    def recall(self, entries: Sequence[EntryId], why: str, now: datetime) -> Recalled:
        told = {"entries": list(entries), "why": why, "now": now}
        row = self.connection.execute(RECALL, told).fetchone()
        assert row is not None
        notices = tuple(row[0] for row in self.connection.execute(TELL, told).fetchall())
        return Recalled(tuple(HitId(one) for one in row[0]), tuple(CaseId(one) for one in row[1]), notices)

    def notices(self, one: UUID | None = None) -> list[RecallNotice]:
        return [RecallNotice(*row) for row in self.connection.execute(NOTICES, {"one": one}).fetchall()]

    def sent(self, notice: UUID, by: str, now: datetime) -> bool:
        sql = "UPDATE recipient_notice SET told_at = %s, told_by = %s::uuid WHERE id = %s AND told_at IS NULL"
        return self.connection.execute(sql, (now, by, notice)).rowcount == 1
