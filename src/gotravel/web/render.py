"""Pages from templates.

Goes in: a template's name and its page's values. Comes out: a response with the strict policy. Never: unescaped text, an
inline script or style.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

HERE = Path(__file__).parent
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(moment=moment, until=until, percent=percent, local=local, bits=bits, initials=initials)
    made.globals["_"] = translated
    return made


def translated(text: str) -> str:
    """English is the source language; a catalogue per language replaces this look-up (docs/decisions/0004)."""
    return text


def moment(value: datetime | None) -> str:
    return value.astimezone(UTC).strftime("%d %b %Y %H:%M") if value else "not yet"


def until(value: datetime | None, now: datetime) -> str:
    if value is None:
        return "-"
    minutes = int((value - now).total_seconds() // 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"


def percent(value: float) -> str:
    return f"{value * 100:.0f}%"


def local(value: str | None) -> str:
    """A local time of a port as the carrier sent it."""
    return value.replace("T", " ") if value else "not sent"


def bits(value: float) -> str:
    return f"{value:+.1f}".replace("-", "\u2212")


def initials(name: str) -> str:
    return "".join(part[0] for part in name.replace(".", " ").split()[:2]).upper()


ENVIRONMENT = _environment()


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(ENVIRONMENT.get_template(template).render(**values), status, HEADERS)
