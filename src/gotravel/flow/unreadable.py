"""What could not be read is opened by two keys for minutes: read again by the decoders of today, looked at, or left to its end.

Goes in: an officer's request, the approver's decision with a share of its own. Comes out: messages through the law's filter like
any other, or the bytes to their asker. Never: bytes in clear on file; one key enough; a message that escapes the filter or
begins a new time of keeping (SEN1, SEN3, RET1).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.ids import MessageId, TransmissionId
from gotravel.domain.job import Job, Step
from gotravel.domain.message import Kind, Message
from gotravel.domain.officer import Officer
from gotravel.domain.sealed_past import Notice, opens_for
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK, COLLECTION, OVERSIGHT
from gotravel.flow.receive import lawful_of
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.store.unreadable import Opening, Waiting
from gotravel.vault.sealing import take_off


class ToStrip(msgspec.Struct, frozen=True):
    """What the approver carries to its own place."""

    opening: UUID
    transmission: UUID
    reason: str
    case_ref: str
    sealed: bytes


class Stripped(msgspec.Struct, frozen=True):
    """What the approver brings back: still sealed for the unit."""

    opening: UUID
    released: bytes


def waiting(parts: Parts, officer: Officer) -> list[Waiting]:
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, CASEWORK) as work:
        found = work.unreadable.waiting()
        work.commit(AuditEvent("quarantine:listed", tuple(one.transmission for one in found)))
    return found


def ask(parts: Parts, officer: Officer, transmission: UUID, reason: str, case_ref: str) -> UUID:
    if not is_a_reason(reason):
        raise ReasonMissing
    if not case_ref.strip():
        raise InvalidInput("Name the case or file that needs it.")
    made = parts.new_id()
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, CASEWORK, request=made) as work:
        work.unreadable.received_at(transmission)
        work.unreadable.ask(made, transmission, officer.id, parts.clock(), (reason.strip(), case_ref.strip()))
        work.commit(AuditEvent("quarantine:requested", (transmission, made)))
    return made


def asked(parts: Parts, approver: Officer) -> list[Opening]:
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT) as work:
        found = work.unreadable.asked()
        work.commit(AuditEvent("quarantine:listed", tuple(one.id for one in found)))
    return found


def package(parts: Parts, approver: Officer, opening: UUID) -> bytes:
    """For the approver's own place."""
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT, request=opening) as work:
        found = _not_by_the_asker(work, approver, opening)
        sealed = work.unreadable.sealed(found.transmission)
        work.commit(AuditEvent("quarantine:packaged", (found.transmission, opening)))
    return msgspec.json.encode(ToStrip(opening, found.transmission, found.reason, found.case_ref, sealed))


def strip(raw: bytes, share: X25519PrivateKey) -> bytes:
    """At the approver's own place, without the unit's database: takes the outer seal off with the approver's own share."""
    try:
        told = msgspec.json.decode(raw, type=ToStrip)
    except msgspec.DecodeError as fault:
        raise InvalidInput("This is no package of an unreadable transmission.") from fault
    return msgspec.json.encode(Stripped(told.opening, take_off(told.sealed, told.transmission.bytes, share)))


