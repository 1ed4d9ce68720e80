"""Flights and travellers: lists, a dossier with the original line under each value, search with a purpose.

Goes in: an id, or a search with its purpose. Comes out: pages. Never: a search without a stated purpose and reason (PUR1).
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, PurposeMissing
from gotravel.domain.ids import FlightLegId, PurposeCode, TravellerId
from gotravel.domain.message import Message, Source
from gotravel.domain.travel import Traveller
from gotravel.flow.purposes import CASEWORK
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.web.render import page
from gotravel.web.session import Desk

SHORTEST_SEARCH = 3


def flight(request: Request, desk: Desk, form: FormData) -> Response:
    leg_id = FlightLegId(request.path_params["leg"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        leg = work.travel.flight_leg_of(leg_id)
        people = work.desk.people(leg_id)
        work.commit(AuditEvent("traveller:read", (leg_id,), {"travellers": len(people)}))
    return page("flight.html", **request.state.common, leg=leg, people=people)


def dossier(request: Request, desk: Desk, form: FormData) -> Response:
    traveller_id = TravellerId(request.path_params["traveller"])
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        traveller, leg, booking = work.travel.whole(traveller_id)
        lines = _lines(work, traveller)
        work.commit(AuditEvent("traveller:read", (traveller_id,)))
    return page("dossier.html", **request.state.common, traveller=traveller, flight=leg, booking=booking, lines=lines)


def _lines(work: UnitOfWork, traveller: Traveller) -> list[tuple[str, str, str]]:
    """(field, message kind, original line) of the newest message that spoke of this person."""
    stored = work.messages.one(traveller.api_message or traveller.pnr_message)
    if stored is None:
        return []
    texts = {s.ordinal: s.text for s in stored.message.segments}
    found = _same(stored.message, traveller)
    return [(s.field, stored.message.kind.value, texts[s.segment]) for s in found if s.segment in texts]


def _same(message: Message, traveller: Traveller) -> list[Source]:
    person = traveller.person
    return [
        source
        for p in message.passengers
        if (p.family, p.given, p.born) == (person.family, person.given, person.born)
        for source in p.sources
    ]


def search_form(request: Request, desk: Desk, form: FormData) -> Response:
    return page("search.html", **request.state.common, purposes=desk.parts.profile.purposes, found=None, asked={})


def search(request: Request, desk: Desk, form: FormData) -> Response:
    asked = {name: str(form.get(name, ""))[:100].strip() for name in ("name", "document", "purpose", "reason")}
    if asked["purpose"] not in {purpose.code for purpose in desk.parts.profile.purposes}:
        raise PurposeMissing
    if len(asked["reason"]) < 10:
        raise InvalidInput("State the reason of the search in a sentence: it is kept with the search.")
    if max(len(asked["name"]), len(asked["document"])) < SHORTEST_SEARCH:
        raise InvalidInput(
            f"Name or document number: at least {SHORTEST_SEARCH} characters. There is no search for everybody."
        )
    with desk.parts.store.begin(desk.officer.actor, Permission.SEARCH, PurposeCode(asked["purpose"])) as work:
        found = work.desk.search(asked["name"], asked["document"])
        by = [field for field in ("name", "document") if asked[field]]
        detail: dict[str, Detail] = {"found": len(found), "by": by, "reason": asked["reason"]}
        work.commit(AuditEvent("traveller:searched", tuple(row.id for row in found), detail))
    return page("search.html", **request.state.common, purposes=desk.parts.profile.purposes, found=found, asked=asked)
