"""Lists and every version of their entries.

Goes in: lists, whole snapshots. Comes out: what is in force, what a change brought. Never: half a snapshot; a version whose
content changes (what a hit was made with stays as it was, for replay).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import Category, Entry, Holds, ListState, Watchlist
from gotravel.store.codec import pack, unpack

LIST = """id, code, name, owner, legal_basis, purpose, offence_classes, review_due, refresh_hours, threshold_bits,
default_category, outside, state, snapshot, refreshed_at, holds, foreign_source, listing_threshold, reliability,
threshold_version, unanswered_since"""
ROW = "id, version, reference, entry, main_name, expires, review_due, detail"
STAGE = """CREATE TEMP TABLE coming (id uuid, version text, reference text, entry bytea, main_name text, expires date,
review_due date, detail smallint) ON COMMIT DROP"""
BRING = f"""
INSERT INTO watchlist_entry ({ROW}, watchlist, in_force, checked, brought_by)
SELECT {ROW}, %(list)s, true, NOT %(foreign)s, %(change)s FROM coming
ON CONFLICT (id, version) DO UPDATE SET in_force = true, brought_by = excluded.brought_by, left_at = NULL
  WHERE NOT watchlist_entry.in_force
"""
RETIRE = """
UPDATE watchlist_entry e SET in_force = false, left_at = %(now)s WHERE e.watchlist = %(list)s AND e.in_force
AND NOT EXISTS (SELECT FROM coming c WHERE c.id = e.id AND c.version = e.version)
"""
MATCHING = "e.in_force AND e.checked AND NOT e.suspended AND NOT e.stopped"


class Watchlists:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def register(self, made: Watchlist) -> None:
        values = (made.id, made.code, made.name, made.owner, made.legal_basis, made.purpose, list(made.offence_classes))
        rest = (made.review_due, made.refresh_hours, made.threshold_bits, made.default_category.value, made.outside)
        state = (made.state.value, made.snapshot, made.refreshed_at, made.holds.value, made.foreign)
        told = (made.listing_threshold, made.reliability, made.threshold_version, made.unanswered_since)
        places = ", ".join(["%s"] * 21)
        self.connection.execute(f"INSERT INTO watchlist ({LIST}) VALUES ({places})", (*values, *rest, *state, *told))

    def by_code(self, code: str) -> Watchlist | None:
        """Locked: one change of a list at a time."""
        row = self.connection.execute(f"SELECT {LIST} FROM watchlist WHERE code = %s FOR UPDATE", (code,)).fetchone()
        return list_of(row) if row else None

    def one(self, number: UUID) -> Watchlist | None:
        row = self.connection.execute(f"SELECT {LIST} FROM watchlist WHERE id = %s", (number,)).fetchone()
        return list_of(row) if row else None

    def all(self) -> list[Watchlist]:
        return [list_of(row) for row in self.connection.execute(f"SELECT {LIST} FROM watchlist ORDER BY code")]

    def in_force(self) -> list[Watchlist]:
        """Not suspended. Whether each is also current, `Watchlist.standing` says at the moment of matching."""
        sql = f"SELECT {LIST} FROM watchlist WHERE state = 'active' ORDER BY code"
        return [list_of(row) for row in self.connection.execute(sql).fetchall()]

    def entries_of(self, watchlist: WatchlistId) -> tuple[Entry, ...]:
        """All in the newest version, whether they match or wait for something."""
        sql = "SELECT entry FROM watchlist_entry WHERE watchlist = %s AND in_force ORDER BY reference"
        return tuple(unpack(row[0], Entry) for row in self.connection.execute(sql, (watchlist,)).fetchall())

    def entries_in_force(self) -> Iterator[Entry]:
        sql = f"""SELECT e.entry FROM watchlist_entry e JOIN watchlist w ON w.id = e.watchlist
                  WHERE {MATCHING} AND w.state = 'active' ORDER BY w.code, e.reference"""
        return (unpack(row[0], Entry) for row in self.connection.execute(sql).fetchall())

    def entries_brought(self, watchlist: UUID, change: UUID | None, entry: UUID | None = None) -> tuple[Entry, ...]:
        """What one change of a list brought and still matches; without a change, the whole list or one entry."""
        sql = f"""SELECT e.entry FROM watchlist_entry e WHERE e.watchlist = %(list)s AND {MATCHING}
                  AND (%(change)s::uuid IS NULL OR e.brought_by = %(change)s)
                  AND (%(entry)s::uuid IS NULL OR e.id = %(entry)s) ORDER BY e.reference"""
        asked = {"list": watchlist, "change": change, "entry": entry}
        return tuple(unpack(row[0], Entry) for row in self.connection.execute(sql, asked).fetchall())

    def entry(self, entry: UUID, version: str) -> Entry | None:
        sql = "SELECT entry FROM watchlist_entry WHERE id = %s AND version = %s"
        row = self.connection.execute(sql, (entry, version)).fetchone()
        return unpack(row[0], Entry) if row else None

    def by_reference(self, watchlist: UUID, reference: str) -> Entry | None:
        """As it is in the newest version of the list."""
        sql = "SELECT entry FROM watchlist_entry WHERE watchlist = %s AND reference = %s AND in_force"
        row = self.connection.execute(sql, (watchlist, reference)).fetchone()
        return unpack(row[0], Entry) if row else None

    def entry_in_force(self, watchlist: UUID, entry: UUID) -> Entry | None:
        sql = "SELECT entry FROM watchlist_entry WHERE watchlist = %s AND id = %s AND in_force"
        row = self.connection.execute(sql, (watchlist, entry)).fetchone()
        return unpack(row[0], Entry) if row else None

    def count(self, watchlist: UUID) -> int:
        sql = "SELECT count(*) FROM watchlist_entry WHERE watchlist = %s AND in_force"
        row = self.connection.execute(sql, (watchlist,)).fetchone()
        return int(row[0]) if row else 0

    def retire(self, entry: Entry, now: datetime) -> None:
        sql = "UPDATE watchlist_entry SET in_force = false, left_at = %s WHERE id = %s AND version = %s"
        self.connection.execute(sql, (now, entry.id, entry.version))

    def bring(self, watchlist: Watchlist, entry: Entry, change: UUID) -> None:
        """One entry; of a list from abroad it waits for its check like any other (WL7)."""
        places = ", ".join(["%s"] * 8)
        sql = f"""INSERT INTO watchlist_entry ({ROW}, watchlist, in_force, checked, brought_by) VALUES ({places}, %s, true, %s, %s)
                  ON CONFLICT (id, version) DO UPDATE SET in_force = true, brought_by = excluded.brought_by, left_at = NULL"""
        self.connection.execute(sql, (*_row(entry), watchlist.id, not watchlist.foreign, change))

    def kept_by_hand(self, watchlist: UUID, now: datetime) -> None:
        """A list that no file ever came for is current when its manager last changed it."""
        sql = "UPDATE watchlist SET refreshed_at = %s WHERE id = %s AND snapshot IS NULL"
        self.connection.execute(sql, (now, watchlist))

    def current(self, entry: UUID) -> Entry | None:
        sql = "SELECT entry FROM watchlist_entry WHERE id = %s ORDER BY in_force DESC, first_seen DESC LIMIT 1"
        row = self.connection.execute(sql, (entry,)).fetchone()
        return unpack(row[0], Entry) if row else None

    def digest_in_force(self) -> str:
        """Changes with every entry and every list that comes, goes or is suspended."""
        sql = "SELECT code, snapshot, revision FROM watchlist WHERE state = 'active' AND NOT outside ORDER BY code"
        return hashlib.sha256(repr(self.connection.execute(sql).fetchall()).encode()).hexdigest()

    def bring_into_force(
        self, watchlist: Watchlist, digest: str, entries: Sequence[Entry], now: datetime, change: UUID
    ) -> None:
        self.connection.execute(STAGE)
        with (
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY coming ({ROW}) FROM STDIN") as copy,
        ):
            for entry in entries:
                copy.write_row(_row(entry))
        self.connection.execute("ANALYZE coming")
        told = {"list": watchlist.id, "foreign": watchlist.foreign, "change": change, "now": now}
        self.connection.execute(RETIRE, told)
        self.connection.execute(BRING, told)
        self.refreshed(watchlist.id, digest, len(entries), now)

    def refreshed(self, watchlist: WatchlistId, digest: str, entries: int, now: datetime) -> None:
        """A new snapshot, or the same one once more: its owner said again that it holds."""
        sql = "UPDATE watchlist SET snapshot = %s, refreshed_at = %s WHERE id = %s"
        self.connection.execute(sql, (digest, now, watchlist))
        sql = """INSERT INTO watchlist_snapshot (watchlist, digest, in_force_at, entries) VALUES (%s, %s, %s, %s)
                 ON CONFLICT DO NOTHING"""
        self.connection.execute(sql, (watchlist, digest, now, entries))

    def snapshot_entries(self, watchlist: WatchlistId) -> int:
        """How many the snapshot in force holds (a set of documents has no rows to count)."""
        sql = "SELECT entries FROM watchlist_snapshot WHERE watchlist = %s ORDER BY in_force_at DESC LIMIT 1"
        row = self.connection.execute(sql, (watchlist,)).fetchone()
        return int(row[0]) if row else 0

    def keep_for_hits(self, entries: Sequence[Entry]) -> None:
        """Entries of lists that are not held here, kept only where a hit was made with them."""
        rows = [(*_row(entry), entry.watchlist) for entry in entries]
        places = ", ".join(["%s"] * 9)
        sql = (
            f"INSERT INTO watchlist_entry ({ROW}, watchlist, in_force) VALUES ({places}, false) ON CONFLICT DO NOTHING"
        )
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def ids_of(self, watchlist: WatchlistId, references: Sequence[str]) -> dict[str, EntryId]:
        sql = "SELECT DISTINCT reference, id FROM watchlist_entry WHERE watchlist = %s AND reference = ANY(%s)"
        rows = self.connection.execute(sql, (watchlist, list(references))).fetchall()
        return {reference: EntryId(number) for reference, number in rows}

    def set_threshold(self, watchlist: WatchlistId, bits: float, version: int) -> None:
        sql = "UPDATE watchlist SET threshold_bits = %s, threshold_version = %s WHERE id = %s"
        self.connection.execute(sql, (bits, version, watchlist))

    def stop(self, entry: UUID, stopped: bool) -> bool:
        sql = "UPDATE watchlist_entry SET stopped = %s WHERE id = %s AND in_force AND stopped <> %s"
        return self.connection.execute(sql, (stopped, entry, stopped)).rowcount > 0

    def answered(self, watchlist: WatchlistId, now: datetime) -> None:
        sql = "UPDATE watchlist SET unanswered_since = NULL, unanswered = 0, refreshed_at = %s WHERE id = %s"
        self.connection.execute(sql, (now, watchlist))

    def not_answered(self, watchlist: WatchlistId, now: datetime) -> int:
        """How often in a row by now."""
        sql = """UPDATE watchlist SET unanswered_since = coalesce(unanswered_since, %s), unanswered = unanswered + 1
                 WHERE id = %s RETURNING unanswered"""
        row = self.connection.execute(sql, (now, watchlist)).fetchone()
        return int(row[0]) if row else 1

    def ended_by_time(self, today: date) -> list[tuple[EntryId, WatchlistId]]:
        """Entries in force past their review or last day, on which a hit still waits for a person."""
        sql = """SELECT DISTINCT e.id, e.watchlist FROM watchlist_entry e JOIN hit h ON h.entry = e.id AND h.state = 'open'
                 WHERE e.in_force AND least(e.expires, e.review_due) < %s"""
        return [(EntryId(entry), WatchlistId(of)) for entry, of in self.connection.execute(sql, (today,)).fetchall()]

    def delete_gone(self, before: datetime) -> int:
        """Entries that left their list, or whose last day passed, so long ago; those that a hit names stay with it."""
        sql = """DELETE FROM watchlist_entry e WHERE ((NOT e.in_force AND coalesce(e.left_at, e.first_seen) < %(before)s)
                   OR (e.in_force AND e.expires < %(before)s::date))
                 AND NOT EXISTS (SELECT FROM hit h WHERE h.entry = e.id AND h.entry_version = e.version)"""
        return self.connection.execute(sql, {"before": before}).rowcount


def list_of(row: tuple[Any, ...]) -> Watchlist:
    number, code, name, owner, basis, purpose, offences, review, hours, bits, category, outside, state, *rest = row
    known = (WatchlistId(number), code, name, owner, basis, purpose, tuple(offences), review, hours, bits)
    snapshot, refreshed, holds, *told = rest
    return Watchlist(*known, Category(category), outside, ListState(state), snapshot, refreshed, Holds(holds), *told)


def _row(entry: Entry) -> tuple[Any, ...]:
    name = entry.names[0].full if entry.names else ""
    return (
        entry.id, entry.version, entry.reference, pack(entry), name, entry.expires, entry.review_due, entry.detail,
    )  # fmt: skip
