"""Triage: the queue, one case side by side, deciding, referring.

Goes in: a case's id, what an officer found. Comes out: pages and files. Never: the first decision shown to the second
officer before the second has decided (REV3); a decision by a machine.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.casework.states import MAY_BE_REFERRED, STAGE
from gotravel.domain.actor import Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import CaseState, Checklist, Feedback, Identifier, MainReason, Outcome
from gotravel.domain.errors import InvalidInput, NotFound, ReasonMissing, Refused
from gotravel.domain.hit import Hit
from gotravel.domain.ids import CaseId, ReferralId, TravellerId
from gotravel.domain.permissions import may
from gotravel.domain.written_reason import SHORTEST_REASON
from gotravel.flow import chance_finding, disseminate, review, use_notices
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


IDENTIFIERS: dict[Identifier, str] = {
    Identifier.FAMILY_NAME: "Family name",
    Identifier.GIVEN_NAMES: "Given names",
    Identifier.BIRTH_DATE: "Date of birth",
    Identifier.BIRTH_PLACE: "Place of birth",
    Identifier.SEX: "Sex",
    Identifier.NATIONALITY: "Nationality",
    Identifier.DOCUMENT: "Document number",
    Identifier.PHOTOGRAPH: "Photograph",
}
FEEDBACK: dict[Feedback, str] = {
    Feedback.ARREST: "Arrested",
    Feedback.REFUSAL: "Refused entry",
    Feedback.SEIZURE: "Something was seized",
    Feedback.OTHER_MEASURE: "Another measure",
    Feedback.NONE: "No measure was taken",
    Feedback.ANOTHER_PERSON: "It was another person",
}


def queue(request: Request, desk: Desk, form: FormData) -> Response:
    rows, view = _rows(request, desk)
    return page("triage.html", **request.state.common, rows=rows, view=view, chosen=None)


def _rows(request: Request, desk: Desk) -> tuple[list[TriageRow], str]:
    view = request.query_params.get("view", "all")
    view = view if view in (*VIEWS, "mine", "free") else "all"
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
        rows = work.desk.triage(VIEWS.get(view, WAITING))
        work.commit(AuditEvent("case:listed", tuple(row.id for row in rows), {"cases": len(rows), "view": view}))
    rows = [row for row in rows if row.state != CaseState.CLEARED.value or reviews(desk)]
    owner = {"mine": desk.officer.id, "free": None}
    return [row for row in rows if view not in owner or row.owner == owner[view]], view


def reviews(desk: Desk) -> bool:
    """Rejected matches are for reviewers and those who oversee them; for nobody else (REV5)."""
    return may(desk.officer.actor, Permission.DECIDE) or may(desk.officer.actor, Permission.OVERSEE)


class Beside(msgspec.Struct, frozen=True):
    """What an officer should know before deciding, beside the comparison."""

    company: list[Companion]
    told_apart: list[ToldApart]
    record: Record

    def without_decisions(self) -> Beside:
        return msgspec.structs.replace(self, told_apart=[])


class Typed(msgspec.Struct, frozen=True):
    """What an officer had entered when the decision was refused: kept, so that nobody writes it twice."""

    outcome: str = ""
    main_reason: str = ""
    text: str = ""
    identifiers: tuple[Identifier, ...] = ()
    weighed: str = ""

    @property
    def checklist(self) -> Checklist:
        return Checklist(self.identifiers, self.weighed.strip())


def entered(form: FormData) -> tuple[Outcome, MainReason, Typed]:
    """What the form of a decision, or of a second look, says."""
    try:
        outcome, main = Outcome(str(form.get("outcome", ""))), MainReason(str(form.get("main_reason", "")))
    except ValueError as fault:
        raise InvalidInput("Choose an outcome and a main reason.") from fault
    text, weighed = str(form.get("text", ""))[:4000], str(form.get("weighed", ""))[:2000]
    ticked = tuple(one for one in IDENTIFIERS if one.value in form.getlist("identifier"))
    return outcome, main, Typed(outcome.value, main.value, text, ticked, weighed)


def beside(work: UnitOfWork, case_id: CaseId, traveller: TravellerId, hits: list[Hit]) -> Beside:
    likelihood = max((hit.assessment.likelihood for hit in hits), default=0.0)
    return Beside(work.around.company(traveller), work.around.told_apart(case_id), work.around.record(likelihood))


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _case_page(request, desk, Typed(), None)


def _case_page(request: Request, desk: Desk, typed: Typed, problem: Refused | None) -> Response:
    case_id = CaseId(request.path_params["case"])
    rows, view = _rows(request, desk)
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK, case=case_id) as work:
        case = work.cases.one(case_id)
        if case is None or (case.state is CaseState.CLEARED and not reviews(desk)):
            raise NotFound
        traveller, flight, booking = work.travel.whole(case.traveller)
        hits = work.cases.hits_with_entries(case_id)
        referrals = work.cases.referrals_of(case_id)
        feedback = work.cases.feedback_of([one.id for one in referrals])
        around = beside(work, case_id, traveller.id, [hit for hit, _, _ in hits])
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
        beside=around,
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
        feedback=feedback,
        IDENTIFIERS=IDENTIFIERS,
        FEEDBACK=FEEDBACK,
        decides=may(desk.officer.actor, Permission.DECIDE),
        may_disseminate=may(desk.officer.actor, Permission.DISSEMINATE),
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
    outcome, main, typed = entered(form)
    try:
        review.decide(desk.parts, desk.officer, case_id, outcome, main, typed.text, typed.checklist)
    except ReasonMissing as missing:
        return _case_page(request, desk, typed, missing)
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def refer(request: Request, desk: Desk, form: FormData) -> Response:
    case_id = CaseId(request.path_params["case"])
    disseminate.refer(desk.parts, desk.officer, case_id, str(form.get("authority", "")))
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def chance(request: Request, desk: Desk, form: FormData) -> Response:
    case_id = CaseId(request.path_params["case"])
    chance_finding.record(desk.parts, desk.officer, case_id, str(form.get("told", ""))[:8000])
    return RedirectResponse(f"/triage/{case_id}", 303, HEADERS)


def feedback(request: Request, desk: Desk, form: FormData) -> Response:
    referral = ReferralId(request.path_params["referral"])
    try:
        outcome = Feedback(str(form.get("outcome", "")))
    except ValueError as fault:
        raise InvalidInput("Choose what the recipient found.") from fault
    disseminate.record_feedback(desk.parts, desk.officer, referral, outcome, str(form.get("told", ""))[:500])
    return RedirectResponse("/triage?view=confirmed", 303, HEADERS)


def defer(request: Request, desk: Desk, form: FormData) -> Response:
    """Telling the person is put off; the data-protection officer decides (RGT5)."""
    try:
        until = datetime.fromisoformat(str(form.get("until", ""))[:10]).replace(tzinfo=UTC)
    except ValueError as fault:
        raise InvalidInput("Give the last day of the deferral.") from fault
    why = str(form.get("reason", ""))[:1000]
    use_notices.ask_deferral(desk.parts, desk.officer, request.path_params["referral"], why, until)
    return RedirectResponse("/triage?view=confirmed", 303, HEADERS)


def package(request: Request, desk: Desk, form: FormData) -> Response:
    kind = {"json": "application/json", "pdf": "application/pdf"}.get(request.path_params["form"])
    if kind is None:
        raise NotFound
    made = ReferralId(request.path_params["referral"])
    body = disseminate.package(desk.parts, desk.officer, made, request.path_params["form"])
    name = f"referral-{made}.{request.path_params['form']}"
    return Response(body, 200, {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}, kind)
