"""A whole synthetic country in a database of its own, taken in once for all tests of this folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from gotravel import bootstrap
from gotravel.cli.training import populate
from gotravel.flow.parts import Parts
from gotravel.settings import Settings, from_environment
from gotravel.store.embedded import as_application
from gotravel_country.country import Country

PASSENGERS, SEED = 240, 7


class Filled(msgspec.Struct, frozen=True):
    settings: Settings
    parts: Parts
    owner: str
    folder: Path
    truth: dict[str, Any]
    log: str

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """As the owner of the database, who sees every row."""
        with psycopg.connect(self.owner) as connection:
            return connection.execute(sql.encode()).fetchall()

    def counts(self) -> dict[str, int]:
        tables = ("flight_leg", "booking", "traveller", "hit", "case_file")
        return {table: self.ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    @property
    def transmissions(self) -> list[tuple[str, Path]]:
        return [(path.parent.name, path) for path in sorted((self.folder / "transmissions").glob("*/*"))]


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def country(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    maintenance = cluster.replace("dbname=gotravel", "dbname=postgres")
    name = f"country_{abs(hash(str(tmp_path_factory.getbasetemp()))) % 10**9}"
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE gotravel STRATEGY FILE_COPY".encode())
    owner = cluster.replace("dbname=gotravel", f"dbname={name}")
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("country")
    settings = from_environment({}, training=True, data=data, profile="training")
    settings = msgspec.structs.replace(settings, database=as_application(owner))
    heard = Heard()
    logging.getLogger().addHandler(heard)
    logging.getLogger().setLevel(logging.DEBUG)
    populate(settings, PASSENGERS, SEED)
    logging.getLogger().removeHandler(heard)
    parts = bootstrap.parts(settings)
    Country(SEED, PASSENGERS, parts.clock().date()).write(folder)
    truth = msgspec.json.decode((folder / "planted.json").read_bytes())
    yield Filled(settings, parts, owner, folder, truth, "\n".join(heard.lines))
    parts.store.close()
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
