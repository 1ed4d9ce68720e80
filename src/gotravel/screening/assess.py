"""The whole comparison of one traveller with one entry.

Goes in: a Query, an Entry, how common names are. Comes out: an Assessment with every reason. Never: a sum without its
parts, a hit below the minimum identifiers (WL5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gotravel import __version__
from gotravel.domain.hit import Assessment, Reason
from gotravel.domain.watchlist import Entry, ListedName, NameKind
from gotravel.names.normalise import listed_tokens, tokens
from gotravel.screening import reasons, weights
from gotravel.screening.frequencies import Rare
from gotravel.screening.name_evidence import NameEvidence, compare
from gotravel.screening.query import Query

TOO_LITTLE = 30.0
OTHERS = (reasons.born, reasons.nationality, reasons.sex, reasons.document, reasons.birth_place)


class Compared(NamedTuple):
    total: float
    enough: bool
    name: Reason
    listed: ListedName
    rest: tuple[Reason, ...]


def assess(
    query: Query, entry: Entry, frequencies: Rare, threshold: float, snapshot: str, among: Sequence[int] = ()
) -> Assessment | None:
    """None when there is too little to compare: a weak alias or a single name needs a birth date or a document.

    `among`: which of the entry's spellings can matter, where an index has told; else all.
    """
    found = compared(query, entry, frequencies, among)
    if not found.enough:
        return None
    likelihood, low, high = likely(found.total)
    versions = (weights.VERSION, frequencies.version, snapshot, __version__)
    return Assessment(
        found.total, weights.PRIOR_BITS, threshold, likelihood, low, high, (found.name, *found.rest), found.listed.full,
        *versions,
    )  # fmt: skip


def total_bits(query: Query, entry: Entry, frequencies: Rare) -> float:
    """The sum alone; far below any threshold where there is too little to compare."""
    found = compared(query, entry, frequencies)
    return found.total if found.enough else found.total - TOO_LITTLE


def compared(query: Query, entry: Entry, frequencies: Rare, among: Sequence[int] = ()) -> Compared:
    rest = tuple(comparison(query, entry) for comparison in OTHERS)
    evidence, listed, spelled = _best_name(query, entry, frequencies, among)
    contradicted = any(reason.code == "born-different" for reason in rest)
    bits = min(evidence.bits, weights.NAME_CAP) if contradicted else evidence.bits
    name = Reason("name", "family-name", bits, evidence.sentence, spelled, listed.full)
    return Compared(bits + sum(r.bits for r in rest), _enough(evidence, listed, rest), name, listed, rest)


def _best_name(
    query: Query, entry: Entry, frequencies: Rare, among: Sequence[int]
) -> tuple[NameEvidence, ListedName, str]:
    spelled = listed(entry)
    chosen = [spelled[number] for number in among] or spelled
    found = [
        (compare(tokens(f"{given} {family}"), theirs, frequencies), name, f"{family}, {given}")
        for family, given in query.names or (("", ""),)
        for theirs, name in chosen
    ]
    return max(found, key=lambda one: one[0].bits)


def listed(entry: Entry) -> list[tuple[tuple[str, ...], ListedName]]:
    """Every spelling of an entry: a field of a list may hold several names."""
    return [(theirs, name) for name in entry.names for theirs in listed_tokens(name.full)]


def _enough(evidence: NameEvidence, listed: ListedName, rest: tuple[Reason, ...]) -> bool:
    supported = any(r.bits > 1.5 for r in rest if r.field in ("birth-date", "document-number"))
    if any(r.code.startswith("document-same") for r in rest):
        return True
    if listed.kind is NameKind.WEAK or evidence.shared < 2:
        return supported and evidence.shared > 0
    return True


def likely(total: float) -> tuple[float, float, float]:
    rows = [row for row in weights.CALIBRATION if total >= row[0]]
    return rows[-1][1:]
