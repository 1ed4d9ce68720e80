"""Whether two spellings in one booking are one person: TIF, DOCS, INFT and check-in write the same name differently.

Only used inside one booking of one carrier, never across bookings. Never raises.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from gotravel.wire.person_names import split_title

NEAR_FAMILY: Final = 75
NEAR_GIVEN: Final = 75
NEAR_WHOLE: Final = 82


def same_person(family: str | None, given: str | None, other_family: str | None, other_given: str | None) -> bool:
    """Equal, cut short, joined, swapped or one slip apart; given names decide among relatives."""
    if family == other_family and (given == other_given or _goes_on(given, other_given)):
        return True
    own, other = letters(given), letters(other_given)
    if family == other_family:
        return not own or not other or _same_given(own, other, given, other_given)
    mine, theirs = letters(family), letters(other_family)
    if mine == theirs or (len(mine) > 3 and len(theirs) > 3 and (mine.startswith(theirs) or theirs.startswith(mine))):
        return not own or not other or _same_given(own, other, given, other_given)
    if (mine, own) == (other, theirs) or mine + own == theirs + other:
        return True
    if mine + letters(untitled(given)) == theirs + letters(untitled(other_given)):
        return True
    near = ratio(mine, theirs) >= NEAR_FAMILY or ratio(mine + own, theirs + other) >= NEAR_WHOLE
    return near and _same_given(own, other, given, other_given)


def _goes_on(given: str | None, other: str | None) -> bool:
    """Nearly always: a title stands behind the name in one of them."""
    if not given or not other:
        return False
    return given.startswith(other) or other.startswith(given)


def same_spelling(family: str | None, given: str | None, other_family: str | None, other_given: str | None) -> bool:
    """Letter by letter, titles aside."""
    if family != other_family and letters(family) != letters(other_family):
        return False
    own, other = untitled(given), untitled(other_given)
    return own == other or letters(own) == letters(other)


def _same_given(own: str, other: str, given: str | None, other_given: str | None) -> bool:
    if own.startswith(other) or other.startswith(own) or ratio(own, other) >= NEAR_GIVEN:
        return True
    bare, other_bare = letters(untitled(given)), letters(untitled(other_given))
    return bare.startswith(other_bare) or other_bare.startswith(bare) or ratio(bare, other_bare) >= NEAR_GIVEN


@lru_cache(maxsize=8192)
def untitled(given: str | None) -> str | None:
    return split_title(given)[0] if given else None


@lru_cache(maxsize=8192)
def titled(given: str | None) -> str | None:
    """The title that stands with a given name."""
    return split_title(given)[1] if given else None


@lru_cache(maxsize=8192)
def letters(text: str | None) -> str:
    """Capital letters of the Latin alphabet alone."""
    if not text:
        return ""
    return "".join(filter(str.isalpha, (text if text.isascii() else anyascii(text)).upper()))
