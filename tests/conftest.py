"""A real PostgreSQL for tests: one embedded server a session and worker, one database a test that asks for it."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate
from gotravel.store.unit_of_work import Store
from tests.builders import Clock as Clock
from tests.unit import Unit, a_unit

NUMBERS = itertools.count(1)


MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The owner's DSN of a migrated database that others are copied from; in memory where there is room, since a copy a
    test costs ten times as much on a disk. Tests of lost power start servers of their own, on the disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if roomy else tmp_path_factory.getbasetemp()
    with tempfile.TemporaryDirectory(dir=place) as folder, embedded(Path(folder)) as dsn:
        migrate(dsn)
        yield dsn


@pytest.fixture
def owner_dsn(cluster: str) -> Iterator[str]:
    """A database of its own, as the owner sees it (tests that attack use it)."""
    yield from _database(cluster)


@pytest.fixture(scope="module")
def module_dsn(cluster: str) -> Iterator[str]:
    """One for a whole module of tests that only read."""
    yield from _database(cluster)


def _database(cluster: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    maintenance = cluster.replace("dbname=gotravel", "dbname=postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE gotravel STRATEGY FILE_COPY".encode())
    yield cluster.replace("dbname=gotravel", f"dbname={name}")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(owner_dsn: str, clock: Clock) -> Iterator[Store]:
    """The store as the application's login sees it."""
    opened = Store(as_application(owner_dsn), clock)
    yield opened
    opened.close()


@pytest.fixture
def eu(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    """A unit under the law in which a record without a basis is gone after half a year."""
    made = a_unit(owner_dsn, tmp_path, clock)
    yield made
    made.parts.store.close()


@pytest.fixture
def icao(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    """Masks at half a year, keeps five years: the law under which there is a sealed past for everybody."""
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    yield made
    made.parts.store.close()


def shared(*parts: str) -> Path:
    """A folder of the shared public data, or a skip that says why."""
    folder = Path(os.environ.get("GOTRAVEL_SHARED", Path(__file__).parents[2] / "shared")).joinpath(*parts)
    if not folder.exists():
        pytest.skip(f"the shared data folder {'/'.join(parts)} is not here; set GOTRAVEL_SHARED to test on it")
    return folder
