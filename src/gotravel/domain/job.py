"""A job: the next step of the way, enqueued in the transaction of the step before it.

Goes in: ids. Comes out: a value the queue stores. Never: personal data; a job names records, it does not carry them.
"""

from __future__ import annotations

import uuid
from enum import StrEnum

import msgspec


class Step(StrEnum):
    """Every step has one function in `flow/way.py`."""

    RESOLVE = "resolve"
    SCREEN = "screen"
    RESCREEN = "rescreen"
    RESCREEN_SLICE = "rescreen-slice"
    CONSULT = "consult"
    RECALL = "recall"
    KEEP_LISTS = "keep-lists"
    COUNT_NAMES = "count-names"
    AUDIT_MISSES = "audit-misses"
    DRAW_LOOKS = "draw-looks"
    SIMULATE = "simulate"
    DESTROY = "destroy"
    RETAIN = "retain"
    SCRUB = "scrub"
    CHECKPOINT = "checkpoint"
    CORRECT = "correct"
    WATCH = "watch"


class Job(msgspec.Struct, frozen=True):
    step: Step
    subject: uuid.UUID | None = None
    detail: dict[str, str | int] = msgspec.field(default_factory=dict)
    unique: str | None = None
    """Jobs with the same key are held once while waiting."""
