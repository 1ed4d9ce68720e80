"""That one event stands in the audit: proved with reading rights, checked with files alone.

Goes in: an event's number; later the proof, and a checkpoint that somebody outside keeps. Comes out: a proof; a verdict. Never:
another event's content in a proof; a proof that fits a checkpoint it was not made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg

from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditProof, ToldEvent
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.store.audit import CANONICAL, DECODER, Row, link
from gotravel.store.merkle import audit_path, root_by

COVERING = "SELECT signed FROM audit_checkpoint WHERE first <= %(seq)s AND seq >= %(seq)s ORDER BY seq LIMIT 1"
LEAVES = "SELECT hash FROM audit_event WHERE seq BETWEEN %s AND %s ORDER BY seq"


def prove(dsn: str, seq: int) -> AuditProof:
    with psycopg.connect(dsn) as connection:
        connection.execute("SET ROLE gotravel_auditor")
        found = connection.execute(f"{CANONICAL} WHERE seq = %s", (seq,), binary=True).fetchone()
        if found is None:
            raise NotFound("There is no event of this number; it may have reached its last day.")
        signed = connection.execute(COVERING, {"seq": seq}).fetchone()
        if signed is None:
            raise InvalidInput("No checkpoint covers this event yet; make one with: gotravel checkpoint")
        point = msgspec.json.decode(bytes(signed[0]), type=AuditCheckpoint)
        rows = connection.execute(LEAVES, (point.first, point.event)).fetchall()
    path = audit_path([bytes(row[0]) for row in rows], seq - point.first)
    return AuditProof(told(found), point.event, tuple(one.hex() for one in path))


def fault_of(proof: AuditProof, kept: Sequence[AuditCheckpoint]) -> str | None:
    """What is wrong with it, or None. `kept`: the outside body's checkpoints, their signatures checked already."""
    point = next((one for one in kept if one.event == proof.checkpoint), None)
    if point is None:
        return f"the checkpoint at event {proof.checkpoint} is none of those that are kept outside"
    index, size = proof.event.seq - point.first, point.event - point.first + 1
    try:
        way = [bytes.fromhex(one) for one in proof.path]
    except ValueError:
        return "the proof is no proof: its path is not hexadecimal"
    found = root_by(link(list(msgspec.structs.astuple(proof.event))), index, size, way)
    if found is None or found.hex() != point.root:
        return f"event {proof.event.seq} as told here does not stand under the checkpoint at event {point.event}"
    return None


def told(row: Row) -> ToldEvent:
    seq, at, actor_kind, actor, kind, permission, purpose, case_ref, subjects, detail, previous, _ = row
    who, right = (actor_kind, actor, kind), (permission, purpose, case_ref)
    named = tuple(subjects.split(",")) if subjects else ()
    return ToldEvent(seq, at, *who, *right, named, DECODER.decode(detail), previous.hex())


def exported(file: Path) -> Iterator[Row]:
    """The rows of an export as JSON lines (the audit page, or `/audit/export/jsonl`): for verifying without a database."""
    try:
        with file.open("rb") as opened:
            yield from map(_row, _lines(opened))
    except OSError as fault:
        raise InvalidInput(f"{file.name}: cannot be read ({fault.strerror})") from fault


class _Exported(msgspec.Struct, frozen=True):
    seq: int
    at: datetime
    actor_kind: str
    actor: str
    kind: str
    permission: str
    purpose: str
    case_ref: str | None
    subjects: tuple[str, ...]
    detail: msgspec.Raw
    previous: str
    hash: str


def _lines(opened: Iterable[bytes]) -> Iterator[_Exported]:
    for number, line in enumerate(opened, 1):
        try:
            yield msgspec.json.decode(line, type=_Exported)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise InvalidInput(f"Line {number} is no line of an exported audit.") from fault


def _row(one: _Exported) -> Row:
    moment = one.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = (one.actor_kind, one.actor, one.kind, one.permission, one.purpose, one.case_ref)
    try:
        hashes = (bytes.fromhex(one.previous), bytes.fromhex(one.hash))
    except ValueError as fault:
        raise InvalidInput(f"Event {one.seq} of the export has no hash.") from fault
    return (one.seq, moment, *said, ",".join(one.subjects), bytes(one.detail).decode(), *hashes)
