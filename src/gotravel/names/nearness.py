"""How near two tokens of names are, over letters as numbers; and the keys by which near tokens are found.

Goes in: letters (A = 1 ... Z = 26) and marks of tokens (`Marks`). Comes out: a level from 0 (equal) to 5, or NOT_NEAR; hashed
keys, of which two near tokens share at least one. Never: a level that depends on who bears the name, or on the process.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled
from gotravel.names.groups import groups
from gotravel.names.normalise import skeleton
from gotravel.names.spelling import bare

Letters = npt.NDArray[np.uint8]
EXACT, SAME, SPELLING, EDIT, SOUND, EDITS = range(6)
LEVELS: Final = 6
NOT_NEAR: Final = -1
SHORT: Final = 4
"""From how many letters on one slip is believed."""
LONG: Final = 7
"""... and two."""
LONGEST_CUT: Final = 14
"""Up to so many letters a token is found by cutting letters out; longer ones by how they begin or end."""
MOST_KEYS: Final = 160
END: Final = 6
GROUP, BARE, SKELETON, BARE_LENGTH, SKELETON_LENGTH = range(5)
MARKS: Final = 5
DIGITS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "123456789ABCDEFGHIJKLMNOPQ")
PACKED: Final = 13
"""So many letters are one number below 2**63; of longer texts the number is a hash."""


class Marked(NamedTuple):
    letters: Letters
    marks: npt.NDArray[np.int64]


@lru_cache(maxsize=200_000)
def marked(token: str) -> Marked:
    return Marked(lettered(token), np.array(numbered(token), np.int64))


@lru_cache(maxsize=200_000)
def numbered(token: str) -> tuple[int, int, int, int, int]:
    """Marks of a token, as numbers."""
    stripped = bare(token)
    sound = skeleton(stripped)
    return groups().get(token, -1), _packed(stripped), _packed(sound), len(stripped), len(sound)


def lettered(text: str) -> Letters:
    return np.frombuffer(text.encode("ascii", "replace"), np.uint8) - np.uint8(64)


def _packed(text: str) -> int:
    """Letters as digits of base 27: A is 1, Z is Q, which is 26."""
    return int(text.translate(DIGITS) or "0", 27) % 0x1FFFFFFFFFFFFFFF


@compiled
def slips(a: Letters, b: Letters, most: int) -> int:
    """Letters lost, added, changed or swapped with the next; `most` + 1 when there are more."""
    n, m = len(a), len(b)
    if abs(n - m) > most:
        return most + 1
    start = 0
    while start < n and start < m and a[start] == b[start]:
        start += 1
    while n > start and m > start and a[n - 1] == b[m - 1]:
        n -= 1
        m -= 1
    n -= start
    m -= start
    if n == 0 or m == 0:
        return min(max(n, m), most + 1)
    rows = np.empty((3, m + 1), np.int32)
    for j in range(m + 1):
        rows[1, j] = j
    for i in range(1, n + 1):
        now, last, before = (i + 1) % 3, i % 3, (i + 2) % 3
        rows[now, 0] = i
        lowest = i
        for j in range(1, m + 1):
            cost = 0 if a[start + i - 1] == b[start + j - 1] else 1
            best = min(rows[last, j - 1] + cost, rows[last, j] + 1, rows[now, j - 1] + 1)
            if i > 1 and j > 1 and a[start + i - 1] == b[start + j - 2] and a[start + i - 2] == b[start + j - 1]:
                best = min(best, rows[before, j - 2] + 1)
            rows[now, j] = best
            lowest = min(lowest, best)
        if lowest > most:
            return most + 1
    return min(rows[(n + 1) % 3, m], most + 1)


@compiled
def _equal(a: Letters, b: Letters, start_a: int, start_b: int, size: int) -> bool:
    for i in range(size):  # noqa: SIM110 (generators do not compile)
        if a[start_a + i] != b[start_b + i]:
            return False
    return True


@compiled
def nearness(a: Letters, a_marks: Any, b: Letters, b_marks: Any) -> int:
    """Symmetric."""
    n, m = len(a), len(b)
    shorter = min(n, m)
    if n == m and _equal(a, b, 0, 0, n):
        return 0
    if a_marks[0] >= 0 and a_marks[0] == b_marks[0]:
        return 1
    if a_marks[1] == b_marks[1] and a_marks[3] == b_marks[3] and a_marks[3] > 2:
        return 1
    sound = shorter >= 3 and a_marks[4] > 1 and a_marks[4] == b_marks[4] and a_marks[2] == b_marks[2]
    apart = slips(a, b, 2)
    if sound:
        return 2 if apart <= 2 else 4
    if shorter < 4 or apart > 2 or (apart == 2 and shorter < 7):
        return -1
    if shorter > 14 and not (_equal(a, b, 0, 0, 6) or _equal(a, b, n - 6, m - 6, 6)):
        return -1
    return 3 if apart == 1 else 5


@compiled
def _hashed(seed: int, a: Letters, start: int, end: int, cut: int, other: int) -> int:
    value = np.uint64(2166136261 + seed)
    for i in range(start, end):
        if i != cut and i != other:
            value = ((value ^ np.uint64(a[i])) * np.uint64(16777619)) & np.uint64(0xFFFFFFFF)
    return np.uint32(value)  # type: ignore[return-value]


@compiled
def _hashed_number(seed: int, number: int) -> int:
    value = np.uint64(2166136261 + seed)
    rest = np.uint64(number)
    for _ in range(8):
        value = ((value ^ (rest & np.uint64(255))) * np.uint64(16777619)) & np.uint64(0xFFFFFFFF)
        rest = rest >> np.uint64(8)
    return np.uint32(value)  # type: ignore[return-value]


@compiled
def keys(a: Letters, marks: Any, out: Any) -> int:
    """Writes into `out` (uint32, MOST_KEYS) and says how many. Two tokens that `nearness` calls near share one."""
    n = len(a)
    out[0] = _hashed(1, a, 0, n, -1, -1)
    out[1] = _hashed_number(2, marks[2])
    out[2] = _hashed_number(3, marks[1])
    count = 3
    if marks[0] >= 0:
        out[count] = _hashed_number(4, marks[0])
        count += 1
    if n > 12:
        for size in ((n - 2) // 5, n // 5, (n + 2) // 5):
            out[count] = _hashed(50 + size, a, 0, 6, -1, -1)
            out[count + 1] = _hashed(150 + size, a, n - 6, n, -1, -1)
            count += 2
    if 4 <= n <= 16:
        out[count] = _hashed(7, a, 0, n, -1, -1)
        count += 1
        for i in range(n):
            out[count] = _hashed(7, a, 0, n, i, -1)
            count += 1
        if n >= 7:
            for i in range(n):
                for j in range(i):
                    out[count] = _hashed(7, a, 0, n, i, j)
                    count += 1
    return count
