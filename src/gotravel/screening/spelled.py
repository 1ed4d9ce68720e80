"""A name as parts, with what is known of them: which are family name, which a system may have cut off.

Goes in: family and given name as a carrier sends them, or a listed name. Comes out: Spelled. Never: a part told to be family
name by guess: a list says it by its fields, by a comma, or by capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from gotravel.domain.watchlist import ListedName
from gotravel.names.normalise import listed_names, tokens
from gotravel.screening.alignment import MOST

CUT_FROM: Final = 26
"""Letters of a name, as sent, from which a cut-off at the end is believed (systems cut at 30 or 39 characters)."""
CAPITALS: Final = re.compile(r"(?P<given>.*[^\W\d_A-Z].*?)\s+(?P<family>[^a-z]*[A-Z]{2}[^a-z]*)")


class Spelled(NamedTuple):
    parts: tuple[str, ...]
    family: int
    """Bits of the parts that are family name; 0 where that is not known."""
    cut: int = 0
    """Bits of the parts that may be the beginning of a longer one."""


@lru_cache(maxsize=50_000)
def as_sent(family: str, given: str) -> Spelled:
    first, last = tokens(given), tokens(family)
    parts = (*first, *last)[:MOST]
    known = (1 << len(parts)) - (1 << len(first)) if first and last and len(first) < MOST else 0
    ends = (len(first) or len(parts)) - 1
    cut = 1 << ends if parts and len(family) + len(given) >= CUT_FROM and ends < MOST else 0
    return Spelled(parts, known, cut)


def as_listed(name: ListedName) -> tuple[Spelled, ...]:
    """Every name that one field of a list holds."""
    if name.family and name.given:
        return (_in_fields(name.family, name.given),)
    return tuple(dict.fromkeys(_listed(one) for one in listed_names(name.full)))


@lru_cache(maxsize=50_000)
def _listed(name: str) -> Spelled:
    before, comma, after = name.partition(",")
    if comma and "," not in after and tokens(before) and tokens(after):
        return _in_fields(before, after)
    match = CAPITALS.fullmatch(name)
    if match and tokens(match["given"]) and tokens(match["family"]):
        return _in_fields(match["family"], match["given"])
    return Spelled(tokens(name)[:MOST], 0)


def _in_fields(family: str, given: str) -> Spelled:
    spelled = as_sent(family, given)
    return Spelled(spelled.parts, spelled.family)
