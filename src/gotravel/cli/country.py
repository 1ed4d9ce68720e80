"""`gotravel country`: a synthetic country of any size as files.

Goes in: a seed and a size. Comes out: a folder of carriers' messages, a list, and who must be found. Never: anything real.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel_country.country import Country


@app.command()
def country(
    passengers: Annotated[int, typer.Option(min=10, help="How many passengers.")],
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same country.")] = 1,
    today: Annotated[str, typer.Option(help="The day it is told from, YYYY-MM-DD; today by default.")] = "",
) -> None:
    """Invent a country: people, carriers, messages, a list, and planted cases."""
    try:
        day = date.fromisoformat(today) if today else datetime.now(UTC).date()
    except ValueError as fault:
        raise InvalidInput("--today is a date, YYYY-MM-DD.") from fault
    for name, count in Country(seed, passengers, day).write(out).items():
        print(f"{name:14}{count:>12,}")
