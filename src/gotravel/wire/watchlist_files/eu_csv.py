"""Restrictive measures of the European Union, as CSV transcribed from the Official Journal (one row a person and measure).

Goes in: text whose first line has the columns `celex`, `schema`, `name` (files may be joined: a repeated head is skipped).
Comes out: its persons, once each. Never: a company, a weak alias taken for a good one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from gotravel.domain.errors import InvalidInput
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import NameKind
from gotravel.wire.watchlist_files.births import births
from gotravel.wire.watchlist_files.entries import Tally, digest, document, merged, names_of, nation_of, usable
from gotravel.wire.watchlist_files.read import EntryDraft, ListFile

NEEDED: Final = ("celex", "recordId", "schema", "name")
NAME_COLUMNS: Final = (
    ("alias", NameKind.GOOD),
    ("previousName", NameKind.GOOD),
    ("weakAlias", NameKind.WEAK),
)
ENUMERATED: Final = re.compile(r",?\s*\([a-z]\)\s*")
NUMBER: Final = re.compile(r"(?:\b[A-Z]{1,3} (?=\d{5}))?(?=[A-Z0-9/.-]*\d)[A-Z0-9][A-Z0-9/.-]{3,24}")
BRACKETS: Final = re.compile(r"\(([^()]*)\)")
EXPIRES: Final = re.compile(r"expir\w*(?: (?:date|on))?:? *(\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} \w+ \d{4})", re.IGNORECASE)
ISSUER: Final = re.compile(
    r"^([A-Z][^\W\d]+(?: [A-Z][^\W\d]+| of| the| and){0,4}) (?:passport|number|identity|national)", re.IGNORECASE
)


def is_eu(text: str) -> bool:
    head = text.partition("\n")[0]
    return all(column in head.strip().split(",") for column in ("schema", "name", "programKey"))


def read_eu(text: str) -> ListFile:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = list(rows.fieldnames or ())
    except csv.Error as fault:
        raise InvalidInput(f"Line 1: {fault}.") from fault
    if "amendmentCelex" in columns:
        raise InvalidInput(
            "Line 1: this is an amendment file. Import the consolidated file; an amendment alone is half a list."
        )
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InvalidInput(f"Line 1: the columns {', '.join(missing)} are missing.")
    tally = Tally()
    try:
        drafts = merged(_drafts(rows, columns, tally), tally)
    except csv.Error as fault:
        raise InvalidInput(f"Line {rows.line_num}: {fault}.") from fault
    if not drafts:
        raise InvalidInput("The file names no person. An empty list is suspended, not imported.")
    return ListFile(drafts, tally.findings)


def _drafts(rows: csv.DictReader[str], columns: list[str], tally: Tally) -> Iterator[EntryDraft]:
    for row in rows:
        if row["celex"] == "celex":
            continue
        if None in row or None in row.values():
            raise InvalidInput(f"Line {rows.line_num}: the row has not the {len(columns)} cells of the head.")
        if row["schema"] == "Person":
            yield _entry(row, rows.line_num, tally)
        else:
            tally.add("list-not-persons")


def _entry(row: dict[str, str], line: int, tally: Tally) -> EntryDraft:
    texts = [(row["name"], NameKind.PRIMARY)]
    texts += [(value, kind) for column, kind in NAME_COLUMNS for value in several(row.get(column, ""))]
    names = usable(names_of(texts), f"Line {line}", "name")
    born = several(row.get("birthDate", ""))
    read = [births(text) for text in born]
    tally.add("list-births-unread", sum(1 for one in read if not one))
    return EntryDraft(
        reference=_reference(row),
        version=digest(
            sorted((key, value) for key, value in row.items() if key not in ("annex", "measure", "programKey"))
        ),
        names=names,
        born=tuple(dict.fromkeys(date for one in read for date in one)),
        nationalities=tally.nations(several(row.get("nationality", ""))),
        sex={"MALE": "M", "FEMALE": "F"}.get(row.get("gender", "").strip(" .").upper()),
        documents=(*_documents(row.get("passportNumber", ""), "P"), *_documents(row.get("idNumber", ""), "I")),
        birth_places=tuple(several(row.get("birthPlace", ""))),
        nominator="European Union",
        note=row.get("position") or None,
    )


def _reference(row: dict[str, str]) -> str:
    """The act and the number it prints; without a number, what identifies the row."""
    printed = row["recordId"].strip()
    annex = row.get("annex", "").strip()
    if printed:
        return f"{row['celex']}/{annex}/{printed}" if annex else f"{row['celex']}/{printed}"
    return f"{row['celex']}/{digest(row['name'].casefold(), row.get('birthDate'))}"


def several(cell: str) -> list[str]:
    """`Foo; "Bar; Baz"` -> two values."""
    if not cell.strip():
        return []
    try:
        values = next(csv.reader(io.StringIO(cell.replace("\n", " ")), delimiter=";", skipinitialspace=True), [])
    except csv.Error:
        values = cell.split(";")
    return [value.strip() for value in values if value.strip()]


def _documents(cell: str, kind: str) -> Iterator[TravelDocument]:
    """Numbers in prose: `(a) Philippines number EC6530802 (expires 19.1.2021), (b) ...`."""
    for value in several(cell):
        for piece in ENUMERATED.split(value):
            bare = BRACKETS.sub(" ", piece)
            found = NUMBER.search(bare) or NUMBER.search(piece)
            if not found:
                continue
            issuer = ISSUER.match(piece.strip())
            hints = [hint for hint in (issuer[1] if issuer else "", *BRACKETS.findall(piece)) if hint]
            expires = EXPIRES.search(piece)
            yield document(kind, found[0].strip("./-"), _nation(hints), _date(expires[1]) if expires else None)


def _nation(hints: list[str]) -> str | None:
    for hint in hints:
        for words in (hint, hint.partition(" ")[0]):
            code = nation_of(words) if len(words) > 3 or words.isupper() else None
            if code:
                return code
    return None


def _date(text: str) -> str | None:
    return next((one.day for one in births(text) if one.day), None)
