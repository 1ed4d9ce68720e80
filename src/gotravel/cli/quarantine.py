"""`gotravel quarantine`: opening what could not be read, with two keys. `gotravel extra-push`: a push beyond the schedule.

Goes in: commands of officers and of the independent approver, signed in. Comes out: requests, decisions, messages read again.
Never: bytes on the screen but to who asked, within the opening's time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from gotravel import bootstrap
from gotravel.cli import who
from gotravel.cli.app import app
from gotravel.domain.errors import InvalidInput
from gotravel.domain.officer import Officer
from gotravel.flow import extra_push, unreadable
from gotravel.flow.parts import Parts
from gotravel.settings import from_environment
from gotravel.vault.keys import approver_share

quarantine = typer.Typer(help="Transmissions that could not be read: sealed, opened by two keys.", no_args_is_help=True)
app.add_typer(quarantine, name="quarantine")
SignIn = Annotated[str, typer.Option("--as", help="Your sign-in name; the password is asked for.")]
Share = Annotated[Path, typer.Option(help="The approver's key share; it is read and not copied.")]


@contextmanager
def _signed_in(sign_in: str) -> Iterator[tuple[Parts, Officer]]:
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        yield parts, who.officer(parts, settings, sign_in)
        parts.store.close()


@quarantine.command("list")
def list_waiting(sign_in: SignIn) -> None:
    """What could not be read, and when it is destroyed."""
    with _signed_in(sign_in) as (parts, officer):
        for one in unreadable.waiting(parts, officer):
            print(
                f"{one.transmission}  received {one.received_at:%Y-%m-%d %H:%M}  destroyed {one.destroy_after:%Y-%m-%d %H:%M}"
            )


@quarantine.command()
def ask(
    transmission: Annotated[UUID, typer.Argument()],
    reason: Annotated[str, typer.Option(help="Why it has to be opened, in a sentence.")],
    case: Annotated[str, typer.Option(help="Case or file reference.")],
    sign_in: SignIn,
) -> None:
    """Ask the independent approver to open one transmission."""
    with _signed_in(sign_in) as (parts, officer):
        print(f"asked: {unreadable.ask(parts, officer, transmission, reason, case)}")


@quarantine.command()
def asked(sign_in: SignIn) -> None:
    """What waits for the approver."""
    with _signed_in(sign_in) as (parts, approver):
        for one in unreadable.asked(parts, approver):
            print(f"{one.id}  {one.asked_at:%Y-%m-%d %H:%M}  {one.case_ref}  {one.reason}")


@quarantine.command()
def package(opening: Annotated[UUID, typer.Argument()], out: Annotated[Path, typer.Option()], sign_in: SignIn) -> None:
    """For the approver: the sealed bytes, to take to its own place."""
    with _signed_in(sign_in) as (parts, approver):
        out.write_bytes(unreadable.package(parts, approver, opening))
    print(f"{out}: strip it at your own place")


@quarantine.command()
def strip(package: Annotated[Path, typer.Argument()], share: Share, out: Annotated[Path, typer.Option()]) -> None:
    """At the approver's own place, without the unit: take the outer seal off."""
    out.write_bytes(unreadable.strip(_bytes(package), approver_share(share)))
    print(f"{out}: give it to `gotravel quarantine allow`")


@quarantine.command()
def allow(
    stripped: Annotated[Path, typer.Argument(help="What `strip` wrote.")],
    why: Annotated[str, typer.Option(help="The decision's reason.")],
    sign_in: SignIn,
    minutes: Annotated[int, typer.Option(min=1, max=480)] = 60,
) -> None:
    """Allow one opening."""
    with _signed_in(sign_in) as (parts, approver):
        unreadable.allow(parts, approver, _bytes(stripped), why, timedelta(minutes=minutes))
    print(f"allowed for {minutes} minutes; the data-protection officer is told")


@quarantine.command()
def refuse(opening: Annotated[UUID, typer.Argument()], why: Annotated[str, typer.Option()], sign_in: SignIn) -> None:
    """Refuse an opening."""
    with _signed_in(sign_in) as (parts, approver):
        unreadable.refuse(parts, approver, opening, why)
    print("refused")


@quarantine.command()
def decode(opening: Annotated[UUID, typer.Argument()], sign_in: SignIn) -> None:
    """Read it again with the decoders of today; what they read goes through the filter like any message."""
    with _signed_in(sign_in) as (parts, officer):
        print(f"{unreadable.read_again(parts, officer, opening)} messages were read")


@quarantine.command()
def show(opening: Annotated[UUID, typer.Argument()], sign_in: SignIn) -> None:
    """The bytes, to who asked, within the opening's time; each look is on record."""
    with _signed_in(sign_in) as (parts, officer):
        sys.stdout.buffer.write(unreadable.look(parts, officer, opening))


@quarantine.command()
def close(opening: Annotated[UUID, typer.Argument()], sign_in: SignIn) -> None:
    """Close it before its time."""
    with _signed_in(sign_in) as (parts, officer):
        unreadable.close(parts, officer, opening)
    print("closed")


@app.command("extra-push")
def ask_extra_push(
    carrier: Annotated[str, typer.Argument(help="Code of the carrier, as ZZ.")],
    flight: Annotated[str, typer.Argument(help="Its flight's number, as 501.")],
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Local day of departure.")],
    case: Annotated[str, typer.Option(help="The case's number.")],
    threat: Annotated[str, typer.Option(help="The specific threat, in a sentence.")],
    sign_in: SignIn,
) -> None:
    """Record that a push beyond the agreed times is needed; the words for the carrier are printed, to be handed over."""
    named = (carrier, flight, day.date())
    with _signed_in(sign_in) as (parts, officer):
        print(extra_push.words_for_carrier(named, extra_push.ask(parts, officer, named, case, threat)))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file.name}: cannot be read ({fault.strerror})") from fault
