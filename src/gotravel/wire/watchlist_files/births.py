"""Dates of birth as lists write them in prose: a text in, dates, years and ranges out.

`22 Oct 1973`, `circa 1970`, `1970 to 1975`, `(a) 1.2.1970, (b) 3.4.1971`, `Jul 1982`. Never raises; what is no date is
left out, and the caller counts it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from gotravel.domain.watchlist import BirthDate, BirthDateKind
from gotravel.wire.sheets.dates import wire_date

DAY: Final = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}(?:st|nd|rd|th)?[ -]?[^\W\d]{3,10}\.?,?[ -]?\d{4}"
    r"|[^\W\d]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?, ?\d{4}"
)
YEAR: Final = re.compile(r"(?<![\d./-])(1[89]\d{2}|20\d{2})(?![\d/-]?\d)")
RANGE: Final = re.compile(r"(1[89]\d{2}|20\d{2})\s*(?:-|–|/|to|and|until)\s*(1[89]\d{2}|20\d{2})", re.IGNORECASE)
BETWEEN: Final = re.compile(r"\s*(?:-|–|to|and|until)\s*", re.IGNORECASE)
CIRCA: Final = re.compile(r"\bcirca\b|\bc\.|\bca\.|approx|about|around|\bbetween\b", re.IGNORECASE)
PIECES: Final = re.compile(r";|,\s*(?=\()|\([a-z]\)|\([ivx]+\)", re.IGNORECASE)
LONGEST: Final = 600


@lru_cache(maxsize=4096)
def births(text: str) -> tuple[BirthDate, ...]:
    """Each once, in the order of the text."""
    return tuple(dict.fromkeys(one for piece in PIECES.split(text[:LONGEST]) for one in _piece(piece)))


def _piece(text: str) -> Iterator[BirthDate]:
    days = [(match, _day(match[0])) for match in DAY.finditer(text)]
    found = [(match, day) for match, day in days if day]
    if len(found) == 2 and BETWEEN.fullmatch(text[found[0][0].end() : found[1][0].start()]):
        yield BirthDate(BirthDateKind.RANGE, None, int(found[0][1][:4]), int(found[1][1][:4]))
        return
    for _, day in found:
        yield (
            BirthDate(BirthDateKind.CIRCA, None, int(day[:4]), int(day[:4]))
            if CIRCA.search(text)
            else BirthDate(BirthDateKind.EXACT, day)
        )
    for match, _ in found:
        text = text.replace(match[0], " ")
    for match in RANGE.finditer(text):
        first, last = sorted((int(match[1]), int(match[2])))
        yield BirthDate(BirthDateKind.RANGE, None, first, last)
    kind = BirthDateKind.CIRCA if CIRCA.search(text) else BirthDateKind.YEAR
    for match in YEAR.finditer(RANGE.sub(" ", text)):
        yield BirthDate(kind, None, int(match[1]), int(match[1]))


def _day(text: str) -> str | None:
    written = wire_date(re.sub(r"(?<=[^\W\d])\.", "", text))
    try:
        return dt.date.fromisoformat(written).isoformat() if len(written) == 10 else None
    except ValueError:
        return None
