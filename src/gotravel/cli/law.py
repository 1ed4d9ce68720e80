"""`gotravel profile`: a State's law as data: checked against the floor, changed by two people and the DPO, shown.

Goes in: a TOML file, signed-in officers with their own keys. Comes out: what is wrong and which requirement forbids it
(exit status 1 then); versions and who signed them. Never: a private key sent anywhere: it signs here, where it lies.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gotravel import bootstrap
from gotravel.cli import who
from gotravel.cli.app import app
from gotravel.domain.actor import Role
from gotravel.domain.errors import InvalidInput
from gotravel.domain.law_version import LawVersion, Part
from gotravel.flow.laws import digest_of
from gotravel.law import profile as profiles
from gotravel.settings import from_environment
from gotravel.upkeep import profiles as changes
from gotravel.vault import signatures

profile = typer.Typer(help="Legal profiles.", no_args_is_help=True)
app.add_typer(profile, name="profile")
SignIn = Annotated[str, typer.Option("--as", help="Your sign-in name; the password is asked for.")]
Key = Annotated[Path, typer.Option("--key", help="Your own signing key; it is read and not copied.")]
Text = Annotated[Path, typer.Argument(help="A profile in TOML.")]
Digest = Annotated[str, typer.Argument(help="The version's digest, or its beginning, as `history` shows it.")]


@profile.command()
def check(file: Text) -> None:
    """Check a legal profile against its schema and the floor."""
    try:
        found = profiles.parse(_text(file))
    except InvalidInput as refusal:
        print(f"gotravel: {refusal}", file=sys.stderr)
        raise typer.Exit(1) from refusal
    print(f"{found.id} {found.version}: within the floor")


@profile.command("list")
def list_profiles() -> None:
    """List the profiles that ship with the product."""
    for name in profiles.shipped():
        found = profiles.load(name)
        print(f"{name:20}{found.version:10}{found.edition}")


@profile.command()
def key(
    file: Annotated[Path, typer.Argument(help="Where to write it: your own place, not the unit's server.")],
) -> None:
    """Make your own signing key; print its public half."""
    print(f"public half: {signatures.own_key(file, make=True).public_key().public_bytes_raw().hex()}")


@profile.command()
def sign(file: Text, part: Annotated[Part, typer.Option(help="What you sign as.")], own: Key) -> None:
    """Sign a text at your own place, without the unit's database; hand the line over or paste it at the desk."""
    text = _text(file)
    profiles.parse(text)
    print(f"digest    {digest_of(text)}\nsignature {signatures.sign(text, part, signatures.own_key(own)).hex()}")


@profile.command()
def enrol(own: Key, sign_in: SignIn) -> None:
    """Make the public half of your key known to the unit."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        officer = who.officer(parts, settings, sign_in)
        changes.enrol(parts, officer, signatures.own_key(own).public_key().public_bytes_raw())
    print("enrolled")


@profile.command()
def propose(file: Text, own: Key, sign_in: SignIn) -> None:
    """Propose a new law, or a new version of it."""
    settings = from_environment()
    text = _text(file)
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        officer = who.officer(parts, settings, sign_in)
        made = changes.propose(parts, officer, text, signatures.sign(text, Part.PROPOSER, signatures.own_key(own)))
        for field, before, after in changes.changes_of(parts, made):
            print(f"{field}: {before} -> {after}")
    print(
        f"proposed {made.digest[:16]}: {made.id} {made.version}, effective {made.effective}; waits for approver and dpo"
    )


@profile.command()
def approve(digest: Digest, own: Key, sign_in: SignIn) -> None:
    """Approve a proposed version: as the second person, or as the data-protection officer."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        officer = who.officer(parts, settings, sign_in)
        part = Part.DPO if Role.DPO in officer.roles else Part.APPROVER
        found = _one(changes.history(parts, officer), digest)
        seal = signatures.sign(found.text, part, signatures.own_key(own))
        state = changes.approve(parts, officer, found.digest, seal)
    print(f"{found.id} {found.version}: {state}, effective {found.effective}")


@profile.command()
def refuse(
    digest: Digest, own: Key, sign_in: SignIn, why: Annotated[str, typer.Option(help="The reason, in a sentence.")]
) -> None:
    """Refuse a proposed version; it never takes effect."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        officer = who.officer(parts, settings, sign_in)
        found = _one(changes.history(parts, officer), digest)
        seal = signatures.sign(found.text, Part.REFUSAL, signatures.own_key(own))
        changes.refuse(parts, officer, found.digest, seal, why)
    print("refused")


@profile.command()
def show(
    sign_in: SignIn, digest: Annotated[str, typer.Argument(help="A version; without it, the law in force.")] = ""
) -> None:
    """Print the text of the law in force, or of another version."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        versions = changes.history(parts, who.officer(parts, settings, sign_in))
    present = next(v for v in versions if (v.id, v.version) == (parts.profile.id, parts.profile.version))
    print((_one(versions, digest) if digest else present).text, end="")


@profile.command()
def history(sign_in: SignIn) -> None:
    """List every version on file: when it takes effect, who signed it."""
    settings = from_environment()
    with bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        versions = changes.history(parts, who.officer(parts, settings, sign_in))
    for version in versions:
        here = "in force" if (version.id, version.version) == (parts.profile.id, parts.profile.version) else ""
        print(
            f"{version.digest[:16]}  {version.id} {version.version}  from {version.effective}  {version.state}  {here}".rstrip()
        )
        for signed in version.signatures:
            print(
                f"    {signed.part.value:12} {signed.officer or 'the unit'}  {signed.at:%Y-%m-%d %H:%M} UTC  {signed.reason}"
            )


def _one(versions: tuple[LawVersion, ...], digest: str) -> LawVersion:
    found = [version for version in versions if version.digest.startswith(digest)]
    if len(found) != 1:
        raise InvalidInput("No version, or more than one, begins with this digest.")
    return found[0]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as fault:
        raise InvalidInput(f"{file}: cannot be read ({fault.strerror})") from fault
