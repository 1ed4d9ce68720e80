"""Labels and values around a list: `Flight No: ZC812`, `Date | 12/08/2025`, a value under its label, our `#LEG` rows.

Rows in, texts by field out. The first value of a field stays. Never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from gotravel.wire.sheets.dates import is_yearless, wire_clock, wire_date
from gotravel.wire.sheets.grid import Row
from gotravel.wire.sheets.header import label, plain

TICKS: Final = frozenset({"X", "[X]", "(X)", "✓", "✔", "☒", "☑", "■"})
BOXES: Final = re.compile(r"^\s*[☐☑☒□■]\s*|\s*[☐☑☒□■]\s*$")
NO_TICK: Final = frozenset({"[ ]", "[]", "( )", "()", "☐", "□"})
MODES: Final = (("TRAIN", "rail"), ("TREN", "rail"), ("COACH", "road"), ("BUS", "road"), ("AUTOCAR", "road"))
LONGEST: Final = 200
LONGEST_CLOCK: Final = 5
SIDES: Final = {"origin": "departure", "destination": "arrival"}
DATED: Final = {
    "origin": "departure_", "departure": "departure_", "departure_date": "departure_", "destination": "arrival_",
    "arrival": "arrival_", "arrival_date": "arrival_", "date": "", "number": "",
}  # fmt: skip
"""Labels whose value a date or a time may stand behind, and whose date or time it is."""
CLOCK: Final = re.compile(r"\d{1,2}[:hH.]\d{2}.*|\d{4}")
"""Three digits alone are a count, a gate, a room: nobody writes ten to seven as 650 beside a port."""


@dataclass
class Labels:
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Field of a leg -> (text, row)."""
    legs: list[tuple[Row, tuple[str, ...]]] = field(default_factory=list)
    """The template's own `#LEG` rows."""
    mode: str | None = None
    ticked: bool = False
    """Whether the row being read has boxes to tick: `Arrival [X] Departure [ ]`."""
    sides: set[str] = field(default_factory=set)
    """Of the ports that the row being read has named so far: the date and the time beside a port are its own."""

    def get(self, name: str) -> str:
        return self.values.get(name, ("", 0))[0]

    def row_of(self, name: str) -> int | None:
        return self.values[name][1] if name in self.values else None

    def keep(self, name: str, value: str, row: int) -> None:
        if value and value not in NO_TICK:
            self.values.setdefault(name, (value[:LONGEST], row))

    def read(self, row: Row, below: Row | None) -> bool:
        """Whether the row said anything."""
        if row.cells and row.cells[0].startswith(("#", "*")):
            return self._marked(row)
        before = len(self.values)
        used: set[int] = set()
        self.sides = set()
        self.ticked = any(cell.upper() in TICKS or any(box in cell for box in "☐☑☒□■") for cell in row.cells)
        for index, cell in enumerate(row.cells):
            if cell and index not in used:
                self._cell(row, index, cell, below, used)
        return len(self.values) > before

    def _cell(self, row: Row, index: int, cell: str, below: Row | None, used: set[int]) -> None:
        inside = self._inside(cell)
        if inside:
            self._put(inside[0], inside[1], inside[2], row)
            return
        name = label(BOXES.sub("", cell))
        if name is None:
            return
        if any(mark in cell for mark in "☑☒■"):
            self._put(name, cell, "X", row)
            return
        place = next((other for other in range(index + 1, len(row.cells)) if row.cells[other]), None)
        if place is not None and not _names_something(row.cells[place]):
            used.add(place)
            self._put(name, cell, row.cells[place], row)
            self._behind(name, row, place, used)
        elif below is not None and below.get(index) and not _names_something(below.get(index)):
            self._put(name, cell, below.get(index), below)

    def _behind(self, name: str, row: Row, place: int, used: set[int]) -> None:
        """`Departure | EBBR | 12/08/2025 | 06:30`, `Flight | ZZ123 | 12/08/2025`: until a cell is neither date nor time."""
        if name not in DATED:
            return
        for at in range(place + 1, len(row.cells)):
            cell = row.cells[at]
            kind = _kind_of_time(cell)
            if cell and not kind:
                return
            if cell and (kind == "date" or name != "number"):
                used.add(at)
                self.keep("" if "date" in self.values and is_yearless(cell) else DATED[name] + kind, cell, row.number)

    def _inside(self, cell: str) -> tuple[str, str, str] | None:
        """(field, label, value) of `Voyage No: 12` or of a label with its value on the next line of the cell."""
        for mark in ("\n", ":", "="):
            words, found, value = cell.partition(mark)
            name = label(words) if found and value.strip() else None
            if name:
                return name, words, " ".join(value.split())
        return None

    def _put(self, name: str, words: str, value: str, row: Row) -> None:
        if name == "number":
            self.mode = self.mode or next((mode for word, mode in MODES if word in plain(words)), None)
        if name in ("origin", "destination") and self.ticked:
            if value.upper() in TICKS:
                self.keep("direction", SIDES[name], row.number)
        elif name == "time":
            side = self._side("time")
            self.keep(f"{side}_time" if side else name, value, row.number)
        else:
            side = self._side("date") if name == "date" else ""
            if side and (len(self.sides) == 1 or side == "arrival"):
                self.keep(f"{side}_date", value, row.number)
            self.keep(name, value, row.number)
            self.sides |= {SIDES[name]} if name in SIDES else set()

    def _side(self, what: str) -> str:
        """The port of the row that has no date, or no time, yet."""
        told = (side for side in ("departure", "arrival") if side in self.sides and f"{side}_{what}" not in self.values)
        return next(told, "")

    def _marked(self, row: Row) -> bool:
        """`#CARRIER;ZC;ZETA CHARTER`, `#LEG;...`, `#SHIP;name;IMO;flag`, `#MODE;sea`, `#COUNT;12`."""
        mark = row.cells[0].lstrip("#* ").upper()
        if mark == "LEG":
            self.legs.append((row, row.cells[1:]))
        elif mark == "CARRIER":
            self.keep("carrier", row.get(1), row.number)
            self.keep("carrier_name", row.get(2), row.number)
        elif mark == "SHIP":
            for name, place in (("vessel", 1), ("imo", 2), ("flag", 3)):
                self.keep(name, row.get(place), row.number)
        elif mark == "MODE":
            self.mode = row.get(1).lower() or None
        elif mark in ("COUNT", "META", "DIRECTION"):
            key = {"COUNT": "total", "META": "version" if row.get(1).lower() == "version" else "meta"}.get(
                mark, "direction"
            )
            self.keep(key, row.get(2) if mark == "META" else row.get(1), row.number)
        else:
            return False
        return True


def _names_something(cell: str) -> bool:
    return label(cell) is not None or (":" in cell and label(cell.partition(":")[0]) is not None)


def _kind_of_time(cell: str) -> str:
    """`date`, `time`, or nothing."""
    if CLOCK.fullmatch(cell) and wire_clock(cell):
        return "time"
    return "date" if is_yearless(cell) or (len(cell) > LONGEST_CLOCK and wire_date(cell) != cell) else ""
