"""Persons whose data were given to an authority are told once that is harmless (RGT5).

Goes in: notices that the calendar made for every referral and every answer to an authority. Comes out: letters, deferrals.
Never: a deferral by one person, one without an end, one that lasts because nobody looked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from gotravel.dissemination.subject_answer import notice_after_use
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, ReasonMissing, SecondPersonNeeded
from gotravel.domain.officer import Officer
from gotravel.domain.redress import SubjectNotice
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK, OVERSIGHT

LONGEST_DEFERRAL = timedelta(days=90)
"""Whoever needs longer asks again, and somebody else looks again."""


def register(parts: Parts, overseer: Officer) -> list[SubjectNotice]:
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        found = work.redress.notices()
        work.commit(AuditEvent("rights:read", tuple(one.id for one in found), {"notices": len(found)}))
    return found


def ask_deferral(parts: Parts, officer: Officer, source: UUID, why: str, until: datetime) -> None:
    """By an officer who knows the inquiry. `source`: a referral, or an answer to an authority."""
    if not is_a_reason(why):
        raise ReasonMissing("Say what would be harmed, in a sentence.")
    if not parts.clock() < until <= parts.clock() + LONGEST_DEFERRAL:
        raise InvalidInput(f"A notice can be deferred for {LONGEST_DEFERRAL.days} days at most; ask again then.")
    with parts.store.begin(officer.actor, Permission.DISSEMINATE, CASEWORK, request=source) as work:
        asked = work.redress.ask_deferral(source, why.strip(), officer.id, until)
        work.commit(AuditEvent("rights:notified", (source, *asked), {"deferral": "asked"}))


def answer_deferral(parts: Parts, officer: Officer, notice: UUID, allow: bool) -> None:
    """By the data-protection officer, who did not ask."""
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=notice) as work:
        if work.redress.notice(notice).asked_by == officer.id:
            raise SecondPersonNeeded
        if allow:
            work.redress.approve_deferral(notice, officer.id)
        else:
            work.redress.refuse_deferral(notice)
        work.commit(AuditEvent("rights:notified", (notice,), {"deferral": "approved" if allow else "refused"}))


def letter(parts: Parts, overseer: Officer, notice: UUID) -> str:
    with parts.store.begin(overseer.actor, Permission.OVERSEE, OVERSIGHT, request=notice) as work:
        found = work.redress.notice(notice)
        if not work.travel.clear((found.traveller,)):
            raise NotFound("The record is sealed or gone; nobody can be addressed without opening it.")
        traveller, leg, _ = work.travel.whole(found.traveller)  # type: ignore[arg-type]
        names = {authority.id: authority.name for authority in parts.profile.authorities}
        work.commit(AuditEvent("rights:notified", (notice, traveller.id), {"letter": True}))
    return notice_after_use(traveller, leg, names.get(found.authority, found.authority), parts.profile, parts.clock())


def sent(parts: Parts, officer: Officer, notice: UUID) -> None:
    with parts.store.begin(officer.actor, Permission.ANSWER_PERSON, OVERSIGHT, request=notice) as work:
        work.redress.sent(notice, officer.id, parts.clock())
        work.commit(AuditEvent("rights:notified", (notice,), {"sent": True}))
