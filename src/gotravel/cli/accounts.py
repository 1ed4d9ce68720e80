"""`gotravel add-carrier | add-officer`: who may come through the doors.

Goes in: a code or a name. Comes out: a secret shown once. Never: a password on the command line, where others see it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import pyotp
import typer

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.domain.actor import OPERATOR, Role
from gotravel.gateway.credentials import digest, new_secret
from gotravel.settings import from_environment
from gotravel.upkeep import accounts


@app.command("add-carrier")
def add_carrier(
    code: Annotated[str, typer.Argument(help="Two-character IATA or three-letter ICAO designator.")],
    name: Annotated[str, typer.Argument(help="Its name.")],
) -> None:
    """Register a carrier, or give it a further secret; the secret is shown once."""
    secret = new_secret()
    with bootstrap.database(from_environment()) as ready:
        made = accounts.register_carrier(bootstrap.parts(ready), OPERATOR, code, name, digest(secret))
    print(f"{made.code}: secret {secret}")
    print("Hand it to the carrier over a secure way. It is not stored here and cannot be shown again.")


@app.command("add-officer")
def add_officer(
    sign_in: Annotated[str, typer.Argument(help="What the officer types to sign in.")],
    shown_name: Annotated[str, typer.Argument(help="What colleagues see.")],
    role: Annotated[list[Role], typer.Option(help="Once for each role.")],
    trained_until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Until when the training is valid; a year by itself.")
    ] = None,
) -> None:
    """Make an officer's account with a second factor; asks for the first password."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    secret = pyotp.random_base32()
    with bootstrap.database(from_environment()) as ready:
        parts = bootstrap.parts(ready)
        until = trained_until.date() if trained_until else None
        accounts.create_officer(parts, OPERATOR, sign_in, shown_name, frozenset(role), password, secret, until)
    print(f"For the authenticator: {pyotp.TOTP(secret).provisioning_uri(name=sign_in, issuer_name='gotravel')}")


@app.command("record-training")
def record_training(
    sign_in: Annotated[str, typer.Argument(help="Whose training.")],
    course: Annotated[str, typer.Option(help="What was passed.")],
    passed_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])],
    valid_until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])],
) -> None:
    """Record an officer's training; without a valid one no session is opened."""
    with bootstrap.database(from_environment()) as ready:
        parts = bootstrap.parts(ready)
        officer = accounts.officer_named(parts, OPERATOR, sign_in)
        accounts.record_training(parts, OPERATOR, officer.id, course, passed_on.date(), valid_until.date())
    print(f"{officer.sign_in}: trained until {valid_until.date()}")
