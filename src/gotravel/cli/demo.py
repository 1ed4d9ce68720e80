"""`gotravel demo --once`: the whole way without a desk, on the synthetic country and on any files given.

Goes in: files, or nothing. Comes out: a summary table and exit status 0 when the whole way was gone and the audit chain
verified. Never: a decision by a machine outside this demonstration: here two invented officers decide, by the same
functions that the desk calls.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.cli.demo_officers import decide_everything
from gotravel.cli.training import populate
from gotravel.domain.actor import OPERATOR, Permission
from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import InvalidInput
from gotravel.domain.transmission import Channel, Receipt
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest, new_secret
from gotravel.settings import Settings, from_environment
from gotravel.upkeep import accounts
from gotravel.worker import work_until_idle

WIDE = 160
CARRIER_OF_FILES = "ZZ"
"""Files given at the command line come from an invented carrier: their own senders have no credentials here."""


@app.command()
def demo(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Carriers' messages to take in too.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Go the whole way once and end.")] = True,
    data: Annotated[Path | None, typer.Option(help="Where its database lives; a temporary folder by default.")] = None,
    passengers: Annotated[int, typer.Option(help="Size of the synthetic country.")] = 300,
) -> None:
    """Go the whole way once: receive, decode, filter, recognise, screen, decide, refer, verify."""
    with tempfile.TemporaryDirectory(prefix="gotravel-demo-") as folder:
        settings = from_environment(training=True, data=data or Path(folder), profile="training")
        with bootstrap.database(settings) as ready:
            raise typer.Exit(_whole_way(ready, files or [], passengers))


def _whole_way(settings: Settings, files: list[Path], passengers: int) -> int:
    populate(settings, passengers)
    parts = bootstrap.parts(settings)
    receipts = _take_in(parts, files)
    work_until_idle(parts)
    decide_everything(parts)
    work_until_idle(parts)
    with parts.store.begin(OPERATOR, Permission.READ_FIGURES, ADMINISTRATION) as work:
        counts = work.figures.summary()
    verified = bootstrap.verify_audit(settings)
    _print(receipts, {**counts, "audit chain verified": "yes" if verified.sound else "NO"})
    return 0 if verified.sound else 1


def _take_in(parts: Parts, files: list[Path]) -> list[tuple[Path, Receipt]]:
    if not files:
        return []
    accounts.register_carrier(parts, OPERATOR, CARRIER_OF_FILES, "Files given here", digest(new_secret()))
    carrier = bootstrap.carrier(parts, CARRIER_OF_FILES)
    assert carrier is not None
    return [(file, _receive(parts, carrier, file)) for file in files]


def _receive(parts: Parts, carrier: Carrier, file: Path) -> Receipt:
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
    return receive(parts, carrier, raw, Channel.FILE, file.name)


def _print(receipts: list[tuple[Path, Receipt]], counts: dict[str, int | str]) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    if receipts:
        table = Table(
            "file", "messages", "travellers", "out of scope", "findings", "first finding", title="Files given"
        )
        for file, receipt in receipts:
            first = str(receipt.findings[0]["text"]) if receipt.findings else ""
            numbers = (receipt.messages, receipt.travellers, receipt.out_of_scope, len(receipt.findings))
            table.add_row(file.name, *map(str, numbers), first)
        console.print(table)
    summary = Table("", "", title="The whole way, once", show_header=False)
    for name, count in counts.items():
        summary.add_row(name, f"{count:,}" if isinstance(count, int) else count)
    console.print(summary)
