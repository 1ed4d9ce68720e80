"""How the audit stood at one moment, signed: for an outside body to keep.

Goes in: nothing. Comes out: frozen structs. Never: content of an event, but in a proof of that one event.
"""

from __future__ import annotations

from typing import Any

import msgspec


class AuditCheckpoint(msgspec.Struct, frozen=True):
    event: int
    """The last event it covers."""
    hash: str
    """That event's own hash, which stands on every event before it."""
    first: int
    """The first event since the checkpoint before."""
    root: str
    """Merkle root (RFC 6962) over the hashes of the events from `first` to `event`."""
    at: str
    signature: str = ""


class AuditRemoved(msgspec.Struct, frozen=True):
    """The log up to this event reached its last day and was removed; it was `hash` that the rest stands on."""

    until: int
    hash: str
    at: str
    signature: str = ""


class ToldEvent(msgspec.Struct, frozen=True):
    """An event as its hash was made of it, in this order."""

    seq: int
    at: str
    actor_kind: str
    actor: str
    kind: str
    permission: str
    purpose: str
    case_ref: str | None
    subjects: tuple[str, ...]
    detail: dict[str, Any]
    previous: str
    """The hash of the event before."""


class AuditProof(msgspec.Struct, frozen=True):
    """That one event stands in the log that a checkpoint signed, told without the other events."""

    event: ToldEvent
    checkpoint: int
    """The last event of the checkpoint that covers it; the checkpoint itself is the outside body's."""
    path: tuple[str, ...]
    """Hashes beside the way from the event to the root (RFC 6962, 2.1.1), the nearest first."""
