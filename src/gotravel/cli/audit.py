"""`gotravel verify-audit | checkpoint`: proof that nobody edited the trail.

Goes in: the right to read it, and checkpoints that somebody else keeps. Comes out: a verdict, exit status 1 when it is not
sound. Never: a change.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.settings import from_environment
from gotravel.vault import checkpoints


@app.command("verify-audit")
def verify_audit(
    files: Annotated[Path | None, typer.Option("--checkpoints", help="Signed checkpoints, one a line.")] = None,
) -> None:
    """Verify the audit chain: edits, gaps, reordering, and with checkpoints also truncation."""
    with bootstrap.database(from_environment()) as ready:
        expected = checkpoints.read(files, bootstrap.signing_public(ready)) if files else None
        verdict = bootstrap.verify_audit(ready, expected)
    for fault in verdict.faults:
        print(f"gotravel: {fault}", file=sys.stderr)
    print(f"{verdict.events:,} events, {'sound' if verdict.sound else 'NOT SOUND'}; last {verdict.last.hex()[:16]}")
    raise typer.Exit(0 if verdict.sound else 1)


@app.command()
def checkpoint(
    file: Annotated[Path, typer.Argument(help="The file to append to; give a copy to an outside body.")],
) -> None:
    """Sign the chain as it stands, for an outside body to keep."""
    with bootstrap.database(from_environment()) as ready:
        verdict = bootstrap.verify_audit(ready)
        checkpoints.append(file, verdict.events, verdict.last, bootstrap.signing_key(ready), bootstrap.now())
    print(f"checkpoint at event {verdict.events:,} written")
