"""Travellers whose data changed are compared with the lists in force; what is close enough becomes hits and cases.

Goes in: a flight leg's id (or a list's). Comes out: hits with every reason, grouped into cases. Never: the same hit
twice, a hit on a pair that people decided or that a redress token covers, a hit from a stale or suspended list.
"""

from __future__ import annotations

from collections.abc import Sequence

from gotravel.casework import grouping
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.hit import Hit
from gotravel.domain.ids import CaseId, HitId
from gotravel.domain.job import Job
from gotravel.domain.travel import Traveller
from gotravel.flow.parts import InForce, Parts
from gotravel.screening.query import of_person
from gotravel.screening.screen import screen as compared
from gotravel.store.unit_of_work import UnitOfWork

BATCH = 5000
"""Travellers compared in one go when a list changed."""


def screen(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    """New and changed travellers of one flight leg against all lists."""
    assert job.subject is not None
    travellers = work.travel.due_for_screening(job.subject)
    raised = _raise(parts, work, travellers, parts.lists.in_force(work))
    work.travel.screened(tuple(t.id for t in travellers), parts.clock())
    subjects = (job.subject, *(hit.id for hit in raised))
    return AuditEvent("traveller:screened", subjects, {"travellers": len(travellers), "hits": len(raised)})


def rescreen(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    """A changed list against everybody booked or stored in the clear."""
    in_force = parts.lists.in_force(work)
    seen = found = 0
    for travellers in work.travel.in_the_clear(BATCH):
        seen += len(travellers)
        found += len(_raise(parts, work, travellers, in_force))
    subjects = (job.subject,) if job.subject else ()
    return AuditEvent("list:rescreened", subjects, {"travellers": seen, "hits": found})


def _raise(parts: Parts, work: UnitOfWork, travellers: Sequence[Traveller], in_force: InForce) -> tuple[Hit, ...]:
    thresholds = {number: found.threshold_bits for number, found in in_force.lists.items()}
    queries = [of_person(traveller.person) for traveller in travellers]
    now = parts.clock()
    hits = []
    for found in compared(queries, in_force.index, thresholds, as_of=now.date()):
        entry = in_force.index.entries[found.entry]
        traveller = travellers[found.query]
        hit = Hit(HitId(parts.new_id()), traveller.id, entry.id, entry.version, entry.watchlist, found.assessment, now)
        hits.append(hit)
    raised = work.cases.raise_hits(tuple(hits))
    _group(parts, work, raised)
    return raised


def _group(parts: Parts, work: UnitOfWork, raised: tuple[Hit, ...]) -> None:
    now = parts.clock()
    grouped = grouping.by_traveller(raised)
    events = work.travel.next_events(tuple(grouped), now)
    cases = tuple(
        (CaseId(parts.new_id()), traveller, tuple(hit.id for hit in hits), grouping.due_at(now, events.get(traveller)))
        for traveller, hits in grouped.items()
    )
    work.cases.open_or_add(cases, now)
