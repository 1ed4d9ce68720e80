"""Who looked at whom, for what. Reading this is itself recorded.

Goes in: a filter. Comes out: a page. Never: a value of a person; records are named by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import ActorKind, Permission
from gotravel.domain.audit_event import KINDS, AuditEvent
from gotravel.domain.errors import InvalidInput
from gotravel.flow.purposes import OVERSIGHT
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.web.command import CASE
from gotravel.web.form import record
from gotravel.web.render import page, plainly
from gotravel.web.session import Desk

SUBJECTS: dict[str, str] = {
    "traveller:": "Looks at travellers",
    "case:": "Looks at possible matches, and decisions",
    "unmask:": "Sealed records",
    "disclosure:": "Requests of authorities",
    "referral:": "Data handed to authorities",
    "rights:": "Requests by people",
    "redress:": "Redress",
    "watchlist:": "Watchlists",
    "suspension:": "The switch",
    "retention:": "Sealing and destroying",
    "profile:": "The law",
    "officer:": "Officers and sign-ins",
    "audit:": "Looks at this log",
}
ACTORS: dict[str, str] = {
    ActorKind.OFFICER.value: "An officer",
    ActorKind.SYSTEM.value: "The system",
    ActorKind.CARRIER.value: "Carrier",
    ActorKind.OPERATOR.value: "Operator at the server",
}
LOOKS = frozenset(
    {"traveller:read", "traveller:revealed", "case:read", "case:package-read", "unmask:opened", "message:read"}
)


def show(request: Request, desk: Desk, form: FormData) -> Response:
    asked = {name: request.query_params.get(name, "")[:100].strip() for name in ("kind", "who", "record")}
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_AUDIT, OVERSIGHT) as work:
        about = _record(work, asked["record"])
        rows = work.desk.audit(asked["kind"], asked["who"], about)
        work.commit(AuditEvent("audit:read", (about,) if about else (), {"events": len(rows)}))
    seen = [row.shown_name for row in rows if row.shown_name and row.kind in LOOKS]
    shown = request.state.common | {"rows": rows, "asked": asked, "record": about, "lookers": sorted(set(seen))}
    return page("audit.html", **shown, looks=len(seen), told=_told, SUBJECTS=SUBJECTS, ACTORS=ACTORS, KINDS=KINDS)


def _told(detail: Mapping[str, Any]) -> str:
    """Codes and counts of an event as a line; what was counted nowhere is left out."""
    return ". ".join(f"{plainly(name)}: {_value(value)}" for name, value in detail.items() if value not in ({}, [], ""))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{plainly(str(name))} {count}" for name, count in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _record(work: UnitOfWork, text: str) -> UUID | None:
    """By a case's number, or by the reference that a record's own page shows; never by a name."""
    if CASE.fullmatch(text.upper()):
        found = work.desk.case_numbered(text.upper())
        if found is None:
            raise InvalidInput("There is no case of this number.")
        return found
    return record(text) if text else None
