"""Which tokens of a vocabulary are near a given one, found by hashed keys, verified by comparing letters.

Goes in: a vocabulary. Comes out: an array pair that is written to disk and mapped by any worker; neighbours of a token.
Never: a near token missed; hashes are fixed, so that an index means the same in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from gotravel.names.relation import Level, keys, relation

Ints = npt.NDArray[np.uint32]
Near = tuple[tuple[int, Level], ...]
REMEMBERED = 60_000


class Neighbours:
    """Hashes ascend; `owners[i]` is the token that `hashes[i]` is a key of."""

    def __init__(self, vocabulary: Sequence[str], hashes: Ints, owners: Ints) -> None:
        self.vocabulary, self.hashes, self.owners = vocabulary, hashes, owners
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)

    @staticmethod
    def build(vocabulary: Sequence[str]) -> Neighbours:
        hashed: list[int] = []
        owners: list[int] = []
        for number, token in enumerate(vocabulary):
            found = [_hash(key) for key in keys(token)]
            hashed += found
            owners += [number] * len(found)
        order = np.argsort(np.array(hashed, np.uint32), kind="stable")
        return Neighbours(vocabulary, np.array(hashed, np.uint32)[order], np.array(owners, np.uint32)[order])

    def _of(self, token: str) -> Near:
        """(number, level) of every near token; the nearest levels first."""
        wanted = np.fromiter((_hash(key) for key in keys(token)), np.uint32)
        left, right = np.searchsorted(self.hashes, wanted, "left"), np.searchsorted(self.hashes, wanted, "right")
        candidates = {int(n) for a, b in zip(left, right, strict=True) if b > a for n in self.owners[a:b]}
        near = ((number, relation(token, self.vocabulary[number])) for number in candidates)
        return tuple(sorted(((n, level) for n, level in near if level is not None), key=lambda pair: pair[1]))


def _hash(key: str) -> int:
    return crc32(key.encode())
