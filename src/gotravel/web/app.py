"""The desk as an application: routes from the page table, one wrapper around every page.

Goes in: WebParts. Comes out: a Starlette application. Never: a page without a session, a permission and, for a form, the
session's own token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from gotravel.domain.actor import Permission
from gotravel.domain.errors import InvalidInput, NotPermitted, Refused
from gotravel.domain.permissions import may
from gotravel.flow.parts import Parts
from gotravel.web import (
    audit,
    board,
    carriers,
    cases,
    command,
    deletions,
    disclosures,
    dossier,
    entry_form,
    handover,
    holds,
    law,
    list_changes,
    lists,
    looks,
    oversight,
    published,
    redress,
    registers,
    remembered,
    sign_in,
    subject_requests,
    travel,
    unmasking,
)
from gotravel.web.access import roles_with
from gotravel.web.errors import status_of
from gotravel.web.limits import limited
from gotravel.web.page import first_page, menu_of, way_back
from gotravel.web.render import HEADERS, STATIC, page
from gotravel.web.session import Desk, close, desk_of, right_csrf, same_origin
from gotravel.web.theme import choose_theme, theme_of

Handler = Callable[[Request, Desk, FormData], Response]


class _Kept(StaticFiles):
    """Styles, script and fonts hold no data and are addressed by their digest: browsers may keep them."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        answer = super().file_response(*given, **named)
        answer.headers["cache-control"] = "public, max-age=86400"
        return answer


class WebParts(msgspec.Struct, frozen=True):
    parts: Parts
    training: bool


