"""ACKRES, a State's acknowledgement of a PNRGOV push: reading into Message.answers, and writing. Never raises."""

from __future__ import annotations

from typing import Final

from gotravel.domain.message import Answer, Kind, Message, Remark
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.writer import Header, interchange, segment
from gotravel.wire.findings import finding

PROCESSED, NOT_PROCESSED = "3", "7"
FUNCTION: Final = "23"
TEXTS: Final = {PROCESSED: "processed", NOT_PROCESSED: "not processed"}
KNOWN: Final = frozenset({"UNH", "UNT", "MSG", "ERC", "EQN"})


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    answers: list[Answer] = []
    remarks: list[Remark] = []
    found = list(message.findings)
    function: str | None = None
    declared: int | None = None
    for one in message.segments:
        if one.tag == "MSG":
            function = one.get(1, 1) or one.get(1) or None
            code = one.get(2)
            answers.append(Answer(code or None, TEXTS.get(code), message.series, one.ordinal))
        elif one.tag == "ERC":
            answers.append(Answer(one.get(1) or None, None, message.series, one.ordinal))
        elif one.tag == "EQN":
            count = one.get(1)
            declared = int(count) if count.isascii() and count.isdigit() and len(count) < 10 else None
        elif one.tag not in KNOWN:
            remarks.append(Remark("remark", one.tag, one.text, None, one.ordinal))
            found += [finding("segment-unknown", one, tag=one.tag)] if one.tag else []
    return Message(
        position=position,
        kind=Kind.ACKRES,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        function=function,
        declared_count=declared,
        answers=tuple(answers),
        findings=tuple(found),
        remarks=tuple(remarks),
        series=message.series,
        part=message.part,
        last_part=message.last_part,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def write(
    header: Header,
    *,
    message_reference: str,
    access: str | None,
    accepted: bool,
    errors: tuple[str, ...] = (),
    bookings: int | None = None,
    version: tuple[str, str] = ("11", "1"),
) -> str:
    """A whole interchange with one ACKRES. `access` is the push's common access reference, echoed."""
    body = [segment("MSG", ("", FUNCTION), PROCESSED if accepted else NOT_PROCESSED)]
    body += [segment("ERC", code) for code in errors]
    body += [segment("EQN", str(bookings))] if bookings is not None else []
    return interchange(header, message_reference, ("ACKRES", *version, "IA"), body, access=access, repetition="*")
