"""A batch of travellers as arrays, for one index.

Goes in: queries. Comes out: Asked. Never: a part of a name looked up twice: its neighbours are remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.screening import values, weights
from gotravel.screening.columns import Asked
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.neighbours import Neighbours, Tokens
from gotravel.screening.query import Query
from gotravel.screening.spelled import Spelled, as_sent

Array = npt.NDArray[Any]
SPLIT_FROM: Final = 7
SPLIT_PART: Final = 4
REMEMBERED: Final = 100_000
"""Parts of names whose neighbours are kept."""
SHORTEST_CUT: Final = 3
PIECE: Final = -1
JOINED: Final = 0


class Nation(NamedTuple):
    """A State, as travellers' nationality or on their papers."""

    place: int
    number: int
    bits: float
    classes: Array


class Known(NamedTuple):
    """What is remembered of one part of a name."""

    letters: Array
    numbers: Array
    """Its near tokens, and how near each is."""
    levels: Array
    pieces: tuple[int, ...]
    """Listed tokens that it begins or ends with, if it is long: it may be several parts joined."""


class Asking:
    def __init__(self, numbers: dict[str, int], neighbours: Neighbours, frequencies: Frequencies) -> None:
        self.numbers, self.neighbours, self.frequencies = numbers, neighbours, frequencies
        self.ordered = sorted(numbers)
        self.remembered: dict[str, Known] = {}
        self.nations: dict[str | None, Nation] = {}

    def of(self, queries: Sequence[Query]) -> Asked:
        owners = [number for number, query in enumerate(queries) for _ in query.names]
        spelled = [as_sent(*name) for query in queries for name in query.names]
        tokens: dict[str, int] = {}
        parts = [[tokens.setdefault(part, len(tokens)) for part in row.parts] for row in spelled]
        found = self._looked_up(list(tokens))
        doors = [self._doors(row) for row in spelled]
        nations = [self._nation(query.state) for query in queries]
        national = np.array([bool(query.nationality) for query in queries], np.bool_)
        states = np.array([nation.number for nation in nations], np.int32)
        issued = [values.issuers(query.documents) if query.documents else () for query in queries]
        agrees = [[self._nation(code).bits + weights.ISSUER_AGREES for code in codes] for codes in issued]
        return Asked(
            np.array(owners, np.int32), _starts(map(len, parts)), _flat(parts),
            np.array([row.family for row in spelled], np.int32), np.array([row.cut for row in spelled], np.int32),
            _starts(map(len, doors)), _flat([[one for one, _ in row] for row in doors]),
            _flat([[letters for _, letters in row] for row in doors]),
            _joined([one.letters for one in found], np.uint8), _starts(len(one.letters) for one in found),
            _starts(len(one.numbers) for one in found), _joined([one.numbers for one in found], np.int32),
            _joined([one.levels for one in found], np.int8), self.frequencies.borne(tokens),
            np.array([_day(query.born) for query in queries], np.int32),
            states * national, np.array([nation.bits for nation in nations], np.float64) * national,
            self._classes([nation.place for nation in nations]),
            states, _starts(map(len, issued)), _flat([[self._nation(code).number for code in codes] for codes in issued]),
            np.fromiter(chain.from_iterable(agrees), np.float64), np.array([max(one, default=0.0) for one in agrees], np.float64),
            np.array([values.SEXES.get(query.sex or "", 0) for query in queries], np.int8),
            np.array([_slack(query) for query in queries], np.float64),
        )  # fmt: skip

    def _classes(self, places: list[int]) -> Array:
        """Of each traveller's State; the last row is of all travellers."""
        table = np.array([*(one.classes for one in self.nations.values()), self.frequencies.classes], np.float32)
        return table[[*places, -1]]

    def _nation(self, code: str | None) -> Nation:
        found = self.nations.get(code)
        if found is None:
            bits, classes = self.frequencies.nationality(code)
            told = (values.country(code), bits) if code else (0, 0.0)
            found = self.nations[code] = Nation(len(self.nations), *told, classes)
        return found

    def _looked_up(self, tokens: list[str]) -> list[Known]:
        fresh = [token for token in tokens if token not in self.remembered]
        if len(self.remembered) + len(fresh) > REMEMBERED:
            self.remembered = {}
            fresh = tokens
        if fresh:
            asked = Tokens.of(fresh)
            near = self.neighbours.of(asked)
            ends, last = near.starts.tolist(), asked.starts.tolist()
            for i, token in enumerate(fresh):
                a, b = ends[i], ends[i + 1]
                letters = asked.letters[last[i] : last[i + 1]]
                self.remembered[token] = Known(letters, near.numbers[a:b], near.levels[a:b], self._pieces(token))
        return [self.remembered[token] for token in tokens]

    def _pieces(self, part: str) -> tuple[int, ...]:
        if len(part) < SPLIT_FROM:
            return ()
        numbers = self.numbers
        pieces = [piece for cut in range(SPLIT_PART, len(part)) for piece in (part[:cut], part[-cut:])]
        return tuple(numbers[piece] for piece in pieces if piece in numbers)

    def _doors(self, spelled: Spelled) -> list[tuple[int, int]]:
        """Listed parts that neighbours may have been joined to, that a long part may begin or end with, or that a part was cut
        from; those with the letters left."""
        parts, numbers = spelled.parts, self.numbers
        found = [(number, PIECE) for part in parts for number in self.remembered[part].pieces]
        for size in range(2, min(len(parts), 4) + 1):
            for start in range(len(parts) - size + 1):
                number = numbers.get("".join(parts[start : start + size]))
                if number is not None:
                    found.append((number, JOINED))
        return found + (self._cut(parts[spelled.cut.bit_length() - 1]) if spelled.cut else [])

    def _cut(self, part: str) -> list[tuple[int, int]]:
        if len(part) < SHORTEST_CUT:
            return []
        first = bisect_left(self.ordered, part)
        last = bisect_left(self.ordered, part + "[", first)
        return [(self.numbers[token], len(part)) for token in self.ordered[first:last] if token != part]


def _slack(query: Query) -> float:
    return weights.BIRTH_PLACE_SAME if query.birth_place else 0.0


def _day(born: str | None) -> int:
    return int(born.replace("-", "")) if born else 0


def _starts(sizes: Iterable[int]) -> Array:
    counted = np.fromiter(chain((0,), sizes), np.int64)
    return np.cumsum(counted)


def _flat(rows: Sequence[Sequence[int]]) -> Array:
    return np.fromiter(chain.from_iterable(rows), np.int32)


def _joined(found: Sequence[Array], kind: Any) -> Array:
    return np.concatenate(found).astype(kind, copy=False) if found else np.empty(0, kind)