P = Permission
ROUTES: tuple[tuple[str, str, P, Handler], ...] = (
    ("GET", "/board", P.READ_BOARD, board.show),
    ("GET", "/triage", P.READ_CASE, cases.queue),
    ("GET", "/triage/{case:uuid}", P.READ_CASE, cases.show),
    ("POST", "/triage/{case:uuid}/take", P.DECIDE, cases.take),
    ("POST", "/triage/{case:uuid}/decide", P.DECIDE, cases.decide),
    ("POST", "/triage/{case:uuid}/refer", P.DISSEMINATE, cases.refer),
    ("POST", "/triage/{case:uuid}/chance-finding", P.DECIDE, cases.chance),
    ("GET", "/looks", P.DECIDE_SECOND, looks.show),
    ("GET", "/looks/{case:uuid}", P.DECIDE_SECOND, looks.one),
    ("POST", "/looks/{case:uuid}", P.DECIDE_SECOND, looks.look),
    ("GET", "/handover", P.READ_CASE, handover.show),
    ("POST", "/handover/note", P.DECIDE, handover.note),
    ("POST", "/handover/{case:uuid}/take", P.DECIDE, handover.take),
    ("POST", "/handover/{case:uuid}/give-back", P.DECIDE, handover.give_back),
    ("GET", "/referrals/{referral:uuid}/{form}", P.DISSEMINATE, cases.package),
    ("POST", "/referrals/{referral:uuid}/feedback", P.DISSEMINATE, cases.feedback),
    ("POST", "/referrals/{referral:uuid}/defer", P.DISSEMINATE, cases.defer),
    ("GET", "/flights/{leg:uuid}", P.READ_TRAVELLER, travel.flight),
    ("GET", "/travellers/{traveller:uuid}", P.READ_TRAVELLER, dossier.show),
    ("POST", "/travellers/{traveller:uuid}/reveal", P.READ_TRAVELLER, dossier.reveal),
    ("GET", "/search", P.SEARCH, travel.search_form),
    ("POST", "/search", P.SEARCH, travel.search),
    ("GET", "/watchlists", P.READ_WATCHLIST, lists.show),
    ("GET", "/carriers", P.READ_CARRIER, carriers.show),
    ("POST", "/carriers/test", P.READ_CARRIER, carriers.test_a_file),
    ("GET", "/carriers/{carrier}/ledger", P.READ_CARRIER, carriers.ledger),
    ("GET", "/carriers/{carrier}/ledger.csv", P.READ_CARRIER, carriers.ledger_file),
    ("GET", "/transmissions/{transmission:uuid}", P.READ_CARRIER, carriers.transmission),
    ("GET", "/transmissions/{transmission:uuid}/report", P.READ_CARRIER, carriers.as_file),
    ("GET", "/watchlists/{list:uuid}", P.READ_WATCHLIST, lists.show),
    ("GET", "/watchlists/{list:uuid}/{entry:uuid}", P.READ_WATCHLIST, lists.show),
    ("GET", "/watchlists/{list:uuid}/new", P.CHANGE_WATCHLIST, entry_form.new),
    ("POST", "/watchlists/{list:uuid}/new", P.CHANGE_WATCHLIST, entry_form.propose),
    ("GET", "/watchlists/{list:uuid}/{entry:uuid}/edit", P.CHANGE_WATCHLIST, entry_form.edit),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/edit", P.CHANGE_WATCHLIST, entry_form.propose),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/end", P.CHANGE_WATCHLIST, entry_form.end),
    ("POST", "/watchlists/{list:uuid}/import", P.CHANGE_WATCHLIST, lists.import_file),
    ("POST", "/watchlists/{list:uuid}/threshold", P.CHANGE_WATCHLIST, lists.threshold),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/stop", P.CHANGE_WATCHLIST, lists.stop),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/resume", P.CHANGE_WATCHLIST, lists.resume),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/check", P.APPROVE_WATCHLIST, lists.check),
    ("POST", "/watchlists/{list:uuid}/{entry:uuid}/confirm-source", P.APPROVE_WATCHLIST, lists.confirm_source),
    ("GET", "/watchlists/changes/{change:uuid}", P.READ_WATCHLIST, list_changes.show),
    ("POST", "/watchlists/changes/{change:uuid}/apply", P.CHANGE_WATCHLIST, list_changes.apply),
    ("POST", "/watchlists/changes/{change:uuid}/confirm", P.APPROVE_WATCHLIST, list_changes.confirm),
    ("POST", "/watchlists/changes/{change:uuid}/refuse", P.READ_WATCHLIST, list_changes.refuse),
    ("GET", "/watchlists/remembered", P.READ_CASE, remembered.show),
    ("POST", "/watchlists/remembered/{entry:uuid}/forget", P.DECIDE_SECOND, remembered.forget),
    ("POST", "/watchlists/tokens", P.DECIDE, remembered.ask),
    ("POST", "/watchlists/tokens/{token:uuid}/grant", P.DECIDE_SECOND, remembered.grant),
    ("POST", "/watchlists/tokens/{token:uuid}/end", P.DECIDE, remembered.end),
    ("GET", "/watchlists/recalls", P.DISSEMINATE, remembered.recalls),
    ("GET", "/watchlists/recalls/{notice:uuid}", P.DISSEMINATE, remembered.recall_notice),
    ("POST", "/watchlists/recalls/{notice:uuid}/told", P.DISSEMINATE, remembered.told_authority),
    ("GET", "/sealed/{traveller:uuid}", P.READ_TRAVELLER, unmasking.sealed),
    ("GET", "/unmask", P.REQUEST_UNMASK, unmasking.mine),
    ("POST", "/unmask", P.REQUEST_UNMASK, unmasking.ask),
    ("GET", "/unmask/{request:uuid}", P.REQUEST_UNMASK, unmasking.show),
    ("POST", "/unmask/{request:uuid}/open", P.REQUEST_UNMASK, unmasking.look),
    ("POST", "/unmask/{request:uuid}/close", P.REQUEST_UNMASK, unmasking.close),
    ("GET", "/approvals", P.APPROVE_UNMASK, unmasking.waiting),
    ("GET", "/approvals/{request:uuid}/package", P.APPROVE_UNMASK, unmasking.package),
    ("POST", "/approvals/{request:uuid}/allow", P.APPROVE_UNMASK, unmasking.allow),
    ("POST", "/approvals/{request:uuid}/refuse", P.APPROVE_UNMASK, unmasking.refuse),
    ("GET", "/unmaskings", P.OVERSEE, unmasking.all_of_them),
    ("POST", "/unmaskings/{request:uuid}/review", P.HANDLE_RIGHTS, unmasking.review),
    ("GET", "/holds", P.DECIDE, holds.show),
    ("POST", "/holds", P.DECIDE, holds.hold),
    ("POST", "/holds/{hold:uuid}/review", P.DECIDE, holds.review),
    ("POST", "/holds/{hold:uuid}/end", P.DECIDE, holds.end),
    ("GET", "/law", P.READ_PROFILE, law.show),
    ("POST", "/law", P.CHANGE_PROFILE, law.propose),
    ("POST", "/law/key", P.READ_PROFILE, law.enrol),
    ("GET", "/law/{digest}", P.READ_PROFILE, law.text),
    ("POST", "/law/{digest}/approve", P.APPROVE_PROFILE, law.approve),
    ("POST", "/law/{digest}/refuse", P.APPROVE_PROFILE, law.refuse),
    ("GET", "/audit", P.READ_AUDIT, audit.show),
    ("GET", "/audit/export/{form}", P.READ_AUDIT, published.audit),
    ("GET", "/safeguards", P.READ_FIGURES, oversight.show),
    ("POST", "/suspensions", P.SUSPEND, oversight.suspend),
    ("POST", "/suspensions/{suspension:uuid}/lift", P.SUSPEND, oversight.lift),
    ("GET", "/statistics/{year:int}", P.READ_FIGURES, published.statistics),
    ("GET", "/compliance", P.READ_FIGURES, published.compliance),
    ("GET", "/deletions", P.OVERSEE, deletions.show),
    ("GET", "/deletions/{certificate:uuid}", P.OVERSEE, deletions.one),
    ("GET", "/deletions/{certificate:uuid}/file", P.OVERSEE, deletions.file),
    ("GET", "/staff", P.OVERSEE, oversight.staff),
    ("GET", "/officers", P.ADMINISTER, oversight.officers),
    ("POST", "/officers/{officer:uuid}/training", P.ADMINISTER, oversight.train),
    ("GET", "/rights", P.OVERSEE, subject_requests.show),
    ("POST", "/rights", P.KEEP_REGISTER, subject_requests.open_request),
    ("GET", "/rights/{request:uuid}", P.OVERSEE, subject_requests.one),
    ("GET", "/rights/{request:uuid}/answer", P.OVERSEE, subject_requests.answer),
    ("GET", "/rights/{request:uuid}/letter", P.OVERSEE, subject_requests.letter),
    ("POST", "/rights/{request:uuid}/identity", P.ANSWER_PERSON, subject_requests.identify),
    ("POST", "/rights/{request:uuid}/records", P.ANSWER_PERSON, subject_requests.choose),
    ("POST", "/rights/{request:uuid}/contest", P.ANSWER_PERSON, subject_requests.contest),
    ("POST", "/rights/{request:uuid}/release", P.ANSWER_PERSON, subject_requests.release),
    ("POST", "/rights/{request:uuid}/decide", P.ANSWER_PERSON, subject_requests.decide),
    ("POST", "/rights/{request:uuid}/redress", P.ANSWER_PERSON, redress.open_case),
    ("POST", "/recipients/{notice:uuid}", P.ANSWER_PERSON, subject_requests.recipient_told),
    ("GET", "/redress", P.READ_REDRESS, redress.show),
    ("GET", "/redress/{redress:uuid}/pack", P.READ_REDRESS, redress.pack),
    ("POST", "/redress/{redress:uuid}/recommend", P.RECOMMEND, redress.recommend),
    ("POST", "/redress/{redress:uuid}/propose", P.ANSWER_PERSON, redress.propose),
    ("POST", "/redress/{redress:uuid}/appeal", P.KEEP_REGISTER, redress.appeal),
    ("POST", "/redress/{redress:uuid}/appeal-outcome", P.DECIDE_APPEAL, redress.decide_appeal),
    ("GET", "/corrections", P.APPROVE_WATCHLIST, redress.for_lists),
    ("POST", "/corrections/{redress:uuid}/agree", P.APPROVE_WATCHLIST, redress.agree),
    ("POST", "/corrections/{redress:uuid}/done", P.APPROVE_WATCHLIST, redress.hand_back),
    ("POST", "/corrections/{redress:uuid}/reply", P.APPROVE_WATCHLIST, redress.reply),
    ("GET", "/use-notices", P.OVERSEE, redress.notices),
    ("GET", "/use-notices/{notice:uuid}/letter", P.OVERSEE, redress.letter),
    ("POST", "/use-notices/{notice:uuid}/deferral", P.ANSWER_PERSON, redress.answer_deferral),
    ("POST", "/use-notices/{notice:uuid}/sent", P.ANSWER_PERSON, redress.sent),
    ("GET", "/requests", P.READ_DISCLOSURE, disclosures.show),
    ("POST", "/requests", P.DISSEMINATE, disclosures.receive),
    ("GET", "/requests/{request:uuid}", P.READ_DISCLOSURE, disclosures.one),
    ("POST", "/requests/{request:uuid}/answer", P.DISSEMINATE, disclosures.answer),
    ("GET", "/requests/{request:uuid}/package", P.DISSEMINATE, disclosures.package),
    ("GET", "/disclosure-approvals", P.APPROVE_DISCLOSURE, disclosures.waiting),
    ("POST", "/disclosure-approvals/{request:uuid}", P.APPROVE_DISCLOSURE, disclosures.decide),
    ("GET", "/registers", P.OVERSEE, registers.show),
    ("POST", "/registers", P.KEEP_REGISTER, registers.enter),
    ("POST", "/registers/{entry:uuid}", P.KEEP_REGISTER, registers.step),
    ("GET", "/misuse", P.ANSWER_PERSON, registers.misuse),
    ("POST", "/misuse/{signal:uuid}", P.ANSWER_PERSON, registers.close_signal),
    ("POST", "/protected-names", P.ANSWER_PERSON, registers.protect),
)


