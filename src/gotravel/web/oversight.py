"""Figures for those who watch: safeguards, officers, and the public page.

Goes in: an officer, or nobody for the public page. Comes out: counts. Never: a cell under ten on the public page (OVS3).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.permissions import OF_ROLE
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION, OVERSIGHT
from gotravel.web.render import page
from gotravel.web.session import Desk

SMALLEST_CELL = 10


def show(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_FIGURES, OVERSIGHT) as work:
        summary = work.figures.summary()
        work.commit(AuditEvent("figures:read"))
    return page("safeguards.html", **request.state.common, summary=summary, profile=desk.parts.profile)


def officers(request: Request, desk: Desk, form: FormData) -> Response:
    with desk.parts.store.begin(desk.officer.actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        rows = work.officers.all()
        work.commit(AuditEvent("figures:read", (), {"officers": len(rows)}))
    return page("officers.html", **request.state.common, rows=rows)


def me(request: Request, desk: Desk, form: FormData) -> Response:
    rights = sorted({p.value for role in desk.officer.roles for p in OF_ROLE[role]})
    return page("me.html", **request.state.common, rights=rights)


def transparency(parts: Parts, training: bool) -> Callable[[Request], Any]:
    def read() -> dict[str, int | str]:
        with parts.store.begin(WORKER, Permission.READ_FIGURES, OVERSIGHT) as work:
            found = work.figures.summary()
            work.commit(AuditEvent("figures:read", (), {"public": True}))
        return {name: suppressed(count) for name, count in found.items()}

    async def answer(request: Request) -> Response:
        return page(
            "transparency.html", training=training, figures=await run_in_threadpool(read), profile=parts.today().profile
        )

    return answer


def suppressed(count: int | str) -> int | str:
    return f"under {SMALLEST_CELL}" if isinstance(count, int) and 0 < count < SMALLEST_CELL else count
