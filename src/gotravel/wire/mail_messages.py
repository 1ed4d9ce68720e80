"""Messages of an e-mail: its bytes and the readers of all other formats in, the messages of its parts out, in order.

Texts said in several forms, and files sent twice, are read once. Never raises; an attachment that nothing reads is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Message
from gotravel.domain.wire_segments import packed, unpacked
from gotravel.wire import mail
from gotravel.wire.findings import finding
from gotravel.wire.mail import Part

Read = Callable[[bytes, str], tuple[Message, ...]]
ARCHIVES: Final = (b"\x1f\x8b", b"PK\x03\x04")
USUAL: Final = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/zip",
        "application/octet-stream",
        "text/plain",
        "text/html",
        "text/csv",
    }
)
"""Types fit for a sentence: whatever else is declared is the sender's own text."""
TOLD_BY_BYTES: Final = frozenset({"", "utf-8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "cp1252"})
"""Character sets that the readers tell from the bytes themselves."""


def read(raw: bytes, reader: Read) -> tuple[Message, ...]:
    """`reader` gives the messages of one part, () where it is none that is known."""
    return _Letter(reader).read(*mail.parts(raw))


class _Letter:
    def __init__(self, reader: Read) -> None:
        self.reader = reader
        self.messages: list[Message] = []
        self.found: list[Finding] = []
        self.seen: set[bytes] = set()
        self.said: set[int] = set()
        """Alternatives of which one form was read."""

    def read(self, parts: list[Part], more: bool) -> tuple[Message, ...]:
        for part in parts:
            if part.attached or part.choice not in self.said:
                self._part(part)
        if more:
            self.found.append(finding("mail-too-many-parts"))
        around = "text-around-interchange"
        told = any(one.code == around for message in self.messages for one in message.findings)
        found = self.found if told else [*self.found, finding(around)]
        if not self.messages:
            return (Message(1, Kind.UNKNOWN, findings=(*self.found, finding("not-a-message"))),)
        first, *rest = self.messages
        return msgspec.structs.replace(first, findings=(*found, *first.findings)), *rest

    def _part(self, part: Part) -> None:
        content = _recoded(part)
        if not content.strip():
            return
        mark = hashlib.sha256(b"".join(content.split())).digest()
        if mark in self.seen:
            self.found.append(finding("mail-part-twice"))
            return
        messages = self.reader(content, part.name)
        if messages and (part.attached or any(one.kind is not Kind.MANIFEST or one.passengers for one in messages)):
            self.seen.add(mark)
            self.said |= {part.choice} - {0} if not part.attached else set()
            self.messages += [_placed(message, part) for message in messages]
        elif part.attached and not part.type.startswith("image/"):
            self.found.append(finding("attachment-unread", kind=part.type if part.type in USUAL else "of another type"))
        if part.unpacked.damaged:
            self.found.append(finding("mail-part-damaged"))


def _recoded(part: Part) -> bytes:
    """In UTF-8, where the e-mail names a character set that the bytes themselves do not tell."""
    content = part.unpacked.content
    if part.charset in TOLD_BY_BYTES or content.isascii():
        return content
    try:
        return content.decode(part.charset).encode("utf-8")
    except (LookupError, ValueError):
        return content


def _placed(message: Message, part: Part) -> Message:
    """With the offsets of the e-mail's own bytes; whatever stands in an archive is where the archive begins."""
    is_packed = part.unpacked.content.startswith(ARCHIVES)
    held = message.segments
    places = [part.place(0 if is_packed else offset) for offset in unpacked(held.offsets)]
    segments = msgspec.structs.replace(held, offsets=packed(places))
    return msgspec.structs.replace(message, segments=segments)
