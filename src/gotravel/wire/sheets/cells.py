"""One row of persons, cell by cell: texts by field out, cleaned of what spreadsheets add, findings with row and column.

Never: a value in a finding, a raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Sex
from gotravel.wire.findings import CATALOGUE, finding
from gotravel.wire.sheets import values
from gotravel.wire.sheets.bare_dates import (
    NUMBERED,
    RESTORED,
    SHORT,
    SIX,
    SPOKEN,
    Hand,
    goes_by_order,
    hand_of,
    is_other_day,
    order_of_six,
    read_short,
    read_six,
)
from gotravel.wire.sheets.columns import Column
from gotravel.wire.sheets.dates import has_lost_zero, is_doubtful, is_year_only, order_of, wire_date
from gotravel.wire.sheets.grid import ERRORS, Row
from gotravel.wire.sheets.table import Section

DATES: Final = frozenset(
    {"born", "doc_expires", "doc_issued", "second_expires", "second_issued", "visa_expires", "seaman_book_expires"}
)
BORN: Final = "born"
NAMES: Final = frozenset({"family", "second_family", "given", "middle", "full_name"})
KEPT_TEXT: Final = re.compile(r"=\"(.*)\"|'(.+)")
ROUNDED: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)
Dated = tuple[str | None, Finding | None]


class Evidence:
    """What all sections of a sheet show together: one hand wrote the dates and the letters of sex in all of them."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.dates: dict[str, list[str]] = {}
        self.sexes: set[str] = set()
        for section in sections:
            for column in section.columns:
                values_ = [row.get(column.index) for row in section.rows]
                if column.field in DATES:
                    self.dates.setdefault(column.field, []).extend(values_)
                elif column.field == "sex":
                    self.sexes |= {value.strip().upper() for value in values_}

        self._orders: dict[tuple[str, str | None], tuple[str, bool]] = {}
        self._hands: dict[tuple[str, str | None], Hand] = {}

    def order(self, column: Column) -> tuple[str, bool]:
        """Asked once of all columns alike: in XML each person is a section of its own."""
        alike = (column.field, column.order)
        if alike not in self._orders:
            self._orders[alike] = self._order(column)
        return self._orders[alike]

    def _order(self, column: Column) -> tuple[str, bool]:
        """The column's own dates and those of the same kind decide, else its head, else all dates of the sheet."""
        order, assumed = order_of(self.dates.get(column.field, ()), column.order)
        if assumed:
            return order_of(self._all(), None)
        return order, assumed

    def hand(self, column: Column) -> Hand:
        """The same of dates that are digits alone; where a head is overruled, no other column makes that certain."""
        alike = (column.field, column.order)
        if alike not in self._hands:
            self._hands[alike] = self._hand(column)
        return self._hands[alike]

    def _hand(self, column: Column) -> Hand:
        own = hand_of(self.dates.get(column.field, ()), column.order, birth=column.field == BORN)
        if not own.assumed or column.order:
            return own
        sixes = {text for text in self._all() if SIX.fullmatch(text)}
        order, assumed = order_of_six(sixes, None)
        return own if assumed or not sixes else msgspec.structs.replace(own, order=order, assumed=False)

    def _all(self) -> list[str]:
        return [text.strip() for texts in self.dates.values() for text in texts]


class Reading:
    """What is known of a section's columns before its first row: date orders, letters of sex."""

    def __init__(self, section: Section, evidence: Evidence) -> None:
        self.section, self.evidence = section, evidence
        self.columns: dict[str, list[Column]] = {}
        for column in section.columns:
            self.columns.setdefault(column.field, []).append(column)
        self.findings: list[Finding] = []
        self.orders = {column.index: self._order(column) for column in section.columns if column.field in DATES}
        self.hands = {column.index: self.evidence.hand(column) for column in section.columns if column.field in DATES}
        self.sexes = self._sexes()
        self.numbered: set[int] = set()
        """Columns of day numbers, of which one finding is enough."""

    def _order(self, column: Column) -> str:
        order, assumed = self.evidence.order(column)
        if assumed and any(is_doubtful(row.get(column.index)) for row in self.section.rows):
            self._assume(column, order)
        hand = self.evidence.hand(column)
        texts = [row.get(column.index) for row in self.section.rows] if hand.assumed else []
        if any(goes_by_order(text, hand, birth=column.field == BORN) for text in texts):
            self._assume(column, hand.order)
        return order

    def _assume(self, column: Column, order: str) -> None:
        self.findings.append(finding("sheet-date-order-assumed", None, column=column.letter, order=SPOKEN[order]))

    def _sexes(self) -> dict[str, Sex]:
        """H and V show whose letters these are: in Spanish M is then mujer, a woman."""
        told = self.evidence.sexes
        if "F" in told:
            return {}
        if "H" in told or ("V" in told and any(column.head == "SEXO" for column in self.columns.get("sex", ()))):
            return dict(values.IN_SPANISH) if "M" in told else {}
        return dict(values.IN_DUTCH) if "V" in told else {}


