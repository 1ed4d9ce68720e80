"""End to end, from a carrier's bytes to the screened traveller; and what the filter and the audit cost of it.

Goes in: flights and passengers. Comes out: travellers a second, and the share of the whole that the two take. Never: a figure
without its twin: the same messages are taken in with and without each of them, by turns, and CPU is compared.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import psycopg

from bench.traffic import api_list, push
from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR
from gotravel.domain.transmission import Channel, Removals
from gotravel.flow import receive as receiving
from gotravel.flow.parts import Parts
from gotravel.gateway.credentials import digest
from gotravel.settings import from_environment
from gotravel.store import audit
from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate
from gotravel.upkeep import accounts, watchlists
from gotravel.worker import work_until_idle

PASSENGERS, ROUNDS = 180, 5
LIST = "reference;name;born;nationality;passport;category;review_due;nominator\n" + "\n".join(
    f"X-{n};Invented Person{n};1970-01-01;SWE;P{n:07};suspect;2099-01-01;Invented police" for n in range(2000)
)
Unfiltered = Callable[..., tuple[tuple[Any, ...], Removals]]


def main(flights: int = 6) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder)) as owner:
        migrate(owner)
        settings = from_environment({}, training=True, data=Path(folder), profile="training")
        parts = bootstrap.parts(msgspec.structs.replace(settings, database=as_application(owner)))
        _prepare(parts)
        ways: dict[str, Any] = {"as it is": _whole, "no filter": _no_filter, "no audit": _no_audit, "neither": _neither}
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        flight = iter(range(1000, 9000))
        _round(parts, flight, 1)
        for _ in range(ROUNDS):
            for name, way in ways.items():
                with way():
                    spent[name].append(_round(parts, flight, flights))
        _direct(parts, flight, flights * 3)
        parts.store.close()
    _print(spent, flights)


@contextmanager
def _timed(place: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Adds up the CPU of one function, with that of the database's session that answers it, where it is given one."""
    real = getattr(place, name)

    def timed(*given: Any) -> Any:
        session = given[0].info.backend_pid if given and isinstance(given[0], psycopg.Connection) else None
        began, of_session = time.thread_time(), run_time(session)
        try:
            return real(*given)
        finally:
            spent.append(time.thread_time() - began + run_time(session) - of_session)

    with patch.object(place, name, timed):
        yield


def _direct(parts: Parts, flight: Iterator[int], flights: int) -> None:
    by_filter, by_audit = list[float](), list[float]()
    with _timed(receiving, "keep_lawful", by_filter), _timed(audit, "append", by_audit):
        whole = _round(parts, flight, flights)[1]
    shares = [f"{name} {100 * sum(told) / whole:.1f} %" for name, told in (("filter", by_filter), ("audit", by_audit))]
    print(
        f"inside one run of {flights} flights ({whole:.2f} s CPU of this process and of the database): {', '.join(shares)}"
    )


def _prepare(parts: Parts) -> None:
    accounts.register_carrier(parts, OPERATOR, "ZZ", "Invented Air", digest("a secret"))
    law = ("Invented act, section 1", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(parts, OPERATOR, watchlists.Registration("SOUGHT", "Sought", "Invented police", *law))
    watchlists.import_list(parts, OPERATOR, "SOUGHT", LIST.encode())
    work_until_idle(parts)


def cpu() -> float:
    """Of this process and of the database's sessions that serve it."""
    seconds = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"gotravel_app" in (process / "cmdline").read_bytes():
                seconds += run_time(int(process.name))
    return time.process_time() + seconds


def run_time(process: int | None) -> float:
    """Seconds that a process ran, to the nanosecond; nought for none."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9 if process else 0.0


def _round(parts: Parts, flight: Iterator[int], flights: int) -> tuple[float, float]:
    """(seconds, CPU) for so many flights: a passenger list and a full push each."""
    numbers = [next(flight) for _ in range(flights)]
    raws = [
        raw.replace(b"501", b"%d" % n) for n in numbers for raw in (api_list(PASSENGERS, n), push(PASSENGERS // 2, n))
    ]
    carrier = bootstrap.carrier(parts, "ZZ")
    assert carrier is not None
    began, spent = time.perf_counter(), cpu()
    for raw in raws:
        receiving.receive(parts, carrier, raw, Channel.PUSH)
    work_until_idle(parts)
    return time.perf_counter() - began, cpu() - spent


@contextmanager
def _whole() -> Iterator[None]:
    yield


@contextmanager
def _no_filter() -> Iterator[None]:
    with patch.object(receiving, "keep_lawful", lambda messages, profile: (messages, Removals())):
        yield


@contextmanager
def _no_audit() -> Iterator[None]:
    with patch.object(audit, "append", lambda *_: None):
        yield


@contextmanager
def _neither() -> Iterator[None]:
    with _no_filter(), _no_audit():
        yield


def _print(spent: dict[str, list[tuple[float, float]]], flights: int) -> None:
    middle = {name: tuple(map(statistics.median, zip(*told, strict=True))) for name, told in spent.items()}
    bare = middle["neither"]
    print(f"end to end, {flights} flights of {PASSENGERS} with a list and a full push each, median of {ROUNDS}:")
    for name, (wall, used) in middle.items():
        told = f"{wall:6.2f} s, {used:6.2f} s CPU, {flights * PASSENGERS / wall:7.0f} travellers a second"
        print(
            f"  {name:10}{told}; {100 * (used - bare[1]) / middle['as it is'][1]:+5.1f} % of the CPU, {100 * (wall - bare[0]) / middle['as it is'][0]:+5.1f} % of the time"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
