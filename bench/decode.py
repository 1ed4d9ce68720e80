"""Speed and memory of decoding on one core: messages/s, MB/s, passengers/s, with findings, positions and filter.

Goes in: invented traffic. Comes out: a table. Never: a figure without the filter beside the one with it.
"""

from __future__ import annotations

import resource
import time
import tracemalloc
from collections.abc import Callable
from functools import partial

from bench import traffic
from gotravel.domain.legal_profile import LegalProfile
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode

SECONDS = 2.0


def main() -> None:
    profile = load("eu-pnr")
    print(f"{'what':34} {'messages/s':>10} {'MB/s':>7} {'passengers/s':>12} {'with filter':>12} {'memory':>8}")
    for name, raw in _messages():
        people = sum(len(one.passengers) for one in decode(raw))
        bare = _per_second(partial(decode, raw))
        kept = _per_second(partial(_filtered, raw, profile))
        print(
            f"{name:34} {bare:10,.0f} {bare * len(raw) / 1e6:7.2f} {bare * people:12,.0f} {kept * people:12,.0f}"
            f" {_memory(raw) / len(raw):7.1f}x"
        )
    print(f"\nlinear? {_linear()}")
    print(f"peak resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _filtered(raw: bytes, profile: LegalProfile) -> object:
    return keep_lawful(decode(raw), profile)


def _messages() -> list[tuple[str, bytes]]:
    return [
        ("PNRGOV, 180 bookings", traffic.push(180)),
        ("PNRGOV, one booking", traffic.push(1)),
        ("PAXLST, 260 passengers", traffic.api_list(260)),
        ("PAXLST, one passenger", traffic.api_list(1)),
    ]


def _per_second(work: Callable[[], object]) -> float:
    work()
    best, end = float("inf"), time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return 1 / best


def _memory(raw: bytes) -> int:
    tracemalloc.start()
    held = decode(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak if held else 0


def _linear() -> str:
    """A 16 MB push against a 1 MB one."""
    seconds = []
    for bookings in (400, 6400):
        raw = traffic.push(bookings)
        start = time.perf_counter()
        decode(raw)
        seconds.append(time.perf_counter() - start)
    return f"16 times the bookings take {seconds[1] / seconds[0]:.1f} times as long ({seconds[1]:.1f} s)"


if __name__ == "__main__":
    main()
