"""The law in force and its versions: proposed, approved, refused; each part with its own person's signature.

Goes in: officers' forms: a text, a signature that was made at the officer's own place (`gotravel profile sign`). Comes out:
pages. Never: a private key.
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound, Refused
from gotravel.domain.law_version import Part
from gotravel.domain.permissions import may
from gotravel.flow.purposes import OVERSIGHT
from gotravel.upkeep import profiles
from gotravel.web.errors import status_of
from gotravel.web.form import reason, see
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

LONGEST_TEXT = 200_000
STATES: dict[str, tuple[str, str]] = {
    "refused": ("plain", "Refused"),
    "approved": ("done", "Approved"),
}
PARTS: dict[Part, str] = {
    Part.INSTALLATION: "Installed with the product, signed by the unit's key",
    Part.PROPOSER: "Proposed",
    Part.APPROVER: "Approved by a second person",
    Part.DPO: "Approved by the data-protection officer",
    Part.REFUSAL: "Refused",
}
WAITED_FOR: tuple[tuple[Part, str], ...] = (
    (Part.PROPOSER, "the proposer"),
    (Part.APPROVER, "a second person (supervisor)"),
    (Part.DPO, "the data-protection officer"),
)


def show(request: Request, desk: Desk, form: FormData) -> Response:
    return _page(request, desk)


def _page(request: Request, desk: Desk, status: int = 200, problem: str = "", typed: str = "") -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_PROFILE, OVERSIGHT) as work:
        versions, names = work.laws.all(), {one.id: one.shown_name for one in work.officers.all()}
        work.commit(AuditEvent("profile:read", (), {"versions": len(versions)}))
    waiting = {v.digest: profiles.changes_of(desk.parts, v) for v in versions if v.state.startswith("waits")}
    return page(
        "law.html",
        status,
        **request.state.common,
        versions=versions,
        changes=waiting,
        names=names,
        profile=desk.parts.profile,
        may_propose=may(desk.officer.actor, Permission.CHANGE_PROFILE),
        may_approve=may(desk.officer.actor, Permission.APPROVE_PROFILE),
        problem=problem,
        typed=typed,
        STATES=STATES,
        PARTS=PARTS,
        WAITED_FOR=WAITED_FOR,
    )


def text(request: Request, desk: Desk, form: FormData) -> Response:
    digest = request.path_params["digest"]
    found = next((v for v in profiles.history(desk.parts, desk.officer) if v.digest == digest), None)
    if found is None:
        raise NotFound
    told = {"content-disposition": f'attachment; filename="{found.digest[:16]}.toml"'}
    return Response(found.text, 200, {**HEADERS, **told}, "application/toml")


def propose(request: Request, desk: Desk, form: FormData) -> Response:
    """A text past the floor is refused with the requirement that forbids it, and stays in its field to be mended."""
    body = str(form.get("text", ""))[:LONGEST_TEXT].replace("\r\n", "\n")
    try:
        profiles.propose(desk.parts, desk.officer, body, _hex(form, "signature"))
    except Refused as refusal:
        return _page(request, desk, status_of(refusal), str(refusal), body)
    return see("/law")


def approve(request: Request, desk: Desk, form: FormData) -> Response:
    profiles.approve(desk.parts, desk.officer, request.path_params["digest"], _hex(form, "signature"))
    return see("/law")


def refuse(request: Request, desk: Desk, form: FormData) -> Response:
    signature = _hex(form, "signature")
    profiles.refuse(desk.parts, desk.officer, request.path_params["digest"], signature, reason(form))
    return see("/law")


def enrol(request: Request, desk: Desk, form: FormData) -> Response:
    public = _hex(form, "public")
    if len(public) != 32:
        raise InvalidInput("A public key is 64 hexadecimal digits, as `gotravel profile key` prints it.")
    profiles.enrol(desk.parts, desk.officer, public)
    return see("/law")


def _hex(form: FormData, name: str) -> bytes:
    try:
        return bytes.fromhex(str(form.get(name, ""))[:400].strip())
    except ValueError as fault:
        raise InvalidInput("Paste the line as `gotravel profile` printed it: hexadecimal digits.") from fault
