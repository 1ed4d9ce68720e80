"""Travellers' documents looked up in the lists of stolen, lost and revoked ones.

Goes in: travellers, the sets in force. Comes out: found pairs with their reasons, like those of any list. Never: a number looked
up without its State; an entry kept for a document that nobody travels with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gotravel.domain.ids import EntryId, TravellerId, WatchlistId
from gotravel.domain.message import Person, TravelDocument
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.flow.document_set import DocumentSet, Listed
from gotravel.flow.parts import InForce, Parts
from gotravel.flow.raising import Found
from gotravel.screening.listed_document import assess_document, entry_of, reference_of
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.wire.watchlist_files.documents_csv import told

Borne = tuple[TravellerId, Person, TravelDocument, str]
"""Who, with which document, issued where."""


def listed_documents(
    parts: Parts,
    work: UnitOfWork,
    asked: Sequence[tuple[TravellerId, Person]],
    in_force: InForce,
    now: datetime,
    only: WatchlistId | None = None,
) -> list[Found]:
    """`only`: one list; else every list of documents that matches at this moment."""
    found: list[Found] = []
    for number, documents in in_force.documents.items():
        watchlist = in_force.lists[number]
        if watchlist.matches(now) and only in (None, number):
            found += _of_list(parts, work, _borne(asked), watchlist, documents)
    return found


def _borne(asked: Sequence[tuple[TravellerId, Person]]) -> list[Borne]:
    """Where the issuing State was not sent, it is the State whose national the bearer is."""
    return [
        (who, person, document, issuer)
        for who, person in asked
        for document in person.documents
        if document.number and (issuer := document.issuer or person.nationality)
    ]


def _of_list(
    parts: Parts, work: UnitOfWork, borne: Sequence[Borne], watchlist: Watchlist, documents: DocumentSet
) -> list[Found]:
    asked = [(document.number or "", issuer) for _, _, document, issuer in borne]
    known = [
        (one, listed) for one, listed in zip(borne, documents.look_up(asked), strict=True) if listed is not None
    ] if asked else []  # fmt: skip
    if not known:
        return []
    ids = work.watchlists.ids_of(watchlist.id, [reference_of(one[2], one[3], listed.exact) for one, listed in known])
    entries = [_entry(parts, ids, watchlist, one, listed) for one, listed in known]
    work.watchlists.keep_for_hits(list({entry.id: entry for entry in entries}.values()))
    found = []
    for ((who, person, _, _), _), entry in zip(known, entries, strict=True):
        made = assess_document(person.documents, entry, watchlist.threshold_bits, watchlist.snapshot or "")
        if made is not None and made.total_bits >= watchlist.threshold_bits:
            found.append((who, entry, made))
    return found


def _entry(parts: Parts, ids: dict[str, EntryId], watchlist: Watchlist, one: Borne, listed: Listed) -> Entry:
    _, _, document, issuer = one
    reference = reference_of(document, issuer, listed.exact)
    number = ids.setdefault(reference, EntryId(parts.new_id()))
    kind, day = told(listed.kind, listed.day)
    return entry_of(number, watchlist, document, issuer, kind, day, listed.exact)


def no_longer_listed(entries: Sequence[Entry], documents: DocumentSet) -> list[EntryId]:
    """Of entries that hits wait on: those whose paper the newest set does not hold any more (WL4)."""
    asked = [(entry.documents[0].number or "", entry.documents[0].issuer or "") for entry in entries]
    known = documents.look_up(asked) if asked else []
    return [entry.id for entry, listed in zip(entries, known, strict=True) if listed is None]
