"""A real PostgreSQL for tests: one embedded server a session and worker, one database a test that asks for it."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from gotravel.store.embedded import as_application, embedded
from gotravel.store.migrate import migrate
from gotravel.store.unit_of_work import Store
from tests.builders import NOON

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
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    maintenance = cluster.replace("dbname=gotravel", "dbname=postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE gotravel STRATEGY FILE_COPY".encode())
    yield cluster.replace("dbname=gotravel", f"dbname={name}")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(owner_dsn: str, clock: Clock) -> Iterator[Store]:
    """The store as the application's login sees it."""
    opened = Store(as_application(owner_dsn), clock)
    yield opened
    opened.close()


def shared(*parts: str) -> Path:
    """A folder of the shared public data, or a skip that says why."""
    folder = Path(os.environ.get("GOTRAVEL_SHARED", Path(__file__).parents[2] / "shared")).joinpath(*parts)
    if not folder.exists():
        pytest.skip(f"the shared data folder {'/'.join(parts)} is not here; set GOTRAVEL_SHARED to test on it")
    return folder
