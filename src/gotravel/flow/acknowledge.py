"""The application acknowledgement for a carrier: ACKRES for a PNRGOV push.

Goes in: what was kept of a transmission, its receipt. Comes out: an EDIFACT interchange, or None where none is due. Never:
a passenger's data; a word about what is known of anybody.
"""

from __future__ import annotations

from gotravel.domain.message import Kind, Message
from gotravel.domain.transmission import Receipt
from gotravel.wire import ackres
from gotravel.wire.edifact.writer import Header

UNABLE = "118"
"""ERC: unable to process."""


def acknowledgement(messages: tuple[Message, ...], receipt: Receipt) -> str | None:
    """One interchange a message, in the order they came; to the sender, from whom it was addressed to."""
    return "".join(_one(m, receipt) for m in messages if m.kind is Kind.PNRGOV) or None


def _one(message: Message, receipt: Receipt) -> str:
    lost = any(finding.severity == "error" for finding in message.findings)
    reference = f"A{receipt.digest[:8].upper()}{message.position:04d}"
    prepared = receipt.received_at.strftime("%Y-%m-%dT%H:%M")
    header = Header(
        message.recipient or "PIU", message.sender or receipt.carrier, prepared, reference, syntax=("IATA", "1")
    )
    return ackres.write(
        header,
        message_reference=message.reference or "1",
        access=message.series,
        accepted=not lost,
        errors=(UNABLE,) if lost else (),
        bookings=len(message.bookings),
    )
