"""A message's own lines about one traveller: what was sent, where, and which part of it became a value.

Goes in: a lawful message, the person as it told it. Comes out: lines in pieces. Never: a line about somebody else
(envelope and flight lines excepted), a removed value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import msgspec

from gotravel.domain.message import Message, Person

OPENING = 4
MASKED_TAGS = frozenset(("FOP", "ADD", "COM"))
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SHORTEST_VALUE = 2


class WireLine(msgspec.Struct, frozen=True):
    ordinal: int
    offset: int
    tag: str
    pieces: tuple[tuple[str, bool], ...]
    """(text, whether it is a value that was read)."""
    fields: tuple[str, ...]
    removed: str | None
    masked: bool
    """It holds contact or payment: shown only for a written reason."""
    folded_before: int


def lines_about(message: Message, person: Person) -> tuple[WireLine, ...]:
    fields: defaultdict[int, list[str]] = defaultdict(list)
    for source in person.sources:
        if source.field not in fields[source.segment]:
            fields[source.segment].append(source.field)
    read = _pattern(person)
    first, final = (min(fields), max(fields)) if fields else (0, 0)
    lines, last = [], 0
    for place, segment in enumerate(message.segments, 1):
        removed_here = segment.removed and first <= segment.ordinal <= final
        if segment.ordinal in fields or removed_here or place <= OPENING:
            tag, rest = _split(segment.text)
            pieces = _pieces(rest, read) if segment.ordinal in fields else ((rest, False),)
            told = tuple(fields.get(segment.ordinal, ()))
            where, hidden = (segment.ordinal, segment.offset), tag in MASKED_TAGS or "CTC" in rest or "contacts" in told
            line = WireLine(
                *where, tag, pieces, told, segment.removed, hidden and segment.ordinal in fields, place - last - 1
            )
            lines.append(line)
            last = place
    return tuple(lines)


def _split(text: str) -> tuple[str, str]:
    """An EDIFACT tag, where the line begins with one."""
    return (text[:3], text[3:]) if text[:3].isupper() and not text[3:4].isalnum() else ("", text)


def _pieces(text: str, read: re.Pattern[str]) -> tuple[tuple[str, bool], ...]:
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(read.split(text)) if piece)


def _pattern(person: Person) -> re.Pattern[str]:
    """Every way in which one of the person's values may stand in a line, the longest first."""
    words = [w for name in (person.family, person.given, person.birth_place) for w in (name or "").split()]
    words += [person.nationality or "", person.locator or "", person.reference or "", person.title or ""]
    words += [seat.number for seat in person.seats] + [ticket.number for ticket in person.tickets]
    words += _dates(person.born)
    for document in person.documents:
        words += [document.number or "", *_dates(document.expires), *_dates(document.issued)]
    known = sorted({w for w in words if len(w) >= SHORTEST_VALUE}, key=len, reverse=True)
    return re.compile(rf"(?i)\b({'|'.join(map(re.escape, known))})\b" if known else r"(\b\B)")


def _dates(value: str | None) -> list[str]:
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return []
    short = f"{day.day:02d}{MONTHS[day.month - 1]}{day:%y}"
    return [f"{day:%y%m%d}", f"{day:%Y%m%d}", short, f"{day.day:02d}{MONTHS[day.month - 1]}{day.year}", value or ""]
