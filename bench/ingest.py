"""From the carrier's bytes to screened travellers: passenger records a second, step by step, on the embedded database.

Goes in: a synthetic country of invented people. Comes out: a table: seconds of the clock and of this process a step. Never:
a step left out: receipts, filter, findings, audit chain and screening are those of the product.

    python -m bench.ingest [passengers] [profile]
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gotravel import bootstrap
from gotravel.cli.training import arrivals, register_list
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.receive import receive
from gotravel.settings import from_environment
from gotravel.worker import work_until_idle
from gotravel_country.country import Country

PASSENGERS = 3_000


def main(passengers: int = PASSENGERS, profiled: str = "") -> None:
    with tempfile.TemporaryDirectory(prefix="gotravel-bench-") as folder:
        settings = from_environment(training=True, data=Path(folder), profile="training")
        with bootstrap.database(settings) as ready:
            parts = bootstrap.parts(ready)
            country = Path(folder) / "country"
            Country(seed=1, passengers=passengers, today=parts.clock().date()).write(country)
            register_list(parts, country)
            _measure(parts, Path(folder), profiled)


def _measure(parts: Parts, folder: Path, profiled: str) -> None:
    counts = {"messages": 0, "records": 0, "bytes": 0}

    def take_in() -> None:
        for at_the_time, carrier, file in arrivals(parts, folder / "country"):
            raw = file.read_bytes()
            receipt = receive(at_the_time, carrier, raw, Channel.FILE, file.name)
            counts["messages"] += 1
            counts["records"] += receipt.travellers
            counts["bytes"] += len(raw)

    steps: dict[str, Callable[[], object]] = {"receive": take_in, "resolve, screen": lambda: work_until_idle(parts)}
    times = {name: _timed(step, folder, name.split(",")[0] == profiled) for name, step in steps.items()}
    times["all"] = tuple(map(sum, zip(*times.values(), strict=True)))
    print(f"{counts['messages']:,} transmissions, {counts['records']:,} records, {counts['bytes'] / 1e6:.1f} MB")
    print(f"{'step':16} {'clock s':>8} {'here s':>8} {'database s':>10} {'records/s':>10} {'records/s of work':>18}")
    for name, (wall, own, server) in times.items():
        rates = f"{counts['records'] / wall:10,.0f} {counts['records'] / (own + server):18,.0f}"
        print(f"{name:16} {wall:8.2f} {own:8.2f} {server:10.2f} {rates}")


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
            ticks += sum(map(int, fields[10:12])) + (
                sum(map(int, fields[12:14])) if stat.parent.name == postmaster else 0
            )
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PASSENGERS, sys.argv[2] if len(sys.argv) > 2 else "")
