"""A request of an authority: checked, approved outside the unit, answered by a second person, recalled if refused afterwards.

Goes in: the authority's form, the independent body's word, the records that an officer ticked. Comes out: a package, a refusal
with its reason. Never: an answer by who received the request; an approval by anybody of the unit (DIS2); one without approval
but where a life hangs on it, and then reviewed within the law's hours (DIS5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from gotravel.dissemination.disclosed import as_json
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.disclosure import Asked, Disclosure, DisclosureState
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.domain.officer import Officer
from gotravel.domain.permissions import may
from gotravel.domain.rights_request import Candidate
from gotravel.domain.sealed_past import Notice
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK, OVERSIGHT
from gotravel.law.disclosure import faults, ordinary_crime

S = DisclosureState
ANSWER_WITHIN = timedelta(days=14)
AFTER_WORD: dict[tuple[DisclosureState, bool], DisclosureState] = {
    (S.RECEIVED, True): S.APPROVED,
    (S.RECEIVED, False): S.REFUSED,
    (S.ANSWERED_URGENTLY, True): S.CONFIRMED,
    (S.ANSWERED_URGENTLY, False): S.RECALLED,
}


class Shown(msgspec.Struct, frozen=True):
    request: Disclosure
    candidates: tuple[Candidate, ...] = ()


def receive(parts: Parts, officer: Officer, asked: Asked) -> Disclosure:
    """Refused on the spot, with every fault told, before anybody was looked for."""
    wrong = faults(asked, parts.profile, parts.clock().date())
    if asked.urgent is not None and not is_a_reason(asked.urgent):
        wrong.append("Say why a life hangs on it: urgency is reviewed afterwards.")
    if wrong:
        raise InvalidInput(" ".join(wrong))
    now = parts.clock()
    hours = timedelta(hours=parts.profile.prior_approval.urgent_hours)
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, PurposeCode(asked.purpose)) as work:
        number = work.rights.number("R", now)
        made = Disclosure(
            parts.new_id(),
            number,
            asked,
            len(asked.subjects),
            officer.id,
            now,
            now + (hours if asked.urgent else ANSWER_WITHIN),
        )
        work.disclosures.receive(made)
        told: dict[str, Detail] = {
            "authority": asked.authority,
            "offence": asked.offence,
            "subjects": made.subject_count,
        }
        work.commit(AuditEvent("disclosure:received", (made.id,), told | {"urgent": asked.urgent is not None}))
    return made


def everything(parts: Parts, reader: Officer) -> list[Disclosure]:
    with parts.store.begin(reader.actor, Permission.READ_DISCLOSURE, CASEWORK) as work:
        found = work.disclosures.all()
        work.commit(AuditEvent("disclosure:read", tuple(one.id for one in found)))
    return found


def waiting(parts: Parts, approver: Officer) -> list[Disclosure]:
    with parts.store.begin(approver.actor, Permission.APPROVE_DISCLOSURE, OVERSIGHT) as work:
        found = work.disclosures.waiting()
        work.commit(AuditEvent("disclosure:read", tuple(one.id for one in found)))
    return found


def look(parts: Parts, officer: Officer, request: UUID) -> Shown:
    """Nobody is looked for before the independent body's word, but where the request is urgent."""
    with parts.store.begin(officer.actor, Permission.READ_DISCLOSURE, CASEWORK, request=request) as work:
        found = work.disclosures.one(request)
        work.commit(AuditEvent("disclosure:read", (request,)))
    if not _may_answer(found) or officer.id == found.received_by or not may(officer.actor, Permission.SEARCH):
        return Shown(found)
    purpose = PurposeCode(found.asked.purpose)
    with parts.store.begin(officer.actor, Permission.SEARCH, purpose, request=request) as work:
        candidates = work.disclosures.find(found.asked)
        looked = tuple(one.traveller for one in candidates)
        work.commit(AuditEvent("traveller:searched", looked, {"found": len(looked), "by": ["disclosure"]}))
    return Shown(found, tuple(candidates))


def _may_answer(found: Disclosure) -> bool:
    return found.state is S.APPROVED or (found.state is S.RECEIVED and found.asked.urgent is not None)


def decide(
    parts: Parts, approver: Officer, request: UUID, allow: bool, why: str, *, serious: bool = False
) -> DisclosureState:
    """By the court or the independent body in its own sign-in. A refusal after an urgent answer recalls it. `serious`: the facts
    show more than the variant of ordinary crime that the offence also has (PUR3)."""
    if not is_a_reason(why):
        raise ReasonMissing
    with parts.store.begin(approver.actor, Permission.APPROVE_DISCLOSURE, OVERSIGHT, request=request) as work:
        found, now = work.disclosures.lock(request), parts.clock()
        if approver.id in (found.received_by, found.answered_by):
            raise SecondPersonNeeded
        after = AFTER_WORD.get((found.state, allow))
        if after is None:
            raise NotInThisState
        asked_for_more = ordinary_crime(found.asked, parts.profile)
        if allow and asked_for_more and not serious:
            raise InvalidInput(
                "This offence has variants of ordinary crime. Approve only where the facts show more, and say so."
            )
        work.disclosures.decide(request, after, why.strip(), approver.id, now)
        if after is S.RECALLED:
            work.disclosures.tell_recall(request, found.asked.authority, now)
            work.notices.tell(Notice(parts.new_id(), now, "disclosure-recalled", request, {}))
        told: dict[str, Detail] = {"outcome": after.value}
        if allow and asked_for_more:
            told["ordinary-crime"] = "excluded"
        work.commit(AuditEvent("disclosure:decided", (request,), told))
    return after


def answer(parts: Parts, officer: Officer, request: UUID, travellers: Sequence[TravellerId]) -> Disclosure:
    """The ticked records, the allowed elements; by another officer than the one who received the request."""
    shown = look(parts, officer, request)
    found = shown.request
    if officer.id == found.received_by:
        raise SecondPersonNeeded
    if not _may_answer(found):
        raise NotInThisState
    if not set(travellers) <= {one.traveller for one in shown.candidates}:
        raise InvalidInput("Only records of the persons and the period of this request can be given.")
    purpose = PurposeCode(found.asked.purpose)
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, purpose, request=request) as work:
        now = parts.clock()
        locked = work.disclosures.lock(request)
        if not _may_answer(locked):
            raise NotInThisState
        records = [work.travel.whole(one) for one in work.travel.clear(travellers)]
        body = as_json(locked, records, parts.profile.legal_refs, now)
        digest = hashlib.sha256(body).hexdigest()
        after = S.ANSWERED if locked.state is S.APPROVED else S.ANSWERED_URGENTLY
        work.disclosures.answer(request, after, (body, digest, len(records)), officer.id, now)
        work.disclosures.gave(request, [record[0].id for record in records])
        told = {"authority": found.asked.authority, "outcome": after.value, "records": len(records), "digest": digest}
        work.commit(AuditEvent("disclosure:answered", (request, *travellers), dict(told)))
        return msgspec.structs.replace(found, state=after, digest=digest, records=len(records))


def package(parts: Parts, officer: Officer, request: UUID) -> bytes:
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, CASEWORK, request=request) as work:
        found = work.disclosures.package(request)
        if found is None:
            raise NotFound("No answer was made, or it was recalled.")
        work.commit(AuditEvent("disclosure:read", (request,), {"package": True}))
    return found
