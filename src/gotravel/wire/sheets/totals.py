"""Rows of a list that are no persons: totals and footers. A row in, what it says out.

Never: a row taken for a total where it has a date of birth, or a number and a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gotravel.wire.sheets.columns import LETTER, NAMES, NUMBERS, Column
from gotravel.wire.sheets.grid import Row
from gotravel.wire.sheets.header import label, plain
from gotravel.wire.sheets.words import words

TOTAL: Final = re.compile(r"(?:.*\b)?(?:SUB ?)?TOTA(?:L|LES|UX)\b.*|GRAND TOTAL.*")
NUMBER: Final = re.compile(r"\d{1,6}")
WORDS_AND_NUMBER: Final = re.compile(r"(\D*)(\d{1,6})(?=(\D*))")
TOTAL_ALONE: Final = frozenset({"TOTAL", "TOTALES", "TOTAUX", "GRAND", "GENERAL", "SUB", "SUBTOTAL"})
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
LONGEST_TEXT: Final = 400
LONGEST: Final = 4
"""Cells of a total."""


def is_total(row: Row, columns: Sequence[Column]) -> bool:
    """`TOTAL PASSENGERS | 12`, `Total: 12`; a person named Total has more cells."""
    filled = row.filled
    persons = (_is_numbered_person, _is_born, _has_papers)
    if len(filled) > LONGEST or any(is_one(row, columns) for is_one in persons):
        return False
    return any(TOTAL.fullmatch(plain(cell)) or label(_before(cell)) == "total" for cell in filled[:3])


def totals_of(row: Row) -> list[tuple[str, int | None, int]]:
    """`Total crew 2 Total pax 5` are two; of bags or kilograms there is none, be there persons beside them or not."""
    text = " ".join(row.filled)[:LONGEST_TEXT]
    told = [(plain(before), int(number), plain(behind)) for before, number, behind in WORDS_AND_NUMBER.findall(text)]
    named = [one for one in told if TOTAL.fullmatch(one[0])] or told[:1]
    if not named:
        return [] if set(plain(text).split()) & OF_THINGS else [(plain(text), None, row.number)]
    words_ = {0: plain(text)} if len(named) == 1 else {}
    return [
        (words_.get(place, before), number, row.number)
        for place, (before, number, behind) in enumerate(named)
        if not _counts_things(before, behind)
    ]


def _counts_things(before: str, behind: str) -> bool:
    """`Total bags 3`, `Total 3 bags`; in `Total pax 2 Bags 3` the word behind the number is the next one's."""
    words_ = before.split()
    alone = TOTAL_ALONE.issuperset(words_)
    return not OF_THINGS.isdisjoint([*words_, *(behind.split()[:1] if alone else ())])


def _has_papers(row: Row, columns: Sequence[Column]) -> bool:
    """Whether both names and a document's number of letters and digits stand in their columns: no total has these."""
    names = {column.field for column in columns if LETTER.search(row.get(column.index))} & {"family", "given"}
    numbers = [row.get(column.index) for column in columns if column.field in NUMBERS]
    return len(names) > 1 and any(NUMBER.search(text) and LETTER.search(text) for text in numbers)


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
