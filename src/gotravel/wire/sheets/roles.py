"""Heads that may name the role of a person or something else (`Type`, `Status`, `P/C`): the values in, what they are out.

Beside a document's number, `Type` is the document's unless a value can be a role only. Never: a role of letters that mean
other things too (P and C are passport and card, pending and confirmed), where nothing else shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from gotravel.domain.message import PersonKind
from gotravel.wire.sheets import values
from gotravel.wire.sheets.columns import NUMBERS, TYPE, UNDECIDED, Column
from gotravel.wire.sheets.grid import Row

CERTAIN: Final = frozenset({"P C", "C P", "P OR C", "C OR P"})
AGES: Final = frozenset({"A", "AD", "ADT", "I", "INF", "IN", "CHD", "CNN", "CH"})
"""Where these stand, C is a child, and IN may be somebody who has checked in."""
YOUNG: Final = (PersonKind.CHILD, PersonKind.INFANT)
LONGEST_CODE: Final = 2


def settled(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The same columns, without those that nobody can say anything of."""
    if not any(_is_open(column) for column in columns):
        return columns
    known: list[Column] = []
    for place, column in enumerate(columns):
        fields = {one.field for one in (*known, *columns)} - {UNDECIDED}
        meant = _meant(columns, place, rows, fields) if _is_open(column) else column.field
        known += [msgspec.structs.replace(column, field=meant)] if meant else []
    return tuple(known)


def _is_open(column: Column) -> bool:
    return column.field == UNDECIDED or (column.field == "doc_type" and column.head in TYPE)


def _meant(columns: tuple[Column, ...], place: int, rows: Sequence[Row], fields: set[str]) -> str:
    column = columns[place]
    texts = {text for row in rows if (text := row.get(column.index))}
    near = {one.field for one in columns[max(place - 1, 0) : place + 2]}
    beside = not near.isdisjoint(NUMBERS)
    if "list" not in fields and _are_roles(column.head, texts, beside_document=beside):
        return "list"
    if column.field != UNDECIDED:
        return column.field
    is_type = "doc_number" in near and column.head in TYPE and "doc_type" not in fields
    return "doc_type" if is_type and all(_is_code(text) for text in texts) else ""


def _are_roles(head: str, texts: set[str], *, beside_document: bool) -> bool:
    """Three of four different values are known roles, so a slip of the pen costs one row and is told there."""
    known = {values.folded(text) for text in texts if values.kind(text)}
    if not known or len(known) * 4 < len(texts) * 3 or _are_ages({values.folded(text) for text in texts}):
        return False
    said = {word for word in known if len(word) > 1 and not (beside_document and _is_code(word))}
    return bool(said) or head in CERTAIN


def _are_ages(said: set[str]) -> bool:
    """Unless crew is spelled out and nothing is abbreviated to a letter or two: `CREW`, `ADT`, `INF`."""
    of_child = "C" in said and any(values.kind(word) in YOUNG for word in said)
    spelled = all(len(word) > LONGEST_CODE for word in said) and any(values.kind(w) is PersonKind.CREW for w in said)
    return of_child or (bool(said & AGES) and not spelled)


def _is_code(text: str) -> bool:
    return 0 < len(values.document_type(text)) <= LONGEST_CODE
