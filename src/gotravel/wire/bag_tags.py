"""Bag tags: the first number and how many follow in, all numbers out. Never more than 99 of one segment."""

from __future__ import annotations

from typing import Final

MOST_TAGS: Final = 99


def consecutive(first: str, count: int) -> list[str]:
    """The digits at the end count on; leading zeros stay."""
    digits = first[len(first.rstrip("0123456789")) :][-10:]
    if not digits or not 0 < count <= MOST_TAGS:
        return [first]
    prefix, number, width = first[: -len(digits)], int(digits), len(digits)
    return [prefix + str(number + step).zfill(width) for step in range(count)]
