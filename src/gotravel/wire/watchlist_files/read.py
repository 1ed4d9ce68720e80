"""The door of list files: bytes become entries, or the whole file is refused with line and reason.

Goes in: the bytes of a list file. Comes out: a ListFile. Never: half a file; personal data in a refusal.
"""

from __future__ import annotations

from datetime import date

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, Category, ListedName


class EntryDraft(msgspec.Struct, frozen=True):
    """An entry as its file tells it; the importer adds ids and the list."""

    reference: str
    version: str
    names: tuple[ListedName, ...]
    born: tuple[BirthDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    birth_places: tuple[str, ...] = ()
    category: Category | None = None
    """None: the file tells none, the list's own counts."""
    reliability: str | None = None
    nominator: str | None = None
    offence: str | None = None
    review_due: date | None = None
    expires: date | None = None
    note: str | None = None
    threshold_met: bool | None = None
    legal_basis: str | None = None
    purpose: str | None = None


class ListFile(msgspec.Struct, frozen=True):
    entries: tuple[EntryDraft, ...]
    findings: tuple[Finding, ...] = ()
    dated: str | None = None


def read(raw: bytes) -> ListFile:
    """By the first bytes: XML (United Nations), JSON (entities or notices), a workbook or archive, else CSV."""
    from gotravel.wire.watchlist_files.formats import read_any

    return read_any(raw)
