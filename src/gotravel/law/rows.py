"""Rows of a sheet, judged cell by cell.

Goes in: the message that a sheet became. Comes out: verdicts by place of its rows. Never: a tag looked for (a surname may
begin like one), a name or a ship judged by its words.
"""

from __future__ import annotations

import re

import msgspec

from gotravel.domain.message import Leg, Message, Person, WireSegment
from gotravel.law.read_of import IS_NUMBER
from gotravel.law.scrubbed import is_code
from gotravel.law.segments import Verdict
from gotravel.law.sensitive import SURE, TITLES, class_of_text
from gotravel.law.titles import COURTESY, MARK, folded

CELL = ";"
WORD = re.compile(r"[^\W_]+")


def judged_rows(message: Message) -> dict[int, Verdict]:
    travel = frozenset(word for leg in message.legs for word in _words_of_leg(leg))
    named: dict[int, set[str]] = {}
    for person in message.passengers:
        for row in {source.segment for source in person.sources}:
            named.setdefault(row, set()).update(_words_of_names(person))
    verdicts = {at: _judged(row, travel | named.get(row.ordinal, set())) for at, row in enumerate(message.segments)}
    return {at: one for at, one in verdicts.items() if one.sensitive}


def _judged(row: WireSegment, innocent: frozenset[str]) -> Verdict:
    cells = [_cell(cell, innocent) for cell in row.text.split(CELL)]
    found = next((name for _, name in cells if name), None)
    if found is None:
        return Verdict(row)
    text = CELL.join(cell for cell, _ in cells)
    return Verdict(msgspec.structs.replace(row, text=text, removed=f"sensitive:{found}"), sensitive=found)


def _cell(cell: str, innocent: frozenset[str]) -> tuple[str, str | None]:
    """What stays of it, and the class of what went."""
    words = set(_words(cell))
    if words <= innocent or IS_NUMBER(cell.strip()):
        return cell, None
    if words - innocent <= TITLES.keys() | COURTESY and words & TITLES.keys():
        # Of `DOE Rev JANE` the name stays.
        gone = words & TITLES.keys() - innocent
        return WORD.sub(
            lambda one: MARK.format("religion") if folded(one.group()) in gone else one.group(), cell
        ), "religion"
    found = class_of_text(cell, place=True)
    return (MARK.format(found), found) if found else (cell, None)


def _words_of_names(person: Person) -> set[str]:
    names = [(person.family, person.given), *((one.family, one.given) for one in person.other_names)]
    return {word for pair in names for part in pair if part for word in _words(part)}.difference(SURE)


def _words_of_leg(leg: Leg) -> list[str]:
    """Ships have names, ports and carriers have codes."""
    codes = (value for value in msgspec.structs.astuple(leg) if isinstance(value, str) and is_code(value))
    return [word for value in (*codes, leg.vessel or "") for word in _words(value)]


def _words(text: str) -> list[str]:
    return [folded(word) for word in WORD.findall(text)]
