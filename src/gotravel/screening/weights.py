"""The model: every weight that is not a name's rarity, in one reviewed table.

Goes in: nothing. Comes out: bits. Never: a change without a new VERSION (a stored hit names the model it was made with).
"""

from __future__ import annotations

VERSION = "bits-1"
PRIOR_BITS = -13.6
"""Before comparing: about one traveller in 12,000 is on a list of this size."""
NAME_CAP = 20.0
"""Most that a name alone may weigh when the birth date contradicts."""
UNMATCHED_TRAVELLER, UNMATCHED_ENTRY = -1.6, -1.0
BOTH_UNMATCHED = -4.5
SINGLE_SHARED = -5.0
SWAPPED_ORDER = -0.4
NEAR_SPELLING, ONE_EDIT, INITIAL = -0.9, -2.2, -3.0
BORN_SAME, BORN_SWAPPED, BORN_YEAR_ONLY, BORN_NEAR_YEAR, BORN_SAME_YEAR = 13.3, 9.5, 5.6, 2.0, 1.5
BORN_TEN_OFF, BORN_DIFFERENT = 2.0, -8.0
NATIONALITY_SAME, NATIONALITY_DIFFERENT = 3.0, -2.0
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
