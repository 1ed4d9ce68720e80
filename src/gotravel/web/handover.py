"""The handover of a shift: what needs an owner, notes, who is here, how old the lists are.

Goes in: an officer, a note. Comes out: a page. Never: a traveller's name; cases are named by number.
"""

from __future__ import annotations

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import CaseId
from gotravel.domain.permissions import may
from gotravel.flow import review
from gotravel.flow.purposes import CASEWORK
from gotravel.web.board import WAITING
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

SHIFT = timedelta(hours=8)
SEEN_WITHIN = timedelta(minutes=30)
NOTES_SHOWN = timedelta(hours=24)
LONGEST_NOTE = 2000


def show(request: Request, desk: Desk, form: FormData) -> Response:
    now = desk.parts.clock()
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
        rows = work.desk.triage(WAITING)
        notes, here = work.shift.notes(now - NOTES_SHOWN), work.shift.here(now - SEEN_WITHIN)
        hours, lists = work.shift.hours(now - SHIFT), work.shift.lists(now)
        work.commit(AuditEvent("case:listed", tuple(row.id for row in rows), {"cases": len(rows), "view": "handover"}))
    return page(
        "handover.html",
        **request.state.common,
        rows=rows,
        owned=sum(row.owner is not None for row in rows),
        since=now - SHIFT,
        notes=notes,
        people=here,
        hours=hours,
        lists=lists,
        may_note=may(desk.officer.actor, Permission.DECIDE),
    )


def note(request: Request, desk: Desk, form: FormData) -> Response:
    text = str(form.get("text", "")).strip()
    if not 0 < len(text) <= LONGEST_NOTE:
        raise InvalidInput(f"A note has 1 to {LONGEST_NOTE} characters.")
    with desk.parts.store.begin(desk.officer.actor, Permission.DECIDE, CASEWORK) as work:
        work.shift.add_note(desk.parts.new_id(), desk.officer.id, desk.parts.clock(), text)
        work.commit(AuditEvent("shift:noted", (), {"characters": len(text)}))
    return RedirectResponse("/handover", 303, HEADERS)


def take(request: Request, desk: Desk, form: FormData) -> Response:
    review.take(desk.parts, desk.officer, CaseId(request.path_params["case"]))
    return RedirectResponse("/handover", 303, HEADERS)


def give_back(request: Request, desk: Desk, form: FormData) -> Response:
    review.give_back(desk.parts, desk.officer, CaseId(request.path_params["case"]))
    return RedirectResponse("/handover", 303, HEADERS)
