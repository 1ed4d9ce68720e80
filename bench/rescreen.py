"""A changed list against millions of travellers: how long from the import until everybody was compared.

Goes in: how many travellers, how many entries change, how many workers. Comes out: a table. Never: a real person; a figure without
the load that ran beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
import psycopg

from bench.traffic import push
from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR
from gotravel.domain.ids import time_ordered
from gotravel.domain.message import Person, Sex, TravelDocument
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest
from gotravel.settings import Settings, from_environment
from gotravel.store.codec import pack
from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate
from gotravel.upkeep import accounts, watchlists
from gotravel.worker import work_until_idle

CONSONANTS, VOWELS = "BDFGHKLMNPRSTVZ", "AEIOU"
COUNTRIES = ("EGY", "RUS", "FRA", "IRN", "PAK", "NGA", "DEU", "CHN")
FAMILIES, GIVENS = 400_000, 60_000
COMMON = 20
MESSAGE = 300
HEAD = "reference;name;aliases;born;nationality;sex;review_due\n"
TRAVELLER = "id, received_at, flight_leg, state, family, given, born, sex, nationality, kind, document_numbers, person, profile, profile_version, screen_due"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--travellers", type=int, default=3_000_000)
    asked.add_argument("--changed", type=int, nargs="*", default=[1, 50, 1000])
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = from_environment({}, training=True, data=Path(folder), profile="training")
        with embedded(settings.data, None) as owner:
            migrate(owner)
            settings = msgspec.structs.replace(settings, database=as_application(owner))
            _fill(owner, given.travellers)
            print(f"{given.travellers:,} travellers, {given.workers} workers, load {os.getloadavg()[0]:.1f}")
            _measure(settings, owner, given.changed, given.workers, given.travellers)


def _measure(settings: Settings, owner: str, sizes: list[int], workers: int, travellers: int) -> None:
    parts, random = bootstrap.parts(settings), Random(8)
    families, givens = _pool(Random(1), FAMILIES), _pool(Random(2), GIVENS)
    law = ("Invented act", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(parts, OPERATOR, watchlists.Registration("bench", "Bench", "Nobody", *law, threshold_bits=36.0))
    rows = [_row(n, random, families, givens) for n in range(10_000)]
    watchlists.import_list(parts, OPERATOR, "bench", (HEAD + "".join(rows)).encode())
    with psycopg.connect(owner) as connection:
        connection.execute("DELETE FROM job")
    _one_message(parts)
    print(f"{'changed entries':>16} {'seconds':>8} {'travellers/s':>13} {'hits':>6} {'CPU s':>10}", flush=True)
    for size in sizes:
        rows += [_row(len(rows) + n, random, families, givens) for n in range(size)]
        start, cpu = time.perf_counter(), _cpu()
        watchlists.import_list(parts, OPERATOR, "bench", (HEAD + "".join(rows)).encode())
        _work(settings, owner, workers)
        seconds = time.perf_counter() - start
        with psycopg.connect(owner) as connection:
            (hits,) = connection.execute("SELECT count(*) FROM hit").fetchone() or (0,)
            connection.execute("DELETE FROM hit; DELETE FROM case_hit; DELETE FROM case_file")
        spent = _cpu() - cpu
        print(f"{size:16,} {seconds:8.1f} {travellers / seconds:13,.0f} {hits:6,} {spent:10.0f}", flush=True)
    parts.store.close()


def _one_message(parts: Parts) -> None:
    """From the carrier's receipt until everybody in it was compared, by one worker that knows the lists already."""
    accounts.register_carrier(parts, OPERATOR, "ZZ", "Invented Air", digest("secret"))
    carrier = bootstrap.carrier(parts, "ZZ")
    assert carrier is not None
    for reference, bookings in ((b"+R1+", 1), (b"+R2+", MESSAGE)):
        raw = push(bookings).replace(b"+R1+", reference)
        start, cpu = time.perf_counter(), _cpu()
        receive(parts, carrier, raw, Channel.PUSH)
        received = time.perf_counter() - start
        work_until_idle(parts)
        seconds, spent = time.perf_counter() - start, _cpu() - cpu
    told = f"received in {received:.2f} s, all compared after {seconds:.2f} s ({spent:.2f} s of CPU)"
    print(f"a message of {MESSAGE} bookings against 10,000 entries: {told}", flush=True)


