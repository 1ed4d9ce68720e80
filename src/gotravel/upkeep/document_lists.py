"""A list of stolen, lost and revoked documents is read as a stream into a set on disk; the set comes into force as a whole.

Goes in: a file of up to a hundred million rows. Comes out: counts of what differs; the set in force. Never: the file in memory or
in the database; half a set; an unusual change of size by one person alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, Refused, UnusualChange
from gotravel.domain.job import Job, Step
from gotravel.domain.list_change import ChangeKind, ChangeState, ListChange
from gotravel.domain.watchlist import Holds, Watchlist
from gotravel.flow.document_set import DocumentSet, differences
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.upkeep.watchlists import held_here
from gotravel.wire.watchlist_files.documents_csv import read_documents

BLOCK = 1 << 20


def import_documents(parts: Parts, actor: Actor, code: str, file: Path) -> ListChange:
    """The change, in force or waiting for a second person."""
    try:
        return _read(parts, actor, code, file)
    except (Refused, OSError) as refusal:
        with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
            work.commit(AuditEvent("watchlist:refused", (), {"list": code, "why": type(refusal).__name__}))
        raise InvalidInput(f"{file.name} cannot be read.") if isinstance(refusal, OSError) else refusal from refusal


def _read(parts: Parts, actor: Actor, code: str, file: Path) -> ListChange:
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = held_here(work, code, Holds.DOCUMENTS)
        waiting = [one.digest for one in work.list_changes.waiting() if one.watchlist == known.id and one.digest]
    sets = parts.lists.documents
    with file.open("rb") as source:
        digest = _digest(source)
    with file.open("rb", buffering=BLOCK) as source:
        made, short = sets.build(code, digest, read_documents(source))
    before = sets.open(code, known.snapshot) if known.snapshot else None
    added, removed = differences(before, made)
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = held_here(work, code, Holds.DOCUMENTS)
        change = ListChange(
            parts.new_id(), known.id, ChangeKind.IMPORT, actor.reference, parts.clock(), ChangeState.PROPOSED, False, added, 0,
            removed, len(before) if before else 0, digest,
            findings=(f"{short:,} numbers are too short to mean one document and were left out.",) if short else (),
        )  # fmt: skip
        needs_second = work.list_changes.propose(change, None)
        events = [
            AuditEvent("watchlist:proposed", (known.id, change.id), {"list": code, "added": added, "removed": removed})
        ]
        if not needs_second:
            events.append(set_into_force(parts, work, known, change, None))
        work.commit(*events)
    sets.forget_but(code, {digest, known.snapshot or digest, *waiting})
    if needs_second:
        raise UnusualChange(
            f"The new set adds {added:,} and removes {removed:,} of {change.before:,} documents. That is unusual: a second "
            f"person has to confirm it. It waits as change {change.id}; the old set stays in force."
        )
    return change


def set_into_force(parts: Parts, work: UnitOfWork, known: Watchlist, change: ListChange, by: str | None) -> AuditEvent:
    digest = change.digest or ""
    if not parts.lists.documents.place(known.code, digest).exists():
        raise NotFound("The set is not on this machine's disk. Import it here, or share the folder of documents.")
    now = parts.clock()
    work.list_changes.decide(change.id, ChangeState.IN_FORCE, by, now)
    work.watchlists.refreshed(known.id, digest, len(_set(parts, known, digest)), now)
    work.enqueue(
        Job(Step.RESCREEN, known.id, {"change": str(change.id)}, unique=f"rescreen:{known.id}:{change.id}"),
        Job(Step.RECALL, known.id, {"why": "a new version of the list"}, unique=f"recall:{known.id}"),
    )
    counts = {"added": change.added, "removed": change.removed}
    return AuditEvent("watchlist:imported", (known.id, change.id), {"list": known.code, "differences": counts})


def _set(parts: Parts, known: Watchlist, digest: str) -> DocumentSet:
    return parts.lists.documents.open(known.code, digest)


def _digest(source: BinaryIO) -> str:
    found = hashlib.sha256()
    for block in _blocks(source):
        found.update(block)
    return found.hexdigest()


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block
