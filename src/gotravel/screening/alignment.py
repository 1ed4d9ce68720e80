"""The comparison of two names, part by part, compiled: the one place where the bits of a name are added up.

Goes in: for each part of the traveller's name and of the listed one how near they are, how rare the listed one is at each
level, their letters; the weights. Comes out: the sum and the parts it is made of. Never: word order as a must; a part used
twice.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.names.nearness import slips

Array = npt.NDArray[Any]
MOST: Final = 12
"""Parts of a name that are compared."""
PAIRS: Final = 24
UNBORNE: Final = 99.0
LONGEST: Final = 64
"""Letters of joined parts."""
# Kinds of agreement, where it is not a level of nearness.
INITIAL: Final = 10
CUT: Final = 11
# Columns of a pair.
OURS, THEIRS, KIND, JOINED = range(4)
# Places in the table of weights; `weights.py` fills it.
LEVEL_0: Final = 0
W_JOINED, W_INITIAL, W_CUT, W_LEFT_OURS, W_LEFT_THEIRS, W_LEFT_BOTH, W_SINGLE, W_SWAPPED, W_CUT_LETTER, W_JOIN_MOST = (
    range(6, 16)
)
W_ROLE, W_FAMILY_LEFT, W_TOGETHER, W_MOST_NAMES = range(16, 20)
WEIGHTS: Final = 24


class Name(NamedTuple):
    """One name: which tokens its parts are, of a table of letters; which are family name (bits; 0 where unknown)."""

    letters: Array
    starts: Array
    parts: Array
    family: Any
    cut: Any
    """Which parts a system may have cut off (bits)."""


class Rare(NamedTuple):
    """Of tokens: bits at each level, and shares among the classes of names, relative to all travellers'."""

    bits: Array
    profile: Array
    classes: Array
    borne: Array
    """Bits of the very tokens of the traveller; UNBORNE where nobody was seen to bear one."""


class Worked(NamedTuple):
    """Room for one comparison."""

    near: Array
    """Levels, MOST x MOST; the caller fills it."""
    values: Array
    pairs: Array
    pair_bits: Array
    joins: Array
    join_bits: Array
    text: Array
    used: Array
    sizes: Array
    """Letters of each part: ours, theirs."""
    totals: Array
    """pairs' bits, going together, left over, one alone, swapped, role."""


def room() -> Worked:
    return Worked(
        near=np.full((MOST, MOST), -1, np.int8), values=np.zeros((MOST, MOST)),
        pairs=np.zeros((PAIRS, 4), np.int64), pair_bits=np.zeros(PAIRS),
        joins=np.zeros((PAIRS, 4), np.int64), join_bits=np.zeros(PAIRS),
        text=np.zeros(LONGEST, np.uint8), used=np.zeros(MOST, np.int64), sizes=np.zeros((2, MOST), np.int64),
        totals=np.zeros(6),
    )  # fmt: skip


@compiled
def compare(ours: Name, theirs: Name, rare: Rare, w: Array, room: Worked) -> tuple[int, int]:
    """(pairs, parts that agree); the bits are in `room`. The sum of `room.totals` is the evidence of the name."""
    n, m = len(ours.parts), len(theirs.parts)
    joins = 0
    _measured(ours, theirs, room)
    if _whole_parts(ours, theirs, rare, w, room) < max(n, m):
        joins = _joined(theirs, ours, 1, 0, rare, w, room)
        joins = _joined(ours, theirs, 0, joins, rare, w, room)
    used_ours, used_theirs, count = 0, 0, 0
    while count < PAIRS:
        best, place = 0.0, -1
        for i in range(n):
            if not used_ours >> i & 1:
                for j in range(m):
                    if not used_theirs >> j & 1 and room.values[i, j] > best:
                        best, place = room.values[i, j], i * MOST + j
        for k in range(joins):
            if room.join_bits[k] > best and not (room.joins[k, 0] & used_ours or room.joins[k, 1] & used_theirs):
                best, place = room.join_bits[k], 1000 + k
        if place < 0:
            break
        if place < 1000:
            i, j = place // MOST, place % MOST
            room.pairs[count, 0], room.pairs[count, 1], room.pairs[count, 3] = 1 << i, 1 << j, 0
            room.pairs[count, 2] = _kind(ours, theirs, room, i, j)
        else:
            for column in range(4):
                room.pairs[count, column] = room.joins[place - 1000, column]
        room.pair_bits[count] = best
        used_ours |= room.pairs[count, 0]
        used_theirs |= room.pairs[count, 1]
        count += 1
    return count, _added_up(ours, theirs, rare, w, room, count)


