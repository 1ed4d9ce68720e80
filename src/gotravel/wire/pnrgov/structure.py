"""The segments that make the shape of a push: MSG, ORG, SRC, RCI, DAT, EQN, ABI and history.

Goes in: the reading and a segment. Comes out: the reading moved to its next place. Never raises.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.message import Agency, Purpose, Reference
from gotravel.wire.edifact.segment import Elements, Segment, said
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import Anchor, BookingDraft, Locator
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.times import stamp

OF_ITINERARY = frozenset({at.FLIGHT, at.CHECK_IN, at.CHECKED, at.DIVIDED, at.SERVICE})
OF_FLIGHT = frozenset({at.FLIGHT, at.CHECK_IN, at.CHECKED})
ENDED = frozenset({at.PUSH, at.HISTORY})
"""Behind these a locator begins a booking."""
CHANGED = "700"
"""The last change of a booking: only its beginning tells it."""
OF_HISTORY = frozenset({"T", "ZT"})
"""Kinds of dates that only a history has."""
NOTHING: Final = (None, None)
PURPOSES = {"22": Purpose.FULL, "141": Purpose.UPDATE}


def msg(reading: Reading, segment: Segment) -> None:
    """At the top: the kind of push. In a booking: a service that is no flight begins."""
    if reading.booking is not None:
        reading.place = at.SERVICE
        reading.keep(segment, "service", "MSG")
        return
    function = segment.get(1, 1) or segment.get(1)
    reading.function = function or None
    reading.purpose = PURPOSES.get(function)


def src(reading: Reading, segment: Segment) -> None:
    reading.begin(segment)


def rci(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """Record locators: of the booking, of a flight in it, or of the booking that was split off."""
    booking, place = reading.booking, reading.place
    if booking is None or place in ENDED:
        reading.say("booking-start-missing", segment)
        reading.begin(segment)
        booking, place = reading.open(segment), at.BOOKING
    told = _locators(reading, segment, text.split(element)[1:], component)
    if place == at.BOOKING:
        _own(booking, segment, told)
    elif place == at.SPLIT:
        booking.split += [Reference(carrier, locator) for carrier, locator, _ in told]
        reading.place, reading.flight_reference = at.DIVIDED, None
    else:
        # Under a name too: a flight's whose TVL was lost, until what follows says that it is another booking's.
        reading.place = at.FLIGHT if at.under_name(place) else place
        reading.flight_reference = Anchor(segment, text, element, component)
        _refer(booking, told)


def restarted(reading: Reading, segment: Segment) -> bool:
    """Begins the booking whose SRC was lost, if the locator read last, taken for a flight's, is another booking's."""
    booking, anchor = reading.booking, reading.flight_reference
    if booking is None or anchor is None or anchor.segment.get(1, 1) in ("", booking.locator):
        return False
    told = _locators(reading, anchor.segment, anchor.text.split(anchor.element)[1:], anchor.component)
    taken = {Reference(carrier, locator) for carrier, locator, _ in told}
    booking.references = [one for one in booking.references if one not in taken]
    reading.say("booking-start-missing", segment)
    reading.begin(segment)
    _moved(booking, reading.open(segment), anchor.segment.ordinal)
    told = _locators(reading, anchor.segment, anchor.text.split(anchor.element)[1:], anchor.component)
    _own(reading.open(segment), anchor.segment, told)
    return True


def _moved(before: BookingDraft, booking: BookingDraft, since: int) -> None:
    """What stood behind its locator is the new booking's: services, remarks, contacts."""
    booking.said = [one for one in before.said if one.segment.ordinal > since]
    booking.notes = [one for one in before.notes if one[4] > since]
    booking.contacts = [one for one in before.contacts if (one.segment or 0) > since]
    for one in booking.said:
        one.traveller = one.flight = None
    before.said = [one for one in before.said if one.segment.ordinal <= since]
    before.notes = [one for one in before.notes if one[4] <= since]
    before.contacts = [one for one in before.contacts if (one.segment or 0) <= since]


def _own(booking: BookingDraft, segment: Segment, told: list[Locator]) -> None:
    for one in told:
        if booking.locator is None and one[1]:
            booking.carrier, booking.locator, booking.created = one
            booking.segment = segment.ordinal
        else:
            _refer(booking, [one])


def _refer(booking: BookingDraft, told: list[Locator]) -> None:
    for carrier, locator, _ in told:
        if locator and not (locator == booking.locator and carrier == booking.carrier):
            one = Reference(carrier, locator)
            if one not in booking.references:
                booking.references.append(one)


