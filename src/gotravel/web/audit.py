"""Who looked at whom, for what. Reading this is itself recorded.

Goes in: a filter. Comes out: a page. Never: a value of a person; records are named by id.
"""

from __future__ import annotations

from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.flow.purposes import OVERSIGHT
from gotravel.web.render import page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    asked = {name: request.query_params.get(name, "")[:100].strip() for name in ("kind", "who", "record")}
    record = _record(asked["record"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_AUDIT, OVERSIGHT) as work:
        rows = work.desk.audit(asked["kind"], asked["who"], record)
        work.commit(AuditEvent("audit:read", (record,) if record else (), {"events": len(rows)}))
    return page("audit.html", **request.state.common, rows=rows, asked=asked)


def _record(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise InvalidInput("A record is named by its id, as other pages show it.") from fault
