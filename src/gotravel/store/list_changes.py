"""Changes of lists: proposed by one, decided by another where the law of the house asks for it, kept as history.

Goes in: proposals. Comes out: what waits, what was decided. Never: a file kept longer than its proposal waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import zstandard
from psycopg.types.json import Jsonb

from gotravel.domain.ids import WatchlistId
from gotravel.domain.list_change import ChangeKind, ChangeState, Example, ListChange, Simulation

CHANGE = """id, watchlist, kind, proposed_by, proposed_at, state, needs_second, added, changed, removed, before, digest, reason,
decided_by, decided_at, detail"""
SUPERSEDE = """UPDATE watchlist_change SET state = 'superseded', file = NULL, detail = detail - 'examples'
WHERE watchlist = %(list)s AND kind = %(kind)s AND state = 'proposed' AND (kind <> 'entry' OR detail->>'reference' = %(reference)s)"""
WRITE = """INSERT INTO watchlist_change (id, watchlist, kind, proposed_by, proposed_at, state, added, changed, removed, before,
  digest, reason, detail, file) VALUES (%s, %s, %s, %s, %s, 'proposed', %s, %s, %s, %s, %s, %s, %s, %s) RETURNING needs_second"""


class ListChanges:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def propose(self, made: ListChange, file: bytes | None) -> bool:
        """Whether a second person is needed: the database says so, by the counts."""
        told_of = {"list": made.watchlist, "kind": made.kind.value, "reference": made.reference}
        self.connection.execute(SUPERSEDE, told_of)
        detail = {
            "examples": msgspec.to_builtins(made.examples),
            "findings": list(made.findings),
            "from": made.from_bits,
            "to": made.to_bits,
            "version": made.version,
            "simulation": msgspec.to_builtins(made.simulation),
            **({"reference": made.reference} if made.reference else {}),
        }
        values = (made.id, made.watchlist, made.kind.value, made.proposed_by, made.proposed_at)
        counts = (made.added, made.changed, made.removed, made.before)
        packed = zstandard.ZstdCompressor(level=6).compress(file) if file is not None else None
        told = (made.digest, made.reason, Jsonb(detail), packed)
        row = self.connection.execute(WRITE, (*values, *counts, *told)).fetchone()
        return bool(row and row[0])

    def simulated(self, change: UUID, found: Simulation) -> None:
        sql = "UPDATE watchlist_change SET detail = jsonb_set(detail, '{simulation}', %s) WHERE id = %s AND state = 'proposed'"
        self.connection.execute(sql, (Jsonb(msgspec.to_builtins(found)), change))

    def lock(self, change: UUID) -> ListChange | None:
        row = self.connection.execute(f"SELECT {CHANGE} FROM watchlist_change WHERE id = %s FOR UPDATE", (change,))
        found = row.fetchone()
        return change_of(found) if found else None

    def one(self, change: UUID) -> ListChange | None:
        row = self.connection.execute(f"SELECT {CHANGE} FROM watchlist_change WHERE id = %s", (change,)).fetchone()
        return change_of(row) if row else None

    def waiting(self) -> list[ListChange]:
        sql = f"SELECT {CHANGE} FROM watchlist_change WHERE state = 'proposed' ORDER BY proposed_at"
        return [change_of(row) for row in self.connection.execute(sql).fetchall()]

    def history(self, watchlist: WatchlistId, most: int = 12) -> list[ListChange]:
        sql = f"SELECT {CHANGE} FROM watchlist_change WHERE watchlist = %s ORDER BY proposed_at DESC LIMIT %s"
        return [change_of(row) for row in self.connection.execute(sql, (watchlist, most)).fetchall()]

    def file(self, change: UUID) -> bytes | None:
        row = self.connection.execute("SELECT file FROM watchlist_change WHERE id = %s", (change,)).fetchone()
        return zstandard.ZstdDecompressor().decompress(row[0]) if row and row[0] is not None else None

    def decide(self, change: UUID, state: ChangeState, by: str | None, now: datetime) -> None:
        """`by` is the second person, or None where one person may bring it into force. The file and the names in examples
        were for deciding; counts stay as history."""
        sql = """UPDATE watchlist_change SET state = %s, decided_by = %s, decided_at = %s, file = NULL, detail = detail - 'examples'
                 WHERE id = %s"""
        self.connection.execute(sql, (state.value, by, now, change))


def change_of(row: Sequence[Any]) -> ListChange:
    number, watchlist, kind, by, at, state, second, added, changed, removed, before = row[:11]
    digest, reason, decided_by, decided_at, detail = row[11:]
    simulation = detail.get("simulation")
    return ListChange(
        number, WatchlistId(watchlist), ChangeKind(kind), by, at, ChangeState(state), second, added, changed,
        removed, before, digest, reason, decided_by, decided_at, msgspec.convert(detail.get("examples") or (), tuple[Example, ...]),
        tuple(detail.get("findings") or ()), detail.get("from"), detail.get("to"), detail.get("version"),
        msgspec.convert(simulation, Simulation) if simulation else None, detail.get("reference"),
    )  # fmt: skip
