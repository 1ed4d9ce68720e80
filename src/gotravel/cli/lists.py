"""`gotravel register-list | import-list`: lists come into force from the command line.

Goes in: a list's law, a file. Comes out: what changed. Never: half a list; an unusual change without a second person.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.domain.actor import OPERATOR, Actor, ActorKind
from gotravel.domain.errors import InvalidInput
from gotravel.settings import from_environment
from gotravel.upkeep import watchlists


@app.command("register-list")
def register_list(
    code: Annotated[str, typer.Argument(help="Short and stable, such as un-sc.")],
    name: Annotated[str, typer.Option(help="What officers read.")],
    owner: Annotated[str, typer.Option(help="Who answers for it.")],
    legal_basis: Annotated[str, typer.Option(help="The act and article.")],
    purpose: Annotated[str, typer.Option(help="A purpose of the legal profile.")],
    offences: Annotated[str, typer.Option(help="Offence classes, comma between.")],
    review_due: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="When it has to be reviewed.")],
    threshold: Annotated[float, typer.Option(help="Bits of evidence a hit needs.")] = 16.5,
) -> None:
    """Register a list with what makes it lawful."""
    given = watchlists.Registration(
        code, name, owner, legal_basis, purpose, tuple(o.strip() for o in offences.split(",") if o.strip()),
        date(review_due.year, review_due.month, review_due.day), threshold_bits=threshold,
    )  # fmt: skip
    with bootstrap.database(from_environment()) as ready:
        watchlists.register(bootstrap.parts(ready), OPERATOR, given)
    print(f"{code}: registered; import its entries with gotravel import-list {code} FILE")


@app.command("import-list")
def import_list(
    code: Annotated[str, typer.Argument(help="The registered list.")],
    file: Annotated[Path, typer.Argument(help="Its new version: UN XML or the CSV template.")],
    confirmed_by: Annotated[str, typer.Option(help="Sign-in of the second person, for an unusual change.")] = "",
) -> None:
    """Bring a new version of a list into force, whole or not at all."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
    with bootstrap.database(from_environment()) as ready:
        second = Actor(ActorKind.OPERATOR, confirmed_by) if confirmed_by else None
        done = watchlists.import_list(bootstrap.parts(ready), OPERATOR, code, raw, confirmed_by=second)
    counts = (len(done.differences.added), len(done.differences.changed), len(done.differences.removed))
    print(
        f"{code}: {done.entries:,} entries in force; {counts[0]:,} added, {counts[1]:,} changed, {counts[2]:,} removed"
    )
    for finding in done.findings:
        print(f"  {finding.severity.value}: {finding.text}")
