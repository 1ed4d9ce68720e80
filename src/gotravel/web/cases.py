"""Triage: the queue, one case side by side, deciding, referring.

Goes in: a case's id, what an officer found. Comes out: pages and files. Never: the first decision shown to the second
officer before the second has decided (REV3); a decision by a machine.
"""

from __future__ import annotations

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.casework.states import MAY_BE_REFERRED, STAGE
from gotravel.domain.actor import Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import CaseState, MainReason, Outcome
from gotravel.domain.errors import InvalidInput, NotFound, ReasonMissing, Refused
from gotravel.domain.hit import Hit
from gotravel.domain.ids import CaseId, ReferralId, TravellerId
from gotravel.domain.permissions import may
from gotravel.domain.written_reason import SHORTEST_REASON
from gotravel.flow import disseminate, review
from gotravel.flow.purposes import CASEWORK
from gotravel.store.around import Companion, Record, ToldApart
from gotravel.store.desk_reading import TriageRow
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.web.board import WAITING
from gotravel.web.evidence import LABELS
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

VIEWS: dict[str, list[str]] = {
    "all": WAITING,
    "second": ["second-review", "supervisor"],
    "confirmed": ["confirmed", "referred"],
    "cleared": ["cleared", "recalled"],
}
OUTCOMES = (
    (Outcome.SAME_PERSON, "Same person", "Nobody outside is told until a second person agrees."),
    (Outcome.DIFFERENT_PERSON, "Different person", "The pair is not raised again until either record changes."),
    (Outcome.CANNOT_TELL, "Cannot tell, ask for more", "The case waits; say what is missing."),
    (Outcome.TO_SUPERVISOR, "Hand to supervisor", "A supervisor decides instead."),
)
OUTCOME_WORDS = {outcome.value: label for outcome, label, _ in OUTCOMES}
REASONS = (
    (MainReason.DETAILS_AGREE, "Name and other details agree"),
    (MainReason.DOCUMENT_AGREES, "The document agrees"),
    (MainReason.DETAILS_DIFFER, "Details differ"),
    (MainReason.NAMESAKE, "A namesake: only the name agrees"),
    (MainReason.TOO_LITTLE, "Too little to compare"),
    (MainReason.OTHER, "Other"),
)


def queue(request: Request, desk: Desk, form: FormData) -> Response:
    rows, view = _rows(request, desk)
    return page("triage.html", **request.state.common, rows=rows, view=view, chosen=None)


def _rows(request: Request, desk: Desk) -> tuple[list[TriageRow], str]:
    view = request.query_params.get("view", "all")
    view = view if view in (*VIEWS, "mine", "free") else "all"
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
        rows = work.desk.triage(VIEWS.get(view, WAITING))
        work.commit(AuditEvent("case:listed", tuple(row.id for row in rows), {"cases": len(rows), "view": view}))
    owner = {"mine": desk.officer.id, "free": None}
    return [row for row in rows if view not in owner or row.owner == owner[view]], view


class Beside(msgspec.Struct, frozen=True):
    """What an officer should know before deciding, beside the comparison."""

    company: list[Companion]
    told_apart: list[ToldApart]
    record: Record


class Typed(msgspec.Struct, frozen=True):
    """What an officer had entered when the decision was refused: kept, so that nobody writes it twice."""

    outcome: str = ""
    main_reason: str = ""
    text: str = ""


def _beside(work: UnitOfWork, case_id: CaseId, traveller: TravellerId, hits: list[Hit]) -> Beside:
    likelihood = max((hit.assessment.likelihood for hit in hits), default=0.0)
    return Beside(work.around.company(traveller), work.around.told_apart(case_id), work.around.record(likelihood))


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _case_page(request, desk, Typed(), None)


def _case_page(request: Request, desk: Desk, typed: Typed, problem: Refused | None) -> Response:
    case_id = CaseId(request.path_params["case"])
    rows, view = _rows(request, desk)
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK, case=case_id) as work:
        case = work.cases.one(case_id)
        if case is None:
            raise NotFound
        traveller, flight, booking = work.travel.whole(case.traveller)
        hits = work.cases.hits_with_entries(case_id)
        referrals = work.cases.referrals_of(case_id)
        beside = _beside(work, case_id, traveller.id, [hit for hit, _, _ in hits])
        names = {officer.id: officer.shown_name for officer in work.officers.all()}
        work.commit(AuditEvent("case:read", (case_id, traveller.id, *(hit.id for hit, _, _ in hits))))
    stage = STAGE.get(case.state)
    mine = any(d.officer == desk.officer.id for d in case.decisions)
    return page(
        "triage.html",
        422 if problem else 200,
        **request.state.common,
        rows=rows,
        view=view,
        chosen=case,
        beside=beside,
        typed=typed,
        problem=str(problem or ""),
        shortest=SHORTEST_REASON,
        mine=mine,
        LABELS=LABELS,
        OUTCOME_WORDS=OUTCOME_WORDS,
        traveller=traveller,
        flight=flight,
        booking=booking,
        hits=hits,
        referrals=referrals,
        names=names,
        stage=stage,
        blind=case.state is CaseState.SECOND_REVIEW and not mine,
        may_decide=_may_decide(desk, stage, mine),
        may_refer=case.state in MAY_BE_REFERRED,
        outcomes=OUTCOMES if stage != "supervisor" else OUTCOMES[:3],
        reasons=REASONS,
        authorities=desk.parts.profile.authorities,
        legal_refs=desk.parts.profile.legal_refs,
    )


def _may_decide(desk: Desk, stage: str | None, mine: bool) -> bool:
    if stage is None or not may(desk.officer.actor, Permission.DECIDE):
        return False
    return stage == "first" or (not mine and (stage != "supervisor" or Role.SUPERVISOR in desk.officer.roles))


def take(request: Request, desk: Desk, form: FormData) -> Response:
    case_id = CaseId(request.path_params["case"])
    review.take(desk.parts, desk.officer, case_id)
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def decide(request: Request, desk: Desk, form: FormData) -> Response:
    case_id = CaseId(request.path_params["case"])
    try:
        outcome, main = Outcome(str(form.get("outcome", ""))), MainReason(str(form.get("main_reason", "")))
    except ValueError as fault:
        raise InvalidInput("Choose an outcome and a main reason.") from fault
    text = str(form.get("text", ""))[:4000]
    try:
        review.decide(desk.parts, desk.officer, case_id, outcome, main, text)
    except ReasonMissing as missing:
        return _case_page(request, desk, Typed(outcome.value, main.value, text), missing)
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def refer(request: Request, desk: Desk, form: FormData) -> Response:
    case_id = CaseId(request.path_params["case"])
    disseminate.refer(desk.parts, desk.officer, case_id, str(form.get("authority", "")))
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def package(request: Request, desk: Desk, form: FormData) -> Response:
    kind = {"json": "application/json", "pdf": "application/pdf"}.get(request.path_params["form"])
    if kind is None:
        raise NotFound
    made = ReferralId(request.path_params["referral"])
    body = disseminate.package(desk.parts, desk.officer, made, request.path_params["form"])
    name = f"referral-{made}.{request.path_params['form']}"
    return Response(body, 200, {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}, kind)
