"""`gotravel verify-audit | checkpoint`: proof that nobody edited the trail.

Goes in: the right to read it, and checkpoints that somebody else keeps. Comes out: a verdict, exit status 1 when it is not
sound. Never: a change.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.settings import from_environment
from gotravel.vault import checkpoints


@app.command("verify-audit")
def verify_audit(
    files: Annotated[Path | None, typer.Option("--checkpoints", help="Signed checkpoints, one a line.")] = None,
    public: Annotated[
        str,
        typer.Option("--public", help="The unit's public signing key in hex; without it, the one of the data folder."),
    ] = "",
) -> None:
    """Verify the audit chain: edits, gaps, reordering, and with checkpoints also truncation and a chain written anew."""
    with bootstrap.database(from_environment()) as ready:
        key = _public(public) if public else bootstrap.signing_public(ready)
        kept = checkpoints.read(files, key) if files else ()
        verdict = bootstrap.verify_audit(ready, kept, key)
    for fault in verdict.faults:
        print(f"gotravel: {fault}", file=sys.stderr)
    told = f"{len(kept):,} checkpoints, " if files else ""
    print(
        f"{verdict.events:,} events, {told}{'sound' if verdict.sound else 'NOT SOUND'}; last {verdict.last.hex()[:16]}"
    )
    raise typer.Exit(0 if verdict.sound else 1)


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


def _public(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError as fault:
        raise InvalidInput("A public key is 64 hexadecimal digits.") from fault
