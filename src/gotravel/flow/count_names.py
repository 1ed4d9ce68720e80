"""How common names are, counted anew from the unit's own traffic, without identities.

Goes in: the clock. Comes out: a new version of the frequency table, the priors beside, which the next index uses. Never: a name
beside a person, a name that fewer than FEWEST travellers bear (it would tell of them), a table of hardly any traffic.
"""

from __future__ import annotations

from collections.abc import Iterator

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job
from gotravel.flow.parts import Parts
from gotravel.screening import priors
from gotravel.screening.frequencies import counted_travellers
from gotravel.store.rescreening import FIRST, LAST
from gotravel.store.unit_of_work import UnitOfWork


def count_names(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    now = parts.clock()
    found = counted_travellers(_names(work), f"traffic-{now:%Y%m%d}")
    told = {"travellers": found.travellers, "names": len(found.exact)}
    if found.travellers >= priors.WEIGHT:
        work.snapshots.keep_table(priors.with_priors(found), now)
    return AuditEvent("names:counted", (), told)


def _names(work: UnitOfWork) -> Iterator[tuple[str, str | None]]:
    for rows in work.rescreening.persons(FIRST, LAST):
        for _, person in rows:
            yield f"{person.given or ''} {person.family or ''}", person.nationality
