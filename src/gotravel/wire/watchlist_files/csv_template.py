"""A national list as CSV, in our documented template.

Goes in: the file's bytes. Comes out: its entries. Never: a row skipped in silence: a bad row refuses the file, by line.

Columns (`;` between them, several values of one field by `|`): reference, name, aliases, weak_aliases, born, nationality,
sex, passport, issuer, birth_place, category, offence, review_due, expires. `born` is YYYY-MM-DD, YYYY or YYYY-YYYY.
"""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Category, ListedName, NameKind
from gotravel.reference.countries import alpha3
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

NEEDED = ("reference", "name")
DAY, YEAR, YEARS = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d{4})")


def read_csv(raw: bytes) -> ListFile:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise InvalidInput(f"Line {line}: the file is not UTF-8. Save it as UTF-8 and send it again.") from fault
    rows = csv.DictReader(text.splitlines(), delimiter=";", strict=True)
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise InvalidInput(
            f"Line 1: the columns {', '.join(missing)} are missing. Columns are separated by semicolons."
        )
    try:
        entries = tuple(_entry(row, rows.line_num) for row in rows)
    except csv.Error as fault:
        raise InvalidInput(f"Line {rows.line_num}: {fault}.") from fault
    if not entries:
        raise InvalidInput("The file holds no entry. An empty list is suspended, not imported.")
    return ListFile(entries)


def _entry(row: dict[str, str], line: int) -> EntryDraft:
    reference, name = (row.get(field) or "" for field in NEEDED)
    if not reference.strip():
        raise InvalidInput(f"Line {line}: reference is empty.")
    if not name.strip():
        raise InvalidInput(f"Line {line}: name is empty; an entry needs a name to be compared with.")
    names = [ListedName(name.strip())]
    names += [ListedName(alias, NameKind.GOOD) for alias in _several(row, "aliases")]
    names += [ListedName(alias, NameKind.WEAK) for alias in _several(row, "weak_aliases")]
    told = repr(sorted((k, v) for k, v in row.items() if k)).encode()
    return EntryDraft(
        reference=reference.strip(),
        version=hashlib.sha256(told).hexdigest()[:12],
        names=tuple(names),
        born=tuple(_born(value, line) for value in _several(row, "born")),
        nationalities=tuple(c for value in _several(row, "nationality") if (c := alpha3(value))),
        sex=(row.get("sex") or "").strip().upper() or None,
        documents=tuple(TravelDocument("P", n, alpha3(row.get("issuer") or "")) for n in _several(row, "passport")),
        birth_places=tuple(_several(row, "birth_place")),
        category=_category(row, line),
        offence=(row.get("offence") or "").strip() or None,
        review_due=_day(row, "review_due", line),
        expires=_day(row, "expires", line),
    )


def _several(row: dict[str, str], field: str) -> list[str]:
    return [value.strip() for value in (row.get(field) or "").split("|") if value.strip()]


def _born(value: str, line: int) -> BirthDate:
    years = YEARS.fullmatch(value)
    if DAY.fullmatch(value):
        return BirthDate(BirthDateKind.EXACT, value)
    if years:
        return BirthDate(BirthDateKind.RANGE, None, int(years[1]), int(years[2]))
    if YEAR.fullmatch(value):
        return BirthDate(BirthDateKind.YEAR, None, int(value), int(value))
    raise InvalidInput(f"Line {line}: born has to be YYYY-MM-DD, YYYY or YYYY-YYYY.")


def _category(row: dict[str, str], line: int) -> Category:
    given = (row.get("category") or "suspect").strip().lower()
    if given not in {c.value for c in Category}:
        raise InvalidInput(f"Line {line}: category has to be one of {', '.join(c.value for c in Category)}.")
    return Category(given)


def _day(row: dict[str, str], field: str, line: int) -> date | None:
    given = (row.get(field) or "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise InvalidInput(f"Line {line}: {field} has to be a date, YYYY-MM-DD.") from fault
