"""Where the list stands in a grid: rows in, sections of persons with their columns, labels above them, totals out.

Headings, repeated heads, totals and signatures are told apart from persons; a row that may be a person is one. Never
raises, never drops a row: what is none of these becomes a remark with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import PersonKind
from gotravel.wire.findings import finding
from gotravel.wire.sheets.columns import LETTER, columns_of, named_by
from gotravel.wire.sheets.columns import NAMES as NAMES
from gotravel.wire.sheets.columns import Column as Column
from gotravel.wire.sheets.grid import MOST_COLUMNS, Grid, Row
from gotravel.wire.sheets.header import date_order, head, label, plain, sections
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.roles import settled
from gotravel.wire.sheets.words import words

SEARCHED: Final = 120
"""Rows looked at for the first head."""
HOLD_NAMES: Final = NAMES | {"zone"}
EVIDENCE: Final = (*HOLD_NAMES, "doc_number", "passport", "identity_card", "seaman_book", "born")
IDENTIFYING: Final = ("doc_number", "passport", "identity_card", "born", "sex", "nationality")
TOTAL: Final = re.compile(r"(?:.*\b)?(?:SUB ?)?TOTA(?:L|LES|UX)\b.*|GRAND TOTAL.*")
NUMBER: Final = re.compile(r"\d{1,6}")
SHORTEST_WORD: Final = 3
DIGITS_OF_DATE: Final = 6


@dataclass
class Section:
    """Rows of persons under one head."""

    columns: tuple[Column, ...]
    kind: PersonKind | None = None
    rows: list[Row] = field(default_factory=list)
    beside: Section | None = None
    """The list in the same rows to the left."""
    head: Row | None = None
    width: int = MOST_COLUMNS
    """Cells of the head; a row with more may be displaced by a separator inside a value."""


@dataclass
class Listing:
    """A sheet, divided."""

    labels: Labels = field(default_factory=Labels)
    headed: bool = False
    """Whether there is a head, be there persons under it or not."""
    heads: set[tuple[str, ...]] = field(default_factory=set)
    """Rows of heads as they stand, each of which may be repeated on another page."""
    sections: list[Section] = field(default_factory=list)
    totals: list[tuple[str, int | None, int]] = field(default_factory=list)
    """(words, number, row)"""
    unread: list[Row] = field(default_factory=list)
    other: list[Row] = field(default_factory=list)
    """Rows with labels, totals and headings, to be shown as sent."""
    findings: list[Finding] = field(default_factory=list)


def divide(grid: Grid) -> Listing:
    listing = Listing()
    rows = grid.rows
    start = _first_head(rows)
    above = rows[:start] if start < len(rows) else rows[:SEARCHED]
    kind = _kind_of(grid.name)
    for place, row in enumerate(above):
        kind = _heading(row) or kind
        listing.labels.read(row, rows[place + 1] if place + 1 < len(above) else None)
        listing.other.append(row)
    for row in rows[start : start + 1]:
        _head_row(listing, row, kind)
    for row in rows[start + 1 :]:
        kind = _row(listing, row, kind)
    listing.headed = bool(listing.sections)
    listing.sections = [section for section in listing.sections if section.rows]
    _settle(listing)
    return listing


def _settle(listing: Listing) -> None:
    """Columns whose values show what they are; all rows under one head together, be they crew or passengers."""
    alike: dict[tuple[Column, ...], list[Section]] = {}
    for section in listing.sections:
        alike.setdefault(section.columns, []).append(section)
    for columns, sections_ in alike.items():
        rows = [row for section in sections_ for row in section.rows]
        known = settled(columns, rows)
        for section in sections_:
            section.columns = known
        if len(known) < len(columns):
            count = len(columns) - len(known)
            number = next((section.head.number for section in sections_ if section.head), None)
            listing.findings.append(finding("sheet-columns-unknown", number, count=count))


def continued(grid: Grid, before: Listing) -> Listing | None:
    """A sheet without a head that goes on with the list of the sheet before it: most rows have a name and a birth there."""
    last = before.sections[-1]
    births = [column.index for column in last.columns if column.field == "born"]
    fitting = [
        row for row in grid.rows if is_person(row, last.columns) and any(NUMBER.search(row.get(at)) for at in births)
    ]
    if not fitting or len(fitting) * 3 < len(grid.rows) * 2:
        return None
    section, kind = Section(last.columns, _kind_of(grid.name) or last.kind, width=last.width), last.kind
    listing = Listing(labels=before.labels, headed=True, sections=[section])
    listing.findings.append(finding("sheet-continued"))
    for row in grid.rows:
        kind = _row(listing, row, kind)
    return listing


def _row(listing: Listing, row: Row, kind: PersonKind | None) -> PersonKind | None:
    """One row from the first head on; the kind of person that the rows after it are about."""
    section = listing.sections[-1] if listing.sections else None
    new = section is not None and not section.rows
    again = row.cells in listing.heads or is_head(row) or (section and new and not section.head and _names_both(row))
    if again or (section and new and _continues_head(row, section.head)):
        _head_row(listing, row, kind)
        return kind
    heading = _heading(row)
    if heading and section:
        listing.sections.append(Section(section.columns, heading, width=section.width, beside=section.beside))
        listing.other.append(row)
        return heading
    if section is None or _is_total(listing, row):
        return kind
    if _is_footer(row) or _is_hint(row, section):
        listing.other.append(row)
    elif not _is_note(row, section) and _takes(section, row):
        if any(row.cells[section.width :]):
            listing.findings.append(finding("sheet-row-long", row.number))
    elif listing.labels.read(row, None):
        listing.other.append(row)
    else:
        listing.unread.append(row)
        listing.findings.append(finding("sheet-row-unread", row.number))
    return kind


def _is_hint(row: Row, section: Section) -> bool:
    """`as in passport | M or F | DD/MM/YYYY` right under the head."""
    births = [row.get(column.index) for column in section.columns if column.field == "born"]
    return not section.rows and any(date_order(text) and not NUMBER.search(text) for text in births)


def _is_note(row: Row, section: Section) -> bool:
    """`Contact: ...`, `* on lap`, `Sum | 4`, `Date | 12/08/2025` under a list of many columns: no name has a colon, a star or
    digits alone."""
    filled = row.filled
    if len(filled) > 2 or len(section.columns) <= len(filled) + 1:
        return False
    names = [row.get(column.index) for column in section.columns if column.field in NAMES]
    digits = any(NUMBER.search(name) and not LETTER.search(name) for name in names)
    return digits or ":" in filled[0] or filled[0].startswith(("*", "#", ">"))


def _takes(section: Section, row: Row) -> bool:
    """Whether the row names a person of the list, or of the one beside it."""
    mine = is_person(row, section.columns)
    if mine:
        section.rows.append(row)
    theirs = section.beside is not None and _takes(section.beside, row)
    return mine or theirs


def is_head(row: Row) -> bool:
    """A name's head and at least two others, in exact words."""
    filled = row.filled
    if len(filled) < 2 or not any(head(cell, guess=False) for cell in filled[:3]):
        return False
    fields = {found.field for cell in filled if (found := head(cell, guess=False))}
    persons = fields & words("person").keys()
    return bool(persons & HOLD_NAMES) and (len(fields) > 2 or len(fields) == len(filled))


