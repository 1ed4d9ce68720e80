"""XML elements with their byte offsets: any bytes in, trees out, also of what stands around a broken place.

Never: an entity expanded, a DTD read, a network asked, an exception. Depth and number of elements are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
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
UNDEFINED_ENTITY: Final = 11
UNKNOWN_ENCODING: Final = 18
OF_NAME: Final = ("GivenName", "Surname")
OF_TRAVELLER: Final = ("CustLoyalty", "TicketDocument", "ExcessBaggage", "FareInfo")
OF_FLIGHT: Final = ("CheckInInfo",)
OF_BOOKING: Final = ("Passenger", "Flight", "SSR", "DOC_SSR", "OSI", "ContactInfo", "Address", "BookingRefID")
OF_CHECK_IN: Final = ("BoardingNumber",)
OF_BOARDING: Final = ("SeatNumber", "CheckedBag")
HELD: Final = ("PNR", "Passenger", "Flight", "CheckInInfo", "BoardingNumber")
"""What holds others; behind a broken place, also where one of them ends is told."""
RESUMED: Final = (
    "IATA_PNRGOV_NotifRQ", "PNR", *OF_BOOKING, *OF_TRAVELLER, *OF_NAME, *OF_FLIGHT, *OF_CHECK_IN, *OF_BOARDING,
)  # fmt: skip
ENDING: Final = rf"</(?:[\w.-]{{1,40}}:)?(?P<ended>{'|'.join((*HELD, *OF_NAME))})\s*>"
RESUME: Final = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(RESUMED)})[\s>/]|{ENDING}".encode())
"""Behind a broken place the reading goes on at the next of these."""
OPENING: Final = re.compile(rf"{ENDING}|<(?![?!])".encode())
AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
COUNTED: Final = {"GivenName": 1, "Surname": 2, "Passenger": 4}
NAMED_BOTH: Final = 3
STAND_IN: Final = "\x7f"
"""Of an ampersand that was not escaped: one byte like it, allowed in XML and in no text."""
NAMED: Final = re.compile(rf"{STAND_IN}([A-Za-z]{{2,8}};|amp)")


class Element:
    """One element: its local name, attributes by lower-case local name without underscores, children, text."""

    __slots__ = ("attributes", "children", "holds", "is_open", "name", "offset", "text")

    def __init__(self, name: str, attributes: dict[str, str], offset: int) -> None:
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.children: list[Element] = []
        self.text = ""
        self.holds = 0
        """Of what it has one at least, see COUNTED."""
        self.is_open = True
        """Whether its end was not met: what stands behind a broken place may be part of it."""

    def get(self, *names: str) -> str:
        """The first of these attributes that is told, else the text of a child of that name; a dash says nothing."""
        for name in names:
            value = self.attributes.get(_plain(name), "") or self._spoken(name)
            if value.strip(" -"):
                return value.strip()
        return ""

    def _spoken(self, name: str) -> str:
        wanted = _plain(name)
        return next((one.said() for one in self.children if not one.children and _plain(one.name) == wanted), "")

    def said(self) -> str:
        """Its text, without what is left of an end tag in it."""
        return self.text.partition(f"/{self.name}>")[0].strip()

    def add(self, child: Element) -> None:
        self.children.append(child)
        self.holds |= COUNTED.get(child.name, 0)

    def take(self, child: Element) -> None:
        """One more child; a traveller whose start tag was lost is known by the reference of what is told of him."""
        self.add(child)
        if self.name == "Passenger" and child.get("RPH"):
            self.attributes.setdefault("rph", child.get("RPH"))

    def is_named(self) -> bool:
        """Whether given name and surname are told, so that another name is another person's."""
        return self.holds & NAMED_BOTH == NAMED_BOTH

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
        self.has_stand_ins = False
        self.has_ampersands: bool | None = None
        """Unescaped ones; looked for once."""


class _Refused(Exception):
    """A DTD or more elements than a message can hold."""


def forest(raw: bytes, resume: re.Pattern[bytes] = RESUME) -> Forest:
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
        if code in (INVALID_TOKEN, UNDEFINED_ENTITY) and found.has_ampersands is None:
            found.has_ampersands = AMPERSAND.search(raw) is not None
        if found.has_ampersands and not found.has_stand_ins:
            raw, position, found = AMPERSAND.sub(STAND_IN.encode(), raw), 0, _with_stand_ins(found)
            continue
        position = _resumed(found, raw, at, OPENING if code == JUNK else resume, position)
    return found


def _with_stand_ins(before: Forest) -> Forest:
    """To be read anew."""
    found = Forest()
    found.has_stand_ins = True
    found.findings = [one for one in before.findings if one.code != "xml-broken"]
    found.findings.append(finding("xml-ampersand-unescaped"))
    return found


def _as_meant(text: str) -> str:
    """`M&uuml;LLER` too, which HTML knows and XML does not."""
    return NAMED.sub(lambda named: unescape(f"&{named[1]}"), text).replace(STAND_IN, "&")


def _resumed(found: Forest, text: bytes, at: int, pattern: re.Pattern[bytes], before: int) -> int:
    """Where to go on after a broken place: the next document, or the next booking, traveller or flight."""
    if pattern is not OPENING and not any(one.code == "xml-broken" for one in found.findings):
        found.findings.append(finding("xml-broken", line=text.count(b"\n", 0, at) + 1))
    begin = max(at, before + 1)
    again = pattern.search(text, begin)
    while again and again["ended"]:
        found.roots += _ended(again["ended"].decode(), text, begin, again.start())
        begin = again.end()
        again = pattern.search(text, begin)
    return again.start() if again else len(text)


def _ended(name: str, text: bytes, begin: int, end: int) -> list[Element]:
    """That an element is over; the name before the end tag of one, where its start tag was the broken place."""
    if name in HELD:
        return [Element("/" + name, {}, end)]
    start = text.rfind(b">", begin, end) + 1
    if not start or b"<" in text[start:end]:
        return []
    named = Element(name, {}, start)
    named.text = text[start:end].decode("utf-8", "replace")
    return [named]


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
        if found.has_stand_ins:
            plain = {key: _as_meant(value) for key, value in plain.items()}
        one = Element(name.rsplit(":", 1)[-1], plain, start + parser.CurrentByteIndex)
        if stack:
            stack[-1].add(one)
        else:
            found.roots.append(one)
        stack.append(one)

    def closed(name: str) -> None:
        stack.pop().is_open = False

    def said(text: str) -> None:
        if stack:
            stack[-1].text += _as_meant(text) if found.has_stand_ins else text

    def refused(*_: object) -> None:
        raise _Refused("xml-entities-refused")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, said
    parser.EntityDeclHandler = refused
    try:
        _fed(parser, memoryview(text), start)
    except expat.ExpatError as fault:
        parser.buffer_text = False  # says what was held back
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
