"""People are recognised under keys that lie outside the database: a new one needs nobody's identity data."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from gotravel import bootstrap
from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.errors import CannotStart
from gotravel.domain.message import Leg, Mode
from gotravel.flow.purposes import SCREENING
from gotravel.flow.raising import next_event
from gotravel.vault.subject_keys import SubjectKeys
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import MARKER, Unit, a_unit


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    a_case(made)
    yield made
    made.parts.store.close()


def subject_on_file(unit: Unit) -> str:
    return str(unit.ask("SELECT subject FROM hit")[0][0])


def plain(unit: Unit) -> bytes:
    """What whoever holds the database can compute from the names."""
    row = f"{MARKER}|OSRIKEL|1980-01-01|SWE|M|{MARKER}1"
    return hashlib.sha256(row.encode()).digest()


def computed(unit: Unit) -> str:
    with unit.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        sql = "SELECT subject_of(t) FROM traveller t JOIN hit h ON h.traveller = t.id"
        found = work.connection.execute(sql).fetchone()
    assert found is not None
    return str(found[0])


def test_a_digest_cannot_be_tried_with_the_database_alone(unit: Unit) -> None:
    key = unit.parts.keys.subjects.keys()[0]
    assert subject_on_file(unit) == hmac.digest(key, plain(unit), "sha256").hex()
    assert plain(unit).hex() not in unit.everything().decode(errors="replace")


def test_no_table_holds_the_key(unit: Unit) -> None:
    everything = unit.everything().decode(errors="replace")
    for key, pads in zip(unit.parts.keys.subjects.keys(), unit.parts.keys.subjects.told().split(","), strict=True):
        assert key.hex() not in everything
        assert pads[:64] not in everything


def test_whoever_runs_the_database_without_the_keys_recognises_nobody(unit: Unit) -> None:
    with psycopg.connect(unit.owner) as owner, pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        owner.execute("SELECT subject_of(t) FROM traveller t")


def test_a_new_key_is_laid_over_what_is_on_file(unit: Unit) -> None:
    before = subject_on_file(unit)
    unit.parts.keys.subjects.add()
    assert computed(unit) == before  # until the digests on file bear it, nobody computes under it
    assert bootstrap.key_subjects(unit.parts.store, unit.parts.keys) == 2
    first, second = unit.parts.keys.subjects.keys()
    assert (
        subject_on_file(unit)
        == computed(unit)
        == hmac.digest(second, hmac.digest(first, plain(unit), "sha256"), "sha256").hex()
    )
    assert subject_on_file(unit) != before
    assert bootstrap.key_subjects(unit.parts.store, unit.parts.keys) == 2
    assert unit.ask("SELECT count(*) FROM audit_event WHERE kind = 'subjects:keyed'") == [(2,)]


def test_digests_of_an_earlier_release_are_keyed_without_anybodys_data(unit: Unit) -> None:
    with psycopg.connect(unit.owner) as owner:
        owner.execute("UPDATE hit SET subject = %s", (plain(unit).hex(),))
        owner.execute("UPDATE subject_keying SET generation = 0")
    bootstrap.key_subjects(unit.parts.store, unit.parts.keys)
    assert subject_on_file(unit) == computed(unit)


@pytest.mark.parametrize("body", ["", "abc", "00" * 31, "zz" * 32], ids=["empty", "short", "a byte less", "no number"])
def test_keys_that_are_not_whole_stop_the_start(tmp_path: Path, body: str) -> None:
    file = tmp_path / "subjects"
    file.write_text(body)
    with pytest.raises(CannotStart):
        SubjectKeys(file).keys()


def test_the_keys_are_the_units_alone(tmp_path: Path) -> None:
    keys = SubjectKeys(tmp_path / "subjects")
    assert keys.keys() == keys.keys()
    assert keys.add() == 2
    assert keys.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["subjects"]


@pytest.mark.parametrize(
    ("leg", "moment"),
    [
        pytest.param(
            ("JFK", "2026-11-26T18:15", "BRU", "2026-11-27T07:30"),
            "2026-11-26T23:15",
            id="New York leaves by its own clock",
        ),
        pytest.param(
            ("JFK", "2026-11-26T08:15", "BRU", "2026-11-26T21:30"),
            "2026-11-26T20:30",
            id="it left: the landing comes next",
        ),
        pytest.param(("JFK", "2026-11-26", "BRU", None), None, id="no time told"),
        pytest.param(("NRT", "2026-11-27T01:00", "BRU", None), "2026-11-26T16:00", id="Tokyo is ahead"),
    ],
)
def test_when_a_flight_next_departs_or_lands(leg: tuple[str, str, str, str | None], moment: str | None) -> None:
    """At 13:20 UTC."""
    from datetime import UTC, datetime

    made = Leg(Mode.AIR, "ZZ", "501", None, leg[0], leg[2], leg[1], leg[3])
    found = next_event(
        ((made.origin, made.departure), (made.destination, made.arrival)), datetime(2026, 11, 26, 13, 20, tzinfo=UTC)
    )
    assert (found.strftime("%Y-%m-%dT%H:%M") if found else None) == moment
