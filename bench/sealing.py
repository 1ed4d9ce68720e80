"""Sealing a month: so many travellers past their clear days, worker processes side by side, carriers pushing meanwhile.

Goes in: a number of travellers and of worker processes. Comes out: seconds, travellers a second, and how long a carrier
waited for its receipt before and during. Never: a shortcut: the jobs are those of the calendar, the records whole persons.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psycopg

from bench.throughput import cpu
from bench.traffic import api_list
from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest
from gotravel.settings import from_environment
from gotravel.store.codec import pack
from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate
from gotravel.upkeep import accounts
from gotravel.wire.decode import decode

MONTH, TARGET_SECONDS = 2_000_000, 600
FILL = """
INSERT INTO traveller (id, received_at, flight_leg, booking, state, family, given, born, sex, nationality, kind, document_numbers,
  person, profile, profile_version, screen_due, screened_at)
SELECT gen_random_uuid(), %(day)s::timestamptz + make_interval(secs => (n / 200) * 200 * %(step)s), legs[1 + n / 200 %% 1000],
  gen_random_uuid(), 'booked', 'FAMILY' || n %% 9973, 'GIVEN' || n %% 997, '1980-01-01', 'M', 'SWE', 'passenger',
  ARRAY['X' || n], (%(people)s::bytea[])[1 + n %% %(kinds)s], 'icao-annex9', '1.0.0', false, now()
FROM generate_series(%(first)s::int, %(last)s::int) AS n, (SELECT array_agg(id) AS legs FROM flight_leg) AS f
"""
LEGS = """INSERT INTO flight_leg (id, mode, carrier, number, suffix, origin, departs_on)
SELECT gen_random_uuid(), 'air', 'ZZ', n::text, '', 'JFK', %s::date FROM generate_series(1, 1000) AS n"""
CHUNK = 100_000


def main(travellers: int = 200_000, workers: int = 2) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)) as owner:
        migrate(owner)
        settings = from_environment({}, data=Path(folder), profile="icao-annex9", training=True)
        parts = bootstrap.parts(msgspec.structs.replace(settings, database=as_application(owner)))
        accounts.register_carrier(parts, OPERATOR, "ZZ", "Invented Air", digest("a secret"))
        fill(owner, travellers)
        calm = pushes(parts, threading.Event(), 20)
        busy, took, spent = sealed(parts, owner, Path(folder), workers)
        parts.store.close()
    rate = travellers / took
    print(f"sealing: {travellers:,} travellers in {took:.0f} s by {workers} workers: {rate:,.0f} a second")
    told_cpu = f"{spent:.0f} s of workers and database, {spent / travellers * 1e6:.0f} µs a traveller"
    month = MONTH * spent / travellers / 120
    print(f"  a month of {MONTH:,} at this rate: {MONTH / rate / 60:.1f} minutes (goal {TARGET_SECONDS / 60:.0f})")
    print(f"  CPU {told_cpu}: a month on two free cores {month:.1f} minutes")
    print(f"  a carrier's receipt for a list of 50: before {told(calm)}; during {told(busy)}")


def fill(owner: str, travellers: int) -> None:
    """A month that ended half a year ago."""
    day = datetime.now(UTC) - timedelta(days=220)
    passengers = [p for seed in range(5) for p in decode(api_list(200, seed=seed))[0].passengers]
    people = [pack(person) for person in passengers]
    told = {"day": day, "step": 30 * 86400 / travellers, "people": people, "kinds": len(people)}
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT make_rooms(%s::date, 3)", (day.date(),))
        connection.execute(LEGS, (day.date(),))
        with _without_indexes(connection, "traveller"):
            for first in range(1, travellers + 1, CHUNK):
                connection.execute(FILL, {**told, "first": first, "last": min(travellers, first + CHUNK - 1)})
        connection.execute("VACUUM ANALYZE traveller")


@contextmanager
def _without_indexes(connection: psycopg.Connection, table: str) -> Iterator[None]:
    """Millions of rows come in first; the indexes are then built as they were, all at once, in a third of the time."""
    sql = """SELECT indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') FROM pg_index
             WHERE indrelid = %s::regclass AND NOT indisprimary"""
    indexes = connection.execute(sql, (table,)).fetchall()
    connection.execute("SET maintenance_work_mem = '512MB'")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}".encode())
    yield
    for _, definition in indexes:
        connection.execute(definition.encode())


def pushes(parts: Parts, stop: threading.Event, most: int = 10_000) -> list[float]:
    """Carriers that push a flight of fifty every half second: a hundred times the average of two million a month."""
    carrier, waited = bootstrap.carrier(parts, "ZZ"), []
    assert carrier is not None
    for number in range(most):
        if stop.is_set():
            break
        raw = api_list(50, seed=time.monotonic_ns() + number).replace(b"ZZ501", b"ZZ%d" % (1000 + number))
        began = time.perf_counter()
        receive(parts, carrier, raw, Channel.PUSH)
        waited.append(time.perf_counter() - began)
        time.sleep(0.5)
    return waited


def sealed(parts: Parts, owner: str, folder: Path, workers: int) -> tuple[list[float], float, float]:
    environment = os.environ | {"GOTRAVEL_DATABASE": parts.store.dsn, "GOTRAVEL_DATA": str(folder)}
    environment |= {"GOTRAVEL_PROFILE": "icao-annex9", "GOTRAVEL_TRAINING": "1"}
    stop, waited = threading.Event(), list[float]()
    intake = threading.Thread(target=lambda: waited.extend(pushes(parts, stop)))
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "gotravel", "work"]
    running = [subprocess.Popen(command, env=environment) for _ in range(workers)]
    at_first = cpu() - time.process_time()
    intake.start()
    try:
        until_sealed(owner, timedelta(minutes=40))
        took, of_database = time.perf_counter() - began, cpu() - time.process_time() - at_first
    finally:
        stop.set()
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)
        intake.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return waited, took, of_database + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def until_sealed(owner: str, most: timedelta) -> None:
    sql = "SELECT EXISTS (SELECT FROM traveller WHERE NOT sealed AND received_at < now() - interval '184 days')"
    deadline = time.monotonic() + most.total_seconds()
    with psycopg.connect(owner, autocommit=True) as connection:
        while time.monotonic() < deadline:
            row = connection.execute(sql).fetchone()
            if row == (False,):
                return
            time.sleep(0.5)
    raise SystemExit("not sealed in time")


def told(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"median {statistics.median(ordered) * 1000:.0f} ms, longest {ordered[-1] * 1000:.0f} ms of {len(ordered)}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
