"""The segments that make the shape of a push: MSG, ORG, SRC, RCI, DAT, EQN, ABI and history.

Goes in: the reading and a segment. Comes out: the reading moved to its next place. Never raises.
"""

from __future__ import annotations

from gotravel.domain.message import Agency, Purpose, Reference
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.pnrgov.draft import BookingDraft, Place
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.times import stamp

OF_ITINERARY = frozenset({Place.FLIGHT, Place.CHECK_IN, Place.CHECKED, Place.SERVICE})
OF_FLIGHT = frozenset({Place.FLIGHT, Place.CHECK_IN, Place.CHECKED})
PURPOSES = {"22": Purpose.FULL, "141": Purpose.UPDATE}


def msg(reading: Reading, segment: Segment) -> None:
    """At the top: the kind of push. In a booking: a service that is no flight begins."""
    if reading.booking is not None:
        reading.place = Place.SERVICE
        reading.keep(segment, "service", "MSG")
        return
    function = segment.get(1, 1) or segment.get(1)
    reading.function = function or None
    reading.purpose = PURPOSES.get(function)


def src(reading: Reading, segment: Segment) -> None:
    reading.begin(segment)


def rci(reading: Reading, segment: Segment) -> None:
    """Record locators: of the booking, of a flight in it, or of the booking that was split off."""
    booking, place = reading.booking, reading.place
    if booking is not None and place is Place.SPLIT:
        booking.split += [reference for reference, _ in _locators(reading, segment)]
    elif booking is not None and place in OF_ITINERARY:
        reading.flight_reference = segment
        _refer(booking, [reference for reference, _ in _locators(reading, segment)])
    elif booking is None or place is not Place.BOOKING:
        reading.say("booking-start-missing", segment)
        reading.begin(segment)
        _own(reading.open(segment), reading, segment)
    else:
        _own(booking, reading, segment)


def restarted(reading: Reading, segment: Segment) -> bool:
    """Begins the booking whose SRC was lost, if the locator read last, taken for a flight's, is another booking's."""
    booking, anchor = reading.booking, reading.flight_reference
    if booking is None or anchor is None or anchor.get(1, 1) in ("", booking.locator):
        return False
    taken = {reference for reference, _ in _locators(reading, anchor)}
    booking.references = [one for one in booking.references if one not in taken]
    reading.say("booking-start-missing", segment)
    reading.begin(segment)
    _own(reading.open(segment), reading, anchor)
    return True


def _own(booking: BookingDraft, reading: Reading, segment: Segment) -> None:
    for reference, created in _locators(reading, segment):
        if booking.locator is None and reference.locator:
            booking.carrier, booking.locator, booking.created = reference.carrier, reference.locator, created
            booking.segment = segment.ordinal
        else:
            _refer(booking, [reference])


def _refer(booking: BookingDraft, references: list[Reference]) -> None:
    for one in references:
        is_own = one.locator == booking.locator and one.carrier == booking.carrier
        if one.locator and not is_own and one not in booking.references:
            booking.references.append(one)


def _locators(reading: Reading, segment: Segment) -> list[tuple[Reference, str | None]]:
    """Carrier, locator and creation of each composite; the type before the date may be left out."""
    found = []
    for parts in segment.elements:
        carrier, locator, kind, day, clock = [*[part.strip() for part in parts[:5]], "", "", "", ""][:5]
        if len(kind) == 6 and kind.isdigit():
            day, clock = kind, day
        created, wrong = stamp(day, clock)
        if wrong:
            reading.say(wrong, segment, tag="RCI")
        if carrier or locator:
            found.append((Reference(carrier or None, locator or None), created))
    return found


def dat(reading: Reading, segment: Segment) -> None:
    """By its place: dates of the booking, of a ticket, or the beginning of a check-in."""
    if reading.place is Place.FLIGHT and segment.get(1) == "700" and restarted(reading, segment):
        dat(reading, segment)
    elif reading.place in OF_FLIGHT:
        reading.place, reading.checked = Place.CHECK_IN, None
        if segment.get(1):
            reading.keep(segment, "service", "DAT")
    elif reading.booking is not None and reading.place is Place.BOOKING:
        _dates(reading, reading.booking, segment)
    elif segment.elements:
        reading.keep(segment, "ticketing", "DAT")


def _dates(reading: Reading, booking: BookingDraft, segment: Segment) -> None:
    for parts in segment.elements:
        if parts[0].strip() == "700":
            day, clock = (*(part.strip() for part in parts[1:3]), "", "")[:2]
            booking.changed, wrong = stamp(day, clock)
            if wrong:
                reading.say(wrong, segment, tag="DAT")
    if any(parts[0].strip() != "700" for parts in segment.elements):
        reading.keep(segment, "ticketing", "DAT")


def org(reading: Reading, segment: Segment) -> None:
    """Who made the booking; an empty one stands in the place of a booking that is no more."""
    booking = reading.booking
    if booking is None or reading.place is Place.PUSH:
        reading.keep(segment, "service", "ORG")
    elif reading.place is Place.BOOKING:
        booking.origin_empty = not any(part.strip() for parts in segment.elements for part in parts)
        booking.agency = _agency(segment)
    elif segment.elements:
        reading.keep(segment, "service", "ORG")


def _agency(segment: Segment) -> Agency | None:
    number, office, place, country = segment.get(2), segment.get(2, 1), segment.get(3), segment.get(6)
    if not (number or office):
        return None
    return Agency(
        None, number or None, office or None, place or None, country or None, segment.get(7) or None,
        segment.get(5) or None,
    )  # fmt: skip


def eqn(reading: Reading, segment: Segment) -> None:
    """At the top the number of bookings of the whole push, in a booking the number of travellers split off."""
    if reading.booking is not None:
        reading.place = Place.SPLIT
        return
    count = segment.get(1)
    if count.isascii() and count.isdigit() and len(count) < 9:
        reading.declared = int(count)
    else:
        reading.say("count-unreadable", segment)


def abi(reading: Reading, segment: Segment) -> None:
    reading.open(segment)
    reading.place = Place.HISTORY
    history(reading, segment)


def history(reading: Reading, segment: Segment) -> None:
    """Names and flights in the history are no travellers and no itinerary."""
    if reading.booking is None:
        reading.open(segment)
    reading.keep(segment, "history")


def lts(reading: Reading, segment: Segment) -> None:
    if reading.booking is None:
        reading.open(segment)
    reading.keep(segment, "history", "LTS", segment.said())
