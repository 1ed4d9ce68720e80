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
            found = [crc32(key.encode()) for key in keys(token)]
            hashed += found
            owners += [number] * len(found)
        order = np.argsort(np.array(hashed, np.uint32), kind="stable")
        return Neighbours(vocabulary, np.array(hashed, np.uint32)[order], np.array(owners, np.uint32)[order])

    def _of(self, token: str) -> Near:
        """(number, level) of every near token; the nearest levels first."""
        wanted = np.array([crc32(key.encode()) for key in keys(token)], np.uint32)
        left = self.hashes.searchsorted(wanted)
        found = (
            np.flatnonzero(self.hashes[np.minimum(left, len(self.hashes) - 1)] == wanted) if len(self.hashes) else ()
        )
        candidates: set[int] = set()
        for place in found:
            first, hashed = int(left[place]), wanted[place]
            end = first + 1
            while end < len(self.hashes) and self.hashes[end] == hashed:
                end += 1
            candidates.update(self.owners[first:end].tolist())
        near = ((number, relation(token, self.vocabulary[number])) for number in candidates)
        return tuple(sorted(((n, level) for n, level in near if level is not None), key=lambda pair: pair[1]))
