"""Whether a push of booking data came at a time that the law foresees (COL5).

Goes in: hours before departure, the law's push times. Comes out: yes or no. Never: a verdict on what arrives too late to tell.
"""

from __future__ import annotations

from collections.abc import Sequence

AROUND_HOURS = 6.0
"""Before and after an agreed time: carriers send in batches."""
CLOSING = (3.0, -3.0)
"""A flight is closed some hours before departure, and what was sent then may arrive after it."""
CHECK_IN_HOURS = 48.0


def foreseen(hours_before: float, push_times: Sequence[str]) -> bool:
    return any(_around(hours_before, text) for text in push_times)


def _around(hours_before: float, text: str) -> bool:
    if text == "closure":
        return CLOSING[1] <= hours_before <= CLOSING[0]
    if text == "check-in":
        return CLOSING[1] <= hours_before <= CHECK_IN_HOURS
    return abs(hours_before - abs(float(text.rstrip("h")))) <= AROUND_HOURS
