"""Why single records are kept longer: a reason on evidence, or a case of an authority; reviewed in time, or it lapses.

Goes in: officers' forms. Comes out: pages. Never: a hold without a reason, a review date and a person who answers for it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import past
from gotravel.flow.purposes import CASEWORK
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    rows = past.holds(desk.parts, desk.officer, CASEWORK)
    return page("holds.html", **request.state.common, rows=rows, profile=desk.parts.profile)


def hold(request: Request, desk: Desk, form: FormData) -> Response:
    traveller, review = _traveller(form), _day(form)
    basis, authority, case = (str(form.get(name, ""))[:2000] for name in ("basis", "authority", "case"))
    if authority:
        past.hold_for_case(desk.parts, desk.officer, traveller, basis, review, authority, case[:100])
    else:
        purpose = PurposeCode(str(form.get("purpose", ""))[:60])
        if purpose not in {allowed.code for allowed in desk.parts.profile.purposes}:
            raise InvalidInput("Choose a purpose of the legal profile.")
        past.hold_on_evidence(desk.parts, desk.officer, traveller, basis, review, purpose)
    return RedirectResponse("/holds", 303, HEADERS)


def review(request: Request, desk: Desk, form: FormData) -> Response:
    past.review_hold(desk.parts, desk.officer, request.path_params["hold"], _day(form), CASEWORK)
    return RedirectResponse("/holds", 303, HEADERS)


def end(request: Request, desk: Desk, form: FormData) -> Response:
    past.end_hold(desk.parts, desk.officer, request.path_params["hold"], CASEWORK)
    return RedirectResponse("/holds", 303, HEADERS)


def _traveller(form: FormData) -> TravellerId:
    try:
        return TravellerId(UUID(str(form.get("traveller", ""))))
    except ValueError as fault:
        raise InvalidInput("A record is named by its id, as other pages show it.") from fault


def _day(form: FormData) -> date:
    try:
        return date.fromisoformat(str(form.get("review", ""))[:10])
    except ValueError as fault:
        raise InvalidInput("Give the day of the next review.") from fault
