"""A traveller's document that a list of stolen, lost and revoked ones holds.

Goes in: the document, what the list knows. Comes out: the entry as far as it is known, and an Assessment like any other. Never: a
person accused: the paper is listed, not its bearer.
"""

from __future__ import annotations

import hashlib
from datetime import date

from gotravel import __version__
from gotravel.domain.hit import Assessment, Reason
from gotravel.domain.ids import EntryId
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.screening import weights
from gotravel.screening.assess import likely

ALIKE = "alike"
NO_NAMES = "none"
"""Version of a frequency table that was not needed."""


def reference_of(document: TravelDocument, issuer: str, exact: bool) -> str:
    """The same for the same paper on every flight; the number cannot be read from it."""
    told = f"{document.number}/{issuer}/{exact}"
    return "DOC-" + hashlib.sha256(told.encode()).hexdigest()[:12].upper()


def entry_of(
    number: EntryId,
    watchlist: Watchlist,
    document: TravelDocument,
    issuer: str,
    kind: str,
    day: date | None,
    exact: bool,
) -> Entry:
    reported = f"reported {day.isoformat()}" if day else "no date of report"
    return Entry(
        id=number,
        watchlist=watchlist.id,
        reference=reference_of(document, issuer, exact),
        version=f"{kind}-{day or 'undated'}-{'same' if exact else ALIKE}",
        names=(),
        documents=(TravelDocument(document.type, document.number, issuer),),
        category=watchlist.default_category,
        reliability=watchlist.reliability,
        nominator=watchlist.owner,
        note=f"{kind}, {reported}",
    )


def assess_document(
    documents: tuple[TravelDocument, ...], entry: Entry, threshold: float, snapshot: str
) -> Assessment | None:
    """None when the traveller bears no such document (any more)."""
    listed = entry.documents[0]
    if listed.number not in {document.number for document in documents}:
        return None
    exact = not entry.version.endswith(ALIKE)
    bits = weights.DOCUMENT_SAME if exact else weights.DOCUMENT_CONFUSABLE
    told = "Same document number" if exact else "Same number but for letters that look alike"
    reason = Reason(
        "document-listed" if exact else "document-listed-alike",
        "document-number",
        bits,
        f"{told}; the list says: {entry.note}",
        listed.number,
        f"{listed.number} ({listed.issuer})" if exact else f"a number of {listed.issuer} that looks the same",
    )
    likelihood, low, high = likely(bits + weights.PERSON_BITS)
    versions = (weights.VERSION, NO_NAMES, snapshot, __version__)
    return Assessment(bits, weights.PERSON_BITS, threshold, likelihood, low, high, (reason,), "", *versions)
