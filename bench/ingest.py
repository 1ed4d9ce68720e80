"""From the carrier's bytes to screened travellers: passenger records a second on the embedded database.

Goes in: a synthetic country of invented people. Comes out: a table: first each step alone, with the seconds of the clock,
of this process and of the database; then both at once, a receiving and a working process side by side. Never: a step
left out: receipts, filter, findings, audit chain and screening are those of the product.

    python -m bench.ingest [passengers] [step to profile: receive or resolve]
"""

from __future__ import annotations

import cProfile
import multiprocessing
import os
import pstats
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

from gotravel import bootstrap
from gotravel.cli.training import arrivals, register_list
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.receive import receive
from gotravel.settings import Settings, from_environment
from gotravel.worker import work_until, work_until_idle
from gotravel_country.country import Country

PASSENGERS = 3_000


def main(passengers: int = PASSENGERS, profiled: str = "") -> None:
    with _country(passengers) as (settings, folder):
        _one_after_the_other(bootstrap.parts(settings), folder, profiled)
    if not profiled:
        with _country(passengers) as (settings, folder):
            _side_by_side(settings, folder)


@contextmanager
def _country(passengers: int) -> Iterator[tuple[Settings, Path]]:
    """A database with a list in force, and the country's messages waiting in a folder."""
    with tempfile.TemporaryDirectory(prefix="gotravel-bench-") as name:
        settings = from_environment(training=True, data=Path(name), profile="training")
        with bootstrap.database(settings) as ready:
            parts = bootstrap.parts(ready)
            Country(seed=1, passengers=passengers, today=parts.clock().date()).write(Path(name) / "country")
            register_list(parts, Path(name) / "country")
            work_until_idle(parts)
            yield ready, Path(name)


def _one_after_the_other(parts: Parts, folder: Path, profiled: str) -> None:
    records = 0

    def take_in() -> None:
        nonlocal records
        records = _take_in(parts, folder)

    steps: dict[str, Callable[[], object]] = {"receive": take_in, "resolve, screen": lambda: work_until_idle(parts)}
    times = {name: _timed(step, folder, name.split(",")[0] == profiled) for name, step in steps.items()}
    times["all"] = tuple(map(sum, zip(*times.values(), strict=True)))
    print(f"{'step':16} {'clock s':>8} {'here s':>8} {'database s':>10} {'records/s':>10} {'records/s of work':>18}")
    for name, (wall, own, server) in times.items():
        rates = f"{records / wall:10,.0f} {records / (own + server):18,.0f}"
        print(f"{name:16} {wall:8.2f} {own:8.2f} {server:10.2f} {rates}", flush=True)


def _take_in(parts: Parts, folder: Path) -> int:
    records = 0
    for at_the_time, carrier, file in arrivals(parts, folder / "country"):
        records += receive(at_the_time, carrier, file.read_bytes(), Channel.FILE, file.name).travellers
    return records


def _side_by_side(settings: Settings, folder: Path) -> None:
    """Until the last traveller is screened: the worker is told to end when nothing more will come, and does what waits."""
    context = multiprocessing.get_context("spawn")
    nothing_more, ready = context.Event(), context.Event()
    worker = context.Process(target=_worker, args=(settings, ready, nothing_more))
    worker.start()
    ready.wait(60)
    start = time.perf_counter()
    records = _take_in(bootstrap.parts(settings), folder)
    nothing_more.set()
    worker.join()
    wall = time.perf_counter() - start
    print(f"{'side by side':16} {wall:8.2f} {'':8} {'':10} {records / wall:10,.0f}  of {records:,}")


def _worker(settings: Settings, ready: Event, nothing_more: Event) -> None:
    parts, stop = bootstrap.parts(settings), threading.Event()
    ready.set()
    while not nothing_more.is_set():
        work_until(parts, stop, until_idle=True)
        nothing_more.wait(0.05)
    work_until(parts, stop, until_idle=True)


def _timed(step: Callable[[], object], folder: Path, profiled: bool) -> tuple[float, ...]:
    """Seconds of the clock, of this process's work, of the database's work."""
    profile = cProfile.Profile()
    before = time.perf_counter(), time.process_time(), _database_seconds(folder)
    if profiled:
        profile.runcall(step)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(60)
    else:
        step()
    after = time.perf_counter(), time.process_time(), _database_seconds(folder)
    return tuple(late - early for late, early in zip(after, before, strict=True))


def _database_seconds(folder: Path) -> float:
    """User and system time of the server that runs on this folder, and of its processes (Linux tells)."""
    postmaster = next(folder.rglob("postmaster.pid")).read_text().split("\n", 1)[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, *fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if postmaster in (stat.parent.name, fields[0]):
            ended = fields[12:14] if stat.parent.name == postmaster else []
            ticks += sum(map(int, [*fields[10:12], *ended]))
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PASSENGERS, sys.argv[2] if len(sys.argv) > 2 else "")
