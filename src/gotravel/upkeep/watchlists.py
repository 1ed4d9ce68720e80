"""Lists come into force: registered with their law, imported as a whole or not at all, differences first.

Goes in: an actor, a list's facts, a file. Comes out: the differences, and a new snapshot in force. Never: half a list, an entry
without a legal basis, an unusual change of size by one person alone (WL1, WL2, WL5; the database refuses it too).
"""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

import msgspec

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, LegalBasisMissing, NotFound, Refused, UnusualChange
from gotravel.domain.finding import Finding
from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.job import Job, Step
from gotravel.domain.list_change import ChangeKind, ChangeState, ListChange
from gotravel.domain.watchlist import Category, Entry, Holds, Watchlist
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.screening.differences import Differences, differences, examples
from gotravel.screening.thresholds import USUAL
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile, read

NEWER = ("legal_basis", "purpose")


class Registration(msgspec.Struct, frozen=True):
    """What makes a list lawful. Every field without a default has to be given."""

    code: str
    name: str
    owner: str
    legal_basis: str
    purpose: str
    offence_classes: tuple[str, ...]
    review_due: date
    refresh_hours: int = 24 * 30
    threshold_bits: float = USUAL
    category: Category = Category.SUSPECT
    reliability: str | None = None
    listing_threshold: str = ""
    holds: Holds = Holds.PERSONS
    foreign: bool = False
    outside: bool = False


class Imported(msgspec.Struct, frozen=True):
    watchlist: Watchlist
    differences: Differences
    findings: tuple[Finding, ...]
    entries: int
    change: UUID | None = None
    """None: the same file again; its owner says that it still holds."""


def register(parts: Parts, actor: Actor, given: Registration) -> Watchlist:
    missing = [f for f in ("owner", "legal_basis", "purpose", "offence_classes") if not getattr(given, f)]
    if missing:
        raise LegalBasisMissing(f"The list cannot be registered: {', '.join(missing).replace('_', ' ')} missing.")
    if given.refresh_hours <= 0:
        raise InvalidInput("A list says within how many hours it is refreshed: one at least.")
    made = Watchlist(
        WatchlistId(parts.new_id()), given.code, given.name, given.owner, given.legal_basis, given.purpose,
        given.offence_classes, given.review_due, given.refresh_hours, given.threshold_bits, given.category, given.outside,
        holds=given.holds, foreign=given.foreign, listing_threshold=given.listing_threshold, reliability=given.reliability,
    )  # fmt: skip
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        if work.watchlists.by_code(given.code) is not None:
            raise InvalidInput(f"A list is registered under the code {given.code} already.")
        work.watchlists.register(made)
        work.commit(AuditEvent("watchlist:registered", (made.id,), {"list": made.code}))
    return made


def propose(parts: Parts, actor: Actor, code: str, raw: bytes) -> Imported:
    """Reads everything and keeps the differences for people to see; nothing comes into force."""
    return _on_record(parts, actor, code, raw, at_once=False)


def import_list(parts: Parts, actor: Actor, code: str, raw: bytes) -> Imported:
    """Into force at once where one person may do that; an unusual change of size is kept, and waits for a second person."""
    made = _on_record(parts, actor, code, raw, at_once=True)
    if made.differences.unusual:
        raise UnusualChange(
            f"{made.differences.sentence} It waits as change {made.change}; the old version stays in force."
        )
    return made


def _on_record(parts: Parts, actor: Actor, code: str, raw: bytes, *, at_once: bool) -> Imported:
    try:
        return _read(parts, actor, code, raw, at_once)
    except Refused as refusal:
        with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
            work.commit(AuditEvent("watchlist:refused", (), {"list": code, "why": type(refusal).__name__}))
        raise


def _read(parts: Parts, actor: Actor, code: str, raw: bytes, at_once: bool) -> Imported:
    """What cannot be read changes nothing."""
    file = read(raw)
    digest = hashlib.sha256(raw).hexdigest()
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = held_here(work, code)
        before = work.watchlists.entries_of(known.id)
        entries = _entries(parts, known, file, before)
        found = differences(before, entries)
        if digest == known.snapshot and not (found.added or found.changed or found.removed):
            return _again(parts, work, known, found, file, digest)
        change = ListChange(
            parts.new_id(), known.id, ChangeKind.IMPORT, actor.reference, parts.clock(), ChangeState.PROPOSED, found.unusual,
            len(found.added), len(found.changed), len(found.removed), found.before, digest,
            examples=examples(before, entries, found), findings=tuple(one.text for one in file.findings),
        )  # fmt: skip
        needs_second = work.list_changes.propose(change, raw)
        events = [AuditEvent("watchlist:proposed", (known.id, change.id), _counts(known, found))]
        if at_once and not needs_second:
            _into_force(parts, work, known, change, entries, None)
            events.append(AuditEvent("watchlist:imported", (known.id, change.id), _counts(known, found)))
        work.commit(*events)
    return Imported(known, found, file.findings, len(entries), change.id)


