"""How common a name token is among travellers: a rare one is strong evidence, a common one hardly any.

Goes in: counts of tokens, without identities. Comes out: bits for a token met at a level of nearness: how surprising it
is that a traveller bears a token that near. Never: a name with a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from math import log2
from typing import Protocol

import msgspec

from gotravel.names.normalise import tokens
from gotravel.names.relation import Level
from gotravel.screening.neighbours import Neighbours

Rarity = tuple[float, ...]
"""Bits at each Level, before the level's own adjustment."""


class Rare(Protocol):
    """Whatever knows how rare a token is."""

    @property
    def version(self) -> str: ...

    def rarity(self, token: str, /) -> Rarity: ...


RAREST_BITS = 15.5
UNSEEN = 0.9
"""Travellers counted for a token that nobody was seen to bear."""
INITIAL_BITS = 3.4
"""About one traveller in eleven has a name part with a given first letter."""


class Frequencies(msgspec.Struct, dict=True):
    """Treat as frozen; `dict` only lets the neighbours be remembered."""

    version: str
    travellers: int
    exact: dict[str, int]

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours.build(list(self.exact))

    @cached_property
    def _counts(self) -> list[int]:
        return list(self.exact.values())

    @cached_property
    def _known(self) -> dict[str, Rarity]:
        return {}

    def rarity(self, token: str) -> Rarity:
        """Cumulative: whoever bears the very token bears a near one too."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._rarity(token)
        return found

    def _rarity(self, token: str) -> Rarity:
        at_level = [0] * len(Level)
        for number, level in self._neighbours.of(token):
            at_level[level] += self._counts[number]
        bits, seen = [], 0
        for count in at_level:
            seen += count
            bits.append(min(RAREST_BITS, log2((self.travellers + 1000.0) / (seen + UNSEEN))))
        return tuple(bits)


def learned(names: Iterable[str], version: str) -> Frequencies:
    exact: Counter[str] = Counter()
    count = 0
    for name in names:
        exact.update(set(tokens(name)))
        count += 1
    return Frequencies(version, count, dict(exact))


@lru_cache(maxsize=1)
def shipped() -> Frequencies:
    """Priors for the first day: our own estimate of the most common names of the world, per 100,000 travellers."""
    return Frequencies("priors-2", 100_000, {name: count for names, count in _COMMON for name in names.split()})


_COMMON: tuple[tuple[str, int], ...] = (
    ("MUHAMMAD MOHAMED MOHAMMAD", 1200),
    ("AHMED ALI KHAN", 900),
    ("SINGH WANG LI ZHANG", 700),
    ("LIU CHEN YANG HUANG KUMAR HASAN HUSAYN KIM LEE PARK NGUYEN TRAN", 450),
    ("ABDULLAH OMAR YUSUF IBRAHIM MARIA JOSE JOHN DAVID MICHAEL ANNA SAYID IVAN ALEXANDER SERGEY", 400),
    ("GARCIA RODRIGUEZ MARTINEZ LOPEZ HERNANDEZ GONZALEZ SMITH JONES BROWN WILLIAMS MILLER MUELLER SCHMIDT", 300),
    ("IVANOV PETROV SMIRNOV POPOV JEAN PIERRE PAUL PETER THOMAS MARTIN DANIEL FATIMA AISHA KAUR DEVI SHARMA", 250),
    ("SILVA SANTOS OLIVEIRA SOUZA PEREIRA COSTA FERREIRA ROSSI RUSSO BIANCHI TANAKA SATO SUZUKI YILMAZ KAYA DEMIR", 200),
    ("MAHMOUD MUSTAFA KARIM RASHID SALEH NASSER HAMID KHALID TARIQ BILAL HAMZA AMIR REZA MEHDI HOSSAIN ISLAM RAHMAN", 180),
    ("ABD DIN ULLAH", 300),
)  # fmt: skip
