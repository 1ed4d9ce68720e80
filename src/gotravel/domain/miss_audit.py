"""What a night's audit of misses found: counts of pairs, and of those that the index had not led to.

Goes in: nothing. Comes out: a frozen struct. Never: who was compared.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from gotravel.domain.audit_event import Detail


class MissAudit(msgspec.Struct, frozen=True):
    id: UUID
    at: datetime
    snapshot: str
    names: int
    """Listed names that every one was compared with."""
    travellers: int
    rewritten: int
    """Listed persons, written as a clerk might write them."""
    comparisons: int
    raised: int
    """Pairs that the whole comparison raises."""
    missed: int
    """Of these, pairs that the index had not led to: each is a defect."""
    rewritten_found: int
    """Of the rewritten, those whom screening raised."""

    @property
    def told(self) -> dict[str, Detail]:
        counts = {"comparisons": self.comparisons, "raised": self.raised, "missed": self.missed}
        return {**counts, "rewritten": self.rewritten, "rewritten-found": self.rewritten_found}
