"""The door of identity: one lawful message and what is known become the rows to write.

Goes in: a Message, the Known rows of its legs, its Circumstances. Comes out: Changes, empty when nothing is new (so a
replay changes nothing). Never: a database, a clock, a person left out.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from gotravel.domain.ids import BookingId, FlightLegId, TravellerId
from gotravel.domain.message import Booking as DecodedBooking
from gotravel.domain.message import Kind, Leg, Message, Person, PersonKind, Purpose
from gotravel.domain.travel import Booking, FlightLeg, Traveller, TravelState
from gotravel.identity import legs as flight_legs
from gotravel.identity.changes import Changes, Circumstances, Known
from gotravel.identity.gone import now_gone
from gotravel.identity.merge import first, merged
from gotravel.identity.states import state_of
from gotravel.identity.travellers import assigned

CANCELLED_STATUS = frozenset({"HX", "UN", "UC", "NO", "XX", "XL"})
"""AIRIMP status codes that take a segment out of the itinerary."""
TRAVEL_KINDS = frozenset({Kind.PAXLST, Kind.PNRGOV, Kind.MANIFEST})


def resolve(message: Message, leg: Leg, known: Known, around: Circumstances) -> Changes:
    """`leg` is the one that the law looks at (`flight_legs.border_leg`)."""
    if message.kind not in TRAVEL_KINDS:
        return Changes()
    flight = _flight(message, leg, known, around)
    bookings = tuple(_booking(b, message, known, around) for b in message.bookings if b.locator)
    named = _named(message, bookings)
    found = assigned([person for person, _ in named], known.travellers)
    told = tuple(
        _traveller(person, booking, before, flight, message, around)
        for (person, booking), before in zip(named, found, strict=True)
        if before is not None or _adds_someone(message)
    )
    absent = now_gone(message, flight, bookings, told, known, around)
    return _only_new(Changes((flight,), bookings, (*told, *absent), _pairs(bookings, flight)), known)


def _flight(message: Message, leg: Leg, known: Known, around: Circumstances) -> FlightLeg:
    day = flight_legs.departs_on(leg, message, around.received_at)
    mine = flight_legs.key(leg, day)
    before = next((f for f in known.flight_legs if flight_legs.key(f.leg, f.departs_on) == mine), None)
    cancelled = message.purpose is Purpose.FLIGHT_CANCELLED or bool(before and before.cancelled)
    if before is None:
        return FlightLeg(FlightLegId(around.new_id()), leg, day, cancelled)
    filled = {f: getattr(leg, f) or getattr(before.leg, f) for f in Leg.__struct_fields__}
    return msgspec.structs.replace(before, leg=Leg(**filled), cancelled=cancelled)


def _booking(booking: DecodedBooking, message: Message, known: Known, around: Circumstances) -> Booking:
    carrier = booking.carrier or around.carrier
    before = next((b for b in known.bookings if _same_booking(b, booking, carrier)), None)
    prepared = _moment(message.prepared)
    state = TravelState.CANCELLED if booking.cancelled else TravelState.BOOKED
    if before is None:
        made = BookingId(around.new_id())
        return Booking(made, carrier, booking.locator or "", booking.created, state, around.message, prepared)
    if older(prepared, before.prepared):
        return before
    created = booking.created or before.created
    return msgspec.structs.replace(before, state=state, created=created, message=around.message, prepared=prepared)


def _same_booking(known: Booking, booking: DecodedBooking, carrier: str) -> bool:
    """Locators are used again after years: a different day of creation is another booking."""
    if (known.carrier, known.locator) != (carrier, booking.locator):
        return False
    return not (known.created and booking.created) or known.created[:10] == booking.created[:10]


def _named(message: Message, bookings: tuple[Booking, ...]) -> list[tuple[Person, Booking | None]]:
    """Every person with its booking on file. A PNR's person has no other locator than its booking's; a group's name
    is nobody: the bookings of its members name them."""
    by_locator = {booking.locator: booking for booking in bookings}
    named = []
    for person in message.passengers:
        if person.kind is PersonKind.GROUP:
            continue
        decoded = message.bookings[person.booking] if person.booking is not None else None
        locator = person.locator or (decoded.locator if decoded else None)
        named.append((msgspec.structs.replace(person, locator=locator), by_locator.get(locator or "")))
    return named


def _adds_someone(message: Message) -> bool:
    """A cancellation speaks of people on file; it makes no new ones. A close-out does: nobody aboard is left out."""
    return message.purpose is not Purpose.CANCEL and message.function != "RP"


def _traveller(
    person: Person,
    booking: Booking | None,
    before: Traveller | None,
    flight: FlightLeg,
    message: Message,
    around: Circumstances,
) -> Traveller:
    is_api = message.kind is not Kind.PNRGOV
    prepared = _moment(message.prepared)
    cancelled = _left_the_flight(person, booking, flight, message)
    if before is None:
        alone = first(person, around.message)
        state = state_of(message, person, cancelled, None)
        before = Traveller(
            TravellerId(around.new_id()),
            flight.id,
            booking.id if booking else None,
            alone,
            state,
            around.received_at,
            profile=around.profile,
            profile_version=around.profile_version,
        )
        return _told_by(before, is_api, around, prepared)
    late = older(prepared, before.prepared)
    joined = merged(
        before.person,
        person,
        around.message,
        new_wins=not late,
        new_is_api=is_api,
        known_has_api=before.api_message is not None,
    )
    state = before.state if late else state_of(message, person, cancelled, before.state)
    changed = msgspec.structs.replace(
        before, person=joined, state=state, booking=booking.id if booking else before.booking
    )
    return _told_by(changed, is_api, around, before.prepared if late else prepared)


def _left_the_flight(person: Person, booking: Booking | None, flight: FlightLeg, message: Message) -> bool:
    """Cancelled as a whole, or still alive but with this flight cancelled in its itinerary."""
    if booking is None:
        return False
    if booking.state is TravelState.CANCELLED:
        return True
    decoded = message.bookings[person.booking] if person.booking is not None else None
    items = [item for item in decoded.segments if _is_on(item.leg, flight)] if decoded else []
    return bool(items) and all(item.status in CANCELLED_STATUS for item in items)


def _is_on(item: Leg, flight: FlightLeg) -> bool:
    same_day = (item.departure or "")[:10] == flight.departs_on.isoformat()
    return same_day and (item.origin, item.destination) == (flight.leg.origin, flight.leg.destination)


def _told_by(traveller: Traveller, is_api: bool, around: Circumstances, prepared: datetime | None) -> Traveller:
    field = "api_message" if is_api else "pnr_message"
    return msgspec.structs.replace(traveller, prepared=prepared, **{field: around.message})


def _pairs(bookings: tuple[Booking, ...], flight: FlightLeg) -> tuple[tuple[BookingId, FlightLegId], ...]:
    return tuple((booking.id, flight.id) for booking in bookings)


def _only_new(changes: Changes, known: Known) -> Changes:
    """Rows that say what is on file already are not written again, whichever message repeats them."""
    legs = {leg.id: leg for leg in known.flight_legs}
    bookings = {booking.id: _substance_of_booking(booking) for booking in known.bookings}
    travellers = {traveller.id: _substance(traveller) for traveller in known.travellers}
    return Changes(
        tuple(leg for leg in changes.flight_legs if legs.get(leg.id) != leg),
        tuple(b for b in changes.bookings if bookings.get(b.id) != _substance_of_booking(b)),
        tuple(t for t in changes.travellers if travellers.get(t.id) != _substance(t)),
        changes.booking_legs,
    )


def _substance(traveller: Traveller) -> tuple[object, ...]:
    bare = msgspec.structs.replace(traveller.person, sources=())
    return (bare, traveller.state, traveller.booking, bool(traveller.api_message), bool(traveller.pnr_message))


def _substance_of_booking(booking: Booking) -> tuple[object, ...]:
    return (booking.created, booking.state)


def older(prepared: datetime | None, on_file: datetime | None) -> bool:
    """Whether a message was prepared before what is on file: then it fills gaps and overrules nothing."""
    return prepared is not None and on_file is not None and prepared < on_file


def _moment(text: str | None) -> datetime | None:
    """UNB times bear no zone; they are compared only with each other, and read as UTC."""
    try:
        return datetime.fromisoformat(f"{text}+00:00") if text and "T" in text else None
    except ValueError:
        return None
