"""The product's own screening behind the interface of the shared evaluation: index, evidence and all, as in production.

Goes in: queries and entries as plain dicts. Comes out: bits. Never: a rule that production does not have.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName, NameKind
from gotravel.reference.countries import alpha3
from gotravel.screening.assess import total_bits
from gotravel.screening.frequencies import Frequencies, counted_travellers
from gotravel.screening.index import Index, build
from gotravel.screening.priors import WEIGHT, shipped, with_priors
from gotravel.screening.query import Query, spellings
from gotravel.screening.screen import screen

LIST = WatchlistId(uuid.UUID(int=1))
FLOOR, NAMES_ALONE = 9.0, 13.0
"""Bits from which a hit is reported here, below what one traveller in a hundred reaches; production has its lists' thresholds."""
TODAY = dt.date(2026, 1, 1)


class Product:
    name = "gotravel"

    def __init__(self) -> None:
        self.frequencies: Frequencies | None = None
        self.index: Index | None = None
        self.floor = FLOOR

    def prepare(self, entries: Sequence[dict[str, Any]], background: Sequence[dict[str, Any]]) -> None:
        self.frequencies = self.learned(background)
        self.floor = FLOOR if any(entry["dobs"] for entry in entries) else NAMES_ALONE
        self.index = build((as_entry(entry, number) for number, entry in enumerate(entries)), self.frequencies)

    def learned(self, background: Sequence[dict[str, Any]]) -> Frequencies:
        """As `count-names` does it."""
        rows = ((f"{row['given']} {row['surname']}", alpha3(row["nat"]) if row["nat"] else None) for row in background)
        counted = counted_travellers(rows, "background")
        return with_priors(counted) if counted.travellers >= WEIGHT else shipped()

    def score(self, query: dict[str, Any], entry: dict[str, Any]) -> float:
        assert self.frequencies is not None
        return total_bits(as_query(query), as_entry(entry, 0), self.frequencies)

    def screen(
        self, queries: Sequence[dict[str, Any]], entries: Sequence[dict[str, Any]]
    ) -> list[list[tuple[float, int, str]]]:
        assert self.index is not None
        hits: list[list[tuple[float, int, str]]] = [[] for _ in queries]
        for found in screen([as_query(query) for query in queries], self.index, {LIST: self.floor}, as_of=TODAY):
            reasons = "; ".join(reason.sentence for reason in found.assessment.reasons if reason.bits)
            hits[found.query].append((found.assessment.total_bits, found.entry, reasons))
        return [sorted(found, key=lambda hit: -hit[0]) for found in hits]


class FirstDay(Product):
    """Before a unit has traffic of its own: the shipped priors, nothing learned from the background."""

    name = "gotravel, shipped priors only"

    def learned(self, background: Sequence[dict[str, Any]]) -> Frequencies:
        return shipped()


def as_query(query: dict[str, Any]) -> Query:
    names = spellings(query["surname"], query["given"])
    return Query(names, _day(query["dob"]), alpha3(query["nat"]) if query["nat"] else None, query["gender"] or None)


def _day(text: str) -> str | None:
    return text if len(text) == 10 else None


def as_entry(entry: dict[str, Any], number: int) -> Entry:
    nationalities = tuple(code for nat in entry["nats"] if (code := alpha3(nat)))
    return Entry(
        EntryId(uuid.UUID(int=number + 1)), LIST, str(entry["id"]), "1",
        tuple(ListedName(name["n"], _kind(name.get("kind", ""))) for name in entry["names"]),
        tuple(_birth(text) for text in entry["dobs"] if text), nationalities, entry["gender"] or None,
    )  # fmt: skip


def _kind(kind: str) -> NameKind:
    return {"weak": NameKind.WEAK, "aka": NameKind.GOOD}.get(kind, NameKind.PRIMARY)


def _birth(text: str) -> BirthDate:
    if len(text) == 10:
        return BirthDate(BirthDateKind.EXACT, day=text)
    years = [int(year) for year in text.split("/")]
    kind = BirthDateKind.YEAR if len(years) == 1 else BirthDateKind.RANGE
    return BirthDate(kind, None, years[0], years[-1])
