"""The whole comparison of one traveller with one entry.

Goes in: a Query, an Entry, how common names are. Comes out: an Assessment with every reason. Never: a sum without its
parts, a hit below the minimum identifiers (WL5).
"""

from __future__ import annotations

from gotravel import __version__
from gotravel.domain.hit import Assessment, Reason
from gotravel.domain.watchlist import Entry, ListedName, NameKind
from gotravel.names.normalise import tokens
from gotravel.screening import reasons, weights
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.name_evidence import NameEvidence, compare
from gotravel.screening.query import Query

OTHERS = (reasons.born, reasons.nationality, reasons.sex, reasons.document, reasons.birth_place)


def assess(query: Query, entry: Entry, frequencies: Frequencies, threshold: float, snapshot: str) -> Assessment | None:
    """None when there is too little to compare: a weak alias or a single name needs a birth date or a document."""
    rest = tuple(compared(query, entry) for compared in OTHERS)
    evidence, listed, spelled = _best_name(query, entry, frequencies)
    name_bits = evidence.bits
    contradicted = any(r.code == "born-different" for r in rest)
    if contradicted:
        name_bits = min(name_bits, weights.NAME_CAP)
    if not _enough(evidence, listed, rest):
        return None
    name = Reason("name", "family-name", name_bits, evidence.sentence, spelled, listed.full)
    total = name_bits + sum(r.bits for r in rest)
    likelihood, low, high = likely(total)
    versions = (weights.VERSION, frequencies.version, snapshot, __version__)
    return Assessment(
        total, weights.PRIOR_BITS, threshold, likelihood, low, high, (name, *rest), listed.full, *versions
    )


def _best_name(query: Query, entry: Entry, frequencies: Frequencies) -> tuple[NameEvidence, ListedName, str]:
    found = [
        (compare(tokens(f"{given} {family}"), tokens(name.full), frequencies), name, f"{family}, {given}")
        for family, given in query.names or (("", ""),)
        for name in entry.names
    ]
    return max(found, key=lambda one: one[0].bits)


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
