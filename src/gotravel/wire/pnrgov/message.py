"""PNRGOV: one wire message in, one Message with its bookings and travellers out.

One pass over the segments, each with one function found by its tag and place. Never raises, never drops a traveller or
a booking; what has no field of its own becomes a remark.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gotravel.domain.message import Kind, Message, Purpose
from gotravel.wire.cards import candidates
from gotravel.wire.edifact.segment import Envelope, Segment, WireMessage
from gotravel.wire.pnrgov import flights, structure, texts, travellers
from gotravel.wire.pnrgov.draft import BookingDraft, Place
from gotravel.wire.pnrgov.finish import finish
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.services import ssr


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    """One push, or one part of a series."""
    reading, history = Reading(envelope.prepared, candidates(message.segments.texts)), Place.HISTORY
    for segment in message.segments:
        tag, before = segment.tag, reading.booking
        if reading.place is history and tag not in LEAVES_HISTORY:
            structure.history(reading, segment)
            continue
        HANDLERS.get(tag, _unknown)(reading, segment)
        if before is not None and reading.booking is not before:
            _begun(reading, before)
    finish(reading)
    if not reading.legs:
        reading.say("flight-missing")
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


def _unknown(reading: Reading, segment: Segment) -> None:
    if travellers.looks_like_name(segment):
        reading.say("traveller-tag-damaged", segment)
        travellers.tif(reading, segment)
        return
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


def _money(reading: Reading, segment: Segment) -> None:
    reading.keep(segment, "ticketing")


def _service(reading: Reading, segment: Segment) -> None:
    reading.keep(segment, "service")


LEAVES_HISTORY: Final = frozenset({"SRC", "RCI", "LTS", "ABI", "UNT", "UNH"})
HANDLERS: Final[dict[str, Callable[[Reading, Segment], None]]] = {
    "UNH": _nothing,
    "UNT": _nothing,
    "MSG": structure.msg,
    "ORG": structure.org,
    "EQN": structure.eqn,
    "SRC": structure.src,
    "RCI": structure.rci,
    "DAT": structure.dat,
    "ABI": structure.abi,
    "SAC": structure.history,
    "LTS": structure.lts,
    "TVL": flights.tvl,
    "TRA": flights.tra,
    "RPI": flights.rpi,
    "APD": flights.apd,
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
    "REF": _service,
    "EBD": _service,
    "FAR": _money,
    "MON": _money,
    "PTK": _money,
    "TXD": _money,
}
