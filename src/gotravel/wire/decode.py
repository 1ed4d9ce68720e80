"""The door: any bytes in, messages in the field's words out, in the order of the file.

Detects gzip, e-mails, EDIFACT (also inside Type B), PNRGOV XML, machine-readable zones, sheets and maritime forms. Never
raises: unknown bytes are one Message of kind UNKNOWN with a finding; a decoder's own fault costs one message, not its neighbours.
"""

from __future__ import annotations

import importlib
import re
import zlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Message, Remark
from gotravel.wire import ackres, app, contrl, cusres, govreq, mail, mail_messages, pnrgov_xml, rail, zones
from gotravel.wire.edifact.reader import Envelope, WireMessage, one_by_one
from gotravel.wire.findings import finding
from gotravel.wire.journeys import about_journeys
from gotravel.wire.maritime import xml_list
from gotravel.wire.paxlst import message as paxlst
from gotravel.wire.pnrgov import message as pnrgov
from gotravel.wire.series import about_series

Reader = Callable[[WireMessage, Envelope, int], Message]
SheetReader = Callable[[bytes, str], tuple[Message, ...]]

MEGABYTE: Final = 1024 * 1024
LIMIT_MB: Final = 256
ALWAYS_MB, MOST_TIMES = 16, 20
"""Messages shrink to a tenth; a small file that unpacks to more than this, and than so many times its size, is a bomb."""
GZIP: Final = b"\x1f\x8b"
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"

READERS: Final[dict[str, Reader]] = {
    "PAXLST": paxlst.read,
    "PNRGOV": pnrgov.read,
    "CUSRES": cusres.read,
    "ACKRES": ackres.read,
    "CONTRL": contrl.read,
    "GOVREQ": govreq.read,
}
TYPE: Final = re.compile(r"[A-Z]{6}")
"""Whatever else a damaged header has in the place of the type is none."""
# What a message without a header is, by the first of these segments.
HEADLESS: Final = (
    ("PDT", "PAXLST"), ("RCI", "PNRGOV"), ("TIF", "PNRGOV"), ("UCI", "CONTRL"), ("ERP", "CUSRES"), ("EQN", "PNRGOV"),
    ("MSG", "PNRGOV"), ("BGM", "PAXLST"), ("NAD", "PAXLST"), ("TDT", "PAXLST"),
)  # fmt: skip


def decode(raw: bytes, *, name: str = "-") -> tuple[Message, ...]:
    """Every message of a file. `name` only helps to tell sheets apart; nothing is opened by it."""
    raw, found = _unpacked(raw)
    messages = _messages(raw, name)
    if not messages:
        messages = (Message(1, Kind.UNKNOWN, findings=(finding("not-a-message"),)),)
    numbered = [msgspec.structs.replace(one, position=number) for number, one in enumerate(messages, 1)]
    if found:
        numbered[0] = _with(numbered[0], found)
    return tuple(about_journeys(about_series(numbered)))


def _messages(raw: bytes, name: str) -> tuple[Message, ...]:
    """By the table of formats; the first that finds a message wins."""
    if mail.is_mail(raw):
        return _guarded(mail_messages.read, raw, _part_of_mail)
    for applies, reader in FORMATS:
        if applies(raw):
            messages = reader(raw, name)
            if messages:
                return messages
    return ()


def _part_of_mail(raw: bytes, name: str) -> tuple[Message, ...]:
    """A text or an attachment; e-mails in it were opened already."""
    raw, found = _unpacked(raw)
    messages = next((read for applies, reader in FORMATS if applies(raw) and (read := reader(raw, name))), ())
    if found and not messages:
        messages = (Message(1, Kind.UNKNOWN, findings=(finding("not-a-message"),)),)
    return (_with(messages[0], found), *messages[1:]) if found else messages


