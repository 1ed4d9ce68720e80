"""The whole comparison of one traveller with one entry.

Goes in: a Query, an Entry, how common names are. Comes out: an Assessment with every reason. Never: a sum without its
parts, a hit below the minimum identifiers (WL5).
"""

from __future__ import annotations

from math import log2
from typing import NamedTuple

import msgspec

from gotravel import __version__
from gotravel.domain.hit import Assessment, Reason
from gotravel.domain.watchlist import Entry, ListedName, NameKind
from gotravel.screening import reasons, weights
from gotravel.screening.alignment import W_MOST_NAMES
from gotravel.screening.frequencies import Rare
from gotravel.screening.name_evidence import NameEvidence, compare
from gotravel.screening.query import Query
from gotravel.screening.spelled import as_listed, as_sent
from gotravel.screening.values import issuers

TOO_LITTLE = 30.0
SAME_DOCUMENT = ("document-same", "document-confusable")


class Compared(NamedTuple):
    total: float
    enough: bool
    listed: ListedName
    reasons: tuple[Reason, ...]


def assess(
    query: Query, entry: Entry, frequencies: Rare, threshold: float, snapshot: str, prior: float = weights.PERSON_BITS
) -> Assessment | None:
    """None when there is too little to compare: a weak alias or a single name needs a birth date or a document. `prior`: by the
    length of the entry's list."""
    found = compared(query, entry, frequencies)
    if not found.enough:
        return None
    likelihood, low, high = likely(found.total + prior)
    versions = (weights.VERSION, frequencies.version, snapshot, __version__)
    return Assessment(found.total, prior, threshold, likelihood, low, high, found.reasons, found.listed.full, *versions)


def total_bits(query: Query, entry: Entry, frequencies: Rare) -> float:
    """The sum alone; far below any threshold where there is too little to compare."""
    found = compared(query, entry, frequencies)
    return found.total if found.enough else found.total - TOO_LITTLE


def compared(query: Query, entry: Entry, frequencies: Rare) -> Compared:
    document = reasons.document(query, entry)
    rest = (
        reasons.born(query, entry), reasons.nationality(query, entry, frequencies), reasons.sex(query, entry), document,
        _issuer(query, entry, frequencies, document), reasons.birth_place(query, entry),
    )  # fmt: skip
    spelled = [(theirs, name) for name in entry.names for theirs in as_listed(name)]
    contradicted = rest[0].code == "born-different"
    agreed = _state(query, entry, rest)
    found = [
        _with(compare(as_sent(*ours), theirs, frequencies, agreed), name, len(spelled), contradicted, rest)
        for ours in query.names or (("", ""),)
        for theirs, name in spelled
    ]
    return max(found, key=lambda one: (one.enough, one.total))


def _issuer(query: Query, entry: Entry, frequencies: Rare, document: Reason) -> Reason:
    """A number is its State's: where the very document agrees, so does the State, and is counted with it."""
    found = reasons.issuer(query, entry, frequencies)
    if document.code not in SAME_DOCUMENT:
        return found
    told = {"code": "issuer-with-document", "bits": 0.0, "sentence": "Counted with the document number"}
    return msgspec.structs.replace(found, **told)


def _state(query: Query, entry: Entry, rest: tuple[Reason, ...]) -> str | None:
    """The traveller's State, where the entry names it too, as nationality or as issuer: names that go with it prove less."""
    codes = {reason.code for reason in rest}
    if "nationality-same" in codes:
        return query.nationality
    theirs = issuers(entry.documents)
    agreed = next((one for one in issuers(query.documents) if one in theirs), None)
    return agreed if "issuer-same" in codes and agreed == query.state else None


def _with(
    evidence: NameEvidence, name: ListedName, several: int, contradicted: bool, rest: tuple[Reason, ...]
) -> Compared:
    more = list(evidence.reasons)
    chances = float(weights.NAME[W_MOST_NAMES]) * log2(several)
    if chances:
        more.append(
            Reason("name-several", "name", -chances, "The best fit of several listed names, by so much likelier to fit")
        )
    bits = sum(reason.bits for reason in more)
    if contradicted and bits > weights.NAME_CAP:
        more.append(
            Reason(
                "name-capped", "name", weights.NAME_CAP - bits, "A name proves no more than this against a birth date"
            )
        )
        bits = weights.NAME_CAP
    together = (*more, *rest)
    enough = _enough(evidence._replace(bits=bits), name, rest)
    return Compared(sum(reason.bits for reason in together), enough, name, together)


def _enough(evidence: NameEvidence, listed: ListedName, rest: tuple[Reason, ...]) -> bool:
    if any(r.code in SAME_DOCUMENT for r in rest):
        return True
    initials = sum(reason.bits for reason in evidence.reasons if reason.code == "name-initial")
    if evidence.bits - initials < weights.NAME_FLOOR:
        return False
    if listed.kind is NameKind.WEAK or evidence.shared < 2:
        return evidence.shared > 0 and any(r.bits > reasons.SUPPORTS and r.field == "birth-date" for r in rest)
    return True


def likely(odds: float) -> tuple[float, float, float]:
    """Of the bits of the evidence and of the prior together."""
    rows = [row for row in weights.CALIBRATION if odds >= row[0]]
    return rows[-1][1:]
