"""A past assessment computed again, for an analyst, a court or an authority (RUL8).

Goes in: a hit's id. Comes out: the stored sum, the sum computed now, and what differs. Never: a change.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from gotravel.domain.actor import OPERATOR, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.hit import Assessment
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.screening.assess import assess
from gotravel.screening.query import of_person
from gotravel.screening.weights import VERSION

SAME_TO = 1e-6
"""Bits."""


class Replayed(msgspec.Struct, frozen=True):
    stored: float
    computed: float | None
    differences: tuple[str, ...]


def replay(parts: Parts, hit_id: UUID) -> Replayed:
    with parts.store.begin(OPERATOR, Permission.REPLAY, OVERSIGHT) as work:
        hit = work.cases.hit(hit_id)
        if hit is None:
            raise NotFound
        entry = work.watchlists.entry(hit.entry, hit.entry_version)
        person = work.travel.person_at_hit(hit_id)
        frequencies = parts.lists.in_force(work).index.frequencies
        work.commit(AuditEvent("hit:replayed", (hit_id,)))
    stored = hit.assessment
    missing = [
        told
        for told, absent in (("the list entry", entry is None), ("the traveller's record", person is None))
        if absent
    ]
    if entry is None or person is None:
        return Replayed(stored.total_bits, None, tuple(f"{told} is no longer there" for told in missing))
    now = assess(of_person(person), entry, frequencies, stored.threshold_bits, stored.snapshot)
    return Replayed(
        stored.total_bits, now.total_bits if now else None, tuple(_differences(stored, now, frequencies.version))
    )


def _differences(stored: Assessment, now: Assessment | None, frequencies: str) -> list[str]:
    told = []
    if stored.model != VERSION:
        told.append(f"the hit was made with model {stored.model}, this release has {VERSION}")
    if stored.frequencies != frequencies:
        told.append(f"the hit was made with name frequencies {stored.frequencies}, in force are {frequencies}")
    if now is None or abs(now.total_bits - stored.total_bits) > SAME_TO:
        told.append("the sum differs")
    return told
