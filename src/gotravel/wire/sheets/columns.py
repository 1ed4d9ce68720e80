"""The columns of a list: a row of heads in, one column for each that is known out, with what was guessed or left apart.

Never: two columns of one meaning in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import MOST_COLUMNS, Row, letter
from gotravel.wire.sheets.header import Head, date_order, head, plain

NAMES: Final = frozenset({"family", "given", "full_name"})
LETTER: Final = re.compile(r"[^\W\d_]")
CARRIAGE: Final = "COACH"
TYPE: Final = frozenset({"TYPE", "TIPO", "CLASE", "NATURE"})
ROLES: Final = TYPE | {"P C", "C P", "P OR C", "C OR P", "STATUS", "STATUT", "ESTADO", "KIND", "CAT"}
"""Heads under which lists have the roles of persons, and other things: the values decide, see `roles`."""
UNDECIDED: Final = "undecided"
SECOND_NUMBER: Final = "second_number"
NUMBERS: Final = frozenset({"doc_number", "passport", "identity_card", "seaman_book", SECOND_NUMBER})
SECOND: Final = {
    "doc_number": SECOND_NUMBER, "passport": SECOND_NUMBER, "doc_type": "second_type", "doc_issuer": "second_issuer",
    "doc_expires": "second_expires", "doc_issued": "second_issued",
}  # fmt: skip
DOCUMENTS: Final = NUMBERS | SECOND.keys() | frozenset(SECOND.values())
"""Fields that a list may have twice."""
FIRST: Final = {second: first for first, second in SECOND.items() if second != SECOND_NUMBER}
ORDINAL: Final = re.compile(r"(?:(FIRST|1ST|SECOND|2ND|DEUXIEME|2E|SEGUNDO) )?(.+?)(?:(?: NO)? ([12]))?")
SECONDS: Final = frozenset({"SECOND", "2ND", "DEUXIEME", "2E", "SEGUNDO"})
BELONGINGS: Final = {first: second for second, first in FIRST.items()}
PASSPORTS: Final = frozenset({"PASSPORT", "PASSEPORT", "PASAPORTE", "PASPOORT", "REISEPASS", "PPT", "PP", "PASS"})
TIMES: Final = {"origin": "departure", "destination": "arrival"}


class Column(msgspec.Struct, frozen=True, gc=False):
    index: int
    field: str
    head: str
    order: str | None = None
    told: int | None = None
    """The column of the sheet that its values come from, where it is not a column of the sheet itself."""
    shared: bool = False
    """Of a second document, but nothing says so: where a row has no second document it is the first one's."""

    @property
    def letter(self) -> str:
        return letter(self.index if self.told is None else self.told)


def columns_of(row: Row, upper: Row | None = None) -> tuple[tuple[Column, ...], list[Finding]]:
    columns: list[Column] = []
    found: list[Finding] = []
    for index, cell in enumerate(row.cells):
        named = _meant(cell, upper, index, columns) if cell else None
        # The carriage that somebody sits in is no number of the train.
        if named is None or (named.field == "number" and plain(cell).startswith(CARRIAGE)):
            continue
        held = {column.field for column in columns}
        if named.close and named.field in held:
            continue
        if named.close:
            found.append(finding("sheet-column-guessed", row.number, column=letter(index), field=_shown(named.field)))
        again = named.field in held and SECOND.get(named.field, named.field) not in held
        meant = SECOND[named.field] if again else named.field
        columns.append(Column(index, meant, _whole(cell, upper, index), date_order(cell)))
    known = {column.index for column in columns}
    settled = _of_passports(_with_their_documents(columns))
    found += [*_told_twice(settled, row), *_told_guessed(settled, row)]
    count = sum(1 for index, cell in enumerate(row.cells) if cell and index not in known)
    if count:
        found.append(finding("sheet-columns-unknown", row.number, count=count))
    return tuple(settled), found


def _told_twice(columns: Sequence[Column], row: Row) -> list[Finding]:
    fields: set[str] = set()
    found: list[Finding] = []
    for column in columns:
        if column.field in fields - {UNDECIDED}:
            told = {"column": column.letter, "field": _shown(column.field)}
            found.append(finding("sheet-column-twice", row.number, **told))
        fields.add(column.field)
    return found


def _with_their_documents(columns: Sequence[Column]) -> Sequence[Column]:
    """Type, issuer and dates of a second document stand with its number: what one column alone tells is the nearer one's.

    Without a second number, a repeated column is nothing but repeated.
    """
    places = {column.field: column.index for column in columns}
    numbers = sorted(column.index for column in columns if column.field in NUMBERS)
    if len(numbers) < 2:
        return [_renamed(column, FIRST) for column in columns]
    if SECOND_NUMBER not in places:
        return [_renamed(column, FIRST) if column.index < numbers[1] else column for column in columns]
    start = min(places[SECOND_NUMBER], places.get("second_type", MOST_COLUMNS))
    lone = {first: second for first, second in BELONGINGS.items() if second not in places}
    end = next((index for index in numbers if index > places[SECOND_NUMBER]), MOST_COLUMNS)
    return [_renamed(column, lone, shared=True) if start < column.index < end else column for column in columns]