def _names_both(row: Row) -> bool:
    """Heads of surname and given name beside each other, whatever the other columns are; persons have digits."""
    filled = row.filled
    if any(map(NUMBER.search, filled)):
        return False
    fields = [found.field if (found := head(cell, guess=False)) else "" for cell in filled]
    return any(left != right and {left, right} <= NAMES for left, right in pairwise(fields))


def _first_head(rows: Sequence[Row]) -> int:
    """Where the list begins; a row with the head of one name only where no other row is a head."""
    searched = rows[:SEARCHED]
    places = (place for place, row in enumerate(searched) if is_head(row) or _names_both(row))
    lone = (place for place in range(len(searched) - 1) if _names_one(searched[place], rows[place + 1 : place + 4]))
    return next(places, next(lone, len(rows)))


def _names_one(row: Row, below: Sequence[Row]) -> bool:
    """`Name | Hotel | Room` with names under it that are no words of a form."""
    places = [at for at, cell in enumerate(row.cells) if (found := head(cell, guess=False)) and found.field in NAMES]
    if len(places) != 1 or len(row.filled) < 2 or any(map(_is_no_head, row.filled)):
        return False
    names = [one.get(places[0]) for one in below]
    return all(LETTER.search(name) and not _is_word(name) for name in names)


def _is_word(name: str) -> bool:
    """Of a form. Short ones are names too: DOE is a date of expiry elsewhere."""
    return len(name) > SHORTEST_WORD and head(name.replace("/", " "), guess=False) is not None


def _is_no_head(cell: str) -> bool:
    return ":" in cell or NUMBER.search(cell) is not None


