"""Signing in: password, then a second factor; in a training system the password alone, and the page says so.

Goes in: a sign-in name, a password, a six-digit code. Comes out: a session. Never: a hint which of them was wrong, an
unlimited number of guesses, a code used twice.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from typing import Any

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK
from gotravel.store.sessions import Credentials
from gotravel.web.page import first_page
from gotravel.web.render import HEADERS, page
from gotravel.web.session import digest, give, new_token, same_origin
from gotravel.web.theme import theme_of

HASHER = PasswordHasher()
NOBODY = HASHER.hash("nobody has this password")
"""Checked for unknown names too, so that time does not tell who has an account."""
WRONG = "Name, password or code is wrong. After five wrong tries the account rests for a quarter of an hour."

UNTRAINED = "Your training record has run out. An administrator renews it after the course; then sign in again."


def form(parts: Parts, training: bool) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return page("sign_in.html", training=training, wrong="", sign_in="", theme=theme_of(request))

    return answer


def submit(parts: Parts, training: bool) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        given = await request.form()
        name, password, code = (str(given.get(f, ""))[:200].replace("\0", "") for f in ("sign_in", "password", "code"))
        if not same_origin(request):
            return page("sign_in.html", 403, training=training, wrong=WRONG, sign_in="", theme=theme_of(request))
        opened = await run_in_threadpool(_open, parts, training, name, password, code)
        if opened is None:
            return page("sign_in.html", 401, training=training, wrong=WRONG, sign_in=name, theme=theme_of(request))
        officer, token = opened
        if not officer.training_valid:
            return page("sign_in.html", 403, training=training, wrong=UNTRAINED, sign_in=name, theme=theme_of(request))
        return give(RedirectResponse(first_page(officer), 303, HEADERS), token, request.url.scheme == "https")

    return answer


def _open(parts: Parts, training: bool, name: str, password: str, code: str) -> tuple[Officer, str] | None:
    now = parts.clock()
    with parts.store.begin(WORKER, Permission.SIGN_IN, CASEWORK) as work:
        known = work.sessions.credentials(name)
        right = _right_password(known.password if known else NOBODY, password)
        blocked = bool(known and known.blocked_until and known.blocked_until > now)
        step = _step_of(known, code) if known else None
        if known is None or blocked or not right or not known.officer.active or not (training or step):
            if known:
                work.sessions.failed(known.officer.id, now)
            work.commit(AuditEvent("officer:refused", (known.officer.id,) if known else (), {"blocked": blocked}))
            return None
        token = new_token()
        work.sessions.open(known.officer.id, digest(token), now, step is not None, step)
        work.commit(AuditEvent("officer:signed-in", (known.officer.id,), {"second-factor": step is not None}))
        return known.officer, token


def signed_in(parts: Parts, training: bool, name: str, password: str, code: str) -> Officer | None:
    """For one act at the command line: the same checks, and a session that nobody holds a token of."""
    opened = _open(parts, training, name, password, code)
    return opened[0] if opened and opened[0].training_valid else None


def _right_password(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _step_of(known: Credentials, code: str) -> int | None:
    """The time step a code belongs to, if it is right and newer than the last one used (RFC 6238 section 5.2)."""
    if not known.totp_secret or not code.isdigit():
        return None
    totp, step = pyotp.TOTP(known.totp_secret), int(time.time()) // 30
    for candidate in (step, step - 1, step + 1):
        if hmac.compare_digest(totp.generate_otp(candidate), code) and candidate > (known.totp_last or 0):
            return candidate
    return None