def _renamed(column: Column, names: dict[str, str], *, shared: bool = False) -> Column:
    if column.field not in names:
        return column
    return msgspec.structs.replace(column, field=names[column.field], shared=shared)


def _of_passports(columns: Sequence[Column]) -> Sequence[Column]:
    """`Passport expiry` is the passport's wherever it stands, if one of the two documents is a passport; what it stood for
    is then the other one's."""
    first, second = _two_numbers(columns)
    if first is None or second is None or says_passport(first) == says_passport(second):
        return columns
    mine, other = (FIRST, BELONGINGS) if says_passport(first) else (BELONGINGS, FIRST)
    moved = {mine[column.field] for column in columns if says_passport(column) and column.field in mine}
    back = {field: other[field] for field in moved}
    named = [_renamed(column, mine if says_passport(column) else back) for column in columns]
    return [msgspec.structs.replace(one, shared=one.shared and not says_passport(one)) for one in named]


def _two_numbers(columns: Sequence[Column]) -> tuple[Column | None, Column | None]:
    numbers = sorted(
        (one for one in columns if one.field in NUMBERS), key=lambda one: (one.field == SECOND_NUMBER, one.index)
    )
    if len(numbers) < 2:
        return None, None
    return numbers[0], numbers[-1] if numbers[-1].field == SECOND_NUMBER else numbers[1]


def says_passport(column: Column) -> bool:
    return column.field == "passport" or not PASSPORTS.isdisjoint(column.head.split())


def _told_guessed(columns: Sequence[Column], row: Row) -> list[Finding]:
    """One column behind two numbers, which may be of either document."""
    _, second = _two_numbers(columns)
    fields = {column.field for column in columns}
    lone = BELONGINGS.keys() - {FIRST.get(field) for field in fields}
    lone -= {"doc_expires"} if "seaman_book_expires" in fields else set()
    behind = second.index if second else MOST_COLUMNS
    open_ = [one for one in columns if one.index > behind and one.field in lone and not says_passport(one)]
    told = sorted((one for one in columns if one.shared or one in open_), key=lambda one: one.index)
    return [
        finding("sheet-column-guessed", row.number, column=one.letter, field=_shown(FIRST.get(one.field, one.field)))
        for one in told
    ]


def _meant(cell: str, upper: Row | None, index: int, before: Sequence[Column]) -> Head | None:
    named = named_by(cell, upper, index)
    numbered = numbered_by(cell, upper, index)
    if numbered is None and (named is None or named.close):
        numbered = _numbered(cell)
    meant = _by_neighbours(numbered or named, cell, before)
    return Head(UNDECIDED) if meant is None and plain(cell) in ROLES else meant


def _numbered(cell: str) -> Head | None:
    """`Document number 2`, `Second passport`."""
    match = ORDINAL.fullmatch(plain(cell))
    named = head(match[2], guess=False) if match and (match[1] or match[3]) else None
    if match is None or named is None or named.field not in SECOND:
        return None
    return Head(SECOND[named.field]) if match[3] == "2" or (match[1] or "") in SECONDS else named


def _whole(cell: str, upper: Row | None, at: int) -> str:
    """With the head above it where that says which document it is: `Number` under `Second passport` is a passport's."""
    return plain(f"{_over(cell, upper, at)} {cell}" if numbered_by(cell, upper, at) else cell)


def numbered_by(cell: str, upper: Row | None, at: int) -> Head | None:
    """`Type` under `Document 2`, `Number` under `Second passport`."""
    over = _over(cell, upper, at)
    return _numbered(f"{cell} {over}") or _numbered(f"{over} {cell}") if over else None


def named_by(cell: str, upper: Row | None, at: int, *, guess: bool = True) -> Head | None:
    """What a head names, together with the one above it that spans it: `Document` over `Type | Number`."""
    over = _over(cell, upper, at)
    both = head(f"{over} {cell}", guess=False) or head(f"{cell} {over}", guess=False) if over else None
    return both or head(cell, guess=guess)


def _by_neighbours(named: Head | None, cell: str, before: Sequence[Column]) -> Head | None:
    """`Number` beside the document's type is the document's, and its `Type` so; `Departure` beside the port is the time."""
    fields = {column.field for column in before}
    if named is None:
        is_type = plain(cell) in TYPE and before and before[-1].field == "doc_number" and "doc_type" not in fields
        return Head("doc_type") if is_type else None
    if named.field == "row_number" and before and before[-1].field in ("doc_type", "doc_kind"):
        return Head("doc_number") if "doc_number" not in fields else named
    if named.field == "doc_expires" and named.field in fields and before[-1].field.startswith("visa_"):
        return Head("visa_expires") if "visa_expires" not in fields else named
    if named.field in TIMES and named.field in fields and TIMES[named.field] not in fields:
        return Head(TIMES[named.field])
    return named


def _over(cell: str, upper: Row | None, at: int) -> str:
    spanned = upper is not None and LETTER.search(cell)
    return next((text for text in reversed(upper.cells[: at + 1]) if text), "") if upper and spanned else ""


def _shown(name: str) -> str:
    return name.replace("_", " ")
