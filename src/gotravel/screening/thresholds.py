"""Which threshold a list needs: the longer it is, the more strangers come near somebody on it.

Goes in: how many entries, how many false alerts per 1,000 travellers are borne, which frequencies are in use. Comes out: bits.
Never: a threshold in force: two people set it, after it was tried on the unit's own travellers.

Fitted to simulations by `python -m bench.thresholds` (docs/screening.md): twice the entries cost more than one bit and half the
alerts more than one, because names of many bearers and entries without a birth date make the tail long.
"""

from __future__ import annotations

from math import log2
from typing import Final

USUAL: Final = 16.5
"""Bits that let one traveller in 1,000 alert on USUAL_ENTRIES, where names are counted from traffic: between the 14.4 of public
lists, which mostly know birth dates, and the 17.4 of the invented country, where one in seven entries has none."""
USUAL_ENTRIES: Final = 12_000
PER_DOUBLING: Final = 1.4
"""Bits for twice the entries."""
PER_HALVING: Final = 1.45
"""Bits for half the alerts."""
UNCOUNTED: Final = 5.0
"""More, while nothing but the shipped priors tells how common names are."""
LOWEST, HIGHEST = 12.0, 32.0


def suggested(entries: int, per_thousand: float, *, counted: bool) -> float:
    bits = USUAL + PER_DOUBLING * log2(max(1, entries) / USUAL_ENTRIES) - PER_HALVING * log2(per_thousand)
    return round(min(HIGHEST, max(LOWEST, bits + (0.0 if counted else UNCOUNTED))), 1)
