"""Flights and travellers: lists, a dossier with the original line under each value, search with a purpose.

Goes in: an id, or a search with its purpose. Comes out: pages. Never: a search without a stated purpose and reason (PUR1).
"""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, NotFound, PurposeMissing
from gotravel.domain.ids import FlightLegId, TravellerId
from gotravel.domain.message import Booking, Message, Person
from gotravel.domain.travel import Traveller
from gotravel.flow import stated_purpose
from gotravel.flow.purposes import CASEWORK, OVERSIGHT
from gotravel.flow.stated_purpose import Stated
from gotravel.identity.same_person import score
from gotravel.store.unit_of_work import OVERSEERS, UnitOfWork
from gotravel.web.render import page
from gotravel.web.session import Desk, purpose_of, state_purpose

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
    stated = _admitted(desk, traveller_id)
    with desk.parts.store.begin(
        desk.officer.actor, Permission.READ_TRAVELLER, stated.purpose, request=stated.about
    ) as work:
        traveller, leg, booking = work.travel.whole(traveller_id)
        told = _told(work, traveller)
        work.commit(AuditEvent("traveller:read", (traveller_id,)))
    lines = [line for message, person in told for line in _lines(message, person)]
    pnr = next((_booked(message, person) for message, person in told if person.booking is not None), None)
    shown = request.state.common | {"traveller": traveller, "flight": leg, "booking": booking}
    return page("dossier.html", **shown, lines=lines, pnr=pnr)


def _admitted(desk: Desk, traveller: TravellerId) -> Stated:
    """Under the traveller's own case, or under a purpose stated in this session; else nobody's dossier opens (PUR1)."""
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        case = work.cases.case_of(traveller)
        if case is None and not work.travel.clear((traveller,)):
            raise NotFound
    if desk.officer.roles & OVERSEERS:
        return Stated(OVERSIGHT, case)
    found = Stated(CASEWORK, case) if case else purpose_of(desk)
    if found is None:
        raise PurposeMissing("This traveller is in no case. State a purpose first: search for the traveller.")
    return found


def _told(work: UnitOfWork, traveller: Traveller) -> list[tuple[Message, Person]]:
    """The newest list and the newest push that spoke of this person, with the person as each tells it."""
    stored = [work.messages.one(one) for one in (traveller.api_message, traveller.pnr_message) if one]
    found = ((one.message, _same(one.message, traveller.person)) for one in stored if one is not None)
    return [(message, person) for message, person in found if person is not None]


def _same(message: Message, person: Person) -> Person | None:
    best = max(message.passengers, key=lambda one: score(one, person), default=None)
    return best if best is not None and score(best, person) else None


def _lines(message: Message, person: Person) -> list[tuple[str, str, str]]:
    """(field, message kind, original line)."""
    texts = {segment.ordinal: segment.text for segment in message.segments}
    return [(s.field, message.kind.value, texts[s.segment]) for s in person.sources if s.segment in texts]


def _booked(message: Message, person: Person) -> Booking:
    """The booking as the push tells it."""
    assert person.booking is not None
    return message.bookings[person.booking]


def search_form(request: Request, desk: Desk, form: FormData) -> Response:
    return page("search.html", **request.state.common, purposes=desk.parts.profile.purposes, found=None, asked={})


def search(request: Request, desk: Desk, form: FormData) -> Response:
    asked = {name: str(form.get(name, ""))[:100].strip() for name in ("name", "document", "purpose", "reason", "about")}
    stated = stated_purpose.stated(desk.parts, desk.officer, asked["purpose"], asked["about"])
    if len(asked["reason"]) < 10:
        raise InvalidInput("State the reason of the search in a sentence: it is kept with the search.")
    if max(len(asked["name"]), len(asked["document"])) < SHORTEST_SEARCH:
        raise InvalidInput(
            f"Name or document number: at least {SHORTEST_SEARCH} characters. There is no search for everybody."
        )
    state_purpose(desk, stated)
    with desk.parts.store.begin(desk.officer.actor, Permission.SEARCH, stated.purpose, request=stated.about) as work:
        found = work.desk.search(asked["name"], asked["document"])
        by = [field for field in ("name", "document") if asked[field]]
        detail: dict[str, Detail] = {"found": len(found), "by": by, "reason": asked["reason"]}
        work.commit(AuditEvent("traveller:searched", tuple(row.id for row in found), detail))
    return page("search.html", **request.state.common, purposes=desk.parts.profile.purposes, found=found, asked=asked)
