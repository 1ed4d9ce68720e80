"""Dates of digits alone: the texts of a column in, each as YYMMDD or as the day number of a spreadsheet out, with what to tell.

`010203` has three orders, and `10203` is 010203 without the zero that a spreadsheet took, or day 10203 since 1899-12-30.
What the other cells can be decides. Never: one of two that can be, chosen without a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from gotravel.wire.person_dates import DAYS
from gotravel.wire.sheets.dates import EPOCH, LAST_SERIAL, is_year_only

SIX: Final = re.compile(r"\d{6}")
SHORT: Final = re.compile(r"\d{3,5}(?:\.\d+)?")
PLACES: Final = {"YMD": (0, 2, 4), "DMY": (4, 2, 0), "MDY": (4, 0, 2)}
"""Where year, month and day begin. The first order is the one of the standards."""
SPOKEN: Final = {"YMD": "the year first", "DMY": "the day first", "MDY": "the month first"}
RESTORED, NUMBERED, EITHER, NEITHER = (
    "sheet-date-zero-restored", "sheet-day-number", "sheet-date-or-day-number", "date-unreadable",
)  # fmt: skip
FIRST_BIRTH: Final = 2_200
"""1906: below it stand years, and births of whom nobody has seen travel."""
FIRST_OF_DOCUMENT: Final = 29_221
"""1980: no document in use is older."""


class Hand(msgspec.Struct, frozen=True, gc=False):
    """How one column was written, as far as its dates are digits alone."""

    order: str
    assumed: bool
    """Whether another order can be as well, and would give other days."""
    has_six: bool
    has_number: bool
    """Whether a cell can be nothing but a day number."""
    has_other: bool
    """Whether a cell is written otherwise."""


def hand_of(values: Iterable[str], announced: str | None, *, birth: bool) -> Hand:
    texts = {text for value in values if (text := value.strip())}
    short = {text for text in texts if SHORT.fullmatch(text) and not is_year_only(text)}
    sixes = {text for text in texts if SIX.fullmatch(text)}
    numbers = {text for text in short if is_day_number(text, birth=birth)}
    lost = {text for text in short if _may_be_six(text)}
    has_number, has_six = bool(numbers - lost), bool(sixes or lost - numbers)
    has_other = any(_is_written(text) for text in texts - short - sixes)
    padded = {text.zfill(6) for text in lost} if has_six and not has_number else set()
    return Hand(*order_of_six(sixes | padded, announced), has_six, has_number, has_other)


def _is_written(text: str) -> bool:
    return any(map(str.isdigit, text)) and not is_year_only(text)


def order_of_six(sixes: Collection[str], announced: str | None) -> tuple[str, bool]:
    """(order, whether it was assumed): the head's unless it fails at most texts, else the one that makes the most days.

    A slip in a cell or two is no reason to turn all others around against the head.
    """
    read = {order: sum(is_day(text, order) for text in sixes) for order in PLACES}
    able = [order for order in PLACES if read[order] == max(read.values())]
    if announced in PLACES and read[announced] * 2 >= read[able[0]]:
        return announced, False
    whole = read[able[0]] == sum(_may_be_six(text) for text in sixes)
    return able[0], bool(announced) or any(len(_days(text, able if whole else PLACES)) > 1 for text in sixes)


def _days(text: str, orders: Iterable[str]) -> set[str]:
    return {year_first(text, order) for order in orders if is_day(text, order)}


def is_day(six: str, order: str) -> bool:
    return year_first(six, order)[2:] in DAYS


def year_first(six: str, order: str) -> str:
    """YYMMDD."""
    return "".join(six[place : place + 2] for place in PLACES[order])


def _may_be_six(text: str) -> bool:
    return text.isdecimal() and any(is_day(text.zfill(6), order) for order in PLACES)


def is_day_number(text: str, *, birth: bool) -> bool:
    """Whether the day number is a day on which somebody can be born, or a document end."""
    number = int(text.partition(".")[0])
    latest = (dt.datetime.now(tz=dt.UTC).date() - EPOCH).days if birth else LAST_SERIAL
    return (FIRST_BIRTH if birth else FIRST_OF_DOCUMENT) <= number <= latest


def goes_by_order(text: str, hand: Hand, *, birth: bool) -> bool:
    return bool(SIX.fullmatch(text) or (SHORT.fullmatch(text) and read_short(text, hand, birth=birth)[1] == RESTORED))


def is_other_day(text: str, hand: Hand) -> bool:
    """Whether it can be a day in another order alone: its digits tell it then."""
    return not is_day(text, hand.order) and _may_be_six(text)


def read_six(text: str, hand: Hand) -> str:
    """As it is where it can be no day in the column's order: another may be told by its digits."""
    return year_first(text, hand.order) if is_day(text, hand.order) else text


def read_short(text: str, hand: Hand, *, birth: bool) -> tuple[str, str]:
    """(six digits, or the day number, or nothing; the code of what to tell) of three to five digits."""
    six = text.zfill(6)
    lost = text.isdecimal() and is_day(six, hand.order)
    numbered = is_day_number(text, birth=birth)
    if lost and (not numbered or (hand.has_six and not hand.has_number)):
        return year_first(six, hand.order), RESTORED
    if numbered and (not lost or ((hand.has_number or hand.has_other) and not hand.has_six)):
        return text, NUMBERED
    return "", EITHER if lost else NEITHER