def _locators(reading: Reading, segment: Segment, elements: list[str], component: str) -> list[Locator]:
    """The type before the date may be left out."""
    found = []
    for element in elements:
        carrier, locator, kind, day, clock, *_ = (element + component * 4).split(component)
        if len(kind) == 6 and kind.isdigit():
            day, clock = kind, day
        created, wrong = stamp(day, clock) if day else NOTHING
        if wrong:
            reading.say(wrong, segment, tag="RCI")
        if carrier or locator:
            found.append((carrier or None, locator or None, created))
    return found


def dat(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """By its place: dates of the booking, of a ticket, or the beginning of a check-in."""
    place, booking = reading.place, reading.booking
    if place == at.BOOKING and booking is not None:
        _dates(reading, booking, segment, text.split(element)[1:], component)
    elif place in OF_ITINERARY or place == at.SPLIT:
        kind = text.split(element, 2)[1].split(component, 1)[0] if element in text else ""
        if kind == CHANGED and restarted(reading, segment):
            dat(reading, segment, text, element, component)
        elif kind in OF_HISTORY:
            abi(reading, segment)
        elif place in OF_FLIGHT:
            reading.place, reading.checked = at.CHECK_IN, None
            if kind:
                reading.keep(segment, "service", "DAT")
        elif kind:
            reading.keep(segment, "ticketing", "DAT")
    elif element in text:
        reading.keep(segment, "ticketing", "DAT")


def _dates(reading: Reading, booking: BookingDraft, segment: Segment, elements: list[str], component: str) -> None:
    kept = False
    for element in elements:
        kind, day, clock, *_ = (element + component * 2).split(component)
        if kind != CHANGED:
            kept = True
            continue
        booking.changed, wrong = stamp(day, clock)
        if wrong:
            reading.say(wrong, segment, tag="DAT")
    if kept:
        reading.keep(segment, "ticketing", "DAT")


def org(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """Who made the booking; an empty one stands in the place of a booking that is no more."""
    booking = reading.booking
    if booking is None or reading.place == at.PUSH:
        reading.keep(segment, "service", "ORG")
    elif reading.place == at.BOOKING:
        _, *elements = text.split(element)
        booking.origin_empty = not "".join(elements).strip(component)
        booking.agency = _agency(elements, component)
    elif reading.place in OF_ITINERARY and restarted(reading, segment):
        org(reading, segment, text, element, component)
    elif element in text:
        reading.keep(segment, "service", "ORG")


def _agency(elements: list[str], component: str) -> Agency | None:
    _, delivering, place, _, kind, country, agent, *_ = [*elements, *[""] * 7]
    number, office, *_ = (delivering + component).split(component)
    if not (number or office):
        return None
    place, kind, country, agent = [one.partition(component)[0] for one in (place, kind, country, agent)]
    return Agency(
        None, number or None, office or None, place or None, country or None, agent or None, kind or None
    )  # fmt: skip


def eqn(reading: Reading, segment: Segment) -> None:
    """At the top the number of bookings of the whole push, in a booking the number of travellers split off."""
    if reading.booking is not None:
        reading.place = at.SPLIT
        return
    count = segment.get(1)
    if count.isascii() and count.isdigit() and len(count) < 9:
        reading.declared = int(count)
    else:
        reading.say("count-unreadable", segment)


def abi(reading: Reading, segment: Segment) -> None:
    """Also of SAC, where the ABI before it was lost."""
    reading.open(segment)
    reading.place = at.HISTORY
    history(reading, segment)


def history(reading: Reading, segment: Segment) -> None:
    """Names and flights in the history are no travellers and no itinerary."""
    if reading.booking is None:
        reading.open(segment)
    reading.keep(segment, "history")


def lts(reading: Reading, segment: Segment) -> None:
    """A line of the history that stands elsewhere."""
    booking = reading.booking or reading.open(segment)
    owner = reading.traveller if at.under_name(reading.place) else None
    line = _line(segment.held, segment.text, segment.ordinal in reading.cards)
    booking.notes.append(("history", "LTS", line, owner, segment.ordinal))


def keep_history(reading: Reading, segments: Segments, begin: int, end: int) -> None:
    """What stands between two places of a message, counted from 0."""
    booking, cards, divided, own = reading.booking, reading.cards, segments.divided, segments.own
    if booking is None:
        return
    tags, texts, ordinals = segments.tags[begin:end], segments.texts_of(range(begin, end)), range(begin + 1, end + 1)
    for tag, text, ordinal in zip(tags, texts, ordinals, strict=True):
        if tag == "LTS":
            text = _line(divided.get(ordinal - 1, own), text, ordinal in cards)
        elif ordinal in cards:
            text = masked(text)
        booking.notes.append(("history", tag, text, None, ordinal))


def _line(held: Elements | Separators, text: str, may_hold_card: bool) -> str:
    """Without escapes its own text tells whether it may hold the number of a card."""
    line = said(held, text)
    return masked(line) if may_hold_card or isinstance(held, tuple) else line
