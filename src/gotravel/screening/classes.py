"""Which names go together: classes of names, learned from traffic without labels.

Goes in: the parts of many names, no identities. Comes out: how large each class is, and how each part is shared out among
them. Whoever is called MOHAMMAD is likelier called REZA than others are: two agreements that go together are worth less than
their sum. Never: a class told to anybody as a people or a country; it is a statistic of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
CLASSES = 24
ROUNDS = 40
SMOOTH = 0.05
"""Bearers added to each part in each class."""
SEED = 11
"""Fixed: the same traffic gives the same classes."""


class Classes(NamedTuple):
    sizes: Array
    """Share of all travellers, by class."""
    shares: Array
    """Parts x classes: a part's bearers by class; rows sum to one."""
    belong: Array
    """Names x classes."""


def learned(names: Sequence[Array], parts: int, classes: int = CLASSES) -> Classes:
    """By expectation maximisation of a mixture; `names` are arrays of part numbers below `parts`."""
    lengths = np.array([len(name) for name in names], np.int64)
    flat = np.concatenate(names) if len(names) else np.empty(0, np.int64)
    if not len(flat):
        return Classes(np.ones(1), np.ones((parts, 1)), np.ones((len(names), 1)))
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    owners = np.repeat(np.arange(len(names)), lengths)
    order = np.argsort(flat, kind="stable")
    present, first = np.unique(flat[order], return_index=True)
    random = np.random.default_rng(SEED)
    # Begin with classes around single common parts: a random start of so short texts finds none.
    belong = random.dirichlet(np.full(classes, 0.3), size=parts).astype(np.float32)
    expected = _normal(np.multiply.reduceat(belong[flat] + 1e-3, starts, axis=0))
    counts = np.full((parts, classes), 0.0, np.float32)
    for _ in range(ROUNDS):
        counts[present] = np.add.reduceat(expected[owners[order]], first, axis=0)
        sizes = expected.mean(axis=0) + 1e-6
        likely = np.log(counts + SMOOTH * sizes) - np.log(counts.sum(axis=0) + SMOOTH * sizes * parts)
        told = np.add.reduceat(likely[flat], starts, axis=0) + np.log(sizes)
        expected = _normal(np.exp(told - told.max(axis=1, keepdims=True)))
    return Classes(sizes / sizes.sum(), _normal(counts + SMOOTH * sizes), expected)


def _normal(rows: Array) -> Array:
    shares: Array = rows / rows.sum(axis=1, keepdims=True)
    return shares
