"""Machine-readable zones in the columns of a list: a section in, the same with what the zones say in columns behind out.

What the list says itself goes first, and a zone fills what it leaves open. Never: the zone itself kept (its optional data are
no part of a list), a person lost whose zone cannot be read, anything of another document's zone given to somebody named.
"""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Sex
from gotravel.names import mrz
from gotravel.wire.findings import finding
from gotravel.wire.person_dates import MONTHS as NUMBER_OF_MONTH
from gotravel.wire.sheets.columns import NAMES, SECOND_NUMBER, Column
from gotravel.wire.sheets.grid import Row
from gotravel.wire.sheets.table import Section

ZONES: Final = ("zone", "zone_2", "zone_3")
"""One column with all lines, or one for each."""
FIELDS: Final = (
    "family", "given", "sex", "born", "nationality", "doc_type", "doc_number", "doc_issuer", "doc_expires",
    "visa_number", "visa_issuer", "visa_expires",
)  # fmt: skip
OF_DOCUMENT: Final = tuple(name for name in FIELDS if name.startswith(("doc_", "visa_")))
NUMBERS, NUMBERS_OF_VISAS = (
    frozenset({"doc_number", "passport", "identity_card", "seaman_book", "second_number"}),
    frozenset({"visa_number"}),
)
NO_DOCUMENT, NO_VISA = ("",) * 4, ("",) * 3
SEXES: Final = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.UNSPECIFIED: "X"}
MONTHS: Final = tuple(NUMBER_OF_MONTH)


def cells_of(zone: mrz.Zone) -> tuple[str, ...]:
    """In the order of `FIELDS`, as a list would say it."""
    person = (zone.family, zone.given, SEXES[zone.sex] if zone.sex else "", _day(zone.birth), zone.nationality)
    document = (zone.number, zone.issuer, _day(zone.expiry))
    return (*person, *NO_DOCUMENT, *document) if _is_visa(zone) else (*person, zone.code, *document, *NO_VISA)


def _is_visa(zone: mrz.Zone) -> bool:
    return zone.format in (mrz.Format.MRV_A, mrz.Format.MRV_B)


def found_in(zone: mrz.Zone, row: int) -> list[Finding]:
    return [msgspec.structs.replace(one, segment=row) for one in zone.findings]


def spread(section: Section, found: list[Finding]) -> Section:
    """The section itself where it has no column of zones."""
    columns = [column for name in ZONES for column in section.columns if column.field == name]
    if not columns:
        return section
    width = max([len(row.cells) for row in section.rows] + [column.index + 1 for column in section.columns])
    more = tuple(
        Column(width + at, name, f"MRZ {name.upper()}", "YMD", columns[0].index) for at, name in enumerate(FIELDS)
    )
    wider = Section(
        (*section.columns, *more), section.kind, beside=section.beside, head=section.head, width=section.width
    )
    wider.rows = [_spread(row, columns, section, width, found) for row in section.rows]
    return wider


def _spread(row: Row, columns: list[Column], section: Section, width: int, found: list[Finding]) -> Row:
    text = "\n".join(row.get(column.index) for column in columns).strip()
    zone = mrz.read(text) if text else None
    if text and zone is None:
        found.append(finding("mrz-unreadable", row.number))
    held = {column.index for column in columns}
    cells = ["" if at in held else row.get(at) for at in range(width)]
    if zone is None:
        return msgspec.structs.replace(row, cells=tuple(cells))
    found += found_in(zone, row.number)
    fields = NUMBERS_OF_VISAS if _is_visa(zone) else NUMBERS
    listed = {_plain(row.get(column.index)) for column in section.columns if column.field in fields} - {""}
    told = dict(zip(FIELDS, cells_of(zone), strict=True))
    if _plain(zone.number) in listed:
        told["doc_number"] = told["visa_number"] = ""  # the list has it already, in a column of its kind
        second = (row.get(column.index) for column in section.columns if column.field == SECOND_NUMBER)
        told |= dict.fromkeys(OF_DOCUMENT, "") if _plain(zone.number) in map(_plain, second) else {}
    elif listed:
        found.append(finding("mrz-of-another-document", row.number))
        is_named = any(row.get(column.index) for column in section.columns if column.field in NAMES)
        told |= dict.fromkeys(FIELDS if is_named else OF_DOCUMENT, "")
    return msgspec.structs.replace(row, cells=(*cells, *told.values()))


def _day(text: str) -> str:
    """`740812` as `12AUG74`, whose order is certain."""
    if not text.isdecimal():
        return ""  # what is unknown stands as fillers; what is wrong with others was told
    month = int(text[2:4])
    return f"{text[4:]}{MONTHS[month - 1]}{text[:2]}" if 1 <= month <= len(MONTHS) else text


def _plain(number: str) -> str:
    return "".join(filter(str.isalnum, number)).upper()
