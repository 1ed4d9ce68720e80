"""Second looks: decided cases drawn by chance, shown without what was decided (REV3).

Goes in: a case's id, what an officer finds. Comes out: pages. Never: the decision before the look; a case shown to
one of its officers.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.casework.look import OUTCOMES
from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import ReasonMissing
from gotravel.domain.ids import CaseId
from gotravel.domain.written_reason import SHORTEST_REASON
from gotravel.flow import second_look
from gotravel.flow.purposes import CASEWORK
from gotravel.web.cases import IDENTIFIERS, OUTCOME_WORDS, REASONS, Typed, beside, entered
from gotravel.web.evidence import LABELS
from gotravel.web.form import see
from gotravel.web.render import page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    rows = second_look.waiting(desk.parts, desk.officer)
    return page("looks.html", **request.state.common, rows=rows, chosen=None)


def one(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, Typed(), "")


def look(request: Request, desk: Desk, form: FormData) -> Response:
    outcome, main, typed = entered(form)
    case = CaseId(request.path_params["case"])
    try:
        second_look.look(desk.parts, desk.officer, case, outcome, main, typed.text, typed.checklist)
    except ReasonMissing as missing:
        return _page(request, desk, typed, str(missing))
    return see("/looks")


def _page(request: Request, desk: Desk, typed: Typed, problem: str) -> Response:
    case_id = CaseId(request.path_params["case"])
    rows = second_look.waiting(desk.parts, desk.officer)
    with desk.parts.store.begin(desk.officer.actor, Permission.DECIDE_SECOND, CASEWORK, case=case_id) as work:
        case = second_look.mine(work, desk.officer, case_id)
        traveller, flight, _ = work.travel.whole(case.traveller)
        hits = work.cases.hits_with_entries(case_id)
        around = beside(work, case_id, traveller.id, [hit for hit, _, _ in hits])
        work.commit(AuditEvent("case:read", (case_id, traveller.id, *(hit.id for hit, _, _ in hits))))
    return page(
        "looks.html",
        422 if problem else 200,
        **request.state.common,
        rows=rows,
        chosen=case,
        traveller=traveller,
        flight=flight,
        hits=hits,
        beside=around.without_decisions(),
        typed=typed,
        problem=problem,
        shortest=SHORTEST_REASON,
        LABELS=LABELS,
        IDENTIFIERS=IDENTIFIERS,
        outcomes=[(outcome, OUTCOME_WORDS[outcome.value]) for outcome in OUTCOMES],
        reasons=REASONS,
    )
