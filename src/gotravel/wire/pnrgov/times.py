"""Dates and times of PADIS segments: DDMMYY and HHMM in, `YYYY-MM-DDTHH:MM` and what was wrong with it out.

Never raises; a date that cannot be is None with a code. Times of TVL are local, those of RCI and DAT are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from gotravel.wire.person_dates import DAYS, moment

LEAP_DAY: Final = "-02-29"
LAST_HOUR: Final = "23"
LAST_MINUTE: Final = "59"
DAYS_AT: Final = frozenset({0, 2})
FURTHEST: Final = 3
"""Years between a push and the flights of its bookings; carriers sell a year ahead."""


def stamp(day: str, clock: str = "") -> tuple[str | None, str | None]:
    """(`YYYY-MM-DDTHH:MM`, or the date alone; the code of what was wrong)."""
    if not day:
        return None, None
    date, code = _date(day)
    if date is None or not clock:
        return date, code
    if len(clock) not in (4, 6) or not (clock.isascii() and clock.isdigit()):
        return date, "time-unreadable"
    if clock[:4] == "2400":
        return f"{dt.date.fromisoformat(date) + dt.timedelta(days=1)}T00:00", "date-format-repaired"
    hour, minute = clock[:2], clock[2:4]
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return date, "time-unreadable"
    return f"{date}T{hour}:{minute}", code


def _date(day: str) -> tuple[str | None, str | None]:
    """DDMMYY; where that can be no date, by its form."""
    if len(day) == 6 and day.isascii() and day.isdigit():
        written = DAYS.get(day[2:4] + day[:2])
        if written and (written != LEAP_DAY or int(day[4:]) % 4 == 0):
            return f"20{day[4:]}{written}", None
        # Perhaps YYMMDD, which `moment` reads.
    read, found = moment(day)
    if read and len(day) == 8 and day.isdecimal():
        return read[:10], None
    return (read[:10], "date-format-repaired") if read else (None, found.code if found else "date-unreadable")


def flown(parts: Sequence[str], near: str | None = None) -> tuple[str | None, str | None, list[str]]:
    """C310 (date, time, date, time, days later) -> departure, arrival, codes of what was wrong. `near`: when the push was
    prepared or its flight departs; a day many years from it is tried as YYMMDD."""
    departure, arrival, codes = _flown(parts)
    if near and departure and abs(int(departure[:4]) - int(near[:4])) > FURTHEST:
        turned = _flown([_turned(one) if place in DAYS_AT else one for place, one in enumerate(parts)])
        if turned[0] and abs(int(turned[0][:4]) - int(near[:4])) <= 1:
            return turned[0], turned[1], [*turned[2], "date-format-repaired"]
        if "date-format-repaired" in codes:
            return None, None, ["date-unreadable"]  # 31 February is no flight of the year 2031
    return departure, arrival, codes


def _turned(day: str) -> str:
    """DDMMYY of YYMMDD."""
    day = day.strip()
    return day[4:] + day[2:4] + day[:2] if len(day) == len("YYMMDD") else day


def _flown(parts: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    day, clock, last_day, last_clock, later = [*[part.strip() for part in parts[:5]], "", "", "", "", ""][:5]
    codes: list[str] = []
    if len(last_day) == 4 and last_day.isdigit() and not last_clock:
        last_day, last_clock = "", last_day
        codes.append("arrival-time-in-date-place")
    departure, wrong = stamp(day, clock)
    codes += [wrong] if wrong else []
    if last_clock and not last_day and departure:
        last_day = _inferred(departure, last_clock, later)
        codes.append("arrival-date-inferred")
    arrival, wrong = stamp(last_day, last_clock)
    return departure, arrival, codes + ([wrong] if wrong else [])


def _inferred(departure: str, clock: str, later: str) -> str:
    """The day of arrival as DDMMYY."""
    date = dt.date.fromisoformat(departure[:10])
    known = int(later) if later.isdecimal() and len(later) == 1 else None
    days = known if known is not None else int(len(departure) > 10 and clock[:4] < departure[11:13] + departure[14:16])
    return (date + dt.timedelta(days=days)).strftime("%d%m%y")