def create_app(web: WebParts) -> ASGIApp:
    routes: list[Any] = [
        Route(path, _guarded(web, permission, handler), methods=[method])
        for method, path, permission, handler in ROUTES
    ]
    routes += [
        Route("/", _home(web)),
        Route("/me", _guarded(web, None, oversight.me)),
        Route("/sign-in", sign_in.form(web.parts, web.training), methods=["GET"]),
        Route("/sign-in", sign_in.submit(web.parts, web.training), methods=["POST"]),
        Route("/sign-out", _guarded(web, None, _sign_out), methods=["POST"]),
        Route("/theme", _guarded(web, None, choose_theme), methods=["POST"]),
        Route("/go", _guarded(web, None, command.go), methods=["POST"]),
        Route("/transparency", published.transparency(web.parts, web.training)),
        Route("/transparency/{year:int}.csv", published.transparency_csv(web.parts, web.training)),
        Route("/notice", published.notice(web.parts, web.training)),
        Mount("/static", _Kept(directory=STATIC)),
    ]
    return limited(Starlette(routes=routes, exception_handlers={404: _nothing_here(web)}))


def _guarded(web: WebParts, permission: Permission | None, handler: Handler) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        desk = await run_in_threadpool(_desk, request, web.parts)
        if desk is None:
            return RedirectResponse("/sign-in", 303, HEADERS)
        form = await request.form() if request.method == "POST" else FormData()
        try:
            return await run_in_threadpool(_answer, web, permission, handler, request, desk, form)
        finally:
            await form.close()  # an uploaded file does not outlive its request

    return endpoint


