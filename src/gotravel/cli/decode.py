"""`gotravel decode`: what a carrier sent, as the system understood it.

Goes in: files or standard input. Comes out: one JSON object a message on standard output. Never: a database, a network,
a traceback; without `--unfiltered` nothing that the legal profile does not admit.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import Message
from gotravel.law import profile as profiles
from gotravel.law.filter import keep_lawful
from gotravel.wire.decode import decode as decode_bytes
from gotravel.wire.present import as_object

WIDE = 240
UNFILTERED = "gotravel: --unfiltered shows everything the message says, sensitive data too: use it on test data only."


class Format(StrEnum):
    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


@app.command()
def decode(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files to read; - for standard input.")],
    unfiltered: Annotated[bool, typer.Option("--unfiltered", help="Show everything the message says.")] = False,
    profile: Annotated[str, typer.Option(help="Legal profile that filters: a name or a TOML file.")] = "eu-pnr",
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.JSONL,
) -> None:
    """Show what the system understands of carriers' messages, one JSON object a message."""
    if unfiltered:
        print(UNFILTERED, file=sys.stderr)
    objects: list[dict[str, object]] = []
    lossy = False
    for name in files:
        messages = _messages(name, unfiltered, profile)
        lossy = lossy or any(f.severity == "error" for m in messages for f in m.findings)
        shown = [as_object(message, name, unfiltered=unfiltered) for message in messages]
        if format is Format.JSONL:
            _write_lines(shown)
        else:
            objects += shown
    if format is Format.JSON:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(objects), indent=2) + b"\n")
    if format is Format.TABLE:
        _print_table(objects)
    raise typer.Exit(1 if lossy else 0)


def _messages(name: str, unfiltered: bool, profile: str) -> tuple[Message, ...]:
    raw = _bytes(name)
    messages = decode_bytes(raw, name=name)
    return messages if unfiltered else keep_lawful(messages, profiles.load(profile))[0]


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{name}: cannot be read ({fault.strerror})") from fault


def _write_lines(objects: list[dict[str, object]]) -> None:
    for shown in objects:
        sys.stdout.buffer.write(msgspec.json.encode(shown) + b"\n")
    sys.stdout.buffer.flush()


def _print_table(objects: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    from gotravel.wire.present import COLUMNS, rows

    table = Table(*COLUMNS)
    for shown in objects:
        for row in rows(shown):
            table.add_row(*row)
    # Written to a file or a pipe, a table is as wide as it needs to be.
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)
