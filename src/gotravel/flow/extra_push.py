"""A push beyond the agreed times is asked for by a person, under a case and against a specific threat (COL5).

Goes in: a flight, a case, the threat. Comes out: the request on record, and the words for the carrier. Never: a code path into a
carrier's systems (COL4): a person hands the request over.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import CaseMissing, ReasonMissing
from gotravel.domain.officer import Officer
from gotravel.domain.sealed_past import Notice
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK


def ask(parts: Parts, officer: Officer, flight: tuple[str, str, date], case_number: str, threat: str) -> UUID:
    if not is_a_reason(threat):
        raise ReasonMissing
    made, now = parts.new_id(), parts.clock()
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK) as work:
        case = work.desk.case_numbered(case_number.strip().upper())
        if case is None:
            raise CaseMissing("There is no case under this number.")
        carrier, number, day = flight
        work.extra_pushes.ask(made, (carrier.upper(), number.lstrip("0"), day), case, threat.strip(), officer.id, now)
        work.notices.tell(Notice(parts.new_id(), now, "extra-push-asked", case, {"carrier": carrier.upper()}))
        work.commit(AuditEvent("push:asked", (made, case), {"carrier": carrier.upper(), "departs-on": day.isoformat()}))
    return made


def words_for_carrier(flight: tuple[str, str, date], request: UUID) -> str:
    carrier, number, day = flight
    return f"Request {request}: please push the booking data of {carrier.upper()} {number} of {day.isoformat()} once more, now."
