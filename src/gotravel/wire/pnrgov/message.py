"""PNRGOV: one wire message in, one Message with its bookings and travellers out.

One pass over the segments, each with one function found by its tag and place. Never raises, never drops a traveller or
a booking; what has no field of its own becomes a remark.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gotravel.domain.cards import candidates, is_of_document, masked
from gotravel.domain.message import Kind, Message, Purpose
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Elements, Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import BOOKING, is_near
from gotravel.wire.pnrgov import flights, lost_names, structure, texts, told_names, travellers
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import BookingDraft
from gotravel.wire.pnrgov.finish import finish
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.repeated import divide_repeated
from gotravel.wire.pnrgov.services import ssr
from gotravel.wire.pnrgov.signs import COMPONENT, ELEMENT, rewritten, signs


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    """One push, or one part of a series."""
    if envelope.repetition:
        divide_repeated(message.segments, envelope.repetition)
    reading = Reading(envelope.prepared, candidates(message.segments.sent))
    _through(reading, message.segments)
    finish(reading)
    if not reading.legs:
        reading.say("flight-missing")
    if reading.declared is None and (message.part or 1) == 1 and not _has_unread_count(reading):
        reading.say("booking-count-missing")
    if reading.purpose is None:
        reading.say("push-function-unknown")
    return Message(
        position=position,
        kind=Kind.PNRGOV,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        purpose=reading.purpose or Purpose.FULL,
        function=reading.function,
        legs=tuple(reading.legs),
        bookings=tuple(reading.bookings),
        passengers=tuple(reading.passengers),
        declared_count=reading.declared,
        findings=(*message.findings, *reading.findings),
        remarks=tuple(reading.remarks),
        series=message.series,
        part=message.part,
        last_part=message.last_part,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def _has_unread_count(reading: Reading) -> bool:
    return any(one.code == "count-unreadable" for one in reading.findings)


def _through(reading: Reading, segments: Segments) -> None:
    """Every segment to its function, with a text and what cuts it. What is only kept needs neither,
    and a history is kept in one go, when it has ended."""
    element, component, odd = signs(segments)
    marks = _marks(len(segments), reading.cards, odd)
    tags, divided, own, ordinal = segments.tags, segments.divided, segments.own, 0
    for text in segments.texts():
        tag, ordinal = tags[ordinal], ordinal + 1
        mark = marks[ordinal]
        if reading.place == at.HISTORY:
            # A booking's beginning says nothing; one that does is a damaged SAC.
            if tag not in ENDS_HISTORY or (tag == BOOKING and len(text) > len("SRC+")):
                continue
            if tag in structure.FOLLOW:
                if structure.is_out_of_order(tags, ordinal):
                    reading.say("history-out-of-order", ordinal)
                continue
            if tag in BEHIND_HISTORY:
                if not structure.is_of_booking(tags, ordinal):
                    continue
                reading.say("history-out-of-order", ordinal)
            structure.keep_history(reading, segments, ordinal - 1)
        kind = KEPT.get(tag)
        if kind is not None:
            if tag == "REF" and at.under_name(reading.place):
                lost_names.ref(reading, text, ordinal)
            booking = reading.booking
            if booking is None or mark & CARD:
                reading.note(kind, tag, text, ordinal)
            else:
                owner = reading.traveller if at.under_name(reading.place) else None
                booking.notes.append((kind, tag, text, owner, ordinal))
            continue
        held = divided.get(ordinal - 1, own) if mark & ODD else own
        if mark & CARD and not is_of_document(text):
            held, text = _covered(held), masked(text)
        segment, cut = Segment(tag, held, ordinal, UNASKED, text), CUT.get(tag)
        if cut is None:
            WHOLE.get(tag, _unknown)(reading, segment)
        elif mark & ODD:
            cut(reading, segment, rewritten(segment), ELEMENT, COMPONENT)
        else:
            cut(reading, segment, text, element, component)
        if reading.before is not None:
            _begun(reading, reading.before)
            reading.before = None
    if reading.place == at.HISTORY:
        structure.keep_history(reading, segments, len(segments))


def _marks(size: int, cards: frozenset[int], odd: frozenset[int]) -> bytes:
    """By ordinal, what is to be known of a segment: asking two sets for each costs more than the rest of the loop."""
    marks = bytearray(size + 1)
    for ordinal in cards:
        marks[ordinal] |= CARD
    for ordinal in odd:
        marks[ordinal] |= ODD
    return bytes(marks)


def _covered(held: Elements | Separators) -> Elements | Separators:
    """Whatever is made of a number of a payment card is made of what is shown of it."""
    return tuple([tuple(map(masked, parts)) for parts in held]) if isinstance(held, tuple) else held


def _unknown(reading: Reading, segment: Segment) -> None:
    if told_names.looks_like_name(segment):
        reading.say("traveller-tag-damaged", segment)
        travellers.tif(reading, segment, rewritten(segment), ELEMENT, COMPONENT)
        return
    if reading.booking is not None and flights.looks_like_flight(segment):
        reading.say("flight-tag-damaged", segment)
        flights.tvl(reading, segment)
        return
    if reading.booking is not None and not segment.elements and is_near(segment.tag, BOOKING):
        reading.say("booking-start-missing", segment)
        reading.begin(segment)
        return
    if reading.place == at.CHECKED:
        travellers.nobody_checked(reading, segment)
    if segment.tag:
        reading.say("segment-unknown", segment, tag=segment.tag)
    reading.keep(segment, "unknown")


def _begun(reading: Reading, before: BookingDraft) -> None:
    """Another booking has begun: the one before it is finished first."""
    now, place, traveller = reading.booking, reading.place, reading.traveller
    reading.booking = before
    finish(reading)
    reading.booking, reading.place, reading.traveller = now, place, traveller


def _nothing(reading: Reading, segment: Segment) -> None:
    """UNH and UNT are the reader's."""


