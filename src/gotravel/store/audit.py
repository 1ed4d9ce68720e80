"""The audit chain: every event carries the hash of the one before.

Goes in: events of a unit of work, in its transaction. Comes out: rows with gapless numbers; a verdict on the whole
chain. Never: an update or a delete (rights and a trigger forbid both), two events with one predecessor (a lock orders
commits).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.audit_event import AuditEvent

if TYPE_CHECKING:
    from gotravel.store.unit_of_work import UnitOfWork

LOCK = 7_316_002
GENESIS = bytes(32)
COLUMNS = "seq, at, actor_kind, actor, kind, permission, purpose, case_ref, subjects, detail, previous, hash"
Row = tuple[Any, ...]


class Verdict(msgspec.Struct, frozen=True):
    events: int
    last: bytes
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults


def append(connection: psycopg.Connection, work: UnitOfWork, events: Sequence[AuditEvent], at: datetime) -> None:
    """Last thing before the commit, so that the lock is held for as short as can be."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    last = connection.execute("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = last or (0, GENESIS)
    about = str(work.about) if work.about else None
    rows = []
    for event in events:
        seq += 1
        stated = (
            seq,
            at,
            work.actor.kind.value,
            work.actor.reference,
            event.kind,
            work.permission.value,
            work.purpose,
            about,
        )
        row = (*stated, list(event.subjects), event.detail, previous)
        previous = link(row)
        rows.append((*row[:9], Jsonb(event.detail), row[10], previous))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO audit_event ({COLUMNS}) VALUES ({', '.join(['%s'] * 12)})", rows)


def link(row: Row) -> bytes:
    """SHA-256 over the canonical bytes of a row's first eleven columns, the hash before among them."""
    seq, at, *said, subjects, detail, previous = row[:11]
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [
        seq,
        moment,
        *said,
        [str(UUID(str(s))) for s in subjects],
        msgspec.to_builtins(detail),
        bytes(previous).hex(),
    ]
    return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).digest()


def verify(rows: Iterator[Row], expected: dict[int, bytes] | None = None) -> Verdict:
    """`expected`: sequence number -> hash from checkpoints that somebody else keeps; finds truncation too."""
    faults: list[str] = []
    before, seq = GENESIS, 0
    awaited = dict(expected or {})
    for row in rows:
        if row[0] != seq + 1:
            faults.append(
                f"events {seq + 1} to {row[0] - 1} are missing" if row[0] > seq + 1 else f"event {row[0]} stands twice"
            )
        if bytes(row[10]) != before:
            faults.append(f"event {row[0]} does not follow the one before it")
        if link(row) != bytes(row[11]):
            faults.append(f"event {row[0]} was edited")
        seq, before = row[0], bytes(row[11])
        if awaited.pop(seq, before) != before:
            faults.append(f"event {seq} is not the one of the checkpoint")
    faults += [
        f"the checkpoint at event {missing} is beyond the end: events were cut off" for missing in sorted(awaited)
    ]
    return Verdict(seq, before, tuple(faults[:100]))


def rows(dsn: str) -> Iterator[Row]:
    """Streams the chain; needs no more than the right to read it."""
    with psycopg.connect(dsn) as connection, connection.cursor(name="audit") as cursor:
        connection.execute("SET ROLE gotravel_auditor")
        cursor.itersize = 20_000
        cursor.execute(f"SELECT {COLUMNS} FROM audit_event ORDER BY seq")
        yield from cursor
