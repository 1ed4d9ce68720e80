"""What can be set from outside: the only file that reads the environment.

Goes in: environment variables named in SETTINGS. Comes out: one frozen struct. Never: a secret printed, a setting
without a user.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from gotravel.domain.errors import CannotStart

SETTINGS: dict[str, tuple[str, str]] = {
    "GOTRAVEL_DATA": ("data", "Folder for the embedded database, indexes, keys and drop folder."),
    "GOTRAVEL_DATABASE": ("", "Connection string of a PostgreSQL 15 or newer; empty starts the embedded one."),
    "GOTRAVEL_POSTGRES_BIN": ("", "Folder with initdb, pg_ctl and postgres, instead of the ones that come along."),
    "GOTRAVEL_PROFILE": ("eu-pnr", "Legal profile: a name that ships with the product, or a TOML file."),
    "GOTRAVEL_DESK_HOST": ("127.0.0.1", "Where officers reach the desk."),
    "GOTRAVEL_DESK_PORT": ("8080", "Its port."),
    "GOTRAVEL_CARRIERS_HOST": ("127.0.0.1", "Where carriers push to."),
    "GOTRAVEL_CARRIERS_PORT": ("8443", "Its port."),
    "GOTRAVEL_TLS_CERTIFICATE": ("", "PEM file; needed on every address that is not this machine's own."),
    "GOTRAVEL_TLS_KEY": ("", "PEM file of its key."),
    "GOTRAVEL_OUTSIDE_LIST": ("", "Code of the registered list that stays with its owner and is asked there."),
    "GOTRAVEL_OUTSIDE_URL": ("", "Where its owner answers (https), or a JSON file of notices that the owner replaces."),
    "GOTRAVEL_OUTSIDE_CREDENTIAL": ("", "File with the token that the owner gave us."),
    "GOTRAVEL_OUTSIDE_AUTHORITY": ("", "PEM file of the certificate authority of the owner; empty: the system's."),
    "GOTRAVEL_OUTSIDE_CERTIFICATE": ("", "PEM file with our own certificate and key, where the owner asks for one."),
    "GOTRAVEL_OUTSIDE_SECONDS": ("10", "How long to wait for the owner's answer; hours a file may be old, for a file."),
    "GOTRAVEL_TRAINING": ("", "1: a training system, synthetic data only, no second factor; every page says so."),
}
"""Name -> (default, what it is for)."""


class Outside(msgspec.Struct, frozen=True):
    """A list that is consulted, never copied."""

    code: str
    address: str
    credential: Path | None
    authority: Path | None
    certificate: Path | None
    limit: float


class Settings(msgspec.Struct, frozen=True):
    data: Path
    database: str | None
    postgres_bin: Path | None
    profile: str
    desk_host: str
    desk_port: int
    carriers_host: str
    carriers_port: int
    tls_certificate: Path | None
    tls_key: Path | None
    training: bool
    outside: Outside | None = None
    profile_named: bool = False
    """Whether somebody named the profile; else an installation keeps the law that it stands under."""


def from_environment(
    given: Mapping[str, str] | None = None,
    *,
    training: bool | None = None,
    data: Path | None = None,
    profile: str | None = None,
) -> Settings:
    """The arguments overrule the environment; the command line passes them."""
    found = os.environ if given is None else given
    value = {name: found.get(name) or default for name, (default, _) in SETTINGS.items()}
    training = bool(value["GOTRAVEL_TRAINING"]) if training is None else training
    return Settings(
        data=(data or Path(value["GOTRAVEL_DATA"])).absolute(),
        database=value["GOTRAVEL_DATABASE"] or None,
        postgres_bin=_path(value["GOTRAVEL_POSTGRES_BIN"]),
        profile=profile
        or ("training" if training and not found.get("GOTRAVEL_PROFILE") else value["GOTRAVEL_PROFILE"]),
        desk_host=value["GOTRAVEL_DESK_HOST"],
        desk_port=_port("GOTRAVEL_DESK_PORT", value),
        carriers_host=value["GOTRAVEL_CARRIERS_HOST"],
        carriers_port=_port("GOTRAVEL_CARRIERS_PORT", value),
        tls_certificate=_path(value["GOTRAVEL_TLS_CERTIFICATE"]),
        tls_key=_path(value["GOTRAVEL_TLS_KEY"]),
        training=training,
        outside=_outside(value),
        profile_named=bool(profile or found.get("GOTRAVEL_PROFILE")),
    )


def reference() -> str:
    """docs/reference/settings.md"""
    rows = [f"| `{name}` | `{default}` | {what} |" for name, (default, what) in SETTINGS.items()]
    return "\n".join(["# Settings", "", "| environment variable | default | for |", "|---|---|---|", *rows, ""])


def _outside(value: Mapping[str, str]) -> Outside | None:
    code, address = value["GOTRAVEL_OUTSIDE_LIST"], value["GOTRAVEL_OUTSIDE_URL"]
    if bool(code) != bool(address):
        raise CannotStart("GOTRAVEL_OUTSIDE_LIST and GOTRAVEL_OUTSIDE_URL are set together, or neither")
    if not code:
        return None
    try:
        limit = float(value["GOTRAVEL_OUTSIDE_SECONDS"])
    except ValueError as fault:
        raise CannotStart("GOTRAVEL_OUTSIDE_SECONDS is a number; it is set to something else") from fault
    credential, authority, certificate = (
        _path(value[f"GOTRAVEL_OUTSIDE_{name}"]) for name in ("CREDENTIAL", "AUTHORITY", "CERTIFICATE")
    )
    return Outside(code, address, credential, authority, certificate, limit)


def _path(text: str) -> Path | None:
    return Path(text).absolute() if text else None


def _port(name: str, value: Mapping[str, str]) -> int:
    if not (value[name].isdigit() and 0 < int(value[name]) < 65536):
        raise CannotStart(f"{name} is a port number from 1 to 65535; it is set to something else")
    return int(value[name])
