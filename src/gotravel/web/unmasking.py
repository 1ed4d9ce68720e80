"""The sealed past at the desk: what stays in clear of a sealed record, asking, allowing, one look, closing.

Goes in: officers' forms. Comes out: pages. Never: a sealed value in a page before it was allowed and asked for by its own
asker; the approver's key share anywhere near the unit (only what it stripped comes back).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import unmask
from gotravel.flow.purposes import CASEWORK
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

LARGEST = 4 * 1024 * 1024


def record(request: Request, desk: Desk, form: FormData) -> Response:
    """A sealed record: the journey is in clear, the person is not, and here one asks."""
    traveller = TravellerId(request.path_params["traveller"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        found = work.unmaskings.what_stays(traveller)
        work.commit(AuditEvent("traveller:read", (traveller,), {"sealed": True}))
    return page("sealed.html", **request.state.common, found=found, purposes=desk.parts.profile.purposes)


def mine(request: Request, desk: Desk, form: FormData) -> Response:
    rows = unmask.mine(desk.parts, desk.officer, CASEWORK)
    return page("unmask.html", **request.state.common, rows=rows, purposes=desk.parts.profile.purposes)


def ask(request: Request, desk: Desk, form: FormData) -> Response:
    traveller = TravellerId(_uuid(form, "traveller"))
    reason, purpose, case = (str(form.get(name, ""))[:2000] for name in ("reason", "purpose", "case"))
    made = unmask.ask(desk.parts, desk.officer, traveller, reason, PurposeCode(purpose), case[:100])
    return RedirectResponse(f"/unmask/{made.id}", 303, HEADERS)


def show(request: Request, desk: Desk, form: FormData) -> Response:
    """How the request stands; the record itself comes only to a form that asks for it."""
    asked = unmask.one(desk.parts, desk.officer, request.path_params["request"], CASEWORK)
    return page("unmasked.html", **request.state.common, asked=asked, content=None)


def look(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    purpose = PurposeCode(str(form.get("purpose", ""))[:60])
    content = unmask.opened(desk.parts, desk.officer, number, purpose)
    asked = unmask.one(desk.parts, desk.officer, number, purpose)
    return page("unmasked.html", **request.state.common, asked=asked, content=content)


def close(request: Request, desk: Desk, form: FormData) -> Response:
    unmask.close(desk.parts, desk.officer, request.path_params["request"], CASEWORK)
    return RedirectResponse("/unmask", 303, HEADERS)


def waiting(request: Request, desk: Desk, form: FormData) -> Response:
    rows = unmask.waiting(desk.parts, desk.officer)
    return page("approvals.html", **request.state.common, rows=rows)


def package(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    body = unmask.package(desk.parts, desk.officer, number)
    told = {"content-disposition": f'attachment; filename="unmask-{number}.json"'}
    return Response(body, 200, {**HEADERS, **told}, "application/json")


def allow(request: Request, desk: Desk, form: FormData) -> Response:
    given = form.get("stripped")
    body = given.file.read(LARGEST) if isinstance(given, UploadFile) else str(given or "").encode()
    minutes = str(form.get("minutes", ""))
    if not minutes.isdigit():
        raise InvalidInput("Say for how many minutes.")
    length = timedelta(minutes=min(int(minutes), 10_000))
    unmask.allow_stripped(desk.parts, desk.officer, body, str(form.get("why", ""))[:2000], length)
    return RedirectResponse("/approvals", 303, HEADERS)


def refuse(request: Request, desk: Desk, form: FormData) -> Response:
    unmask.refuse(desk.parts, desk.officer, request.path_params["request"], str(form.get("why", ""))[:2000])
    return RedirectResponse("/approvals", 303, HEADERS)


def all_of_them(request: Request, desk: Desk, form: FormData) -> Response:
    """For those who oversee: every request, its reason, its decision, and those that wait for the review."""
    rows = unmask.every(desk.parts, desk.officer)
    return page("unmaskings.html", **request.state.common, rows=rows)


def review(request: Request, desk: Desk, form: FormData) -> Response:
    lawful = str(form.get("lawful", ""))
    if lawful not in ("yes", "no"):
        raise InvalidInput("Say whether the opening was lawful.")
    finding = str(form.get("finding", ""))[:2000]
    unmask.review(desk.parts, desk.officer, request.path_params["request"], lawful == "yes", finding)
    return RedirectResponse("/unmaskings", 303, HEADERS)


def _uuid(form: FormData, name: str) -> UUID:
    try:
        return UUID(str(form.get(name, "")))
    except ValueError as fault:
        raise InvalidInput("A record is named by its id, as other pages show it.") from fault
