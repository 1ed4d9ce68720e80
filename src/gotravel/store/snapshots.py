"""What a past assessment is computed again with: which lists an index was built of, how common names were then.

Goes in: a snapshot as it comes into use. Comes out: its frequency table, its lists. Never: a table forgotten while a hit names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from gotravel.store.codec import pack, unpack

T = TypeVar("T")


class Versioned(Protocol):
    @property
    def version(self) -> str: ...


class Snapshot(msgspec.Struct, frozen=True):
    digest: str
    frequencies: str
    made_at: datetime
    entries: int
    lists: dict[str, str]
    """Code of a list to the digest of its file."""


class Snapshots:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def keep(self, digest: str, entries: int, lists: Mapping[str, str], frequencies: Versioned, now: datetime) -> None:
        sql = "INSERT INTO screening_snapshot (digest, frequencies, made_at, entries, lists) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
        self.connection.execute(sql, (digest, frequencies.version, now, entries, Jsonb(dict(lists))))
        self.keep_table(frequencies, now)

    def keep_table(self, frequencies: Versioned, now: datetime) -> None:
        known = self.connection.execute("SELECT FROM frequency_table WHERE version = %s", (frequencies.version,))
        if known.fetchone() is None:
            sql = "INSERT INTO frequency_table (version, body, made_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
            self.connection.execute(sql, (frequencies.version, pack(frequencies), now))

    def one(self, digest: str) -> Snapshot | None:
        sql = "SELECT digest, frequencies, made_at, entries, lists FROM screening_snapshot WHERE digest = %s"
        row = self.connection.execute(sql, (digest,)).fetchone()
        return Snapshot(*row) if row else None

    def frequencies(self, version: str, kind: type[T]) -> T | None:
        row = self.connection.execute("SELECT body FROM frequency_table WHERE version = %s", (version,)).fetchone()
        return unpack(row[0], kind) if row else None

    def newest_counted(self) -> str | None:
        """Version of the newest table that was counted from the unit's own traffic."""
        sql = "SELECT version FROM frequency_table WHERE starts_with(version, 'traffic-') ORDER BY made_at DESC LIMIT 1"
        row = self.connection.execute(sql).fetchone()
        return row[0] if row else None

    def forget(self, before: datetime) -> int:
        """Snapshots that no hit can name any more: older than the oldest hit that stands, and not the newest."""
        sql = """DELETE FROM screening_snapshot s WHERE s.made_at < %s AND s.made_at < (SELECT max(made_at) FROM screening_snapshot)
                 AND s.made_at < coalesce((SELECT min(h.raised_at) FROM hit h) - interval '1 day', %s)"""
        gone = self.connection.execute(sql, (before, before)).rowcount
        sql = "DELETE FROM frequency_table f WHERE f.made_at < %s AND NOT EXISTS (SELECT FROM screening_snapshot s WHERE s.frequencies = f.version) AND f.made_at < (SELECT max(made_at) FROM frequency_table)"
        self.connection.execute(sql, (before,))
        return gone
