"""`gotravel replay HIT`: a past assessment computed again.

Goes in: a hit's id. Comes out: the same sum, or what is missing or differs; exit status 1 then. Never: a silent
recalculation with another model.
"""

from __future__ import annotations

import sys
from typing import Annotated
from uuid import UUID

import typer

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.flow.replay import replay as replayed
from gotravel.settings import from_environment


@app.command()
def replay(hit: Annotated[str, typer.Argument(help="The hit's id.")]) -> None:
    """Compute a past assessment again from the versions it names."""
    try:
        number = UUID(hit)
    except ValueError as fault:
        raise InvalidInput("A hit is named by its id.") from fault
    with bootstrap.database(from_environment()) as ready:
        found = replayed(bootstrap.parts(ready), number)
    for told in found.made_with:
        print(told)
    for difference in found.differences:
        print(f"gotravel: {difference}", file=sys.stderr)
    print(
        f"stored {found.stored:+.2f} bits, computed again {found.computed:+.2f} bits"
        if found.computed is not None
        else "cannot be computed again"
    )
    raise typer.Exit(1 if found.differences else 0)
