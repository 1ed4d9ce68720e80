"""The sealed past at the desk: what stays in clear of a sealed record, asking, allowing, one look, closing, the review.

Goes in: officers' forms. Comes out: pages. Never: a sealed value in a page before it was allowed and asked for by its own
asker; the approver's key share anywhere near the unit (only what it stripped comes back).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.domain.permissions import may
from gotravel.domain.sealed_past import Unmasking, UnmaskState
from gotravel.flow import unmask
from gotravel.flow.purposes import CASEWORK, OVERSIGHT
from gotravel.web.form import number, reason, record, see, text
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

LARGEST = 4 * 1024 * 1024
TIME_OVER = "time-over"
STATES: dict[str, tuple[str, str]] = {
    UnmaskState.ASKED.value: ("review", "Waits for the independent approver"),
    UnmaskState.ALLOWED.value: ("shield", "Open for a time"),
    UnmaskState.REFUSED.value: ("plain", "Refused"),
    UnmaskState.CLOSED.value: ("look", "Sealed again, to be reviewed"),
    UnmaskState.REVIEWED.value: ("done", "Reviewed"),
    TIME_OVER: ("look", "Time is over, sealed again"),
}


def sealed(request: Request, desk: Desk, form: FormData) -> Response:
    """A sealed record: the journey is in clear, the person is not, and here one asks."""
    traveller = TravellerId(request.path_params["traveller"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        found = work.unmaskings.what_stays(traveller)
        work.commit(AuditEvent("traveller:read", (traveller,), {"sealed": True}))
    asks = may(desk.officer.actor, Permission.REQUEST_UNMASK)
    return page("sealed.html", **request.state.common, found=found, asks=asks, profile=desk.parts.profile)


def mine(request: Request, desk: Desk, form: FormData) -> Response:
    rows = unmask.mine(desk.parts, desk.officer, CASEWORK)
    return page("unmask.html", **_said(request, desk), rows=rows)


def ask(request: Request, desk: Desk, form: FormData) -> Response:
    traveller, purpose = TravellerId(record(text(form, "traveller"))), PurposeCode(text(form, "purpose", 60))
    made = unmask.ask(desk.parts, desk.officer, traveller, reason(form), purpose, text(form, "case", 100))
    return see(f"/unmask/{made.id}")


def show(request: Request, desk: Desk, form: FormData) -> Response:
    """How the request stands; the record itself comes only to a form that asks for it."""
    asked = unmask.one(desk.parts, desk.officer, request.path_params["request"], CASEWORK)
    return page("unmasked.html", **_said(request, desk), asked=asked, content=None, seconds=0)


def look(request: Request, desk: Desk, form: FormData) -> Response:
    """The page leaves the record by itself at the minute at which it is sealed again, without a script."""
    asked_for, purpose = request.path_params["request"], PurposeCode(text(form, "purpose", 60))
    content = unmask.opened(desk.parts, desk.officer, asked_for, purpose)
    asked = unmask.one(desk.parts, desk.officer, asked_for, purpose)
    left = (asked.expires_at - desk.parts.clock()).total_seconds() if asked.expires_at else 0.0
    return page("unmasked.html", **_said(request, desk), asked=asked, content=content, seconds=max(ceil(left), 1))


def close(request: Request, desk: Desk, form: FormData) -> Response:
    asked_for = request.path_params["request"]
    unmask.close(desk.parts, desk.officer, asked_for, CASEWORK)
    return see(f"/unmask/{asked_for}")


def waiting(request: Request, desk: Desk, form: FormData) -> Response:
    rows = unmask.waiting(desk.parts, desk.officer)
    return page("approvals.html", **_said(request, desk), rows=rows)


def package(request: Request, desk: Desk, form: FormData) -> Response:
    asked_for = request.path_params["request"]
    body = unmask.package(desk.parts, desk.officer, asked_for)
    told = {"content-disposition": f'attachment; filename="unmask-{asked_for}.json"'}
    return Response(body, 200, {**HEADERS, **told}, "application/json")


def allow(request: Request, desk: Desk, form: FormData) -> Response:
    given = form.get("stripped")
    body = given.file.read(LARGEST) if isinstance(given, UploadFile) else str(given or "").encode()
    minutes = number(form, "minutes", "Say for how many minutes the record is open.")
    length = timedelta(minutes=min(minutes, 10_000))
    unmask.allow_stripped(desk.parts, desk.officer, body, reason(form, "why"), length)
    return see("/approvals")


def refuse(request: Request, desk: Desk, form: FormData) -> Response:
    unmask.refuse(desk.parts, desk.officer, request.path_params["request"], reason(form, "why"))
    return see("/approvals")


def all_of_them(request: Request, desk: Desk, form: FormData) -> Response:
    """For those who oversee: every request, its reason, its decision; those that wait for the review come first."""
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        found = work.unmaskings.every()
        names = {officer.id: officer.shown_name for officer in work.officers.all()}
        work.commit(AuditEvent("unmask:listed", tuple(one.id for one in found)))
    rows = sorted(found, key=lambda one: one.state is not UnmaskState.CLOSED)
    reviews = may(desk.officer.actor, Permission.HANDLE_RIGHTS)
    return page("unmaskings.html", **_said(request, desk), rows=rows, names=names, reviews=reviews)


def review(request: Request, desk: Desk, form: FormData) -> Response:
    lawful = text(form, "lawful")
    if lawful not in ("yes", "no"):
        raise InvalidInput("Say whether the opening was lawful.")
    finding = reason(form, "finding")
    unmask.review(desk.parts, desk.officer, request.path_params["request"], lawful == "yes", finding)
    return see("/unmaskings")


def stands(asked: Unmasking, now: datetime) -> str:
    """An opening whose time is over is closed from that moment on, also before the calendar has written so."""
    over = asked.state is UnmaskState.ALLOWED and asked.expires_at is not None and asked.expires_at <= now
    return TIME_OVER if over else asked.state.value


def _said(request: Request, desk: Desk) -> dict[str, Any]:
    shown: dict[str, Any] = {"profile": desk.parts.profile, "STATES": STATES, "stands": stands}
    return {**request.state.common, **shown}
