"""Bag tags: the first number and how many follow in, all numbers out. Never more than 99 of one segment."""

from __future__ import annotations

from typing import Final

MOST_TAGS: Final = 99
"""Of a range."""
MOST_OF_ONE: Final = 999
"""Tags of one traveller, behind which of a range only the first is kept: nobody has so many, and they would fill the memory."""


def counted_out(held: dict[str, None], first: str, count: int) -> bool:
    """Adds the first tag and those that follow it; whether these are all that were told."""
    some = min(count, MOST_TAGS) if len(held) < MOST_OF_ONE else min(count, 1)
    held.update(dict.fromkeys(consecutive(first, some)))
    return some == count


def consecutive(first: str, count: int) -> list[str]:
    """The digits at the end count on; leading zeros stay."""
    digits = first[len(first.rstrip("0123456789")) :][-10:]
    if not digits or not 0 < count <= MOST_TAGS:
        return [first]
    prefix, number, width = first[: -len(digits)], int(digits), len(digits)
    return [prefix + str(number + step).zfill(width) for step in range(count)]
