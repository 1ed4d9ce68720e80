"""What screening found becomes hits, and hits of one traveller one case.

Goes in: found pairs. Comes out: the hits that are new, with their state. Never: the same hit twice; a case for a pair that
people told apart or that a redress token covers (those are counted as suppressed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from gotravel.casework import grouping
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.hit import Assessment, Hit, HitState
from gotravel.domain.ids import CaseId, HitId, TravellerId
from gotravel.domain.watchlist import Entry
from gotravel.flow.parts import Parts
from gotravel.reference.ports import moment_at_port
from gotravel.store.travel import PortTime
from gotravel.store.unit_of_work import UnitOfWork

Found = tuple[TravellerId, Entry, Assessment]


def raise_hits(parts: Parts, work: UnitOfWork, found: Sequence[Found]) -> tuple[Hit, ...]:
    now = parts.clock()
    hits = tuple(
        Hit(HitId(parts.new_id()), who, entry.id, entry.version, entry.watchlist, assessment, now)
        for who, entry, assessment in found
    )
    raised = work.cases.raise_hits(hits)
    to_cases(parts, work, raised)
    return raised


def to_cases(parts: Parts, work: UnitOfWork, raised: Sequence[Hit]) -> None:
    group(parts, work, {who: tuple(hit.id for hit in hits) for who, hits in grouping.by_traveller(raised).items()})


def group(parts: Parts, work: UnitOfWork, grouped: dict[TravellerId, tuple[HitId, ...]]) -> None:
    now = parts.clock()
    events = {who: next_event(times, now) for who, times in work.travel.port_times(tuple(grouped)).items()}
    cases = tuple(
        (CaseId(parts.new_id()), traveller, hits, grouping.due_at(now, events.get(traveller)))
        for traveller, hits in grouped.items()
    )
    work.cases.open_or_add(cases, now)


def next_event(times: Iterable[PortTime], now: datetime) -> datetime | None:
    """When a flight next departs or lands, by the clocks of its ports."""
    moments = (moment_at_port(port, local) for port, local in times)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def suppressed(raised: Sequence[Hit]) -> tuple[AuditEvent, ...]:
    held = tuple(hit.id for hit in raised if hit.state is HitState.SUPPRESSED)
    return (AuditEvent("pair:suppressed", held, {"hits": len(held)}),) if held else ()
