"""Lists come into force: registered with their law, imported as a whole or not at all, changed by two people.

Goes in: an actor, a list's facts, a file. Comes out: the differences, and a new snapshot in force. Never: half a list,
an entry without a legal basis, an unusual change of size without a second person (WL1, WL2, WL5).
"""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, LegalBasisMissing, NotFound, Refused, UnusualChange
from gotravel.domain.finding import Finding
from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.job import Job, Step
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.screening.differences import Differences, differences
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile, read


class Registration(msgspec.Struct, frozen=True):
    """What makes a list lawful. Every field has to be given."""

    code: str
    name: str
    owner: str
    legal_basis: str
    purpose: str
    offence_classes: tuple[str, ...]
    review_due: date
    refresh_hours: int = 24 * 30
    threshold_bits: float = 16.5


class Imported(msgspec.Struct, frozen=True):
    watchlist: Watchlist
    differences: Differences
    findings: tuple[Finding, ...]
    entries: int


def register(parts: Parts, actor: Actor, given: Registration) -> Watchlist:
    missing = [f for f in ("owner", "legal_basis", "purpose", "offence_classes") if not getattr(given, f)]
    if missing:
        raise LegalBasisMissing(f"The list cannot be registered: {', '.join(missing).replace('_', ' ')} missing.")
    made = Watchlist(
        WatchlistId(parts.new_id()),
        given.code,
        given.name,
        given.owner,
        given.legal_basis,
        given.purpose,
        given.offence_classes,
        given.review_due,
        given.refresh_hours,
        given.threshold_bits,
    )
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        work.watchlists.register(made)
        work.commit(AuditEvent("watchlist:registered", (made.id,), {"list": made.code}))
    return made


def import_list(parts: Parts, actor: Actor, code: str, raw: bytes, *, confirmed_by: Actor | None = None) -> Imported:
    """Reads everything first; what cannot be read changes nothing. Repeating the same file changes nothing."""
    try:
        return _import(parts, actor, code, raw, confirmed_by)
    except Refused as refusal:
        with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
            work.commit(AuditEvent("watchlist:refused", (), {"list": code, "why": type(refusal).__name__}))
        raise


def _import(parts: Parts, actor: Actor, code: str, raw: bytes, confirmed_by: Actor | None) -> Imported:
    file = read(raw)
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = work.watchlists.by_code(code)
        if known is None:
            raise NotFound(f"No list is registered under the code {code}. Register it first, with its legal basis.")
        before = work.watchlists.entries_of(known.id)
        entries = _entries(parts, known, file, before)
        found = differences(before, entries)
        if found.unusual and (confirmed_by is None or confirmed_by == actor):
            raise UnusualChange(found.sentence)
        work.watchlists.bring_into_force(known.id, hashlib.sha256(raw).hexdigest(), entries, parts.clock())
        work.enqueue(Job(Step.RESCREEN, known.id, unique=f"rescreen:{known.id}"))
        _commit(work, known, found)
    return Imported(known, found, file.findings, len(entries))


def _commit(work: UnitOfWork, known: Watchlist, found: Differences) -> None:
    counts = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
    work.commit(AuditEvent("watchlist:imported", (known.id,), {"list": known.code, "differences": counts}))


def _entries(parts: Parts, known: Watchlist, file: ListFile, before: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """An entry keeps its id from version to version, so that decisions about it stay attached to it."""
    ids = {entry.reference: entry.id for entry in before}
    references = [draft.reference for draft in file.entries]
    if len(set(references)) != len(references):
        raise InvalidInput("The file names one reference twice. Every entry needs a reference of its own.")
    return tuple(_entry(parts, known, draft, ids.get(draft.reference)) for draft in file.entries)


def _entry(parts: Parts, known: Watchlist, draft: EntryDraft, before: EntryId | None) -> Entry:
    given = {name: getattr(draft, name) for name in draft.__struct_fields__ if name in Entry.__struct_fields__}
    return Entry(id=before or EntryId(parts.new_id()), watchlist=known.id, **given)
