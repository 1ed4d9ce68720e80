"""Dates as carriers send them in, `YYYY-MM-DD` (or with a time) and what was wrong with them out.

Format codes (2379) are believed where the digits fit them; where not, the digits decide and a finding says so.
Never raises; a date that cannot be is None with a finding, never a guess in silence.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding

MONTHS: Final = {
    "JAN": 1,
    "FEB": 2,
    "MAR": 3,
    "APR": 4,
    "MAY": 5,
    "JUN": 6,
    "JUL": 7,
    "AUG": 8,
    "SEP": 9,
    "OCT": 10,
    "NOV": 11,
    "DEC": 12,
}
WITH_MONTH_NAME: Final = re.compile(r"(\d{1,2})[ -]?([A-Z]{3})[ -]?(\d{4}|\d{2})", re.IGNORECASE)
ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{2}):?(\d{2}).*)?")
DIGITS: Final = {"2": (6, 8), "101": (6,), "102": (8,), "201": (10,), "203": (12,), "204": (14,), "205": (12,)}
AROUND: Final = 7
"""Days between the making of a list and its flight, at most, where this is to prove something."""
IN_MONTH: Final = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
DAYS: Final = {
    f"{month:02d}{day:02d}": f"-{month:02d}-{day:02d}" for month, last in IN_MONTH.items() for day in range(1, last + 1)
}
"""Every month and day that can be, as digits and as they are written: one look-up instead of a calendar."""
LEAP_DAY: Final = "0229"
NAMED_DAYS: Final = {
    f"{day:02d}{name}": f"-{month:02d}-{day:02d}"
    for name, month in MONTHS.items()
    for day in range(1, IN_MONTH[month] + 1)
    if (month, day) != (2, 29)
}
"""The same as documents have them (`24JAN`), but for the day that not every year has."""
SHORT_YEARS: Final = {f"{year:02d}": f"20{year:02d}" for year in range(100)}

Told = tuple[str | None, str | None]
"""The day, and the code of what is to be said about it."""


def birth_date(
    text: str, format_code: str = "", reference: str | None = None, segment: Segment | None = None
) -> tuple[str | None, Finding | None]:
    """Two-digit years: the latest year that is not after `reference` (first departure, else UNB date)."""
    born, code = birth_told(text.strip(), format_code.strip(), reference[:10] if reference else None)
    return born, finding(code, segment, tag=_tag(segment)) if code else None


def document_date(
    text: str, format_code: str = "", segment: Segment | None = None
) -> tuple[str | None, Finding | None]:
    """Expiry and issue: two-digit years are 20YY."""
    day, code = document_told(text.strip(), format_code.strip())
    return day, finding(code, segment, tag=_tag(segment)) if code else None


def document_told(text: str, format_code: str) -> Told:
    """The same for a text without blanks at its ends, with a code in the finding's place."""
    day, _, _, code = _understood(text, format_code)
    return day, code


def birth_told(text: str, format_code: str, reference: str | None) -> Told:
    """The same for a text without blanks at its ends, with a code in the finding's place."""
    named, year = NAMED_DAYS.get(text[:5]), SHORT_YEARS.get(text[5:])
    if named and year:
        return _at_birth(year + named, None, _day(reference))
    return _birth_understood(text, format_code, reference)


@lru_cache(maxsize=8192)
def _birth_understood(text: str, format_code: str, reference: str | None) -> Told:
    """Dates repeat, so each is understood once."""
    day, _, two_digits, code = _understood(text, format_code)
    if day is None:
        return None, code
    limit = _day(reference)
    if two_digits:
        return _at_birth(day, code, limit)
    if limit and day > limit:
        return None, "birth-in-future"
    return day, code


def _at_birth(day: str, code: str | None, limit: str | None) -> Told:
    """Of a day in 20YY that was told with two digits."""
    born, ambiguous = _century(day, limit)
    return born, code or ("birth-century-ambiguous" if ambiguous else None)


ARCHIVED: Final = "2080"


def moment(text: str, format_code: str = "", segment: Segment | None = None) -> tuple[str | None, Finding | None]:
    """A local time, `YYYY-MM-DDTHH:MM`, or the date alone where no time was sent. 24:00 is the next day's 00:00.

    Two-digit years from 80 on are of the last century: such lists lie in archives.
    """
    day, clock, two_digits, found = _read(text, format_code, segment)
    if day is None:
        return None, found
    if two_digits and day >= ARCHIVED:
        day = _in_century("19", day[2:])
    if clock is None:
        return day, found
    if clock == "2400":
        later = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
        return f"{later}T00:00", found or finding("date-format-repaired", segment, tag=_tag(segment))
    if int(clock[:2]) > 23 or int(clock[2:]) > 59:
        return day, finding("time-unreadable", segment, tag=_tag(segment))
    return f"{day}T{clock[:2]}:{clock[2:]}", found


def is_far(departure: str, prepared: str) -> bool:
    """A departure that no list of this day is about: more than a year later, or ten years earlier (archives are sent)."""
    return not -3660 < _days_after(departure, prepared) < 366


