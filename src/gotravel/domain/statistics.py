"""Counts without personal data, by month (section (e) of the requirements, Directive (EU) 2016/681 art. 20).

Goes in: nothing. Comes out: frozen structs. Never: an id.
"""

from __future__ import annotations

import msgspec


class Count(msgspec.Struct, frozen=True):
    section: int
    """Of section (e)."""
    measure: str
    breakdown: str
    month: int
    value: int


class Median(msgspec.Struct, frozen=True):
    measure: str
    month: int
    of: int
    """How many it is the middle of; under ten it is not shown."""
    value: float


class PublishedList(msgspec.Struct, frozen=True):
    purpose: str
    state: str
    lists: int
    entries: int


class Line(msgspec.Struct, frozen=True):
    """One line of the published table; `None` is a suppressed count."""

    section: int
    measure: str
    breakdown: str
    months: tuple[int | None, ...]
    total: int | None


class Rate(msgspec.Struct, frozen=True):
    """Of a year, computed from counts that are shown."""

    measure: str
    value: float
