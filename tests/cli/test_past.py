"""The law, the sealed past and the audit from outside, as a person types them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gotravel.cli import audit, law, retention  # noqa: F401 - registers the commands
from gotravel.cli.app import app
from tests.conftest import Clock
from tests.unit import MARKER, PASSWORD, Unit, a_law, a_unit

WHY = "A court asked for this journey in its file."


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    told = {
        "DATABASE": made.parts.store.dsn,
        "DATA": str(tmp_path),
        "PROFILE": str(tmp_path / "law.toml"),
        "TRAINING": "1",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"GOTRAVEL_{name}", value)
    yield made
    made.parts.store.close()


def gotravel(*words: str | Path, status: int = 0) -> str:
    answer = CliRunner().invoke(app, [str(word) for word in words], input=f"{PASSWORD}\n")
    if answer.exception and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == status, answer.output
    return answer.output


def test_a_law_is_checked_against_the_floor(tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text(a_law("eu-pnr"))
    assert "within the floor" in gotravel("profile", "check", tmp_path / "law.toml")
    (tmp_path / "law.toml").write_text(a_law("eu-pnr").replace("mask_after_days = 183", "mask_after_days = 800"))
    assert "RET1 forbids this value of mask_after_days" in gotravel("profile", "check", tmp_path / "law.toml", status=1)


def test_a_law_is_changed_by_three_people(unit: Unit, tmp_path: Path) -> None:
    later = datetime.now(UTC).date() + timedelta(days=400)
    text = tmp_path / "new.toml"
    text.write_text(a_law("icao-annex9", version="1.1.0", effective=later, mask_after_days=90))
    for person in ("administrator", "supervisor", "data-protection-officer"):
        gotravel("profile", "key", tmp_path / person)
        gotravel("profile", "enrol", "--key", tmp_path / person, "--as", person)
    said = gotravel("profile", "propose", text, "--key", tmp_path / "administrator", "--as", "administrator")
    assert "mask_after_days: 183 -> 90" in said
    found = re.search(r"proposed ([0-9a-f]{16})", said)
    assert found
    for person, state in (("supervisor", "waits for dpo"), ("data-protection-officer", "approved")):
        said = gotravel("profile", "approve", found.group(1), "--key", tmp_path / person, "--as", person)
        assert state in said
    said = gotravel("profile", "history", "--as", "data-protection-officer")
    assert "1.0.0  from 2026-11-01  approved  in force" in said
    assert f"1.1.0  from {later}  approved" in said
    assert gotravel("profile", "show", found.group(1), "--as", "supervisor").endswith(text.read_text())
    assert "signature " in gotravel("profile", "sign", text, "--part", "dpo", "--key", tmp_path / "supervisor")


def test_one_sealed_record_is_opened_and_reviewed(unit: Unit, tmp_path: Path) -> None:
    unit.take()
    unit.nights(184)
    who, share = unit.travellers()[0], tmp_path / "keys" / "approver-share"
    told = ("--reason", WHY, "--purpose", "terrorism", "--case", "C-1", "--as", "analyst")
    request = gotravel("unmask", "ask", str(who), *told).split()[-1]
    assert WHY in gotravel("unmask", "waiting", "--as", "independent-approver")
    given = ("--share", share, "--why", WHY, "--minutes", "30", "--as", "independent-approver")
    assert "allowed for 30 minutes" in gotravel("unmask", "allow", request, *given)
    assert MARKER in gotravel("unmask", "open", request, "--purpose", "terrorism", "--as", "analyst")
    unit.nights(1)
    finding = ("--finding", "The order was shown to me.", "--lawful", "--as", "data-protection-officer")
    assert "reviewed" in gotravel("unmask", "review", request, *finding)
    assert "overdue, all" in gotravel("retention", "status")


def test_a_certificate_is_written_and_verified(unit: Unit, tmp_path: Path) -> None:
    unit.take()
    unit.nights(184)
    unit.nights(1826)
    folder = tmp_path / "for-the-court"
    assert "written to" in gotravel("retention", "certificates", folder)
    [file, *_] = sorted(folder.glob("*.json"))
    assert "signature sound" in gotravel("retention", "verify", file)


def test_the_audit_is_signed_for_outsiders_and_verified(unit: Unit, tmp_path: Path) -> None:
    unit.take()
    kept = tmp_path / "outside.jsonl"
    said = gotravel("checkpoint", kept)
    public = said.split()[-1]
    gotravel("checkpoint", kept)
    assert len(kept.read_text().splitlines()) == 2
    assert "2 checkpoints, sound" in gotravel("verify-audit", "--checkpoints", kept, "--public", public)
    import psycopg

    with psycopg.connect(unit.owner) as owner:
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        owner.execute("UPDATE audit_event SET actor = 'somebody else' WHERE seq = 2")
    assert "NOT SOUND" in gotravel("verify-audit", "--checkpoints", kept, status=1)
