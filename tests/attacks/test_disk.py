"""A thief of the disk, after the law's time: no file of the database's folder holds what was masked, the write-ahead log neither."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gotravel.store import embedded as server
from gotravel.store.embedded import embedded
from gotravel.store.migrate import migrate
from tests.conftest import Clock
from tests.unit import API, MARKER, Unit, a_unit


@pytest.fixture
def unit(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unit]:
    # Compressed pages of the log would hide the marker from this test, not from a thief.
    monkeypatch.setitem(server.OPTIONS, "wal_compression", "off")
    with embedded(tmp_path / "server") as owner:
        migrate(owner)
        made = a_unit(owner, tmp_path / "unit", clock, "icao-annex9")
        yield made
        made.parts.store.close()


def holding(unit: Unit) -> set[str]:
    """Folders of the database's own in which the marker can be read."""
    cluster = unit.folder.parent / "server" / "postgres" / "cluster"
    files = [path for path in cluster.rglob("*") if path.is_file()]
    return {path.relative_to(cluster).parts[0] for path in files if MARKER.encode() in path.read_bytes()}


def settled(unit: Unit) -> None:
    """Counters of changed rows, of every connection, reach the scrubber; dirty pages reach the disk."""
    pool = unit.parts.store.pool
    with contextlib.ExitStack() as held:
        for _ in range(pool.get_stats()["pool_size"]):
            held.enter_context(pool.connection()).execute("SELECT pg_stat_force_next_flush()")
    with psycopg.connect(unit.owner, autocommit=True) as owner:
        owner.execute("SELECT pg_stat_force_next_flush()")
        owner.execute("CHECKPOINT")


def test_no_file_of_the_database_holds_what_was_masked(unit: Unit) -> None:
    unit.take()
    with psycopg.connect(unit.owner, autocommit=True) as owner:
        owner.execute("ANALYZE")
    settled(unit)
    assert holding(unit) >= {"base", "pg_wal"}
    unit.nights(220)
    settled(unit)
    unit.nights(1)
    settled(unit)
    assert unit.ask(
        "SELECT detail->'log' FROM audit_event WHERE kind = 'retention:scrubbed' ORDER BY seq DESC LIMIT 1"
    ) == [(True,)]
    assert holding(unit) == set()


def test_the_planner_never_kept_a_name(unit: Unit) -> None:
    """Met by: of columns with values of persons no statistics are kept, also in rooms of months to come."""
    for number in range(30):
        unit.take(API.replace(b"ZZ501", b"ZZ%d" % (600 + number)))
    unit.nights(120)
    unit.take()
    with psycopg.connect(unit.owner, autocommit=True) as owner:
        owner.execute("ANALYZE")
        said = owner.execute(
            "SELECT string_agg(most_common_vals::text || coalesce(histogram_bounds::text, ''), '|') FROM pg_stats"
        ).fetchone()
    assert said is not None
    assert MARKER not in str(said[0])
    assert "SWE" in str(said[0])
