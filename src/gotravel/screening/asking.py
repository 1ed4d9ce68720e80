"""A batch of travellers as arrays, for one index.

Goes in: queries. Comes out: Asked. Never: a part of a name looked up twice: its neighbours are remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gotravel.screening import values, weights
from gotravel.screening.batch import Asked
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
PIECE, JOINED = -1, 0


class Asking:
    def __init__(self, numbers: dict[str, int], neighbours: Neighbours, frequencies: Frequencies) -> None:
        self.numbers, self.neighbours, self.frequencies = numbers, neighbours, frequencies
        self.ordered = sorted(numbers)
        self.remembered: dict[str, tuple[Array, Array, Array]] = {}
        self.nations: dict[str | None, tuple[int, float, Array]] = {}

    def of(self, queries: Sequence[Query]) -> Asked:
        rows = [(number, as_sent(*name)) for number, query in enumerate(queries) for name in query.names]
        tokens: dict[str, int] = {}
        parts = [[tokens.setdefault(part, len(tokens)) for part in spelled.parts] for _, spelled in rows]
        doors = [self._doors(spelled) for _, spelled in rows]
        found = self._looked_up(list(tokens))
        nations = [self._nation(query.state) for query in queries]
        national = np.array([bool(query.nationality) for query in queries], np.bool_)
        states = np.array([nation[0] for nation in nations], np.int32)
        issued = [values.issuers(query.documents) for query in queries]
        agrees = [[self._nation(code)[1] + weights.ISSUER_AGREES for code in codes] for codes in issued]
        return Asked(
            np.array([number for number, _ in rows], np.int32), _starts(map(len, parts)), _flat(parts),
            np.array([spelled.family for _, spelled in rows], np.int32),
            np.array([spelled.cut for _, spelled in rows], np.int32),
            _starts(map(len, doors)), _flat([[one for one, _ in row] for row in doors]),
            _flat([[letters for _, letters in row] for row in doors]),
            _joined([one[0] for one in found], np.uint8), _starts(len(one[0]) for one in found),
            _starts(len(one[1]) for one in found), _joined([one[1] for one in found], np.int32),
            _joined([one[2] for one in found], np.int8), self.frequencies.borne(tokens),
            np.array([_day(query.born) for query in queries], np.int32),
            states * national, np.array([nation[1] for nation in nations], np.float64) * national,
            np.array([*(nation[2] for nation in nations), self.frequencies.classes], np.float32),
            states, _starts(map(len, issued)), _flat([[self._nation(code)[0] for code in codes] for codes in issued]),
            np.fromiter(chain.from_iterable(agrees), np.float64), np.array([max(one, default=0.0) for one in agrees], np.float64),
            np.array([values.SEXES.get(query.sex or "", 0) for query in queries], np.int8),
            np.array([_slack(query) for query in queries], np.float64),
        )  # fmt: skip

    def _nation(self, code: str | None) -> tuple[int, float, Array]:
        found = self.nations.get(code)
        if found is None:
            bits, classes = self.frequencies.nationality(code)
            found = self.nations[code] = (values.country(code), bits, classes) if code else (0, 0.0, classes)
        return found

    def _looked_up(self, tokens: list[str]) -> list[tuple[Array, Array, Array]]:
        """Letters, numbers of near tokens, levels of each."""
        fresh = [token for token in tokens if token not in self.remembered]
        if len(self.remembered) + len(fresh) > REMEMBERED:
            self.remembered = {}
            fresh = tokens
        if fresh:
            asked = Tokens.of(fresh)
            near = self.neighbours.of(asked)
            for i, token in enumerate(fresh):
                a, b = near.starts[i], near.starts[i + 1]
                letters = asked.letters[asked.starts[i] : asked.starts[i + 1]]
                self.remembered[token] = (letters, near.numbers[a:b], near.levels[a:b])
        return [self.remembered[token] for token in tokens]

    def _doors(self, spelled: Spelled) -> list[tuple[int, int]]:
        """Listed parts that neighbours may have been joined to, that a long part may begin or end with, or that a part was cut
        from; those with the letters left."""
        parts, numbers = spelled.parts, self.numbers
        pieces = [
            piece
            for part in parts
            if len(part) >= SPLIT_FROM
            for cut in range(SPLIT_PART, len(part))
            for piece in (part[:cut], part[-cut:])
        ]
        joined = ["".join(parts[start : start + size]) for size in (2, 3, 4) for start in range(len(parts) - size + 1)]
        found = [(numbers[text], PIECE) for text in pieces if text in numbers]
        found += [(numbers[text], JOINED) for text in joined if text in numbers]
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
