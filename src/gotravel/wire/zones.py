"""A text of machine-readable zones, as a scanner of passports leaves it: bytes in, one Message with a person a zone out.

Two or three lines a document, each on its own or all in one. Never: () for a list of zones because a line between them is
none, a person without a finding that the journey is not told.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.message import Message
from gotravel.names import mrz
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import MOST_ROWS, Grid, Row
from gotravel.wire.sheets.layouts import columns
from gotravel.wire.sheets.manifest import message_of
from gotravel.wire.sheets.table import Listing, Section
from gotravel.wire.sheets.zones import FIELDS, cells_of, found_in

COLUMNS: Final = columns(FIELDS, "YMD")
LINE: Final = re.compile(r"[A-Z0-9<]{5,90}")
"""Trailing fillers may have been taken off."""
COUNTS: Final = (1, 3, 2)
"""Lines of one zone; all in one before three, because two of three may look like a zone of their own."""
LOOKED_AT: Final = 600
"""Bytes that hold the first zone, blanks between its letters included."""


def read(raw: bytes, name: str = "-") -> tuple[Message, ...]:
    """() where no zone stands among the first lines: a title may stand above it, or the first zone be damaged."""
    begin = _lines(raw.lstrip()[:LOOKED_AT])
    if not any(_zone_at(begin, at) for at in range(len(begin))):
        return ()
    lines = _lines(raw)
    listing, section, at = Listing(), Section(COLUMNS), 0
    while at < len(lines):
        number, offset, text = lines[at]
        if len(section.rows) == MOST_ROWS:
            listing.findings.append(finding("sheet-text-cut", number, limit=MOST_ROWS))
            break
        read_here = _zone_at(lines, at)
        if read_here is None or _begins_later(lines, at, read_here[0]):
            listing.unread.append(Row(number, offset, (text,)))
            listing.findings.append(finding("mrz-unreadable", number))
            at += 1
            continue
        zone, size = read_here
        section.rows.append(Row(number, offset, cells_of(zone)))
        listing.findings += found_in(zone, number)
        at += size
    listing.sections = [section]
    return (message_of(Grid("", (), ()), listing, [], 1),)


def _begins_later(lines: list[Numbered], at: int, zone: mrz.Zone) -> bool:
    """Whether a line was lost: what is read from here does not fit itself, and from the next line on it does."""
    if not _contradicts_itself(zone):
        return False
    later = _zone_at(lines, at + 1)
    return later is not None and not _contradicts_itself(later[0])


def _contradicts_itself(zone: mrz.Zone) -> bool:
    return any(one.code in ("mrz-composite-wrong", "mrz-check-digit-wrong") for one in zone.findings)


Numbered = tuple[int, int, str]
"""Number of the line, byte offset, text."""


def _lines(raw: bytes) -> list[Numbered]:
    """Those that are not empty."""
    lines, offset = list[Numbered](), 0
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        text = line.decode("utf-8", "replace").strip(" \t\r\n\ufeff").replace(" ", "")
        if text:
            lines.append((number, offset, text))
        offset += len(line)
    return lines


def _zone_at(lines: list[Numbered], at: int) -> tuple[mrz.Zone, int] | None:
    """The zone that begins at a line, and how many lines it has."""
    for count in COUNTS:
        texts = [text for _, _, text in lines[at : at + count]]
        if len(texts) < count or not all(map(LINE.fullmatch, texts)) or "<<" not in "".join(texts):
            continue
        zone = mrz.read("\n".join(texts))
        if zone is not None and zone.number:
            return zone, count
    return None
