"""A transmission: what a carrier sent in one piece, and the receipt it was answered with.

Goes in: nothing. Comes out: frozen structs. Never: the raw bytes; of these only a digest is kept.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from gotravel.domain.ids import CarrierCode, TransmissionId


class Channel(StrEnum):
    PUSH = "push"
    DROP_FOLDER = "drop-folder"
    FILE = "file"
    """Given at the command line."""


class Removals(msgspec.Struct, frozen=True):
    """What the law removed, counted. Never the values."""

    by_element: dict[str, int] = msgspec.field(default_factory=dict)
    """Name of the element outside the profile -> how often."""
    by_sensitive_class: dict[str, int] = msgspec.field(default_factory=dict)
    """`health`, `religion` ... -> how often."""

    @property
    def total(self) -> int:
        return sum(self.by_element.values()) + sum(self.by_sensitive_class.values())


class Receipt(msgspec.Struct, frozen=True):
    """The answer to a carrier: given only after the commit, and the same again for the same bytes."""

    transmission: TransmissionId
    received_at: datetime
    carrier: CarrierCode
    digest: str
    """SHA-256 of the bytes, hex."""
    messages: int
    travellers: int
    findings: tuple[dict[str, str | int | None], ...] = ()
    """`code`, `severity`, `text`, `message`, `segment`: for the carrier's engineer."""
    out_of_scope: int = 0
    """Messages about flights outside the law's scope: purged unread, only counted."""
