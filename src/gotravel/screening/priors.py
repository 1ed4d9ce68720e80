"""Shipped priors: how common names are before a unit has counted its own travellers, and beside what it counted.

Goes in: `names/tables/common.csv` (our own estimates; see reference/SOURCES.md). Comes out: Frequencies; counted ones with the
priors mixed in. Never: a table of anybody else's; a name of fewer than FEWEST of one's own travellers topped up.

The rule: the priors count as WEIGHT travellers. Own traffic is used as soon as it is more than they are, with them beside; at
twenty times WEIGHT they are rounding.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib import resources
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.names.cultures import nationalities
from gotravel.names.groups import groups
from gotravel.names.normalise import tokens
from gotravel.screening.frequencies import Frequencies, Nation

VERSION: Final = "priors-4"
PER: Final = 100_000
WEIGHT: Final = 5_000
MAIN: Final = 0.6
"""Of the bearers of a name, those who spell it as the table does; the others are spread over the spellings of its group."""
UNLISTED: Final = 3.0
"""Bearers, of PER, of a name that the table does not hold: it knows the common ones only."""
OWN: Final = 0.9
"""Of a State's nationals, those whose names are of its own family of names."""


@lru_cache(maxsize=1)
def shipped() -> Frequencies:
    sizes, bearers = _table()
    shares = np.stack([found / found.sum() for found in bearers.values()])
    exact = {name: max(1, round(float(found.sum()))) for name, found in bearers.items()}
    nations = {
        code: Nation(0, tuple((OWN * (np.arange(len(sizes)) == place) + (1 - OWN) * sizes).tolist()))
        for place, codes in enumerate(map(nationalities, _families()))
        for code in codes
    }
    packed = np.rint(shares * 255).astype(np.uint8).tobytes()
    return Frequencies(VERSION, PER, exact, nations, tuple(sizes.tolist()), packed, UNLISTED)


def with_priors(counted: Frequencies) -> Frequencies:
    """What was counted, as if WEIGHT travellers of the priors had come beside. Names that only they know go with no other."""
    prior = shipped()
    added = {name: round(bearers * WEIGHT / prior.travellers) for name, bearers in prior.exact.items()}
    fresh = {name: bearers for name, bearers in added.items() if bearers and name not in counted.exact}
    exact = {name: bearers + added.get(name, 0) for name, bearers in counted.exact.items()} | fresh
    even = np.rint(np.array(counted.sizes) * 255).astype(np.uint8)
    shares = counted.shares + even.tobytes() * len(fresh)
    mixed = {"travellers": counted.travellers + WEIGHT, "exact": exact, "shares": shares}
    return msgspec.structs.replace(counted, **mixed)


def _rows() -> list[tuple[str, float, list[str]]]:
    text = (resources.files("gotravel.names") / "tables" / "common.csv").read_text(encoding="utf-8")
    rows = (line.split(";") for line in text.splitlines())
    return [(family, float(per_mille), names.split()) for family, per_mille, names in rows]


def _families() -> list[str]:
    return [family for family, _, names in _rows() if not names]


def _table() -> tuple[npt.NDArray[np.float64], dict[str, npt.NDArray[np.float64]]]:
    """Shares of travellers by family of names; of each token its bearers by family, of PER. A name's first row counts."""
    families = _families()
    sizes = np.array([share for _, share, names in _rows() if not names])
    sizes = sizes / sizes.sum()
    bearers: defaultdict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(sizes)))
    seen: set[tuple[str, str]] = set()
    for family, per_mille, names in _rows():
        place = families.index(family)
        for name in names:
            if (family, name) not in seen:
                seen.add((family, name))
                for token, share in _spellings(name).items():
                    bearers[token][place] += PER * sizes[place] * per_mille / 1000 * share
    return sizes, dict(bearers)


def _spellings(name: str) -> dict[str, float]:
    """Of every part of a name as names are read (ABDELRAHMAN has two)."""
    found: dict[str, float] = {}
    for token in tokens(name):
        others = _of_groups().get(groups().get(token, -1), [])
        further = [other for other in others if other != token]
        found[token] = MAIN if further else 1.0
        found |= {other: (1 - MAIN) / len(further) for other in further}
    return found


@lru_cache(maxsize=1)
def _of_groups() -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for token, number in groups().items():
        if tokens(token) == (token,):
            found[number].append(token)
    return found
