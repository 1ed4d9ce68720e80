"""Redress: cases in the oversight room, and what waits for a list's manager; notices after use.

Goes in: complaints, proposals, agreements. Comes out: pages, letters. Never: a second step by the first person.
"""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.errors import InvalidInput
from gotravel.domain.permissions import may
from gotravel.domain.redress import RedressCase, Remedy
from gotravel.flow import redress, use_notices
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

REMEDIES: dict[Remedy, str] = {
    Remedy.TOKEN: "Not the listed person: a redress token for this entry",
    Remedy.CORRECT: "The entry is wrong: to be corrected at its owner's",
    Remedy.DELIST: "The entry should not stand: recommend delisting",
    Remedy.REJECT: "The complaint is not founded",
}


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, redress.everything(desk.parts, desk.officer), for_lists=False)


def for_lists(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk, redress.for_lists(desk.parts, desk.officer), for_lists=True)


def _page(request: Request, desk: Desk, rows: list[RedressCase], *, for_lists: bool) -> Response:
    return page(
        "redress.html",
        **request.state.common,
        rows=rows,
        for_lists=for_lists,
        REMEDIES=REMEDIES,
        profile=desk.parts.profile,
        proposes=may(desk.officer.actor, Permission.ANSWER_PERSON),
        registers=may(desk.officer.actor, Permission.KEEP_REGISTER),
        hears_appeals=may(desk.officer.actor, Permission.DECIDE_APPEAL),
    )


def open_case(request: Request, desk: Desk, form: FormData) -> Response:
    try:
        hit = UUID(str(form.get("hit", "")))
    except ValueError as fault:
        raise InvalidInput("Choose the match that the person complains of.") from fault
    complaint = str(form.get("complaint", ""))[:4000]
    redress.open_case(desk.parts, desk.officer, request.path_params["request"], hit, complaint)
    return RedirectResponse("/redress", 303, HEADERS)


def propose(request: Request, desk: Desk, form: FormData) -> Response:
    try:
        remedy = Remedy(str(form.get("remedy", "")))
    except ValueError as fault:
        raise InvalidInput("Choose a remedy.") from fault
    reason = str(form.get("reason", ""))[:4000]
    redress.propose(desk.parts, desk.officer, request.path_params["redress"], remedy, reason)
    return RedirectResponse("/redress", 303, HEADERS)


def agree(request: Request, desk: Desk, form: FormData) -> Response:
    redress.confirm(desk.parts, desk.officer, request.path_params["redress"])
    return RedirectResponse("/corrections", 303, HEADERS)


def hand_back(request: Request, desk: Desk, form: FormData) -> Response:
    told = str(form.get("told", ""))[:4000]
    redress.hand_back(desk.parts, desk.officer, request.path_params["redress"], told)
    return RedirectResponse("/corrections", 303, HEADERS)


def appeal(request: Request, desk: Desk, form: FormData) -> Response:
    redress.appeal(desk.parts, desk.officer, request.path_params["redress"])
    return RedirectResponse("/redress", 303, HEADERS)


def decide_appeal(request: Request, desk: Desk, form: FormData) -> Response:
    outcome = str(form.get("outcome", ""))[:4000]
    redress.decide_appeal(desk.parts, desk.officer, request.path_params["redress"], outcome)
    return RedirectResponse("/redress", 303, HEADERS)


# Notices after use ---------------------------------------------------------------------------------------------------
def notices(request: Request, desk: Desk, form: FormData) -> Response:
    rows = use_notices.register(desk.parts, desk.officer)
    answers = may(desk.officer.actor, Permission.ANSWER_PERSON)
    return page("use_notices.html", **request.state.common, rows=rows, answers=answers)


def answer_deferral(request: Request, desk: Desk, form: FormData) -> Response:
    allow = str(form.get("answer", "")) == "approve"
    use_notices.answer_deferral(desk.parts, desk.officer, request.path_params["notice"], allow)
    return RedirectResponse("/use-notices", 303, HEADERS)


def letter(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["notice"]
    body = use_notices.letter(desk.parts, desk.officer, number)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="notice-{number}.txt"'}
    return Response(body, 200, headers, "text/plain; charset=utf-8")


def sent(request: Request, desk: Desk, form: FormData) -> Response:
    use_notices.sent(desk.parts, desk.officer, request.path_params["notice"])
    return RedirectResponse("/use-notices", 303, HEADERS)
