"""Flights and services of an itinerary: TVL, TRA, RPI and APD in, the leg of the push and booked segments out.

A TVL without dates and ports is the operating flight of the one before it. Never raises, never drops an item.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from gotravel.domain.message import BookingSegment, Leg, SegmentKind
from gotravel.wire.edifact.segment import Segment, part
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import BookingDraft
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.times import flown

DESIGNATED: Final = re.compile(r"([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])?0*(\d{1,5})([A-Z]?)")
PORT: Final = 3
DATE: Final = 6
KINDS: Final = {"OPEN": SegmentKind.OPEN, "ARNK": SegmentKind.ARNK}


def tvl(reading: Reading, segment: Segment) -> None:
    booking = reading.booking
    if booking is not None and reading.place != at.SERVICE and segment.text in reading.itineraries:
        _booked(reading, booking, segment)
        return
    segment = _shifted(segment)
    if booking is None:
        if not reading.legs:
            item, told = _understood(segment, reading.departure)
            _say(reading, segment, told)
            reading.legs.append(item.leg)
    elif _is_service(reading, segment):
        reading.place = at.SERVED if reading.place == at.SERVICE else reading.place
        booking.services.append(_service(reading, segment))
    elif _is_operating(segment, booking):
        _operated(booking, "", segment.get(5), segment.get(5, 1))
    else:
        _booked(reading, booking, segment)


def _is_service(reading: Reading, segment: Segment) -> bool:
    """The first one behind MSG is, whatever it looks like; of those that follow, what looks like no flight."""
    if reading.place == at.SERVED:
        return not looks_like_flight(segment) or _is_of_same_chain(reading, segment)
    return reading.place == at.SERVICE or bool(segment.get(2, 1) and not segment.get(3))


def _is_of_same_chain(reading: Reading, segment: Segment) -> bool:
    """The second car of one service."""
    booking = reading.booking
    return booking is not None and bool(booking.services) and booking.services[-1].leg.carrier == segment.get(4)


def _booked(reading: Reading, booking: BookingDraft, segment: Segment) -> None:
    reading.place, reading.checked, reading.anchor = at.FLIGHT, None, None
    booking.segments.append(_item(reading, segment))


def tra(reading: Reading, segment: Segment) -> None:
    flight = reading.flight
    if reading.booking is None or flight is None or flight.status or flight.operating_number:
        reading.keep(segment, "service")  # of a flight whose TVL was lost
    else:
        _operated(reading.booking, segment.get(1), segment.get(2), segment.get(2, 1))


def rpi(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """The status of the flight before it."""
    booking, flight = reading.booking, reading.flight
    if booking is None or flight is None or flight.status:
        reading.keep(segment, "service", "RPI")
        if at.under_name(reading.place):
            reading.place = at.FLIGHT  # whose TVL was lost
    else:
        elements = text.split(element)
        status = part(elements, 2).partition(component)[0] or part(part(elements, 1).split(component), 1)
        booking.segments[-1] = BookingSegment(
            flight.kind, flight.leg, flight.operating_carrier, flight.operating_number, flight.cabin,
            status or None, flight.segment,
        )  # fmt: skip


def looks_like_flight(segment: Segment) -> bool:
    """A damaged TVL: a date, two airports and a number."""
    ports = (segment.get(2), segment.get(3))
    return (
        all(len(port) == PORT and port.isalpha() for port in ports)
        and len(segment.get(1)) == DATE
        and segment.get(1).isdigit()
        and DESIGNATED.fullmatch(segment.get(5)) is not None
    )


def _shifted(segment: Segment) -> Segment:
    """`TVL+280825+1200+ATH+DXB+..`: the time stands in an element of its own."""
    elements = segment.elements
    if len(elements) > 3 and len(elements[0]) == 1 and len(elements[1]) == 1 and re.fullmatch(r"\d{4}", elements[1][0]):
        moved = (((*elements[0], *elements[1])), *elements[2:4], *_divided_carrier(elements[4:]))
        return Segment(segment.tag, moved, segment.ordinal, segment.offset, segment.text)
    return segment


def _divided_carrier(rest: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """`EK0160` in the place of the carrier."""
    match = DESIGNATED.fullmatch(rest[0][0]) if rest else None
    if match and match[1] and len(rest) == 1:
        return (match[1],), (match[2],)
    return rest


def _is_operating(segment: Segment, booking: BookingDraft) -> bool:
    return bool(booking.segments) and _is_bare(segment) and segment.get(5).upper() not in KINDS


def _is_bare(segment: Segment) -> bool:
    return not segment.get(1) and not segment.get(2) and not segment.get(3)


def _operated(booking: BookingDraft, carrier: str, number: str, cabin: str) -> None:
    if not booking.segments:
        return
    before = booking.segments[-1]
    match = DESIGNATED.fullmatch(number.strip().upper())
    booking.segments[-1] = msgspec.structs.replace(
        before,
        operating_carrier=carrier or before.operating_carrier,
        operating_number=match[2] if match else before.operating_number,
        cabin=before.cabin or cabin or None,
    )


def _item(reading: Reading, segment: Segment) -> BookingSegment:
    """Most travellers of a push are on the same few flights: each is understood once. A bare one is not remembered,
    because its place tells whether it is a flight or who operates it."""
    known = reading.itineraries.get(segment.text)
    if known is None:
        known = _understood(segment, reading.departure)
        if not _is_bare(segment):
            reading.itineraries[segment.text] = known
    item, told = known
    _say(reading, segment, told)
    return BookingSegment(item.kind, item.leg, item.operating_carrier, None, item.cabin, None, segment.ordinal)


def _say(reading: Reading, segment: Segment, codes: list[str]) -> None:
    for code in codes:
        reading.say(code, segment, tag="TVL")


def _understood(segment: Segment, near: str | None) -> tuple[BookingSegment, list[str]]:
    departure, arrival, told = flown(segment.elements[0] if segment.elements else (), near)
    carrier, operating = segment.get(4), segment.get(4, 1)
    own, number, suffix, kind = _numbered(segment)
    leg = Leg(
        carrier=carrier or own,
        number=number,
        suffix=segment.get(5, 2) or suffix,
        origin=segment.get(2) or None,
        destination=segment.get(3) or None,
        departure=departure,
        arrival=arrival,
    )
    if kind is SegmentKind.FLIGHT and not number:
        told.append("flight-number-unreadable" if segment.get(5) else "flight-missing")
    return BookingSegment(kind, leg, operating or None, None, segment.get(5, 1) or None), told


def _numbered(segment: Segment) -> tuple[str | None, str | None, str | None, SegmentKind]:
    """(carrier glued to the number, number without leading zeros, suffix, kind)."""
    text = segment.get(5).upper()
    if text.isascii() and text.isdigit():
        return None, text.lstrip("0") or "0", None, SegmentKind.FLIGHT
    kind = KINDS.get(text) or KINDS.get(segment.get(4).upper())
    if kind:
        return None, None, None, kind
    match = DESIGNATED.fullmatch(text.replace(" ", ""))
    return (
        (match[1], match[2], match[3] or None, SegmentKind.FLIGHT) if match else (None, None, None, SegmentKind.FLIGHT)
    )


def _times(reading: Reading, segment: Segment) -> tuple[str | None, str | None]:
    departure, arrival, codes = flown(segment.elements[0] if segment.elements else ())
    _say(reading, segment, codes)
    return departure, arrival


def _service(reading: Reading, segment: Segment) -> BookingSegment:
    """A hotel, a car: chain and property as carrier and number, place and name as origin and destination."""
    departure, arrival = _times(reading, segment)
    leg = Leg(
        carrier=segment.get(4) or None,
        number=segment.get(5) or None,
        origin=segment.get(2) or None,
        destination=segment.get(2, 1) or segment.get(3) or None,
        departure=departure,
        arrival=arrival,
    )
    return BookingSegment(SegmentKind.SERVICE, leg, None, None, segment.get(5, 1) or None, None, segment.ordinal)
