"""A State's law, loaded from TOML and checked against the floor.

Goes in: a name that ships with the product, or TOML text. Comes out: a LegalProfile. Never: a profile with a value past
the floor, or with a field that nobody knows; an internal flight under an assessment that is over (COL8).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from importlib import resources

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.domain.legal_profile import LegalProfile
from gotravel.law.floor import violations


def parse(text: str) -> LegalProfile:
    try:
        profile = msgspec.convert(tomllib.loads(text), LegalProfile)
    except tomllib.TOMLDecodeError as fault:
        raise InvalidInput(f"The profile is not valid TOML: {fault}") from fault
    except msgspec.ValidationError as fault:
        raise InvalidInput(f"The profile does not fit the schema: {fault}") from fault
    past = violations(profile)
    if past:
        raise InvalidInput("No profile may relax the floor. " + " ".join(v.sentence for v in past))
    return profile


@lru_cache(maxsize=16)
def load(name: str) -> LegalProfile:
    """By name; `shipped()` lists them."""
    if name not in shipped():
        raise InvalidInput(f"There is no profile {name!r}. Known: {', '.join(shipped())}.")
    return parse(text_of(name))


def text_of(name: str) -> str:
    return (resources.files("gotravel.law") / "profiles" / f"{name}.toml").read_text(encoding="utf-8")


def reigns(versions: Sequence[LegalProfile], today: date) -> tuple[LegalProfile, ...]:
    """Those that were in force one after the other until today, oldest first; the first one always was."""
    return (*versions[:1], *(law for law in versions[1:] if law.effective <= today))


def alive(law: LegalProfile, today: date) -> LegalProfile:
    """As it is today: internal flights end with their assessment, or when its review is overdue."""
    scope = law.flight_scope
    over = any(last is not None and last < today for last in (scope.expires, scope.review))
    if scope.internal == "none" or not over:
        return law
    return msgspec.structs.replace(law, flight_scope=msgspec.structs.replace(scope, internal="none"))


def shipped() -> tuple[str, ...]:
    folder = resources.files("gotravel.law") / "profiles"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))
