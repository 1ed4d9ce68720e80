"""How common a name token is among travellers: a rare one is strong evidence, a common one hardly any.

Goes in: counts of tokens, without identities. Comes out: the share of travellers with a token that near. Never: a name
with a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from gotravel.names.normalise import skeleton, tokens


class Frequencies(msgspec.Struct, frozen=True):
    version: str
    travellers: int
    exact: dict[str, int]
    by_skeleton: dict[str, int]

    def share(self, token: str, *, near: bool) -> float:
        """Share of travellers bearing this token (or, `near`, one of the same skeleton); unseen ones get a small prior."""
        seen = self.by_skeleton.get(skeleton(token), 0) if near else self.exact.get(token, 0)
        prior = 12.0 if near else 3.0
        return (seen + prior) / (self.travellers + 1000.0)


def learned(names: Iterable[str], version: str) -> Frequencies:
    exact: Counter[str] = Counter()
    near: Counter[str] = Counter()
    count = 0
    for name in names:
        found = set(tokens(name))
        exact.update(found)
        near.update({skeleton(token) for token in found})
        count += 1
    return Frequencies(version, count, dict(exact), dict(near))


@lru_cache(maxsize=1)
def shipped() -> Frequencies:
    """Priors for the first day: our own estimate of the most common names of the world, per 100,000 travellers."""
    exact = {name: count for names, count in _COMMON for name in names.split()}
    near: Counter[str] = Counter()
    for name, count in exact.items():
        near[skeleton(name)] += count
    return Frequencies("priors-1", 100_000, exact, dict(near))


_COMMON: tuple[tuple[str, int], ...] = (
    ("MUHAMMAD", 2500),
    ("AHMED ALI KHAN", 900),
    ("SINGH WANG LI ZHANG", 700),
    ("LIU CHEN YANG HUANG KUMAR HASAN HUSAYN KIM LEE PARK NGUYEN TRAN", 450),
    ("ABDUL ABDULLAH OMAR YUSUF IBRAHIM MARIA JOSE JOHN DAVID MICHAEL ANNA SAYID IVAN ALEXANDER SERGEY", 400),
    ("GARCIA RODRIGUEZ MARTINEZ LOPEZ HERNANDEZ GONZALEZ SMITH JONES BROWN WILLIAMS MILLER MUELLER SCHMIDT", 300),
    ("IVANOV PETROV SMIRNOV POPOV JEAN PIERRE PAUL PETER THOMAS MARTIN DANIEL FATIMA AISHA KAUR DEVI SHARMA", 250),
    (
        "SILVA SANTOS OLIVEIRA SOUZA PEREIRA COSTA FERREIRA ROSSI RUSSO BIANCHI TANAKA SATO SUZUKI YILMAZ KAYA DEMIR",
        200,
    ),
    (
        "MAHMOUD MUSTAFA KARIM RASHID SALEH NASSER HAMID KHALID TARIQ BILAL HAMZA AMIR REZA MEHDI HOSSAIN ISLAM RAHMAN",
        180,
    ),
)
