"""An officer at the command line: signed in as at the desk, with password and second factor.

Goes in: a sign-in name; password and code are asked for, never arguments. Comes out: the officer. Never: an act of an
officer under the operator's name.
"""

from __future__ import annotations

import typer

from gotravel.domain.errors import NotPermitted
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.settings import Settings
from gotravel.web.sign_in import signed_in


def officer(parts: Parts, settings: Settings, sign_in: str) -> Officer:
    password = typer.prompt(f"Password of {sign_in}", hide_input=True, err=True)
    code = "" if settings.training else typer.prompt("Code of the second factor", err=True)
    found = signed_in(parts, settings.training, sign_in, password, code)
    if found is None:
        raise NotPermitted("Name, password or code is wrong.")
    return found
