"""Backups that forget, and the proof that they do.

Goes in: the owner's connection, a file. Comes out: a backup; what a backup still shows of the expired past. Never: a
proof on the living database: the backup is restored into a scratch one, which is destroyed afterwards (RET5).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import psycopg

from gotravel.domain.actor import OPERATOR, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotPermitted
from gotravel.domain.sealed_past import Times
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import RETENTION
from gotravel.law import retention as law
from gotravel.store import backup
from gotravel.store.backup import ABOUT, Found
from gotravel.store.embedded import Server, bundled
from gotravel.store.migrate import migrate
from gotravel.vault.sealing import lock, unlock

PG_DUMP = b"PGDMP"


def make(parts: Parts, owner: str, file: Path) -> int:
    if file.exists():
        raise InvalidInput(f"{file} exists already; a backup is never written over another.")
    rows = backup.write(owner, file, parts.keys.records.day, lock)
    with parts.store.begin(OPERATOR, Permission.RETAIN, RETENTION) as work:
        work.commit(AuditEvent("backup:made", (), {"rows": rows}))
    return rows


def prove(parts: Parts, file: Path, scratch: Path, binaries: Path | None = None) -> Found:
    with parts.store.begin(OPERATOR, Permission.RETAIN, RETENTION) as work:
        times = law.times(parts.reigns, work.retention.moment(parts.clock()))
        kept = work.sealed.records_before(times.general)
    server = Server(scratch, binaries or bundled())
    server.start()
    try:
        found = _judged(parts, _restored(parts, server, file), times, kept)
    finally:
        server.stop()
    with parts.store.begin(OPERATOR, Permission.RETAIN, RETENTION) as work:
        work.commit(AuditEvent("deletion:proved", (), {"readable": found.readable, "lines": len(found.lines)}))
    return found


def _restored(parts: Parts, server: Server, file: Path) -> tuple[str, list[str]]:
    migrate(server.dsn)
    if not file.exists():
        raise InvalidInput(f"{file} does not exist.")
    with file.open("rb") as opened:
        begins = opened.read(len(PG_DUMP))
    if begins == PG_DUMP:
        return _from_dump(server, file), []
    return server.dsn, backup.restore(server.dsn, file, lambda day, body: _opened(parts, day, body))


def _from_dump(server: Server, file: Path) -> str:
    """The tool of the database itself; the roles stand since the migration."""
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    fault = server.restore_dump(file, "restored")
    if fault:
        raise InvalidInput(f"The dump cannot be restored: {fault}")
    return server.dsn.replace("dbname=gotravel", "dbname=restored")


def _opened(parts: Parts, day: date, body: bytes) -> bytes | None:
    if day <= parts.keys.records.days_gone_until():
        return None
    key = parts.keys.records.day(day)
    try:
        return unlock(body, ABOUT, key) if key else None
    except NotPermitted:
        return None


def _judged(parts: Parts, restored: tuple[str, list[str]], times: Times, kept: set[UUID]) -> Found:
    owner, shut = restored
    counts = backup.readable(owner, times)
    sealed = open_keys = 0
    for record, received_at, _, keys, slot in backup.sealed_records(owner):
        if received_at < times.general and record not in kept:
            sealed += 1
            open_keys += keys is None or parts.keys.records.key(keys, slot or 0) is not None
    lines = [
        *(f"{number:>12,}  expired {name} that can be read" for name, number in counts.items()),
        f"{sealed:>12,}  expired sealed records, {open_keys:,} of them with a key that still exists",
        f"{len(shut):>12,}  parts of days that are shut because their key was destroyed",
    ]
    return Found(tuple(lines), sum(counts.values()) + open_keys)
