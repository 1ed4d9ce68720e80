"""`gotravel verify-audit | prove-event | verify-event | checkpoint`: proof that nobody edited the trail.

Goes in: the right to read it, and checkpoints that somebody else keeps. Comes out: a verdict, exit status 1 when it is not
sound. Never: a change.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.domain.audit_checkpoint import AuditProof
from gotravel.domain.errors import InvalidInput
from gotravel.settings import from_environment
from gotravel.store import audit, audit_proof
from gotravel.vault import checkpoints


@app.command("verify-audit")
def verify_audit(
    files: Annotated[Path | None, typer.Option("--checkpoints", help="Signed checkpoints, one a line.")] = None,
    public: Annotated[
        str,
        typer.Option("--public", help="The unit's public signing key in hex; without it, the one of the data folder."),
    ] = "",
    exported: Annotated[
        Path | None,
        typer.Option("--events", help="An export as JSON lines: verified by itself, without the unit's database."),
    ] = None,
) -> None:
    """Verify the audit chain: edits, gaps, reordering, and with checkpoints also truncation and a chain written anew."""
    if exported:
        _verify_export(exported, files, public)
    with bootstrap.database(from_environment()) as ready:
        key = _public(public) if public else bootstrap.signing_public(ready)
        kept = checkpoints.read(files, key) if files else ()
        verdict = bootstrap.verify_audit(ready, kept, key)
    _tell(verdict, len(kept) if files else None)


def _verify_export(exported: Path, files: Path | None, public: str) -> NoReturn:
    """Files only. An export begins where somebody asked it to: what came before is vouched for by its hash alone."""
    kept = checkpoints.read(files, _needed(public)) if files else ()
    events = audit_proof.exported(exported)
    first = next(events, None)
    if first is None:
        raise InvalidInput("This export holds no event.")
    _tell(
        audit.verify(chain([first], events), kept, audit.Start(first[0] - 1, first[-2])), len(kept) if files else None
    )


def _tell(verdict: audit.Verdict, kept: int | None) -> NoReturn:
    for fault in verdict.faults:
        print(f"gotravel: {fault}", file=sys.stderr)
    told = f"{kept:,} checkpoints, " if kept is not None else ""
    print(
        f"{verdict.events:,} events, {told}{'sound' if verdict.sound else 'NOT SOUND'}; last {verdict.last.hex()[:16]}"
    )
    raise typer.Exit(0 if verdict.sound else 1)


@app.command("prove-event")
def prove_event(
    number: Annotated[int, typer.Argument(help="The event's number.", min=1)],
    file: Annotated[Path, typer.Argument(help="Where the proof is written: this event and hashes, no other event.")],
) -> None:
    """Prove that one audit event stands in the log that a checkpoint signed; needs the right to read, no other."""
    with bootstrap.database(from_environment()) as ready:
        assert ready.database
        proof = audit_proof.prove(ready.database, number)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(proof)) + b"\n")
    print(f"event {number:,} under the checkpoint at event {proof.checkpoint:,}, {len(proof.path)} hashes: {file}")


@app.command("verify-event")
def verify_event(
    file: Annotated[Path, typer.Argument(help="The proof.")],
    files: Annotated[Path, typer.Option("--checkpoints", help="The outside body's own copy of the checkpoints.")],
    public: Annotated[str, typer.Option("--public", help="The unit's public signing key in hex.")],
) -> None:
    """Verify a proof of one event with files alone: no database, no data folder, no network."""
    try:
        proof = msgspec.json.decode(file.read_bytes(), type=AuditProof)
    except (OSError, msgspec.DecodeError) as fault:
        raise InvalidInput(f"{file.name} is no proof of an event.") from fault
    fault_found = audit_proof.fault_of(proof, checkpoints.read(files, _needed(public)))
    if fault_found:
        print(f"gotravel: {fault_found}", file=sys.stderr)
    print(
        f"event {proof.event.seq:,}, {proof.event.kind}, {proof.event.at}: {'NOT PROVED' if fault_found else 'proved'}"
    )
    raise typer.Exit(1 if fault_found else 0)


@app.command()
def checkpoint(
    file: Annotated[Path, typer.Argument(help="The file to append to; give a copy to an outside body.")],
) -> None:
    """Sign the chain as it stands, and add every checkpoint that the file does not hold yet."""
    with bootstrap.database(from_environment()) as ready:
        made = bootstrap.checkpoint_now(bootstrap.parts(ready))
        added = checkpoints.append(file, made)
        print(f"{added} checkpoints added, the last at event {made[-1].event:,}")
        print(f"public half of the signing key: {bootstrap.signing_public(ready).public_bytes_raw().hex()}")


def _needed(public: str) -> Ed25519PublicKey:
    if not public:
        raise InvalidInput("Name the unit's public signing key with --public; `gotravel checkpoint` prints it.")
    return _public(public)


def _public(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError as fault:
        raise InvalidInput("A public key is 64 hexadecimal digits.") from fault
