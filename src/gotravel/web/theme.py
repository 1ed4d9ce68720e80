"""Light or dark: the system's choice until an officer chooses, then a cookie that holds one word.

Goes in: a request. Comes out: `light`, `dark` or nothing. Never: a word of anybody else's in a page.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.web.render import HEADERS
from gotravel.web.session import Desk

COOKIE = "gotravel_theme"
THEMES = ("light", "dark")


def theme_of(request: Request) -> str:
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


def choose_theme(request: Request, desk: Desk, form: FormData) -> Response:
    chosen = str(form.get("theme", ""))
    # Only the path of where the officer came from: a form cannot send anybody to another site.
    back = urlsplit(request.headers.get("referer", "")).path or "/"
    answer = RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/", 303, HEADERS)
    if chosen in THEMES:
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="strict", secure=secure)
    return answer
