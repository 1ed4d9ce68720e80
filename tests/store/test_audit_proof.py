"""A single event is proved under a checkpoint that somebody outside keeps, and an exported log by files alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from gotravel import bootstrap
from gotravel.cli import audit  # noqa: F401 - registers the commands
from gotravel.cli.app import app
from gotravel.domain.actor import Role
from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditProof
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.flow import audit_export
from gotravel.store import audit_proof
from gotravel.store.merkle import Tree, audit_path, root_by
from gotravel.vault import checkpoints
from tests.conftest import Clock
from tests.unit import Unit, a_unit


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31])
def test_every_leaf_has_its_way_to_the_root(size: int) -> None:
    leaves, tree = [os.urandom(32) for _ in range(size)], Tree()
    for leaf in leaves:
        tree.add(leaf)
    for index, leaf in enumerate(leaves):
        path = audit_path(leaves, index)
        assert root_by(leaf, index, size, path) == tree.root()
        assert root_by(os.urandom(32), index, size, path) != tree.root()
        assert root_by(leaf, index + 1, size, path) != tree.root()
        assert root_by(leaf, index, size, [*path, os.urandom(32)]) != tree.root()


@pytest.fixture(scope="module")
def unit(module_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unit]:
    made = a_unit(module_dsn, tmp_path_factory.mktemp("proof"), Clock())
    made.take()
    checkpoints.append(made.folder / "outside.jsonl", bootstrap.checkpoint_now(made.parts))
    made.take(b"another push")
    checkpoints.append(made.folder / "outside.jsonl", bootstrap.checkpoint_now(made.parts))
    yield made
    made.parts.store.close()


def kept(unit: Unit) -> Path:
    return unit.folder / "outside.jsonl"


def public(unit: Unit) -> str:
    return unit.parts.keys.signing.public_key().public_bytes_raw().hex()


def points(unit: Unit) -> tuple[AuditCheckpoint, ...]:
    return checkpoints.read(kept(unit), unit.parts.keys.signing.public_key())


def test_every_event_under_a_checkpoint_is_proved(unit: Unit) -> None:
    last = points(unit)[-1].event
    for number in range(1, last + 1):
        assert audit_proof.fault_of(audit_proof.prove(unit.parts.store.dsn, number), points(unit)) is None


def test_an_event_after_the_last_checkpoint_is_not_proved_yet(unit: Unit) -> None:
    [(newest,)] = unit.ask("SELECT max(seq) FROM audit_event")
    with pytest.raises(InvalidInput, match="No checkpoint covers"):
        audit_proof.prove(unit.parts.store.dsn, newest)
    with pytest.raises(NotFound):
        audit_proof.prove(unit.parts.store.dsn, newest + 1)


def test_a_proof_holds_no_other_event(unit: Unit) -> None:
    proof = audit_proof.prove(unit.parts.store.dsn, 3)
    assert set(msgspec.to_builtins(proof)) == {"event", "checkpoint", "path"}
    assert all(len(bytes.fromhex(one)) == 32 for one in proof.path)


def changed(proof: AuditProof, **told: object) -> AuditProof:
    return msgspec.structs.replace(proof, event=msgspec.structs.replace(proof.event, **told))


TAMPERED: dict[str, Callable[[AuditProof], AuditProof]] = {
    "another actor": lambda proof: changed(proof, actor="somebody else"),
    "another moment": lambda proof: changed(proof, at="2001-01-01T00:00:00.000000+00:00"),
    "another purpose": lambda proof: changed(proof, purpose="curiosity"),
    "another subject": lambda proof: changed(proof, subjects=("00000000-0000-0000-0000-000000000001",)),
    "another detail": lambda proof: changed(proof, detail={"found": 0}),
    "another number": lambda proof: changed(proof, seq=proof.event.seq + 1),
    "another predecessor": lambda proof: changed(proof, previous="00" * 32),
    "a path cut short": lambda proof: msgspec.structs.replace(proof, path=proof.path[:-1]),
    "a path turned round": lambda proof: msgspec.structs.replace(proof, path=tuple(reversed(proof.path))),
    "no path": lambda proof: msgspec.structs.replace(proof, path=()),
    "no hexadecimal": lambda proof: msgspec.structs.replace(proof, path=("zz", *proof.path[1:])),
    "another checkpoint": lambda proof: msgspec.structs.replace(proof, checkpoint=999_999),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_proof_proves_nothing(unit: Unit, how: str) -> None:
    proof = audit_proof.prove(unit.parts.store.dsn, 5)
    assert len(proof.path) > 1
    assert audit_proof.fault_of(TAMPERED[how](proof), points(unit))


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    return done.exit_code, done.output


def test_the_commands_prove_and_verify(unit: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "event.json"
    monkeypatch.setenv("GOTRAVEL_DATABASE", unit.parts.store.dsn)
    assert run("prove-event", 4, file)[0] == 0
    monkeypatch.setenv("GOTRAVEL_DATABASE", "host=/nowhere")  # files only from here on
    status, said = run("verify-event", file, "--checkpoints", kept(unit), "--public", public(unit))
    assert (status, "event 4" in said, "proved" in said) == (0, True, True)
    file.write_text(file.read_text().replace('"actor": "', '"actor": "x'))
    status, said = run("verify-event", file, "--checkpoints", kept(unit), "--public", public(unit))
    assert (status, "NOT PROVED" in said) == (1, True)


def test_a_checkpoint_of_somebody_else_vouches_for_nothing(unit: Unit, tmp_path: Path) -> None:
    forged = tmp_path / "forged.jsonl"
    forged.write_text(kept(unit).read_text().replace('"first":1', '"first":2'))
    with pytest.raises(InvalidInput, match="not signed by this unit"):
        checkpoints.read(forged, unit.parts.keys.signing.public_key())


def export(unit: Unit, file: Path) -> list[str]:
    far = unit.clock.now.replace(year=2099)
    dpo = unit.officers[Role.DPO]
    file.write_bytes(b"".join(audit_export.lines(unit.parts, dpo, "jsonl", unit.clock.now.replace(year=2001), far)))
    return file.read_text().splitlines()


EDITS: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "edited": (lambda lines: [*lines[:3], lines[3].replace('"purpose":"', '"purpose":"x'), *lines[4:]], "event 4 was edited"),
    "removed": (lambda lines: [*lines[:3], *lines[4:]], "events 4 to 4 are missing"),
    "swapped": (lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], "does not follow the one before it"),
    "cut off": (lambda lines: lines[:4], "events were cut off"),
}  # fmt: skip


@pytest.mark.parametrize("how", EDITS)
def test_an_export_is_verified_by_files_alone(
    unit: Unit, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "audit.jsonl"
    lines = export(unit, file)
    monkeypatch.setenv("GOTRAVEL_DATABASE", "host=/nowhere")
    asked = ("verify-audit", "--events", file, "--checkpoints", kept(unit), "--public", public(unit))
    assert run(*asked)[0] == 0
    edit, sentence = EDITS[how]
    file.write_text("\n".join(edit(lines)) + "\n")
    status, said = run(*asked)
    assert (status, sentence in said) == (1, True), said
