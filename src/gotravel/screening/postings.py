"""Postings of one token, compiled: which of its names can reach what is needed, by what stands beside each posting.

Goes in: a stretch of postings, ascending by what is known of the birth; what a name met here can weigh. Comes out: names, each
once a row. Never: a name left out by a hash that is not of its parts: a wrong hash lets in, it never keeps out.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.screening.signs import Facts, most_of_facts

Array = npt.NDArray[Any]
NAME, SIGN, BESIDE = range(3)
"""Columns of a posting; `BESIDE` and the next: hashes of the name's other parts, 16 bits each; 0 for none."""
OTHERS: Final = 4
MANY: Final = 0xFFFF
"""Instead of hashes: the name has more parts, or a part of one letter."""
HASHES: Final = 65_533
WIDE: Final = 96
"""Postings from which on it pays to jump from year to year."""


class Reach(NamedTuple):
    """What a name can weigh beside the token that it is met at."""

    beside: Array
    """By how many parts it has (1 to 5) and how many of the others may agree (0 to 4): 5 x parts + agreeing."""
    anything: float
    """However many parts it has."""
    initials: float
    """More, that does not count for the floor."""
    floor: float
    jump: bool
    """Whether the stretches of `years` are of this part."""
    hashed: bool
    """Whether only what is seen agrees: no part of the traveller's is an initial."""


def beside(tokens: Array, starts: Array, parts: Array, places: Array) -> tuple[Array, Array]:
    """Of each posting, `places` being its place among `tokens`, from `starts`, of a name of so many `parts`."""
    codes = [_other(tokens, starts, parts, places, which) for which in range(OTHERS)]
    first, second = ((one | other << 16).astype(np.uint32) for one, other in zip(codes[::2], codes[1::2], strict=True))
    first[parts > OTHERS + 1] = MANY
    return first.view(np.int32), second.view(np.int32)


def _other(tokens: Array, starts: Array, parts: Array, places: Array, which: int) -> Array:
    """The hash of the first, second, ... part that is not the posting's own."""
    place = starts + which + (starts + which >= places)
    exists = place < starts + parts
    hashes = 1 + tokens[np.minimum(place, len(tokens) - 1)].astype(np.int64) % HASHES
    return np.where(exists, hashes, 0)


@compiled
def see(number: int, seen: Array) -> None:
    """Marks a token that is near some part of the traveller's."""
    code = 1 + number % 65533
    seen[code >> 6] |= np.uint64(1) << np.uint64(code & 63)


@compiled
def _agreeing(two: int, further: int, seen: Array) -> int:
    """The place in `Reach.beside`."""
    place: Any = np.int64(0)
    for pair in (two, further):
        for code in (pair & 0xFFFF, pair >> 16 & 0xFFFF):
            if code:
                place += 5 + np.int64(seen[code >> 6] >> np.uint64(code & 63) & np.uint64(1))
    return int(place)


@compiled
def stretches(most: float, facts: Facts, years: Array) -> None:
    """Stretches (from, to) of what may be known of a birth by which so weighty a name reaches what is needed; ends with 1024."""
    count, inside = np.int64(0), False
    for code in range(1024):
        can = min(most, facts.caps[code]) + facts.births[code] + facts.most_but_birth >= facts.need
        if can != inside:
            years[count] = code
            count += 1
            inside = can
    years[count] = 1024
    years[count + 1] = 1024


@compiled
def gather(
    first: int, end: int, value: float, reach: Reach, facts: Facts, w: Array, epoch: int, postings: Array,
    years: Array, seen: Array, marks: Array, names: Array, count: int,
) -> int:  # fmt: skip
    """Appends names met here that were not met yet in this row; how many there are then."""
    if not reach.jump or end - first < 96:
        return _gathered(first, end, value, reach, facts, w, epoch, postings, seen, marks, names, count)
    stretch = 0
    while years[stretch] < 1024:
        start = _lower(postings, first, end, years[stretch])
        first = _lower(postings, start, end, years[stretch + 1])
        count = _gathered(start, first, value, reach, facts, w, epoch, postings, seen, marks, names, count)
        stretch += 2
    return count


@compiled
def _lower(postings: Array, first: int, end: int, code: int) -> int:
    while first < end:
        middle = (first + end) >> 1
        if postings[middle, 1] & 1023 < code:
            first = middle + 1
        else:
            end = middle
    return first


@compiled
def _gathered(
    first: int, end: int, value: float, reach: Reach, facts: Facts, w: Array, epoch: int, postings: Array,
    seen: Array, marks: Array, names: Array, count: int,
) -> int:  # fmt: skip
    for place in range(first, end):
        more = reach.anything
        if reach.hashed and postings[place, 2] & 0xFFFF != 0xFFFF:
            more = reach.beside[_agreeing(postings[place, 2], postings[place, 3], seen)]
        if value + more < reach.floor:
            continue
        sign = postings[place, 1]
        most = min(value + more + reach.initials, facts.caps[sign & 1023])
        if most + most_of_facts(sign, facts, w) < facts.need:
            continue
        name = postings[place, 0]
        if marks[name] != epoch:
            marks[name] = epoch
            names[count] = name
            count += 1
    return count
