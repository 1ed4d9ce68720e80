"""The dossier of one traveller: who, which trip, with whom, what changed, how long kept, and where each value stood.

Goes in: a traveller's id, and a case or a reason. Comes out: a page. Never: contact or payment in clear without a written
reason on record; a value of somebody else.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import NotFound, PurposeMissing, ReasonMissing, ReasonNames
from gotravel.domain.ids import TravellerId
from gotravel.domain.message import Booking, Kind, Message, Person
from gotravel.domain.travel import Booking as BookingKept
from gotravel.domain.travel import FlightLeg, Traveller
from gotravel.domain.written_reason import SHORTEST_REASON, is_a_reason
from gotravel.flow.purposes import CASEWORK, OVERSIGHT
from gotravel.flow.stated_purpose import Stated
from gotravel.identity.same_person import score
from gotravel.identity.versions import Told, Version, versions
from gotravel.law.unnamed import names_somebody
from gotravel.store.around import Companion, Event, Journey, Look
from gotravel.store.messages import Origin, StoredMessage
from gotravel.store.unit_of_work import OVERSEERS, UnitOfWork
from gotravel.web import drawn
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk, purpose_of
from gotravel.web.wire_view import lines_about

FIELD_NAMES = {
    "family": "family name",
    "given": "given names",
    "born": "birth date",
    "checked_in": "check-in",
    "bags": "baggage",
    "birth_place": "birth place",
    "birth_country": "birth country",
    "frequent_flyer": "frequent flyer",
    "other_names": "other names",
    "crew_role": "crew role",
}
"""Words for fields of a person that are not their own."""


class Dossier(msgspec.Struct, frozen=True):
    """Everything the page shows, read in one unit of work."""

    traveller: Traveller
    leg: FlightLeg
    kept_booking: BookingKept | None
    told: tuple[tuple[StoredMessage, Person], ...]
    """The newest list and the newest push that spoke of this person, with the person as each tells it."""
    changes: tuple[Version, ...]
    company: list[Companion]
    journeys: list[Journey]
    looked: list[Look]
    events: list[Event]
    taken: dict[str, UUID]
    cases: list[tuple[UUID, str, str]]
    origins: tuple[tuple[Origin | None, bool, tuple[str, ...]], ...]
    """Each message that told a value that stands (None where it is gone), whether a person's request did instead, the fields."""

    @property
    def booking(self) -> Booking | None:
        """As the newest push tells it."""
        for stored, person in self.told:
            if person.booking is not None:
                return stored.message.bookings[person.booking]
        return None


def show(request: Request, desk: Desk, form: FormData) -> Response:
    if _sealed(request, desk):
        return RedirectResponse(f"/sealed/{request.path_params['traveller']}", 303, HEADERS)
    return _page(request, desk, _read(request, desk, None), revealed=False, problem="")


def _sealed(request: Request, desk: Desk) -> bool:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        return work.unmaskings.is_sealed(request.path_params["traveller"])


def reveal(request: Request, desk: Desk, form: FormData) -> Response:
    """Contact and payment in clear, once, on this page; the reason is on record."""
    reason = str(form.get("reason", ""))[:500].strip()
    if not is_a_reason(reason):
        return _page(request, desk, _read(request, desk, None), revealed=False, problem=str(ReasonMissing()))
    try:
        return _page(request, desk, _read(request, desk, reason), revealed=True, problem="")
    except ReasonNames as named:
        return _page(request, desk, _read(request, desk, None), revealed=False, problem=str(named))


def _read(request: Request, desk: Desk, reason: str | None) -> Dossier:
    number = TravellerId(request.path_params["traveller"])
    stated = _admitted(desk, number)
    with desk.parts.store.begin(
        desk.officer.actor, Permission.READ_TRAVELLER, stated.purpose, request=stated.about
    ) as work:
        found = _found(work, number)
        if reason is None:
            work.commit(AuditEvent("traveller:read", (number,)))
        else:
            person = found.traveller.person
            if names_somebody(reason, (person.family, person.given), (d.number for d in person.documents)):
                raise ReasonNames
            work.commit(
                AuditEvent("traveller:revealed", (number,), {"fields": ["contact", "payment"], "reason": reason})
            )
    return found


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


