"""Where the list stands in a grid: rows in, sections of persons with their columns, labels above them, totals out.

Headings, repeated heads, totals and signatures are told apart from persons; a row that may be a person is one. Never
raises, never drops a row: what is none of these becomes a remark with a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import PersonKind
from gotravel.wire.findings import finding
from gotravel.wire.person_names import split_title
from gotravel.wire.sheets.columns import DOCUMENTS, LETTER, columns_of, named_by, numbered_by
from gotravel.wire.sheets.columns import NAMES as NAMES
from gotravel.wire.sheets.columns import Column as Column
from gotravel.wire.sheets.grid import MOST_COLUMNS, Grid, Row
from gotravel.wire.sheets.header import Head, date_order, head, label, plain, sections
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.roles import settled
from gotravel.wire.sheets.totals import NUMBER, is_footer, is_total, totals_of
from gotravel.wire.sheets.words import words

SEARCHED: Final = 120
"""Rows looked at for the first head."""
HOLD_NAMES: Final = NAMES | {"zone"}
EVIDENCE: Final = (*HOLD_NAMES, "doc_number", "passport", "identity_card", "seaman_book", "born")
IDENTIFYING: Final = ("doc_number", "passport", "identity_card", "born", "sex", "nationality")
SHORTEST_WORD: Final = 3
LOOKED_AT: Final = 10
"""Rows under the head of a name alone that show whether they are persons."""
FEWEST_OF_BIRTH: Final = 4
FEWEST_PERSONS: Final = 2
"""Of a list whose head may be a form's; a heading (`CREW`) above it shows a list of one as well."""
MOST_WORDS: Final = 5
SURNAMES: Final = {plain(phrase) for phrase in words("person")["family"]} - {"NOM", "NOMS"}
"""Heads of one name that only persons have; `Nom` and `Nombre` are names of things too."""
NO_LISTS: Final = frozenset(
    {
        "CODE", "CODES", "IATA", "ICAO", "ISO", "COUNTRY", "PAIS", "PAYS", "PRICE", "PRIX", "PRECIO", "IMPORTE", "MONTANT",
        "AMOUNT", "ARTICLE", "ARTICULO", "MEANING", "PAGE", "OWNER",
    }
)  # fmt: skip
"""Heads beside a name that is none of a person."""


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
    span: tuple[int, int] = (0, MOST_COLUMNS)
    """The first column and the one behind the last, where another list stands beside it."""

    @property
    def headed(self) -> bool:
        """Whether heads of a sheet name the columns; those of layouts and of other formats stand by their place."""
        return self.width < MOST_COLUMNS

    def under(self, kind: PersonKind) -> Section:
        """The same columns under another heading."""
        return Section(self.columns, kind, beside=self.beside, width=self.width, span=self.span)

    def part(self, row: Row) -> Row:
        """What of a row is of this list."""
        first, end = self.span
        if (first, end) == (0, MOST_COLUMNS):
            return row
        return msgspec.structs.replace(row, cells=("",) * first + row.cells[first:end])

    def parts(self, row: Row) -> list[tuple[Section, Row]]:
        """The row of this list, and of the one beside it; those that say anything."""
        before = self.beside.parts(row) if self.beside else []
        mine = self.part(row)
        return [*before, (self, mine)] if any(mine.cells) else before


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


def divide(grid: Grid, *, lone: bool = True) -> Listing:
    """`lone`: whether the head of a name alone may be a list's; no sheet beside a real list has such."""
    listing = Listing()
    rows = grid.rows
    start = _first_head(rows, lone=lone)
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
        row for row in grid.rows if is_person(row, last.columns) and any(_may_be_birth(row.get(at)) for at in births)
    ]
    if not fitting or len(fitting) * 3 < len(grid.rows) * 2:
        return None
    section, kind = Section(last.columns, _kind_of(grid.name) or last.kind, width=last.width), last.kind
    listing = Listing(labels=before.labels, headed=True, sections=[section])
    listing.findings.append(finding("sheet-continued"))
    for row in grid.rows:
        kind = _row(listing, row, kind)
    return listing


def _may_be_birth(text: str) -> bool:
    """A page or a price of a look-up sheet has fewer digits."""
    return sum(map(str.isdigit, text)) >= FEWEST_OF_BIRTH


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
        listing.sections.append(section.under(heading))
        listing.other.append(row)
        return heading
    if section is None:
        return kind
    parts = [(one, part) for one, part in section.parts(row) if not _is_total(listing, part, one.columns)]
    if not parts:
        return kind
    if is_footer(row) or _is_hint(row, section):
        listing.other.append(row)
    elif not _is_note(row, section) and _take(parts):
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


