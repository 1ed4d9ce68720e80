"""A national list as CSV or workbook, in our documented template.

Goes in: rows of texts with their line numbers. Comes out: its entries. Never: a row skipped in silence: a bad row refuses
the file, by line and field.

Columns (`;` between them in CSV, several values of one field by `|`): reference, name, family, given, aliases, weak_aliases,
born, nationality, sex, passport, issuer, id_card, birth_place, category, reliability, nominator, offence, review_due, expires,
note, threshold_met, legal_basis, purpose. `born` is YYYY-MM-DD, YYYY or YYYY-YYYY; a number may bear its issuer: `AB12 (UTO)`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Category, ListedName, NameKind
from gotravel.reference.countries import alpha3
from gotravel.wire.sheets.xlsx_grid import read_xlsx
from gotravel.wire.watchlist_files.entries import Tally, digest, kind_of, names_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

NEEDED: Final = ("reference", "name")
COLUMNS: Final = (
    *NEEDED, "family", "given", "aliases", "weak_aliases", "born", "nationality", "sex", "passport", "issuer", "id_card",
    "birth_place", "category", "reliability", "nominator", "offence", "review_due", "expires", "note",
    "threshold_met", "legal_basis", "purpose",
)  # fmt: skip
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
YEARS: Final = re.compile(r"(\d{4})(?:-(\d{4}))?")
OWN_ISSUER: Final = re.compile(r"(.+?) \(([A-Z]{2,3})\)")
SEXES: Final = ("M", "F", "X", "")
Row = dict[str, str]


def read_csv(text: str) -> ListFile:
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head or "," not in head else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _read(_numbered(rows))


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 0
    try:
        for row in rows:
            line = rows.line_num  # type: ignore[attr-defined]
            yield line, row
    except csv.Error as fault:
        raise InvalidInput(f"Line {line + 1}: {fault}.") from fault


def read_workbook(raw: bytes) -> ListFile:
    """The first sheet."""
    grid = read_xlsx(raw)[0]
    errors = [one for one in grid.findings if one.severity.value == "error"]
    if errors:
        raise InvalidInput(errors[0].text)
    return _read((row.number, list(row.cells)) for row in grid.rows)


def _read(rows: Iterable[tuple[int, list[str]]]) -> ListFile:
    numbered = iter(rows)
    line, head = next(numbered, (1, []))
    columns = [name.strip().lower() for name in head]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InvalidInput(
            f"Line {line}: the columns {', '.join(missing)} are missing. Columns are separated by semicolons."
        )
    unknown = [place for place, name in enumerate(columns, 1) if name and name not in COLUMNS]
    if unknown:
        raise InvalidInput(f"Line {line}: column {unknown[0]} is not one of {', '.join(COLUMNS)}.")
    tally = Tally()
    entries = tuple(_entry(_named(columns, cells, at), at, tally) for at, cells in numbered if any(cells))
    if not entries:
        raise InvalidInput("The file holds no entry. An empty list is suspended, not imported.")
    return ListFile(entries, tally.findings)


def _named(columns: list[str], cells: list[str], line: int) -> Row:
    if len(cells) > len(columns):
        raise InvalidInput(f"Line {line}: the row has {len(cells)} cells, the head {len(columns)}.")
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}


def _entry(row: Row, line: int, tally: Tally) -> EntryDraft:
    if not row.get("reference"):
        raise InvalidInput(f"Line {line}: reference is empty.")
    return EntryDraft(
        reference=row["reference"],
        version=digest(sorted((name, value) for name, value in row.items() if value)),
        names=_names(row, line),
        born=tuple(_born(value, line) for value in _several(row, "born")),
        nationalities=tally.nations(_several(row, "nationality")),
        sex=_sex(row, line),
        documents=tuple(_documents(row)),
        birth_places=tuple(_several(row, "birth_place")),
        category=_category(row, line),
        reliability=row.get("reliability") or None,
        nominator=row.get("nominator") or None,
        offence=row.get("offence") or None,
        review_due=_day(row, "review_due", line),
        expires=_day(row, "expires", line),
        note=row.get("note") or None,
        threshold_met=_threshold_met(row, line),
        legal_basis=row.get("legal_basis") or None,
        purpose=row.get("purpose") or None,
    )


def _threshold_met(row: Row, line: int) -> bool | None:
    """Whoever does not reach what the list's law asks is no entry of it (WL2)."""
    given = row.get("threshold_met", "").lower()
    if given not in ("yes", "no", ""):
        raise InvalidInput(f"Line {line}: threshold_met has to be yes, no or empty.")
    if given == "no":
        raise InvalidInput(f"Line {line}: threshold_met is no; such a person is no entry of this list.")
    return True if given else None


def _names(row: Row, line: int) -> tuple[ListedName, ...]:
    name = row.get("name", "")
    first = usable(names_of([(name, NameKind.PRIMARY)]), f"Line {line}", "name")[0]
    if row.get("family") or row.get("given"):
        first = ListedName(name, kind_of(name, NameKind.PRIMARY), row.get("family") or None, row.get("given") or None)
    aliases = [(alias, NameKind.GOOD) for alias in _several(row, "aliases")]
    aliases += [(alias, NameKind.WEAK) for alias in _several(row, "weak_aliases")]
    return (first, *(one for one in names_of(aliases) if one.full.casefold() != first.full.casefold()))


def _several(row: Row, field: str) -> list[str]:
    return [value.strip() for value in row.get(field, "").split("|") if value.strip()]


def _documents(row: Row) -> Iterator[TravelDocument]:
    issuer = alpha3(row.get("issuer", ""))
    for field, kind in (("passport", "P"), ("id_card", "I")):
        for number in _several(row, field):
            own = OWN_ISSUER.fullmatch(number)
            yield TravelDocument(kind, own[1], alpha3(own[2])) if own else TravelDocument(kind, number, issuer)


def _born(value: str, line: int) -> BirthDate:
    years = YEARS.fullmatch(value)
    if years:
        first, last = int(years[1]), int(years[2] or years[1])
        if first <= last:
            return BirthDate(BirthDateKind.RANGE if years[2] else BirthDateKind.YEAR, None, first, last)
    if DAY.fullmatch(value):
        try:
            return BirthDate(BirthDateKind.EXACT, date.fromisoformat(value).isoformat())
        except ValueError as fault:
            raise InvalidInput(f"Line {line}: born is not a day of the calendar.") from fault
    raise InvalidInput(f"Line {line}: born has to be YYYY-MM-DD, YYYY or YYYY-YYYY.")


def _sex(row: Row, line: int) -> str | None:
    given = row.get("sex", "").upper()
    if given not in SEXES:
        raise InvalidInput(f"Line {line}: sex has to be M, F, X or empty.")
    return given or None


def _category(row: Row, line: int) -> Category | None:
    given = row.get("category", "").lower()
    if not given:
        return None
    if given not in {c.value for c in Category}:
        raise InvalidInput(f"Line {line}: category has to be one of {', '.join(c.value for c in Category)}.")
    return Category(given)


def _day(row: Row, field: str, line: int) -> date | None:
    given = row.get(field, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise InvalidInput(f"Line {line}: {field} has to be a date, YYYY-MM-DD.") from fault
