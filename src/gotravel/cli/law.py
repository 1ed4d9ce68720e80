"""`gotravel profile check`: a State's law as data, against the floor.

Goes in: a TOML file. Comes out: what is wrong and which requirement forbids it; exit status 1 then. Never: a profile past
the floor called right.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.law import profile as profiles

profile = typer.Typer(help="Legal profiles.", no_args_is_help=True)
app.add_typer(profile, name="profile")


@profile.command()
def check(file: Annotated[Path, typer.Argument(help="A profile in TOML.")]) -> None:
    """Check a legal profile against its schema and the floor."""
    try:
        found = profiles.parse(file.read_text(encoding="utf-8"))
    except InvalidInput as refusal:
        print(f"gotravel: {refusal}", file=sys.stderr)
        raise typer.Exit(1) from refusal
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
    print(f"{found.id} {found.version}: within the floor")


@profile.command("list")
def list_profiles() -> None:
    """List the profiles that ship with the product."""
    for name in profiles.shipped():
        found = profiles.load(name)
        print(f"{name:20}{found.version:10}{found.edition}")
