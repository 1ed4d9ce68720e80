"""The law in force and its versions: proposed, approved, refused; each part with its own person's signature.

Goes in: officers' forms: a text, a signature that was made at the officer's own place (`gotravel profile sign`). Comes out:
pages. Never: a private key.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.domain.permissions import may
from gotravel.upkeep import profiles
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    versions = profiles.history(desk.parts, desk.officer)
    waiting = {v.digest: profiles.changes_of(desk.parts, v) for v in versions if v.state.startswith("waits")}
    return page(
        "law.html",
        **request.state.common,
        versions=versions,
        changes=waiting,
        profile=desk.parts.profile,
        may_propose=may(desk.officer.actor, Permission.CHANGE_PROFILE),
        may_approve=may(desk.officer.actor, Permission.APPROVE_PROFILE),
    )


def text(request: Request, desk: Desk, form: FormData) -> Response:
    digest = request.path_params["digest"]
    found = next((v for v in profiles.history(desk.parts, desk.officer) if v.digest == digest), None)
    if found is None:
        raise NotFound
    told = {"content-disposition": f'attachment; filename="{found.digest[:16]}.toml"'}
    return Response(found.text, 200, {**HEADERS, **told}, "application/toml")


def propose(request: Request, desk: Desk, form: FormData) -> Response:
    body = str(form.get("text", ""))[:200_000].replace("\r\n", "\n")
    profiles.propose(desk.parts, desk.officer, body, _hex(form, "signature"))
    return RedirectResponse("/law", 303, HEADERS)


def approve(request: Request, desk: Desk, form: FormData) -> Response:
    profiles.approve(desk.parts, desk.officer, request.path_params["digest"], _hex(form, "signature"))
    return RedirectResponse("/law", 303, HEADERS)


def refuse(request: Request, desk: Desk, form: FormData) -> Response:
    reason = str(form.get("reason", ""))[:2000]
    profiles.refuse(desk.parts, desk.officer, request.path_params["digest"], _hex(form, "signature"), reason)
    return RedirectResponse("/law", 303, HEADERS)


def enrol(request: Request, desk: Desk, form: FormData) -> Response:
    public = _hex(form, "public")
    if len(public) != 32:
        raise InvalidInput("A public key is 64 hexadecimal digits.")
    profiles.enrol(desk.parts, desk.officer, public)
    return RedirectResponse("/law", 303, HEADERS)


def _hex(form: FormData, name: str) -> bytes:
    try:
        return bytes.fromhex(str(form.get(name, ""))[:400].strip())
    except ValueError as fault:
        raise InvalidInput("Paste the line as `gotravel profile` printed it: hexadecimal digits.") from fault