@compiled
def _measured(ours: Name, theirs: Name, room: Worked) -> None:
    for i in range(len(ours.parts)):
        room.sizes[0, i] = ours.starts[ours.parts[i] + 1] - ours.starts[ours.parts[i]]
    for j in range(len(theirs.parts)):
        room.sizes[1, j] = theirs.starts[theirs.parts[j] + 1] - theirs.starts[theirs.parts[j]]


@compiled
def _kind(ours: Name, theirs: Name, room: Worked, i: int, j: int) -> int:
    if room.near[i, j] >= 0:
        return np.int64(room.near[i, j])  # type: ignore[return-value]
    return 10 if room.sizes[0, i] == 1 or room.sizes[1, j] == 1 else 11


@compiled
def _whole_parts(ours: Name, theirs: Name, rare: Rare, w: Array, room: Worked) -> int:
    """Values of every pair of single parts; how many are above nothing."""
    found = 0
    for i in range(len(ours.parts)):
        for j in range(len(theirs.parts)):
            level = room.near[i, j]
            value = rare.bits[theirs.parts[j], level] + w[level] if level >= 0 else 0.0
            if level < 0:
                value = _beginning(ours, theirs, i, j, rare, w, room)
            room.values[i, j] = max(value, 0.0)
            found += value > 0
    return found


@compiled
def _beginning(ours: Name, theirs: Name, i: int, j: int, rare: Rare, w: Array, room: Worked) -> float:
    """An initial, or a part that a system cut off."""
    a, b = ours.starts[ours.parts[i]], theirs.starts[theirs.parts[j]]
    n, m = room.sizes[0, i], room.sizes[1, j]
    if n == 1 or m == 1:
        return w[7] if ours.letters[a] == theirs.letters[b] else 0.0
    if not ours.cut >> i & 1 or n < 3 or n >= m:
        return 0.0
    for k in range(n):
        if ours.letters[a + k] != theirs.letters[b + k]:
            return 0.0
    return min(w[14] * n, rare.bits[theirs.parts[j], 0]) + w[8]


@compiled
def _stretch(name: Name, side: int, start: int, count: int, room: Worked) -> int:
    """Writes `count` neighbours from `start` as one word, if they may have been written so; its length."""
    length = 0
    for part in range(start, start + count):
        if room.sizes[side, part] < 2 or length + room.sizes[side, part] > len(room.text):
            return 0
        first = name.starts[name.parts[part]]
        for k in range(room.sizes[side, part]):
            room.text[length + k] = name.letters[first + k]
        length += room.sizes[side, part]
    return length


@compiled
def _joined(long: Name, short: Name, side: int, count: int, rare: Rare, w: Array, room: Worked) -> int:
    """Two to four neighbours of one side (0: the traveller's) against one part of the other; by letters alone."""
    longest = 0
    for i in range(len(short.parts)):
        longest = max(longest, room.sizes[1 - side, i])
    for together in range(2, 5):
        for start in range(len(long.parts) - together + 1):
            length, smallest = 0, 99
            for part in range(start, start + together):
                length += room.sizes[side, part]
                smallest = min(smallest, room.sizes[side, part])
            if length <= 5 or length > longest + 2:
                continue
            length = _stretch(long, side, start, together, room)
            for i in range(len(short.parts)):
                if length == 0 or abs(room.sizes[1 - side, i] - length) > 2 or count == PAIRS:
                    continue
                first = short.starts[short.parts[i]]
                apart = _apart(room.text[:length], short.letters[first : first + room.sizes[1 - side, i]])
                # Slips enough to lose a whole part are no join.
                if apart > 2 or apart >= smallest or (apart == 2 and length < 8):
                    continue
                level = 0 if apart == 0 else (3 if apart == 1 else 5)
                stretch = ((1 << together) - 1) << start
                value = w[level] + w[6]
                if side == 1:
                    agreed = 0.0
                    for part in range(start, start + together):
                        agreed += rare.bits[long.parts[part], 0]
                    # However rare its parts: who bears the whole is as common as the whole.
                    value += min(agreed, w[15], rare.borne[short.parts[i]])
                    room.joins[count, 0], room.joins[count, 1] = 1 << i, stretch
                else:
                    value += rare.bits[short.parts[i], level]
                    room.joins[count, 0], room.joins[count, 1] = stretch, 1 << i
                room.joins[count, 2], room.joins[count, 3] = level, 1
                room.join_bits[count] = value
                count += 1
    return count


