"""One sealed record is opened: asked with a reason, allowed by the independent approver, for a time, reviewed afterwards.

Goes in: officers' requests, the approver's decision with a share of its own. Comes out: the record, to its asker, until its
time is over. Never: a record opened by one key share; an asker who allows; content stored in clear (RET4).

The approver takes the outer seal off at its own place, learns nothing by it, and hands over what only the
unit can open. That half is kept until the time is over and deleted then, by the calendar and at the asker's own word.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import (
    InvalidInput,
    NotFound,
    NotInThisState,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
)
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.domain.officer import Officer
from gotravel.domain.sealed_past import Notice, SealedTraveller, Unmasking, UnmaskState, opens_for
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.store.codec import unpack
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.store.unmasking import Half, SealedBytes
from gotravel.vault.sealing import open_outer, open_record


class ToStrip(msgspec.Struct, frozen=True):
    """What the approver carries to its own place."""

    request: UUID
    reason: str
    purpose: str
    case_ref: str
    sealed: SealedBytes


class Stripped(msgspec.Struct, frozen=True):
    """What the approver brings back: one record, still locked for the unit."""

    request: UUID
    half: Half


def ask(
    parts: Parts, officer: Officer, traveller: TravellerId, reason: str, purpose: PurposeCode, case_ref: str
) -> Unmasking:
    """Reason, purpose of the profile and case or file reference: all three, in writing."""
    reason, case_ref = reason.strip(), case_ref.strip()
    if not is_a_reason(reason):
        raise ReasonMissing
    if not case_ref:
        raise InvalidInput("Name the case or file that needs this record.")
    if purpose not in {allowed.code for allowed in parts.profile.purposes}:
        raise InvalidInput("The legal profile does not know this purpose.")
    made = Unmasking(parts.new_id(), traveller, officer.id, parts.clock(), reason, purpose, case_ref, UnmaskState.ASKED)
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, purpose, request=made.id) as work:
        if not work.unmaskings.is_sealed(traveller):
            raise NotFound("There is no sealed record under this reference.")
        work.unmaskings.ask(made)
        work.commit(AuditEvent("unmask:requested", (traveller, made.id)))
    return made


def waiting(parts: Parts, approver: Officer) -> list[Unmasking]:
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT) as work:
        found = work.unmaskings.waiting()
        work.commit(AuditEvent("unmask:listed", tuple(one.id for one in found)))
    return found


def package(parts: Parts, approver: Officer, request: UUID) -> bytes:
    """For the approver's own place: the outer seal of the one record, and what is asked. Nothing in it opens without a share."""
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT) as work:
        asked = _not_by_the_asker(work, approver, request)
        sealed = work.unmaskings.sealed(asked.traveller)
        work.commit(AuditEvent("unmask:packaged", (asked.traveller, request)))
    return msgspec.json.encode(ToStrip(request, asked.reason, asked.purpose, asked.case_ref, sealed))


def strip(raw: bytes, share: X25519PrivateKey) -> bytes:
    """At the approver's own place, without the unit's database: takes the outer seal off with the approver's own share."""
    try:
        told = msgspec.json.decode(raw, type=ToStrip)
    except msgspec.DecodeError as fault:
        raise InvalidInput("This is no package of an unmasking.") from fault
    s = told.sealed
    half = open_outer(s.sealed, s.record.bytes, s.keys, s.for_approver, share)
    return msgspec.json.encode(Stripped(told.request, Half(half, s.keys, s.slot)))


def allow(
    parts: Parts, approver: Officer, request: UUID, share: X25519PrivateKey, why: str, length: timedelta
) -> Unmasking:
    """`share` is the approver's own; it is used here, in the approver's own process, and not kept."""
    return allow_stripped(parts, approver, strip(package(parts, approver, request), share), why, length)


