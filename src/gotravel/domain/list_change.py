"""A change of a list: a new version or a new threshold, who proposed it, what it would do, who decided.

Goes in: nothing. Comes out: frozen structs. Never: an unusual change or a threshold in force by one person alone (WL5).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from gotravel.domain.ids import WatchlistId


class ChangeKind(StrEnum):
    IMPORT = "import"
    THRESHOLD = "threshold"
    ENTRY = "entry"
    """One entry put on, altered or taken off."""


class ChangeState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    REFUSED = "refused"
    SUPERSEDED = "superseded"
    """A newer proposal came before anybody decided."""


class Example(msgspec.Struct, frozen=True):
    """One entry of a difference, for whoever may read the list."""

    how: str
    """`added`, `changed` or `removed`."""
    reference: str
    name: str
    fields: tuple[str, ...] = ()
    """Of a changed entry: what differs."""


class Culture(msgspec.Struct, frozen=True):
    """Expected alerts among travellers of one family of names; None where so few that they might be known."""

    name: str
    travellers: int
    before: float | None
    after: float | None


class Simulation(msgspec.Struct, frozen=True):
    """What a threshold would raise, per 100,000 travellers stored in the clear. No traveller is named."""

    travellers: int
    before: float
    after: float
    cultures: tuple[Culture, ...] = ()


class ListChange(msgspec.Struct, frozen=True):
    id: UUID
    watchlist: WatchlistId
    kind: ChangeKind
    proposed_by: str
    proposed_at: datetime
    state: ChangeState
    needs_second: bool
    added: int = 0
    changed: int = 0
    removed: int = 0
    before: int = 0
    digest: str | None = None
    reason: str = ""
    decided_by: str | None = None
    decided_at: datetime | None = None
    examples: tuple[Example, ...] = ()
    findings: tuple[str, ...] = ()
    from_bits: float | None = None
    to_bits: float | None = None
    version: int | None = None
    simulation: Simulation | None = None
    reference: str | None = None
    """Of a single entry."""
