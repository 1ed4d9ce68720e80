"""Speed and memory of decoding on one core: messages/s, MB/s, passengers/s, with findings, positions and filter.

Goes in: invented traffic, another message each time. Comes out: a table. Never: a figure without the filter beside the
one with it, or one message read again and again.
"""

from __future__ import annotations

import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median

from bench import traffic
from gotravel.domain.legal_profile import LegalProfile
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode

SECONDS = 4.0
SEEDS = range(1, 13)
SIZES = {False: (700, 2_800), True: (1_570, 25_120)}
"""Bookings of the smaller and the larger push of the test of linearity: about 2 and 8 MB, or (`--large`) 4 and 64 MB."""

Sender = Callable[[int], bytes]
MESSAGES: dict[str, Sender] = {
    "PNRGOV, 180 bookings": lambda seed: traffic.push(180, seed),
    "PNRGOV, 180 bookings of one": lambda seed: traffic.push(180, seed, sizes=(1,)),
    "PNRGOV, one booking": lambda seed: traffic.push(1, seed),
    "PAXLST, 260 passengers": lambda seed: traffic.api_list(260, seed),
    "PAXLST, one passenger": lambda seed: traffic.api_list(1, seed),
}


def main() -> None:
    profile = load("eu-pnr")
    print(
        f"{'what':28} {'KB':>6} {'messages/s':>10} {'MB/s':>6} {'passengers/s':>12} {'with filter':>11} {'memory':>7}"
    )
    for name, sender in MESSAGES.items():
        raws = [sender(seed) for seed in SEEDS]
        people = sum(len(message.passengers) for raw in raws for message in decode(raw)) / len(raws)
        size = sum(map(len, raws)) / len(raws)
        bare = _per_second(raws, decode)
        kept = _per_second(raws, lambda raw: _filtered(raw, profile))
        print(
            f"{name:28} {size / 1e3:6,.1f} {bare:10,.0f} {bare * size / 1e6:6.2f} {bare * people:12,.0f}"
            f" {kept * people:11,.0f} {_memory(raws[0]) / len(raws[0]):6.1f}x"
        )
    print(f"\nlinear? {_linear(profile, large='--large' in sys.argv)}")
    print(f"peak resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _filtered(raw: bytes, profile: LegalProfile) -> object:
    return keep_lawful(decode(raw), profile)


def _per_second(raws: list[bytes], work: Callable[[bytes], object]) -> float:
    """By the quickest reading of each message: processor time, because other work runs beside a measurement."""
    quickest = [float("inf")] * len(raws)
    for _ in _rounds():
        quickest = [min(before, _seconds(raw, work)) for before, raw in zip(quickest, raws, strict=True)]
    return len(raws) / sum(quickest)


def _rounds() -> Iterator[None]:
    end = time.perf_counter() + SECONDS
    for number in range(1_000):
        if number > 2 and time.perf_counter() > end:
            return
        yield


def _seconds(raw: bytes, work: Callable[[bytes], object]) -> float:
    start = time.process_time()
    work(raw)
    return time.process_time() - start


def _memory(raw: bytes) -> int:
    """Beside the message itself, while it is decoded."""
    tracemalloc.start()
    held = decode(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak if held else 0


def _linear(profile: LegalProfile, *, large: bool) -> str:
    """Five smaller messages and a larger one by turns, three times, another message each time; the middle of each is compared,
    because the quickest of many short readings has more luck than that of a few long ones."""
    smaller, larger = SIZES[large]
    sizes, seconds = [list[int](), list[int]()], [list[float](), list[float]()]
    for seed in range(3):
        for which, bookings, first in [*((0, smaller, place) for place in range(5)), (1, larger, 0)]:
            raw = traffic.push(bookings, seed * 5 + first + 1)
            sizes[which].append(len(raw))
            seconds[which].append(_seconds(raw, lambda one: _filtered(one, profile)))
    (small, big), (short, long) = [median(one) for one in sizes], [median(one) for one in seconds]
    return (
        f"{big / 1e6:.1f} MB are {big / small:.1f} times {small / 1e6:.1f} MB and take"
        f" {long / short:.1f} times as long ({long:.1f} s)"
    )


if __name__ == "__main__":
    main()
