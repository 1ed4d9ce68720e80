"""A grid of texts: what CSV and XLSX have in common. Rows keep their number and where they stand in the file.

Never: a formula, a number format, a value of another type than text.
"""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.domain.finding import Finding

MOST_COLUMNS: Final = 256
MOST_ROWS: Final = 100_000
ERRORS: Final = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class Row(msgspec.Struct, frozen=True, gc=False):
    number: int
    """From 1, as a spreadsheet program shows it."""
    offset: int
    """Byte offset in a text file; 0 for workbooks."""
    cells: tuple[str, ...]
    """Trimmed at both ends, empty cells at the end left out."""

    def get(self, column: int) -> str:
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(cell for cell in self.cells if cell)


class Grid(msgspec.Struct, frozen=True):
    name: str
    """The sheet's name, empty for CSV."""
    rows: tuple[Row, ...] = ()
    """Empty rows are left out."""
    findings: tuple[Finding, ...] = ()
    text_file: bool = False


def row(number: int, offset: int, cells: list[str]) -> Row | None:
    """None for an empty row. Non-breaking blanks are blanks; line breaks inside a cell stay."""
    clean = [cell.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip() for cell in cells]
    while clean and not clean[-1]:
        clean.pop()
    return Row(number, offset, tuple(clean[:MOST_COLUMNS])) if clean else None


def letter(column: int) -> str:
    """0 -> A, 26 -> AA: how a spreadsheet program names the column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
