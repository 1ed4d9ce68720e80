"""How common a name's part is among travellers: a rare one is strong evidence, a common one hardly any.

Goes in: counts of parts, without identities. Comes out: for a listed part, bits at each level of nearness: how surprising
it is that a stranger bears a part that near; and with which other parts it goes. Never: a name with a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import zip_longest
from math import log2
from typing import Any, NamedTuple, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.names.nearness import LEVELS, SPELLING
from gotravel.names.normalise import tokens
from gotravel.screening import classes
from gotravel.screening import weights as w
from gotravel.screening.alignment import UNBORNE
from gotravel.screening.neighbours import Neighbours, Tokens

Array = npt.NDArray[Any]
RAREST_BITS = 15.5
UNSEEN = 0.9
"""Travellers counted for a token that nobody was seen to bear."""
FEW = 8.0
"""Bearers from which on a part's own classes count for more than everybody's."""
COUNTED_FROM = 1000
"""Travellers of known nationality from which on their counts are believed."""
FEWEST = 3
MOST_LEARNED = 100_000
"""Names that the classes are learned from; counts are of all."""


class Rarities(NamedTuple):
    bits: Array
    """Parts x levels."""
    profile: Array
    """Parts x classes: how much likelier a bearer is in a class than anybody is."""


class Nation(msgspec.Struct, frozen=True):
    travellers: int
    shares: tuple[float, ...]
    """Of the classes of names among its travellers."""


class Rare(Protocol):
    """Whatever knows how rare a name's part is."""

    @property
    def version(self) -> str: ...

    @property
    def classes(self) -> Array: ...

    def rarities(self, asked: Sequence[str], /) -> Rarities: ...

    def nationality(self, code: str | None, /) -> tuple[float, Array]: ...

    def borne(self, parts: Iterable[str], /) -> Array: ...


class Frequencies(msgspec.Struct, dict=True):
    """Treat as frozen; `dict` only lets the neighbours be remembered."""

    version: str
    travellers: int
    exact: dict[str, int]
    nationalities: dict[str, Nation] = {}
    sizes: tuple[float, ...] = (1.0,)
    """Shares of the classes of names."""
    shares: bytes = b""
    """Parts x classes in 255ths, in the order of `exact`."""
    unseen: float = UNSEEN

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours.build(list(self.exact))

    @cached_property
    def _counts(self) -> Array:
        return np.fromiter(self.exact.values(), np.float64, len(self.exact))

    @cached_property
    def classes(self) -> Array:
        return np.array(self.sizes, np.float32)

    @cached_property
    def _shares(self) -> Array:
        found = np.frombuffer(self.shares, np.uint8).reshape(-1, len(self.sizes)).astype(np.float64)
        shares: Array = found / np.maximum(1.0, found.sum(axis=1, keepdims=True))
        return shares

    def nationality(self, code: str | None) -> tuple[float, Array]:
        """Bits of an agreeing nationality; the classes of names among its travellers."""
        if code is None:
            return 0.0, self.classes
        counted = sum(nation.travellers for nation in self.nationalities.values())
        nation = self.nationalities.get(code)
        shares = np.array(nation.shares, np.float32) if nation else self.classes
        if counted < COUNTED_FROM:
            return w.NATIONALITY_USUAL, shares
        if nation is None:
            return w.NATIONALITY_MOST, shares
        bits = w.NATIONALITY_AGREES - log2((nation.travellers + FEW) / (counted + FEW))
        return min(max(bits, w.NATIONALITY_LEAST), w.NATIONALITY_MOST), shares

    def borne(self, parts: Iterable[str]) -> Array:
        """Bits of the very parts, by their counts alone."""
        counts = [self.exact.get(part, 0) for part in parts]
        bits = [log2((self.travellers + 1000.0) / count) if count else UNBORNE for count in counts]
        return np.array(bits, np.float32)

    def rarities(self, asked: Sequence[str]) -> Rarities:
        near = self._neighbours.of(Tokens.of(asked))
        owners = np.repeat(np.arange(len(asked)), np.diff(near.starts))
        counts = self._counts[near.numbers] if len(self.exact) else np.empty(0)
        seen = np.zeros((len(asked), LEVELS))
        np.add.at(seen, (owners, near.levels), counts)
        bits = np.minimum(RAREST_BITS, np.log2((self.travellers + 1000.0) / (seen + self.unseen)))
        return Rarities(bits.astype(np.float32), self._profile(len(asked), owners, near.numbers, near.levels))

    def _profile(self, asked: int, owners: Array, numbers: Array, levels: Array) -> Array:
        sizes = np.array(self.sizes)
        if len(sizes) < 2:
            return np.ones((asked, 1), np.float32)
        close = levels <= SPELLING
        bearers = np.zeros((asked, len(sizes)))
        np.add.at(bearers, owners[close], self._shares[numbers[close]] * self._counts[numbers[close], None])
        told: Array = (bearers + FEW * sizes) / (bearers.sum(axis=1, keepdims=True) + FEW)
        profile: Array = (told / sizes).astype(np.float32)
        return profile


def learned(names: Iterable[str], version: str, nationalities: Iterable[str | None] = ()) -> Frequencies:
    """`nationalities`, where given, run beside `names`."""
    return counted_travellers(zip_longest(names, nationalities), version, fewest=1)


def counted_travellers(travellers: Iterable[tuple[str, str | None]], version: str, fewest: int = FEWEST) -> Frequencies:
    """Of (name, nationality): how common parts and nationalities are, and which go together. Parts of fewer than `fewest`
    bearers are left out: a table of names must not tell that somebody was here."""
    exact: Counter[str] = Counter()
    nations: Counter[str] = Counter()
    sample: list[tuple[frozenset[str], str | None]] = []
    count = 0
    for name, nation in travellers:
        parts = frozenset(tokens(name or ""))
        exact.update(parts)
        nations.update((nation,) if nation else ())
        count += 1
        if parts and len(sample) < MOST_LEARNED:
            sample.append((parts, nation))
    # In order, because a set's is another one in each process: the same traffic has to give the same classes.
    kept = {part: exact[part] for part in sorted(exact) if exact[part] >= fewest}
    numbers = {part: number for number, part in enumerate(kept)}
    flat = [(np.array(sorted(numbers[part] for part in parts if part in numbers)), nation) for parts, nation in sample]
    flat = [(parts, nation) for parts, nation in flat if len(parts)]
    found = classes.learned([parts for parts, _ in flat], len(kept))
    told = _nations(nations, [nation for _, nation in flat], found)
    shares = np.rint(found.shares * 255).astype(np.uint8)
    return Frequencies(version, count, kept, told, tuple(found.sizes.tolist()), shares.tobytes())


def _nations(counts: Counter[str], nations: Sequence[str | None], found: classes.Classes) -> dict[str, Nation]:
    """With which classes of names each nationality goes; nationalities of few travellers are not told."""
    here: dict[str | None, list[int]] = {}
    for place, nation in enumerate(nations):
        here.setdefault(nation, []).append(place)
    told = {}
    for nation, bearers in counts.items():
        places = here.get(nation, [])
        shares = (found.belong[places].sum(axis=0) + FEW * found.sizes) / (len(places) + FEW)
        told[nation] = Nation(bearers, tuple(shares.tolist()))
    return told
