"""Lists and carriers: what is in force, and how each does.

Goes in: an officer. Comes out: pages. Never: an entry's name on an overview.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.web.render import page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_WATCHLIST, ADMINISTRATION) as work:
        rows = work.desk.lists()
        work.commit(AuditEvent("watchlist:read", (), {"lists": len(rows)}))
    return page("watchlists.html", **request.state.common, rows=rows)
