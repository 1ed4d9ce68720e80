"""What those who oversee ask, on a million rows: signals of misuse every hour, alarms at every board, the year's statistics.

Goes in: a number of travellers and of audit events. Comes out: seconds for each. Never: an empty table that answers at once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psycopg

from bench.sealing import fill
from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR, WORKER, Permission
from gotravel.flow import figures, past, watch
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.settings import from_environment
from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate

OFFICERS, DAYS = 50, 365
EVENTS = """
INSERT INTO audit_event (seq, at, actor_kind, actor, kind, permission, purpose, case_ref, subjects, detail, previous, hash)
SELECT %(after)s + n, %(now)s::timestamptz - make_interval(secs => (%(events)s - n) * %(step)s), k.actor_kind,
  CASE k.actor_kind WHEN 'officer' THEN who[1 + n %% %(officers)s]::text ELSE 'worker' END, k.kind, 'read-traveller', 'serious-crime',
  CASE WHEN n %% 7 = 0 THEN NULL ELSE 'a case' END, ARRAY[people[1 + n %% 10000]], '{"travellers": 1}', '\\x00', '\\x00'
FROM generate_series(1, %(events)s) AS n, (SELECT array_agg(id) AS who FROM officer) AS o,
  (SELECT array_agg(id) AS people FROM (SELECT id FROM traveller LIMIT 10000) AS t) AS p,
  LATERAL (SELECT * FROM (VALUES (0, 'officer', 'traveller:read'), (1, 'officer', 'traveller:searched'), (2, 'officer', 'case:read'),
    (3, 'system', 'message:resolved'), (4, 'system', 'traveller:screened')) AS kinds (place, actor_kind, kind) WHERE place = n %% 5) AS k
"""
OFFICER = """INSERT INTO officer (id, sign_in, shown_name, roles, active, training_valid, password)
SELECT gen_random_uuid(), 'officer' || n, 'I. Invented' || n, '{analyst}', true, true, '' FROM generate_series(1, %s) AS n"""


def main(rows: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)) as owner:
        migrate(owner)
        settings = from_environment({}, data=Path(folder), profile="icao-annex9", training=True)
        parts = bootstrap.parts(msgspec.structs.replace(settings, database=as_application(owner)))
        fill(owner, rows)
        _events(owner, rows)
        print(f"{rows:,} travellers and {rows:,} audit events of {OFFICERS} officers over {DAYS} days:")
        for name, asked in QUESTIONS.items():
            print(f"  {name:44}{_best(parts, asked):8.3f} s")
        parts.store.close()


def _events(owner: str, rows: int) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(OFFICER, (OFFICERS,))
        row = connection.execute("SELECT coalesce(max(seq), 0) FROM audit_event").fetchone()
        told = {"after": row[0] if row else 0, "now": datetime.now(UTC), "events": rows, "officers": OFFICERS}
        connection.execute(EVENTS, {**told, "step": DAYS * 86400 / rows})
        connection.execute("VACUUM ANALYZE")


def _best(parts: Parts, asked: Callable[[Parts], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        asked(parts)
        times.append(time.perf_counter() - began)
    return min(times)


def _counted(parts: Parts) -> object:
    with parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        return work.watching.counted(parts.clock())


def _an_hour_of_looks(parts: Parts) -> object:
    with parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        newest = work.watching.last_seen(watch.LOOKS)[1]
        return work.watching.looks(newest - 1000, newest)


def _all_looks(parts: Parts) -> object:
    with parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        return work.watching.looks(0, work.watching.last_seen(watch.LOOKS)[1])


def _alarms(parts: Parts) -> object:
    with parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        return work.safeguards.alarms(parts.clock() + timedelta(days=1))


QUESTIONS: dict[str, Callable[[Parts], object]] = {
    "misuse: counts of 28 days": _counted,
    "misuse: names of the last thousand events": _an_hour_of_looks,
    "misuse: names of all events (a watch that was off)": _all_looks,
    "alarms of the board": _alarms,
    "how the past stands": past.standing,
    "the year's statistics": lambda parts: figures.published(parts, OPERATOR, datetime.now(UTC).year),
}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
