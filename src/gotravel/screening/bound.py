"""The most that a listed name can weigh against a traveller's, from which parts are near which, before they are aligned.

Goes in: near tokens of the traveller's parts, as slots; a listed name's tokens; the table of weights. Comes out: bits that
`alignment.compare` does not exceed. Never: a bound that leaves out what could raise the sum.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled

Array = npt.NDArray[Any]
PARTS: Final = 12
BY_PART: Final = 36
"""A slot of a token: three bits for each part of the traveller's (level + 1; 7: may be cut off from it), above them the row."""


class Row(NamedTuple):
    """One name of a traveller: room that is filled anew for each."""

    sizes: Array
    """Letters of each part."""
    firsts: Array
    """First letters."""
    most: Array
    """The most each part can weigh."""
    joined: Array
    """The most each part can weigh as the joining of several listed ones."""
    masks: Array
    """Which letters each part has."""
    found: Array
    """Of the listed name that is looked at: the most each part of ours agrees with."""
    order: Array
    """Parts, those that few listed names are near first."""
    seen: Array
    """Hashes of tokens near some part, one bit each."""
    beside: Array
    """`postings.Reach`."""
    years: Array
    """`postings.stretches`."""


def row() -> Row:
    def floats() -> Array:
        return np.zeros(PARTS)

    def numbers() -> Array:
        return np.zeros(PARTS, np.int64)

    return Row(
        numbers(), numbers(), floats(), floats(), numbers(), floats(), numbers(), np.zeros(1024, np.uint64), np.zeros(25),
        np.zeros(1032, np.int64),
    )  # fmt: skip


@compiled
def left_over(w: Array) -> Array:
    """[cut, ours, theirs]: the most that so many parts without a counterpart, or more, still leave; 0 or less."""
    most = np.empty((2, 14, 14))
    most[:, :, :] = -np.inf
    for cut in range(2):
        for mine in range(12, -1, -1):
            for their in range(12, -1, -1):
                value = w[9] * mine + (0.0 if cut else w[10] * their)
                if mine and their:
                    value = w[11] + w[9] * (mine - 1) + w[10] * (their - 1) * 0.5
                most[cut, mine, their] = max(value, most[cut, mine + 1, their], most[cut, mine, their + 1])
    return most


@compiled
def spare(w: Array) -> float:
    """What order and roles of the parts may add."""
    return float(max(0.0, w[13]) + max(0.0, w[16]) + max(0.0, w[17]))


@compiled
def cut_value(size: int, rare: float, w: Array) -> float:
    return float(min(w[14] * size, rare) + w[8])


@compiled
def most_of_name(
    tokens: Array, lone: int, n: int, cut: bool, epoch: int, slots: Array, bits: Array, letters: Array, starts: Array,
    row: Row, left: Array, w: Array,
) -> tuple[float, float, float]:  # fmt: skip
    """(bits of parts that stand alone, without initials, what is left over or in another order)"""
    m = len(tokens)
    ours_lone = 0
    for i in range(n):
        row.found[i] = 0.0
        ours_lone += row.sizes[i] == 1
    columns, whole, used = 0.0, 0.0, 0
    for j in range(m):
        token = tokens[j]
        best = _most_of_token(token, n, epoch, slots, bits, row, w)
        whole += best
        if lone > 0 or ours_lone > 0:
            best = max(best, _initial(starts[token + 1] - starts[token] == 1, letters[starts[token]], n, row, w))
        columns += best
        used += best > 0
    rows, ours_left, matched = 0.0, 0, 0
    for i in range(n):
        rows += row.found[i]
        matched += row.found[i] > 0
        ours_left += row.found[i] <= 0 and row.sizes[i] > 1
    pairs = min(matched, used)
    ours_left = max(ours_left, n - ours_lone - pairs)
    theirs_left = max(0, m - lone - pairs)
    lost = left[1 if cut else 0, ours_left, theirs_left]
    if pairs == 1 and (ours_left or theirs_left):
        lost += w[12]
    return min(rows, columns), whole, lost


@compiled
def _most_of_token(token: int, n: int, epoch: int, slots: Array, bits: Array, row: Row, w: Array) -> float:
    slot = slots[token]
    best = 0.0
    if slot >> 36 == epoch:
        for i in range(n):
            level = (slot >> 3 * i & 7) - 1
            if level >= 0:
                value = bits[token, level] + w[level] if level < 6 else cut_value(row.sizes[i], bits[token, 0], w)
                best = max(best, value)
                row.found[i] = max(row.found[i], value)
    return best


@compiled
def _initial(single: bool, first: int, n: int, row: Row, w: Array) -> float:
    begun = 0.0
    for i in range(n):
        if (single or row.sizes[i] == 1) and row.firsts[i] == first:
            begun = w[7]
            row.found[i] = max(row.found[i], begun)
    return begun


@compiled
def most_of_joins(tokens: Array, n: int, bits: Array, shapes: Array, row: Row, w: Array) -> float:
    """What joined parts may weigh beside those that stand alone; below 0 where no lengths and letters fit. `shapes`: of listed
    tokens, how many letters and which."""
    total, any_fits = 0.0, False
    for i in range(n):
        if row.sizes[i] > 3 and _fits_theirs(tokens, row.sizes[i], row.masks[i], shapes):
            total += row.joined[i]
            any_fits = True
    for token in tokens:
        if shapes[token, 0] > 3 and _fits_ours(n, shapes[token, 0], shapes[token, 1], row):
            total += w[6] + max(bits[token, 0] + w[0], bits[token, 3] + w[3], bits[token, 5] + w[5])
            any_fits = True
    return total if any_fits else -1.0


@compiled
def _fits_theirs(tokens: Array, size: int, mask: int, shapes: Array) -> bool:
    """Whether two to four neighbours in the listed name may be this part."""
    for start in range(len(tokens) - 1):
        length, letters = np.int64(shapes[tokens[start], 0]), np.int64(shapes[tokens[start], 1])
        for place in range(start + 1, min(start + 4, len(tokens))):
            if length < 2 or shapes[tokens[place], 0] < 2:
                break
            length += shapes[tokens[place], 0]
            letters |= shapes[tokens[place], 1]
            if length > 5 and abs(length - size) <= 2 and _nearly(letters ^ mask):
                return True
    return False


@compiled
def _fits_ours(n: int, size: int, mask: int, row: Row) -> bool:
    for start in range(n - 1):
        length, letters = row.sizes[start], row.masks[start]
        for place in range(start + 1, min(start + 4, n)):
            if length < 2 or row.sizes[place] < 2:
                break
            length += row.sizes[place]
            letters |= row.masks[place]
            if length > 5 and abs(length - size) <= 2 and _nearly(letters ^ mask):
                return True
    return False


@compiled
def _nearly(mask: int) -> bool:
    """Two slips change four letters at most."""
    for _ in range(4):
        mask &= mask - 1
    return mask == 0
