"""Who is signed in: a random token in a cookie, its digest in the database.

Goes in: a request. Comes out: a Desk (officer, CSRF token) or None. Never: a token in a log, a form accepted without the
token that only this session's pages hold.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import PurposeCode
from gotravel.domain.officer import Officer
from gotravel.domain.permissions import may
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK
from gotravel.flow.stated_purpose import LASTS, Stated

COOKIE = "gotravel_session"


class Desk(msgspec.Struct, frozen=True):
    parts: Parts
    officer: Officer
    token: str
    waiting: int = 0
    """Cases that wait for somebody who may decide: the number on the rail."""

    @property
    def csrf(self) -> str:
        return hmac.new(self.token.encode(), b"csrf", hashlib.sha256).hexdigest()


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def desk_of(request: Request, parts: Parts) -> Desk | None:
    """Touches the session, so that it stays open while somebody works."""
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    with parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        officer = work.sessions.find(digest(token), parts.clock())
        waiting = work.desk.waiting() if officer and may(officer.actor, Permission.READ_CASE) else 0
        work.keep()
    return Desk(parts, officer, token, waiting) if officer else None


def state_purpose(desk: Desk, stated: Stated) -> None:
    """Looks at travellers are admitted under it until it ends (PUR1)."""
    with desk.parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        work.sessions.state_purpose(digest(desk.token), stated.purpose, stated.about, desk.parts.clock() + LASTS)
        work.keep()


def purpose_of(desk: Desk) -> Stated | None:
    with desk.parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        found = work.sessions.purpose(digest(desk.token), desk.parts.clock())
    return Stated(PurposeCode(found[0]), found[1]) if found else None


def give(response: Response, token: str, secure: bool) -> Response:
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")
    return response


def close(desk: Desk) -> None:
    with desk.parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        work.sessions.close(digest(desk.token))
        work.commit(AuditEvent("officer:signed-out", (desk.officer.id,)))


def same_origin(request: Request) -> bool:
    """Browsers say where a form came from; one from another site is refused even with a token."""
    site = request.headers.get("sec-fetch-site")
    return site in (None, "same-origin", "none")


def right_csrf(desk: Desk, given: str) -> bool:
    return hmac.compare_digest(given, desk.csrf)
