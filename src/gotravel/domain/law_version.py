"""One version of a State's law as it stands on file: its text, and who signed it.

Goes in: nothing. Comes out: frozen structs. Never: a version in force without the signatures of two people and the
data-protection officer, the one that the installation began under excepted (the unit's own key signs that one).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Part(StrEnum):
    """What a signature says."""

    INSTALLATION = "installation"
    PROPOSER = "proposer"
    APPROVER = "approver"
    DPO = "dpo"
    REFUSAL = "refusal"


NEEDED = frozenset({Part.PROPOSER, Part.APPROVER, Part.DPO})


class LawSignature(msgspec.Struct, frozen=True):
    part: Part
    officer: UUID | None
    public: bytes
    signature: bytes
    at: datetime
    reason: str = ""


class LawVersion(msgspec.Struct, frozen=True):
    digest: str
    """SHA-256 of the text."""
    id: str
    version: str
    effective: date
    text: str
    added_at: datetime
    installed: bool
    signatures: tuple[LawSignature, ...] = ()

    @property
    def parts(self) -> frozenset[Part]:
        return frozenset(signature.part for signature in self.signatures)

    @property
    def state(self) -> str:
        if Part.REFUSAL in self.parts:
            return "refused"
        if Part.INSTALLATION in self.parts or self.parts >= NEEDED:
            return "approved"
        return "waits for " + " and ".join(sorted(part.value for part in NEEDED - self.parts))
