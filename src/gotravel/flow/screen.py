"""Travellers whose data changed are compared with the lists in force; what is close enough becomes hits and cases.

Goes in: a flight leg's id. Comes out: hits with every reason, grouped into cases. Never: the same hit twice, a hit from a
list or entry that is stale, past its review, suspended or unchecked (WL3, WL7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import TravellerId, WatchlistId
from gotravel.domain.job import Job, Step
from gotravel.domain.message import Person
from gotravel.flow.listed_documents import listed_documents
from gotravel.flow.parts import InForce, Parts
from gotravel.flow.raising import Found, raise_hits, suppressed
from gotravel.screening.index import Index
from gotravel.screening.query import of_person
from gotravel.screening.screen import screen as compared
from gotravel.store.unit_of_work import UnitOfWork

Asked = tuple[TravellerId, Person]
"""Who is looked for."""


def screen(parts: Parts, work: UnitOfWork, job: Job) -> tuple[AuditEvent, ...]:
    """New and changed travellers of one flight leg against all lists."""
    assert job.subject is not None
    travellers = work.travel.due_for_screening(job.subject)
    in_force = parts.lists.in_force(work)
    now = parts.clock()
    asked = [(traveller.id, traveller.person) for traveller in travellers]
    found = list(persons(asked, in_force.index, thresholds(in_force, now), now))
    found += listed_documents(parts, work, asked, in_force, now)
    raised = raise_hits(parts, work, found)
    who = tuple(number for number, _ in asked)
    work.travel.screened(who, now)
    if who and any(one.outside for one in in_force.lists.values()):
        work.rescreening.consult(who)
        work.enqueue(Job(Step.CONSULT, job.subject, unique=f"consult:{job.subject}"))
    subjects = (job.subject, *(hit.id for hit in raised))
    told = {"travellers": len(travellers), "hits": len(raised)}
    return (AuditEvent("traveller:screened", subjects, told), *suppressed(raised))


def thresholds(in_force: InForce, now: datetime) -> dict[WatchlistId, float]:
    """Of the lists that match at this moment; an entry of any other list raises nobody."""
    return {number: one.threshold_bits for number, one in in_force.lists.items() if one.matches(now)}


def persons(
    asked: Sequence[Asked], index: Index, thresholds: dict[WatchlistId, float], now: datetime
) -> Iterator[Found]:
    queries = [of_person(person) for _, person in asked]
    for found in compared(queries, index, thresholds, as_of=now.date()):
        yield asked[found.query][0], index.entries[found.entry], found.assessment
