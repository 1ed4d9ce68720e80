"""What the watchlists page shows: lists with their figures, entries page by page, one entry whole.

Goes in: a list, words to find. Comes out: rows as frozen structs. Never: a query per row; more than one page of entries.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.store.codec import unpack
from gotravel.store.watchlists import LIST, list_of

PAGE = 40


class ListFigures(msgspec.Struct, frozen=True):
    """Of the last ninety days."""

    raised: int
    right: int
    wrong: int
    suppressed: int


class ListOverview(msgspec.Struct, frozen=True):
    watchlist: Watchlist
    entries: int
    unchecked: int
    waiting: int
    """Travellers that its owner has not answered for."""
    figures: ListFigures


class EntryRow(msgspec.Struct, frozen=True):
    id: UUID
    reference: str
    main_name: str
    entry: Entry
    detail: int
    right: int
    wrong: int
    review_due: date | None
    expires: date | None
    checked: bool
    stopped: bool
    suspended: bool


class CheckRow(msgspec.Struct, frozen=True):
    officer: str
    checked_at: datetime
    political_offence: bool
    refugee: bool
    torture_risk: bool
    finding: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    confirmation: str | None


OVERVIEW = """
SELECT {lists}, CASE WHEN w.holds = 'documents' THEN
    (SELECT s.entries FROM watchlist_snapshot s WHERE s.watchlist = w.id ORDER BY s.in_force_at DESC LIMIT 1)
  ELSE (SELECT count(*) FROM watchlist_entry e WHERE e.watchlist = w.id AND e.in_force) END,
  (SELECT count(*) FROM watchlist_entry e WHERE e.watchlist = w.id AND e.in_force AND NOT e.checked),
  CASE WHEN w.outside THEN (SELECT count(*) FROM traveller t WHERE t.consult_due) ELSE 0 END,
  h.raised, h.right_person, h.wrong_person, h.suppressed
FROM watchlist w LEFT JOIN LATERAL (
  SELECT count(*) FILTER (WHERE h.state <> 'suppressed') AS raised, count(*) FILTER (WHERE c.state IN ('confirmed', 'referred')) AS right_person,
    count(*) FILTER (WHERE c.state = 'cleared') AS wrong_person, count(*) FILTER (WHERE h.state = 'suppressed') AS suppressed
  FROM hit h LEFT JOIN case_hit ch ON ch.hit = h.id LEFT JOIN case_file c ON c.id = ch.case_file
  WHERE h.watchlist = w.id AND h.state <> 'replaced' AND h.raised_at > %(since)s
) h ON true ORDER BY w.name
"""
ENTRIES = """
SELECT e.id, e.reference, e.main_name, e.entry, e.detail, coalesce(h.right_person, 0), coalesce(h.wrong_person, 0), e.review_due, e.expires,
  e.checked, e.stopped, e.suspended
FROM watchlist_entry e LEFT JOIN LATERAL (
  SELECT count(*) FILTER (WHERE c.state IN ('confirmed', 'referred')) AS right_person, count(*) FILTER (WHERE c.state = 'cleared') AS wrong_person
  FROM hit h JOIN case_hit ch ON ch.hit = h.id JOIN case_file c ON c.id = ch.case_file WHERE h.entry = e.id
) h ON true
WHERE {where} ORDER BY e.reference LIMIT %(limit)s OFFSET %(offset)s
"""
SHOWN = """e.watchlist = %(list)s AND e.in_force
  AND (%(find)s = '' OR e.reference ILIKE '%%' || %(find)s || '%%' OR e.main_name ILIKE '%%' || %(find)s || '%%')
  AND (%(view)s = 'all' OR (%(view)s = 'weak' AND e.detail <= 1) OR (%(view)s = 'review' AND least(e.expires, e.review_due) <= %(soon)s)
    OR (%(view)s = 'unchecked' AND NOT e.checked) OR (%(view)s = 'stopped' AND (e.stopped OR e.suspended)))"""
COUNTS = """
SELECT count(*), count(*) FILTER (WHERE detail <= 1), count(*) FILTER (WHERE least(expires, review_due) <= %(soon)s),
  count(*) FILTER (WHERE NOT checked), count(*) FILTER (WHERE stopped OR suspended)
