"""The model: every weight that is not a name's rarity, in one reviewed table.

Goes in: nothing. Comes out: bits. Never: a change without a new VERSION (a stored hit names the model it was made with).
"""

from __future__ import annotations

from math import log2
from typing import Final

import numpy as np

from gotravel.names.relation import Level
from gotravel.screening import alignment as a
from gotravel.screening import facts as f

VERSION = "bits-4"
PERSON_BITS = -27.2
"""Before comparing: a given traveller is a given listed person no likelier than one in 150 million."""
LIST_BITS = -13.6
"""Nor is more than about one traveller in 12,000 believed to be on any list, however long it is."""
NAME_FLOOR = 6.0
"""Bits that a name must weigh: below, a birth date alone would raise strangers."""
NAME_CAP = 13.0
"""Most that a name alone may weigh when the birth date contradicts."""
LEVEL: dict[Level, float] = {
    Level.EXACT: 0.0,
    Level.SAME: -0.4,
    Level.SPELLING: -1.0,
    Level.EDIT: -4.25,
    Level.SOUND: -3.0,
    Level.EDITS: -7.0,
}
"""How often two records of one person agree in this way, as log2, beside equal parts; tuned on half of the labelled pairs."""
_NAME: dict[int, float] = {
    **{int(level): bits for level, bits in LEVEL.items()},
    a.W_JOINED: 0.0,
    a.W_INITIAL: 3.4,
    a.W_CUT: -1.4,
    a.W_LEFT_OURS: -2.9,
    a.W_LEFT_THEIRS: -1.8,
    a.W_LEFT_BOTH: -4.5,
    a.W_SINGLE: -0.5,
    a.W_SWAPPED: -1.5,
    a.W_CUT_LETTER: 2.0,
    a.W_JOIN_MOST: 21.5,
    a.W_ROLE: -1.0,
    a.W_FAMILY_LEFT: -0.5,
    a.W_TOGETHER: 1.2,
    a.W_MOST_NAMES: 1.0,
}
_FACTS: dict[int, float] = {
    f.SAME_DAY: 13.3,
    f.FILLER_DAY: 8.0,
    f.SWAPPED: 9.5,
    f.NEXT_YEAR: 8.5,
    f.TEN_OFF: 4.0,
    f.ONE_DIGIT: 4.0,
    f.FIRST_OF_YEAR: 6.0,
    f.SAME_MONTH: 4.0,
    f.SAME_YEAR: -1.5,
    f.IN_YEAR: 6.5,
    f.IN_RANGE: 3.5,
    f.BESIDE: 1.0,
    f.DIFFERENT: -8.0,
    f.NATIONALITY_DIFFERENT: -2.5,
    f.SEX_SAME: 0.9,
    f.SEX_DIFFERENT: -5.0,
    f.SEVERAL_BORN: 1.0,
    f.ISSUER_DIFFERENT: -1.5,
    f.ISSUER_ABROAD: -0.3,
    f.ISSUER_BESIDE: 2.5,
}
NATIONALITY_USUAL = 3.6
"""An agreeing nationality, where nobody counted how common it is."""
NATIONALITY_AGREES = -0.2
NATIONALITY_LEAST, NATIONALITY_MOST = 2.0, 6.0
ISSUER_AGREES = -0.3
"""Beside an agreeing nationality of that State: nearly everybody travels on papers of their own State, so the share of its
nationals is taken for its papers'; lists hold other and older papers somewhat oftener than other nationalities."""
DOCUMENT_SAME, DOCUMENT_CONFUSABLE = 25.0, 18.0
BIRTH_PLACE_SAME = 3.0


def _table(values: dict[int, float], size: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    table = np.zeros(size)
    for place, bits in values.items():
        table[place] = bits
    return table


NAME: Final = _table(_NAME, a.WEIGHTS)
FACTS: Final = _table(_FACTS, f.FACTS)
CALIBRATION: tuple[tuple[float, float, float, float], ...] = (
    (-999.0, 0.0, 0.0, 0.005),
    (-13.2, 0.002, 0.0, 0.01),
    (-9.2, 0.005, 0.001, 0.03),
    (-7.2, 0.05, 0.01, 0.2),
    (-4.2, 0.1, 0.02, 0.3),
    (-1.2, 0.25, 0.08, 0.6),
    (2.8, 0.6, 0.25, 0.9),
    (12.8, 0.85, 0.5, 0.98),
)
"""(bits of evidence and prior together, likelihood, low, high): among travellers who reach so many bits with some entry, how
many are that person. Measured on half of the labelled pairs and of 64,459 invented travellers against 12,000 listed persons; it
holds until the unit's own decisions say more."""


def prior_bits(entries: int) -> float:
    """Of one traveller and one entry of a list that long: a long list does not make its persons travel more."""
    return min(PERSON_BITS, LIST_BITS - log2(max(1, entries)))
