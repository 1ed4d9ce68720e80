"""Stolen, lost and revoked documents, a row each, as a stream: the file may hold a hundred million.

Goes in: lines of bytes. Comes out: (number, issuer, kind, day) one by one. Never: the file in memory; a bad row passed over: it
refuses the file, by line and field; a number in a refusal.

    number;issuer;kind;reported
    AB1234567;UTO;stolen;2026-03-01
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from gotravel.domain.errors import InvalidInput
from gotravel.reference.countries import alpha3

HEAD: Final = b"number;issuer;kind;reported"
KINDS: Final = (b"stolen", b"lost", b"revoked", b"invalid", b"stolen-blank")
ROW: Final = re.compile(rb"([0-9A-Za-z][0-9A-Za-z ./<-]{0,29});([A-Z]{1,3});([a-z-]+);(\d{4}-\d\d-\d\d)?\r?\n?")
FIELDS: Final = (
    ("number", re.compile(rb"[0-9A-Za-z][0-9A-Za-z ./<-]{0,29}")),
    ("issuer", re.compile(rb"[A-Z]{1,3}")),
    ("kind", re.compile(rb"[a-z-]+")),
    ("reported", re.compile(rb"(\d{4}-\d\d-\d\d)?")),
)
EPOCH: Final = date(2000, 1, 1).toordinal()
Row = tuple[bytes, bytes, int, int]
"""Number, issuing State (alpha-3), place in KINDS plus one, days since 2000 plus one (0: not told)."""


def read_documents(lines: Iterable[bytes]) -> Iterator[Row]:
    rows = iter(lines)
    head = next(rows, b"").removeprefix(b"\xef\xbb\xbf").strip().lower()
    if head != HEAD:
        raise InvalidInput(f"Line 1: the columns have to be {HEAD.decode()}, with semicolons between.")
    kinds = {kind: place for place, kind in enumerate(KINDS, 1)}
    days: dict[bytes, int] = {b"": 0}
    issuers: dict[bytes, bytes] = {}
    line = 1
    for line, row in enumerate(rows, 2):
        match = ROW.fullmatch(row)
        if match is None:
            if not row.strip():
                continue
            raise _refusal(row, line)
        number, issuer, kind, reported = match.groups(b"")
        try:
            yield number, issuers[issuer], kinds[kind], days[reported]
        except KeyError:
            issuers[issuer] = _issuer(issuer, line)
            days[reported] = _day(reported, line)
            if kind not in kinds:
                told = ", ".join(known.decode() for known in KINDS)
                raise InvalidInput(f"Line {line}: kind has to be one of {told}.") from None
            yield number, issuers[issuer], kinds[kind], days[reported]
    if line == 1:
        raise InvalidInput("The file holds no document. An empty list is suspended, not imported.")


def told(kind: int, day: int) -> tuple[str, date | None]:
    return KINDS[kind - 1].decode(), date.fromordinal(day - 1 + EPOCH) if day else None


def _issuer(issuer: bytes, line: int) -> bytes:
    code = alpha3(issuer.decode())
    if code is None:
        raise InvalidInput(f"Line {line}: issuer is not the code of a State (ICAO 9303, part 3).")
    return code.encode()


def _day(reported: bytes, line: int) -> int:
    try:
        found = date.fromisoformat(reported.decode()).toordinal() - EPOCH + 1 if reported else 0
    except ValueError as fault:
        raise InvalidInput(f"Line {line}: reported is not a day of the calendar.") from fault
    return min(max(found, 1), 65_535) if reported else 0


def _refusal(row: bytes, line: int) -> InvalidInput:
    cells = row.rstrip(b"\r\n").split(b";")
    if len(cells) != len(FIELDS):
        return InvalidInput(f"Line {line}: the row has {len(cells)} cells, the head {len(FIELDS)}.")
    wrong = next((name for (name, shape), cell in zip(FIELDS, cells, strict=True) if not shape.fullmatch(cell)), "row")
    return InvalidInput(f"Line {line}: {wrong} cannot be read.")
