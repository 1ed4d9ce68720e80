"""The command `gotravel` and its table of contents.

Goes in: words typed by a person. Comes out: exit status 0 done, 1 done with something to mend, 2 wrong usage. Never: a
traceback for what a person can mend (`CannotStart`, `Refused` become one line).
"""

from __future__ import annotations

import importlib
import sys

import typer

from gotravel.domain.errors import CannotStart, Refused

app = typer.Typer(
    help="gotravel: the platform of a Passenger Information Unit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
MODULES = ("decode", "running", "demo", "lists", "audit", "accounts", "law", "documents", "screening")
"""Each registers its commands on `app` when imported."""


def main() -> None:
    for name in MODULES:
        importlib.import_module(f"gotravel.cli.{name}")
    try:
        app()
    except (CannotStart, Refused) as fact:
        print(f"gotravel: {fact}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has read enough (`gotravel decode ... | head`).
        sys.stderr.close()
        sys.exit(0)
