"""How the past stands: counts, certificates, and why single records are kept longer.

Goes in: an officer's reasoned hold, or a question. Comes out: holds, counts, files. Never: a hold without evidence, a
reviewer and a review date; one that outlives the longest time (RET3, RET6).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from gotravel.domain.actor import OPERATOR, WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotInThisState, ReasonMissing
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.domain.officer import Officer
from gotravel.domain.sealed_past import Hold, HoldKind, Standing
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT, RETENTION
from gotravel.law import retention as law
from gotravel.vault import certificates


def standing(parts: Parts) -> Standing:
    """For the board and `gotravel retention status`; `overdue` above nought is an alarm."""
    with parts.store.begin(WORKER, Permission.RETAIN, RETENTION) as work:
        found = work.retention.standing(law.times(parts.reigns, work.retention.moment(parts.clock())))
        work.commit(AuditEvent("retention:read", (), {"overdue": found.overdue}))
    return found


def write_certificates(parts: Parts, folder: Path) -> int:
    with parts.store.begin(OPERATOR, Permission.RETAIN, OVERSIGHT) as work:
        written = certificates.write_missing(folder, work.retention.certificates)
        work.commit(AuditEvent("retention:certificates", (), {"written": written}))
    return written


def hold_on_evidence(
    parts: Parts, officer: Officer, traveller: TravellerId, basis: str, review: date, purpose: PurposeCode
) -> Hold:
    """Objective evidence that this person may present a risk (C-817/19 para 259): the officer's reason, reviewed in time."""
    return _hold(parts, officer, traveller, HoldKind.EVIDENCE, basis, review, purpose)


def hold_for_case(
    parts: Parts, officer: Officer, traveller: TravellerId, basis: str, review: date, authority: str, case_ref: str
) -> Hold:
    """For a specific case of a competent authority that the profile names."""
    known = {a.id: a for a in parts.profile.authorities}
    if authority not in known or not case_ref.strip():
        raise InvalidInput("Name an authority of the legal profile and its case.")
    purpose = PurposeCode(known[authority].purposes[0])
    return _hold(parts, officer, traveller, HoldKind.CASE, basis, review, purpose, authority, case_ref.strip())


def _hold(
    parts: Parts,
    officer: Officer,
    traveller: TravellerId,
    kind: HoldKind,
    basis: str,
    review: date,
    purpose: PurposeCode,
    authority: str | None = None,
    case_ref: str | None = None,
) -> Hold:
    if len(basis.strip()) < law.SHORTEST_BASIS:
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.DECIDE, purpose) as work:
        now = work.retention.moment(parts.clock())
        ends = law.expires_at(parts.reigns, work.retention.received_at(traveller))
        due = law.review_due(parts.profile, review, now.date())
        told = (traveller, kind, basis.strip(), officer.id, due, ends, authority, case_ref)
        made = Hold(parts.new_id(), *told)
        work.retention.hold(made, now)
        work.commit(AuditEvent("retention:held", (traveller, made.id), {"kind": kind.value}))
    return made


def holds(parts: Parts, officer: Officer, purpose: PurposeCode) -> tuple[Hold, ...]:
    with parts.store.begin(officer.actor, Permission.DECIDE, purpose) as work:
        found = work.retention.live_holds()
        work.commit(AuditEvent("retention:read", tuple(hold.id for hold in found), {"holds": len(found)}))
    return found


def review_hold(parts: Parts, officer: Officer, hold: UUID, review: date, purpose: PurposeCode) -> None:
    """Somebody looked again and the evidence still stands: until the next review."""
    with parts.store.begin(officer.actor, Permission.DECIDE, purpose) as work:
        due = law.review_due(parts.profile, review, parts.clock().date())
        if not work.retention.review_hold(hold, officer.id, due):
            raise NotInThisState
        work.commit(AuditEvent("retention:held", (hold,), {"reviewed": True}))


def end_hold(parts: Parts, officer: Officer, hold: UUID, purpose: PurposeCode) -> None:
    with parts.store.begin(officer.actor, Permission.DECIDE, purpose) as work:
        if not work.retention.end_hold(hold, parts.clock()):
            raise NotInThisState
        work.commit(AuditEvent("retention:held", (hold,), {"ended": True}))