def in_order(when: str | None, prepared: str | None) -> str | None:
    """`2011-06-25T18:15` of a list made on 2025-06-11 was sent as DDMMYY: 2025-06-11T18:15."""
    if not when or not prepared or abs(_days_after(when, prepared)) < 366:
        return when
    exchanged = _day(f"20{when[8:10]}-{when[5:7]}-{when[2:4]}")
    near = exchanged is not None and abs(_days_after(exchanged, prepared)) <= AROUND
    return f"{exchanged}{when[10:]}" if near else when


def _days_after(when: str, prepared: str) -> int:
    """0 where one of them is no day."""
    after, before = _day(when[:10]), _day(prepared[:10])
    return (dt.date.fromisoformat(after) - dt.date.fromisoformat(before)).days if after and before else 0


def _century(day: str, limit: str | None) -> tuple[str, bool]:
    """The birth of a `day` that stands in 20YY, and whether its century is in doubt."""
    if limit is None:
        # No date to compare with: whoever is listed was probably born before 2030 or in the last century.
        return _in_century("19" if day >= "2030" else "20", day[2:]), True
    rest = day[2:]
    if rest <= limit[2:]:
        return _in_century(limit[:2], rest), False
    # Born in the year of the same two digits, whoever it is would be a hundred years old.
    return _in_century(str(int(limit[:2]) - 1), rest), rest[:2] == limit[2:4]


def _in_century(century: str, rest: str) -> str:
    """29 February of 2000 has no 1900: such a birth is then the 28th, and the caller's finding says ambiguous."""
    return f"{century}00-02-28" if rest == "00-02-29" and int(century) % 4 else century + rest


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


Read = tuple[str | None, str | None, bool, Finding | None]
"""Day (two-digit years in 20YY), clock HHMM, whether the year had two digits, what was wrong."""


Understood = tuple[str | None, str | None, bool, str | None]
"""The same, with the code of what was wrong."""
UNREADABLE: Final[Understood] = (None, None, False, "date-unreadable")


def _read(text: str, format_code: str, segment: Segment | None) -> Read:
    day, clock, two_digits, code = _understood(text.strip(), format_code.strip())
    return day, clock, two_digits, finding(code, segment, tag=_tag(segment)) if code else None


@lru_cache(maxsize=8192)
def _understood(text: str, format_code: str) -> Understood:
    """Dates repeat, so each is understood once."""
    if text.isascii() and text.isdigit():
        return _digits(text, format_code)
    if not text:
        return None, None, False, "date-missing"
    named, year = NAMED_DAYS.get(text[:5]), SHORT_YEARS.get(text[5:])
    if named and year:
        return year + named, None, True, None
    written = ISO.fullmatch(text)
    if written:
        day = _date(f"{int(written[1]):04d}", f"{int(written[2]):02d}{int(written[3]):02d}")
        clock = written[4] + written[5] if written[4] else None
        return (day, clock, False, None) if day else UNREADABLE
    written = WITH_MONTH_NAME.fullmatch(text)
    if written:
        year = f"{int(written[3]) + (2000 if len(written[3]) == 2 else 0):04d}"
        day = _date(year, f"{MONTHS.get(written[2].upper(), 0):02d}{int(written[1]):02d}")
        return (day, None, len(written[3]) == 2, None) if day else UNREADABLE
    return _digits(re.sub(r"[ :./-]", "", re.sub(r"(?<=\d{10})[+-]\d{2}:?\d{0,2}$|Z$", "", text)), format_code)


def _digits(digits: str, code: str) -> Understood:
    if not (digits.isascii() and digits.isdigit()):
        return UNREADABLE
    lengths = DIGITS.get(code)
    fits = lengths is None or len(digits) in lengths
    day, clock, short = _by_length(digits, day_first=code == "2")
    if day is None and code != "2" and _is_day_first(digits):
        (day, clock, short), fits = _by_length(digits, day_first=True), False
    if day is None:
        return UNREADABLE
    return day, clock, short, None if fits else "date-format-repaired"


def _is_day_first(digits: str) -> bool:
    """A two-digit year at the end: the last two of six digits can be no day, so this is no slip of the pen."""
    return len(digits) == 6 and not 1 <= int(digits[4:]) <= 31


def _by_length(digits: str, *, day_first: bool) -> tuple[str | None, str | None, bool]:
    """By the number of digits: 6 YYMMDD, 8 CCYYMMDD, 10 YYMMDDHHMM, 12 CCYYMMDDHHMM, 14 with seconds."""
    size = len(digits)
    if size not in (6, 8, 10, 12, 14):
        return None, None, False
    short = size in (6, 10)
    part, clock = (digits[:6], digits[6:10]) if short else (digits[:8], digits[8:12])
    year, month_and_day = (part[4:], part[2:4] + part[:2]) if day_first else (part[:-4], part[-4:])
    return _date("20" + year if short else year, month_and_day), clock or None, short


def _date(year: str, month_and_day: str) -> str | None:
    written = DAYS.get(month_and_day)
    if written is None or not "1850" <= year <= "2199" or (month_and_day == LEAP_DAY and not _is_leap(int(year))):
        return None
    return year + written


@lru_cache(maxsize=1024)
def _day(reference: str | None) -> str | None:
    """A day to compare births with; nobody travels before the first aircraft."""
    try:
        day = dt.date.fromisoformat(reference[:10]).isoformat() if reference else None
    except ValueError:
        return None
    return day if day and day >= "1900" else None


def _tag(segment: Segment | None) -> str:
    return segment.tag if segment else "a date field"
