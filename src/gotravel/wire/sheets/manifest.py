"""The door of sheets: a file's bytes in, one Message a sheet with a list out.

Never raises; () for a text file that is no list. A bad row never costs another person. Free text and unknown columns are
remarks without a place, which the law's filter drops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Leg, Message, Mode, Person, PersonKind, Purpose, Remark, WireSegment
from gotravel.domain.wire_segments import WireSegments
from gotravel.wire.findings import finding
from gotravel.wire.sheets.cells import Cells, Evidence, Reading, shown
from gotravel.wire.sheets.csv_grid import read_csv
from gotravel.wire.sheets.grid import Grid, Row
from gotravel.wire.sheets.header import head, label, plain, sections
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.layouts import laid_out
from gotravel.wire.sheets.legs import FIELDS, legs_of
from gotravel.wire.sheets.person import LISTED, Around, person_of
from gotravel.wire.sheets.several import parted
from gotravel.wire.sheets.table import Listing, Section, continued, divide, has_head
from gotravel.wire.sheets.xlsx_grid import read_xlsx
from gotravel.wire.sheets.zones import spread

WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CONTROLS: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
SHEET_NAMES: Final = (".csv", ".tsv")
WHOLE: Final = ("GRAND", "GENERAL", "PERSONS", "BOARD", "POB")


def read(raw: bytes, name: str = "-") -> tuple[Message, ...]:
    if raw.startswith(WORKBOOKS):
        return _messages(read_xlsx(raw), certain=True)
    if CONTROLS.search(raw[:4096]):
        return ()
    return _messages((read_csv(raw),), certain=name.lower().endswith(SHEET_NAMES))


def _messages(grids: tuple[Grid, ...], *, certain: bool) -> tuple[Message, ...]:
    """Sheets with a list; what sheets without one say of the journey is lent to them."""
    divided: list[tuple[Grid, Listing]] = []
    lone = not any(map(has_head, grids))
    for grid in grids:
        listing = laid_out(grid) or divide(grid, lone=lone)
        lists_before = [one for _, one in divided if one.sections]
        if not (listing.sections or listing.headed) and lists_before:
            listing = continued(grid, lists_before[-1]) or listing
        divided.append((grid, listing))
    lists = [one for one in divided if one[1].sections] or [one for one in divided if one[1].headed]
    if not lists:
        found = [one for grid in grids for one in grid.findings]
        if any(grid.rows for grid in grids) or not found:
            found.append(finding("sheet-header-missing"))
        empty = Message(1, Kind.MANIFEST, findings=tuple(found))
        return (empty,) if certain else ()
    lent = [listing.labels for _, listing in divided if not (listing.sections or listing.headed)]
    return tuple(message_of(grid, listing, lent, number) for number, (grid, listing) in enumerate(lists, 1))


def message_of(grid: Grid, listing: Listing, lent: list[Labels], position: int) -> Message:
    """One list, divided; `lent` is what other sheets of the file say of the journey."""
    found: list[Finding] = [*grid.findings, *listing.findings]
    listing.sections = [spread(section, found) for section in listing.sections]
    labels = _borrowed(listing.labels, lent)
    legs = list(legs_of(labels, found))
    persons, texts, own = _persons(listing, labels, legs, found)
    legs = own or legs
    if not any(leg.origin or leg.destination or leg.number or leg.vessel for leg in legs):
        found.append(finding("sheet-leg-missing"))
    if not persons:
        found.append(finding("sheet-empty"))
    crew = bool(persons) and all(one.kind is PersonKind.CREW for one in persons)
    remarks = (
        [Remark("remark", "ship", labels.get("vessel"), None, labels.row_of("vessel"))] if labels.get("vessel") else []
    )
    unread = [Remark("unknown", "row", masked(";".join(row.filled))) for row in listing.unread]
    return Message(
        position,
        Kind.MANIFEST,
        version=labels.get("version") or None,
        sender=labels.get("carrier") or None,
        purpose=Purpose.CREW if crew else Purpose.PASSENGERS,
        legs=tuple(legs),
        passengers=tuple(persons),
        declared_count=_declared(listing, labels, persons, found),
        findings=tuple(found),
        remarks=(*remarks, *texts, *unread),
        segments=_segments(listing, labels),
    )


def _borrowed(labels: Labels, lent: list[Labels]) -> Labels:
    for other in lent:
        labels.legs = labels.legs or other.legs
        labels.mode = labels.mode or other.mode
        for name, (value, row) in other.values.items():
            if name != "total":
                labels.keep(name, value, row)
    return labels


def _persons(
    listing: Listing, labels: Labels, legs: list[Leg], found: list[Finding]
) -> tuple[list[Person], list[Remark], list[Leg]]:
    """Persons, their free text, and the legs that columns of theirs name."""
    persons: list[Person] = []
    remarks: list[Remark] = []
    own: dict[Leg, None] = {}
    seen: dict[tuple[str, ...], int] = {}
    evidence = Evidence(listing.sections)
    for section in listing.sections:
        reading = Reading(section, evidence)
        found += reading.findings
        for row in _one_by_one(section, found):
            before = _twice(section, row, seen)
            if before:
                found.append(finding("sheet-person-twice", row.number, row=before))
                continue
            cells = Cells(reading, row)
            leg = _leg_of(cells, labels)
            if leg:
                own.setdefault(leg)
            persons.append(person_of(cells, _around(leg, legs, section.kind)))
            found += cells.findings
            remarks += _texts(section, cells, len(persons) - 1)
    return persons, remarks, list(own)


def _one_by_one(section: Section, found: list[Finding]) -> Iterator[Row]:
    for row in section.rows:
        rows = parted(row, section.columns)
        if len(rows) > 1:
            found.append(finding("sheet-cell-several", row.number))
        yield from rows


def _around(leg: Leg | None, legs: list[Leg], kind: PersonKind | None) -> Around:
    known = [*([leg] if leg else []), *legs]
    travel = next((when for one in known if (when := one.departure or one.arrival)), None)
    return Around(travel, leg, any(one.mode is Mode.SEA for one in known[:1]), kind)


def _twice(section: Section, row: Row, seen: dict[tuple[str, ...], int]) -> int | None:
    """The row that this one repeats in every column but its number."""
    known = {column.index for column in section.columns if column.field != "row_number"}
    held = [row.get(index) for index in sorted(known)]
    if sum(1 for cell in held if cell) < 4:
        return None
    before = seen.setdefault(tuple(held), row.number)
    return before if before != row.number else None


def _leg_of(cells: Cells, labels: Labels) -> Leg | None:
    """The leg of columns beside the person; labels above the list fill what the columns leave out."""
    columns = [column for column in cells.reading.section.columns if column.field in FIELDS]
    if not columns:
        return None
    own = Labels(mode=labels.mode)
    for column in columns:
        own.keep(column.field, cells.row.get(column.index), cells.row.number)
    if not own.values:
        return None
    for name, (value, row) in labels.values.items():
        own.keep(name, value, row)
    legs = legs_of(own, cells.findings)
    return legs[0] if legs else None


def _texts(section: Section, cells: Cells, index: int) -> Iterator[Remark]:
    """Remarks and columns without a meaning, without a place: the filter keeps no such text."""
    known = {column.index for column in section.columns}
    text = cells.words("remarks")
    if text:
        yield Remark("remark", "remarks", masked(text), index)
    for place, cell in enumerate(cells.row.cells):
        if cell and place not in known:
            yield Remark("unknown", "column", masked(cell), index)


def _declared(listing: Listing, labels: Labels, persons: list[Person], found: list[Finding]) -> int | None:
    """The total of all; the sum of the sections' totals where no total of all is told."""
    totals = [(words, number, row) for words, number, row in listing.totals if number is not None]
    whole = [one for one in totals if any(word in one[0].split() for word in WHOLE)]
    if not totals:
        told = labels.get("total")
        totals = [("", int(told), labels.row_of("total") or 0)] if told.isdecimal() and len(told) < 7 else []
    if not totals:
        return None
    declared = whole[0][1] if whole else sum(number for _, number, _ in totals)
    if not whole and len(persons) in [number for _, number, _ in totals]:
        declared = len(persons)
    if declared != len(persons):
        found.append(finding("sheet-count-wrong", totals[-1][2], declared=declared, found=len(persons)))
    return declared


def _segments(listing: Listing, labels: Labels) -> WireSegments:
    """Rows as sent, as far as they are a list: heads, labels with their values, totals, persons in the columns of a list."""
    values = {value for value, _ in labels.values.values()}
    values |= {cell for row, _ in labels.legs for cell in row.cells}
    rows = [WireSegment(row.number, row.offset, masked(_told(row, values))) for row in listing.other]
    for section in listing.sections:
        rows += [
            WireSegment(row.number, row.offset, masked(shown(row, section.columns, LISTED))) for row in section.rows
        ]
    return WireSegments.of(sorted((one for one in rows if one.text.strip(";")), key=lambda one: one.ordinal))


def _told(row: Row, values: set[str]) -> str:
    """The cells that mean something; free text between them is no part of the list."""
    return ";".join(cell.replace("\n", " ") if _means(cell, values) else "" for cell in row.cells)


def _means(cell: str, values: set[str]) -> bool:
    if cell in values or cell.isdecimal() or head(cell, guess=False) or plain(cell) in sections():
        return True
    words, found, value = cell.partition(":")
    return bool(found and label(words) and " ".join(value.split()) in values) or cell.startswith(("#", "*"))
