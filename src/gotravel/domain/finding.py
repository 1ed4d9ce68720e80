"""A finding: what a message held that it should not, or lacked, in one sentence for whoever can mend it.

Goes in: a stable code. Comes out: a value. Never: personal data, in code or text.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    """Data were lost. Nothing less is an error."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    code: str
    """Stable, kebab-case, listed with its meaning in `gotravel.wire.findings.CATALOGUE`."""
    severity: Severity
    text: str
    """One plain sentence without personal data: what is wrong and what to send instead."""
    segment: int | None = None
    """Ordinal of the segment in its message, from 1 (a row for sheets)."""
