"""Remembered decisions ended by hand, and redress tokens: asked for by one, given by another, withdrawn by either (WL6).

Goes in: an officer, a pair or a traveller and an entry, why. Comes out: a token, or the end of one. Never: a token given by who
asked for it; one that lasts more than a year; an end that leaves travellers unlooked-for: what was held back is raised again.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, ReasonMissing, SecondPersonNeeded
from gotravel.domain.ids import EntryId, TravellerId
from gotravel.domain.job import Job, Step
from gotravel.domain.officer import Officer
from gotravel.domain.remembered import LONGEST_MONTHS, RedressToken, TokenState
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK

MONTH = timedelta(days=30)
USUAL_MONTHS = 6


def forget_pair(parts: Parts, officer: Officer, subject: str, entry: EntryId, why: str) -> None:
    _reason(why)
    with parts.store.begin(officer.actor, Permission.DECIDE_SECOND, CASEWORK) as work:
        if not work.remembered.end_pair(subject, entry, officer.actor.reference, why.strip(), parts.clock()):
            raise NotInThisState
        work.enqueue(Job(Step.KEEP_LISTS, detail={"again": str(entry)}, unique=f"again:{entry}"))
        work.commit(AuditEvent("pair:forgotten", (entry,), {"by": "officer"}))


def ask_token(
    parts: Parts,
    officer: Officer,
    traveller: TravellerId,
    entry: EntryId,
    reason: str,
    months: int = USUAL_MONTHS,
    request: UUID | None = None,
) -> UUID:
    """For the person of this record, against this entry alone. `request`: the person's own request, where there is one."""
    _reason(reason)
    if not 1 <= months <= LONGEST_MONTHS:
        raise InvalidInput(f"A token lasts from one to {LONGEST_MONTHS} months.")
    now = parts.clock()
    made = RedressToken(
        parts.new_id(), entry, "", "", officer.id, now, reason.strip(), now + MONTH * months, TokenState.ASKED
    )
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK) as work:
        if work.watchlists.current(entry) is None:
            raise NotFound
        if not work.remembered.make(made, traveller, request):
            told = "The record holds neither a document nor name, birth date and nationality"
            raise InvalidInput(f"{told}: there is nothing to know the person by.")
        work.commit(AuditEvent("redress:asked", (made.id, traveller, entry), {"months": months}))
    return made.id


def grant_token(parts: Parts, officer: Officer, token: UUID) -> None:
    with parts.store.begin(officer.actor, Permission.DECIDE_SECOND, CASEWORK) as work:
        found = work.remembered.token(token)
        if found is None:
            raise NotFound
        if found.state is not TokenState.ASKED:
            raise NotInThisState
        if found.asked_by == officer.id:
            raise SecondPersonNeeded
        work.remembered.grant(token, officer.id, parts.clock())
        work.commit(AuditEvent("redress:granted", (token, found.entry)))


def end_token(parts: Parts, officer: Officer, token: UUID) -> None:
    """Refused while it was only asked for, withdrawn afterwards."""
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK) as work:
        found = work.remembered.token(token)
        if found is None:
            raise NotFound
        if found.state not in (TokenState.ASKED, TokenState.IN_FORCE):
            raise NotInThisState
        state = TokenState.REFUSED if found.state is TokenState.ASKED else TokenState.WITHDRAWN
        work.remembered.end_token(token, state, officer.actor.reference, parts.clock())
        work.enqueue(Job(Step.KEEP_LISTS, detail={"again": str(found.entry)}, unique=f"again:{found.entry}"))
        work.commit(AuditEvent("redress:ended", (token, found.entry), {"state": state.value}))


def _reason(told: str) -> None:
    if not is_a_reason(told):
        raise ReasonMissing