def _take(parts: Sequence[tuple[Section, Row]]) -> bool:
    """Whether the row names a person of the list, or of the one beside it."""
    named = [(section, row) for section, row in parts if is_person(row, section.columns)]
    for section, row in named:
        section.rows.append(row)
    return bool(named)


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


def has_head(grid: Grid) -> bool:
    return any(map(is_head, grid.rows[:SEARCHED]))


def _first_head(rows: Sequence[Row], *, lone: bool) -> int:
    """Where the list begins; a row with the head of one name only where no other row is a head."""
    searched = rows[:SEARCHED]
    real = next((place for place, row in enumerate(searched) if is_head(row)), None)
    for place, row in enumerate(searched[:real]):
        fewest = 1 if place and _heading(searched[place - 1]) else FEWEST_PERSONS
        if _names_both(row) and (real is None or _has_persons(row, rows[place + 1 : min(place + 4, real)], fewest)):
            return place
    if real is not None or not lone:
        return len(rows) if real is None else real
    alone = (at for at in range(len(searched) - 1) if _names_one(searched[at], rows[at + 1 : at + 1 + LOOKED_AT]))
    return next(alone, len(rows))


def _has_persons(row: Row, below: Sequence[Row], fewest: int) -> bool:
    """Rows of names right below; under the heads of a form, the form goes on instead."""
    places = [at for at, cell in enumerate(row.cells) if (found := head(cell, guess=False)) and found.field in NAMES]
    named = [all(_is_name(one.get(at)) for at in places) and not any(map(label, one.filled)) for one in below]
    return len(named) >= fewest and all(named[:fewest])


def _is_name(text: str) -> bool:
    return bool(LETTER.search(text)) and not NUMBER.search(text) and not _is_word(text)


def _names_one(row: Row, below: Sequence[Row]) -> bool:
    """`Name | Hotel | Room` with persons under it: no form, no list of countries, prices or words."""
    places = [at for at, cell in enumerate(row.cells) if (found := head(cell, guess=False)) and found.field in NAMES]
    if len(places) != 1 or len(row.filled) < 2 or any(map(_is_no_head, row.filled)):
        return False
    names = [one.get(places[0]) for one in below if not is_total(one, ())]
    if any(_is_word(name) for name in names[:3]):
        return False
    single = plain(row.get(places[0])) in SURNAMES
    return sum(_is_name(name) and (single or _is_whole(name)) for name in names) * 2 > len(names)


def _is_whole(name: str) -> bool:
    """Surname and given name, or a name with its title; one word is a country, a word or a thing as well."""
    count = len(name.split())
    return 2 <= count <= MOST_WORDS or "/" in name or "," in name or split_title(name)[1] is not None


def _is_word(name: str) -> bool:
    """Of a form. Short ones are names too: DOE is a date of expiry elsewhere."""
    return len(name) > SHORTEST_WORD and head(name.replace("/", " "), guess=False) is not None


def _is_no_head(cell: str) -> bool:
    return ":" in cell or NUMBER.search(cell) is not None or not NO_LISTS.isdisjoint(plain(cell).split())


def _continues_head(row: Row, upper: Row | None) -> bool:
    """A second line of heads under merged cells: words that name different columns of persons and nothing else."""
    named = [_second_line(cell, upper, at) for at, cell in enumerate(row.cells) if cell]
    fields = [found.field for found in named if found]
    once = [one for one in fields if one not in DOCUMENTS]
    different = len(set(once)) == len(once) and all(fields.count(one) < 3 for one in fields)
    return len(named) == len(fields) > 1 and different and all(one in words("person") for one in fields)


def _second_line(cell: str, upper: Row | None, at: int) -> Head | None:
    return numbered_by(cell, upper, at) or named_by(cell, upper, at, guess=False)


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
    width = _width(row)
    mine, theirs = _kind_of(next(iter(above.filled), "")) or kind, _kind_of(above.get(second)) or kind
    beside = Section(left, mine, head=row, width=width, span=(0, second))
    listing.sections += [
        beside, Section(right, theirs, head=row, width=width, beside=beside, span=(second, MOST_COLUMNS)),
    ]  # fmt: skip
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


def _is_total(listing: Listing, row: Row, columns: Sequence[Column]) -> bool:
    if not is_total(row, columns):
        return False
    listing.totals += totals_of(row)
    listing.other.append(row)
    if len(row.filled) > 1 and not any(map(NUMBER.search, row.filled)):
        listing.findings.append(finding("sheet-count-unreadable", row.number))
    return True