def _again(
    parts: Parts, work: UnitOfWork, known: Watchlist, found: Differences, file: ListFile, digest: str
) -> Imported:
    work.watchlists.refreshed(known.id, digest, len(file.entries), parts.clock())
    work.commit(AuditEvent("watchlist:imported", (known.id,), {"list": known.code, "unchanged": True}))
    return Imported(known, found, file.findings, len(file.entries))


def into_force(
    parts: Parts, work: UnitOfWork, known: Watchlist, change: ListChange, decided_by: str | None
) -> AuditEvent:
    """A proposal that was looked at, read once more from the very bytes that were proposed."""
    raw = work.list_changes.file(change.id)
    if raw is None:
        raise NotFound
    before = work.watchlists.entries_of(known.id)
    entries = _entries(parts, known, read(raw), before)
    _into_force(parts, work, known, change, entries, decided_by)
    return AuditEvent("watchlist:imported", (known.id, change.id), _counts(known, differences(before, entries)))


def _into_force(
    parts: Parts,
    work: UnitOfWork,
    known: Watchlist,
    change: ListChange,
    entries: tuple[Entry, ...],
    decided_by: str | None,
) -> None:
    now = parts.clock()
    work.list_changes.decide(change.id, ChangeState.IN_FORCE, decided_by, now)
    work.watchlists.bring_into_force(known, change.digest or "", entries, now, change.id)
    work.enqueue(
        Job(Step.RESCREEN, known.id, {"change": str(change.id)}, unique=f"rescreen:{known.id}:{change.id}"),
        Job(Step.RECALL, known.id, {"why": "a new version of the list"}, unique=f"recall:{known.id}"),
    )


def held_here(work: UnitOfWork, code: str, holds: Holds = Holds.PERSONS) -> Watchlist:
    """Locked."""
    known = work.watchlists.by_code(code)
    if known is None:
        raise NotFound(f"No list is registered under the code {code}. Register it first, with its legal basis.")
    if known.outside:
        raise InvalidInput(f"{code} stays with its owner and is asked there; nothing of it is imported.")
    if known.holds is not holds:
        other = "gotravel lists import-documents" if known.holds is Holds.DOCUMENTS else "gotravel import-list"
        raise InvalidInput(f"{code} holds {known.holds.value}; import it with {other}.")
    return known


def _counts(known: Watchlist, found: Differences) -> dict[str, str | dict[str, int]]:
    counts = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
    return {"list": known.code, "differences": counts}


def _entries(parts: Parts, known: Watchlist, file: ListFile, before: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """An entry keeps its id from version to version, so that decisions about it stay attached to it."""
    ids = {entry.reference: entry.id for entry in before}
    references = [draft.reference for draft in file.entries]
    if len(set(references)) != len(references):
        raise InvalidInput("The file names one reference twice. Every entry needs a reference of its own.")
    return tuple(made_entry(parts, known, draft, ids.get(draft.reference)) for draft in file.entries)


def made_entry(parts: Parts, known: Watchlist, draft: EntryDraft, before: EntryId | None) -> Entry:
    """The version is of the content as read: a release that reads more of the same file makes new versions, so that what a hit
    was made with never changes under it."""
    given = {name: getattr(draft, name) for name in draft.__struct_fields__ if name in Entry.__struct_fields__}
    given["reliability"] = draft.reliability or known.reliability
    given["category"] = draft.category or known.default_category
    # What earlier releases did not read makes no new version of an entry that does not have it.
    told = {name: value for name, value in given.items() if value is not None or name not in NEWER}
    content = hashlib.sha256(msgspec.msgpack.encode(told)).hexdigest()[:10]
    given["version"] = f"{draft.version}-{content}"
    return Entry(id=before or EntryId(parts.new_id()), watchlist=known.id, **given)
