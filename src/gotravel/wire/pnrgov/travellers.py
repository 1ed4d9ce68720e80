"""Travellers as they are met: TIF, FTI, TKT, FOP, TRI, SSD and TBD in, drafts of persons out.

Never raises. A name that belongs to nobody met so far makes a person of its own: nobody is dropped.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.cards import masked_account
from gotravel.domain.message import FrequentFlyer, Payment, PersonKind, Seat, Ticket
from gotravel.wire.bag_tags import counted_out
from gotravel.wire.edifact.segment import Segment, part
from gotravel.wire.pnrgov import lost_names
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.brackets import infants_of
from gotravel.wire.pnrgov.draft import MOST_HELD, BookingDraft, TravellerDraft
from gotravel.wire.pnrgov.names import same_person, same_spelling
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.structure import restarted
from gotravel.wire.pnrgov.told_names import TYPES, named

CONJUNCTION: Final = re.compile(r"\A(\d{13})-\d{1,2}\Z")
"""`0271420067693-94`: the first of two tickets."""
CHECKING_IN: Final = frozenset({at.CHECK_IN, at.CHECKED})
TRI_ELEMENTS: Final = 2
LEAST_TAG: Final = 4
SEAT: Final = re.compile(r"0*\d{1,3}[A-Z]{1,2}")
NO_SEAT: Final = frozenset({"", "XXX", "INF", "NONE", "NIL"})
PIECES: Final = re.compile(r"\d{0,3}:\d")
POUND: Final = 0.45359237
TICKET_WITH_CHECK_DIGIT: Final = 14


def tif(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    place, booking = reading.place, reading.booking
    if place in CHECKING_IN and reading.anchor is None:
        _checked(reading, segment, text, element, component)
        return
    names = named(reading, segment, text, element, component)
    if booking is not None and place >= at.FLIGHT:
        _late(reading, segment, names, text, element, component)
        return
    booking = booking or reading.open(segment)
    reading.place = at.TRAVELLER
    known = booking.as_told.get(text)
    if known is not None and known.reference:
        reading.say("traveller-repeated", segment)
        reading.traveller = known
        return
    booking.as_told[text] = known or names[0]
    for name in names:
        reading.traveller = booking.join(name)
        if name.kind is PersonKind.GROUP:
            booking.group_name = booking.group_name or name.family
        elif name.given and "(" in name.given:
            for infant in infants_of(name, TYPES, reading.departure):
                booking.join(infant)
        if name.is_of_unknown_type:
            reading.say("traveller-type-unknown", segment)


def _late(
    reading: Reading, segment: Segment, names: list[TravellerDraft], text: str, element: str, component: str
) -> None:
    """A name after the flights: the booking's own again, or the first of a booking whose SRC was lost."""
    booking = reading.open(segment)
    are_known = all(_known(booking, name) for name in names)
    if restarted(reading, segment, surely=are_known):
        tif(reading, segment, text, element, component)
    elif reading.place in CHECKING_IN:
        _checked(reading, segment, text, element, component)
    elif are_known:
        reading.keep(segment, "service", "TIF")
    else:
        for name in names:
            reading.traveller = booking.join(name)
        reading.place = at.TRAVELLER


