"""Pages from templates.

Goes in: a template's name and its page's values. Comes out: a response with the strict policy. Never: unescaped text, an
inline script or style.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from gotravel.domain.legal_profile import LegalProfile
from gotravel.web.alarms import SENTENCES
from gotravel.web.evidence import bar_of, mark_of, sum_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
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
    made.filters.update(moment=moment, day=day, hour=hour, until=until, percent=percent, local=local, bits=bits)
    made.filters.update(of_profile=of_profile, plainly=plainly)
    made.filters.update(translate=translated, initials=initials, masked=masked, mark=mark_of, bar=bar_of, summed=sum_of)
    made.globals.update(ALARMS=SENTENCES, _=translated, assets=_version_of_assets())
    return made


def _version_of_assets() -> str:
    """Part of each address of a style or script, so that browsers may keep them and still never show old ones."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def translated(text: str) -> str:
    """English is the source language; a catalogue per language replaces this look-up (docs/decisions/0040-texts.md)."""
    return text


def apart(text: str) -> str:
    """Between isolating marks: in a language read from the right its parts keep their order, also within a sentence."""
    return f"\u2068{text}\u2069"


def moment(value: datetime | None) -> str:
    return apart(value.astimezone(UTC).strftime("%d %b %Y %H:%M").lstrip("0")) if value else translated("not yet")


def day(value: date | None) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return apart(f"{value:%d %b %Y}".lstrip("0")) if value else translated("not yet")


def until(value: datetime | None, now: datetime) -> str:
    if value is None:
        return "-"
    minutes = int((value - now).total_seconds() // 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"


def of_profile(code: str, profile: LegalProfile) -> str:
    """A purpose or an offence in the words of the law in force; a code of an earlier law stays a code."""
    told = {one.code: one.text for one in profile.offences} | {one.code: one.text for one in profile.purposes}
    return told.get(code, code)


def plainly(code: str) -> str:
    """A code of our own whose words are plain: `data-protection` reads data protection."""
    return code.replace("-", " ")


def percent(value: float) -> str:
    return f"{value * 100:.0f}%"


def local(value: str | None) -> str:
    """A local time of a port as the carrier sent it."""
    return value.replace("T", " ") if value else "not sent"


def hour(value: str | None) -> str:
    """The hour of a local time; nothing where only a day was sent."""
    return value[11:16] if value and "T" in value else ""


def masked(value: str | None) -> str:
    """Last characters only, and not how long the rest is."""
    return f"•••• {value[-3:]}" if value and len(value) > 6 else "••••"


def bits(value: float) -> str:
    return f"{value:+.1f}".replace("-", "\u2212")


def initials(name: str) -> str:
    return "".join(part[0] for part in name.replace(".", " ").split()[:2]).upper()


ENVIRONMENT = _environment()


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    shown = {"theme": "", **values}
    return HTMLResponse(ENVIRONMENT.get_template(template).render(**shown), status, HEADERS)
