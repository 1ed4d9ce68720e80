"""XML elements with their byte offsets: any bytes in, trees out, also of what stands around a broken place.

Never: an entity expanded, a DTD read, a network asked, an exception. Depth and number of elements are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from gotravel.domain.finding import Finding
from gotravel.wire.findings import finding

MOST_ELEMENTS: Final = 2_000_000
MOST_BREAKS: Final = 30_000
"""Places at which a document may be broken, each of which begins the reading anew."""
DEEPEST: Final = 200
SMALLEST_PIECE: Final = 2_048
LARGEST_PIECE: Final = 1_048_576
INVALID_TOKEN: Final = 4
JUNK: Final = 9
UNKNOWN_ENCODING: Final = 18
OF_TRAVELLER: Final = ("CustLoyalty", "TicketDocument", "ExcessBaggage", "FareInfo")
OF_FLIGHT: Final = ("CheckInInfo",)
OF_BOOKING: Final = ("Passenger", "Flight", "SSR", "DOC_SSR", "OSI", "ContactInfo", "Address", "BookingRefID")
OF_CHECK_IN: Final = ("BoardingNumber",)
OF_BOARDING: Final = ("SeatNumber", "CheckedBag")
AGAIN: Final = "|".join(
    ["IATA_PNRGOV_NotifRQ", "PNR", *OF_BOOKING, *OF_TRAVELLER, *OF_FLIGHT, *OF_CHECK_IN, *OF_BOARDING]
)
RESUME: Final = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{AGAIN})[\s>/]".encode())
"""Behind a broken place the reading goes on at the next of these."""
OPENING: Final = re.compile(rb"<(?![?!])")


class Element:
    """One element: its local name, attributes by lower-case local name without underscores, children, text."""

    __slots__ = ("attributes", "children", "name", "offset", "text")

    def __init__(self, name: str, attributes: dict[str, str], offset: int) -> None:
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.children: list[Element] = []
        self.text = ""

    def get(self, *names: str) -> str:
        """The first of these attributes that is told, else the text of a child of that name; a dash says nothing."""
        for name in names:
            value = self.attributes.get(_plain(name), "") or self._spoken(name)
            if value.strip(" -"):
                return value.strip()
        return ""

    def _spoken(self, name: str) -> str:
        wanted = _plain(name)
        return next((one.text for one in self.children if not one.children and _plain(one.name) == wanted), "")

    def child(self, name: str) -> Element | None:
        return next((one for one in self.children if one.name == name), None)

    def every(self, name: str) -> list[Element]:
        """All descendants of that name, in order, without looking inside them."""
        found: list[Element] = []
        stack = [self]
        while stack:
            one = stack.pop()
            if one.name == name:
                found.append(one)
            else:
                stack.extend(reversed(one.children))
        return found


def _plain(name: str) -> str:
    return name.rsplit(":", 1)[-1].replace("_", "").lower()


class Forest:
    """What a document holds: its trees (one, unless it is broken) and what was wrong with it."""

    def __init__(self) -> None:
        self.roots: list[Element] = []
        self.findings: list[Finding] = []
        self.count = 0


class _Refused(Exception):
    """A DTD or more elements than a message can hold."""


def forest(raw: bytes) -> Forest:
    found = Forest()
    position, charset, breaks = 0, None, 0
    while position < len(raw):
        breaks += 1
        if breaks > MOST_BREAKS:
            found.findings.append(finding("xml-too-large"))
            break
        broken = _grown(found, raw, position, charset)
        if broken is None:
            break
        at, code = broken
        wrong = code == UNKNOWN_ENCODING or (code == INVALID_TOKEN and not _is(raw, "utf-8"))
        if wrong and position == 0 and charset is None:
            charset = next((one for one in ("utf-8", "windows-1252") if _is(raw, one)), "iso-8859-1")
            found = Forest()
            found.findings.append(finding("xml-encoding-wrong", charset=charset.upper()))
            continue
        position = _resumed(found, raw, at, code, position)
    return found


def _resumed(found: Forest, text: bytes, at: int, code: int, before: int) -> int:
    """Where to go on after a broken place: the next document, or the next booking, traveller or flight."""
    if code == JUNK:
        again = OPENING.search(text, max(at, before + 1))
    else:
        again = RESUME.search(text, max(at, before + 1))
        if not any(one.code == "xml-broken" for one in found.findings):
            found.findings.append(finding("xml-broken", line=text.count(b"\n", 0, at) + 1))
    return again.start() if again else len(text)


def _is(raw: bytes, charset: str) -> bool:
    try:
        raw.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _grown(found: Forest, text: bytes, start: int, charset: str | None) -> tuple[int, int] | None:
    """Adds the trees from `start` on; None, or the byte where it broke and why (an expat code)."""
    parser = expat.ParserCreate(charset)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    stack: list[Element] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        found.count += 1
        if found.count > MOST_ELEMENTS or len(stack) > DEEPEST:
            raise _Refused("xml-too-large")
        plain = {_plain(key): value for key, value in attributes.items()}
        one = Element(name.rsplit(":", 1)[-1], plain, start + parser.CurrentByteIndex)
        (stack[-1].children if stack else found.roots).append(one)
        stack.append(one)

    def closed(name: str) -> None:
        stack.pop()

    def said(text: str) -> None:
        if stack:
            stack[-1].text += text

    def refused(*_: object) -> None:
        raise _Refused("xml-entities-refused")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, said
    parser.EntityDeclHandler = refused
    try:
        _fed(parser, memoryview(text), start)
    except expat.ExpatError as fault:
        return start + parser.ErrorByteIndex, fault.code
    except (LookupError, ValueError):  # an encoding that nobody knows, or one of several bytes a letter
        return start, UNKNOWN_ENCODING
    except _Refused as fault:
        found.findings.append(finding(str(fault)))
        return len(text), JUNK
    return None


def _fed(parser: expat.XMLParserType, text: memoryview, start: int) -> None:
    """In pieces that grow, so that a document broken in many places is not copied once for each of them."""
    size, end = SMALLEST_PIECE, len(text)
    while start < end:
        parser.Parse(bytes(text[start : start + size]), start + size >= end)
        start, size = start + size, min(size * 2, LARGEST_PIECE)


def walked(one: Element) -> Iterator[Element]:
    stack = [one]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(one.children))