@compiled
def _apart(a: Array, b: Array) -> int:
    """Slips, after a look at which letters occur: each slip changes two of those at most."""
    ours, theirs = np.int64(0), np.int64(0)
    for letter in a:
        ours |= np.int64(1) << np.int64(letter)
    for letter in b:
        theirs |= np.int64(1) << np.int64(letter)
    return 3 if _bits_set(ours ^ theirs) > 4 else slips(a, b, 2)


@compiled
def _bits_set(mask: Any) -> int:
    count = 0
    while mask:
        count += mask & 1
        mask >>= 1
    return count


@compiled
def _added_up(ours: Name, theirs: Name, rare: Rare, w: Array, room: Worked, count: int) -> int:
    used_ours, used_theirs, shared, total, crossed = 0, 0, 0, 0.0, 0
    same_role, other_role = 0, 0
    for k in range(count):
        mine, their = room.pairs[k, 0], room.pairs[k, 1]
        used_ours |= mine
        used_theirs |= their
        shared += max(_bits_set(mine), _bits_set(their))
        total += room.pair_bits[k]
        if ours.family and theirs.family:
            if bool(mine & ours.family) == bool(their & theirs.family):
                same_role += 1
            else:
                other_role += 1
        for other in range(k):
            crossed |= (room.pairs[other, 0] < mine) != (room.pairs[other, 1] < their)
    left_ours, left_theirs, family_left = 0, 0, 0
    for i in range(len(ours.parts)):
        if room.sizes[0, i] > 1 and not used_ours >> i & 1:
            left_ours += 1
            family_left |= (ours.family >> i & 1) * 1
    for j in range(len(theirs.parts)):
        if room.sizes[1, j] > 1 and not used_theirs >> j & 1:
            left_theirs += 1
            family_left |= (theirs.family >> j & 1) * 2
    room.totals[0] = total
    room.totals[1] = -w[18] * _together(theirs, rare, room, count)
    room.totals[2] = _left_over(left_ours, left_theirs, ours.cut != 0, w)
    room.totals[3] = w[12] if count == 1 and (left_ours or left_theirs) else 0.0
    room.totals[4] = w[13] if crossed and not (other_role and not same_role) else 0.0
    room.totals[5] = 0.0
    if other_role and same_role:
        room.totals[5] += w[16]
    if family_left == 3:
        room.totals[5] += w[17]
    return shared


@compiled
def _left_over(mine: int, theirs: int, cut: bool, w: Array) -> float:
    if mine and theirs:
        return w[11] + w[9] * (mine - 1) + w[10] * (theirs - 1) * 0.5
    return w[9] * mine + w[10] * (0 if cut else theirs)


@compiled
def _together(theirs: Name, rare: Rare, room: Worked, count: int) -> float:
    """How much likelier one stranger bears all these parts than if names were drawn apart, in bits."""
    classes = len(rare.classes)
    if count < 1 or classes < 2:
        return 0.0
    agreeing = 0
    for k in range(count):
        if room.pairs[k, 2] < 10:
            agreeing |= room.pairs[k, 1]
    used = 0
    for j in range(len(theirs.parts)):
        if agreeing >> j & 1:
            room.used[used] = theirs.parts[j]
            used += 1
    if used == 0:
        return 0.0
    likely = np.float32(0.0)
    for c in range(classes):
        product = rare.classes[c]
        for k in range(used):
            product *= rare.profile[room.used[k], c]
        likely += product
    return float(np.log2(likely)) if likely > 1.0 else 0.0
