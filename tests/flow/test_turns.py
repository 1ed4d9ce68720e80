"""However much comes in, a changed list gets its turn: nobody who is listed travels unnoticed because carriers never pause."""

from __future__ import annotations

import uuid
from datetime import date

from gotravel.domain.actor import OPERATOR, WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.job import Job, Step
from gotravel.flow.purposes import COLLECTION
from gotravel.upkeep import watchlists
from gotravel.worker import work_once
from tests.unit import LIST, Unit

ENDLESS = 300


def waiting(unit: Unit, *steps: Step) -> int:
    return int(unit.ask("SELECT count(*) FROM job WHERE step = ANY(%s)", [step.value for step in steps])[0][0])


def test_intake_that_never_pauses_does_not_hold_up_a_changed_list(icao: Unit) -> None:
    icao.take()
    law = ("Invented act, section 1", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(icao.parts, OPERATOR, watchlists.Registration("SOUGHT", "Sought", "Invented police", *law))
    watchlists.import_list(icao.parts, OPERATOR, "SOUGHT", LIST.encode())
    with icao.parts.store.begin(WORKER, Permission.RESOLVE, COLLECTION) as work:
        work.enqueue(*(Job(Step.RESOLVE, uuid.uuid4()) for _ in range(ENDLESS)))
        work.commit(AuditEvent("message:resolved", (), {}))
    for _ in range(6):
        work_once(icao.parts)
    assert waiting(icao, Step.RESCREEN, Step.RESCREEN_SLICE) == 0
    assert waiting(icao, Step.RESOLVE) > ENDLESS // 2
    assert icao.ask("SELECT state FROM hit") == [("open",)]
