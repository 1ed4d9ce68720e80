"""Lists and every version of their entries.

Goes in: lists, whole snapshots. Comes out: what is in force. Never: half a snapshot, an entry version forgotten while a
hit refers to it (replay needs it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Category, Entry, ListState, Watchlist
from gotravel.store.codec import pack, unpack

LIST = """id, code, name, owner, legal_basis, purpose, offence_classes, review_due, refresh_hours, threshold_bits,
default_category, outside, state, snapshot, refreshed_at"""
STAGE = "CREATE TEMP TABLE coming (id uuid, version text, reference text, entry bytea) ON COMMIT DROP"
BRING = """
INSERT INTO watchlist_entry (id, version, watchlist, reference, entry, in_force)
SELECT id, version, %s, reference, entry, true FROM coming
ON CONFLICT (id, version) DO UPDATE SET in_force = true, entry = excluded.entry
"""
RETIRE = """
UPDATE watchlist_entry e SET in_force = false WHERE e.watchlist = %s AND e.in_force
AND NOT EXISTS (SELECT FROM coming c WHERE c.id = e.id AND c.version = e.version)
"""


class Watchlists:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def register(self, made: Watchlist) -> None:
        values = (made.id, made.code, made.name, made.owner, made.legal_basis, made.purpose, list(made.offence_classes))
        rest = (made.review_due, made.refresh_hours, made.threshold_bits, made.default_category.value, made.outside)
        places = ", ".join(["%s"] * 15)
        sql = f"INSERT INTO watchlist ({LIST}) VALUES ({places})"
        self.connection.execute(sql, (*values, *rest, made.state.value, made.snapshot, made.refreshed_at))

    def by_code(self, code: str) -> Watchlist | None:
        """Locked: one change of a list at a time."""
        row = self.connection.execute(f"SELECT {LIST} FROM watchlist WHERE code = %s FOR UPDATE", (code,)).fetchone()
        return list_of(row) if row else None

    def in_force(self) -> list[Watchlist]:
        sql = f"SELECT {LIST} FROM watchlist WHERE state = 'active' AND NOT outside ORDER BY code"
        return [list_of(row) for row in self.connection.execute(sql).fetchall()]

    def entries_of(self, watchlist: WatchlistId) -> tuple[Entry, ...]:
        sql = "SELECT entry FROM watchlist_entry WHERE watchlist = %s AND in_force ORDER BY reference"
        return tuple(unpack(row[0], Entry) for row in self.connection.execute(sql, (watchlist,)).fetchall())

    def entries_in_force(self) -> Iterator[Entry]:
        sql = """SELECT e.entry FROM watchlist_entry e JOIN watchlist w ON w.id = e.watchlist
                 WHERE e.in_force AND NOT e.suspended AND w.state = 'active' ORDER BY w.code, e.reference"""
        return (unpack(row[0], Entry) for row in self.connection.execute(sql).fetchall())

    def entry(self, entry: UUID, version: str) -> Entry | None:
        sql = "SELECT entry FROM watchlist_entry WHERE id = %s AND version = %s"
        row = self.connection.execute(sql, (entry, version)).fetchone()
        return unpack(row[0], Entry) if row else None

    def digest_in_force(self) -> str:
        """Changes whenever any list, entry, threshold, review date or suspension changes."""
        sql = """SELECT w.code, w.snapshot, w.threshold_bits, w.review_due, w.refresh_hours, w.refreshed_at,
                        (SELECT count(*) FROM watchlist_entry e WHERE e.watchlist = w.id AND e.suspended)
                 FROM watchlist w WHERE w.state = 'active' AND NOT w.outside ORDER BY w.code"""
        return hashlib.sha256(repr(self.connection.execute(sql).fetchall()).encode()).hexdigest()

    def bring_into_force(self, watchlist: WatchlistId, digest: str, entries: Sequence[Entry], now: datetime) -> None:
        self.connection.execute(STAGE)
        with (
            self.connection.cursor() as cursor,
            cursor.copy("COPY coming (id, version, reference, entry) FROM STDIN") as copy,
        ):
            for entry in entries:
                copy.write_row((entry.id, entry.version, entry.reference, pack(entry)))
        self.connection.execute(RETIRE, (watchlist,))
        self.connection.execute(BRING, (watchlist,))
        sql = "UPDATE watchlist SET snapshot = %s, refreshed_at = %s WHERE id = %s"
        self.connection.execute(sql, (digest, now, watchlist))
        sql = "INSERT INTO watchlist_snapshot (watchlist, digest, in_force_at, entries) VALUES (%s, %s, %s, %s)"
        self.connection.execute(sql, (watchlist, digest, now, len(entries)))


def list_of(row: tuple[Any, ...]) -> Watchlist:
    number, code, name, owner, basis, purpose, offences, review, hours, bits, category, outside, state, *rest = row
    known = (WatchlistId(number), code, name, owner, basis, purpose, tuple(offences), review, hours, bits)
    return Watchlist(*known, Category(category), outside, ListState(state), *rest)
