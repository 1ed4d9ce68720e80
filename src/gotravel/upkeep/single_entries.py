"""One entry of a list put on, altered or taken off at the desk: proposed by one, brought into force by another.

Goes in: a list manager, the fields of a form (the columns of our template), a reason. Comes out: a change that waits; once
confirmed, a new version of that entry, looked for among everybody on file. Never: an entry by one person alone; a value lost
because the form cannot show it; an edit of a version that is no longer in force.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar
from uuid import UUID

import msgspec

from gotravel.domain.actor import Actor, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing
from gotravel.domain.job import Job, Step
from gotravel.domain.list_change import ChangeKind, ChangeState, Example, ListChange
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.screening.differences import fields_changed
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.upkeep.entry_fields import SEVERAL, as_fields, texts_of
from gotravel.upkeep.watchlists import held_here, made_entry
from gotravel.wire.watchlist_files.read import EntryDraft, read

AS_WRITTEN: Final = ("nationality", "birth_place")
"""Fields whose lines say all that there is."""
LINE: Final = re.compile(r"^Line \d+: ")
T = TypeVar("T")


class Edit(msgspec.Struct, frozen=True):
    """What waits, as it will be: the confirmed one is the very one that was shown."""

    reference: str
    before: str | None
    """The version it was made from; None for an entry that is new."""
    draft: EntryDraft | None
    """None: the entry is taken off the list."""


def propose(parts: Parts, actor: Actor, code: str, fields: Mapping[str, str], reason: str, entry: UUID | None) -> UUID:
    """`entry`: the one to alter; None for a new one."""
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = held_here(work, code)
        before = _in_force(work, known, entry) if entry else None
        draft = _draft(fields, before)
        if before is None and work.watchlists.by_reference(known.id, draft.reference) is not None:
            raise InvalidInput("reference: the list has an entry of this reference already; alter that one.")
        if before is not None and draft.reference != before.reference:
            raise InvalidInput("reference: an entry keeps the reference that its list knows it by.")
        if before is not None and not fields_changed(before, made_entry(parts, known, draft, before.id)):
            raise InvalidInput("Nothing differs from the entry in force.")
        return _waits(
            parts, work, actor, known, Edit(draft.reference, before.version if before else None, draft), before, reason
        )


def propose_end(parts: Parts, actor: Actor, code: str, entry: UUID, reason: str) -> UUID:
    with parts.store.begin(actor, Permission.CHANGE_WATCHLIST, ADMINISTRATION) as work:
        known = held_here(work, code)
        before = _in_force(work, known, entry)
        return _waits(parts, work, actor, known, Edit(before.reference, before.version, None), before, reason)


def into_force(parts: Parts, work: UnitOfWork, known: Watchlist, change: ListChange, decided_by: str) -> AuditEvent:
    edit = waiting(work, change)
    before = work.watchlists.by_reference(known.id, edit.reference)
    if (before.version if before else None) != edit.before:
        raise NotInThisState("The entry was changed since this was proposed. Refuse it and propose it anew.")
    now = parts.clock()
    work.list_changes.decide(change.id, ChangeState.IN_FORCE, decided_by, now)
    if before is not None:
        work.watchlists.retire(before, now)
    if edit.draft is not None:
        work.watchlists.bring(known, made_entry(parts, known, edit.draft, before.id if before else None), change.id)
        detail: dict[str, str | int] = {"change": str(change.id)}
        work.enqueue(Job(Step.RESCREEN, known.id, detail, unique=f"rescreen:{known.id}:{change.id}"))
    work.watchlists.kept_by_hand(known.id, now)
    work.enqueue(Job(Step.RECALL, known.id, {"why": "an entry was changed or taken off"}, unique=f"recall:{known.id}"))
    return AuditEvent("watchlist:entry-changed", (known.id, change.id), {"list": known.code, "how": _how(edit)})


def waiting(work: UnitOfWork, change: ListChange) -> Edit:
    raw = work.list_changes.file(change.id)
    if raw is None:
        raise NotFound
    return msgspec.msgpack.decode(raw, type=Edit)


def side_by_side(work: UnitOfWork, change: ListChange) -> list[tuple[str, str, str]]:
    """(field, as in force, as proposed) of all that either says, for whoever confirms."""
    edit = waiting(work, change)
    before = work.watchlists.by_reference(change.watchlist, edit.reference)
    old = as_fields(before) if before else {}
    new = as_fields(edit.draft) if edit.draft else {}
    names = dict.fromkeys((*old, *new))
    return [(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name) or new.get(name)]


def _waits(
    parts: Parts, work: UnitOfWork, actor: Actor, known: Watchlist, edit: Edit, before: Entry | None, reason: str
) -> UUID:
    if not is_a_reason(reason):
        raise ReasonMissing
    how, packed = _how(edit), msgspec.msgpack.encode(edit)
    names = edit.draft.names if edit.draft else before.names if before else ()
    changed = fields_changed(before, made_entry(parts, known, edit.draft, before.id)) if before and edit.draft else ()
    counts = (int(how == "added"), int(how == "changed"), int(how == "removed"), work.watchlists.count(known.id))
    shown = (Example(how, edit.reference, names[0].full, changed),)
    change = ListChange(
        parts.new_id(), known.id, ChangeKind.ENTRY, actor.reference, parts.clock(), ChangeState.PROPOSED, True, *counts,
        hashlib.sha256(packed).hexdigest(), reason.strip(), examples=shown, reference=edit.reference,
    )  # fmt: skip
    work.list_changes.propose(change, packed)
    work.commit(AuditEvent("watchlist:entry-proposed", (known.id, change.id), {"list": known.code, "how": how}))
    return change.id


def _how(edit: Edit) -> str:
    if edit.draft is None:
        return "removed"
    return "changed" if edit.before else "added"


def _in_force(work: UnitOfWork, known: Watchlist, entry: UUID) -> Entry:
    found = work.watchlists.entry_in_force(known.id, entry)
    if found is None:
        raise NotFound
    return found


def _draft(fields: Mapping[str, str], before: Entry | None) -> EntryDraft:
    """Read by the reader of our template, as a file of one row. A line that the entry in force says already stands for what is
    there, with all that a line cannot say (a circa, a paper's last day, which part of an alias is family name)."""
    known = {name: texts_of(before, name) if before else {} for name in SEVERAL}
    lines = {name: _lines(fields.get(name, "")) for name in SEVERAL}
    fresh = {name: [line for line in lines[name] if name in AS_WRITTEN or line not in known[name]] for name in SEVERAL}
    row = {name: " ".join(value.split()) for name, value in fields.items() if name not in SEVERAL and value.strip()}
    row |= {name: "|".join(values) for name, values in fresh.items() if values}
    read_now = _read(row)
    told = {
        "born": (*_kept(lines, known, "born"), *read_now.born),
        "documents": (*_kept(lines, known, "passport"), *_kept(lines, known, "id_card"), *read_now.documents),
        "names": _names(read_now, before, (*_kept(lines, known, "aliases"), *_kept(lines, known, "weak_aliases"))),
    }
    return msgspec.structs.replace(read_now, **{name: tuple(dict.fromkeys(values)) for name, values in told.items()})


def _names(read_now: EntryDraft, before: Entry | None, kept: tuple[object, ...]) -> tuple[object, ...]:
    first, *others = read_now.names
    same = before is not None and as_fields(before).get("name") == first.full
    divided = bool(first.family or first.given)
    return (before.names[0] if before and same and not divided else first, *kept, *others)


def _kept(lines: Mapping[str, list[str]], known: Mapping[str, Mapping[str, T]], name: str) -> Iterator[T]:
    return (known[name][line] for line in lines[name] if line in known[name])


def _lines(text: str) -> list[str]:
    return [line for one in text.replace("|", "\n").splitlines() if (line := " ".join(one.split()))]


def _read(row: Mapping[str, str]) -> EntryDraft:
    written = io.StringIO()
    whole = {"reference": "", "name": "", **row}
    csv.writer(written, delimiter=";").writerows((whole.keys(), whole.values()))
    try:
        return read(written.getvalue().encode()).entries[0]
    except InvalidInput as fault:
        raise InvalidInput(LINE.sub("", str(fault))) from fault
