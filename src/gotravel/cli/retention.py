"""`gotravel retention | unmask | backup | prove-deletion`: the sealed past at the command line.

Goes in: commands of operators and, signed in, of officers and the independent approver. Comes out: figures, certificates,
backups, proofs. Never: a personal value on the screen but the one record that was asked for and allowed.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec
import typer

from gotravel import bootstrap
from gotravel.cli import who
from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import kept_time, past, unmask
from gotravel.settings import from_environment
from gotravel.upkeep import backups
from gotravel.vault import certificates
from gotravel.vault.keys import approver_share

retention = typer.Typer(help="How the past stands; deletion certificates.", no_args_is_help=True)
app.add_typer(retention, name="retention")
unmasking = typer.Typer(help="Opening one sealed record.", no_args_is_help=True)
app.add_typer(unmasking, name="unmask")
SignIn = Annotated[str, typer.Option("--as", help="Your sign-in name; the password is asked for.")]


@retention.command()
def status() -> None:
    """Counts; exit status 1 when anything is overdue."""
    with bootstrap.database(from_environment()) as ready:
        found = past.standing(bootstrap.parts(ready))
    for name in found.__struct_fields__:
        print(f"{name.replace('_', ' '):20}{getattr(found, name):>12,}")
    print(f"{'overdue, all':20}{found.overdue:>12,}{'  ALARM' if found.overdue else ''}")
    raise typer.Exit(1 if found.overdue else 0)


@retention.command("certificates")
def write_certificates(folder: Annotated[Path, typer.Argument(help="Where to write those that are missing.")]) -> None:
    """Write the signed deletion certificates that the folder does not hold yet."""
    with bootstrap.database(from_environment()) as ready:
        print(f"{past.write_certificates(bootstrap.parts(ready), folder)} written to {folder}")


@retention.command()
def verify(file: Annotated[Path, typer.Argument(help="A deletion certificate.")]) -> None:
    """Verify a deletion certificate's signature."""
    settings = from_environment()
    found = certificates.read(_bytes(file), bootstrap.signing_public(settings))
    told = f"{found.travellers:,} travellers, {found.messages:,} messages, {found.keys:,} keys"
    print(f"{found.made_at:%Y-%m-%d %H:%M} UTC: {told}; signature sound")


@retention.command("confirm-clock")
def confirm_clock(
    today: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day that it is, as you know it.")],
    sign_in: SignIn,
) -> None:
    """Say which day it is, where sealing and destroying wait because the clock jumped."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        kept_time.confirm(parts, who.officer(parts, settings, sign_in), today.date())
    print("confirmed; sealing and destroying go on within the hour, and the data-protection officer is told")


@retention.command("new-subject-key")
def new_subject_key() -> None:
    """Lay a new key over the digests by which people are recognised (remembered decisions, redress tokens)."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        print(f"the digests on file bear {bootstrap.new_subject_key(ready)} keys; keep a copy of the keys folder")


@unmasking.command("ask")
def ask_for(
    traveller: Annotated[UUID, typer.Argument(help="The record's id.")],
    reason: Annotated[str, typer.Option(help="Why this record, in a sentence.")],
    purpose: Annotated[str, typer.Option(help="A purpose of the legal profile.")],
    case: Annotated[str, typer.Option(help="Case or file reference.")],
    sign_in: SignIn,
) -> None:
    """Ask the independent approver to open one sealed record."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        officer = who.officer(parts, settings, sign_in)
        made = unmask.ask(parts, officer, TravellerId(traveller), reason, PurposeCode(purpose), case)
    print(f"asked: {made.id}")


@unmasking.command("waiting")
def list_waiting(sign_in: SignIn) -> None:
    """What waits for the approver."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        for one in unmask.waiting(parts, who.officer(parts, settings, sign_in)):
            print(f"{one.id}  {one.asked_at:%Y-%m-%d %H:%M}  {one.purpose}  {one.case_ref}  {one.reason}")


@unmasking.command()
def allow(
    request: Annotated[UUID, typer.Argument()],
    share: Annotated[Path, typer.Option(help="The approver's key share; it is read and not copied.")],
    why: Annotated[str, typer.Option(help="The decision's reason.")],
    sign_in: SignIn,
    minutes: Annotated[int, typer.Option(min=1, max=480)] = 60,
) -> None:
    """Allow one opening, with the approver's own key share."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        approver = who.officer(parts, settings, sign_in)
        unmask.allow(parts, approver, request, approver_share(share), why, timedelta(minutes=minutes))
    print(f"allowed for {minutes} minutes; the data-protection officer is told")


@unmasking.command()
def strip(
    package: Annotated[Path, typer.Argument(help="What the approvals page gave you.")],
    share: Annotated[Path, typer.Option(help="The approver's key share; it is read and not copied.")],
    out: Annotated[Path, typer.Option(help="The file to bring back.")],
) -> None:
    """At the approver's own place, without the unit: take the outer seal off one record."""
    out.write_bytes(unmask.strip(_bytes(package), approver_share(share)))
    print(f"{out}: give it to the approvals page")


@unmasking.command()
def refuse(
    request: Annotated[UUID, typer.Argument()],
    why: Annotated[str, typer.Option(help="The decision's reason.")],
    sign_in: SignIn,
) -> None:
    """Refuse an opening."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        unmask.refuse(parts, who.officer(parts, settings, sign_in), request, why)
    print("refused")


@unmasking.command("open")
def show(
    request: Annotated[UUID, typer.Argument()],
    purpose: Annotated[str, typer.Option(help="The purpose it was asked for.")],
    sign_in: SignIn,
) -> None:
    """Show the record to whoever asked for it, within its time."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        content = unmask.opened(parts, who.officer(parts, settings, sign_in), request, PurposeCode(purpose))
    print(msgspec.json.format(msgspec.json.encode(content.person), indent=2).decode())


@unmasking.command("review")
def review(
    request: Annotated[UUID, typer.Argument()],
    finding: Annotated[str, typer.Option(help="What was checked and found.")],
    sign_in: SignIn,
    lawful: Annotated[bool, typer.Option("--lawful/--unlawful")],
) -> None:
    """The data-protection officer's review of an opening that is over."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        unmask.review(parts, who.officer(parts, settings, sign_in), request, lawful, finding)
    print("reviewed")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    owner: Annotated[str, typer.Option(help="The owner's connection string, for a database of one's own.")] = "",
) -> None:
    """Write a backup in which what passes its day can no longer be read, wherever the file lies."""
    with bootstrap.database(from_environment()) as ready:
        rows = backups.make(bootstrap.parts(ready), bootstrap.owner_of(ready, owner), file)
    print(f"{rows:,} rows in {file}")


@app.command("prove-deletion")
def prove_deletion(
    file: Annotated[Path, typer.Option("--backup", help="A backup of `gotravel backup` or of pg_dump -Fc.")],
) -> None:
    """Restore a backup into a scratch database and look for anything that is past its time and can be read."""
    settings = from_environment()
    with bootstrap.database(settings) as ready, tempfile.TemporaryDirectory(prefix="gotravel-scratch-") as scratch:
        found = backups.prove(bootstrap.parts(ready), file, Path(scratch), settings.postgres_bin)
    for line in found.lines:
        print(line)
    if found.readable:
        print(f"gotravel: {found.readable:,} expired records can be read in this backup; destroy it", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC: nothing expired can be read")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
