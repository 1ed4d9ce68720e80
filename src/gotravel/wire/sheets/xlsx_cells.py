"""How many cells one part of a workbook makes its reader hold: its XML in, the number out, or None where it is not sound.

The workbook reader holds the whole rectangle around the cells and believes every address; an address that is none, or an
XML that another parser reads otherwise, can make it ask for more memory than the machine has, which ends the process. So
only well-formed parts whose addresses are a spreadsheet's pass. Never: an entity expanded, an exception.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

ADDRESS: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
NUMBER: Final = re.compile(r"[0-9]{1,7}")
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
PIECE: Final = 1 << 20


class _Unsound(Exception):
    """An address outside every spreadsheet, or a DTD."""


class _Measure:
    """The corner furthest from A1, as the reader will come to see it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.row = self.column = self.rows = self.columns = self.count = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = self._row(attributes.get("r")), 0
        elif kind == "c":
            self._cell(attributes.get("r"))

    def _row(self, told: str | None) -> int:
        if told is not None and not NUMBER.fullmatch(told):
            raise _Unsound
        return int(told) if told is not None else self.row + 1

    def _cell(self, told: str | None) -> None:
        if told is None:
            self.row, self.column = max(self.row, 1), self.column + 1
        else:
            address = ADDRESS.fullmatch(told)
            if not address:
                raise _Unsound
            self.row, self.column = int(address[2]), _column(address[1])
        if not 1 <= self.row <= LAST_ROW or (told is not None and self.column > LAST_COLUMN):
            raise _Unsound
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        self.count += 1
        if self.cells > self.most:
            raise StopIteration

    @property
    def cells(self) -> int:
        return max(self.rows * self.columns, self.count)

    def refused(self, *_: object) -> None:
        raise _Unsound


def held_cells(part: bytes, most: int) -> int | None:
    """Counting stops at the first that is more than `most`."""
    measure = _Measure(most)
    parser = expat.ParserCreate()
    parser.StartElementHandler = measure.opened
    parser.StartDoctypeDeclHandler = measure.refused
    view = memoryview(part)
    try:
        for start in range(0, max(len(part), 1), PIECE):
            parser.Parse(bytes(view[start : start + PIECE]), start + PIECE >= len(part))
    except StopIteration:
        pass
    except (expat.ExpatError, LookupError, ValueError, _Unsound):
        return None
    return measure.cells


def _column(name: str) -> int:
    number = 0
    for character in name.upper():
        number = number * 26 + ord(character) - 64
    return number
