"""How the audit stood at one moment, signed: for an outside body to keep.

Goes in: nothing. Comes out: frozen structs. Never: content of an event.
"""

from __future__ import annotations

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
