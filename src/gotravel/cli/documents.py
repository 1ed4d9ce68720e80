"""`gotravel docs`: the generated pages of the documentation.

Goes in: the code's own tables. Comes out: files under docs/. Never: a page that a person edits.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from gotravel.cli.app import app


@app.command()
def docs(folder: Annotated[Path, typer.Option(help="The documentation's folder.")] = Path("docs")) -> None:
    """Write the generated references."""
    for name, made in pages().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(made(), encoding="utf-8")
        print(target)


def pages() -> dict[str, Callable[[], str]]:
    from gotravel import settings
    from gotravel.domain import audit_event
    from gotravel.law import register
    from gotravel.wire import findings

    return {
        "reference/findings.md": findings.reference,
        "reference/settings.md": settings.reference,
        "reference/audit-events.md": audit_event.reference,
        "law.md": register.document,
    }
