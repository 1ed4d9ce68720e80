"""Speed of screening on one core against invented lists of 10,000 and 1,000,000 names, beside brute force.

Goes in: a seed. Comes out: a table: build time, size on disk, travellers a second, the slowest of a hundred. Never: a
list of real people.
"""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz, process

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName
from gotravel.screening.frequencies import learned
from gotravel.screening.index import Index, build
from gotravel.screening.query import Query, spellings
from gotravel.screening.screen import screen

LIST = WatchlistId(uuid.UUID(int=1))
THRESHOLD = 18.5
DAY = dt.date(2026, 1, 1)
CONSONANTS, VOWELS = "BDFGHKLMNPRSTVZ", "AEIOU"
COUNTRIES = ("EGY", "RUS", "FRA", "IRN", "PAK", "NGA", "DEU", "CHN")


def main() -> None:
    print(
        f"{'names':>10} {'build s':>8} {'MB on disk':>10} {'travellers/s':>12} {'p50 ms':>7} {'p99 ms':>7} {'brute force/s':>13}"
    )
    for size in (10_000, 1_000_000):
        _measure(size)


def _measure(size: int) -> None:
    random = Random(5)
    pool = _pool(random, max(2000, size // 20))
    travellers = [_person(random, pool) for _ in range(20_000)]
    counted = learned((f"{given} {family}" for family, given, _ in travellers), "bench")
    start = time.perf_counter()
    index = build(_entries(random, pool, size), counted)
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder))
        built = time.perf_counter() - start
        on_disk = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        mapped = Index.load(Path(folder))
        rate, times = _rate(mapped, [_query(one) for one in travellers])
        brute = _brute(random, pool, size, travellers[:20])
    p50, p99 = (float(np.percentile(times, p)) * 1000 for p in (50, 99))
    print(f"{size:10,} {built:8.1f} {on_disk:10,.0f} {rate:12,.0f} {p50:7.2f} {p99:7.2f} {brute:13,.1f}", flush=True)
    print(f"{'':10} peak resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _rate(index: Index, queries: list[Query]) -> tuple[float, list[float]]:
    """The first half warms what workers keep warm: the neighbourhoods of common names."""
    half = len(queries) // 2
    screen(queries[:half], index, {LIST: THRESHOLD}, as_of=DAY)
    times = []
    for query in queries[half:]:
        start = time.perf_counter()
        screen([query], index, {LIST: THRESHOLD}, as_of=DAY)
        times.append(time.perf_counter() - start)
    return len(times) / sum(times), times


def _brute(random: Random, pool: list[str], size: int, travellers: list[tuple[str, str, str]]) -> float:
    names = [" ".join(sorted(_words(random, pool))) for _ in range(size)]
    start = time.perf_counter()
    for family, given, _ in travellers:
        process.extract(" ".join(sorted([family, given])), names, scorer=fuzz.ratio, score_cutoff=85, limit=5)
    return len(travellers) / (time.perf_counter() - start)


def _pool(random: Random, size: int) -> list[str]:
    """Invented name parts; a few are common, most are rare, as names are."""
    return [
        "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(random.randint(2, 4)))
        for _ in range(size)
    ]


def _words(random: Random, pool: list[str]) -> list[str]:
    return [pool[min(len(pool) - 1, int(random.paretovariate(0.6)))] for _ in range(random.choice((2, 2, 3)))]


def _entries(random: Random, pool: list[str], size: int) -> Iterator[Entry]:
    for number in range(size):
        born = BirthDate(
            BirthDateKind.EXACT, f"{random.randint(1940, 2005)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        )
        names = (ListedName(" ".join(_words(random, pool))),)
        yield Entry(
            EntryId(uuid.UUID(int=number)), LIST, str(number), "1", names, (born,), (random.choice(COUNTRIES),), "M"
        )


def _person(random: Random, pool: list[str]) -> tuple[str, str, str]:
    family, *given = _words(random, pool)
    return (
        family,
        " ".join(given),
        f"{random.randint(1940, 2015)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
    )


def _query(one: tuple[str, str, str]) -> Query:
    return Query(spellings(one[0], one[1]), one[2], "FRA", "M")


if __name__ == "__main__":
    main()
