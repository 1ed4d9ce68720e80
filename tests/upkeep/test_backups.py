"""A backup of last month shows nothing that expired since; a plain dump does, and the proof says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gotravel.domain.errors import InvalidInput
from gotravel.store.backup import Found
from gotravel.store.embedded import Server, bundled
from gotravel.upkeep import backups
from tests.conftest import Clock
from tests.unit import MARKER, Unit, a_unit


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


def prove(unit: Unit, file: Path) -> Found:
    return backups.prove(unit.parts, file, unit.folder / f"scratch-{file.stem}")


def test_a_backup_holds_no_clear_value(eu: Unit) -> None:
    eu.take()
    file = eu.folder / "young.backup"
    assert backups.make(eu.parts, eu.owner, file) > 20
    assert MARKER.encode() not in file.read_bytes()


def test_a_young_backup_restores_everything(eu: Unit, tmp_path: Path) -> None:
    eu.take()
    file = eu.folder / "young.backup"
    backups.make(eu.parts, eu.owner, file)
    server = Server(tmp_path / "restored", bundled())
    server.start()
    try:
        owner, shut = backups._restored(eu.parts, server, file)
        restored = Unit(eu.parts, owner, eu.clock, eu.folder, {})
        assert shut == []
        tables = ("traveller", "message", "hit", "audit_event", "officer", "flight_leg", "booking", "transmission")
        # The event of the backup itself is the one that came after it.
        assert {t: restored.count(t) + (t == "audit_event") for t in tables} == {t: eu.count(t) for t in tables}
        assert restored.ask("SELECT family FROM traveller ORDER BY 1") == eu.ask(
            "SELECT family FROM traveller ORDER BY 1"
        )
    finally:
        server.stop()


def test_a_backup_from_before_the_end_shows_nothing_after_it(eu: Unit) -> None:
    eu.take()
    eu.nights(170)
    file = eu.folder / "month.backup"
    backups.make(eu.parts, eu.owner, file)
    eu.nights(20)
    found = prove(eu, file)
    assert found.readable == 0
    assert "shut because their key was destroyed" in found.lines[-1]
    assert not found.lines[-1].strip().startswith("0 ")


def test_sealed_records_of_a_backup_end_with_their_keys(icao: Unit) -> None:
    icao.take()
    icao.nights(184)
    file = icao.folder / "sealed.backup"
    backups.make(icao.parts, icao.owner, file)
    assert prove(icao, file).readable == 0
    icao.nights(1826 - 180)
    found = prove(icao, file)
    assert found.readable == 0
    assert "3  expired sealed records, 0 of them" in found.lines[-2]


def test_a_sealed_record_whose_key_was_kept_is_found(icao: Unit) -> None:
    """Somebody put the destroyed keys back beside the backup."""
    import shutil

    icao.take()
    icao.nights(184)
    file = icao.folder / "sealed.backup"
    backups.make(icao.parts, icao.owner, file)
    shutil.copytree(icao.folder / "keys" / "records", icao.folder / "stolen")
    icao.nights(1826 - 180)
    shutil.copytree(icao.folder / "stolen", icao.folder / "keys" / "records", dirs_exist_ok=True)
    assert prove(icao, file).readable == 3


@pytest.fixture
def own_server(tmp_path: Path, clock: Clock) -> Iterator[tuple[Unit, Server]]:
    from gotravel.store.migrate import migrate

    server = Server(tmp_path / "own", bundled())
    server.start()
    migrate(server.dsn)
    unit = a_unit(server.dsn, tmp_path / "data", clock)
    yield unit, server
    unit.parts.store.close()
    server.stop()


def test_a_plain_dump_is_found_out(own_server: tuple[Unit, Server]) -> None:
    """What pg_dump wrote forgets nothing: the proof counts what it shows, and says to destroy it."""
    unit, server = own_server
    unit.take()
    dump = unit.folder / "plain.dump"
    assert server.dump(dump) is None
    unit.nights(200)
    assert prove(unit, dump).readable >= 3


def test_a_backup_is_never_written_over_another(eu: Unit) -> None:
    file = eu.folder / "twice.backup"
    backups.make(eu.parts, eu.owner, file)
    with pytest.raises(InvalidInput):
        backups.make(eu.parts, eu.owner, file)
