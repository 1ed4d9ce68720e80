"""Dates and times of a sheet's columns: texts as people write them in, the forms `persons` reads out.

`01/02/1990`: the order comes from the head (`DD/MM/YYYY`), else from the column's own values, else day first with a
finding. Spreadsheet serial numbers are days since 1899-12-30. Never raises, never guesses in silence.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

DIVIDED: Final = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})(?:[T ,]+(.*))?")
MONTH_NAME: Final = r"([^\W\d]{3,11})"
REST: Final = r"(?:[T ,]+(.*))?"
NAMED: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|o)?[\s./-]*(?:de\s+)?{MONTH_NAME}\.?[\s./,-]*(?:del?\s+)?(\d{{4}}|\d{{2}}){REST}",
    re.IGNORECASE,
)
MONTH_FIRST: Final = re.compile(rf"{MONTH_NAME}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){REST}", re.IGNORECASE)
DIGITS_OF_DAY: Final = 8
PACKED: Final = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
PACKED_YEAR_FIRST: Final = re.compile(r"(?:18|19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
SERIAL: Final = re.compile(r"(\d{4,5})(?:\.(\d+))?")
CLOCK: Final = re.compile(
    r"(\d{1,2})\s*(?:[:.hH]\s*)?(\d{2})?(?::?\d{2})?(?:\.\d+)?\s*(AM|PM|A\.M\.|P\.M\.)?\s*(?:LT|LOCAL|L)?",
    re.IGNORECASE,
)
OFFSET: Final = re.compile(r"(?<=\d\d:\d\d)(?::\d\d)?(?:\.\d+)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)")
"""Of ISO 8601: the time before it is the local one."""
FRACTION: Final = re.compile(r"0?\.(\d+)")
EPOCH: Final = dt.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 1, 73_050
MONTHS: Final = {
    1: "JAN JANUARY JANVIER JANV ENERO ENE JANUARI JANUAR",
    2: "FEB FEBRUARY FEVRIER FEVR FEV FEBRERO FEBRUARI FEBRUAR",
    3: "MAR MARCH MARS MARZO MAART MRT MARZ MRZ",
    4: "APR APRIL AVRIL AVR ABRIL ABR",
    5: "MAY MAI MAYO MEI",
    6: "JUN JUNE JUIN JUNIO JUNI",
    7: "JUL JULY JUILLET JUIL JULIO JULI",
    8: "AUG AUGUST AOUT AOU AGOSTO AGO AUGUSTUS",
    9: "SEP SEPT SEPTEMBER SEPTEMBRE SEPTIEMBRE",
    10: "OCT OCTOBER OCTOBRE OCTUBRE OKT OKTOBER",
    11: "NOV NOVEMBER NOVEMBRE NOVIEMBRE",
    12: "DEC DECEMBER DECEMBRE DICIEMBRE DIC DEZ DEZEMBER DECEMBRIE",
}
MONTH_OF: Final = {word: number for number, words in MONTHS.items() for word in words.split()}


def spread(text: str) -> str:
    """`31121980` as `31/12/1980`, also where a spreadsheet dropped the zero before it; digits that begin with a year stay."""
    digits = text.strip()
    match = PACKED.fullmatch(digits.zfill(DIGITS_OF_DAY)) if len(digits) in (DIGITS_OF_DAY - 1, DIGITS_OF_DAY) else None
    if not match or PACKED_YEAR_FIRST.fullmatch(digits):
        return text
    return "/".join(match.groups())


def has_lost_zero(text: str) -> bool:
    """`1021980`: seven digits."""
    return len(text) < DIGITS_OF_DAY and spread(text) != text


def order_of(values: Iterable[str], announced: str | None) -> tuple[str, bool]:
    """(`DMY` or `MDY`, whether it was assumed) of a column. A value that can be only one of them decides."""
    day_first = month_first = doubtful = False
    for value in values:
        match = DIVIDED.fullmatch(spread(value).strip())
        if not match or len(match[1]) > 2:
            continue
        one, two = int(match[1]), int(match[2])
        day_first |= 12 < one <= 31 and two <= 12
        month_first |= 12 < two <= 31 and one <= 12
        doubtful |= one != two and one <= 12 and two <= 12
    if day_first != month_first:
        return ("DMY" if day_first else "MDY"), False
    if announced in ("DMY", "MDY"):
        return announced, False
    return "DMY", doubtful


def is_doubtful(text: str) -> bool:
    """`05/08/2025`: two days of the year, by the order that is assumed."""
    match = DIVIDED.fullmatch(spread(text).strip())
    return bool(
        match and len(match[1]) <= 2 and int(match[1]) <= 12 and int(match[2]) <= 12 and int(match[1]) != int(match[2])
    )


@lru_cache(maxsize=8192)
def wire_date(text: str, order: str = "DMY") -> str:
    """`YYYY-MM-DD` or `YYMMDD`, with `THH:MM` where a time stands behind; the text itself where it is neither."""
    text = spread(unicodedata.normalize("NFKC", text).strip())
    return _named(text) or _named(text.partition(" ")[2]) or _divided(text, order) or _serial(text) or text


def _divided(text: str, order: str) -> str | None:
    match = DIVIDED.fullmatch(text)
    if not match:
        return None
    first, second, third, rest = match[1], match[2], match[3], match[4]
    if len(first) == 4:
        year, month, day = first, second, third
    elif len(first) == 3 or len(third) not in (2, 4):
        return None
    elif order == "MDY":
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    if len(first) != 4 and int(month) > 12 >= int(day):
        day, month = month, day
    return _written(year, int(month), int(day), rest)


def _named(text: str) -> str | None:
    match, day_group, month_group = NAMED.fullmatch(text), 1, 2
    if not match:
        match, day_group, month_group = MONTH_FIRST.fullmatch(text), 2, 1
    if not match:
        return None
    letters = unicodedata.normalize("NFKD", match[month_group]).encode("ascii", "ignore").decode().upper()
    month = MONTH_OF.get(letters)
    return _written(match[3], month, int(match[day_group]), match[4]) if month else None


def _written(year: str, month: int, day: int, rest: str | None) -> str | None:
    if len(year) not in (2, 4) or day > 99:
        return None
    clock = wire_clock(rest or "")
    if len(year) == 2:
        return f"{year}{month:02d}{day:02d}" + clock.replace(":", "")
    return f"{year}-{month:02d}-{day:02d}" + (f"T{clock}" if clock else "")


def _serial(text: str) -> str | None:
    match = SERIAL.fullmatch(text)
    if not match or not FIRST_SERIAL <= int(match[1]) <= LAST_SERIAL or _is_year(match[1]):
        return None
    day = EPOCH + dt.timedelta(days=int(match[1]))
    return day.isoformat() + (f"T{wire_clock('0.' + match[2])}" if match[2] else "")


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1850 <= int(digits) <= 2199


def is_year_only(text: str) -> bool:
    """`1985`, `00/00/1985`: no day of birth can be made of it."""
    digits = re.sub(r"[\s/.-]", "", text)
    return digits.isascii() and digits.isdigit() and _is_year(digits.lstrip("0")[-4:]) and not digits[:-4].strip("0")


def is_yearless(text: str) -> bool:
    """`12AUG`, `12/08`."""
    whole = text + ("-2000" if text[-1:].isdecimal() else " 2000")
    return not text.isdecimal() and wire_date(whole) != whole


def wire_clock(text: str) -> str:
    """`HH:MM` of `8:05`, `0805`, `8h05`, `8:05 PM`, a fraction of a day; empty where it is no time."""
    text = OFFSET.sub("", text.strip())
    fraction = FRACTION.fullmatch(text)
    if fraction:
        minutes = round(float(f"0.{fraction[1]}") * 1440)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    digits = text.zfill(4) if text.isascii() and text.isdigit() and len(text) in (3, 4) else text
    match = CLOCK.fullmatch(digits)
    if not match or not text or (match[2] is None and not match[3] and digits[-1:] not in "hH"):
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].upper().startswith("P") else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""