def _known(booking: BookingDraft, name: TravellerDraft, holder: TravellerDraft | None = None) -> TravellerDraft | None:
    """Named letter by letter before nearly so, referred to before not, by TIF before by TRI (`holder`), not yet checked
    in on this flight before done so: fathers and sons have one name."""
    referred = booking.referred(name.reference)
    people = booking.people(name.family, name.given)
    fitting = [one for one in people if same_spelling(one.family, one.given, name.family, name.given)]
    if not fitting:
        fitting = [one for one in people if same_person(one.family, one.given, name.family, name.given)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    flight = len(booking.segments)
    order = [
        (one is not referred, one is not holder, one.checked_at == flight, one.kind is not name.kind) for one in fitting
    ]
    return fitting[order.index(min(order))]


def _checked(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking = reading.booking or reading.open(segment)
    known = booking.as_told.get(text)
    # Word for word as before: with a reference there can be no doubt who it is.
    if known is None or not known.reference or booking.referred(known.reference) is not known:
        name = named(reading, segment, text, element, component)[0]
        known = _known(booking, name, reading.checked)
        holder = booking.referred(name.reference) or reading.checked
        if known is None and holder is not None and not (name.family and holder.family):
            known, holder.family = holder, holder.family or name.family
        if known is None and booking.lost:
            known = lost_names.named(booking, name)
        if known is None:
            reading.say("traveller-only-at-check-in", segment)
            known = booking.join(name)
    _taken_back(reading, known)
    _begun(reading, booking, known)
    reading.place, reading.unknown = at.CHECKED, None


def _taken_back(reading: Reading, known: TravellerDraft) -> None:
    """Whom TRI alone referred to is not checked in, where TIF says that it is another."""
    meant = reading.checked
    if meant is not None and meant is not known and reading.unknown is not None:
        meant.checked_in = reading.was_checked_in


def _begun(reading: Reading, booking: BookingDraft, traveller: TravellerDraft) -> None:
    """What follows is about this traveller's check-in."""
    traveller.checked_in, traveller.checked_at = True, len(booking.segments)
    reading.checked, reading.seated = traveller, None


def tri(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """A checked-in traveller, named by reference here or by TIF next."""
    reference = part(part(text.split(element), 2).split(component), 3)
    booking = reading.booking or reading.open(segment)
    reading.place, reading.anchor = at.CHECKED, None
    # Some senders number the check-in, not the traveller: then TIF, which follows, says who it is.
    reading.checked, reading.unknown = None, segment if reference else None
    referred = booking.referred(reference)
    if referred:
        reading.was_checked_in = referred.checked_in
        _begun(reading, booking, referred)
    elif reference:
        return
    elif len(booking.travellers) == 1:
        _begun(reading, booking, booking.travellers[0])


def nobody_checked(reading: Reading, segment: Segment) -> None:
    """Behind a damaged segment of the check-in it is not known whose seat and bags follow, unless it was the seat or says
    itself who is checked in."""
    if SEAT.fullmatch(segment.get(1)):
        return
    reading.checked = reading.unknown = None
    booking = reading.booking
    if booking is not None and len(segment.elements) == TRI_ELEMENTS and not segment.get(1):
        referred = booking.referred(segment.get(2, 3))
        if referred is not None:
            _begun(reading, booking, referred)


def ssd(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    elements = text.split(element)
    number, cabin = part(elements, 1).partition(component)[0].lstrip("0").upper(), part(elements, 5)
    if reading.checked is not None and reading.checked is reading.seated:
        reading.checked, reading.unknown = None, segment  # one seat each: the TRI between them was lost
    if reading.checked is None:
        if reading.unknown is not None:
            reading.say("traveller-reference-unknown", reading.unknown, tag="TRI")
        elif number not in NO_SEAT:
            reading.say("seat-of-nobody", segment)
        reading.keep(segment, "service", "SSD")
        return
    reading.seated = reading.checked
    if number not in NO_SEAT:
        flight = reading.flight
        origin, destination = (flight.leg.origin, flight.leg.destination) if flight else (None, None)
        seated(reading.checked, number, origin, destination, segment.ordinal, cabin.partition(component)[0] or None)


def seated(
    traveller: TravellerDraft, number: str, origin: str | None, destination: str | None, segment: int,
    cabin: str | None = None,
) -> None:  # fmt: skip
    """One seat a flight: the same seat said twice is one, also where one does not say on which flight."""
    for held in traveller.seats if len(traveller.seats) <= MOST_HELD else ():
        if held.number == number:
            if origin is None or (held.origin == origin and held.destination == destination):
                return
            if held.origin is None:
                del traveller.seats[held]
                cabin = cabin or held.cabin
                break
    traveller.seats[Seat(number, origin, destination, cabin)] = segment


def tbd(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """Bags: pieces and weight in element 2, tags from element 5 (or 4, where the pool was left out) on."""
    traveller = reading.checked or (reading.traveller if reading.place == at.TRAVELLER else None)
    if traveller is None:
        reading.keep(segment, "service", "TBD")
        return
    elements = text.split(element)
    pieces, tags = _pieces(elements, component)
    count, weight = pieces[0], part(pieces, 1)
    if count.isdecimal() and len(count) < 4:
        traveller.bag_count = max(traveller.bag_count or 0, int(count))
    if weight.isdecimal() and len(weight) < 6:
        kilograms = round(int(weight) * POUND, 1) if "701" in pieces[2:4] else float(weight)
        traveller.bag_weight = max(traveller.bag_weight or 0.0, kilograms)
    for tag in tags:
        if len(tag) > LEAST_TAG:
            parts = tag.split(component)
            number, more = part(parts, 1), part(parts, 2)
            if _is_tag(parts[0], number) and not counted_out(traveller.bag_tags, number, _count(more)):
                reading.say("bag-tags-many", segment)


def _pieces(elements: list[str], component: str) -> tuple[list[str], list[str]]:
    """Pieces and weight, and the elements that may be tags; a sign too few before either is made good."""
    told, third, tags = part(elements, 2), part(elements, 3), elements[4:]
    if component in third and third.split(component)[1].isdecimal() and len(third.split(component)[1]) > LEAST_TAG:
        tags = [third, *tags]
    if not told and PIECES.match(part(elements, 1).replace(component, ":")):
        told = elements[1]
    return told.split(component), tags


def _is_tag(carrier: str, number: str) -> bool:
    """carrier : first number : how many follow each other : destination."""
    if len(number) < LEAST_TAG or carrier.upper() in ("HP", "MP"):
        return False
    return number.isdigit() or any(map(str.isdigit, number))


def _count(more: str) -> int:
    return int(more) if more.isdecimal() and len(more) < 4 else 1


def fti(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    for told in text.split(element)[1:]:
        parts = told.split(component)
        carrier, number, status = parts[0], part(parts, 1), next(filter(None, parts[3:]), None)
        if number and reading.traveller is not None:
            key = (carrier or None, number)
            reading.traveller.flyers.setdefault(key, FrequentFlyer(*key, status))
        elif number:
            reading.keep(segment, "service", "FTI")


def tkt(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking = reading.booking or reading.open(segment)
    if at.under_name(reading.place):
        reading.place = at.TICKET
    parts = part(text.split(element), 1).split(component)
    number, kind = parts[0], part(parts, 1)
    if not number.isalnum():
        number = CONJUNCTION.sub(r"\1", number).replace("-", "").replace(" ", "")
    if number:
        ticketed(booking, reading.traveller, number, kind or None, None)


def ticketed(
    booking: BookingDraft, traveller: TravellerDraft | None, number: str, kind: str | None, coupons: str | None
) -> None:
    """Thirteen digits; a fourteenth is the check digit."""
    if len(number) == TICKET_WITH_CHECK_DIGIT and number.isdigit():
        number = number[:-1]
    holder = booking.tickets if traveller is None else traveller.tickets
    if number not in holder:
        holder[number] = Ticket(number, kind, coupons)


def fop(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking = reading.booking or reading.open(segment)
    if at.under_name(reading.place):
        reading.place = at.PAYMENT
    for told in text.split(element)[1:]:
        parts = told.split(component)
        kind, amount, vendor, account = parts[0], part(parts, 2), part(parts, 3), part(parts, 4)
        if kind or amount or vendor or account:
            shown, expires, holder = masked_account(account), part(parts, 5), part(parts, 10)
            booking.payments.append(
                Payment(
                    kind or "?", vendor or None, shown or None, expires or None, amount or None, None, holder or None
                )
            )
