"""The command box: a page, a case or a flight by what people call it.

Goes in: what an officer typed, sent as a form so that it stands in no address. Comes out: a way to the page. Never: a
search for a person; that needs a purpose, on its own page.
"""

from __future__ import annotations

import re

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound
from gotravel.domain.permissions import may
from gotravel.flow.purposes import CASEWORK
from gotravel.web.page import menu_of
from gotravel.web.render import HEADERS
from gotravel.web.session import Desk

CASE = re.compile(r"H-?\d{6}-?\d{4,}")
FLIGHT = re.compile(r"([A-Z0-9]{2})\s*0*(\d{1,4})")


def go(request: Request, desk: Desk, form: FormData) -> Response:
    text = str(form.get("text", ""))[:60].strip()
    named = next((p.path for p in menu_of(desk.officer) if text and p.menu.lower().startswith(text.lower())), None)
    where = named or _record(desk, text.upper())
    if where is None:
        raise NotFound("No page, case or flight has this name. A person is looked for under Search, with a purpose.")
    return RedirectResponse(where, 303, HEADERS)


def _record(desk: Desk, text: str) -> str | None:
    case, flight = CASE.fullmatch(text), FLIGHT.fullmatch(text)
    if case and may(desk.officer.actor, Permission.READ_CASE):
        with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
            found = work.desk.case_numbered(text)
            work.commit(AuditEvent("case:listed", (found,) if found else (), {"cases": int(found is not None)}))
        return f"/triage/{found}" if found else None
    if flight and may(desk.officer.actor, Permission.READ_BOARD):
        with desk.parts.store.begin(desk.officer.actor, Permission.READ_BOARD, CASEWORK) as work:
            leg = work.desk.next_leg(flight[1], flight[2], desk.parts.clock().date())
            work.commit(AuditEvent("board:read", (leg,) if leg else (), {"flights": int(leg is not None)}))
        return f"/flights/{leg}" if leg else None
    return None
