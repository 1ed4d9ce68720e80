"""What the steps need of the world, in one frozen struct.

Goes in: what `bootstrap` wired. Comes out: attributes. Never: a global.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from gotravel.domain.ids import WatchlistId
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.watchlist import Watchlist
from gotravel.screening.index import Index
from gotravel.store.unit_of_work import Store, UnitOfWork
from gotravel.vault.keys import Keys


class InForce(msgspec.Struct, frozen=True):
    """The lists as they stood when the index was built."""

    index: Index
    lists: dict[WatchlistId, Watchlist]


class Lists(Protocol):
    def in_force(self, work: UnitOfWork) -> InForce:
        """The newest index for what the store holds, built or loaded when lists changed."""
        ...


class Parts(msgspec.Struct, frozen=True):
    store: Store
    profile: LegalProfile
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    lists: Lists
    keys: Keys
    code_version: str
