"""A changed list against everybody booked or stored in the clear: only what changed is looked for, slice by slice.

Goes in: a list, perhaps which change of it, or which entry. Comes out: a job a slice, each one commit, so that a kill costs one
slice; hits and cases. Never: a lock that intake waits for: its jobs are claimed before ours, and travellers are only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import TravellerId, WatchlistId
from gotravel.domain.job import Job, Step
from gotravel.domain.watchlist import Holds, Watchlist
from gotravel.flow.listed_documents import listed_documents
from gotravel.flow.parts import InForce, Parts
from gotravel.flow.raising import Found, raise_hits, suppressed
from gotravel.flow.screen import Asked, persons
from gotravel.store.unit_of_work import UnitOfWork

SLICE = 50_000
"""Travellers of one job: some seconds of work, and what a kill repeats."""


def rescreen(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    """Plans the slices."""
    assert job.subject is not None
    slices = work.rescreening.slices(SLICE)
    about = "-".join(str(value) for _, value in sorted(job.detail.items()))
    for after, until in slices:
        detail = {**job.detail, "after": str(after), "until": str(until)}
        work.enqueue(Job(Step.RESCREEN_SLICE, job.subject, detail, unique=f"slice:{job.subject}:{about}:{after}"))
    return AuditEvent("list:rescreened", (job.subject,), {"slices": len(slices)})


def rescreen_slice(parts: Parts, work: UnitOfWork, job: Job) -> tuple[AuditEvent, ...]:
    assert job.subject is not None
    now = parts.clock()
    in_force = parts.lists.in_force(work)
    watchlist = in_force.lists.get(WatchlistId(job.subject))
    seen, found = 0, list[Found]()
    if watchlist is not None and watchlist.matches(now):
        for batch in _batches(work, job):
            seen += len(batch)
            found += _found(parts, work, job, in_force, watchlist, batch, now)
    raised = raise_hits(parts, work, found)
    told = {"travellers": seen, "hits": len(raised)}
    return AuditEvent("list:rescreened", (job.subject, *(hit.id for hit in raised)), told), *suppressed(raised)


def _batches(work: UnitOfWork, job: Job) -> Iterator[list[Asked]]:
    after, until = (UUID(str(job.detail[edge])) for edge in ("after", "until"))
    for rows in work.rescreening.persons(after, until):
        yield [(TravellerId(number), person) for number, person in rows]


def _found(
    parts: Parts, work: UnitOfWork, job: Job, in_force: InForce, watchlist: Watchlist, batch: list[Asked], now: datetime
) -> list[Found]:
    if watchlist.holds is Holds.DOCUMENTS:
        return listed_documents(parts, work, batch, in_force, now, only=watchlist.id)
    asked = {watchlist.id: watchlist.threshold_bits}
    return list(persons(batch, parts.lists.changed(work, watchlist, job.detail), asked, now))
