"""Every night: did the index lead to everybody whom the whole comparison raises? A sample is compared name by name.

Goes in: the clock. Comes out: counts on record, a notice and the hits themselves where somebody was missed. Never: a name in a
count, a notice or a log; a person kept of those compared.

Half of the sample are travellers in the clear, half are listed persons written as a clerk might write them: among travellers
hardly anybody is listed, and an audit that never meets a true pair would find no miss either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import WatchlistId
from gotravel.domain.job import Job
from gotravel.domain.miss_audit import MissAudit
from gotravel.domain.sealed_past import Notice
from gotravel.domain.travel import Traveller
from gotravel.domain.watchlist import Entry
from gotravel.flow.parts import InForce, Parts
from gotravel.flow.raising import Found, raise_hits
from gotravel.flow.screen import thresholds
from gotravel.screening.assess import assess
from gotravel.screening.query import Query, of_person
from gotravel.screening.rewritten import rewritten
from gotravel.screening.screen import screen
from gotravel.screening.unblocked import raised_by_all
from gotravel.screening.weights import prior_bits
from gotravel.store.unit_of_work import UnitOfWork

COMPARISONS: Final = 10_000_000
"""Of a night: about half a minute of a processor."""
ENTRIES: Final = 20_000
FEWEST, MOST = 20, 2_000
"""Travellers of a night, whatever the lists hold."""
MISSED: Final = "screening-missed"


def audit_misses(parts: Parts, work: UnitOfWork, job: Job) -> tuple[AuditEvent, ...]:
    now = parts.clock()
    in_force = parts.lists.in_force(work)
    index, matching = in_force.index, thresholds(in_force, now)
    chance = Random(now.toordinal())  # noqa: S311 - which entries are looked at tonight is no secret
    numbers = chance.sample(range(len(index.entries)), min(ENTRIES, len(index.entries)))
    entries = [index.entries[number] for number in numbers]
    names = sum(len(entry.names) for entry in entries)
    if not names or not matching:
        return (AuditEvent("screening:audited", (), {"comparisons": 0}),)
    most = min(MOST, max(FEWEST, COMPARISONS // names))
    people = work.rescreening.sample(most // 2)
    listed = _listed(entries, most - most // 2, chance)
    queries = [*(of_person(one.person) for one in people), *(query for _, query in listed)]
    led_to = {(one.query, one.entry): one for one in screen(queries, index, matching, as_of=now.date())}
    whole = raised_by_all(queries, entries, index.frequencies, matching, as_of=now.date())
    missed = [(query, place) for query, place in whole if (query, numbers[place]) not in led_to]
    found = sum((len(people) + row, numbers[place]) in led_to for row, (place, _) in enumerate(listed))
    counts = (names, len(people), len(listed), names * len(queries), len(whole), len(missed), found)
    made = MissAudit(parts.new_id(), now, index.snapshot, *counts)
    work.miss_audits.add(made)
    if missed:
        work.notices.tell(Notice(parts.new_id(), now, MISSED, None, {"pairs": len(missed)}))
    raised = raise_hits(parts, work, list(_pairs(missed, people, entries, in_force, matching)))
    return (AuditEvent("screening:audited", (made.id, *(hit.id for hit in raised)), made.told),)


def _listed(entries: Sequence[Entry], most: int, chance: Random) -> list[tuple[int, Query]]:
    """Entries of the sample, each as somebody might write it."""
    made = ((place, rewritten(entries[place], chance)) for place in range(min(most, len(entries))))
    return [(place, query) for place, query in made if query is not None]


def _pairs(
    missed: Sequence[tuple[int, int]],
    people: Sequence[Traveller],
    entries: Sequence[Entry],
    in_force: InForce,
    matching: Mapping[WatchlistId, float],
) -> Iterator[Found]:
    """Of travellers, not of the rewritten: whoever was missed is raised now, with every reason."""
    for row, place in missed:
        if row < len(people):
            entry = entries[place]
            asked = of_person(people[row].person)
            index, prior = in_force.index, prior_bits(in_force.index.sizes.get(entry.watchlist, 0))
            found = assess(asked, entry, index.frequencies, matching[entry.watchlist], index.snapshot, prior)
            if found is not None:
                yield people[row].id, entry, found
