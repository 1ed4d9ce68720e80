"""Requests of authorities: the form, the records, the answer; and the independent body's own page.

Goes in: what an authority asks, what the independent body says. Comes out: pages, packages. Never: a name in an address; a search
before the word of the independent body, but where a life hangs on it.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.disclosure import Asked, DisclosureState, Element, Sought
from gotravel.domain.permissions import may
from gotravel.flow import disclose
from gotravel.law.disclosure import MOST_SUBJECTS
from gotravel.web.form import day, reason, see, text, ticked
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

STATES: dict[DisclosureState, tuple[str, str]] = {
    DisclosureState.RECEIVED: ("review", "Waits for the independent body"),
    DisclosureState.APPROVED: ("look", "Approved, to answer"),
    DisclosureState.REFUSED: ("refused", "Refused"),
    DisclosureState.ANSWERED: ("done", "Answered"),
    DisclosureState.ANSWERED_URGENTLY: ("alarm", "Answered, to be reviewed"),
    DisclosureState.CONFIRMED: ("done", "Answered, confirmed"),
    DisclosureState.RECALLED: ("alarm", "Recalled, to be deleted there"),
}
ELEMENTS: dict[Element, str] = {
    Element.NAME: "Name as sent",
    Element.BIRTH_DATE: "Date of birth",
    Element.NATIONALITY: "Nationality",
    Element.DOCUMENT: "Travel document",
    Element.JOURNEYS: "Journeys in the period",
    Element.BOOKING: "Booking reference",
    Element.SEAT: "Seat",
    Element.BAGS: "Bags",
    Element.CONTACT: "Contact details",
}


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, None)


def one(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, disclose.look(desk.parts, desk.officer, request.path_params["request"]))


def _page(request: Request, desk: Desk, shown: disclose.Shown | None) -> Response:
    return page(
        "requests.html",
        **request.state.common,
        rows=disclose.everything(desk.parts, desk.officer),
        shown=shown,
        STATES=STATES,
        ELEMENTS=ELEMENTS,
        handles=may(desk.officer.actor, Permission.DISSEMINATE),
        profile=desk.parts.profile,
        names=_names(desk),
        most=MOST_SUBJECTS,
    )


def _names(desk: Desk) -> dict[str, str]:
    """Authorities, offences and purposes in the words of the law in force, by their codes."""
    law = desk.parts.profile
    words = {one.id: one.name for one in law.authorities} | {one.code: one.text for one in law.offences}
    return words | {one.code: one.text for one in law.purposes}


def receive(request: Request, desk: Desk, form: FormData) -> Response:
    made = disclose.receive(desk.parts, desk.officer, _asked(form))
    return see(f"/requests/{made.id}")


def _asked(form: FormData) -> Asked:
    start, end = (day(form, name, "Give both days of the period.") for name in ("period_from", "period_to"))
    elements = tuple(element for element in ELEMENTS if element.value in form.getlist("element"))
    names = zip(*(form.getlist(name) for name in ("family", "given", "born", "document")), strict=False)
    people = tuple(
        Sought(
            *(str(f)[:100].strip() for f in (family, given)), *(str(f)[:40].strip() or None for f in (born, document))
        )
        for family, given, born, document in list(names)[:20]
        if any(str(f).strip() for f in (family, given, born, document))
    )
    return Asked(
        authority=text(form, "authority"),
        case_ref=text(form, "case_ref"),
        offence=text(form, "offence"),
        purpose=text(form, "purpose"),
        facts=reason(form, "facts"),
        air_link=reason(form, "air_link"),
        elements=elements,
        subjects=people,
        period_from=start,
        period_to=end,
        urgent=text(form, "urgent", 2000) or None,
    )


def answer(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    disclose.answer(desk.parts, desk.officer, number, ticked(form, "Tick the records to give."))
    return see(f"/requests/{number}")


def package(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["request"]
    body = disclose.package(desk.parts, desk.officer, number)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="answer-{number}.json"'}
    return Response(body, 200, headers, "application/json")


def waiting(request: Request, desk: Desk, form: FormData) -> Response:
    rows = disclose.waiting(desk.parts, desk.officer)
    names = {one.id: one.name for one in desk.parts.profile.authorities}
    offences = {one.code: one for one in desk.parts.profile.offences}
    common = request.state.common | {"rows": rows, "names": names, "offences": offences}
    return page("disclosure_approvals.html", **common, ELEMENTS=ELEMENTS)


def decide(request: Request, desk: Desk, form: FormData) -> Response:
    allow = text(form, "word") == "approve"
    serious = text(form, "serious") == "yes"
    disclose.decide(desk.parts, desk.officer, request.path_params["request"], allow, reason(form), serious=serious)
    return see("/disclosure-approvals")
