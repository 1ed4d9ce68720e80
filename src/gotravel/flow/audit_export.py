"""The audit trail as a file that others can evaluate (LOG3): CSV or JSON lines, with the chain's hashes.

Goes in: an overseer, two days. Comes out: lines, streamed. Never: a change; a value of a person (events hold ids); an export
that is not itself an event.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT

COLUMNS = (
    "seq", "at", "actor_kind", "actor", "kind", "permission", "purpose", "case_ref", "subjects", "detail", "previous", "hash",
)  # fmt: skip
BATCH = 2000


def lines(parts: Parts, overseer: Officer, form: str, start: datetime, end: datetime) -> Iterator[bytes]:
    """The event that tells of the export is committed before the first line leaves."""
    with parts.store.begin(overseer.actor, Permission.READ_AUDIT, OVERSIGHT) as work:
        span = {"from": start.date().isoformat(), "to": end.date().isoformat(), "form": form}
        work.commit(AuditEvent("audit:exported", (), dict(span)))
    return _lines(parts, overseer, form, start, end)


def _lines(parts: Parts, overseer: Officer, form: str, start: datetime, end: datetime) -> Iterator[bytes]:
    """Page by page, so that no transaction stays open while somebody's browser is slow."""
    after = 0
    if form == "csv":
        yield (",".join(COLUMNS) + "\n").encode()
    while True:
        with parts.store.begin(overseer.actor, Permission.READ_AUDIT, OVERSIGHT) as work:
            rows = work.desk.audit_rows(start, end, after, BATCH)
        if not rows:
            return
        after = rows[-1][0]
        yield _csv(rows) if form == "csv" else _jsonl(rows)


def _plain(row: tuple[Any, ...]) -> dict[str, Any]:
    told = dict(zip(COLUMNS, row, strict=True))
    return told | {
        "at": told["at"].isoformat(),
        "subjects": [str(one) for one in told["subjects"]],
        "previous": bytes(told["previous"]).hex(),
        "hash": bytes(told["hash"]).hex(),
    }


def _jsonl(rows: list[tuple[Any, ...]]) -> bytes:
    return b"".join(msgspec.json.encode(_plain(row)) + b"\n" for row in rows)


def _csv(rows: list[tuple[Any, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        told = _plain(row)
        told["subjects"] = " ".join(told["subjects"])
        told["detail"] = msgspec.json.encode(told["detail"]).decode()
        writer.writerow([told[name] for name in COLUMNS])
    return out.getvalue().encode()
