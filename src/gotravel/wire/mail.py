"""E-mails: the bytes of one in, its texts and attachments out, unpacked, each with its way back to the e-mail's bytes.

Multipart, forwarded e-mails, base64 and quoted-printable; what is declared wrongly or damaged is read as far as it goes.
Never raises, and never more bytes out than in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Head
from email.parser import BytesHeaderParser
from typing import Final

import msgspec

from gotravel.wire import mail_codings
from gotravel.wire.mail_codings import Unpacked

HEAD_LIMIT: Final = 65_536
FIELD_LIMIT: Final = 2_000
MOST_PARTS: Final = 200
DEEPEST: Final = 8
BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
FIELD: Final = re.compile(rb"[!-9;-~]{1,76}[ \t]*:|[ \t]|>?From ")
WANTED: Final = re.compile(
    rb"^(content-(?:type|transfer-encoding|disposition))[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
LINE: Final = re.compile(rb"[^\n]*(?:\n|\Z)")
STRAY: Final = re.compile(rb"UN[AB][^A-Za-z0-9]")
USED: Final = re.compile(rb"^--(\S[^\r\n]{0,200}?)[ \t]*\r?\n(?=content-)", re.IGNORECASE | re.MULTILINE)
"""A line that divides parts, whatever the head says."""
SPARE: Final = re.compile(r"[^a-z0-9./+-]")
TROUBLE: Final = (MessageError, ValueError, LookupError, TypeError, AttributeError)
"""What the standard library raises on heads that no mail program writes."""


class Part(msgspec.Struct, frozen=True):
    """A text or an attachment, unpacked."""

    unpacked: Unpacked
    name: str
    """Of the file; "" where none is told."""
    type: str
    """`text/plain`: as declared, fit for a sentence."""
    attached: bool
    charset: str
    choice: int
    """Parts of one number above 0 say the same in several forms (multipart/alternative)."""
    outer: Part | None = None
    """The attachment that it stood in."""

    def place(self, offset: int) -> int:
        """The byte of the e-mail that a byte of the content came from."""
        there = self.unpacked.place(offset)
        return self.outer.place(there) if self.outer else there


def is_mail(raw: bytes) -> bool:
    """Whether the bytes begin with the head of an e-mail that says how its body is made."""
    start = _blank(raw, 0, len(raw))
    return WANTED.search(raw, start, _head_end(raw, start, min(len(raw), start + HEAD_LIMIT))) is not None


def parts(raw: bytes) -> tuple[list[Part], bool]:
    """The leaves of the e-mail in their order, and whether there were more of them than are read."""
    found: list[Part] = []
    for part in _Opening(raw, None, 0).leaves(_blank(raw, 0, len(raw)), len(raw)):
        if len(found) == MOST_PARTS:
            return found, True
        found.append(part)
    return found, False


class _Opening:
    """One e-mail being opened; `outer` is the attachment that it stood in."""

    def __init__(self, raw: bytes, outer: Part | None, depth: int) -> None:
        self.raw, self.outer, self.depth = raw, outer, depth
        self.choices = 0

    def leaves(self, start: int, end: int, depth: int = 0, choice: int = 0) -> Iterator[Part]:
        body = _head_end(self.raw, start, end)
        head = _head(self.raw, start, body)
        kind, boundary = (
            head.get_content_type(),
            _parameter(head, "content-type", "boundary").encode("latin-1", "replace"),
        )
        deeper = depth + self.depth < DEEPEST
        if deeper and kind.startswith("multipart/") and boundary:
            if kind == "multipart/alternative" and not choice:
                self.choices += 1
                choice = self.choices
            for begin, finish in _divided(self.raw, body, end, boundary):
                yield from self.leaves(begin, finish, depth + 1, choice)
            return
        part = self._leaf(head, body, end, choice)
        if deeper and is_mail(part.unpacked.content):
            inner = _Opening(part.unpacked.content, part, depth + self.depth + 1)
            yield from inner.leaves(_blank(inner.raw, 0, len(inner.raw)), len(inner.raw))
        else:
            yield part

    def _leaf(self, head: Head, body: int, end: int, choice: int) -> Part:
        coding = _field(head, "content-transfer-encoding").lower()
        name = _named(_parameter(head, "content-disposition", "filename") or _parameter(head, "content-type", "name"))
        attached = bool(name) or _field(head, "content-disposition").lower().startswith("attachment")
        return Part(
            mail_codings.unpacked(self.raw, body, end, coding),
            name,
            SPARE.sub("", head.get_content_type())[:40],
            attached,
            _parameter(head, "content-type", "charset").lower(),
            choice,
            self.outer,
        )


def _blank(raw: bytes, start: int, end: int) -> int:
    """Behind blank lines."""
    while start < end and raw[start : start + 1] in BLANKS:
        start += 1
    return start


def _head_end(raw: bytes, start: int, end: int) -> int:
    """Where the body begins: behind the first blank line, or at `start` where the lines are no head."""
    place = start
    while place < end:
        line = LINE.match(raw, place, end)
        finish = line.end() if line else end
        if not raw[place:finish].strip(b"\r\n"):
            return finish
        if not FIELD.match(raw, place, finish):
            return start
        place = finish
    return place


def _head(raw: bytes, start: int, end: int) -> Head:
    """Of the fields only those that say how the body is made, each cut to a length that costs nothing."""
    held = {match[1].lower(): match[2][:FIELD_LIMIT] for match in WANTED.finditer(raw, start, end)}
    try:
        return BytesHeaderParser().parsebytes(b"".join(name + b":" + text + b"\n" for name, text in held.items()))
    except TROUBLE:
        return Head()


def _field(head: Head, name: str) -> str:
    return str(head.get(name, "")).strip()


def _parameter(head: Head, field: str, name: str) -> str:
    try:
        value = head.get_param(name, "", field)
        return " ".join((value[2] if isinstance(value, tuple) else str(value or "")).split())
    except TROUBLE:
        return ""


def _named(text: str) -> str:
    """The name of a file, also where it is written in encoded words."""
    try:
        return str(make_header(decode_header(text))) if "=?" in text else text
    except TROUBLE:
        return text


def _divided(raw: bytes, body: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """The parts between the boundary's lines; what stands before and behind them only where it looks like a message."""
    if raw.find(b"--" + boundary, body, end) < 0 and (used := USED.search(raw, body, end)):
        boundary = used[1]
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    start, inside = body, False
    for match in line.finditer(raw, body, end):
        if inside or STRAY.search(raw, start, match.start()):
            yield start, match.start()
        start, inside = match.end(), match[1] is None
    if inside or STRAY.search(raw, start, end):
        yield start, end
