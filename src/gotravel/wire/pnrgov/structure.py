"""The segments that make the shape of a push: MSG, ORG, SRC, RCI, DAT, EQN, ABI and history.

Goes in: the reading and a segment. Comes out: the reading moved to its next place. Never raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.message import Agency, Purpose, Reference
from gotravel.wire.edifact.segment import Elements, Segment, part, said
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import Anchor, BookingDraft, Locator
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.times import stamp

OF_ITINERARY: Final = frozenset({at.FLIGHT, at.CHECK_IN, at.CHECKED, at.SERVICE, at.SERVED})
OF_BOOKING: Final = frozenset({"700", "710"})
OF_HISTORY: Final = frozenset({"T", "ZT"})
OF_FLIGHT: Final = frozenset({at.FLIGHT, at.CHECK_IN, at.CHECKED})
NOTHING: Final = (None, None)
BEGUN_BY: Final = {"EQN": ("RCI",), "MSG": ("TVL",)}
FOLLOW: Final[dict[str, frozenset[tuple[str, ...]]]] = {
    "TIF": frozenset({("FTI",), ("REF",), ("TKT",), ("FAR",), ("EBD",)}),
    "TVL": frozenset({("APD",), ("TRI",), ("DAT", "TRI")}),
}
"""What stands behind a traveller or a flight of the booking, and of a history in the grammar's order never."""
PURPOSES: Final = {"22": Purpose.FULL, "141": Purpose.UPDATE}


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
    told = _locators(reading, segment, text.split(element)[1:], component)
    if booking is None or (place not in OF_ITINERARY and place != at.BOOKING and _begins(reading, booking, told)):
        reading.say("booking-start-missing", segment)
        reading.begin(segment)
        booking, place = reading.open(segment), at.BOOKING
    if place == at.BOOKING:
        _own(booking, segment, told)
        return
    if at.under_name(place):
        reading.place = at.FLIGHT  # whose TVL was lost
    before = len(booking.references)
    if place == at.SPLIT:
        booking.split += [Reference(carrier, locator) for carrier, locator, _ in told]
    else:
        _refer(booking, told)
    if told and (place == at.SPLIT or len(booking.references) > before):
        held = (len(booking.notes), len(booking.said), len(booking.contacts))
        reading.anchor = Anchor(segment, told, booking.references[before:], held)


def _begins(reading: Reading, booking: BookingDraft, told: list[Locator]) -> bool:
    """Whether locators that are not of a flight begin a booking: another one of the same system, or a second one behind a
    split, which has but one."""
    if reading.place == at.SPLIT:
        return reading.anchor is not None
    return not at.under_name(reading.place) or booking.locator is None or _of_same_system(booking, told)


def _of_same_system(booking: BookingDraft, told: list[Locator]) -> bool:
    """A flight has the booking's own locator, or that of another system."""
    return bool(told) and told[0][0] == booking.carrier and told[0][1] not in (None, booking.locator)


def restarted(reading: Reading, segment: Segment, *, surely: bool = False) -> bool:
    """Begins the booking whose SRC was lost, if the locator read last, taken for a flight's, is another booking's; what
    was said since then is that booking's too. `surely`: only where no flight can have that locator."""
    before, anchor = reading.booking, reading.anchor
    if before is None or anchor is None or (surely and not _of_same_system(before, anchor.told)):
        return False
    before.unrefer(set(anchor.added))
    before.split = [one for one in before.split if reading.place != at.SPLIT or one.locator != anchor.told[0][1]]
    reading.say("booking-start-missing", segment)
    reading.begin(segment)
    booking = reading.open(segment)
    _own(booking, anchor.segment, anchor.told)
    notes, said, contacts = anchor.held
    booking.notes, before.notes[notes:] = before.notes[notes:], []
    booking.said, before.said[said:] = before.said[said:], []
    booking.contacts, before.contacts[contacts:] = before.contacts[contacts:], []
    for one in booking.said:
        one.flight = None
    return True


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
            booking.refer(Reference(carrier, locator))


def _locators(reading: Reading, segment: Segment, elements: list[str], component: str) -> list[Locator]:
    """The type before the date may be left out."""
    found = []
    for element in elements:
        parts = element.split(component)
        carrier, locator, kind, day, clock = parts[0], part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4)
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
    elif place >= at.FLIGHT:
        kind = text.split(element, 2)[1].split(component, 1)[0] if element in text else ""
        if kind in OF_BOOKING and restarted(reading, segment):
            dat(reading, segment, text, element, component)
            return
        if kind in OF_HISTORY:
            abi(reading, segment)
            return
        if place in OF_FLIGHT:
            reading.place, reading.checked, reading.anchor = at.CHECK_IN, None, None
        if kind:
            reading.keep(segment, "service" if place in OF_FLIGHT else "ticketing", "DAT")
    elif element in text:
        reading.keep(segment, "ticketing", "DAT")


def _dates(reading: Reading, booking: BookingDraft, segment: Segment, elements: list[str], component: str) -> None:
    kept = False
    for element in elements:
        parts = element.split(component)
        if parts[0] != "700":
            kept = True
            continue
        booking.changed, wrong = stamp(part(parts, 1), part(parts, 2))
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
        elements = text.split(element)[1:]
        booking.origin_empty = not "".join(elements).strip(component)
        booking.agency = _agency(elements, component)
    elif element in text:
        reading.keep(segment, "service", "ORG")


def _agency(elements: list[str], component: str) -> Agency | None:
    delivering = part(elements, 1).split(component)
    number, office = delivering[0], part(delivering, 1)
    if not (number or office):
        return None
    place, kind, country, agent = [part(elements, at).partition(component)[0] or None for at in (2, 4, 5, 6)]
    return Agency(None, number or None, office or None, place, country, agent, kind)


def eqn(reading: Reading, segment: Segment) -> None:
    """At the top the number of bookings of the whole push, in a booking the number of travellers split off."""
    if reading.booking is not None:
        reading.place, reading.anchor = at.SPLIT, None
        return
    count = segment.get(1)
    if count.isascii() and count.isdigit() and len(count) < 9:
        reading.declared = int(count)
    else:
        reading.say("count-unreadable", segment)


def abi(reading: Reading, segment: Segment) -> None:
    """Also of SAC, where the ABI before it was lost."""
    reading.open(segment)
    reading.place, reading.history, reading.anchor = at.HISTORY, segment.ordinal, None
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


def keep_history(reading: Reading, segments: Segments, end: int) -> None:
    """What stands between the beginning of the history and another place of the message, counted from 0."""
    begin, reading.history = reading.history, end + 1
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


def is_of_booking(tags: Sequence[str], end: int) -> bool:
    """Whether a check-in, a service or a split, within a history, is the booking's own: the history has none, but what an
    action (SAC) is about stands right behind it."""
    follows = tags[end] if end < len(tags) else ""
    return tags[end - 2] != "SAC" and follows in BEGUN_BY.get(tags[end - 1], (follows,))


def is_out_of_order(tags: Sequence[str], end: int) -> bool:
    """Whether a traveller or a flight within a history has what only the booking's own have. It stays in the history, because
    carriers write so of removed ones too."""
    behind = tuple([tag for tag in tags[end : end + 3] if tag != "RPI"])
    return behind[:1] in FOLLOW[tags[end - 1]] or behind[:2] in FOLLOW[tags[end - 1]]


def _line(held: Elements | Separators, text: str, may_hold_card: bool) -> str:
    """Without escapes its own text tells whether it may hold the number of a card."""
    line = said(held, text)
    return masked(line) if may_hold_card or isinstance(held, tuple) else line
