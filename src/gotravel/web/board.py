"""The operations board: flights, what came in, what waits for a person.

Goes in: an officer. Comes out: a page. Never: a traveller's name.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.flow.purposes import CASEWORK
from gotravel.web.render import page
from gotravel.web.session import Desk

WAITING = ["open", "waiting", "second-review", "supervisor"]


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_BOARD, CASEWORK) as work:
        rows, tiles, attention = work.desk.board(), work.desk.tiles(), work.desk.triage(WAITING)[:6]
        alarms = work.safeguards.alarms(desk.parts.clock())
        work.commit(AuditEvent("board:read", (), {"flights": len(rows)}))
    return page(
        "board.html",
        **request.state.common,
        rows=rows,
        tiles=tiles,
        attention=attention,
        alarms=alarms,
    )