def allow_stripped(parts: Parts, approver: Officer, stripped: bytes, why: str, length: timedelta) -> Unmasking:
    """With what `strip` made at the approver's own place: the share itself never comes near the unit."""
    length = opens_for(length)
    try:
        told = msgspec.json.decode(stripped, type=Stripped)
    except msgspec.DecodeError as fault:
        raise InvalidInput("This is not what the approver's share made of the package.") from fault
    with _deciding(parts, approver, told.request, why) as work:
        asked = _not_by_the_asker(work, approver, told.request)
        now = work.retention.moment(parts.clock())
        work.unmaskings.allow(told.request, approver.id, now, why.strip(), now + length, told.half)
        _tell(parts, work, "unmask-allowed", told.request, now)
        minutes = int(length.total_seconds() // 60)
        work.commit(AuditEvent("unmask:approved", (asked.traveller, told.request), {"minutes": minutes}))
        return asked


def refuse(parts: Parts, approver: Officer, request: UUID, why: str) -> None:
    with _deciding(parts, approver, request, why) as work:
        asked = _not_by_the_asker(work, approver, request)
        work.unmaskings.refuse(request, approver.id, parts.clock(), why.strip())
        work.commit(AuditEvent("unmask:refused", (asked.traveller, request)))


def _deciding(parts: Parts, approver: Officer, request: UUID, why: str) -> UnitOfWork:
    if not is_a_reason(why):
        raise ReasonMissing
    return parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT, request=request)


def _not_by_the_asker(work: UnitOfWork, approver: Officer, request: UUID) -> Unmasking:
    asked = work.unmaskings.one(request)
    if asked.asked_by == approver.id:
        raise SecondPersonNeeded
    if asked.state is not UnmaskState.ASKED:
        raise NotInThisState
    return asked


def opened(parts: Parts, officer: Officer, request: UUID, purpose: PurposeCode) -> SealedTraveller:
    """The record in memory, for its asker, within its time. Every look is an event; the officer's page shows it once."""
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, purpose, request=request) as work:
        asked = work.unmaskings.one(request)
        if asked.purpose != purpose:
            raise NotPermitted("This record was asked for another purpose than the one you work for now.")
        now = work.retention.moment(parts.clock())
        half = work.unmaskings.released(request, officer.id, now)
        if half is None:
            raise NotInThisState("This record is not open for you: it was not allowed, or its time is over.")
        content = _content(parts, work, asked.traveller, half)
        if not asked.openings:
            _tell(parts, work, "unmask-opened", request, now)
        work.commit(AuditEvent("unmask:opened", (asked.traveller, request)))
        return content


def _content(parts: Parts, work: UnitOfWork, traveller: TravellerId, half: Half) -> SealedTraveller:
    key = parts.keys.records.key(half.keys, half.slot)
    if key is None:
        raise NotFound("This record's own key was destroyed; nobody can open it.")
    opening = (half.keys, work.unmaskings.for_unit(half.keys))
    return unpack(open_record(half.released, traveller.bytes, key, opening, parts.keys.unit), SealedTraveller)


def close(parts: Parts, officer: Officer, request: UUID, purpose: PurposeCode) -> None:
    """Before its time, by the asker."""
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, purpose, request=request) as work:
        work.unmaskings.close(request, officer.id)
        work.commit(AuditEvent("unmask:closed", (request,)))


def mine(parts: Parts, officer: Officer, purpose: PurposeCode) -> list[Unmasking]:
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, purpose) as work:
        found = work.unmaskings.of_officer(officer.id)
        work.commit(AuditEvent("unmask:listed", tuple(one.id for one in found)))
    return found


def one(parts: Parts, officer: Officer, request: UUID, purpose: PurposeCode) -> Unmasking:
    """A request of one's own, without the record."""
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, purpose, request=request) as work:
        found = work.unmaskings.one(request)
        if found.asked_by != officer.id:
            raise NotFound
        work.commit(AuditEvent("unmask:listed", (request,)))
    return found


def every(parts: Parts, overseer: Officer) -> list[Unmasking]:
    """All of them, for the data-protection officer and the authority."""
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        found = work.unmaskings.every()
        work.commit(AuditEvent("unmask:listed", tuple(one.id for one in found)))
    return found


def review(parts: Parts, dpo: Officer, request: UUID, lawful: bool, finding: str) -> None:
    """Afterwards, by the data-protection officer, who neither asked nor allowed."""
    if not is_a_reason(finding):
        raise ReasonMissing
    with parts.store.begin(dpo.actor, Permission.HANDLE_RIGHTS, OVERSIGHT, request=request) as work:
        work.unmaskings.review(request, dpo.id, parts.clock(), lawful, finding.strip())
        work.commit(AuditEvent("unmask:reviewed", (request,), {"lawful": lawful}))


def _tell(parts: Parts, work: UnitOfWork, kind: str, request: UUID, now: datetime) -> None:
    work.notices.tell(Notice(parts.new_id(), now, kind, request, {}))