def allow(parts: Parts, approver: Officer, stripped: bytes, why: str, length: timedelta) -> None:
    if not is_a_reason(why):
        raise ReasonMissing
    length = opens_for(length)
    try:
        told = msgspec.json.decode(stripped, type=Stripped)
    except msgspec.DecodeError as fault:
        raise InvalidInput("This is not what the approver's share made of the package.") from fault
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT, request=told.opening) as work:
        found = _not_by_the_asker(work, approver, told.opening)
        now = work.retention.moment(parts.clock())
        work.unreadable.allow(told.opening, approver.id, now, why.strip(), now + length, told.released)
        work.notices.tell(Notice(parts.new_id(), now, "quarantine-allowed", told.opening, {}))
        minutes = int(length.total_seconds() // 60)
        work.commit(AuditEvent("quarantine:approved", (found.transmission, told.opening), {"minutes": minutes}))


def refuse(parts: Parts, approver: Officer, opening: UUID, why: str) -> None:
    if not is_a_reason(why):
        raise ReasonMissing
    with parts.store.begin(approver.actor, Permission.APPROVE_UNMASK, OVERSIGHT, request=opening) as work:
        found = _not_by_the_asker(work, approver, opening)
        work.unreadable.refuse(opening, approver.id, parts.clock(), why.strip())
        work.commit(AuditEvent("quarantine:refused", (found.transmission, opening)))


def look(parts: Parts, officer: Officer, opening: UUID) -> bytes:
    """The bytes in memory, for their asker, within the opening's time; every look is an event."""
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, CASEWORK, request=opening) as work:
        found, raw = _opened(parts, work, officer, opening)
        if not found.looks:
            work.notices.tell(Notice(parts.new_id(), parts.clock(), "quarantine-opened", opening, {}))
        work.commit(AuditEvent("quarantine:opened", (found.transmission, opening)))
    return raw


def read_again(parts: Parts, officer: Officer, opening: UUID) -> int:
    """By the decoders of today; what they read goes the way of every message. Answers how many messages that were."""
    parts = parts.today()
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, CASEWORK, request=opening) as work:
        found, raw = _opened(parts, work, officer, opening)
        work.commit(AuditEvent("quarantine:opened", (found.transmission, opening), {"by": "decoder"}))
    lawful = lawful_of(parts, raw)
    readable = tuple(message for message in lawful.messages if message.kind is not Kind.UNKNOWN)
    if not readable:
        raise NotInThisState("It still cannot be read. It stays sealed until its time is over.")
    with parts.store.begin(WORKER, Permission.RECEIVE, COLLECTION) as work:
        return _take_in(parts, work, found, readable, lawful.unreadable == 0)


def _take_in(parts: Parts, work: UnitOfWork, found: Opening, readable: tuple[Message, ...], whole: bool) -> int:
    received_at = work.unreadable.received_at(found.transmission)
    carrier, there = work.messages.read_of(found.transmission)
    new = tuple(message for message in readable if message.position not in there)
    ids = tuple(MessageId(parts.new_id()) for _ in new)
    transmission = TransmissionId(found.transmission)
    work.messages.replace_unread(transmission, [message.position for message in new])
    work.messages.add(transmission, received_at, carrier, ids, new)
    if whole:
        work.transmissions.no_longer_unreadable(found.transmission)
    work.enqueue(Job(Step.RESOLVE, found.transmission))
    travellers = sum(len(message.passengers) for message in new)
    told: dict[str, Detail] = {"messages": len(new), "travellers": travellers}
    work.commit(AuditEvent("quarantine:decoded", (found.transmission, found.id), told))
    return len(new)


def close(parts: Parts, officer: Officer, opening: UUID) -> None:
    """Before its time, by the asker."""
    with parts.store.begin(officer.actor, Permission.REQUEST_UNMASK, CASEWORK, request=opening) as work:
        if work.unreadable.one(opening).asked_by != officer.id:
            raise SecondPersonNeeded("Only who asked closes it before its time.")
        work.unreadable.close(opening)
        work.commit(AuditEvent("quarantine:closed", (opening,)))


def _opened(parts: Parts, work: UnitOfWork, officer: Officer, opening: UUID) -> tuple[Opening, bytes]:
    found = work.unreadable.one(opening)
    half = work.unreadable.released(opening, officer.id, work.retention.moment(parts.clock()))
    return found, take_off(half, found.transmission.bytes, parts.keys.unit)


def _not_by_the_asker(work: UnitOfWork, approver: Officer, opening: UUID) -> Opening:
    found = work.unreadable.one(opening)
    if found.asked_by == approver.id:
        raise SecondPersonNeeded
    if found.state != "asked":
        raise NotInThisState
    return found
