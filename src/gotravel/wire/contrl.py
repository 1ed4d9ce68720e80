"""CONTRL, the syntax acknowledgement of any interchange: reading into Message.answers, and writing. Never raises."""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.domain.message import Answer, Kind, Message, Remark
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.edifact.writer import Header, interchange, segment
from gotravel.wire.findings import finding

ACTIONS: Final = {
    "4": "this level and all below rejected",
    "7": "acknowledged, lower levels unless rejected",
    "8": "interchange received",
}
ERRORS: Final = {
    "2": "syntax version or level not supported",
    "7": "recipient is not the actual recipient",
    "12": "invalid value",
    "13": "missing",
    "14": "value not supported in this position",
    "15": "not supported in this position",
    "16": "too many constituents",
    "17": "no agreement",
    "18": "unspecified error",
    "20": "invalid as service character",
    "21": "invalid character",
    "22": "invalid service character",
    "23": "unknown sender",
    "24": "too old",
    "25": "test indicator not supported",
    "26": "duplicate detected",
    "28": "references do not match",
    "29": "control count does not match",
    "30": "groups and messages mixed",
    "32": "lower level empty",
    "33": "invalid occurrence outside message",
    "35": "too many repetitions",
    "36": "too many group repetitions",
    "37": "invalid type of characters",
    "39": "too long",
    "40": "too short",
    "45": "trailing separator",
    "46": "character set not supported",
    "47": "envelope functionality not supported",
    "48": "dependency violated",
}
# Position (element) of action and error in each status segment, and of the reference it is about.
STATUS: Final = {"UCI": (1, 4, 5), "UCF": (1, 4, 5), "UCM": (1, 3, 4), "UCS": (1, 0, 2), "UCD": (0, 0, 1)}


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    answers = [_answer(one) for one in message.segments if one.tag in STATUS]
    rest = [one for one in message.segments if one.tag not in STATUS and one.tag not in ("UNH", "UNT")]
    strange = [one for one in rest if one.tag and one.tag not in KNOWN]
    return Message(
        position=position,
        kind=Kind.CONTRL,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        answers=tuple(answers),
        findings=(*message.findings, *(finding("segment-unknown", one, tag=one.tag) for one in strange)),
        remarks=tuple(Remark("remark", one.tag, one.text, None, one.ordinal) for one in rest),
        series=message.series,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def _answer(one: Segment) -> Answer:
    reference, action, error = (one.get(number) if number else "" for number in STATUS[one.tag])
    text = "; ".join(part for part in (ACTIONS.get(action, ""), ERRORS.get(error, "")) if part)
    return Answer(error or action or None, text or None, reference or None, one.ordinal)


class Subject(msgspec.Struct, frozen=True):
    """What is acknowledged: an interchange (`name` None) or one of its messages."""

    reference: str
    accepted: bool
    error: str | None = None
    tag: str | None = None
    """Segment in which the error lies."""
    sender: str = ""
    recipient: str = ""
    name: tuple[str, ...] | None = None
    """S009 of the message."""


def write(
    header: Header, *, message_reference: str, interchange_of: Subject, messages: tuple[Subject, ...] = ()
) -> str:
    """A whole interchange with one CONTRL."""
    body = [_uci(interchange_of), *[_ucm(message) for message in messages]]
    return interchange(header, message_reference, ("CONTRL", "D", "3", "UN"), body)


def _uci(subject: Subject) -> str:
    action = "7" if subject.accepted else "4"
    return segment("UCI", subject.reference, subject.sender, subject.recipient, action, subject.error, subject.tag)


def _ucm(subject: Subject) -> str:
    return segment("UCM", subject.reference, subject.name, "7" if subject.accepted else "4", subject.error, subject.tag)
