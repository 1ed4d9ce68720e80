"""A list that stays with its owner is asked about the travellers of one flight leg.

Goes in: a flight leg's id. Comes out: hits with our own reasons for what the owner's notices say. Never: the owner's list
copied (only a notice that a hit rests on is kept); a traveller forgotten because the owner did not answer: they stay due, and
the board says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec

from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, NoAnswer
from gotravel.domain.ids import EntryId
from gotravel.domain.job import Job, Step
from gotravel.domain.outside import Answer, Question
from gotravel.domain.travel import Traveller
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.flow.parts import Parts
from gotravel.flow.raising import Found, raise_hits, suppressed
from gotravel.screening.index import Index, build
from gotravel.screening.query import of_person
from gotravel.screening.screen import screen as compared
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.wire.watchlist_files.notices_json import read_notices
from gotravel.wire.watchlist_files.read import EntryDraft

AT_ONCE = 200
"""Travellers of one question."""
LONGEST_WAIT = timedelta(minutes=15)


def consult(parts: Parts, work: UnitOfWork, job: Job) -> tuple[AuditEvent, ...]:
    assert job.subject is not None
    now = parts.clock()
    travellers = work.rescreening.due_for_consulting(job.subject, AT_ONCE)
    outside, watchlist = parts.outside, _watchlist(parts, work)
    if not travellers or outside is None or watchlist is None:
        return (AuditEvent("list:consulted", (job.subject,), {"travellers": 0}),)
    try:
        answers = outside.consult([_question(str(place), one) for place, one in enumerate(travellers)])
        found = _found(parts, work, watchlist, travellers, answers)
    except (NoAnswer, InvalidInput) as fault:
        return (_again(parts, work, job, watchlist, fault),)
    raised = raise_hits(parts, work, found)
    work.rescreening.consulted(tuple(one.id for one in travellers), now)
    work.watchlists.answered(watchlist.id, now)
    if len(travellers) == AT_ONCE:
        work.enqueue(Job(Step.CONSULT, job.subject, unique=f"consult:{job.subject}"))
    told = {"travellers": len(travellers), "hits": len(raised)}
    subjects = (job.subject, watchlist.id, *(hit.id for hit in raised))
    return AuditEvent("list:consulted", subjects, told), *suppressed(raised)


def _watchlist(parts: Parts, work: UnitOfWork) -> Watchlist | None:
    """The list that is asked, if it is registered, in force and may be asked today."""
    code = parts.outside.code if parts.outside else None
    lists = (one for one in work.watchlists.in_force() if one.outside and one.code == code)
    return next((one for one in lists if parts.clock().date() <= one.review_due), None)


def _question(reference: str, traveller: Traveller) -> Question:
    asked = of_person(traveller.person)
    return Question(reference, asked.names, asked.born, asked.nationality, asked.sex, asked.documents)


def _again(parts: Parts, work: UnitOfWork, job: Job, watchlist: Watchlist, fault: Exception) -> AuditEvent:
    """Later, and later still: the queue's own tries would end, an owner's repair may take longer."""
    times = work.watchlists.not_answered(watchlist.id, parts.clock())
    wait = min(LONGEST_WAIT, timedelta(seconds=5 * 2 ** min(times, 10)))
    work.enqueue(Job(Step.CONSULT, job.subject, unique=f"consult:{job.subject}"), wait=wait)
    told: dict[str, Detail] = {
        "why": type(fault).__name__,
        "times": times,
        "again-in-seconds": int(wait.total_seconds()),
    }
    return AuditEvent("list:unreachable", (watchlist.id,), told)


def _found(
    parts: Parts, work: UnitOfWork, watchlist: Watchlist, travellers: Sequence[Traveller], answers: Sequence[Answer]
) -> list[Found]:
    """An owner's answer is a question to us: whether it is the same person, our own comparison tells, with its reasons."""
    frequencies = parts.lists.in_force(work).index.frequencies.counted
    thresholds = {watchlist.id: watchlist.threshold_bits}
    found: list[Found] = []
    for answer in answers:
        drafts = [draft for notice in answer.notices for draft in read_notices(notice).entries]
        who = _traveller(travellers, answer.reference)
        if not drafts or who is None:
            continue
        index: Index = build(_entries(parts, work, watchlist, drafts), frequencies)
        query = of_person(who.person)
        for one in compared([query], index, thresholds, as_of=parts.clock().date()):
            found.append((who.id, index.entries[one.entry], one.assessment))
    work.watchlists.keep_for_hits([entry for _, entry, _ in found])
    return found


def _traveller(travellers: Sequence[Traveller], reference: str) -> Traveller | None:
    return travellers[int(reference)] if reference.isdecimal() and int(reference) < len(travellers) else None


def _entries(parts: Parts, work: UnitOfWork, watchlist: Watchlist, drafts: Sequence[EntryDraft]) -> list[Entry]:
    ids = work.watchlists.ids_of(watchlist.id, [draft.reference for draft in drafts])
    return [
        Entry(
            id=ids.setdefault(draft.reference, EntryId(parts.new_id())),
            watchlist=watchlist.id,
            **_told(watchlist, draft),
        )
        for draft in drafts
    ]


def _told(watchlist: Watchlist, draft: EntryDraft) -> dict[str, Any]:
    told = {name: value for name, value in msgspec.structs.asdict(draft).items() if name in Entry.__struct_fields__}
    return {**told, "category": draft.category or watchlist.default_category}
