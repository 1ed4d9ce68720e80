"""`gotravel statistics | notice | compliance`: what a unit publishes, from the command line.

Goes in: a year, the law in force. Comes out: CSV or text on the screen, to be put into a file. Never: a count under ten.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.dissemination import public_notice
from gotravel.domain.actor import OPERATOR
from gotravel.flow import figures
from gotravel.law.compliance import statement
from gotravel.settings import from_environment


@app.command()
def statistics(
    year: Annotated[int, typer.Option(help="The year; this one where none is named.")] = 0,
) -> None:
    """The yearly figures as CSV: counts without personal data, those under ten suppressed."""
    with bootstrap.database(from_environment()) as ready:
        found = figures.published(bootstrap.parts(ready), OPERATOR, year or datetime.now(UTC).year)
    print(found.csv, end="")


@app.command()
def notice() -> None:
    """The notice to the public and the text for carriers' booking pages, from the law in force."""
    with bootstrap.database(from_environment()) as ready:
        print(public_notice.as_text(bootstrap.parts(ready).profile), end="")


@app.command()
def compliance() -> None:
    """The statement of compliance with Annex 9, from the register of requirements."""
    with bootstrap.database(from_environment()) as ready:
        parts = bootstrap.parts(ready)
        print(statement(parts.profile, parts.code_version, parts.clock()), end="")
