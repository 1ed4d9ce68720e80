"""The safeguards page, the one switch, officers with their training, the register of staff.

Goes in: an officer. Comes out: pages. Never: a misuse signal to anybody but the data-protection officer; a change by those who
oversee other than the switch and their own registers.
"""

from __future__ import annotations

from datetime import date, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import OfficerId
from gotravel.domain.permissions import OF_ROLE, may
from gotravel.flow import past, safeguards
from gotravel.flow.purposes import ADMINISTRATION, OVERSIGHT
from gotravel.store.console import console
from gotravel.upkeep import accounts
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    now, parts = desk.parts.clock(), desk.parts
    dpo = may(desk.officer.actor, Permission.ANSWER_PERSON)
    standing = past.standing(parts)
    with parts.store.begin(desk.officer.actor, Permission.READ_FIGURES, OVERSIGHT) as work:
        shown = console(work.connection, now, now - timedelta(days=1), now - timedelta(days=30), dpo)
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
        lists=lists,
        profile=parts.profile,
        may_suspend=may(desk.officer.actor, Permission.SUSPEND),
        oversees=may(desk.officer.actor, Permission.OVERSEE),
    )


def suspend(request: Request, desk: Desk, form: FormData) -> Response:
    safeguards.suspend_list(
        desk.parts, desk.officer, str(form.get("list", ""))[:60], str(form.get("reason", ""))[:2000]
    )
    return RedirectResponse("/safeguards#switch", 303, HEADERS)


def lift(request: Request, desk: Desk, form: FormData) -> Response:
    reason = str(form.get("reason", ""))[:2000]
    safeguards.lift(desk.parts, desk.officer, request.path_params["suspension"], reason)
    return RedirectResponse("/safeguards#switch", 303, HEADERS)


def officers(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        rows, trained = work.officers.all(), work.training.valid_until()
        work.commit(AuditEvent("staff:read", (), {"officers": len(rows)}))
    return page("officers.html", **request.state.common, rows=rows, trained=trained, may_record=True, OF_ROLE=OF_ROLE)


def staff(request: Request, desk: Desk, form: FormData) -> Response:
    """The register of staff and access levels (LOG6), for those who oversee."""
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        rows, trained = work.officers.all(), work.training.valid_until()
        work.commit(AuditEvent("staff:read", (), {"officers": len(rows)}))
    return page("officers.html", **request.state.common, rows=rows, trained=trained, may_record=False, OF_ROLE=OF_ROLE)


def train(request: Request, desk: Desk, form: FormData) -> Response:
    officer = OfficerId(request.path_params["officer"])
    passed, until = (_day(str(form.get(name, ""))) for name in ("passed_on", "valid_until"))
    course = str(form.get("course", ""))
    accounts.record_training(desk.parts, desk.officer.actor, officer, course, passed, until)
    return RedirectResponse("/officers", 303, HEADERS)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as fault:
        raise InvalidInput("Give both days.") from fault


def me(request: Request, desk: Desk, form: FormData) -> Response:
    rights = sorted({p.value for role in desk.officer.roles for p in OF_ROLE[role]})
    return page("me.html", **request.state.common, rights=rights)
