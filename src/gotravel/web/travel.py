"""Flights, and search with a purpose.

Goes in: an id, or a search with its purpose. Comes out: pages. Never: a search without a stated purpose and reason (PUR1).
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import CaseMissing, PurposeMissing, ReasonNames
from gotravel.domain.ids import FlightLegId
from gotravel.domain.written_reason import SHORTEST_REASON, is_a_reason
from gotravel.flow import stated_purpose
from gotravel.flow.purposes import CASEWORK
from gotravel.law.unnamed import names_somebody
from gotravel.store.desk_reading import SearchRow
from gotravel.web.render import page
from gotravel.web.session import Desk, state_purpose

SHORTEST_SEARCH = 3


def flight(request: Request, desk: Desk, form: FormData) -> Response:
    leg_id = FlightLegId(request.path_params["leg"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        leg = work.travel.flight_leg_of(leg_id)
        people = work.desk.people(leg_id)
        work.commit(AuditEvent("traveller:read", (leg_id,), {"travellers": len(people)}))
    return page("flight.html", **request.state.common, leg=leg, people=people)


def search_form(request: Request, desk: Desk, form: FormData) -> Response:
    return _search_page(request, desk, {}, None)


def search(request: Request, desk: Desk, form: FormData) -> Response:
    asked = {name: str(form.get(name, ""))[:300].strip() for name in ("name", "document", "purpose", "reason", "about")}
    try:
        stated = stated_purpose.stated(desk.parts, desk.officer, asked["purpose"], asked["about"])
    except (PurposeMissing, CaseMissing) as missing:
        field = "purpose" if isinstance(missing, PurposeMissing) else "about"
        return _search_page(request, desk, asked, None, str(missing), field)
    problem = _problem(asked)
    if problem:
        return _search_page(request, desk, asked, None, *problem)
    state_purpose(desk, stated)
    with desk.parts.store.begin(desk.officer.actor, Permission.SEARCH, stated.purpose, request=stated.about) as work:
        found = work.desk.search(asked["name"], asked["document"])
        if any(_named(asked["reason"], row) for row in found):
            return _search_page(request, desk, asked, None, str(ReasonNames()), "reason")
        by = [field for field in ("name", "document") if asked[field]]
        detail: dict[str, Detail] = {"found": len(found), "by": by, "reason": asked["reason"]}
        work.commit(AuditEvent("traveller:searched", tuple(row.id for row in found), detail))
    return _search_page(request, desk, asked, found)


def _named(reason: str, row: SearchRow) -> bool:
    """Of who was found, family and given name together: one word alone may be an ordinary one."""
    return names_somebody(reason, [row.family]) and names_somebody(reason, [row.given])


def _problem(asked: dict[str, str]) -> tuple[str, str] | None:
    """(what is wrong, in which field): nothing is searched before a purpose, a reason and a narrow question (PUR1)."""
    if not is_a_reason(asked["reason"]):
        return "Write at least 20 characters. A case number alone does not say why.", "reason"
    if names_somebody(asked["reason"], [asked["name"]], [asked["document"]]):
        return str(ReasonNames()), "reason"
    if max(len(asked["name"]), len(asked["document"])) < SHORTEST_SEARCH:
        told = f"Name or document number: at least {SHORTEST_SEARCH} characters. There is no search for everybody."
        return told, "name"
    return None


def _search_page(
    request: Request,
    desk: Desk,
    asked: dict[str, str],
    found: list[SearchRow] | None,
    problem: str = "",
    field: str = "",
) -> Response:
    shown = {"asked": asked, "found": found, "problem": problem, "problem_field": field, "shortest": SHORTEST_REASON}
    profile = desk.parts.profile
    status = 422 if problem else 200
    return page("search.html", status, **request.state.common, **shown, purposes=profile.purposes, profile=profile)
