"""Signed checkpoints of the audit, and what of the log was removed at its time.

Goes in: signed lines. Comes out: the same. Never: one changed; an event removed that no checkpoint covers (the database
refuses).
"""

from __future__ import annotations

from datetime import datetime

import msgspec
import psycopg

from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditRemoved
from gotravel.store import audit
from gotravel.store.audit import Start, Verdict


class Checkpoints:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def all(self, after: int = 0) -> list[AuditCheckpoint]:
        sql = "SELECT signed FROM audit_checkpoint WHERE seq > %s ORDER BY seq"
        rows = self.connection.execute(sql, (after,)).fetchall()
        return [msgspec.json.decode(bytes(row[0]), type=AuditCheckpoint) for row in rows]

    def since_the_last(self) -> Verdict:
        """The chain after the last checkpoint, verified: what the next one signs."""
        row = self.connection.execute("SELECT seq, hash FROM audit_checkpoint ORDER BY seq DESC LIMIT 1").fetchone()
        start = Start(row[0], bytes(row[1])) if row else self.start()
        return audit.verify(audit.stream(self.connection, start.seq), (), start)

    def add(self, made: AuditCheckpoint, at: datetime) -> None:
        sql = "INSERT INTO audit_checkpoint (seq, made_at, hash, signed, first, root) VALUES (%s, %s, %s, %s, %s, %s)"
        told = (bytes.fromhex(made.hash), msgspec.json.encode(made), made.first, bytes.fromhex(made.root))
        self.connection.execute(sql, (made.event, at, *told))

    def last_before(self, moment: datetime) -> AuditCheckpoint | None:
        """The newest checkpoint all of whose events are older than `moment`, where any of them still stands."""
        sql = """SELECT c.signed FROM audit_checkpoint c JOIN audit_event e ON e.seq = c.seq
                 WHERE NOT EXISTS (SELECT FROM audit_event x WHERE x.seq <= c.seq AND x.at >= %s) ORDER BY c.seq DESC LIMIT 1"""
        row = self.connection.execute(sql, (moment,)).fetchone()
        return msgspec.json.decode(bytes(row[0]), type=AuditCheckpoint) if row else None

    def remove(self, end: AuditRemoved, older_than: datetime, now: datetime) -> int:
        sql = "SELECT remove_audit(%s, %s, %s, %s)"
        row = self.connection.execute(sql, (end.until, older_than, msgspec.json.encode(end), now)).fetchone()
        return int(row[0]) if row else 0

    def removed(self) -> AuditRemoved | None:
        row = self.connection.execute("SELECT signed FROM audit_removed ORDER BY until DESC LIMIT 1").fetchone()
        return msgspec.json.decode(bytes(row[0]), type=AuditRemoved) if row else None

    def start(self) -> Start:
        removed = self.removed()
        return Start(removed.until, bytes.fromhex(removed.hash)) if removed else Start()


def removed(dsn: str) -> AuditRemoved | None:
    """For a verifier with reading rights only."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET ROLE gotravel_auditor")
        return Checkpoints(connection).removed()
