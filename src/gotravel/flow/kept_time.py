"""The moment of the law for what cannot be undone, and a person's word on it where the clock jumped.

Goes in: the clock, the machine's steady clock. Comes out: a moment, or none: then nothing is sealed or destroyed, and people are
told. Never: a record destroyed early because a clock was set forward, or kept longer because it was set back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.officer import Officer
from gotravel.domain.sealed_past import Notice
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import RETENTION
from gotravel.law.kept_time import Kept, trusted
from gotravel.store.unit_of_work import UnitOfWork

HELD = "clock-jumped"
OFTEN = timedelta(minutes=10)
"""How often the moment is written: a row that every lane wrote in every batch would make them wait for each other."""


def moment_of_law(parts: Parts, work: UnitOfWork) -> datetime | None:
    """None while a person has to say which day it is."""
    uptime = parts.uptime()
    kept = Kept(*work.kept_time.read(uptime.boot))
    found = trusted(parts.clock(), work.kept_time.audit(), uptime, kept)
    if found.held:
        work.kept_time.hold()
        if not work.notices.told_since(HELD, parts.clock() - timedelta(hours=24)):
            work.notices.tell(Notice(parts.new_id(), parts.clock(), HELD, None, {}))
        return None
    if kept.moment is None or kept.of_boot is None or found.moment - kept.moment > OFTEN:
        work.kept_time.keep(found.moment, found.ahead, uptime.boot, uptime.seconds)
    return found.moment


def held(step: str) -> AuditEvent:
    """What a step says that was not done."""
    return AuditEvent("retention:clock-held", (), {"step": step})


def confirm(parts: Parts, officer: Officer, today: date) -> None:
    """An officer says which day it is; a clock that says otherwise is put right first. The DPO is told."""
    now = parts.clock()
    if today != now.date():
        raise InvalidInput(f"The clock says {now.date().isoformat()}. Put it right before you confirm.")
    with parts.store.begin(officer.actor, Permission.CONFIRM_CLOCK, RETENTION) as work:
        work.kept_time.confirm(now, officer.id)
        work.notices.tell(Notice(parts.new_id(), now, "clock-confirmed", None, {}))
        work.commit(AuditEvent("retention:clock-confirmed", (), {"day": today.isoformat()}))
