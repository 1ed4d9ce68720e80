"""Proof of deletion: the signed certificates of what was destroyed, as a list, as a page to print, as the signed file.

Goes in: an overseer. Comes out: counts and digests. Never: a certificate shown as good whose signature does not hold; a name.
"""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.domain.sealed_past import Certificate
from gotravel.flow.purposes import OVERSIGHT
from gotravel.vault import certificates
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

MOST = 200


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        found = work.retention.newest_certificates(MOST)
        work.commit(AuditEvent("retention:read", tuple(number for number, _ in found), {"certificates": len(found)}))
    rows = [(number, _checked(desk, raw)) for number, raw in found]
    return page("deletions.html", **request.state.common, rows=rows, most=MOST)


def one(request: Request, desk: Desk, form: FormData) -> Response:
    raw = _raw(request, desk)
    public = desk.parts.keys.signing.public_key().public_bytes_raw().hex()
    shown = request.state.common | {"certificate": _checked(desk, raw), "public_key": public}
    return page("certificate.html", **shown, number=request.path_params["certificate"])


def file(request: Request, desk: Desk, form: FormData) -> Response:
    number = request.path_params["certificate"]
    headers = {**HEADERS, "content-disposition": f'attachment; filename="deletion-{number}.json"'}
    return Response(_raw(request, desk), 200, headers, "application/json")


def _raw(request: Request, desk: Desk) -> bytes:
    number: UUID = request.path_params["certificate"]
    with desk.parts.store.begin(desk.officer.actor, Permission.OVERSEE, OVERSIGHT) as work:
        raw = work.retention.certificate(number)
        work.commit(AuditEvent("retention:read", (number,), {"certificates": int(raw is not None)}))
    if raw is None:
        raise NotFound("There is no certificate under this reference.")
    return raw


def _checked(desk: Desk, raw: bytes) -> Certificate | None:
    """None where the signature does not hold: somebody edited it."""
    try:
        return certificates.read(raw, desk.parts.keys.signing.public_key())
    except InvalidInput:
        return None
