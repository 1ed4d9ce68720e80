"""Titles: a given name as sent in, the name and the title apart out; settled reading 2 of the decoding contract.

A title is certain as a separate word, or glued MR, MRS, MS, MISS, MSTR with at least three letters left, or when the
document shows the name without it. Never: a real name shortened.
"""

from __future__ import annotations

import re
from typing import Final

# As separate words. Not here: MD (Mohammed), JR and III (parts of a name), LADY and LORD (names too).
WORDS: Final = frozenset(
    {"MR", "MRS", "MS", "MISS", "MSTR", "MASTER", "MX", "MISTER", "DR", "PROF", "REV", "SIR", "SR", "MME", "MLLE"}
    | {"MDM", "MADAM", "CAPT", "DOCTOR", "HERR", "FRAU", "SENOR", "SENORA"}
    | {"INF", "CHD"}
)
# Where no other word is left, only these are no name.
NEVER_NAMES: Final = frozenset({"MR", "MRS", "MS", "MISS", "MSTR", "DR", "MME"})
SURE: Final = frozenset({"MR", "MRS", "MS", "MISS", "MSTR"})
GLUED: Final = ("MSTR", "MISS", "MRS", "MR", "MS")
GLUED_WITH_EVIDENCE: Final = (*GLUED, "PROF", "DR", "SR", "REV", "SIR", "MME", "MLLE", "DRA", "SRA")
ENDINGS: Final = tuple(WORDS | {*GLUED_WITH_EVIDENCE})
LAST_LETTERS: Final = frozenset(ending[-2:] for ending in ENDINGS)
LEAST_LEFT: Final = 3
# Given names that end in the letters of a title and leave three letters or more.
REAL_NAMES: Final = frozenset({"SHAMS", "ADAMS", "WILLIAMS", "ABRAMS", "SIMMS", "HELMS", "HARMS"})
LETTERS: Final = re.compile(r"[^A-Z]")


def split_title(given: str, shown: str | None = None) -> tuple[str | None, str | None]:
    """`JOHNMR` -> (`JOHN`, `MR`). `shown` is the given name as the travel document shows it, if known.

    The name keeps its letters, inner blanks become one; None for an empty name. Several titles are joined by a blank.
    """
    words = given.split()
    if words and not _may_hold_title(words):
        return " ".join(words), None
    if len(words) > 1 and words[-1] in SURE and not _may_hold_title(words[:-1]):
        return " ".join(words[:-1]), words[-1]  # as nearly all are told; the rest would say the same
    titles: list[str] = []
    words, titles = _without_separate(words)
    if words:
        name, title = _without_glued(words, shown)
        if title:
            words, titles = name, [*titles, title]
    return " ".join(words) or None, " ".join(titles) or None


def without_sure_title(family: str) -> tuple[str, str | None]:
    """`MR DOE`, `DOE MRS`: at a family name of several words only what is no name at all is a title."""
    words = family.split()
    for kept, one in ((words[1:], words[0]), (words[:-1], words[-1])) if len(words) > 1 else ():
        if one.upper().strip(".") in SURE:
            return " ".join(kept), one
    return family, None


def _may_hold_title(words: list[str]) -> bool:
    """Most names neither begin nor end like a title; this is quick to see."""
    last = words[-1].rstrip(".,()").upper()
    if last[-2:] in LAST_LETTERS and last.endswith(ENDINGS):
        return True
    return len(words) > 1 and words[0].upper().strip(".,()") in WORDS


def _without_separate(words: list[str]) -> tuple[list[str], list[str]]:
    """Titles at either end, as words of their own."""
    if len(words) == 1 and _bare(words[0]) not in NEVER_NAMES:
        return words, []
    first, end = 0, len(words)
    while first < end and _bare(words[first]) in WORDS:
        first += 1
    while end > first and _bare(words[end - 1]) in WORDS:
        end -= 1
    return words[first:end], words[:first] + words[end:]


def _without_glued(words: list[str], shown: str | None) -> tuple[list[str], str | None]:
    last, titles = words[-1], GLUED_WITH_EVIDENCE if shown else GLUED
    upper = last.upper()
    for title in titles if upper.endswith(titles) else ():
        if upper.endswith(title) and len(last) > len(title):
            left = [*words[:-1], last[: -len(title)].rstrip(".") or last]
            if _is_shown(left, shown) or (_is_certain(last, title) and not _is_shown(words, shown)):
                return left, last[-len(title) :]
    return words, None


def _is_certain(word: str, title: str) -> bool:
    letters = sum(character.isalpha() for character in word[: -len(title)])
    return title in GLUED and letters >= LEAST_LEFT and word.upper() not in REAL_NAMES


def _is_shown(words: list[str], shown: str | None) -> bool:
    """Whether the document shows exactly these given names (or begins with them)."""
    if not shown:
        return False
    mine, theirs = _letters("".join(words)), _letters(shown)
    return bool(mine) and (
        mine == theirs or [_letters(word) for word in shown.split()][: len(words)] == [_letters(w) for w in words]
    )


def _letters(text: str) -> str:
    return LETTERS.sub("", text.upper())


def _bare(word: str) -> str:
    return word.upper().strip(".,()")
