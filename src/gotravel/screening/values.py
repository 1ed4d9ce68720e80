"""Values of facts as numbers, the same for travellers and entries.

Goes in: a birth, a country, a document number. Comes out: numbers. Never: two countries of one number within a list (31 bits
of a fixed hash; a document found by its hash is compared again by its letters).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zlib import crc32

from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind
from gotravel.screening import facts

CONFUSABLE: Final = str.maketrans("OQIZSBG", "0012586")
"""Letters and digits that eyes and scanners take for each other."""
PERMITS: Final = ("V", "R")
"""First letters of the types of papers that permit a stay, and are no travel documents."""
SEXES: Final = {"M": 1, "F": 2}
KINDS: Final = {BirthDateKind.CIRCA: facts.ABOUT}


def birth(one: BirthDate) -> tuple[int, int, int]:
    """(kind, first, last): a day as CCYYMMDD twice, or years; zeros where the list knows nothing."""
    if one.kind is BirthDateKind.EXACT and one.day:
        day = int(one.day.replace("-", ""))
        return facts.EXACT_DAY, day, day
    first = one.from_year or (int(one.day[:4]) if one.day else 0)
    return KINDS.get(one.kind, facts.YEARS), first, one.to_year or first


def issuers(documents: Iterable[TravelDocument]) -> tuple[str, ...]:
    """States that issued the travel documents, each once. A visa or a residence permit is issued by the State one goes to."""
    return tuple(dict.fromkeys(one.issuer for one in documents if one.issuer and one.type[:1] not in PERMITS))


def country(code: str) -> int:
    return (crc32(code.encode()) & 0x7FFFFFFE) + 1


def plain(number: str | None) -> str:
    return "".join(c for c in (number or "").upper() if c.isalnum()).translate(CONFUSABLE)


def hashed(document: str | None) -> int:
    return crc32(plain(document).encode())
