"""A second look at decided cases, drawn by chance: would somebody who knows nothing of the decision decide alike (REV3)?

Goes in: the clock; what an officer finds who had nothing to do with the case. Comes out: whether both agree, counted; a cleared
case that a second person takes for the listed one goes to a supervisor. Never: a look by one of the case's own officers.
"""

from __future__ import annotations

from datetime import timedelta

from gotravel.casework.look import looked_at
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Case, CaseState, Checklist, MainReason, Outcome
from gotravel.domain.errors import NotFound
from gotravel.domain.ids import CaseId
from gotravel.domain.job import Job
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK
from gotravel.store.second_looks import Drawn
from gotravel.store.unit_of_work import UnitOfWork

ONE_IN = 20
ONE_PLANTED_IN = 4
"""Beside so many drawn cases one known negative, unmarked."""
SINCE = timedelta(days=2)
"""A night that was missed is made up for by the next."""
WAITS = timedelta(days=30)


def draw(parts: Parts, work: UnitOfWork, job: Job) -> AuditEvent:
    now = parts.clock()
    work.second_looks.forget(now - WAITS)
    drawn = work.second_looks.draw(now, now - SINCE, ONE_IN)
    planted = work.second_looks.plant(now, -(-len(drawn) // ONE_PLANTED_IN))
    return AuditEvent("case:drawn", (*drawn, *planted), {"cases": len(drawn), "known-negatives": len(planted)})


def waiting(parts: Parts, officer: Officer) -> list[Drawn]:
    with parts.store.begin(officer.actor, Permission.DECIDE_SECOND, CASEWORK) as work:
        found = work.second_looks.waiting(officer.id)
        work.commit(AuditEvent("case:listed", tuple(one.case for one in found), {"cases": len(found), "view": "looks"}))
    return found


def mine(work: UnitOfWork, officer: Officer, case: CaseId) -> Case:
    """The case, if it waits for a look by somebody like this officer."""
    found = work.cases.one(case)
    if found is None or case not in {one.case for one in work.second_looks.waiting(officer.id)}:
        raise NotFound("This case does not wait for a second look of yours.")
    return found


def look(
    parts: Parts, officer: Officer, case_id: CaseId, outcome: Outcome, reason: MainReason, text: str, checked: Checklist
) -> bool:
    """Whether both decided alike."""
    with parts.store.begin(officer.actor, Permission.DECIDE_SECOND, CASEWORK, case=case_id) as work:
        work.cases.lock(case_id)
        case, now = mine(work, officer, case_id), parts.clock()
        decision, after, agrees = looked_at(case, officer, outcome, reason, text, now, checked)
        known = work.second_looks.looked(case_id, agrees, now)
        if after is CaseState.SUPERVISOR:
            after = CaseState.SUPERVISOR if work.cases.reopen(case_id, now) else case.state
        work.cases.add_decision(decision, after)
        told = {"stage": decision.stage, "outcome": outcome.value, "agrees": agrees, "known": known, "to": after.value}
        work.commit(AuditEvent("case:looked", (case_id,), told))
    return agrees
