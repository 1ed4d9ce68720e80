"""GOVREQ, a State's request for one PNR or one flight: writing, and reading into a Message. Never raises."""

from __future__ import annotations

from gotravel.domain.message import Answer, Kind, Leg, Message, Remark
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.writer import Header, interchange, segment
from gotravel.wire.person_dates import moment


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    """Requested flights are legs, requested PNRs answers with their locator as reference."""
    legs = tuple(_leg(one) for one in message.segments if one.tag == "TVL")
    asked = [one for one in message.segments if one.tag == "RCI"]
    function = next((one.get(1, 1) or one.get(1) for one in message.segments if one.tag == "MSG"), None)
    rest = [one for one in message.segments if one.tag not in ("UNH", "UNT", "MSG", "TVL", "RCI")]
    return Message(
        position=position,
        kind=Kind.GOVREQ,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        function=function or None,
        legs=legs,
        answers=tuple(Answer(one.get(1) or None, None, one.get(1, 1) or None, one.ordinal) for one in asked),
        findings=message.findings,
        remarks=tuple(Remark("remark", one.tag, one.text, None, one.ordinal) for one in rest),
        series=message.series,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def _leg(one: Segment) -> Leg:
    """`TVL+DDMMYY:HHMM:DDMMYY:HHMM+origin+destination+carrier+number`."""
    departure = _moment(one.get(1), one.get(1, 1))
    arrival = _moment(one.get(1, 2), one.get(1, 3))
    number = one.get(5).lstrip("0") or None
    return Leg(carrier=one.get(4) or None, number=number, suffix=one.get(5, 1) or None, origin=one.get(2) or None,
               destination=one.get(3) or None, departure=departure, arrival=arrival)  # fmt: skip


def _moment(day: str, clock: str) -> str | None:
    date = moment(day, "2")[0] if day else None
    known = date is not None and clock.isascii() and clock.isdigit() and len(clock) == 4
    return f"{date}T{clock[:2]}:{clock[2:]}" if known and int(clock[:2]) < 24 and int(clock[2:]) < 60 else date


def write(
    header: Header,
    *,
    message_reference: str,
    state: str,
    function: str,
    carrier: str,
    locator: str | None = None,
    flight: Leg | None = None,
    version: tuple[str, str] = ("11", "1"),
) -> str:
    """A request for one PNR (`locator`) or one flight. `function` is the code the guide in force names."""
    body = [segment("MSG", ("", function)), segment("ORG", state)]
    body += [segment("RCI", (carrier, locator))] if locator else []
    body += [_tvl(flight)] if flight else []
    return interchange(header, message_reference, ("GOVREQ", *version, "IA"), body, repetition="*")


def _tvl(flight: Leg) -> str:
    when = (*_wire_time(flight.departure), *_wire_time(flight.arrival))
    return segment(
        "TVL", when, flight.origin, flight.destination, flight.carrier, (flight.number or "") + (flight.suffix or "")
    )


def _wire_time(when: str | None) -> tuple[str, str]:
    """DDMMYY and HHMM."""
    if not when:
        return "", ""
    return when[8:10] + when[5:7] + when[2:4], when[11:16].replace(":", "")
