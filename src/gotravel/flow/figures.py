"""Yearly figures and what is published beside them.

Goes in: who asks, a year. Comes out: lines with small counts suppressed, digests of the law and of the build. Never: a count that
tells of fewer than ten people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from gotravel.dissemination.yearly_figures import as_csv, rates, table
from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.statistics import Line, Median, PublishedList, Rate
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT

FIRST_YEAR = 2020


class Published(msgspec.Struct, frozen=True):
    year: int
    lines: tuple[Line, ...]
    medians: tuple[Median, ...]
    lists: tuple[PublishedList, ...]
    incidents: tuple[tuple[str, datetime, str, bool], ...]
    suspended: int
    profile: str
    build: str
    profile_digest: str

    @property
    def csv(self) -> str:
        return as_csv(self.lines, self.medians, self.head)

    @property
    def rates(self) -> tuple[Rate, ...]:
        return rates(self.lines)

    @property
    def head(self) -> Sequence[str]:
        return (
            f"Passenger Information Unit, {self.year}. Counts without personal data.",
            "Counts under ten are not shown, nor others from which they could be computed.",
            f"Law: {self.profile}, SHA-256 {self.profile_digest}",
            f"Product: SHA-256 {self.build}",
        )


def published(parts: Parts, actor: Actor, year: int) -> Published:
    if not FIRST_YEAR <= year <= parts.clock().year:
        raise InvalidInput(f"A year from {FIRST_YEAR} to this one.")
    with parts.store.begin(actor, Permission.READ_FIGURES, OVERSIGHT) as work:
        counts, medians = work.statistics.counts(year), work.statistics.medians(year)
        lists, incidents = work.statistics.lists(), work.safeguards.incidents()
        suspended = sum(1 for one in work.safeguards.suspensions() if one.lifted_at is None)
        work.commit(AuditEvent("figures:read", (), {"year": year}))
    law = f"{parts.profile.id} {parts.profile.version}"
    told = (tuple(table(counts)), tuple(medians), tuple(lists), tuple(incidents))
    return Published(year, *told, suspended, law, build_digest(), profile_digest(parts.profile))


def profile_digest(profile: LegalProfile) -> str:
    return hashlib.sha256(msgspec.json.encode(profile, order="deterministic")).hexdigest()


@lru_cache(maxsize=1)
def build_digest() -> str:
    """Over every file of the product as it runs here: whoever has the release can compute the same."""
    made = hashlib.sha256()
    for name, file in sorted(_files(resources.files("gotravel"), "")):
        made.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += [] if item.name == "__pycache__" else _files(item, f"{path}{item.name}/")
        elif not item.name.endswith(".pyc"):
            found.append((f"{path}{item.name}", item))
    return found