CARD: Final = 1
ODD: Final = 2
"""It may hold the number of a payment card; it cannot be cut as it was sent."""
UNASKED: Final = -1
"""The byte offset, which the message's columns hold and nobody here asks for."""
BEHIND_HISTORY: Final = frozenset({"TRI", "MSG", "EQN"})
ENDS_HISTORY: Final = frozenset({"SRC", "RCI", "UNT", "UNH", *structure.FOLLOW}) | BEHIND_HISTORY
KEPT: Final = {
    "APD": "service",
    "EBD": "service",
    "REF": "service",
    "FAR": "ticketing",
    "MON": "ticketing",
    "PTK": "ticketing",
    "TXD": "ticketing",
}
"""What has no field of its own, whatever it says and wherever it stands."""
CUT: Final[dict[str, Callable[[Reading, Segment, str, str, str], None]]] = {
    "ORG": structure.org,
    "RCI": structure.rci,
    "DAT": structure.dat,
    "RPI": flights.rpi,
    "TIF": travellers.tif,
    "FTI": travellers.fti,
    "TKT": travellers.tkt,
    "FOP": travellers.fop,
    "TRI": travellers.tri,
    "SSD": travellers.ssd,
    "TBD": travellers.tbd,
    "SSR": ssr,
    "IFT": texts.ift,
    "ADD": texts.add,
}
"""Called with the segment's text and the signs of its elements and components, because dividing it is most of the work."""
WHOLE: Final[dict[str, Callable[[Reading, Segment], None]]] = {
    "UNH": _nothing,
    "UNT": _nothing,
    "MSG": structure.msg,
    "EQN": structure.eqn,
    "SRC": structure.src,
    "ABI": structure.abi,
    "SAC": structure.abi,
    "LTS": structure.lts,
    "TVL": flights.tvl,
    "TRA": flights.tra,
}
