"""What was decided on a person's request is carried out: the answer made, records corrected, erased, restricted or released.

Goes in: the request's id. Comes out: changed records, a letter, notices for recipients. Never: a record that a live case or
hold needs erased (it is restricted instead, Directive (EU) 2016/680 art. 16(3)(b)); an act that no decision stands behind.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gotravel.dissemination.subject_answer import Record, letter
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import MessageId, TravellerId
from gotravel.domain.job import Job, Step
from gotravel.domain.message import Message, Person
from gotravel.domain.rights_request import Refusal, RequestKind, RequestOutcome, RequestState, RightsRequest
from gotravel.domain.travel import Traveller
from gotravel.flow.parts import Parts
from gotravel.flow.subject_requests import compare_again
from gotravel.identity.same_person import score
from gotravel.law import erasure
from gotravel.store.messages import StoredMessage
from gotravel.store.unit_of_work import UnitOfWork


class Done(msgspec.Struct, frozen=True):
    changed: int = 0
    kept: tuple[TravellerId, ...] = ()


def correct(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    assert job.subject is not None
    request = work.rights.lock(job.subject)
    if request.state is not RequestState.DECIDED:
        return AuditEvent("rights:carried-out", (job.subject,), {"repeated": True})
    records = _records(work, request)
    done = _carry_out(parts, work, request, records)
    told_of = tuple(record for record in records if record.traveller.id not in done.kept)
    text = letter(_as_told(request, done), told_of, parts.profile, parts.clock())
    work.rights.keep_answer(request.id, text.encode())
    work.rights.done(request.id, parts.clock())
    told = {"kind": request.kind.value, "changed": done.changed, "kept": len(done.kept)}
    return AuditEvent("rights:carried-out", (request.id, *request.records), dict(told))


def _as_told(request: RightsRequest, done: Done) -> RightsRequest:
    """What is kept for a live case is not betrayed by the letter: it neither confirms nor denies."""
    if not done.kept:
        return request
    outcome = RequestOutcome.PARTLY if done.changed else RequestOutcome.REFUSED
    return msgspec.structs.replace(request, outcome=outcome, refusal=Refusal.INQUIRY)


def _records(work: UnitOfWork, request: RightsRequest) -> tuple[Record, ...]:
    """Those that are still in the clear."""
    held = {one.traveller: one for one in work.rights.held(request.records)}
    found = [work.travel.whole(number) for number in work.travel.clear(request.records)]
    return tuple(Record(traveller, leg, held[traveller.id]) for traveller, leg, _ in found)


def _carry_out(parts: Parts, work: UnitOfWork, request: RightsRequest, records: tuple[Record, ...]) -> Done:
    granted = request.outcome is not RequestOutcome.REFUSED
    stays = request.kind is RequestKind.RESTRICTION and granted
    done = Done()
    if granted and request.kind is RequestKind.RECTIFICATION:
        done = _put_right(parts, work, request, [record.traveller for record in records])
    if granted and request.kind is RequestKind.ERASURE:
        done = _erase(parts, work, request, records)
    if stays:
        work.recalls.of_travellers(request.id, list(work.rights.restrict(request.id)))
        work.rights.tell_recipients(request.records, "restricted", request.id, parts.clock())
        done = Done(len(records))
    elif request.contested and not done.kept:
        compare_again(work, request.id)
    return done


def _put_right(parts: Parts, work: UnitOfWork, request: RightsRequest, travellers: list[Traveller]) -> Done:
    """The record is compared again with the right values. What the carrier sent stays as it was sent, in the message."""
    if request.wanted is None:
        return Done()
    right = [
        msgspec.structs.replace(t, person=erasure.put_right(t.person, request.wanted, request.id)) for t in travellers
    ]
    work.travel.put_right(right)
    work.enqueue(*(Job(Step.SCREEN, leg) for leg in sorted({t.flight_leg for t in right})))
    work.rights.tell_recipients([t.id for t in right], "rectified", request.id, parts.clock())
    return Done(len(right))


def _erase(parts: Parts, work: UnitOfWork, request: RightsRequest, records: tuple[Record, ...]) -> Done:
    kept = work.rights.to_keep(request.records, parts.clock())
    gone = [record for record in records if record.traveller.id not in kept]
    if kept:
        work.rights.restrict(request.id)
        work.recalls.of_travellers(request.id, sorted(kept))
    who = [record.traveller.id for record in gone]
    work.rights.tell_recipients(who, "erased", request.id, parts.clock())
    for record in gone:
        _leave_messages(work, record)
    parts.keys.records.destroy(work.rights.erase(who))
    return Done(len(gone), tuple(TravellerId(one) for one in sorted(kept)))


def _leave_messages(work: UnitOfWork, record: Record) -> None:
    """Every message about that flight which names the person, not the newest alone."""
    traveller = record.traveller
    spoke = [number for number in (traveller.api_message, traveller.pnr_message) if number]
    for stored in list(_about(work, record, spoke)):
        index = _index(stored.message, traveller.person)
        if index is not None:
            work.messages.rewrite(stored, erasure.without(stored.message, index))


def _about(work: UnitOfWork, record: Record, spoke: list[MessageId]) -> Iterator[StoredMessage]:
    number, day = record.leg.leg.number, record.leg.departs_on.isoformat()
    for stored in work.messages.since(spoke, record.traveller.received_at):
        legs = stored.message.legs
        if stored.id in spoke or any(leg.number == number and (leg.departure or "")[:10] == day for leg in legs):
            yield stored


def _index(message: Message, person: Person) -> int | None:
    scored = [(score(one, person), n) for n, one in enumerate(message.passengers)]
    best = max(scored, default=(0, 0))
    return best[1] if best[0] else None
