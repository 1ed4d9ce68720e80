"""The audit chain: every event carries the hash of the one before.

Goes in: events of a unit of work, in its transaction. Comes out: rows with gapless numbers; a verdict on the whole
chain. Never: an update or a delete (rights and a trigger forbid both; what reached its last day goes up to a signed
checkpoint), two events with one predecessor (a lock orders commits).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.audit_checkpoint import AuditCheckpoint
from gotravel.domain.audit_event import AuditEvent
from gotravel.store.merkle import Tree

if TYPE_CHECKING:
    from gotravel.store.unit_of_work import UnitOfWork

LOCK = 7_316_002
GENESIS = bytes(32)
COLUMNS = "seq, at, actor_kind, actor, kind, permission, purpose, case_ref, subjects, detail, previous, hash"
CANONICAL = """
SELECT seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), actor_kind, actor, kind, permission, purpose,
  case_ref, array_to_string(subjects, ','), detail::text, previous, hash FROM audit_event
"""
"""As text, so that the server does half of the work while this side hashes."""
Row = tuple[int, str, str, str, str, str, str, str | None, str, str, bytes, bytes]
ENCODER = msgspec.json.Encoder(order="deterministic")
DECODER = msgspec.json.Decoder()
MOST_FAULTS = 100


class Verdict(msgspec.Struct, frozen=True):
    events: int
    """The number of the last one."""
    last: bytes
    faults: tuple[str, ...] = ()
    root: bytes = b""
    """Merkle root over the events after the last checkpoint that was given."""
    first: int = 1
    """The first of those."""

    @property
    def sound(self) -> bool:
        return not self.faults


def append(connection: psycopg.Connection, work: UnitOfWork, events: Sequence[AuditEvent], at: datetime) -> None:
    """Last thing before the commit, so that the lock is held for as short as can be."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    seq, previous = end(connection)
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = (work.actor.kind.value, work.actor.reference)
    right = (work.permission.value, work.purpose, str(work.about) if work.about else None)
    rows = []
    for event in events:
        seq += 1
        subjects, detail = [str(subject) for subject in event.subjects], msgspec.to_builtins(event.detail)
        made = link([seq, moment, *said, event.kind, *right, subjects, detail, previous.hex()])
        rows.append((seq, at, *said, event.kind, *right, list(event.subjects), Jsonb(event.detail), previous, made))
        previous = made
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO audit_event ({COLUMNS}) VALUES ({', '.join(['%s'] * 12)})", rows)


def end(connection: psycopg.Connection) -> tuple[int, bytes]:
    """Number and hash of the last event; where the log reached its last day up to now, what it ended with."""
    sql = """(SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1) UNION ALL
             (SELECT until, hash FROM audit_removed ORDER BY until DESC LIMIT 1) ORDER BY 1 DESC LIMIT 1"""
    row = connection.execute(sql).fetchone()
    return (row[0], bytes(row[1])) if row else (0, GENESIS)


def link(told: list[object]) -> bytes:
    """SHA-256 over the canonical bytes of an event, the hash of the one before among them."""
    return hashlib.sha256(ENCODER.encode(told)).digest()


class Start(msgspec.Struct, frozen=True):
    """Where the chain begins: after nothing, or after what was removed at its time."""

    seq: int = 0
    hash: bytes = GENESIS


def verify(rows: Iterable[Row], checkpoints: Sequence[AuditCheckpoint] = (), start: Start | None = None) -> Verdict:
    """`checkpoints`: those that somebody else keeps; with them it finds truncation and a chain written anew."""
    walk = _Walk(start or Start(), checkpoints)
    for row in rows:
        walk.step(row)
    return walk.verdict()


class _Walk:
    def __init__(self, start: Start, checkpoints: Sequence[AuditCheckpoint]) -> None:
        self.seq, self.before = start.seq, start.hash
        # What was removed at its time is vouched for by its own end alone.
        self.awaited = {one.event: one for one in checkpoints if one.event > start.seq}
        self.firsts = {one.first for one in self.awaited.values()}
        self.tree, self.first = Tree(), start.seq + 1
        self.faults: list[str] = []

    def step(self, row: Row) -> None:
        seq, moment, *said, subjects, detail, previous, made = row
        if seq != self.seq + 1:
            missing = seq > self.seq + 1
            self._fault(f"events {self.seq + 1} to {seq - 1} are missing" if missing else f"event {seq} stands twice")
        if previous != self.before:
            self._fault(f"event {seq} does not follow the one before it")
        told = [seq, moment, *said, subjects.split(",") if subjects else [], DECODER.decode(detail), previous.hex()]
        if link(told) != made:
            self._fault(f"event {seq} was edited")
        self.seq, self.before = seq, made
        if seq in self.firsts:
            self.tree, self.first = Tree(), seq
        self.tree.add(made)
        checkpoint = self.awaited.pop(seq, None)
        if checkpoint is not None:
            self._compare(checkpoint)

    def _compare(self, checkpoint: AuditCheckpoint) -> None:
        if checkpoint.hash != self.before.hex():
            self._fault(f"event {self.seq} is not the one of the checkpoint")
        if checkpoint.first == self.first and checkpoint.root != self.tree.root().hex():
            self._fault(f"events {self.first} to {self.seq} are not those of the checkpoint")
        self.tree, self.first = Tree(), self.seq + 1

    def _fault(self, sentence: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(sentence)

    def verdict(self) -> Verdict:
        beyond = [
            f"the checkpoint at event {seq} is beyond the end: events were cut off" for seq in sorted(self.awaited)
        ]
        return Verdict(self.seq, self.before, (*self.faults, *beyond), self.tree.root(), self.first)


def rows(dsn: str, after: int = 0) -> Iterator[Row]:
    """Streams the chain; needs no more than the right to read it."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET ROLE gotravel_auditor")
        yield from stream(connection, after)


def stream(connection: psycopg.Connection, after: int) -> Iterator[Row]:
    with connection.cursor(name="audit", binary=True) as cursor:
        cursor.itersize = 5_000
        cursor.execute(f"{CANONICAL} WHERE seq > %s ORDER BY seq", (after,))
        yield from cursor
