"""A set of stolen and lost documents: time to build, size on disk, memory, look-ups a second.

Goes in: how many documents. Comes out: a table. Never: a real number.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from gotravel.flow.document_set import DocumentSets
from gotravel.wire.watchlist_files.documents_csv import HEAD, read_documents

ISSUERS = ("UTO", "SWE", "NGA", "FRA", "BRA", "IRN", "DEU", "PAK")
LOOK_UPS = 200_000
A_FLIGHT = 300


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--documents", type=int, nargs="*", default=[1_000_000, 20_000_000])
    print(
        f"{'documents':>12} {'build s':>8} {'CPU s':>7} {'rows/CPU s':>10} {'MB':>7} {'peak MB':>8} {'look-ups/CPU s, a flight':>24} {'one by one':>11}"
    )
    for size in asked.parse_args().documents:
        _measure(size)


def _measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sets = DocumentSets(Path(folder) / "documents", Path(folder) / "salt")
        start, cpu = time.perf_counter(), time.process_time()
        held, _ = sets.build("bench", "0" * 64, read_documents(_lines(size)))
        built, spent = time.perf_counter() - start, time.process_time() - cpu
        on_disk = sum(path.stat().st_size for path in Path(folder).rglob("*.bin")) / 1e6
        random = Random(2)
        asked = [(f"X{random.randrange(10**8):08}", random.choice(ISSUERS)) for _ in range(LOOK_UPS)]
        start = time.process_time()
        for first in range(0, LOOK_UPS, A_FLIGHT):
            held.look_up(asked[first : first + A_FLIGHT])
        together = LOOK_UPS / (time.process_time() - start)
        start = time.process_time()
        for one in asked[:20_000]:
            held.look_up([one])
        alone = 20_000 / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:12,} {built:8.1f} {spent:7.1f} {size / spent:10,.0f} {on_disk:7,.0f} {peak:8,.0f} {together:24,.0f} {alone:11,.0f}",
        flush=True,
    )


def _lines(size: int) -> Iterator[bytes]:
    random = Random(1)
    yield HEAD + b"\n"
    for _ in range(size):
        yield b"X%08d;%s;stolen;2026-03-01\n" % (random.randrange(10**8), random.choice(ISSUERS).encode())


if __name__ == "__main__":
    main()
