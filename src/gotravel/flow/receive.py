"""A carrier's bytes become lawful messages on file and a receipt.

Goes in: a carrier, its bytes. Comes out: a receipt, after the commit; the same bytes get the same receipt. Never:
anything unfiltered in a table, a queue or a log (COL1, SEN1): decoding and filtering happen in memory, before the
transaction opens.
"""

from __future__ import annotations

import hashlib

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import ImpactAssessmentMissing
from gotravel.domain.ids import MessageId, TransmissionId
from gotravel.domain.job import Job, Step
from gotravel.domain.message import Kind, Message
from gotravel.domain.transmission import Channel, Receipt, Removals
from gotravel.flow.acknowledge import acknowledgement
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import COLLECTION
from gotravel.flow.scope import within_scope
from gotravel.law.filter import keep_lawful
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault.sealing import seal
from gotravel.wire.decode import decode


class Lawful(msgspec.Struct, frozen=True):
    """What may be kept of one transmission."""

    messages: tuple[Message, ...]
    removals: Removals
    out_of_scope: int
    unreadable: int


def receive(parts: Parts, carrier: Carrier, raw: bytes, channel: Channel, name: str = "-") -> Receipt:
    parts, digest = parts.today(), hashlib.sha256(raw).digest()
    if parts.profile.dpia is None and not parts.training:
        raise ImpactAssessmentMissing  # SEC4: before anything is read
    with parts.store.begin(carrier.actor, Permission.RECEIVE, COLLECTION) as work:
        given = work.transmissions.receipt(carrier.code, digest)
        if given is not None:
            work.commit(AuditEvent("transmission:repeated", (given.transmission,), {"carrier": carrier.code}))
            return given
    lawful = lawful_of(parts, raw, name)
    receipt = _receipt(parts, carrier, digest, lawful)
    return _save(parts, carrier, raw, digest, channel, lawful, receipt)


def lawful_of(parts: Parts, raw: bytes, name: str = "-") -> Lawful:
    """Flights outside the law's scope are purged unread (COL8): only their number is kept."""
    decoded = decode(raw, name=name)
    inside = tuple(within_scope(message, parts.profile) for message in decoded)
    kept, removals = keep_lawful(tuple(m for m in inside if m is not None), parts.profile)
    unreadable = sum(message.kind is Kind.UNKNOWN for message in kept)
    return Lawful(kept, removals, len(decoded) - len(kept), unreadable)


def _receipt(parts: Parts, carrier: Carrier, digest: bytes, lawful: Lawful) -> Receipt:
    findings = tuple(
        {"code": f.code, "severity": f.severity.value, "text": f.text, "message": m.position, "segment": f.segment}
        for m in lawful.messages
        for f in m.findings
    )
    return Receipt(
        TransmissionId(parts.new_id()),
        parts.clock(),
        carrier.code,
        digest.hex(),
        len(lawful.messages) - lawful.unreadable,
        sum(len(m.passengers) for m in lawful.messages),
        findings,
        lawful.out_of_scope,
    )


def _save(
    parts: Parts, carrier: Carrier, raw: bytes, digest: bytes, channel: Channel, lawful: Lawful, receipt: Receipt
) -> Receipt:
    with parts.store.begin(carrier.actor, Permission.RECEIVE, COLLECTION) as work:
        answer = acknowledgement(lawful.messages, receipt)
        first = work.transmissions.add(receipt, channel, len(raw), parts.profile, lawful.removals, answer)
        if not first:
            # Another door took the same bytes in while this one was reading them: its receipt is the receipt.
            return _receipt_of_the_other(parts, carrier, digest)
        ids = tuple(MessageId(parts.new_id()) for _ in lawful.messages)
        work.messages.add(receipt.transmission, receipt.received_at, carrier.code, ids, lawful.messages)
        if lawful.unreadable:
            _seal(parts, work, receipt, raw)
        work.enqueue(Job(Step.RESOLVE, receipt.transmission))
        work.commit(_event(carrier, lawful, receipt))
    return receipt


def _seal(parts: Parts, work: UnitOfWork, receipt: Receipt, raw: bytes) -> None:
    """What could not be read is not lost: sealed, opened only by an audited act, destroyed after the profile's hours."""
    sealed = seal(raw, receipt.transmission.bytes, parts.keys.unit.public_key(), parts.keys.approver_public)
    work.transmissions.quarantine(receipt.transmission, sealed, receipt.received_at, parts.profile.quarantine_hours)


def _receipt_of_the_other(parts: Parts, carrier: Carrier, digest: bytes) -> Receipt:
    with parts.store.begin(carrier.actor, Permission.RECEIVE, COLLECTION) as work:
        given = work.transmissions.receipt(carrier.code, digest)
        assert given is not None
        work.commit(AuditEvent("transmission:repeated", (given.transmission,), {"carrier": carrier.code}))
        return given


def _event(carrier: Carrier, lawful: Lawful, receipt: Receipt) -> AuditEvent:
    kinds: dict[str, int] = {}
    for message in lawful.messages:
        kinds[message.kind.value] = kinds.get(message.kind.value, 0) + 1
    return AuditEvent(
        "transmission:received",
        (receipt.transmission,),
        {
            "carrier": carrier.code,
            "messages": kinds,
            "travellers": receipt.travellers,
            "out-of-scope": lawful.out_of_scope,
            "elements-removed": dict(lawful.removals.by_element),
            "sensitive-removed": dict(lawful.removals.by_sensitive_class),
        },
    )
