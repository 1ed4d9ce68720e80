"""One target fuzzed, guided by coverage: `python -m tests.fuzz.run pnrgov --seconds 60`.

Ends with 0 where nothing was found. A crash, an answer later than ten seconds or one that took 200 MB more memory than before
ends it at once and leaves the input in the folder of --keep, to be turned into a test. What the fuzzer itself keeps (every
input that reached new code) is not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["gotravel.wire", "gotravel.names.mrz", "gotravel.law"]):
    from tests.fuzz.targets import TARGETS, seeds

LARGEST = 1_000_000
SLOWEST_SECONDS = 10
MEMORY_MB = 200
EVERY = 3_000
"""One mutation in so many repeats a piece of the input until it is large: that is how slow readers are found."""


def mutated(data: bytes, largest: int, seed: int, words: tuple[bytes, ...]) -> bytes:
    random = Random(seed)
    if data and random.randrange(EVERY) == 0:
        start = random.randrange(len(data))
        piece = data[start : start + random.randrange(1, 400)]
        room = random.choice((10_000, 100_000, LARGEST)) - len(data)
        return bytes(data[:start] + piece * max(0, room // len(piece)) + data[start:])[:largest]
    if random.randrange(3) == 0:
        at = random.randrange(len(data) + 1)
        return bytes(data[:at] + random.choice(words) + data[at + random.choice((0, 0, 3)) :])[:largest]
    return bytes(atheris.Mutate(data, largest))


def within_memory(function: Callable[[bytes], None]) -> Callable[[bytes], None]:
    peak = os.open("/proc/self/clear_refs", os.O_WRONLY)

    def checked(data: bytes) -> None:
        os.pwrite(peak, b"5", 0)  # the highest mark of memory begins anew
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        function(data)
        taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        if taken > MEMORY_MB:
            raise MemoryError(f"{taken} MB for an input of {len(data)} bytes")

    return checked


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("target", choices=sorted(TARGETS))
    read.add_argument("--seconds", type=int, default=60)
    read.add_argument("--keep", type=Path, default=None, help="where an input that broke something is left")
    asked = read.parse_args()
    function, _, words = TARGETS[asked.target]
    keep = asked.keep or Path(tempfile.mkdtemp(prefix="gotravel-fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gotravel-fuzz-seeds-") as folder:
        for path in seeds(asked.target):
            (Path(folder) / path.name).write_bytes(path.read_bytes())
            function(path.read_bytes())
        options = [
            f"-max_total_time={asked.seconds}", f"-max_len={LARGEST}", f"-timeout={SLOWEST_SECONDS}", "-print_final_stats=1",
            "-rss_limit_mb=0", f"-artifact_prefix={keep}/{asked.target}-", "-len_control=0", "-verbosity=1",
        ]  # fmt: skip
        atheris.Setup(
            [sys.argv[0], *options, folder],
            within_memory(function),
            custom_mutator=lambda data, largest, seed: mutated(data, largest, seed, words),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
