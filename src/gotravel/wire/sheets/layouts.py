"""Layouts without heads, known by their place: the GAR workbook and exports of departure control systems.

A grid in, a Listing out, or None where the grid is none of them. Never raises.

Sources: the upload format of the United Kingdom's General Aviation Report; exports seen in use by small States.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from gotravel.domain.message import PersonKind
from gotravel.wire.findings import finding
from gotravel.wire.sheets.columns import LETTER, NAMES, Column, columns_of
from gotravel.wire.sheets.grid import Grid, Row
from gotravel.wire.sheets.header import head
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.table import Listing, Section, is_head

GAR: Final = re.compile(r"GENERAL\s+AVIATION\s+REPORT")
GAR_COLUMNS: Final = (
    "doc_type", "doc_kind", "doc_issuer", "doc_number", "family", "given", "sex", "born", "birth_place", "nationality",
    "doc_expires",
)  # fmt: skip
GAR_LABELS: Final = (
    ("destination", 3, 1), ("arrival_date", 3, 3), ("arrival_time", 3, 5), ("origin", 4, 1), ("departure_date", 4, 3),
    ("departure_time", 4, 5), ("registration", 5, 1),
)  # fmt: skip
GAR_FIRST_CREW: Final = 9
STOP: Final = re.compile(r"TOTAL (CREW|PASSENGERS)")
DIGITS: Final = re.compile(r"\d+")
STAMP: Final = re.compile(r"\d{10}")
DE_COLUMNS: Final = (
    "family", "given", "sex", "born", "nationality", "disembarked", "embarked", "", "doc_type", "doc_number",
    "doc_issuer", "visa_type", "visa_number", "visa_issuer",
)  # fmt: skip
CZ_COLUMNS: Final = (
    "family", "given", "middle", "born", "sex", "nationality", "doc_type", "doc_number", "doc_expires", "doc_issuer",
)  # fmt: skip
AE_COLUMNS: Final = (
    "doc_number", "nationality", "doc_type", "doc_issuer", "family", "given", "born", "sex", "birth_country", "doc_expires",
    "trip",
)  # fmt: skip
TH_COLUMNS: Final = (
    "doc_type", "nationality", "doc_number", "doc_expires", "doc_issuer", "family", "given", "born", "sex", "birth_country",
    "trip",
)  # fmt: skip
MARKS: Final = {
    "FLIGHT": "number", "DEP PORT": "origin", "DEP DATE": "departure_date", "DEP TIME": "departure_time",
    "ARR PORT": "destination", "ARR DATE": "arrival_date", "ARR TIME": "arrival_time",
}  # fmt: skip


def laid_out(grid: Grid) -> Listing | None:
    return next((listing for layout in LAYOUTS if (listing := layout(grid))), None)


def columns(fields: tuple[str, ...], order: str | None = None) -> tuple[Column, ...]:
    """A place without a name (the final destination, which a person has no field for) is kept apart as a remark."""
    return tuple(Column(index, name, name.upper(), order) for index, name in enumerate(fields) if name)


def gar(grid: Grid) -> Listing | None:
    """Crew from row 9 until TOTAL CREW, passengers two rows after PASSENGERS until TOTAL PASSENGERS."""
    if not any(GAR.search(cell.upper()) for row in grid.rows[:3] for cell in row.filled):
        return None
    rows = {row.number: row for row in grid.rows}
    listing = Listing()
    for name, number, column in GAR_LABELS:
        row = rows.get(number)
        if row:
            listing.labels.keep(name, row.get(column), number)
    known = columns(GAR_COLUMNS, "DMY")
    crew, passengers = Section(known, PersonKind.CREW), Section(known, PersonKind.ADULT)
    section: Section | None = crew
    starts = GAR_FIRST_CREW
    for row in grid.rows:
        first = " ".join(row.get(0).upper().split())
        total = STOP.match(first)
        if total:
            _total(listing, row, total[0])
            section = None
        elif first.startswith("PASSENGERS"):
            section, starts = passengers, row.number + 2
            listing.other.append(row)
        elif section is None or row.number < starts or not _names_someone(row):
            listing.other.append(row)
        else:
            section.rows.append(row)
    listing.sections = [one for one in (crew, passengers) if one.rows]
    moved = any(is_head(row) for one in listing.sections for row in one.rows)
    moved = moved or any(_is_left_out(row) or _is_other_head(row) for row in listing.other)
    return listing if listing.sections and not moved else None


def _is_left_out(row: Row) -> bool:
    """A person elsewhere than the form has persons: rows were put in or taken out, and the heads tell more."""
    named = all(LETTER.search(row.get(index)) for index in (4, 5))
    return named and not is_head(row) and head(row.get(4), guess=False) is None


def _is_other_head(row: Row) -> bool:
    """Names elsewhere than the form has them: a list of one's own under the form's title."""
    names = [column for column in columns_of(row)[0] if column.field in NAMES] if is_head(row) else []
    return any(column.field not in GAR_COLUMNS[column.index : column.index + 1] for column in names)


def _names_someone(row: Row) -> bool:
    return any(row.get(index) for index in (3, 4, 5))


def _total(listing: Listing, row: Row, words: str) -> None:
    number = next((int(cell) for cell in row.cells[1:] if cell.isdecimal() and len(cell) < 7), None)
    if number is not None:
        listing.totals.append((words, number, row.number))
    listing.other.append(row)


def de(grid: Grid) -> Listing | None:
    """`airline;flight;DEP;yymmddhhmm;ARR;yymmddhhmm;count`, then one row a passenger."""
    first = grid.rows[0].cells if grid.rows else ()
    if len(first) < 7 or not (STAMP.fullmatch(first[3]) and STAMP.fullmatch(first[5]) and DIGITS.fullmatch(first[6])):
        return None
    fields = ("carrier", "number", "origin", "departure", "destination", "arrival")
    return _positional(grid, fields, first, columns(DE_COLUMNS, "YMD"), first[6])


def cz(grid: Grid) -> Listing | None:
    """`csv;airline;flight;dep;time;arr;time;count;`; the times may have parts of their own."""
    first = grid.rows[0].cells if grid.rows else ()
    if len(first) < 8 or first[0].lower() != "csv":
        return None
    ports = [place for place, cell in enumerate(first) if place > 2 and re.fullmatch(r"[A-Z]{3,4}", cell)]
    if len(ports) != 2:
        return None
    left, right = ports
    behind = first[right + 1 :]
    arrival = " ".join(behind[:-1] or behind)
    texts = (first[1], first[2], first[left], " ".join(first[left + 1 : right]), first[right], arrival)
    fields = ("carrier", "number", "origin", "departure", "destination", "arrival")
    return _positional(grid, fields, texts, columns(CZ_COLUMNS), first[-1])


def _positional(
    grid: Grid, fields: tuple[str, ...], texts: tuple[str, ...], layout: tuple[Column, ...], count: str
) -> Listing | None:
    first, *rest = grid.rows
    listing = Listing(other=[first])
    for name, text in zip(fields, texts, strict=False):
        listing.labels.keep(name, text, first.number)
    if DIGITS.fullmatch(count) and len(count) < 7:
        listing.totals.append(("TOTAL", int(count), first.number))
    section = Section(layout, None)
    for row in rest:
        (section.rows if len(row.filled) > 2 else listing.unread).append(row)
    listing.findings += [finding("sheet-row-unread", row.number) for row in listing.unread]
    listing.sections = [section] if section.rows else []
    return listing if listing.sections else None


def starred(grid: Grid) -> Listing | None:
    """`***VERSION`, `*FLIGHT,...`, `***START`, rows, `***END`; or `***BATCH,APP` and rows."""
    if not (grid.rows and grid.rows[0].get(0).upper().startswith("***VERSION")):
        return None
    layout = TH_COLUMNS if grid.rows[0].get(0).split()[-1] == "4" else AE_COLUMNS
    listing = Listing(labels=Labels())
    section = Section(columns(layout), None)
    for row in grid.rows:
        mark = " ".join(row.get(0).lstrip("* ").upper().split())
        if not row.get(0).startswith("*"):
            section.rows.append(row)
            continue
        listing.other.append(row)
        if mark in MARKS:
            listing.labels.keep(MARKS[mark], row.get(1), row.number)
        elif mark == "TYPE" and row.get(1).upper() == "C":
            section.kind = PersonKind.CREW
    listing.sections = [section] if section.rows else []
    return listing if listing.sections else None


LAYOUTS: Final[tuple[Callable[[Grid], Listing | None], ...]] = (gar, starred, cz, de)
