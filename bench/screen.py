"""Speed of screening on one core against invented lists of 10,000 and 1,000,000 names, beside brute force.

Goes in: a seed. Comes out: a table: build time, size on disk, resident memory, travellers a second, the slowest of a hundred,
the share of true variants found, what the index missed of what a full scan raises. Never: a list of real people.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz, process

from bench.invented import LIST, TODAY, People, Person, query
from gotravel.domain.watchlist import Entry
from gotravel.screening.assess import total_bits
from gotravel.screening.frequencies import learned
from gotravel.screening.index import Index, build
from gotravel.screening.screen import Found, screen

THRESHOLD = 18.5
TRAVELLERS, VARIANTS, SINGLE = 20_000, 1_000, 1_500


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [10_000, 1_000_000]
    _warm()
    for size in sizes:
        _measure(size)
    _pair_cost()


def _warm() -> None:
    """The compilation of a first run is not a speed of screening; a worker does the same at its start."""
    start = time.perf_counter()
    people = People(1)
    entries = [entry for entry, _ in people.entries(50)]
    index = build(
        entries, learned((f"{p.given[0]} {p.family[0]}" for p in (people.person() for _ in range(50))), "warm")
    )
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder))
        screen([query(people.person())], Index.load(Path(folder)), {LIST: THRESHOLD}, as_of=TODAY)
    print(f"compiled, or read from the cache, in {time.perf_counter() - start:.1f} s")


def _measure(size: int) -> None:
    people = People(5)
    traffic = [people.person() for _ in range(60_000)]
    counted = learned((_whole(one) for one in traffic), "bench", [one.nationality for one in traffic])
    kept: list[tuple[int, Person]] = []
    chosen = Random(3)
    names: list[str] = []

    def listed() -> Iterator[Entry]:
        for number, (entry, person) in enumerate(people.entries(size)):
            names.extend(name.full.replace(",", "") for name in entry.names)
            if entry.born and chosen.random() < 2.2 * VARIANTS / size and len(kept) < VARIANTS:
                kept.append((number, person))
            yield entry

    start = time.process_time()
    index = build(listed(), counted)
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder))
        built = time.process_time() - start
        on_disk = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        del index
        mapped = Index.load(Path(folder))
        strangers = [people.person() for _ in range(TRAVELLERS)]
        variants = [(number, people.written(person)) for number, person in kept]
        rate = _rate(mapped, strangers)
        times = _single(mapped, strangers[:SINGLE])
        found = {(one.query, one.entry) for one in _raised(mapped, [person for _, person in variants])}
        hit = sum((place, number) in found for place, (number, _) in enumerate(variants)) / max(1, len(variants))
        alerts = len({one.query for one in _raised(mapped, strangers)}) / len(strangers)
        missed, scanned = _audit(mapped, [person for _, person in variants[:20]], size)
    p50, p99 = (float(np.percentile(times, p)) * 1000 for p in (50, 99))
    brute, brute_found = _brute(names, strangers[:10], variants[:200])
    print(f"\n{size:,} names: built in {built:.1f} s (CPU), {on_disk:,.0f} MB on disk")
    print(f"  {rate:,.0f} travellers/s of CPU in batches; one at a time p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    print(f"  true variants found {hit:.3f}; travellers not on the list who alert {alerts:.4f} (threshold {THRESHOLD})")
    print(f"  full scan beside the index: {missed} of {scanned} pairs above the threshold missed by the index")
    print(f"  brute force (rapidfuzz ratio >= 85): {brute:,.1f} travellers/s, true variants found {brute_found:.3f}")
    print(
        f"  peak resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (build included)",
        flush=True,
    )


def _whole(person: Person) -> str:
    return " ".join((*person.given, *person.family))


def _raised(index: Index, persons: list[Person]) -> list[Found]:
    return screen([query(one) for one in persons], index, {LIST: THRESHOLD}, as_of=TODAY)


def _rate(index: Index, strangers: list[Person]) -> float:
    """The first half warms what workers keep warm: the neighbourhoods of common names."""
    half = len(strangers) // 2
    _raised(index, strangers[:half])
    queries = [query(one) for one in strangers[half:]]
    # The invented people of this bench are hundreds of thousands of objects that no worker has: they are not searched for cycles.
    gc.collect()
    gc.freeze()
    start = time.process_time()
    screen(queries, index, {LIST: THRESHOLD}, as_of=TODAY)
    return len(queries) / (time.process_time() - start)


def _single(index: Index, strangers: list[Person]) -> list[float]:
    times = []
    for one in strangers:
        asked = query(one)
        start = time.process_time()
        screen([asked], index, {LIST: THRESHOLD}, as_of=TODAY)
        times.append(time.process_time() - start)
    return times


def _audit(index: Index, persons: list[Person], size: int) -> tuple[int, int]:
    """Every entry (of a large list, 5,000) compared in full: what the index did not lead to."""
    numbers = range(len(index.entries)) if size <= 10_000 else Random(2).sample(range(len(index.entries)), 3_000)
    missed = scanned = 0
    for person in persons[: 20 if size > 10_000 else 10]:
        found = {one.entry for one in _raised(index, [person])}
        for number in numbers:
            if total_bits(query(person), index.entries[number], index.frequencies) >= THRESHOLD:
                scanned += 1
                missed += number not in found
    return missed, scanned


def _brute(names: list[str], strangers: list[Person], variants: list[tuple[int, Person]]) -> tuple[float, float]:
    ordered = [" ".join(sorted(name.split())) for name in names]
    start = time.process_time()
    for one in strangers:
        process.extract(" ".join(sorted(_whole(one).split())), ordered, scorer=fuzz.ratio, score_cutoff=85, limit=5)
    rate = len(strangers) / (time.process_time() - start)
    few = variants[: 200 if len(names) <= 10_000 else 10]
    found = sum(
        bool(process.extractOne(" ".join(sorted(_whole(one).split())), ordered, scorer=fuzz.ratio, score_cutoff=85))
        for _, one in few
    )
    return rate, found / max(1, len(few))


def _pair_cost() -> None:
    try:
        from followthemoney import model  # type: ignore[import-not-found,unused-ignore]
        from nomenklatura.matching import LogicV2  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        print("\nnomenklatura logic-v2: not installed here, so its cost per pair is not measured")
        return
    people = People(9)
    made = []
    for number in range(400):
        entity = model.make_entity("Person")
        entity.id = f"p{number}"
        entity.add("name", _whole(people.person()))
        made.append(entity)
    config = LogicV2.default_config()
    # The first pair loads its dictionaries, which is no cost of a pair; it remembers names by an entity's id, so each is asked once.
    LogicV2.compare(made[0], made[1], config)
    start = time.process_time()
    for one, other in zip(made[2::2], made[3::2], strict=True):
        LogicV2.compare(one, other, config)
    print(
        f"\nnomenklatura logic-v2: {(time.process_time() - start) / (len(made) / 2 - 1) * 1e6:,.0f} microseconds a pair"
    )


if __name__ == "__main__":
    main()
