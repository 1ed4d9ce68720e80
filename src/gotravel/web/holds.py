"""Why single records are kept longer: a reason on evidence, or a case of an authority; reviewed in time, or it lapses.

Goes in: officers' forms. Comes out: pages. Never: a hold without a reason, a review date and a person who answers for it.
"""

from __future__ import annotations

from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import past
from gotravel.flow.purposes import CASEWORK
from gotravel.web.form import day, reason, record, see, text
from gotravel.web.render import page
from gotravel.web.session import Desk


def show(request: Request, desk: Desk, form: FormData) -> Response:
    rows = past.holds(desk.parts, desk.officer, CASEWORK)
    authorities = {one.id: one.name for one in desk.parts.profile.authorities}
    return page("holds.html", **request.state.common, rows=rows, authorities=authorities, profile=desk.parts.profile)


def hold(request: Request, desk: Desk, form: FormData) -> Response:
    traveller, review, basis = TravellerId(record(text(form, "traveller"))), _review(form), reason(form, "basis")
    if authority := text(form, "authority"):
        past.hold_for_case(desk.parts, desk.officer, traveller, basis, review, authority, text(form, "case", 100))
    else:
        purpose = PurposeCode(text(form, "purpose", 60))
        if purpose not in {allowed.code for allowed in desk.parts.profile.purposes}:
            raise InvalidInput("Choose a purpose, or the authority whose case needs the record.")
        past.hold_on_evidence(desk.parts, desk.officer, traveller, basis, review, purpose)
    return see("/holds")


def review(request: Request, desk: Desk, form: FormData) -> Response:
    past.review_hold(desk.parts, desk.officer, request.path_params["hold"], _review(form), CASEWORK)
    return see("/holds")


def end(request: Request, desk: Desk, form: FormData) -> Response:
    past.end_hold(desk.parts, desk.officer, request.path_params["hold"], CASEWORK)
    return see("/holds")


def _review(form: FormData) -> date:
    return day(form, "review", "Give the day of the next review.")
