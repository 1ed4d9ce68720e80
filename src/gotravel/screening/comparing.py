"""One traveller beside one entry, compiled: the exact bits of the facts, and of a name against a listed one.

Goes in: numbers of a traveller and an entry, of a row and a name. Comes out: bits. Never: other bits than `assess.py` tells.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.screening import alignment
from gotravel.screening.alignment import Name, Rare, Worked
from gotravel.screening.columns import Asked, Listed, Rules
from gotravel.screening.facts import among, born, born_bits, issuer, issuer_bits, sex_bits

Array = npt.NDArray[Any]


@compiled
def facts_between(q: int, entry: int, asked: Asked, listed: Listed, w: Array) -> tuple[float, bool, bool]:
    """(bits, the birth date contradicts, the entry names the traveller's State)"""
    start, end = listed.birth_starts[entry], listed.birth_starts[entry + 1]
    code, _ = born(asked.born[q], listed.births[start:end], w)
    bits = born_bits(code, end - start, w) + sex_bits(asked.sex[q], listed.sexes[entry], w)
    first, last = listed.nationality_starts[entry], listed.nationality_starts[entry + 1]
    same, compared = False, asked.nationality[q] != 0 and last > first
    if compared:
        same = among(asked.nationality[q], listed.nationalities[first:last])
        bits += asked.nationality_bits[q] if same else w[14]
    mine, end = asked.issuer_starts[q], asked.issuer_starts[q + 1]
    theirs, last = listed.issuer_starts[entry], listed.issuer_starts[entry + 1]
    if end > mine and last > theirs:
        ours = asked.issuers[mine:end]
        issued, which = issuer(ours, listed.issuers[theirs:last], asked.nationality[q], compared, same)
        bits += issuer_bits(issued, asked.issuer_bits[mine + which] if which >= 0 else 0.0, w)
        same = same or (issued == 1 and ours[which] == asked.state[q])
    return bits, code == 13, same


@compiled
def supported(q: int, entry: int, asked: Asked, listed: Listed, rules: Rules) -> bool:
    start, end = listed.birth_starts[entry], listed.birth_starts[entry + 1]
    code, _ = born(asked.born[q], listed.births[start:end], rules.facts)
    return born_bits(code, end - start, rules.facts) > 1.5


@compiled
def compared(
    row: int, name: int, same_nation: bool, asked: Asked, listed: Listed, w: Array, room: Worked
) -> tuple[float, int, float]:
    """(bits, parts that agree, bits of initials among them)"""
    mine = asked.row_parts[asked.row_starts[row] : asked.row_starts[row + 1]]
    begin = listed.heads[name, 0]
    their = listed.name_tokens[begin : begin + (listed.heads[name, 2] & 15)]
    for i in range(len(mine)):
        start, end = asked.near_starts[mine[i]], asked.near_starts[mine[i] + 1]
        for j in range(len(their)):
            room.near[i, j] = _level(their[j], start, end, asked.near_numbers, asked.near_levels)
    ours = Name(asked.letters, asked.letter_starts, mine, np.int64(asked.row_family[row]), np.int64(asked.row_cut[row]))
    theirs = Name(listed.letters, listed.letter_starts, their, np.int64(listed.name_family[name]), np.int64(0))
    # The last row is of all travellers.
    nation = asked.row_query[row] if same_nation else len(asked.nationality_classes) - 1
    rare = Rare(listed.bits, listed.profile, asked.nationality_classes[nation], asked.borne)
    pairs, shared = alignment.compare(ours, theirs, rare, w, room)
    initials = 0.0
    for pair in range(pairs):
        if room.pairs[pair, 2] == 10:
            initials += room.pair_bits[pair]
    return room.totals.sum(), shared, initials


@compiled
def _level(number: int, first: int, end: int, numbers: Array, levels: Array) -> int:
    last = end
    while first < last:
        middle = (first + last) >> 1
        if numbers[middle] < number:
            first = middle + 1
        else:
            last = middle
    return np.int64(levels[first]) if first < end and numbers[first] == number else -1  # type: ignore[return-value]
