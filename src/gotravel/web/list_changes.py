"""A change of a list: its differences or its simulation, confirmed by a second person, brought into force or refused.

Goes in: an officer, a change. Comes out: pages. Never: the button of the second person for the first one (the rules refuse it
anyway, and the database after them).
"""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.list_change import ChangeKind, ChangeState
from gotravel.domain.permissions import may
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.upkeep import list_changes, single_entries
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        change = work.list_changes.one(request.path_params["change"])
        known = work.watchlists.one(change.watchlist) if change else None
        if change is None or known is None:
            raise NotFound
        names = {str(officer.id): officer.shown_name for officer in work.officers.all()}
        waits = change.state is ChangeState.PROPOSED
        fields = single_entries.side_by_side(work, change) if waits and change.kind is ChangeKind.ENTRY else []
        work.commit(AuditEvent("watchlist:read", (known.id, change.id), {"examples": len(change.examples)}))
    mine = change.proposed_by == desk.officer.actor.reference
    return page(
        "list_change.html",
        **request.state.common,
        change=change,
        known=known,
        names=names,
        mine=mine,
        waits=waits,
        fields=fields,
        may_apply=may(desk.officer.actor, Permission.CHANGE_WATCHLIST) and not change.needs_second,
        may_confirm=may(desk.officer.actor, Permission.APPROVE_WATCHLIST) and not mine,
    )


def apply(request: Request, desk: Desk, form: FormData) -> Response:
    change: UUID = request.path_params["change"]
    list_changes.apply(desk.parts, desk.officer.actor, change)
    return RedirectResponse(f"/watchlists/changes/{change}", 303, HEADERS)


def confirm(request: Request, desk: Desk, form: FormData) -> Response:
    change: UUID = request.path_params["change"]
    list_changes.confirm(desk.parts, desk.officer.actor, change)
    return RedirectResponse(f"/watchlists/changes/{change}", 303, HEADERS)


def refuse(request: Request, desk: Desk, form: FormData) -> Response:
    change: UUID = request.path_params["change"]
    list_changes.refuse(desk.parts, desk.officer.actor, change)
    return RedirectResponse(f"/watchlists/changes/{change}", 303, HEADERS)
