"""Remembered decisions and redress tokens; notices to authorities about entries that are gone.

Goes in: an officer. Comes out: pages and the notices as JSON. Never: a person's name: pairs and tokens are known by case and
entry.
"""

from __future__ import annotations

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState
from gotravel.domain.ids import EntryId
from gotravel.domain.permissions import may
from gotravel.flow import remembering
from gotravel.flow.purposes import CASEWORK
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
        pairs, tokens = work.remembered.pairs(), work.remembered.tokens()
        names = {officer.id: officer.shown_name for officer in work.officers.all()}
        work.commit(AuditEvent("pair:read", (), {"pairs": len(pairs), "tokens": len(tokens)}))
    actor = desk.officer.actor
    return page(
        "remembered.html",
        **request.state.common,
        pairs=pairs,
        tokens=tokens,
        names=names,
        may_ask=may(actor, Permission.DECIDE),
        may_grant=may(actor, Permission.DECIDE_SECOND),
        may_forget=may(actor, Permission.DECIDE_SECOND),
    )


def forget(request: Request, desk: Desk, form: FormData) -> Response:
    subject, why = str(form.get("subject", ""))[:64], str(form.get("why", ""))[:2000]
    remembering.forget_pair(desk.parts, desk.officer, subject, EntryId(request.path_params["entry"]), why)
    return _back()


def ask(request: Request, desk: Desk, form: FormData) -> Response:
    """By the number of a case, which names the traveller, and the reference of an entry in it."""
    number, reference = str(form.get("case", ""))[:40].strip(), str(form.get("reference", ""))[:80].strip()
    months = str(form.get("months", remembering.USUAL_MONTHS))
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CASE, CASEWORK) as work:
        found = work.remembered.of_case(number, reference)
        work.commit(AuditEvent("pair:read", found or ()))
    if found is None:
        raise InvalidInput("No case of this number has a hit on an entry of this reference.")
    if not months.isdecimal():
        raise InvalidInput("A token lasts a whole number of months.")
    reason = str(form.get("reason", ""))[:2000]
    remembering.ask_token(desk.parts, desk.officer, *found, reason, int(months))
    return _back()


def grant(request: Request, desk: Desk, form: FormData) -> Response:
    remembering.grant_token(desk.parts, desk.officer, request.path_params["token"])
    return _back()


def end(request: Request, desk: Desk, form: FormData) -> Response:
    remembering.end_token(desk.parts, desk.officer, request.path_params["token"])
    return _back()


def recalls(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.DISSEMINATE, CASEWORK) as work:
        notices = work.delistings.notices()
        work.commit(AuditEvent("referral:recall-read", (), {"notices": len(notices)}))
    authorities = {authority.id: authority.name for authority in desk.parts.profile.authorities}
    return page("recalls.html", **request.state.common, notices=notices, authorities=authorities)


def recall_notice(request: Request, desk: Desk, form: FormData) -> Response:
    """What is handed to the authority: which referral rests on an entry that its list no longer holds."""
    with desk.parts.store.begin(desk.officer.actor, Permission.DISSEMINATE, CASEWORK) as work:
        found = work.delistings.notices(request.path_params["notice"])
        work.commit(AuditEvent("referral:recall-read", tuple(one.id for one in found)))
    if not found:
        raise NotFound
    told = {**msgspec.to_builtins(found[0]), "ask": "Recall the referral and delete what rests on this entry alone."}
    told.pop("sent_at")
    name = f"recall-{found[0].id}.json"
    headers = {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}
    return Response(msgspec.json.format(msgspec.json.encode(told)), 200, headers, "application/json")


def told_authority(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["notice"]
    with desk.parts.store.begin(desk.officer.actor, Permission.DISSEMINATE, CASEWORK) as work:
        if not work.delistings.sent(number, desk.officer.actor.reference, desk.parts.clock()):
            raise NotInThisState
        work.commit(AuditEvent("referral:recall-told", (number,)))
    return RedirectResponse("/watchlists/recalls", 303, HEADERS)


def _back() -> Response:
    return RedirectResponse("/watchlists/remembered", 303, HEADERS)
