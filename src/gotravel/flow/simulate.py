"""A proposed threshold is tried on travellers stored in the clear, before anybody may bring it into force (WL5).

Goes in: a proposed change. Comes out: alerts to expect per 100,000 travellers, before and after, by family of names. Never: a
traveller named; a figure about so few that they could be known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job
from gotravel.domain.list_change import ChangeState, Culture, Simulation
from gotravel.domain.message import Person
from gotravel.flow.parts import Parts
from gotravel.names.cultures import culture_of
from gotravel.screening.query import of_person
from gotravel.screening.screen import screen as compared
from gotravel.store.unit_of_work import UnitOfWork

SAMPLE = 20_000
SMALLEST = 10
"""Alerts below this are not told by family of names: a figure about so few is a figure about somebody."""
PER = 100_000


class Tried(msgspec.Struct, frozen=True):
    culture: str
    bits: float | None
    """The strongest evidence on this list, or None below both thresholds."""


def simulate(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    assert job.subject is not None
    change = work.list_changes.lock(job.subject)
    told = {"travellers": 0}
    if change is None or change.state is not ChangeState.PROPOSED or change.from_bits is None or change.to_bits is None:
        return AuditEvent("watchlist:simulated", (job.subject,), told)
    in_force = parts.lists.in_force(work)
    floor = {change.watchlist: min(change.from_bits, change.to_bits)}
    people = [traveller.person for traveller in work.rescreening.sample(SAMPLE)]
    best: dict[int, float] = {}
    for found in compared([of_person(one) for one in people], in_force.index, floor, as_of=parts.clock().date()):
        best[found.query] = max(found.assessment.total_bits, best.get(found.query, 0.0))
    made = summed(_tried(people, best), change.from_bits, change.to_bits)
    work.list_changes.simulated(change.id, made)
    return AuditEvent("watchlist:simulated", (change.id, change.watchlist), {"travellers": len(people)})


def _tried(people: Sequence[Person], best: dict[int, float]) -> list[Tried]:
    return [Tried(culture_of(person.nationality), best.get(place)) for place, person in enumerate(people)]


def summed(tried: Sequence[Tried], before: float, after: float) -> Simulation:
    of: Counter[str] = Counter(one.culture for one in tried)
    was = Counter(one.culture for one in tried if one.bits is not None and one.bits >= before)
    would = Counter(one.culture for one in tried if one.bits is not None and one.bits >= after)
    cultures = (
        Culture(name, count, _rate(was[name], count, SMALLEST), _rate(would[name], count, SMALLEST))
        for name, count in of.most_common()
        if count >= PER / 1000
    )
    return Simulation(
        len(tried),
        _rate(sum(was.values()), len(tried)) or 0.0,
        _rate(sum(would.values()), len(tried)) or 0.0,
        tuple(cultures),
    )


def _rate(alerts: int, travellers: int, smallest: int = 0) -> float | None:
    return None if alerts < smallest else round(alerts / max(1, travellers) * PER, 1)
