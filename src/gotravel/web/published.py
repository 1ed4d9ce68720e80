"""What everybody may read, and what leaves as a file: figures, the public notice, the compliance statement, the audit export.

Goes in: a year, or days. Comes out: pages, CSV, JSON lines, text. Never: a count under ten or one it could be computed from; a
value of a person in an export (events hold ids).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gotravel.dissemination import public_notice
from gotravel.domain.actor import WORKER
from gotravel.domain.errors import InvalidInput, Refused
from gotravel.flow import audit_export, figures
from gotravel.flow.parts import Parts
from gotravel.law.compliance import statement
from gotravel.web.errors import status_of
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk

FORMS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
LONGEST_EXPORT = timedelta(days=366)


def transparency(parts: Parts, training: bool) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            found = await run_in_threadpool(figures.published, parts.today(), WORKER, _year(request, parts))
        except Refused as refusal:
            return page("nothing.html", status_of(refusal), training=training)
        return page("transparency.html", training=training, published=found, this_year=parts.clock().year)

    return answer


def transparency_csv(parts: Parts, training: bool) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            found = await run_in_threadpool(figures.published, parts.today(), WORKER, request.path_params["year"])
        except Refused as refusal:
            return page("nothing.html", status_of(refusal), training=training)
        return _file(found.csv, f"figures-{found.year}.csv", FORMS["csv"])

    return answer


def notice(parts: Parts, training: bool) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        told = public_notice.paragraphs(parts.profile)
        return page(
            "notice.html", training=training, paragraphs=told, booking=public_notice.booking_text(parts.profile)
        )

    return answer


def _year(request: Request, parts: Parts) -> int:
    text = request.query_params.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else parts.clock().year


def statistics(request: Request, desk: Desk, form: FormData) -> Response:
    found = figures.published(desk.parts, desk.officer.actor, request.path_params["year"])
    return _file(found.csv, f"figures-{found.year}.csv", FORMS["csv"])


def compliance(request: Request, desk: Desk, form: FormData) -> Response:
    text = statement(desk.parts.profile, desk.parts.code_version, desk.parts.clock())
    return _file(text, "annex-9-statement.txt", "text/plain; charset=utf-8")


def audit(request: Request, desk: Desk, form: FormData) -> Response:
    """The trail between two days, for evaluation (LOG3). Streamed; its reading is an event of its own."""
    kind = request.path_params["form"]
    if kind not in FORMS:
        raise InvalidInput("The trail is exported as csv or jsonl.")
    start, end = _days(request, desk)
    lines: Iterator[bytes] = audit_export.lines(desk.parts, desk.officer, kind, start, end)
    headers = {**HEADERS, "content-disposition": f'attachment; filename="audit.{kind}"'}
    return StreamingResponse(lines, 200, headers, FORMS[kind])


def _days(request: Request, desk: Desk) -> tuple[datetime, datetime]:
    now = desk.parts.clock()
    try:
        start, end = (
            datetime.fromisoformat(text[:10]).replace(tzinfo=UTC) if (text := request.query_params.get(name)) else given
            for name, given in (("from", now - timedelta(days=30)), ("to", now + timedelta(days=1)))
        )
    except ValueError as fault:
        raise InvalidInput("Days are written as 2026-11-24.") from fault
    if not timedelta(0) < end - start <= LONGEST_EXPORT:
        raise InvalidInput("The second day lies after the first, a year at most.")
    return start, end


def _file(text: str, name: str, kind: str) -> Response:
    return Response(text, 200, {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}, kind)
