"""Redress: cases in the oversight room, and what waits for a list's manager; notices after use.

Goes in: complaints, proposals, agreements. Comes out: pages, letters. Never: a second step by the first person.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.permissions import may
from gotravel.domain.redress import NoticeState, RedressCase, RedressState, Remedy
from gotravel.flow import court_pack, redress, use_notices
from gotravel.web.form import choice, reason, record, see, text
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

STATES: dict[RedressState, tuple[str, str]] = {
    RedressState.OPENED: ("look", "To examine"),
    RedressState.PROPOSED: ("review", "Waits for a second person"),
    RedressState.UPHELD: ("done", "Complaint upheld"),
    RedressState.REJECTED: ("done", "Complaint rejected"),
    RedressState.APPEALED: ("review", "On appeal"),
    RedressState.CLOSED: ("done", "Closed"),
}
RUNNING = frozenset({RedressState.OPENED, RedressState.PROPOSED, RedressState.APPEALED})
NOTICE_STATES: dict[NoticeState, tuple[str, str]] = {
    NoticeState.DUE: ("review", "To be told"),
    NoticeState.ASKED: ("look", "A deferral is asked for"),
    NoticeState.DEFERRED: ("plain", "Deferred"),
    NoticeState.SENT: ("done", "Told"),
    NoticeState.LAPSED: ("plain", "The record was gone before"),
}
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
        STATES=STATES,
        RUNNING=RUNNING,
        profile=desk.parts.profile,
        proposes=may(desk.officer.actor, Permission.ANSWER_PERSON),
        registers=may(desk.officer.actor, Permission.KEEP_REGISTER),
        recommends=may(desk.officer.actor, Permission.RECOMMEND),
        hears_appeals=may(desk.officer.actor, Permission.DECIDE_APPEAL),
    )


def pack(request: Request, desk: Desk, form: FormData) -> Response:
    number, body = court_pack.made(desk.parts, desk.officer, request.path_params["redress"])
    headers = {**HEADERS, "content-disposition": f'attachment; filename="{number}.txt"'}
    return Response(body, 200, headers, "text/plain; charset=utf-8")


def recommend(request: Request, desk: Desk, form: FormData) -> Response:
    redress.recommend(desk.parts, desk.officer, request.path_params["redress"], reason(form))
    return see("/redress")


def reply(request: Request, desk: Desk, form: FormData) -> Response:
    redress.reply(desk.parts, desk.officer, request.path_params["redress"], reason(form, "told"))
    return see("/corrections")


def open_case(request: Request, desk: Desk, form: FormData) -> Response:
    hit = record(text(form, "hit"))
    redress.open_case(desk.parts, desk.officer, request.path_params["request"], hit, reason(form, "complaint"))
    return see("/redress")


def propose(request: Request, desk: Desk, form: FormData) -> Response:
    remedy = choice(form, "remedy", Remedy, "Choose a remedy.")
    redress.propose(desk.parts, desk.officer, request.path_params["redress"], remedy, reason(form))
    return see("/redress")


def agree(request: Request, desk: Desk, form: FormData) -> Response:
    redress.confirm(desk.parts, desk.officer, request.path_params["redress"])
    return see("/corrections")


def hand_back(request: Request, desk: Desk, form: FormData) -> Response:
    redress.hand_back(desk.parts, desk.officer, request.path_params["redress"], reason(form, "told"))
    return see("/corrections")


def appeal(request: Request, desk: Desk, form: FormData) -> Response:
    redress.appeal(desk.parts, desk.officer, request.path_params["redress"])
    return see("/redress")


def decide_appeal(request: Request, desk: Desk, form: FormData) -> Response:
    redress.decide_appeal(desk.parts, desk.officer, request.path_params["redress"], reason(form, "outcome"))
    return see("/redress")


# Notices after use ---------------------------------------------------------------------------------------------------
def notices(request: Request, desk: Desk, form: FormData) -> Response:
    rows = use_notices.register(desk.parts, desk.officer)
    answers = may(desk.officer.actor, Permission.ANSWER_PERSON)
    authorities = {one.id: one.name for one in desk.parts.profile.authorities}
    shown = request.state.common | {"rows": rows, "answers": answers, "authorities": authorities}
    return page("use_notices.html", **shown, STATES=NOTICE_STATES)


def answer_deferral(request: Request, desk: Desk, form: FormData) -> Response:
    allow = text(form, "answer") == "approve"
    use_notices.answer_deferral(desk.parts, desk.officer, request.path_params["notice"], allow)
    return see("/use-notices")


def letter(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["notice"]
    body = use_notices.letter(desk.parts, desk.officer, number)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="notice-{number}.txt"'}
    return Response(body, 200, headers, "text/plain; charset=utf-8")


def sent(request: Request, desk: Desk, form: FormData) -> Response:
    use_notices.sent(desk.parts, desk.officer, request.path_params["notice"])
    return see("/use-notices")
