"""The last moment that was trusted, for all processes of a unit.

Goes in: what `law.kept_time` found. Comes out: what was kept. Never: a moment put back but by a person.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import psycopg

SEEN = """SELECT greatest((SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1),
                          (SELECT made_at FROM audit_checkpoint ORDER BY seq DESC LIMIT 1))"""
BOOTS_KEPT = "interval '60 days'"


class KeptTime:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def read(self, boot: str) -> tuple[datetime | None, timedelta, datetime | None, tuple[datetime, float] | None]:
        """(trusted moment, ahead, disowned, of this run). Not locked: lanes that seal side by side read the same."""
        row = self.connection.execute("SELECT moment, ahead, disowned FROM kept_time").fetchone()
        assert row is not None
        sql = "SELECT moment, uptime FROM kept_boot WHERE boot = %s"
        return (row[0], row[1], row[2], self.connection.execute(sql, (boot,)).fetchone())

    def audit(self) -> datetime | None:
        """The last moment that the audit or its newest checkpoint bears."""
        row = self.connection.execute(SEEN).fetchone()
        return row[0] if row else None

    def keep(self, moment: datetime, ahead: timedelta, boot: str, uptime: float) -> None:
        sql = "UPDATE kept_time SET moment = %s, ahead = %s, held = false"
        self.connection.execute(sql, (moment, ahead))
        sql = """INSERT INTO kept_boot VALUES (%s, %s, %s) ON CONFLICT (boot) DO UPDATE SET moment = excluded.moment, uptime = excluded.uptime"""
        self.connection.execute(sql, (boot, moment, uptime))
        self.connection.execute(f"DELETE FROM kept_boot WHERE moment < %s - {BOOTS_KEPT}", (moment,))

    def hold(self) -> None:
        self.connection.execute("UPDATE kept_time SET held = true")

    def held(self) -> bool:
        row = self.connection.execute("SELECT held FROM kept_time").fetchone()
        return bool(row and row[0])

    def confirm(self, moment: datetime, officer: UUID) -> None:
        """A person says which day it is: what was trusted or written of a later one was of a wrong clock."""
        sql = """UPDATE kept_time SET moment = %(now)s, ahead = '0', held = false, confirmed_by = %(who)s, confirmed_at = %(now)s,
                 disowned = nullif(greatest(%(seen)s, moment, disowned), %(now)s)"""
        self.connection.execute(sql, {"now": moment, "who": officer, "seen": self.audit()})
        self.connection.execute("DELETE FROM kept_boot")
