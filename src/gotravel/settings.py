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
    "GOTRAVEL_TRAINING": ("", "1: a training system, synthetic data only, no second factor; every page says so."),
}
"""Name -> (default, what it is for)."""


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
    )


def reference() -> str:
    """docs/reference/settings.md"""
    rows = [f"| `{name}` | `{default}` | {what} |" for name, (default, what) in SETTINGS.items()]
    return "\n".join(["# Settings", "", "| environment variable | default | for |", "|---|---|---|", *rows, ""])


def _path(text: str) -> Path | None:
    return Path(text).absolute() if text else None


def _port(name: str, value: Mapping[str, str]) -> int:
    if not (value[name].isdigit() and 0 < int(value[name]) < 65536):
        raise CannotStart(f"{name} is a port number from 1 to 65535; it is set to something else")
    return int(value[name])