def _cpu() -> float:
    """Of the importer and the workers, without the database's own."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _work(settings: Settings, owner: str, workers: int) -> None:
    code = (
        "import sys; from pathlib import Path; import msgspec; from gotravel import bootstrap;"
        "from gotravel.settings import from_environment; from gotravel.worker import work_until_idle;"
        "s = from_environment({}, training=True, data=Path(sys.argv[1]), profile='training');"
        "p = bootstrap.parts(msgspec.structs.replace(s, database=sys.argv[2])); work_until_idle(p); p.store.close()"
    )
    command = [sys.executable, "-c", code, str(settings.data), settings.database or ""]
    first = subprocess.Popen(command)
    _until_planned(owner, first)
    for process in [first, *(subprocess.Popen(command) for _ in range(workers - 1))]:
        if process.wait(timeout=3000):
            raise SystemExit("a worker failed")


def _until_planned(owner: str, planner: subprocess.Popen[bytes]) -> None:
    """A worker that comes while the slices are still being planned finds nothing to do and ends; a product's workers wait."""
    with psycopg.connect(owner, autocommit=True) as connection:
        while planner.poll() is None:
            (waiting,) = connection.execute("SELECT count(*) FROM job WHERE step = 'rescreen-slice'").fetchone() or (0,)
            if waiting:
                return
            time.sleep(0.1)


def _fill(owner: str, travellers: int) -> None:
    start = time.perf_counter()
    families, givens, random = _pool(Random(1), FAMILIES), _pool(Random(2), GIVENS), Random(3)
    with psycopg.connect(owner) as connection:
        now = (connection.execute("SELECT now()").fetchone() or (None,))[0]
        leg = UUID(int=1)
        connection.execute(
            "INSERT INTO flight_leg (id, mode, carrier, number, suffix, origin, departs_on, destination) VALUES (%s, 'air', 'ZZ', '1', '', 'JFK', current_date + 30, 'BRU')",
            (leg,),
        )
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY traveller ({TRAVELLER}) FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.set_types(["uuid", "timestamptz", "uuid", *["text"] * 7, "text[]", "bytea", "text", "text", "bool"])
            for person in _people(random, families, givens, travellers):
                told = (person.family, person.given, person.born, "M", person.nationality, "adult")
                number = time_ordered(now, random.randbytes(10))
                papers = [person.documents[0].number]
                copy.write_row((number, now, leg, "booked", *told, papers, pack(person), "training", "1", False))
        connection.commit()
        connection.execute("ANALYZE traveller")
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)


def _people(random: Random, families: list[str], givens: list[str], count: int) -> Iterator[Person]:
    for number in range(count):
        given = _pick(random, givens) + (f" {_pick(random, givens)}" if random.random() < 0.4 else "")
        born = f"{random.randint(1940, 2020)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        paper = TravelDocument("P", f"XS{number:07}", "UTO")
        yield Person(
            family=_pick(random, families),
            given=given,
            sex=Sex.MALE,
            born=born,
            nationality=random.choice(COUNTRIES),
            documents=(paper,),
        )


def _row(number: int, random: Random, families: list[str], givens: list[str]) -> str:
    name = f"{_pick(random, families)}, {_pick(random, givens)}"
    alias = f"{_pick(random, families)} {_pick(random, givens)}|{_pick(random, givens)} {_pick(random, families)}"
    born = f"{random.randint(1940, 2005)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return f"B-{number};{name};{alias};{born};{random.choice(COUNTRIES)};M;2099-01-01\n"


def _pool(random: Random, size: int) -> list[str]:
    return [
        "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(random.randint(2, 4)))
        for _ in range(size)
    ]


def _pick(random: Random, pool: list[str]) -> str:
    """As names are (Zipf and Mandelbrot): the most common is borne by one in two hundred, most are rare."""
    return pool[min(len(pool) - 1, int(COMMON * (1 + len(pool) / COMMON) ** random.random() - COMMON))]


if __name__ == "__main__":
    main()
