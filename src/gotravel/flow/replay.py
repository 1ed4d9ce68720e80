"""A past assessment computed again, for an analyst, a court or an authority (RUL8).

Goes in: a hit's id. Comes out: the stored sum, the sum computed now from what the hit names, what differs or is missing. Never: a
change; a sum computed from other entries, frequencies or persons than the hit names, without saying so.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from gotravel.domain.actor import OPERATOR, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.hit import FIELD_WORDS, Assessment, Hit, Replayed
from gotravel.domain.message import Person
from gotravel.domain.watchlist import Entry
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.screening.assess import assess
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.index import build
from gotravel.screening.listed_document import NO_NAMES, assess_document
from gotravel.screening.query import of_person
from gotravel.screening.weights import VERSION
from gotravel.store.snapshots import Snapshot
from gotravel.store.unit_of_work import UnitOfWork

SAME_TO = 1e-4
"""Bits. An index holds rarities in single precision: the same sum differs by less than this."""


class Made(msgspec.Struct, frozen=True):
    """What a hit was made of, as far as it is still there."""

    entry: Entry | None
    person: Person | None
    frequencies: Frequencies | None
    snapshot: Snapshot | None


def replay(parts: Parts, hit_id: UUID) -> Replayed:
    with parts.store.begin(OPERATOR, Permission.REPLAY, OVERSIGHT) as work:
        hit = work.cases.hit(hit_id)
        if hit is None:
            raise NotFound
        made = made_of(work, hit)
        work.commit(AuditEvent("hit:replayed", (hit_id,)))
    return again(hit, made)


def again(hit: Hit, made: Made) -> Replayed:
    """The sum computed now from what the hit was made of."""
    stored = hit.assessment
    missing = _missing(stored, made)
    now = None if missing else _again(stored, made)
    told = (*missing, *([] if missing else _differences(stored, now)))
    return Replayed(stored.total_bits, now.total_bits if now else None, told, _versions(stored, hit, made.snapshot))


def made_of(work: UnitOfWork, hit: Hit) -> Made:
    stored = hit.assessment
    return Made(
        work.watchlists.entry(hit.entry, hit.entry_version),
        work.travel.person_at_hit(hit.id),
        work.snapshots.frequencies(stored.frequencies, Frequencies),
        work.snapshots.one(stored.snapshot),
    )


def _missing(stored: Assessment, made: Made) -> tuple[str, ...]:
    gone = []
    if made.entry is None:
        gone.append(f"the list entry of snapshot {stored.snapshot[:12]} was destroyed")
    if made.person is None:
        gone.append("the traveller's record is sealed or destroyed")
    if made.frequencies is None and stored.frequencies != NO_NAMES:
        gone.append(f"the name frequencies {stored.frequencies} are no longer there")
    return tuple(gone)


def _again(stored: Assessment, made: Made) -> Assessment | None:
    assert made.entry is not None and made.person is not None
    if stored.frequencies == NO_NAMES:
        return assess_document(made.person.documents, made.entry, stored.threshold_bits, stored.snapshot)
    assert made.frequencies is not None
    index = build([made.entry], made.frequencies)
    return assess(
        of_person(made.person), made.entry, index.frequencies, stored.threshold_bits, stored.snapshot, stored.prior_bits
    )


def _differences(stored: Assessment, now: Assessment | None) -> list[str]:
    told = []
    if stored.model != VERSION:
        told.append(
            f"the hit was made with model {stored.model}, this release has {VERSION}: install {stored.code} to compare"
        )
    if now is None:
        told.append("the sum differs: by this release there is too little to compare")
    elif abs(now.total_bits - stored.total_bits) > SAME_TO:
        told.append(f"the sum differs, in {'; '.join(_moved(stored, now))}")
    return told


def _moved(stored: Assessment, now: Assessment) -> list[str]:
    """Which comparisons weigh something else now, or were not made then; by field, without a value."""
    before, after = _by_field(stored), _by_field(now)
    return [
        f"{FIELD_WORDS.get(field, 'the sums of the name').lower()} ({_bits(before.get(field))}, now {_bits(after.get(field))})"
        for field in dict.fromkeys((*before, *after))
        if abs(before.get(field, 0.0) - after.get(field, 0.0)) > SAME_TO
    ]


def _by_field(made: Assessment) -> dict[str, float]:
    sums: dict[str, float] = {}
    for reason in made.reasons:
        sums[reason.field] = sums.get(reason.field, 0.0) + reason.bits
    return sums


def _bits(bits: float | None) -> str:
    return "not compared" if bits is None else f"{bits:+.1f}"


def _versions(stored: Assessment, hit: Hit, snapshot: Snapshot | None) -> tuple[str, ...]:
    named = (f"model {stored.model}, name frequencies {stored.frequencies}, product {stored.code}",)
    entry = f"entry {hit.entry} in version {hit.entry_version}, threshold {stored.threshold_bits:g} bits"
    if snapshot is None:
        return (*named, entry, f"snapshot {stored.snapshot[:16]}")
    files = ", ".join(f"{code} {digest[:12]}" for code, digest in sorted(snapshot.lists.items()))
    return (*named, entry, f"snapshot {stored.snapshot[:16]} of {snapshot.entries:,} entries ({files})")
