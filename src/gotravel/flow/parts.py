"""What the steps need of the world, in one frozen struct.

Goes in: what `bootstrap` wired. Comes out: attributes. Never: a global.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from gotravel.domain.ids import WatchlistId
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.outside import Answer, Question
from gotravel.domain.watchlist import Watchlist
from gotravel.flow.document_set import DocumentSet, DocumentSets
from gotravel.law.kept_time import Uptime
from gotravel.screening.index import Index
from gotravel.store.unit_of_work import Store, UnitOfWork
from gotravel.vault.keys import Keys


class InForce(msgspec.Struct, frozen=True):
    """The lists of this moment, and the index of their entries."""

    index: Index
    lists: dict[WatchlistId, Watchlist]
    documents: dict[WatchlistId, DocumentSet] = {}


class Lists(Protocol):
    def in_force(self, work: UnitOfWork) -> InForce:
        """The newest index for what the store holds, built or loaded when lists changed."""
        ...

    def changed(self, work: UnitOfWork, watchlist: Watchlist, what: Mapping[str, str | int]) -> Index:
        """Of one list only what a change brought, or one entry; where that is much, the whole index."""
        ...

    @property
    def documents(self) -> DocumentSets: ...


class OutsideWatchlist(Protocol):
    """A list that stays with its owner: the unit's National Central Bureau answers, or a file of notices on disk does."""

    @property
    def code(self) -> str:
        """The registered list that its notices count for."""
        ...

    def consult(self, questions: Sequence[Question]) -> list[Answer]:
        """Raises `NoAnswer` when the owner cannot be asked now."""
        ...


class LawsInForce(Protocol):
    def reigns(self) -> tuple[LegalProfile, ...]:
        """The laws in force one after the other until now, the present one last."""
        ...


class Parts(msgspec.Struct, frozen=True):
    store: Store
    reigns: tuple[LegalProfile, ...]
    """The laws until now as this act sees them: one act stands under one law from its beginning to its end."""
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    lists: Lists
    keys: Keys
    code_version: str
    laws: LawsInForce
    uptime: Callable[[], Uptime]
    """The machine's steady clock: how much time really passed, whatever the clock was set to."""
    outside: OutsideWatchlist | None = None
    training: bool = False
    """Synthetic data only: the one case in which no impact assessment is asked for (SEC4)."""

    @property
    def profile(self) -> LegalProfile:
        return self.reigns[-1]

    def today(self) -> Parts:
        """For the next act: under the law that is in force now."""
        return msgspec.structs.replace(self, reigns=self.laws.reigns())
