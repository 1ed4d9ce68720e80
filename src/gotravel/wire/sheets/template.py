"""Our template for carriers without a system of their own: nothing in, the bytes of a CSV file or a workbook out.

The words come from the table that the reader uses, so what is handed out is what is understood. Never: a formula.
"""

from __future__ import annotations

import io
from importlib import resources
from typing import Final

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

TEXT_ROWS: Final = 2000
"""Rows formatted as text, so that a program neither drops leading zeros nor turns dates about."""


def as_csv() -> bytes:
    """The file `templates/manifest.csv`."""
    return resources.files("gotravel.wire.sheets").joinpath("templates", "manifest.csv").read_bytes()


def as_workbook() -> bytes:
    """The same rows, all cells formatted as text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Manifest"
    rows = [line.split(";") for line in as_csv().decode("utf-8-sig").splitlines()]
    for texts in rows:
        sheet.append(texts)
    for number in range(1, TEXT_ROWS + 1):
        for column in range(1, len(rows[-1]) + 1):
            sheet.cell(number, column).number_format = "@"
    for column, name in enumerate(rows[-1], 1):
        cell = sheet.cell(len(rows), column)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(name) + 4)
    sheet.freeze_panes = f"A{len(rows) + 1}"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
