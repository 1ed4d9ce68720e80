"""Many travellers against an index, compiled: the names that some part leads to, a bound on each, comparison of those that can.

Goes in: travellers and an index as arrays, thresholds by list. Comes out: (traveller, entry, name, bits) at or above the
threshold. Never: a pair missed that the comparison would raise: a bound is never below what it bounds
(but for joins that have a slip in every piece; docs/decisions/0011).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.screening.alignment import Worked
from gotravel.screening.bound import most_of_joins, most_of_name
from gotravel.screening.columns import Asked, Listed, Rules, Scratch
from gotravel.screening.comparing import compared, facts_between, supported
from gotravel.screening.meeting import Bounds, bounds, facts_of, met, ready
from gotravel.screening.signs import Facts, most_of_facts

Array = npt.NDArray[Any]


class Raised(NamedTuple):
    query: Array
    entry: Array
    name: Array
    row: Array
    bits: Array


def raised(asked: Asked, listed: Listed, rules: Rules, held: Scratch) -> Raised:
    rows, names = reachable(asked, listed, rules, held)
    bits = _bits(rows, names, asked, listed, rules, held.room)
    [kept] = np.nonzero(bits > -np.inf)
    rows, names = rows[kept], names[kept]
    return Raised(asked.row_query[rows], listed.heads[names, 1], names, rows, bits[kept])


@compiled
def reachable(asked: Asked, listed: Listed, rules: Rules, held: Scratch) -> tuple[Array, Array]:
    """Rows and listed names whose comparison may reach what is needed."""
    count = 0
    names, rows = np.empty(256, np.int32), np.empty(256, np.int32)
    touched = np.empty(1024, np.int32)
    every = bounds(
        asked.near_starts, asked.near_numbers, asked.near_levels, asked.born, listed.bits, listed.posting_starts, rules
    )
    for row in range(len(asked.row_query)):
        epoch = ready(row, asked, listed, rules, held, every.near)
        facts = facts_of(asked.row_query[row], asked, rules, every.births)
        found = met(row, epoch, asked, listed, rules, held, every, facts, touched)
        touched = found.names
        several = _can(row, epoch, found.several, found.by_doors, asked, listed, rules, held, every, facts, touched)
        while count + several > len(names):
            names, rows = _longer(names), _longer(rows)
        for t in range(several):
            names[count], rows[count] = touched[t], row
            count += 1
    return rows[:count], names[:count]


@compiled
def _can(
    row: int, epoch: int, count: int, by_doors: int, asked: Asked, listed: Listed, rules: Rules, held: Scratch, every: Bounds,
    facts: Facts, names: Array,
) -> int:  # fmt: skip
    """Keeps, in place, the names whose bound reaches what they need."""
    n = asked.row_starts[row + 1] - asked.row_starts[row]
    cut, w, kept = asked.row_cut[row] != 0, rules.name, 0
    heads, slots, bits, shapes = listed.heads, held.slots, listed.bits, listed.shapes
    for t in range(count):
        name = names[t]
        begin, kind, sign = heads[name, 0], heads[name, 2], heads[name, 3]
        tokens = listed.name_tokens[begin : begin + (kind & 15)]
        stand, whole, lost = most_of_name(
            tokens,
            kind >> 4 & 15,
            n,
            cut,
            epoch,
            slots,
            bits,
            listed.letters,
            listed.letter_starts,
            held.row,
            every.left,
            w,
        )
        joined = most_of_joins(tokens, n, bits, shapes, held.row, w) if t < by_doors else -1.0
        more = (joined if joined >= 0.0 else lost) + every.spare - w[19] * np.log2(kind >> 9 & 255)
        if whole + more < rules.floor:
            continue
        if min(stand + more, facts.caps[sign & 1023]) + most_of_facts(sign, facts, rules.facts) < facts.need:
            continue
        names[kept] = name
        kept += 1
    return kept


@compiled
def _bits(rows: Array, names: Array, asked: Asked, listed: Listed, rules: Rules, room: Worked) -> Array:
    """Of each pair, name and facts; no number where they raise nobody."""
    bits = np.full(len(rows), -np.inf)
    for place in range(len(rows)):
        q, name = asked.row_query[rows[place]], names[place]
        entry, kind = listed.heads[name, 1], listed.heads[name, 2]
        threshold, slack = rules.thresholds[listed.lists[entry]], asked.slack[q]
        if threshold == np.inf or listed.until[entry] < rules.day:
            continue
        facts, contradicted, same_nation = facts_between(q, entry, asked, listed, rules.facts)
        most, shared, initials = compared(rows[place], name, same_nation, asked, listed, rules.name, room)
        most -= rules.name[19] * np.log2(listed.first_name[entry + 1] - listed.first_name[entry])
        if contradicted:
            most = min(most, rules.cap)
        if most - initials < rules.floor or most + facts + slack < threshold:
            continue
        little = kind >> 8 & 1 == 1 or shared < 2
        if not little or slack != 0.0 or supported(q, entry, asked, listed, rules):
            bits[place] = most + facts
    return bits


@compiled
def _longer(array: Array) -> Array:
    longer = np.empty(2 * len(array), array.dtype)
    longer[: len(array)] = array
    return longer