def _continues_head(row: Row, upper: Row | None) -> bool:
    """A second line of heads under merged cells: words that name different columns of persons and nothing else."""
    fields = [
        found.field for at, cell in enumerate(row.cells) if cell and (found := named_by(cell, upper, at, guess=False))
    ]
    different = len(set(fields)) == len(fields) == len(row.filled)
    return len(fields) > 1 and different and all(one in words("person") for one in fields)


def _head_row(listing: Listing, row: Row, kind: PersonKind | None) -> None:
    last = listing.sections[-1] if listing.sections else None
    columns, found = columns_of(row, last.head if last and not last.rows else None)
    listing.other.append(row)
    listing.heads.add(row.cells)
    second = _second_list(row)
    if second:
        _two_lists(listing, row, second, kind)
        return
    listing.findings += found
    if last and not last.rows and not is_same_head(last.columns, columns):
        upper = {column.index: column for column in last.columns}
        merged = upper | {column.index: column for column in columns}
        last.columns = tuple(merged[index] for index in sorted(merged))
        last.width = max(last.width, _width(row))
        return
    listing.sections.append(Section(columns, kind, head=row, width=_width(row)))


def _second_list(row: Row) -> int:
    """Where a second list begins beside the first: its name, its given name and one thing more are named again; else 0."""
    fields = [found.field if (found := head(cell, guess=False)) else "" for cell in row.cells]
    again = [at for at, name in enumerate(fields) if name and name in fields[:at]]
    names, others = {fields[at] for at in again} & NAMES, {fields[at] for at in again} & set(IDENTIFYING)
    return again[0] if len(names | others) > 2 and names and others else 0


def _two_lists(listing: Listing, row: Row, second: int, kind: PersonKind | None) -> None:
    halves = (row.cells[:second], ("",) * second + row.cells[second:])
    (left, found), (right, more) = (columns_of(msgspec.structs.replace(row, cells=cells)) for cells in halves)
    above = listing.other[-2] if len(listing.other) > 1 else row
    beside = Section(left, _kind_of(next(iter(above.filled), "")) or kind, head=row, width=_width(row))
    theirs = _kind_of(above.get(second)) or kind
    listing.sections += [beside, Section(right, theirs, head=row, width=_width(row), beside=beside)]
    listing.findings += [finding("sheet-lists-beside", row.number), *found, *more]


def _width(row: Row) -> int:
    return max((index for index, cell in enumerate(row.cells, 1) if cell), default=0)


def is_same_head(left: Sequence[Column], right: Sequence[Column]) -> bool:
    return [column.field for column in left] == [column.field for column in right]


def is_person(row: Row, columns: Sequence[Column]) -> bool:
    """A name with a letter, or a document or birth beside something else."""
    held = {column.field for column in columns if row.get(column.index)}
    named = any(column.field in NAMES and LETTER.search(row.get(column.index)) for column in columns)
    zoned = any(column.field == "zone" and "<<" in row.get(column.index) for column in columns)
    return bool(named or zoned or (held & set(EVIDENCE) and len(held - {"row_number"}) > 1))


def _kind_of(text: str) -> PersonKind | None:
    named = sections().get(plain(text)) if text else None
    return {"crew": PersonKind.CREW, "passengers": PersonKind.ADULT}.get(named or "")


def _heading(row: Row) -> PersonKind | None:
    """A row that only says whom the rows after it are about."""
    texts = {plain(cell) for cell in row.filled}
    return _kind_of(row.filled[0]) if len(texts) == 1 else None


def _is_total(listing: Listing, row: Row) -> bool:
    """`TOTAL PASSENGERS | 12`, `Total: 12`; a person named Total has more cells."""
    filled = row.filled
    if (
        len(filled) > 4
        or _is_numbered_person(row, listing.sections[-1].columns)
        or _is_born(row, listing.sections[-1].columns)
        or not any(TOTAL.fullmatch(plain(cell)) or label(_before(cell)) == "total" for cell in filled[:3])
    ):
        return False
    text = " ".join(filled)
    number = NUMBER.search(text)
    listing.totals.append((plain(text), int(number[0]) if number else None, row.number))
    listing.other.append(row)
    if number is None and len(filled) > 1:
        listing.findings.append(finding("sheet-count-unreadable", row.number))
    return True


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


def _is_footer(row: Row) -> bool:
    """Signatures, page numbers. PAGE and END are surnames too, so a second cell has to show that it is none."""
    filled = row.filled
    if len(filled) > 2:
        return False
    text = plain(filled[0])
    if not any(text == phrase or text.startswith(phrase + " ") for phrase in words("section")["footer"]):
        return False
    return len(filled) == 1 or " " in text or not filled[1].isalpha()
