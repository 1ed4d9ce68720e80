"""Rows with several persons: a row in, one row a person out, where each line of its cells is another person's.

Lines of names alone prove nothing (a long name is written in two lines): a birth or a document has as many lines. Never:
one person's document given to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from gotravel.wire.sheets.columns import NAMES, Column
from gotravel.wire.sheets.grid import Row

OWN: Final = frozenset(
    {
        "born",
        "birth",
        "doc_number",
        "passport",
        "identity_card",
        "seaman_book",
        "second_number",
        "visa_number",
        "ticket",
        "seat",
        "cabin",
    }
    | {"reference", "bags", "bag_weight", "bag_tags", "email", "phone", "sex", "title"}
)
"""Where there is one for several persons, it is the first one's."""
IDENTIFYING: Final = frozenset({"born", "birth", "doc_number", "passport", "identity_card", "seaman_book"})
BETWEEN: Final = re.compile(r"\s*[,;&+\n]\s*|\s+(?=\d{1,2}[^\W\d_]+/)")
SLASHED: Final = re.compile(r"\d{0,2}([^\W\d_][^/\d]*/[^/\d]+)")
MOST: Final = 20
"""Lines of one cell."""


def parted(row: Row, columns: Sequence[Column]) -> list[Row]:
    """The row itself, where it is one person's."""
    names = [column.index for column in columns if column.field in NAMES and row.get(column.index)]
    lines = {index: _lines(row.get(index)) for index in range(len(row.cells))}
    slashed = _slashed(row.get(names[0])) if len(names) == 1 else []
    sizes = {len(lines[index]) for index in names}
    certain = any(column.field in IDENTIFYING and {len(lines.get(column.index, ()))} == sizes for column in columns)
    if slashed:
        lines[names[0]], size = slashed, len(slashed)
    elif len(sizes) == 1 and certain:
        size = sizes.pop()
    else:
        return [row]
    if not 1 < size <= MOST:
        return [row]
    own = {column.index for column in columns if column.field in OWN}
    return [_one(row, lines, number, size, own) for number in range(size)]


def _one(row: Row, lines: dict[int, list[str]], number: int, size: int, own: set[int]) -> Row:
    cells = [
        lines[index][number] if len(lines[index]) == size else "" if number and index in own else cell
        for index, cell in enumerate(row.cells)
    ]
    return msgspec.structs.replace(row, cells=tuple(cells))


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _slashed(text: str) -> list[str]:
    """`DOE/JANE MRS, ROE/JIM`, `1DOE/JANE 1ROE/JIM`: every part has its own slash."""
    parts = [SLASHED.fullmatch(part.strip()) for part in BETWEEN.split(text)] if text.count("/") > 1 else []
    return [part[1] for part in parts if part] if all(parts) else []