class Cells:
    """One row."""

    def __init__(self, reading: Reading, row: Row) -> None:
        self.reading, self.row = reading, row
        self.findings: list[Finding] = []
        self.used: dict[str, Column] = {}

    def text(self, name: str) -> str:
        """The first column of that field that has a value; empty for `-`, `N/A` and spreadsheet errors."""
        for column in self.reading.columns.get(name, ()):
            value = self._clean(column)
            if value:
                self.used.setdefault(name, column)
                return value
        return ""

    def _clean(self, column: Column) -> str:
        value = self.row.get(column.index)
        if value.upper() in (values.NO_NAME if column.field in NAMES else values.NOTHING):
            return ""
        if value in ERRORS:
            self.say("sheet-cell-error", column)
            return ""
        kept = KEPT_TEXT.fullmatch(value)
        return (kept[1] or kept[2] or "").strip() if kept else value

    def words(self, name: str) -> str | None:
        """A text in one line."""
        return " ".join(self.text(name).split()) or None

    def date(self, name: str, read: Callable[[str], Dated]) -> str | None:
        text = self.text(name)
        if not text:
            return None
        column = self.used[name]
        if is_year_only(text):
            self.say("sheet-date-year-only", column)
            return None
        told = self._of_digits(text, column)
        if not told:
            return None
        day, found = read(wire_date(told, self.reading.orders.get(column.index, "DMY"))[:10])
        self.note(found, column)
        return day

    def _of_digits(self, text: str, column: Column) -> str:
        """The text itself where it is not digits alone; empty, with a finding, where nobody can say which day it is."""
        hand = self.reading.hands[column.index]
        if SIX.fullmatch(text):
            if is_other_day(text, hand):
                self.say("date-format-repaired", column)
            return read_six(text, hand)
        if not SHORT.fullmatch(text):
            if has_lost_zero(text):
                self.say(RESTORED, column)
            return text
        told, code = read_short(text, hand, birth=column.field == BORN)
        if code != NUMBERED or column.index not in self.reading.numbered:
            self.say(code, column)
        if code == NUMBERED:
            self.reading.numbered.add(column.index)
        return told

    def country(self, name: str) -> str | None:
        text = self.text(name)
        code, found = values.country(text)
        if found:
            self.note(found, self.used[name])
        return code

    def sex(self) -> Sex | None:
        text = self.text("sex")
        if not text:
            return None
        if text.upper() in self.reading.sexes:
            return self.reading.sexes[text.upper()]
        sex, known = values.sex(text)
        if not known:
            self.say("sex-code-unknown", self.used["sex"])
        return sex

    def number(self, name: str) -> str | None:
        """A document's number, as text."""
        text = self.words(name)
        if text and ROUNDED.fullmatch(text):
            self.say("sheet-number-rounded", self.used[name])
        return text

    def say(self, code: str, column: Column | None = None, **facts: object) -> None:
        told = {"column": column.letter, "tag": f"column {column.letter}"} if column else {"tag": "the row"}
        self.findings.append(finding(code, self.row.number, **(told | facts)))

    def note(self, found: Finding | None, column: Column) -> None:
        """A finding of the shared readers, with row and column in it."""
        if found and found.code in CATALOGUE:
            self.say(found.code, column)


def shown(row: Row, columns: Sequence[Column], listed: frozenset[str]) -> str:
    """The row as sent, only those columns that a list of this kind has."""
    return ";".join(row.get(column.index).replace("\n", " ") for column in columns if column.field in listed)
