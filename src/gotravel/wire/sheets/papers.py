"""The travel documents of one row: its cells in, documents out, each with the type, issuer and dates that stand with it.

Never: what the list says of one document given to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gotravel.domain.message import TravelDocument
from gotravel.wire.persons import document_date
from gotravel.wire.sheets import values
from gotravel.wire.sheets.cells import Cells
from gotravel.wire.sheets.columns import BELONGINGS, FIRST, SECOND_NUMBER, says_passport

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
    kind = values.document_type(cells.text(_home(cells, "doc_type")) or cells.text("doc_kind"))
    if kind and not found:
        cells.say("document-number-missing")
    for code, _, field in found:
        if not code:
            cells.say("document-type-missing", cells.used[field])
    first, second = _two_fields(cells, found)
    documents = [_document(cells, paper, first, second) for paper in found]
    if found or not kind:
        _tell_numberless(cells, found, first, second)
    visa = cells.number("visa_number")
    if visa and values.yes(visa) is None:
        expiry = _day(cells, "visa_expires")
        documents.append(TravelDocument("V", visa, cells.country("visa_issuer"), expiry, None, None, cells.row.number))
    return tuple(documents)


def _tell_numberless(cells: Cells, found: Sequence[Paper], first: str, second: str) -> None:
    """What the row says of a document that has no number in it."""
    missing = [name for name in FIRST if not _is_shared(cells, name)] if not _is_number(cells.number(second)) else []
    if found and not any(field == first for _, _, field in found):
        missing += BELONGINGS
    told = next((name for name in missing if cells.text(name)), None)
    if told:
        cells.say("document-number-missing", cells.used[told])


def _home(cells: Cells, name: str) -> str:
    """Where the first document's type, issuer or date stands: in the one column of both, if there is no second."""
    second = BELONGINGS[name]
    return second if _is_shared(cells, second) and not _second(cells, _known(cells)) else name


def _is_shared(cells: Cells, name: str) -> bool:
    return any(column.shared for column in cells.reading.columns.get(name, ()))


def _known(cells: Cells) -> set[str]:
    return {number for name in FIELDS_OF_NUMBERS if (number := cells.number(name))}


def _is_number(text: str | None) -> bool:
    """`No` and `Yes` answer whether there is one."""
    return bool(text) and values.yes(text or "") is None


def _numbers(cells: Cells) -> list[Paper]:
    kind = values.document_type(cells.text(_home(cells, "doc_type")) or cells.text("doc_kind"))
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
    if not number or not _is_number(number) or number in known:
        return []
    kind = values.document_type(cells.text("second_type"))
    if not kind:
        kind, number = _nature_and_number(number)
    return [(kind or ("P" if "PASS" in cells.used[SECOND_NUMBER].head else ""), number, SECOND_NUMBER)]


def _two_fields(cells: Cells, found: Sequence[Paper]) -> tuple[str, str]:
    """The numbers beside which `doc_expires` and `second_expires` and their like stand."""
    columns = cells.reading.columns
    places = sorted((columns[name][0].index, name) for name in FIELDS_OF_NUMBERS if name in columns)
    if SECOND_NUMBER not in columns and len(places) > 1 and any(name in columns for name in FIRST):
        return places[0][1], places[1][1]
    others = [field for _, _, field in found if field != SECOND_NUMBER]
    return (others[0] if others else ""), SECOND_NUMBER


def _document(cells: Cells, paper: Paper, first: str, second: str) -> TravelDocument:
    code, number, field = paper
    own = _day(cells, "seaman_book_expires") if code == "S" else None
    if field not in (first, second):
        return TravelDocument(code, number, None, own, None, None, cells.row.number)
    issuer, issued, expires = (
        _place(cells, name, field, second) for name in ("doc_issuer", "doc_issued", "doc_expires")
    )
    ends = _day(cells, expires) or own
    return TravelDocument(code, number, cells.country(issuer), ends, _day(cells, issued), None, cells.row.number)


def _place(cells: Cells, name: str, field: str, second: str) -> str:
    """The field that tells it of this document; empty where the passport's column alone does, and this is another."""
    if field == second:
        return BELONGINGS[name]
    home = _home(cells, name)
    others = field in ("identity_card", "seaman_book") and "passport" in cells.reading.columns
    if others and cells.text(home) and says_passport(cells.used[home]):
        cells.say("document-number-missing", cells.used[home])
        return ""
    return home


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
