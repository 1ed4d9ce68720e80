"""The travel documents of one row: its cells in, documents out, each with the type, issuer and dates that stand with it.

Never: what the list says of one document given to another.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.message import TravelDocument
from gotravel.wire.persons import document_date
from gotravel.wire.sheets import values
from gotravel.wire.sheets.cells import Cells
from gotravel.wire.sheets.columns import FIRST, SECOND_NUMBER

NATURE_AND_NUMBER: Final = re.compile(
    r"([^\W\d_][^\d]*?)[\s:/.#-]+(?:no\.?|n[°º]\.?|nr\.?)?\s*([A-Z]{0,3}\d[A-Z0-9 ]*)", re.IGNORECASE
)
SHORT_NATURES: Final = {"PP": "P", "PPT": "P", "PASS": "P", "SB": "S", "CDC": "S", "SID": "S"}
OWN_COLUMNS: Final = (("passport", "P"), ("identity_card", "I"), ("seaman_book", "S"))
FIELDS_OF_NUMBERS: Final = ("doc_number", *(name for name, _ in OWN_COLUMNS))
Paper = tuple[str, str, str]
"""Type, number, and the field that the number stands in."""


def documents_of(cells: Cells) -> tuple[TravelDocument, ...]:
    """The document of the list, those that have columns of their own, the second one, the visa."""
    found = _numbers(cells)
    kind = values.document_type(cells.text("doc_type") or cells.text("doc_kind"))
    if kind and not found:
        cells.say("document-number-missing")
    for code, _, field in found:
        if not code:
            cells.say("document-type-missing", cells.used[field])
    second = _second_field(cells)
    documents = [_document(cells, paper, second, first=place == 0) for place, paper in enumerate(found)]
    visa = cells.number("visa_number")
    if visa and values.yes(visa) is None:
        expiry = _day(cells, "visa_expires")
        documents.append(TravelDocument("V", visa, cells.country("visa_issuer"), expiry, None, None, cells.row.number))
    return tuple(documents)


def _numbers(cells: Cells) -> list[Paper]:
    kind = values.document_type(cells.text("doc_type") or cells.text("doc_kind"))
    number = cells.number("doc_number")
    if number and not kind:
        kind, number = _nature_and_number(number)
    found = [(kind, number, "doc_number")] if number else []
    for name, code in OWN_COLUMNS:
        other = cells.number(name)
        if other:
            found.append(((kind if kind and not found and name == "passport" else code), other, name))
    return [*found, *_second(cells, {number for _, number, _ in found})]


def _second(cells: Cells, known: set[str]) -> list[Paper]:
    """A number that is told twice is one document."""
    number = cells.number(SECOND_NUMBER)
    if not number or number in known:
        return []
    kind = values.document_type(cells.text("second_type"))
    if not kind:
        kind, number = _nature_and_number(number)
    return [(kind or ("P" if "PASS" in cells.used[SECOND_NUMBER].head else ""), number, SECOND_NUMBER)]


def _second_field(cells: Cells) -> str:
    """The number beside which `second_expires` and its like stand."""
    columns = cells.reading.columns
    if SECOND_NUMBER in columns or not any(name in columns for name in FIRST):
        return SECOND_NUMBER
    places = sorted((columns[name][0].index, name) for name in FIELDS_OF_NUMBERS if name in columns)
    return places[1][1] if len(places) > 1 else SECOND_NUMBER


def _document(cells: Cells, paper: Paper, second: str, *, first: bool) -> TravelDocument:
    code, number, field = paper
    own = _day(cells, "seaman_book_expires") if code == "S" else None
    if field != second and not first:
        return TravelDocument(code, number, None, own, None, None, cells.row.number)
    beside = "second" if field == second else "doc"
    issuer, issued = cells.country(f"{beside}_issuer"), _day(cells, f"{beside}_issued")
    return TravelDocument(code, number, issuer, _day(cells, f"{beside}_expires") or own, issued, None, cells.row.number)


def _nature_and_number(text: str) -> tuple[str, str]:
    """`Seaman's book no. 778899`, `PP 1234567`: both out of the one column that older forms of ships have."""
    both = NATURE_AND_NUMBER.fullmatch(text)
    if both is None:
        return "", text
    nature = both[1].strip()
    named = SHORT_NATURES.get(nature.upper().replace(".", "")) or values.document_type(nature)
    return (named, both[2]) if 0 < len(named) <= 2 and named != nature else ("", text)


def _day(cells: Cells, name: str) -> str | None:
    return cells.date(name, document_date)
