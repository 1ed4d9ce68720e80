"""A person's request, from the intake to the decision; the worker carries out what was decided (`flow/correct.py`).

Goes in: what the person states, what proved the identity, which records are the person's, a decision with its reason. Comes
out: a request with a number and a deadline. Never: a decision before the identity is proven (but a refusal for that reason),
a refusal without a coded reason, a nationality asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing, ReasonNames
from gotravel.domain.ids import TravellerId
from gotravel.domain.job import Job, Step
from gotravel.domain.officer import Officer
from gotravel.domain.rights_request import (
    Candidate,
    Held,
    RecipientNotice,
    Refusal,
    RequestKind,
    RequestOutcome,
    RequestState,
    RightsRequest,
    Stated,
    Wanted,
)
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.law.unnamed import names_somebody
from gotravel.store.unit_of_work import UnitOfWork

NEEDS_VALUES = frozenset({RequestKind.RECTIFICATION})
NEEDS_STATEMENT = frozenset({RequestKind.NOTATION})


class Opened(msgspec.Struct, frozen=True):
    """One request with what the room shows of it."""

    request: RightsRequest
    candidates: tuple[Candidate, ...]
    held: tuple[Held, ...]


def open_request(
    parts: Parts,
    officer: Officer,
    kind: RequestKind,
    stated: Stated,
    wanted: Wanted,
    *,
    through_authority: bool = False,
) -> RightsRequest:
    if not (stated.family.strip() and stated.given.strip() and stated.contact):
        raise InvalidInput("Family name, given names and an address for the answer are needed.")
    if kind in NEEDS_VALUES and not any(msgspec.structs.replace(wanted, statement="") != Wanted() for _ in (0,)):
        raise InvalidInput("Say which value is to stand instead.")
    if kind in NEEDS_STATEMENT and not wanted.statement.strip():
        raise InvalidInput("Write the statement that is to stand beside the data.")
    if through_authority and not parts.profile.rights.indirect:
        raise InvalidInput("The legal profile does not let the authority exercise this right for a person.")
    permission = Permission.KEEP_REGISTER if through_authority else Permission.ANSWER_PERSON
    with parts.store.begin(officer.actor, permission, OVERSIGHT) as work:
        now = parts.clock()
        due = now + timedelta(days=parts.profile.rights.deadline_days)
        number = work.rights.number("DS", now)
        made = RightsRequest(parts.new_id(), number, kind, through_authority, stated, wanted, now, due)
        work.rights.open(made, officer.id)
        work.commit(
            AuditEvent("rights:opened", (made.id,), {"kind": kind.value, "through-authority": through_authority})
        )
    return made


class Room(msgspec.Struct, frozen=True):
    requests: tuple[RightsRequest, ...]
    recipients: tuple[RecipientNotice, ...]
    """Corrections that have to follow the data."""


def everything(parts: Parts, overseer: Officer) -> Room:
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        found, recipients = work.rights.all(), work.rights.recipients_to_tell()
        work.commit(AuditEvent("rights:read", tuple(one.id for one in found)))
    return Room(tuple(found), tuple(recipients))


def look(parts: Parts, overseer: Officer, request: UUID) -> Opened:
    """The search among travellers by what the person states is itself on record, as a look at each one found."""
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT, request=request) as work:
        found = work.rights.one(request)
        searching = found.stated is not None and found.state is RequestState.IDENTIFIED
        candidates = work.rights.candidates(request, found.stated) if searching and found.stated else []
        held = work.rights.held(found.records)
        looked = tuple(one.traveller for one in candidates)
        work.commit(AuditEvent("rights:read", (request, *looked), {"candidates": len(candidates)}))
    return Opened(found, tuple(candidates), tuple(held))


def identify(parts: Parts, officer: Officer, request: UUID, proof: str) -> None:
    """What was shown, and who looked at it. The proof itself is handed back."""
    if len(proof.strip()) < 5:
        raise ReasonMissing("Say what was shown, such as: passport, shown in person.")
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        work.rights.identify(request, proof.strip(), officer.id, parts.clock())
        work.commit(AuditEvent("rights:opened", (request,), {"identified": True}))


def choose(parts: Parts, officer: Officer, request: UUID, travellers: Sequence[TravellerId]) -> None:
    """Which of the records found are the person's: only these are answered, contested, corrected or erased."""
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        asked = work.rights.lock(request)
        if asked.state is not RequestState.IDENTIFIED or asked.contested:
            raise NotInThisState
        work.rights.choose(request, travellers)
        work.commit(AuditEvent("rights:read", (request, *travellers), {"chosen": len(travellers)}))


def contest(parts: Parts, officer: Officer, request: UUID) -> int:
    """Contested data stop matching until this is resolved (RGT4); open hits on them fall away until then."""
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        asked = work.rights.lock(request)
        if not asked.undecided or not asked.records:
            raise NotInThisState("Choose first which records are the person's.")
        who = work.rights.restrict(request)
        fallen = work.recalls.of_travellers(request, list(who))
        work.commit(AuditEvent("rights:restricted", (request, *who), {"on": True, "hits": fallen}))
    return fallen


def release(parts: Parts, officer: Officer, request: UUID, reason: str) -> None:
    """A restriction that was granted ends, with a reason; the records are compared again at once."""
    if not is_a_reason(reason):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        asked = work.rights.lock(request)
        if asked.stated and names_somebody(reason, (asked.stated.family, asked.stated.given), (asked.stated.document,)):
            raise ReasonNames
        if not asked.contested:
            raise NotInThisState
        compare_again(work, request)
        work.rights.tell_recipients(asked.records, "released", request, parts.clock())
        work.commit(
            AuditEvent("rights:restricted", (request, *asked.records), {"on": False, "reason": reason.strip()[:200]})
        )


def compare_again(work: UnitOfWork, request: UUID) -> int:
    legs = work.rights.release(request)
    back = work.recalls.restore(request)
    work.enqueue(*(Job(Step.SCREEN, leg) for leg in legs))
    return back


def decide(
    parts: Parts, officer: Officer, request: UUID, outcome: RequestOutcome, refusal: Refusal | None, reason: str
) -> None:
    if not is_a_reason(reason):
        raise ReasonMissing
    if outcome is not RequestOutcome.GRANTED and refusal is None:
        raise ReasonMissing("A refusal, also in part, needs one of the reasons of the law.")
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=request) as work:
        asked = work.rights.lock(request)
        if asked.state is RequestState.OPENED and refusal is not Refusal.IDENTITY:
            raise NotInThisState("The identity comes first: say what was shown.")
        kept = None if outcome is RequestOutcome.GRANTED else refusal
        work.rights.decide(request, outcome, kept, reason.strip(), officer.id, parts.clock())
        work.enqueue(Job(Step.CORRECT, request, unique=f"correct:{request}"))
        told = {"kind": asked.kind.value, "outcome": outcome.value, "refusal": kept.value if kept else None}
        work.commit(AuditEvent("rights:decided", (request, *asked.records), dict(told)))


def answer(parts: Parts, officer: Officer, request: UUID) -> bytes:
    """The letter as it was made when the decision was carried out."""
    with parts.store.begin(officer.actor, Permission.OVERSEE, OVERSIGHT, request=request) as work:
        found = work.rights.answer(request)
        if found is None:
            raise NotFound("The answer is being made, or its time is over.")
        work.commit(AuditEvent("rights:read", (request,), {"answer": True}))
    return found


def recipient_told(parts: Parts, officer: Officer, notice: UUID) -> None:
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT) as work:
        work.rights.recipient_told(notice, officer.id, parts.clock())
        work.commit(AuditEvent("recipient:told", (notice,)))