def _found(work: UnitOfWork, number: TravellerId) -> Dossier:
    traveller, leg, booking = work.travel.whole(number)
    cases = work.around.cases(number)
    messages = [one for one in (traveller.api_message, traveller.pnr_message) if one]
    return Dossier(
        traveller,
        leg,
        booking,
        _told(work, traveller),
        versions(_pushes(work, leg, booking)),
        work.around.company(number),
        work.around.journeys(number),
        work.around.looked([number, *(case for case, _, _ in cases)]),
        work.around.events(number, messages),
        work.around.seats(leg.id),
        cases,
        _origins(work, traveller),
    )


def _origins(work: UnitOfWork, traveller: Traveller) -> tuple[tuple[Origin | None, bool, tuple[str, ...]], ...]:
    told = traveller.person.told_by
    known = work.messages.origins([one.message for one in told])
    return tuple(
        (known.get(one.message), one.put_right, tuple(FIELD_NAMES.get(f, f) for f in one.fields)) for one in told
    )


def _told(work: UnitOfWork, traveller: Traveller) -> tuple[tuple[StoredMessage, Person], ...]:
    stored = [work.messages.one(one) for one in (traveller.api_message, traveller.pnr_message) if one]
    found = ((one, _same(one.message, traveller.person)) for one in stored if one is not None)
    return tuple((one, person) for one, person in found if person is not None)


def _same(message: Message, person: Person) -> Person | None:
    best = max(message.passengers, key=lambda one: score(one, person), default=None)
    return best if best is not None and score(best, person) else None


def _pushes(work: UnitOfWork, leg: FlightLeg, booking: BookingKept | None) -> list[Told]:
    """The booking in each push about this leg, oldest first."""
    if booking is None:
        return []
    found = []
    for stored in work.messages.about_leg(leg.id, Kind.PNRGOV):
        for one in stored.message.bookings:
            if one.locator == booking.locator:
                people = tuple(stored.message.passengers[place] for place in one.passengers)
                found.append(Told(stored.received_at, one, people))
    return found


def _page(request: Request, desk: Desk, found: Dossier, *, revealed: bool, problem: str) -> Response:
    now, profile, person = desk.parts.clock(), desk.parts.profile, found.traveller.person
    wanted = request.query_params.get("message", "")
    shown = next(
        (pair for pair in found.told if pair[0].message.kind.value == wanted), found.told[-1] if found.told else None
    )
    seat = person.seats[0].number if person.seats else None
    events = found.events + _trips(found)
    sealed_before = now - timedelta(days=profile.mask_after_days)
    return page(
        "dossier.html",
        422 if problem else 200,
        **request.state.common,
        found=found,
        person=person,
        kept=drawn.kept(found.traveller.received_at, profile, now),
        seats=drawn.seats_around(seat, found.taken, [one.seat for one in found.company if one.seat]),
        lanes=drawn.lanes(events, sealed_before, now),
        events=events,
        shown=shown,
        lines=lines_about(shown[0].message, shown[1]) if shown else (),
        case=_case(request, found),
        revealed=revealed,
        problem=problem,
        shortest=SHORTEST_REASON,
        quality=_quality(found),
    )


def _trips(found: Dossier) -> list[Event]:
    leg = found.leg
    legs = [(leg.departs_on, f"{leg.leg.carrier} {leg.leg.number}")]
    legs += [(one.departs_on, f"{one.carrier} {one.number}") for one in found.journeys]
    return [Event("trips", datetime.combine(day, time(12), UTC), name) for day, name in legs]


def _case(request: Request, found: Dossier) -> tuple[UUID, str, str] | None:
    """The case from which the officer came, else the newest on this traveller."""
    wanted = request.query_params.get("case", "")
    return next((case for case in found.cases if str(case[0]) == wanted), found.cases[0] if found.cases else None)


def _quality(found: Dossier) -> list[tuple[bool, str]]:
    """(whether it holds, what) for the data of this traveller."""
    person, traveller = found.traveller.person, found.traveller
    document = person.documents[0] if person.documents else None
    told = [
        (bool(value), label)
        for label, value in (
            ("API received", traveller.api_message),
            ("PNR received", traveller.pnr_message),
            ("Date of birth", person.born),
            ("Nationality", person.nationality),
            ("Sex", person.sex),
            ("Place of birth", person.birth_place),
            ("Document number", document.number if document else None),
            ("Document's expiry", document.expires if document else None),
        )
    ]
    if len(found.told) == 2:
        names = {" ".join(sorted(f"{p.family or ''} {p.given or ''}".split())) for _, p in found.told}
        told.append((len(names) == 1, "API and PNR names agree"))
    return told