def _desk(request: Request, parts: Parts) -> Desk | None:
    """One page stands under one law, the one in force when it was asked for."""
    return desk_of(request, parts.today())


def _answer(
    web: WebParts, permission: Permission | None, handler: Handler, request: Request, desk: Desk, form: FormData
) -> Response:
    request.state.common = common(web, desk, request)
    try:
        if request.method == "POST" and not (same_origin(request) and right_csrf(desk, str(form.get("csrf", "")))):
            raise NotPermitted("This form did not come from your own page. Reload the page and try again.")
        if permission is not None and not may(desk.officer.actor, permission):
            raise NotPermitted
        if any("\0" in text for text in (*map(str, form.values()), *request.query_params.values())):
            raise InvalidInput("A text holds a character that no keyboard sends.")
        return handler(request, desk, form)
    except Refused as refusal:
        return _refused(request, desk, permission, form, refusal)


def _refused(request: Request, desk: Desk, permission: Permission | None, form: FormData, refusal: Refused) -> Response:
    """What was not done and why, who may do it, the way back to the form; sentences that were typed are kept to copy."""
    allowed = permission is None or may(desk.officer.actor, permission)
    typed = [text for name, text in form.multi_items() if name != "csrf" and isinstance(text, str)]
    shown = request.state.common | {"sentence": str(refusal), "back": way_back(request.url.path) if allowed else "/"}
    roles = [] if permission is None or allowed else roles_with(permission)
    kept = [text for text in typed if " " in text.strip()] if allowed else []
    return page("refused.html", status_of(refusal), **shown, roles=roles, kept=kept)


def common(web: WebParts, desk: Desk, request: Request) -> dict[str, Any]:
    """What every page's frame shows."""
    return {
        "officer": desk.officer,
        "menu": menu_of(desk.officer),
        "here": "/" + request.url.path.split("/")[1],
        "csrf": desk.csrf,
        "training": web.training,
        "waiting": desk.waiting,
        "may_do": frozenset(p for p in Permission if may(desk.officer.actor, p)),
        "theme": theme_of(request),
        "now": web.parts.clock(),
    }


def _home(web: WebParts) -> Callable[[Request], Any]:
    return _guarded(web, None, lambda request, desk, form: RedirectResponse(first_page(desk.officer), 303, HEADERS))


def _sign_out(request: Request, desk: Desk, form: FormData) -> Response:
    close(desk)
    return RedirectResponse("/sign-in", 303, HEADERS)


def _nothing_here(web: WebParts) -> Callable[[Request, Exception], Any]:
    async def answer(request: Request, fault: Exception) -> Response:
        return page("nothing.html", 404, training=web.training, theme=theme_of(request))

    return answer
