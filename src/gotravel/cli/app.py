"""The command `gotravel` and its table of contents.

Goes in: words typed by a person. Comes out: exit status 0 done, 1 done with something to mend, 2 wrong usage. Never: a
traceback for what a person can mend (`CannotStart`, `Refused` become one line).
"""

from __future__ import annotations

import errno
import importlib
import signal
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
MODULE_OF: dict[str, str] = {
    **dict.fromkeys(("run", "serve", "work", "migrate"), "running"),
    "decode": "decode",
    "demo": "demo",
    "country": "country",
    **dict.fromkeys(("register-list", "import-list", "lists"), "lists"),
    **dict.fromkeys(("verify-audit", "prove-event", "verify-event", "checkpoint"), "audit"),
    **dict.fromkeys(("add-carrier", "add-officer", "record-training"), "accounts"),
    **dict.fromkeys(("statistics", "notice", "compliance"), "published"),
    "profile": "law",
    **dict.fromkeys(("retention", "unmask", "backup", "prove-deletion"), "retention"),
    **dict.fromkeys(("quarantine", "extra-push"), "quarantine"),
    "replay": "replay",
    "docs": "documents",
}
"""Only the module of the command that was typed is imported, so that `gotravel decode` answers at once."""


@app.callback()
def gotravel() -> None:
    """gotravel: the platform of a Passenger Information Unit."""


def _interrupt(*_: object) -> None:
    """An end that is asked for is an end in order, also while something is still being prepared."""
    raise KeyboardInterrupt


def _full_disk(fault: Exception) -> bool:
    """The database's own word for it, by name: this module is imported by commands that need no database."""
    return type(fault).__name__ == "DiskFull" or getattr(fault, "errno", None) == errno.ENOSPC


def main() -> None:
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    for name in {MODULE_OF[asked]} if asked in MODULE_OF else sorted(set(MODULE_OF.values())):
        importlib.import_module(f"gotravel.cli.{name}")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app()
    except (CannotStart, Refused) as fact:
        print(f"gotravel: {fact}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has read enough (`gotravel decode ... | head`).
        sys.stderr.close()
        sys.exit(0)
    except Exception as fault:
        if not _full_disk(fault):
            raise
        print("gotravel: the disk is full; make room, or set GOTRAVEL_DATA to a folder on another one", file=sys.stderr)
        sys.exit(2)
