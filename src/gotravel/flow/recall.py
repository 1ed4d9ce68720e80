"""An entry left its list, expired or was stopped: open hits on it are recalled, authorities that were told are told again (WL4).

Goes in: a list, or none for all. Comes out: hits and cases recalled, notices for authorities, a notice to the data-protection
officer. Never: a decided hit changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import EntryId
from gotravel.domain.job import Job
from gotravel.domain.sealed_past import Notice
from gotravel.domain.watchlist import Holds, Watchlist
from gotravel.flow.listed_documents import no_longer_listed
from gotravel.flow.parts import Parts
from gotravel.store.unit_of_work import UnitOfWork

GONE = "the list no longer holds the entry, or it expired, or was stopped"


def recall(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    return recalled(parts, work, job.subject, str(job.detail.get("why", GONE)))


def recalled(parts: Parts, work: UnitOfWork, watchlist: UUID | None, why: str) -> AuditEvent:
    now = parts.clock()
    gone = [*work.delistings.gone(watchlist, now), *_documents(parts, work, watchlist)]
    done = work.delistings.recall(gone, why, now)
    if done.notices:
        notice = Notice(parts.new_id(), now, "entry-delisted", watchlist, {"authorities-to-tell": len(done.notices)})
        work.notices.tell(notice)
    subjects = ((watchlist,) if watchlist else ()) + (*done.hits, *done.cases)
    counts = {"hits": len(done.hits), "cases": len(done.cases), "authorities-to-tell": len(done.notices)}
    return AuditEvent("hit:recalled", subjects, {**counts, "why": why})


def _documents(parts: Parts, work: UnitOfWork, watchlist: UUID | None) -> Iterable[EntryId]:
    lists = work.watchlists.in_force()
    for one in lists:
        if one.holds is Holds.DOCUMENTS and one.snapshot and watchlist in (None, one.id):
            yield from _of_set(parts, work, one)


def _of_set(parts: Parts, work: UnitOfWork, one: Watchlist) -> list[EntryId]:
    waiting = work.delistings.waiting_entries(one.id)
    return no_longer_listed(waiting, parts.lists.documents.open(one.code, one.snapshot or "")) if waiting else []