def _unpacked(raw: bytes) -> tuple[bytes, list[Finding]]:
    """gzip, one member or several, up to a limit; a damaged archive gives what it holds."""
    if not raw.startswith(GZIP):
        return raw, []
    limit = min(LIMIT_MB, max(ALWAYS_MB, MOST_TIMES * len(raw) // MEGABYTE)) * MEGABYTE
    parts: list[bytes] = []
    left, rest, whole = limit, raw, True
    while whole and rest.startswith(GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            text = unpacker.decompress(rest, left + 1)
        except zlib.error:
            text = _salvaged(rest, left)
        left, rest, whole = left - len(text), unpacker.unused_data, unpacker.eof
        parts.append(text)
        if left < 0:
            return b"", [finding("file-too-large", limit_mb=limit // MEGABYTE)]
    return b"".join(parts), [finding("file-compressed") if whole else finding("file-damaged")]


def _salvaged(raw: bytes, limit: int) -> bytes:
    unpacker, parts, size = zlib.decompressobj(wbits=31), [], 0
    for start in range(0, len(raw), 512):
        try:
            parts.append(unpacker.decompress(raw[start : start + 512], limit))
        except zlib.error:
            break
        size += len(parts[-1])
        if size > limit:
            break
    return b"".join(parts)


def _edifact(raw: bytes, name: str) -> tuple[Message, ...]:
    messages: list[Message] = []
    for envelope in one_by_one(raw):
        found = list(envelope.findings)
        for wire in envelope.messages:
            message = _one(wire, envelope, len(messages) + 1)
            messages.append(_with(message, found) if found else message)
            found = []
    return tuple(messages)


def _one(wire: WireMessage, envelope: Envelope, position: int) -> Message:
    """One message. A defect of a decoder becomes a finding of this message; the rest of the file goes on."""
    kind = _type(wire)
    try:
        message = _reader(kind)(wire, envelope, position)
    except Exception as fault:  # noqa: BLE001  a carrier's other messages must not pay for our defect
        return _unknown(wire, envelope, position, finding("decoder-failed", fault=type(fault).__name__))
    damaged = wire.type not in ("", kind)
    return _with(message, [finding("message-type-damaged", kind=kind)]) if damaged else message


def _reader(kind: str) -> Reader:
    return READERS.get(kind, _untyped)


def _untyped(wire: WireMessage, envelope: Envelope, position: int) -> Message:
    return _unknown(wire, envelope, position, finding("message-type-unknown"))


def _type(wire: WireMessage) -> str:
    named = wire.type
    if named in READERS:
        return named
    tags = frozenset(wire.segments.tags)
    if named and wire.unh.ordinal != 0:
        close = [kind for kind in READERS if _near(named, kind)]
        if close or TYPE.fullmatch(named):
            return close[0] if close else named
    return next((kind for tag, kind in HEADLESS if tag in tags), "")


def _near(named: str, kind: str) -> bool:
    """One letter mistyped or lost."""
    if abs(len(named) - len(kind)) > 1 or len(named) < 5:
        return False
    left, right = Counter(named), Counter(kind)
    return sum(((left - right) + (right - left)).values()) <= 2


def _unknown(wire: WireMessage, envelope: Envelope, position: int, found: Finding) -> Message:
    return Message(
        position=position,
        kind=Kind.UNKNOWN,
        version=wire.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=wire.reference,
        findings=(*wire.findings, found),
        remarks=tuple(Remark("unknown", one.tag, one.text, None, one.ordinal) for one in wire.segments),
        prepared=envelope.prepared,
        test=envelope.test,
        segments=wire.segments.sent,
    )


def _with(message: Message, found: list[Finding]) -> Message:
    return msgspec.structs.replace(message, findings=(*found, *message.findings))


@cache
def _part(module: str) -> Any:
    """`read` of a format module, or None."""
    try:
        return importlib.import_module(module).read
    except ModuleNotFoundError:
        return None


def _xml(raw: bytes, name: str) -> tuple[Message, ...]:
    return _guarded(pnrgov_xml.read, raw)


def _maritime(raw: bytes, name: str) -> tuple[Message, ...]:
    return _guarded(xml_list.read, raw)


def _app(raw: bytes, name: str) -> tuple[Message, ...]:
    return _guarded(app.read, raw, name)


def _rail(raw: bytes, name: str) -> tuple[Message, ...]:
    return _guarded(rail.read, raw, name)


def _zones(raw: bytes, name: str) -> tuple[Message, ...]:
    return _guarded(zones.read, raw, name)


def _sheet(raw: bytes, name: str) -> tuple[Message, ...]:
    reader = _part("gotravel.wire.sheets")
    return _guarded(reader, raw, name) if reader else ()


def _guarded(reader: Callable[..., tuple[Message, ...]], *arguments: object) -> tuple[Message, ...]:
    try:
        return reader(*arguments)
    except Exception as fault:  # noqa: BLE001  see _one
        return (Message(1, Kind.UNKNOWN, findings=(finding("decoder-failed", fault=type(fault).__name__),)),)


XML_ROOT: Final = b"IATA_PNRGOV_NotifRQ"
BEGINNING: Final = 512


def _looks_xml(raw: bytes) -> bool:
    start = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    # Something may stand before it, or its first sign be lost.
    begins = start.startswith((b"<", b"\x00<")) or XML_ROOT in start[:BEGINNING]
    return begins and b"UNB" not in raw[:2000]


def _looks_binary_sheet(raw: bytes) -> bool:
    return raw.startswith((ZIP, OLE))


def _always(raw: bytes) -> bool:
    return True


FORMATS: Final[tuple[tuple[Callable[[bytes], bool], SheetReader], ...]] = (
    (_looks_binary_sheet, _sheet),
    (_looks_xml, _maritime),
    (_looks_xml, _xml),
    (rail.looks_json, _rail),
    (app.is_app, _app),
    (_always, _edifact),
    (_always, _zones),
    (_always, _sheet),
)
