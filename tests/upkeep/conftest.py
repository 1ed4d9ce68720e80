"""A unit under each law."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.unit import Unit, a_unit


@pytest.fixture
def eu(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock)
    yield made
    made.parts.store.close()


@pytest.fixture
def icao(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    """Masks at half a year, keeps five years: the law under which there is a sealed past for everybody."""
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    yield made
    made.parts.store.close()
