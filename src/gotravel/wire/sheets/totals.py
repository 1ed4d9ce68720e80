"""Rows of a list that are no persons: totals and footers. A row in, what it says out.

Never: a row taken for a total where it has a date of birth, or a number and a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gotravel.wire.sheets.columns import LETTER, NAMES, Column
from gotravel.wire.sheets.grid import Row
from gotravel.wire.sheets.header import label, plain
from gotravel.wire.sheets.words import words

TOTAL: Final = re.compile(r"(?:.*\b)?(?:SUB ?)?TOTA(?:L|LES|UX)\b.*|GRAND TOTAL.*")
NUMBER: Final = re.compile(r"\d{1,6}")
WORDS_AND_NUMBER: Final = re.compile(r"(\D+)(\d{1,6})")
OF_THINGS: Final = frozenset(
    {
        "WEIGHT",
        "KG",
        "KGS",
        "BAGS",
        "BAGGAGE",
        "LUGGAGE",
        "PIECES",
        "POIDS",
        "BAGAGES",
        "PESO",
        "EQUIPAJE",
        "BULTOS",
        "PAGES",
    }
)
DIGITS_OF_DATE: Final = 6
LONGEST: Final = 4
"""Cells of a total."""


def is_total(row: Row, columns: Sequence[Column]) -> bool:
    """`TOTAL PASSENGERS | 12`, `Total: 12`; a person named Total has more cells."""
    filled = row.filled
    if len(filled) > LONGEST or _is_numbered_person(row, columns) or _is_born(row, columns):
        return False
    return any(TOTAL.fullmatch(plain(cell)) or label(_before(cell)) == "total" for cell in filled[:3])


def totals_of(row: Row) -> list[tuple[str, int | None, int]]:
    """`Total crew 2 Total pax 5` are two; of bags or kilograms there is none."""
    text = " ".join(row.filled)
    pairs = [(plain(words_), int(number)) for words_, number in WORDS_AND_NUMBER.findall(text)]
    found: list[tuple[str, int | None, int]] = []
    found += [(told, number, row.number) for told, number in pairs if TOTAL.fullmatch(told)]
    if len(found) < 2:
        alone = NUMBER.search(text)
        found = [(plain(text), int(alone[0]) if alone else None, row.number)]
    return [one for one in found if not set(one[0].split()) & OF_THINGS]


def _is_born(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a date of birth stands in its column: then nothing else of the row makes it a total."""
    dates = [row.get(column.index) for column in columns if column.field in ("born", "birth")]
    return any(sum(map(str.isdigit, date)) >= DIGITS_OF_DATE for date in dates)


def _is_numbered_person(row: Row, columns: Sequence[Column]) -> bool:
    """`7 | TOTAL | ANN`: a name with its own number, and no other number."""
    number = next((row.get(column.index) for column in columns if column.field == "row_number"), "")
    names = [text for column in columns if column.field in NAMES and LETTER.search(text := row.get(column.index))]
    other = [cell for cell in row.filled if cell != number]
    named = len(names) > 1 or any("/" in name or "," in name for name in names)
    return number.isdecimal() and named and not any(map(NUMBER.search, other))


def _before(cell: str) -> str:
    return cell.split(":", 1)[0]


def is_footer(row: Row) -> bool:
    """Signatures, page numbers. PAGE and END are surnames too, so a second cell has to show that it is none."""
    filled = row.filled
    if len(filled) > 2:
        return False
    text = plain(filled[0])
    if not any(text == phrase or text.startswith(phrase + " ") for phrase in words("section")["footer"]):
        return False
    return len(filled) == 1 or " " in text or not filled[1].isalpha()