FROM watchlist_entry WHERE watchlist = %(list)s AND in_force
"""


class ListReading:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def overview(self, since: datetime) -> list[ListOverview]:
        lists = ", ".join(f"w.{column.strip()}" for column in LIST.split(","))
        rows = self.connection.execute(OVERVIEW.format(lists=lists), {"since": since}).fetchall()
        return [ListOverview(list_of(row[:21]), row[21] or 0, row[22], row[23], ListFigures(*row[24:])) for row in rows]

    def counts(self, watchlist: UUID, soon: date) -> dict[str, int]:
        row = self.connection.execute(COUNTS, {"list": watchlist, "soon": soon}).fetchone()
        return dict(zip(("all", "weak", "review", "unchecked", "stopped"), row or (0,) * 5, strict=True))

    def entries(self, watchlist: UUID, find: str, view: str, soon: date, page: int) -> list[EntryRow]:
        plain = find.replace("\x00", "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        asked = {"list": watchlist, "find": plain, "view": view, "soon": soon, "limit": PAGE, "offset": PAGE * page}
        return [_row(row) for row in self.connection.execute(ENTRIES.format(where=SHOWN), asked).fetchall()]

    def entry(self, watchlist: UUID, entry: UUID) -> EntryRow | None:
        where = "e.watchlist = %(list)s AND e.in_force AND e.id = %(entry)s"
        asked = {"list": watchlist, "entry": entry, "limit": 1, "offset": 0}
        row = self.connection.execute(ENTRIES.format(where=where), asked).fetchone()
        return _row(row) if row else None

    def check_of(self, entry: Entry) -> CheckRow | None:
        sql = """SELECT officer, checked_at, political_offence, refugee, torture_risk, finding, confirmed_by, confirmed_at, confirmation
                 FROM watchlist_check WHERE entry = %s AND entry_version = %s"""
        row = self.connection.execute(sql, (entry.id, entry.version)).fetchone()
        return CheckRow(*row) if row else None

    # What people found about an entry of a foreign list ------------------------------------------------------------------
    def checked(self, entry: Entry, by: str, now: datetime, told: tuple[bool, bool, bool, str]) -> bool:
        sql = """INSERT INTO watchlist_check (entry, entry_version, watchlist, officer, checked_at, political_offence, refugee, torture_risk, finding)
                 SELECT %s, %s, id, %s, %s, %s, %s, %s, %s FROM watchlist WHERE id = %s AND foreign_source ON CONFLICT DO NOTHING"""
        values = (entry.id, entry.version, by, now, *told, entry.watchlist)
        if self.connection.execute(sql, values).rowcount != 1:
            return False
        if not any(told[:3]):
            sql = "UPDATE watchlist_entry SET checked = true WHERE id = %s AND version = %s"
            self.connection.execute(sql, (entry.id, entry.version))
        return True

    def confirmed(self, entry: Entry, by: str, now: datetime, confirmation: str) -> bool:
        sql = """UPDATE watchlist_check SET confirmed_by = %s, confirmed_at = %s, confirmation = %s
                 WHERE entry = %s AND entry_version = %s AND confirmed_at IS NULL"""
        return self.connection.execute(sql, (by, now, confirmation, entry.id, entry.version)).rowcount == 1

    def unconfirmed(self, case: UUID) -> list[str]:
        """References of foreign entries in a case whose source has not confirmed them."""
        sql = """SELECT e.reference FROM case_hit ch JOIN hit h ON h.id = ch.hit AND h.state <> 'replaced'
                 JOIN watchlist w ON w.id = h.watchlist AND w.foreign_source
                 JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version
                 LEFT JOIN watchlist_check k ON k.entry = e.id AND k.entry_version = e.version
                 WHERE ch.case_file = %s AND k.confirmed_at IS NULL"""
        return [row[0] for row in self.connection.execute(sql, (case,)).fetchall()]


def _row(row: tuple[Any, ...]) -> EntryRow:
    number, reference, name, entry, *rest = row
    return EntryRow(number, reference, name, unpack(entry, Entry), *rest)
