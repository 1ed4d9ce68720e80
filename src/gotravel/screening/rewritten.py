"""A listed person written as a clerk, a carrier's system or a machine that reads passports might write them.

Goes in: an entry, a source of chance. Comes out: a Query of that person, or None where the entry holds too little. Never: two
changes at once: what is asked of screening every night is what everybody does every day.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from gotravel.domain.watchlist import BirthDateKind, Entry, NameKind
from gotravel.screening.query import Query, spellings
from gotravel.screening.spelled import as_listed

Parts = tuple[list[str], list[str]]
"""Given, family."""
LONG: Final = 5


def rewritten(entry: Entry, random: Random) -> Query | None:
    names = [one for name in entry.names if name.kind is not NameKind.WEAK for one in as_listed(name)]
    whole = [one.parts for one in names if len(one.parts) > 1 and sum(map(len, one.parts)) > LONG]
    day = next((one.day for one in entry.born if one.kind is BirthDateKind.EXACT), None)
    if not whole:
        return None
    parts = list(random.choice(whole))
    given, family = random.choice(WAYS)((parts[:-1], parts[-1:]), random)
    nation = entry.nationalities[0] if entry.nationalities else None
    return Query(spellings(" ".join(family), " ".join(given)), day, nation, entry.sex)


def _as_listed(parts: Parts, random: Random) -> Parts:
    return parts


def _swapped(parts: Parts, random: Random) -> Parts:
    return parts[1], parts[0]


def _glued(parts: Parts, random: Random) -> Parts:
    return ["".join(parts[0])], parts[1]


def _titled(parts: Parts, random: Random) -> Parts:
    return [*parts[0][:-1], f"{parts[0][-1]}MR"], parts[1]


def _in_one_field(parts: Parts, random: Random) -> Parts:
    return [], [*parts[1], *parts[0]]


def _doubled(parts: Parts, random: Random) -> Parts:
    """A key held too long, in the longest part."""
    return _in_longest(parts, random, lambda word, at: word[:at] + word[at] + word[at:])


def _dropped(parts: Parts, random: Random) -> Parts:
    return _in_longest(parts, random, lambda word, at: word[:at] + word[at + 1 :])


def _in_longest(parts: Parts, random: Random, slip: Callable[[str, int], str]) -> Parts:
    given, family = list(parts[0]), list(parts[1])
    side = max((given, family), key=lambda one: max(map(len, one)))
    place = max(range(len(side)), key=lambda at: len(side[at]))
    if len(side[place]) >= LONG:
        side[place] = slip(side[place], random.randrange(1, len(side[place]) - 1))
    return given, family


WAYS: Final = (_as_listed, _swapped, _glued, _titled, _in_one_field, _doubled, _dropped)
