"""Which tokens of a vocabulary are near a given one, found by hashed keys, verified by comparing letters.

Goes in: a vocabulary. Comes out: arrays that are written to disk and mapped by any worker; neighbours of tokens. Never: a
near token missed; hashes are fixed, so that an index means the same in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled, readable
from gotravel.names.nearness import MARKS, MOST_KEYS, NOT_NEAR, keys, lettered, nearness, numbered

Array = npt.NDArray[Any]
BUCKETS = 65_536


class Tokens(NamedTuple):
    """Letters of many tokens end to end, where each starts, and their marks."""

    letters: Array
    starts: Array
    marks: Array

    @staticmethod
    def of(tokens: Sequence[str]) -> Tokens:
        starts = np.zeros(len(tokens) + 1, np.int64)
        np.cumsum([len(token) for token in tokens], out=starts[1:])
        marks = np.array([numbered(token) for token in tokens], np.int64).reshape(-1, MARKS)
        return Tokens(lettered("".join(tokens)), starts, marks)


class Keyed(NamedTuple):
    """Hashes ascend; `owners[i]` is the token that `hashes[i]` is a key of; `buckets` tells where each top half starts."""

    hashes: Array
    owners: Array
    buckets: Array

    @staticmethod
    def of(tokens: Tokens) -> Keyed:
        hashes, owners = _all_keys(tokens)
        order = np.argsort(hashes, kind="stable")
        hashes, owners = hashes[order], owners[order]
        buckets = np.searchsorted(hashes, np.arange(BUCKETS + 1, dtype=np.uint64) << np.uint64(16)).astype(np.int64)
        return Keyed(hashes, owners, buckets)


class Near(NamedTuple):
    """Of each asked token, from `starts[i]` to `starts[i + 1]`: numbers, ascending, and levels of its near tokens."""

    starts: Array
    numbers: Array
    levels: Array


class Neighbours:
    def __init__(self, tokens: Tokens, keyed: Keyed) -> None:
        self.tokens, self.keyed = Tokens(*map(readable, tokens)), Keyed(*map(readable, keyed))

    @staticmethod
    def build(vocabulary: Sequence[str]) -> Neighbours:
        tokens = Tokens.of(vocabulary)
        return Neighbours(tokens, Keyed.of(tokens))

    def of(self, asked: Tokens) -> Near:
        starts, numbers, levels = _near(asked, self.tokens, self.keyed)
        return Near(starts, numbers, levels)


@compiled
def _all_keys(tokens: Tokens) -> tuple[Array, Array]:
    out = np.empty(MOST_KEYS, np.uint32)
    count = len(tokens.starts) - 1
    total = 0
    for i in range(count):
        total += keys(tokens.letters[tokens.starts[i] : tokens.starts[i + 1]], tokens.marks[i], out)
    hashes, owners = np.empty(total, np.uint32), np.empty(total, np.int32)
    place = 0
    for i in range(count):
        found = keys(tokens.letters[tokens.starts[i] : tokens.starts[i + 1]], tokens.marks[i], out)
        for k in range(found):
            hashes[place] = out[k]
            owners[place] = i
            place += 1
    return hashes, owners


@compiled
def _grown(array: Array, needed: int) -> Array:
    if needed <= len(array):
        return array
    larger = np.empty(max(needed, 2 * len(array)), array.dtype)
    larger[: len(array)] = array
    return larger


@compiled
def _near(asked: Tokens, held: Tokens, keyed: Keyed) -> tuple[Array, Array, Array]:
    count = len(asked.starts) - 1
    starts = np.zeros(count + 1, np.int64)
    numbers, levels = np.empty(16 * count + 64, np.int32), np.empty(16 * count + 64, np.int8)
    out, candidates = np.empty(MOST_KEYS, np.uint32), np.empty(256, np.int32)
    place = 0
    for i in range(count):
        letters = asked.letters[asked.starts[i] : asked.starts[i + 1]]
        found = keys(letters, asked.marks[i], out)
        several = 0
        for k in range(found):
            bucket = out[k] >> 16
            first, end = keyed.buckets[bucket], keyed.buckets[bucket + 1]
            while first < end:
                middle = (first + end) >> 1
                if keyed.hashes[middle] < out[k]:
                    first = middle + 1
                else:
                    end = middle
            while first < keyed.buckets[bucket + 1] and keyed.hashes[first] == out[k]:
                candidates = _grown(candidates, several + 1)
                candidates[several] = keyed.owners[first]
                several += 1
                first += 1
        ordered = np.sort(candidates[:several])
        for c in range(several):
            number = ordered[c]
            if c > 0 and number == ordered[c - 1]:
                continue
            theirs = held.letters[held.starts[number] : held.starts[number + 1]]
            level = nearness(letters, asked.marks[i], theirs, held.marks[number])
            if level != NOT_NEAR:
                numbers, levels = _grown(numbers, place + 1), _grown(levels, place + 1)
                numbers[place] = number
                levels[place] = level
                place += 1
        starts[i + 1] = place
    return starts, numbers[:place].copy(), levels[:place].copy()
