"""Which listed names a traveller's name leads to, by postings of near parts, those of few names first.

Goes in: a row, the index. Comes out: names worth a closer look; those met by a door first. Never: a name left out that could
reach: whatever is met first at a later part agrees with no earlier one, and that bounds it.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.screening.bound import Row, cut_value, left_over, spare
from gotravel.screening.columns import Asked, Listed, Rules, Scratch
from gotravel.screening.postings import Reach, gather, see, stretches
from gotravel.screening.signs import Facts, most_of_births

Array = npt.NDArray[Any]
LAST_EPOCH: Final = 1 << 27


class Near(NamedTuple):
    """Of each distinct part of a batch, and of each of its near tokens (in the order of `Asked`)."""

    most: Array
    """The most a part can weigh."""
    sizes: Array
    """Listed names it leads to."""
    values: Array
    """What a near token weighs."""


class Births(NamedTuple):
    """Of each traveller the row of `bits` and `caps` (`signs.most_of_births`) and of the most of those bits."""

    rows: Array
    bits: Array
    caps: Array
    most: Array


class Bounds(NamedTuple):
    """What is the same for every row of a batch."""

    near: Near
    births: Births
    left: Array
    spare: float


@compiled
def bounds(
    starts: Array, numbers: Array, levels: Array, born: Array, bits: Array, posting_starts: Array, rules: Rules
) -> Bounds:
    near = _near(starts, numbers, levels, bits, posting_starts, rules.name)
    return Bounds(near, _births(born, rules.cap, rules.facts), left_over(rules.name), spare(rules.name))


@compiled
def _near(starts: Array, numbers: Array, levels: Array, bits: Array, posting_starts: Array, w: Array) -> Near:
    count = len(starts) - 1
    most, sizes = np.zeros(count), np.zeros(count, np.int64)
    values = np.empty(len(numbers), np.float32)
    for token in range(count):
        for i in range(starts[token], starts[token + 1]):
            number = numbers[i]
            values[i] = bits[number, levels[i]] + w[levels[i]]
            if values[i] > 0:
                most[token] = max(most[token], values[i])
                sizes[token] += posting_starts[number + 1, 0] - posting_starts[number, 0]
    return Near(most, sizes, values)


@compiled
def _births(born: Array, cap: float, w: Array) -> Births:
    count = len(born)
    rows, of_year = np.empty(count, np.int32), np.full(10000, -1, np.int32)
    several = 0
    for q in range(count):
        year = born[q] // 10000
        if of_year[year] < 0:
            of_year[year] = several
            several += 1
        rows[q] = of_year[year]
    bits, caps = np.zeros((several, 1024), np.float32), np.full((several, 1024), np.inf, np.float32)
    most = np.zeros(several)
    for year in range(10000):
        place = of_year[year]
        if place >= 0:
            most_of_births(year * 10000, cap, w, bits[place], caps[place])
            most[place] = bits[place].max()
    return Births(rows, bits, caps, most)


@compiled
def ready(row: int, asked: Asked, listed: Listed, rules: Rules, held: Scratch, near: Near) -> int:
    """Fills `held.row` and the slots; the number of this row among all that this thread has seen."""
    if held.epoch[0] >= 1 << 27:
        held.marks[:] = 0
        held.slots[:] = 0
        held.epoch[0] = 0
    held.epoch[0] += 1
    epoch = held.epoch[0]
    w, here = rules.name, held.row
    joined = w[6] + max(w[0], w[3], w[5])
    sizes = np.zeros(12, np.int64)
    here.seen[:] = 0
    start, n = asked.row_starts[row], asked.row_starts[row + 1] - asked.row_starts[row]
    for i in range(n):
        token = asked.row_parts[start + i]
        begin, end = asked.letter_starts[token], asked.letter_starts[token + 1]
        here.sizes[i], here.firsts[i] = end - begin, asked.letters[begin]
        here.masks[i] = 0
        for k in range(begin, end):
            here.masks[i] |= np.int64(1) << np.int64(asked.letters[k])
        here.most[i] = max(near.most[token], w[7] if end - begin == 1 else 0.0)
        here.joined[i] = joined + min(w[15], asked.borne[token])
        sizes[i] = near.sizes[token]
        for k in range(asked.near_starts[token], asked.near_starts[token + 1]):
            _slot(asked.near_numbers[k], epoch, i, asked.near_levels[k] + 1, held.slots)
            if near.values[k] > 0:
                see(asked.near_numbers[k], here.seen)
    cut = cut_part(asked.row_cut[row])
    for k in range(asked.door_starts[row], asked.door_starts[row + 1]):
        if asked.door_letters[k] > 0:
            number = asked.doors[k]
            _slot(number, epoch, cut, 7, held.slots)
            see(number, here.seen)
            here.most[cut] = max(here.most[cut], cut_value(here.sizes[cut], listed.bits[number, 0], w))
            sizes[cut] += listed.posting_starts[number + 1, 0] - listed.posting_starts[number, 0]
    for i in range(n):
        place = i
        while place > 0 and sizes[here.order[place - 1]] > sizes[i]:
            here.order[place] = here.order[place - 1]
            place -= 1
        here.order[place] = i
    return np.int64(epoch)  # type: ignore[return-value]


@compiled
def cut_part(bits: int) -> int:
    part = -1
    while bits:
        bits >>= 1
        part += 1
    return part


@compiled
def _slot(number: int, epoch: int, part: int, told: int, slots: Array) -> None:
    slot = slots[number]
    if slot >> 36 != epoch:
        slot = np.int64(epoch) << 36
    if not slot >> 3 * part & 7:
        slots[number] = slot | np.int64(told) << 3 * part


@compiled
def facts_of(q: int, asked: Asked, rules: Rules, births: Births) -> Facts:
    w = rules.facts
    place = births.rows[q]
    most = max(0.0, asked.nationality_bits[q]) + max(0.0, asked.issuer_most[q], w[18], w[19], w[20])
    if asked.sex[q]:
        most += max(0.0, w[15], w[16])
    return Facts(
        births.bits[place], births.caps[place], np.int64(asked.nationality[q]), asked.nationality_bits[q],
        asked.issuer_most[q], np.int64(asked.sex[q]), rules.lowest - asked.slack[q], most + births.most[place], most,
    )  # fmt: skip


class Met(NamedTuple):
    names: Array
    several: int
    by_doors: int


@compiled
def met(
    row: int, epoch: int, asked: Asked, listed: Listed, rules: Rules, held: Scratch, every: Bounds, facts: Facts, names: Array
) -> Met:  # fmt: skip
    count: Any = np.int64(0)
    here, w = held.row, rules.facts
    starts, postings, marks = listed.posting_starts, listed.postings, held.marks
    # Joined parts weigh much: only what is known of the entry can bound a name that a door leads to.
    first, last = asked.door_starts[row], asked.door_starts[row + 1]
    joined = Reach(here.beside, np.inf, 0.0, rules.floor, first < last, False)
    if joined.jump:
        stretches(np.inf, facts, here.years)
    for k in range(first, last):
        if asked.door_letters[k] <= 0:
            number: Any = np.int64(asked.doors[k])
            names, count = _at(
                number, 0.0, joined, joined, facts, w, epoch, starts, postings, here, marks, names, count
            )
    by_doors = count
    start, n = asked.row_starts[row], asked.row_starts[row + 1] - asked.row_starts[row]
    cut = cut_part(asked.row_cut[row])
    missed: Any = np.int64(0)
    missed_lone: Any = np.int64(0)
    left = every.left[1 if cut >= 0 else 0]
    for place in range(n):
        part = here.order[place]
        token = asked.row_parts[start + part]
        # It pays to jump from year to year where many names are met.
        jump = every.near.sizes[token] >= 96 or part == cut
        plain = _reach(place, n, missed, missed_lone, jump, left, every.spare, rules, here)
        lettered = _reach_with_initials(place, n, missed, missed_lone, left, every.spare, rules, here)
        if jump:
            stretches(plain.anything + here.most[part] + plain.initials, facts, here.years)
        # So much a token must weigh here, that anybody met at it reaches the floor and what is needed.
        lowest = max(1e-6, min(_lowest(plain, facts), _lowest(lettered, facts) if rules.lone else np.inf))
        near = asked.near_starts[token]
        several = asked.near_starts[token + 1] - near
        for k in range(several + (last - first if part == cut else 0)):
            number, value = np.int64(0), 0.0
            if k < several:
                number, value = np.int64(asked.near_numbers[near + k]), np.float64(every.near.values[near + k])
            elif asked.door_letters[first + k - several] > 0:
                number = np.int64(asked.doors[first + k - several])
                value = cut_value(here.sizes[part], listed.bits[number, 0], rules.name)
            if value >= lowest:
                names, count = _at(
                    number,
                    value,
                    plain,
                    lettered,
                    facts,
                    w,
                    epoch,
                    starts,
                    postings,
                    here,
                    marks,
                    names,
                    count,
                )
        if here.sizes[part] == 1:
            missed_lone += 1
        else:
            missed += 1
    return Met(names, count, by_doors)


@compiled
def _lowest(reach: Reach, facts: Facts) -> float:
    return max(reach.floor - reach.anything, facts.need - facts.most - reach.anything - reach.initials)


@compiled
def _at(
    number: int, value: float, plain: Reach, lettered: Reach, facts: Facts, w: Array, epoch: int, starts: Array,
    postings: Array, here: Row, marks: Array, names: Array, count: int,
) -> tuple[Array, int]:  # fmt: skip
    """Names met at one token: those without initials, then those with."""
    first, middle, end = starts[number, 0], starts[number, 1], starts[number + 1, 0]
    names = _room(names, count + end - first)
    if value >= _lowest(plain, facts):
        count = gather(middle, end, value, plain, facts, w, epoch, postings, here.years, here.seen, marks, names, count)
    if first < middle and value >= _lowest(lettered, facts):
        count = gather(
            first, middle, value, lettered, facts, w, epoch, postings, here.years, here.seen, marks, names, count
        )
    return names, count


@compiled
def _reach(
    place: int, n: int, missed: int, missed_lone: int, jump: bool, left: Array, more_by_order: float, rules: Rules, here: Row
) -> Reach:  # fmt: skip
    """Of a name without initials that agrees with no part before this place."""
    w = rules.name
    lone, others, most = 0, 0.0, np.zeros(5)
    for i in range(n):
        lone += here.sizes[i] == 1
    for later in range(place + 1, n):
        value = here.most[here.order[later]]
        others += value
        for k in range(1, 5):
            most[k], value = max(most[k], value), min(most[k], value)
    alone = w[12] if place == n - 1 and missed > 0 and missed_lone == 0 else 0.0
    more = more_by_order
    for agreeing in range(5):
        more += most[agreeing]
        for parts in range(1, 6):
            mine, theirs = max(0, n - lone - 1 - agreeing), max(0, parts - 1 - agreeing)
            single = w[12] if agreeing == 0 and (mine or theirs) else 0.0
            here.beside[5 * parts + agreeing - 5] = more + left[mine, theirs] + single
    anything = others + left[missed, 0] + alone + more_by_order
    return Reach(here.beside, anything, w[7] * missed_lone, rules.floor, jump, lone == 0)


@compiled
def _reach_with_initials(
    place: int, n: int, missed: int, missed_lone: int, left: Array, more_by_order: float, rules: Rules, here: Row
) -> Reach:  # fmt: skip
    """Of a name with as many initials as any listed name has."""
    others = more_by_order + left[max(0, missed - rules.lone), 0]
    for later in range(place + 1, n):
        others += here.most[here.order[later]]
    return Reach(
        here.beside, others, rules.name[7] * (missed_lone + min(rules.lone, missed)), rules.floor, False, False
    )


@compiled
def _room(names: Array, size: int) -> Array:
    if size <= len(names):
        return names
    longer = np.empty(2 * size, names.dtype)
    longer[: len(names)] = names
    return longer
