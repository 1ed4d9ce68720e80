"""Messages of one transmission become flight legs, bookings and travellers.

Goes in: a transmission's id. Comes out: rows, and a screening job for each leg whose travellers changed. Never: two
workers on one leg at once (a lock a leg), a replay that changes anything.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.finding import Severity
from gotravel.domain.heard import Heard
from gotravel.domain.job import Job, Step
from gotravel.domain.message import Kind, Leg, Message
from gotravel.domain.sealed_past import Notice
from gotravel.domain.travel import FlightLeg
from gotravel.flow.parts import Parts
from gotravel.identity import legs as flight_legs
from gotravel.identity.changes import Circumstances, Known
from gotravel.identity.resolve import TRAVEL_KINDS
from gotravel.identity.resolve import resolve as resolved
from gotravel.law.schedule import foreseen
from gotravel.law.scope import in_scope
from gotravel.quality.code_share import operated_by
from gotravel.quality.completeness import completeness
from gotravel.reference.ports import moment_at_port
from gotravel.store.messages import StoredMessage
from gotravel.store.unit_of_work import UnitOfWork


def resolve(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    assert job.subject is not None
    changed = 0
    for stored in work.messages.of_transmission(job.subject):
        if stored.message.kind in TRAVEL_KINDS:
            changed += _resolve_one(parts, work, stored)
    return AuditEvent("message:resolved", (job.subject,), {"travellers-changed": changed})


def _resolve_one(parts: Parts, work: UnitOfWork, stored: StoredMessage) -> int:
    message = stored.message
    leg = flight_legs.border_leg(message.legs, lambda leg: in_scope(leg, parts.profile))
    key = flight_legs.key(leg, flight_legs.departs_on(leg, message, stored.received_at))
    work.travel.lock(key)
    locators = tuple((b.carrier or stored.carrier, b.locator) for b in message.bookings if b.locator)
    known = Known(*work.travel.known_for(key, locators))
    changes = resolved(message, leg, known, _circumstances(parts, work, stored))
    if not changes.empty:
        work.travel.apply(changes)
    kept = next(iter(changes.flight_legs or known.flight_legs), None)
    departs_at = _hear(work, stored, leg, kept)
    _mind_schedule(parts, work, stored, kept, departs_at)
    _count_push(parts, work, stored, kept)
    _mind_operator(parts, work, stored, kept)
    for flight in {traveller.flight_leg for traveller in changes.travellers}:
        work.enqueue(Job(Step.SCREEN, flight, unique=f"screen:{flight}"))
    return len(changes.travellers)


def _hear(work: UnitOfWork, stored: StoredMessage, told: Leg, kept: FlightLeg | None) -> datetime | None:
    """Also of a message that changed nothing: that it came, and when, is what a carrier is measured by."""
    if kept is None:
        return None
    message = stored.message
    leg = kept.leg if kept.leg.departure else told
    counts = Counter(finding.severity for finding in message.findings)
    filled, wanted = completeness(message)
    departs_at = moment_at_port(leg.origin, leg.departure)
    work.hearing.add(
        Heard(
            kept.id,
            stored.id,
            stored.received_at,
            departs_at,
            stored.carrier,
            message.kind.value,
            message.purpose.value if message.purpose else None,
            len(message.passengers),
            filled,
            wanted,
            counts[Severity.WARNING],
            counts[Severity.ERROR],
        )
    )
    return departs_at


def _mind_schedule(
    parts: Parts, work: UnitOfWork, stored: StoredMessage, kept: FlightLeg | None, departs_at: datetime | None
) -> None:
    """Booking data that came at no time of the law, and that nobody asked for under a case, are told, once a flight (COL5)."""
    if kept is None or departs_at is None or stored.message.kind is not Kind.PNRGOV:
        return
    hours = (departs_at - stored.received_at).total_seconds() / 3600
    leg = kept.leg
    if foreseen(hours, parts.profile.push_times) or work.notices.told_about("push-outside-schedule", kept.id):
        return
    if not work.extra_pushes.covers(leg.carrier or "", leg.number or "", kept.departs_on):
        told: dict[str, str | int] = {"carrier": stored.carrier, "hours-before": round(hours)}
        work.notices.tell(Notice(parts.new_id(), parts.clock(), "push-outside-schedule", kept.id, told))


def _mind_operator(parts: Parts, work: UnitOfWork, stored: StoredMessage, kept: FlightLeg | None) -> None:
    """Of a code-shared flight the carrier that operates it sends everybody's bookings; another's push is told, once (COL9)."""
    operator = operated_by(stored.message)
    if kept is None or operator in (None, stored.carrier) or work.notices.told_about("not-by-operator", kept.id):
        return
    told: dict[str, str | int] = {"carrier": stored.carrier, "operated-by": operator or ""}
    work.notices.tell(Notice(parts.new_id(), parts.clock(), "not-by-operator", kept.id, told))


def _count_push(parts: Parts, work: UnitOfWork, stored: StoredMessage, leg: FlightLeg | None) -> None:
    """More pushes of a flight than the law foresees are told, once (COL4)."""
    if leg is None:
        return
    pushes = work.ends.pushes(leg.id, stored.carrier)
    if pushes > parts.profile.max_pushes and not work.notices.told_about("too-many-pushes", leg.id):
        told: dict[str, str | int] = {"carrier": stored.carrier, "pushes": pushes}
        work.notices.tell(Notice(parts.new_id(), parts.clock(), "too-many-pushes", leg.id, told))


def _circumstances(parts: Parts, work: UnitOfWork, stored: StoredMessage) -> Circumstances:
    whole, siblings = _series(work, stored)
    return Circumstances(
        stored.id,
        stored.received_at,
        parts.profile.id,
        parts.profile.version,
        parts.new_id,
        stored.carrier,
        parts.profile.flight_scope.home,
        whole,
        siblings,
    )


def _series(work: UnitOfWork, stored: StoredMessage) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether every part of a split push has come, and which bookings the other parts hold."""
    message = stored.message
    if message.part is None or message.series is None:
        return True, ()
    # The same part under the same reference is an earlier push of a carrier that uses references twice: no sibling.
    others = work.messages.of_series(stored.carrier, message.series, stored.id)
    parts = [message, *(other for other in others if other.part != message.part)]
    numbers = {m.part for m in parts}
    last = next((m.part for m in parts if m.last_part), None)
    whole = last is not None and numbers >= set(range(1, last + 1))
    return whole, tuple(_locators(stored.carrier, parts[1:]))


def _locators(carrier: str, messages: list[Message]) -> set[tuple[str, str]]:
    return {(b.carrier or carrier, b.locator) for m in messages for b in m.bookings if b.locator}
