"""A workbook in, one Grid a visible sheet out; hidden ones are told, and read where no other is. Only values
that the file stores are read: no formula is evaluated.

Dates become `YYYY-MM-DD[THH:MM]`, whole numbers lose their point. Never raises, never opens anything the file names.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Final

import msgspec
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from gotravel.domain.finding import Finding
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import Grid, letter, row
from gotravel.wire.sheets.xlsx_package import clean_package

MOST_SHEETS: Final = 50
MOST_MERGED: Final = 100
CERTAIN_DIGITS: Final = 15
"""A spreadsheet stores numbers with fifteen certain digits; a longer one was rounded."""
Value = int | float | str | bool | dt.date | dt.time | dt.datetime | dt.timedelta | None


def read_xlsx(raw: bytes) -> tuple[Grid, ...]:
    """At least one grid; where nothing can be read it is empty and says why."""
    package, found = clean_package(raw)
    if package is None:
        return (Grid("", (), tuple(found)),)
    try:
        grids = _grids(package)
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        grids = []
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        if type(fault).__name__ != "PanicException":
            raise
        grids = []
    if not grids:
        return (Grid("", (), (*found, finding("sheet-unreadable"))),)
    return (Grid(grids[0].name, grids[0].rows, (*found, *grids[0].findings)), *grids[1:])


def _grids(package: bytes) -> list[Grid]:
    with CalamineWorkbook.from_filelike(io.BytesIO(package)) as book:
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        visible = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
        shown = visible or [sheet.name for sheet in sheets]
        grids = [_grid(book.get_sheet_by_name(name)) for name in shown[:MOST_SHEETS]]
    told = [finding("sheet-too-many", limit=MOST_SHEETS)] if len(shown) > MOST_SHEETS else []
    if len(shown) < len(sheets):
        told.append(finding("sheet-hidden", count=len(sheets) - len(shown)))
    if grids and told:
        grids[0] = msgspec.structs.replace(grids[0], findings=(*told, *grids[0].findings))
    return grids


def _grid(sheet: CalamineSheet) -> Grid:
    found: list[Finding] = []
    rows = []
    table: list[list[Value]] = [list(values) for values in sheet.to_python(skip_empty_area=False)]
    _share(table, sheet.merged_cell_ranges or ())
    for number, values in enumerate(table, 1):
        made = row(number, 0, [as_text(value) for value in values])
        if made is None:
            continue
        rows.append(made)
        for column, value in enumerate(values):
            if isinstance(value, float) and abs(value) >= 10**CERTAIN_DIGITS:
                found.append(finding("sheet-number-rounded", number, column=letter(column)))
    return Grid(sheet.name, tuple(rows), tuple(found))


def _share(table: list[list[Value]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A cell merged over several rows is each row's own, where the row has another cell: one surname for a family."""
    for (top, column), (bottom, _) in merged:
        for values in table[top + 1 : bottom + 1][:MOST_MERGED]:
            if any(value not in ("", None) for value in values) and values[column] in ("", None):
                values[column] = table[top][column]


def as_text(value: Value) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return "" if value is None else str(value)
