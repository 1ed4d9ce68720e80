"""Another offence found by chance, on a way of its own (PUR5; Directive (EU) 2016/681 art. 7(5)).

Goes in: an officer at work on a case, what was found. Comes out: an entry in a register that those who oversee read, and their
notice of it. Never: a finding that travels with the referral of the case as if it had been looked for.
"""

from __future__ import annotations

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound, ReasonMissing
from gotravel.domain.ids import CaseId
from gotravel.domain.officer import Officer
from gotravel.domain.safeguard import RegisterEntry, RegisterKind
from gotravel.domain.sealed_past import Notice
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK


def record(parts: Parts, officer: Officer, case: CaseId, told: str) -> RegisterEntry:
    if not is_a_reason(told):
        raise ReasonMissing("Say which offence, what shows it and which authority is told.")
    with parts.store.begin(officer.actor, Permission.DECIDE, CASEWORK, case=case) as work:
        if work.cases.one(case) is None:
            raise NotFound
        now = parts.clock()
        number = work.rights.number("CF", now)
        kind = RegisterKind.CHANCE_FINDING
        made = RegisterEntry(parts.new_id(), number, kind, now, officer.id, None, told.strip(), about=case)
        work.safeguards.enter(made)
        work.notices.tell(Notice(parts.new_id(), now, kind.value, made.id, {}))
        work.commit(AuditEvent("register:opened", (made.id, case), {"kind": kind.value}))
    return made
