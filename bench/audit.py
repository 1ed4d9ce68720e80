"""How long a million audit events take to verify, by a reader with reading rights only.

Goes in: a number of events. Comes out: a line a second person can repeat. Never: a chain that the product would not write:
every row is linked by the product's own function.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from gotravel.store import audit
from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate

KINDS = ("case:read", "traveller:screened", "transmission:received", "traveller:searched", "retention:sealed")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def main(events: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)) as owner:
        migrate(owner)
        fill(owner, events)
        began, spent = time.perf_counter(), cpu()
        verdict = audit.verify(audit.rows(as_application(owner)))
        took = time.perf_counter() - began
        assert (verdict.sound, verdict.events) == (True, events)
        print(f"audit: {events:,} events verified in {took:.1f} s ({cpu() - spent:.1f} s of this process's CPU), sound")


def fill(owner: str, events: int) -> None:
    sql = f"COPY audit_event ({audit.COLUMNS}) FROM STDIN"
    with psycopg.connect(owner) as connection, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in chain(events):
            copy.write_row(row)


def chain(events: int) -> Iterator[tuple[object, ...]]:
    previous = audit.GENESIS
    for seq in range(1, events + 1):
        at = BEGIN + timedelta(milliseconds=40 * seq)
        subjects = [UUID(bytes=hashlib.md5(f"{seq}:{n}".encode()).digest()) for n in range(seq % 4)]
        detail = {"messages": {"paxlst": seq % 7}, "travellers": seq % 300, "carrier": "ZZ"}
        said = ("officer", f"{seq % 50:032x}", KINDS[seq % 5], "read-case", "routine-screening", None)
        moment = at.isoformat(timespec="microseconds")
        made = audit.link([seq, moment, *said, [str(s) for s in subjects], detail, previous.hex()])
        yield (seq, at, *said, subjects, Jsonb(detail), previous, made)
        previous = made


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
