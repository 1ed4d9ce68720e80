"""PNRGOV: one wire message in, one Message with its bookings and travellers out.

One pass over the segments, each with one function found by its tag and place. Never raises, never drops a traveller or
a booking; what has no field of its own becomes a remark.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gotravel.domain.message import Kind, Message, Purpose
from gotravel.wire.edifact.segment import Envelope, Segment, WireMessage
from gotravel.wire.pnrgov import flights, structure, texts, travellers
from gotravel.wire.pnrgov.draft import Place
from gotravel.wire.pnrgov.finish import finish
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.services import ssr


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    """One push, or one part of a series."""
    reading = Reading(envelope.prepared)
    for segment in message.segments:
        handler = HANDLERS.get(segment.tag)
        # Most segments can neither begin a booking nor stand in its history.
        if handler is None or segment.tag in BEGINS or reading.place is Place.HISTORY:
            _segment(reading, segment)
        else:
            handler(reading, segment)
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
        segments=message.segments.as_sent(),
    )


def _segment(reading: Reading, segment: Segment) -> None:
    tag = segment.tag
    if reading.place is Place.HISTORY and tag not in LEAVES_HISTORY:
        structure.history(reading, segment)
        return
    if tag == "SRC":
        finish(reading)
    handler = HANDLERS.get(tag)
    if handler is not None:
        before = reading.booking
        handler(reading, segment)
        _begun(reading, before)
    elif travellers.looks_like_name(segment):
        reading.say("traveller-tag-damaged", segment)
        travellers.tif(reading, segment)
    else:
        if tag:
            reading.say("segment-unknown", segment, tag=tag)
        reading.keep(segment, "unknown")


def _begun(reading: Reading, before: object) -> None:
    """A booking begun without SRC: the one before it is finished first."""
    now = reading.booking
    if before is not None and now is not before and now is not None:
        place, traveller = reading.place, reading.traveller
        reading.booking = before  # type: ignore[assignment]
        finish(reading)
        reading.booking, reading.place, reading.traveller = now, place, traveller


def _nothing(reading: Reading, segment: Segment) -> None:
    """UNH and UNT are the reader's."""


def _money(reading: Reading, segment: Segment) -> None:
    reading.keep(segment, "ticketing")


def _service(reading: Reading, segment: Segment) -> None:
    reading.keep(segment, "service")


BEGINS: Final = frozenset({"SRC", "RCI", "TIF", "DAT"})
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
