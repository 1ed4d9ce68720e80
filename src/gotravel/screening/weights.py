"""The model: every weight that is not a name's rarity, in one reviewed table.

Goes in: nothing. Comes out: bits. Never: a change without a new VERSION (a stored hit names the model it was made with).
"""

from __future__ import annotations

from gotravel.names.relation import Level

VERSION = "bits-2"
PRIOR_BITS = -13.6
"""Before comparing: about one traveller in 12,000 is on a list of this size."""
NAME_CAP = 18.0
"""Most that a name alone may weigh when the birth date contradicts."""
LEVEL: dict[Level, float] = {
    Level.EXACT: -0.3,
    Level.SAME: -0.9,
    Level.SKELETON: -0.7,
    Level.EDIT: -1.9,
    Level.EDITS: -3.2,
}
"""How often two records of one person agree only this nearly, as log2."""
JOINED = -0.8
INITIAL, PREFIX = -0.5, -1.4
UNMATCHED_TRAVELLER, UNMATCHED_ENTRY = -1.6, -0.9
BOTH_UNMATCHED = -3.0
SINGLE_SHARED = -3.5
SWAPPED_ORDER = -0.2
FURTHER = 1.0
"""What each further agreeing part is worth, beside the rarest one."""
BORN_SAME, BORN_SWAPPED, BORN_YEAR_ONLY, BORN_IN_RANGE, BORN_SAME_YEAR = 13.3, 9.5, 4.8, 3.5, 1.5
BORN_NEXT_YEAR, BORN_TEN_OFF, BORN_DIFFERENT = 7.0, 4.0, -8.0
BORN_FIRST_OF_YEAR, BORN_YEAR_BESIDE = 5.5, 0.5
NATIONALITY_SAME, NATIONALITY_DIFFERENT = 3.6, -2.0
SEX_SAME, SEX_DIFFERENT = 0.9, -5.0
DOCUMENT_SAME, DOCUMENT_CONFUSABLE = 25.0, 18.0
BIRTH_PLACE_SAME = 3.0
CALIBRATION: tuple[tuple[float, float, float, float], ...] = (
    (-999.0, 0.0, 0.0, 0.01),
    (0.0, 0.01, 0.0, 0.03),
    (8.0, 0.05, 0.01, 0.12),
    (12.0, 0.15, 0.05, 0.3),
    (16.5, 0.4, 0.25, 0.55),
    (20.0, 0.7, 0.55, 0.82),
    (25.0, 0.9, 0.8, 0.96),
    (32.0, 0.98, 0.93, 0.995),
)
"""(bits without the prior, likelihood, low, high); a stated guess until the unit's own decisions calibrate it."""
