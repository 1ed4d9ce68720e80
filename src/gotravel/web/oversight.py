"""The safeguards page, the one switch, officers with their training, the register of staff.

Goes in: an officer. Comes out: pages. Never: a misuse signal to anybody but the data-protection officer; a change by those who
oversee other than the switch and their own registers.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission, Role
from gotravel.domain.audit_event import KINDS, AuditEvent
from gotravel.domain.ids import OfficerId
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.officer import Officer
from gotravel.domain.permissions import OF_ROLE, may
from gotravel.flow import past, safeguards
from gotravel.flow.purposes import ADMINISTRATION, OVERSIGHT
from gotravel.law import retention
from gotravel.store.console import console
from gotravel.upkeep import accounts
from gotravel.web.access import RIGHTS, ROLES
from gotravel.web.form import day, reason, see, text
from gotravel.web.registers import SIGNALS
from gotravel.web.render import page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    now, parts = desk.parts.clock(), desk.parts
    times = retention.times(parts.reigns, now)
    dpo = may(desk.officer.actor, Permission.ANSWER_PERSON)
    standing = past.standing(parts)
    with parts.store.begin(desk.officer.actor, Permission.READ_FIGURES, OVERSIGHT) as work:
        shown = console(work.connection, times, dpo)
        alarms = work.safeguards.alarms(now)
        suspensions = work.safeguards.suspensions()
        lists = work.desk.lists()
        work.commit(AuditEvent("figures:read"))
    given = request.state.common | {"console": shown, "standing": standing, "alarms": alarms}
    return page(
        "safeguards.html",
        **given,
        dpo=dpo,
        suspensions=suspensions,
        list_names={row.code: row.name for row in lists},
        marks=_marks(parts.profile),
        lifts_all=Role.AUTHORITY in desk.officer.roles,
        KINDS=KINDS,
        SIGNALS=SIGNALS,
        lists=lists,
        profile=parts.profile,
        may_suspend=may(desk.officer.actor, Permission.SUSPEND),
        oversees=may(desk.officer.actor, Permission.OVERSEE),
    )


def _marks(law: LegalProfile) -> list[tuple[int, str]]:
    """The moments of a record's life, each once."""
    general = [(law.general_delete_days, "destroyed, unless a reason is recorded")]
    masked = [(law.mask_after_days, "sealed")] if law.mask_after_days < law.general_delete_days else []
    early = general if law.general_delete_days < law.max_retention_days else []
    return [*masked, *early, (law.max_retention_days, "destroyed")]


def suspend(request: Request, desk: Desk, form: FormData) -> Response:
    safeguards.suspend_list(desk.parts, desk.officer, text(form, "list", 60), reason(form))
    return see("/safeguards#switch")


def lift(request: Request, desk: Desk, form: FormData) -> Response:
    safeguards.lift(desk.parts, desk.officer, request.path_params["suspension"], reason(form))
    return see("/safeguards#switch")


def officers(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        rows, trained = work.officers.all(), work.training.valid_until()
        work.commit(AuditEvent("staff:read", (), {"officers": len(rows)}))
    return _staff(request, rows, trained, may_record=True)


def staff(request: Request, desk: Desk, form: FormData) -> Response:
    """The register of staff and access levels (LOG6), for those who oversee."""
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        rows, trained = work.officers.all(), work.training.valid_until()
        work.commit(AuditEvent("staff:read", (), {"officers": len(rows)}))
    return _staff(request, rows, trained, may_record=False)


def _staff(request: Request, rows: list[Officer], trained: dict[UUID, date], *, may_record: bool) -> Response:
    shown = request.state.common | {"rows": rows, "trained": trained, "may_record": may_record}
    return page("officers.html", **shown, OF_ROLE=OF_ROLE, ROLES=ROLES, RIGHTS=RIGHTS)


def train(request: Request, desk: Desk, form: FormData) -> Response:
    officer = OfficerId(request.path_params["officer"])
    passed, until = (day(form, name, "Give both days.") for name in ("passed_on", "valid_until"))
    accounts.record_training(desk.parts, desk.officer.actor, officer, text(form, "course"), passed, until)
    return see("/officers")


def me(request: Request, desk: Desk, form: FormData) -> Response:
    rights = [one for one in RIGHTS if may(desk.officer.actor, one)]
    return page("me.html", **request.state.common, rights=rights, RIGHTS=RIGHTS, ROLES=ROLES)
