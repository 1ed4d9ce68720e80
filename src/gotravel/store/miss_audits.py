"""Nightly audits of misses.

Goes in: counts. Comes out: the newest first. Never: a count changed; one older than a year.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
import psycopg

from gotravel.domain.miss_audit import MissAudit

COLUMNS = "id, made_at, snapshot, names, travellers, rewritten, comparisons, raised, missed, rewritten_found"


class MissAudits:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def add(self, made: MissAudit) -> None:
        places = ", ".join(["%s"] * 10)
        self.connection.execute(f"INSERT INTO miss_audit ({COLUMNS}) VALUES ({places})", msgspec.structs.astuple(made))

    def newest(self, most: int = 14) -> list[MissAudit]:
        sql = f"SELECT {COLUMNS} FROM miss_audit ORDER BY made_at DESC LIMIT %s"
        return [MissAudit(*row) for row in self.connection.execute(sql, (most,)).fetchall()]

    def forget(self, before: datetime) -> int:
        return self.connection.execute("DELETE FROM miss_audit WHERE made_at < %s", (before,)).rowcount
