"""What two names say about being of one person, in bits.

Goes in: token tuples of a traveller and of a listed name, and how common tokens are. Comes out: bits and a sentence.
Never: word order as a must, carriers swap it; joined and split parts are one name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gotravel.names.relation import Level, by_letters, relation
from gotravel.screening import weights as w
from gotravel.screening.frequencies import INITIAL_BITS, Rare

WIDE = 24
"""Letters of a whole name from which a cut-off at the end is believed (systems cut at 30 or 39 characters)."""


class NameEvidence(NamedTuple):
    bits: float
    shared: int
    sentence: str


class Pair(NamedTuple):
    """A stretch of the traveller's tokens against a stretch of the entry's, as bit masks of positions."""

    bits: float
    ours: int
    theirs: int
    level: Level | None
    words: tuple[str, str]


def is_cut(ours: tuple[str, ...]) -> bool:
    return sum(map(len, ours)) + len(ours) >= WIDE


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Rare) -> NameEvidence:
    chosen = _assigned(_pairs(ours, theirs, frequencies))
    used_ours = sum(pair.ours for pair in chosen)
    used_theirs = sum(pair.theirs for pair in chosen)
    left_ours = _left(ours, used_ours)
    left_theirs = _left(theirs, used_theirs)
    bits = _together(chosen) + _left_over(left_ours, left_theirs, is_cut(ours))
    if len(chosen) == 1 and (left_ours or left_theirs):
        bits += w.SINGLE_SHARED
    order = [pair.theirs for pair in sorted(chosen, key=lambda pair: pair.ours)]
    if order != sorted(order):
        bits += w.SWAPPED_ORDER
    # A join of several parts counts as so many parts: they all agree.
    shared = sum(max(pair.ours.bit_count(), pair.theirs.bit_count()) for pair in chosen)
    return NameEvidence(bits, shared, _told(chosen, frequencies))


def _together(chosen: list[Pair]) -> float:
    """Parts of names are not independent: whoever is called so in one language is likelier called so in another part."""
    bits = sorted((pair.bits for pair in chosen), reverse=True)
    return bits[0] + sum(more * w.FURTHER for more in bits[1:]) if bits else 0.0


def _left(parts: tuple[str, ...], used: int) -> int:
    """How many parts stayed alone; a lone letter is an initial, or says nothing."""
    return sum(len(part) > 1 and not used >> place & 1 for place, part in enumerate(parts))


def _left_over(mine: int, theirs: int, cut: bool) -> float:
    if mine and theirs:
        return w.BOTH_UNMATCHED + w.UNMATCHED_TRAVELLER * (mine - 1) + w.UNMATCHED_ENTRY * (theirs - 1) * 0.5
    return w.UNMATCHED_TRAVELLER * mine + w.UNMATCHED_ENTRY * (0 if cut else theirs)


def _assigned(pairs: list[Pair]) -> list[Pair]:
    """The best pairs first, no position twice."""
    chosen: list[Pair] = []
    ours = theirs = 0
    for pair in sorted(pairs, key=lambda pair: -pair.bits):
        if not (pair.ours & ours or pair.theirs & theirs):
            chosen.append(pair)
            ours |= pair.ours
            theirs |= pair.theirs
    return chosen


def _pairs(ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Rare) -> list[Pair]:
    found = []
    for i, mine in enumerate(ours):
        for j, their in enumerate(theirs):
            pair = _pair(mine, their, frequencies)
            if pair is not None and pair[0] > 0:
                found.append(Pair(pair[0], 1 << i, 1 << j, pair[1], (mine, their)))
    if len(found) < max(len(ours), len(theirs)):
        found += _joined(ours, theirs, frequencies) + _cut_off(ours, theirs, frequencies)
    return found


def _pair(mine: str, their: str, frequencies: Rare) -> tuple[float, Level | None] | None:
    level = relation(mine, their)
    if level is not None:
        return frequencies.rarity(their)[level] + w.LEVEL[level], level
    if (len(mine) == 1 or len(their) == 1) and mine[0] == their[0]:
        return INITIAL_BITS + w.INITIAL, None
    return None


def _joined(ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Rare) -> list[Pair]:
    """One long part against two to four neighbours on the other side, joined in their order."""
    found = []
    for start, size, text in stretches(theirs):
        for i, mine in enumerate(ours):
            level = by_letters(mine, text) if abs(len(mine) - len(text)) <= 2 else None
            if level is not None:
                bits = _sum_of(theirs[start : start + size], text, level, frequencies) + w.LEVEL[level] + w.JOINED
                found.append(Pair(bits, 1 << i, ((1 << size) - 1) << start, level, (mine, text)))
    for start, size, text in stretches(ours):
        for j, their in enumerate(theirs):
            level = by_letters(text, their) if abs(len(their) - len(text)) <= 2 else None
            if level is not None:
                bits = frequencies.rarity(their)[level] + w.LEVEL[level] + w.JOINED
                found.append(Pair(bits, ((1 << size) - 1) << start, 1 << j, level, (text, their)))
    return found


@lru_cache(maxsize=100_000)
def stretches(parts: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """(start, how many, text) of two to four neighbours; lone letters and short ones are not joined."""
    found = []
    for size in (2, 3, 4):
        for start in range(len(parts) - size + 1):
            stretch = parts[start : start + size]
            text = "".join(stretch)
            if len(text) > 5 and all(len(part) > 1 for part in stretch):
                found.append((start, size, text))
    return tuple(found)


def _sum_of(parts: tuple[str, ...], text: str, level: Level, frequencies: Rare) -> float:
    """Parts that agree together are worth what they are worth apart, and no more than such a word is rare."""
    return min(sum(frequencies.rarity(part)[Level.EXACT] for part in parts), frequencies.rarity(text)[level] + 6.0)


def _cut_off(ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Rare) -> list[Pair]:
    """A part that a system cut: the beginning of a listed part."""
    if not is_cut(ours):
        return []
    found = []
    for i, mine in enumerate(ours):
        for j, their in enumerate(theirs):
            if 3 <= len(mine) < len(their) and their.startswith(mine):
                bits = min(3.4 + 1.6 * (len(mine) - 1), frequencies.rarity(their)[Level.EXACT]) + w.PREFIX
                found.append(Pair(bits, 1 << i, 1 << j, None, (mine, their)))
    return found


SENTENCES = {
    Level.SAME: "{} and {} are spellings of one name",
    Level.SKELETON: "{} and {} sound alike",
    Level.EDIT: "{} and {} differ by one letter",
    Level.EDITS: "{} and {} differ by two letters",
}


def _told(chosen: list[Pair], frequencies: Rare) -> str:
    said = []
    for pair in chosen:
        mine, their = pair.words
        if pair.level is Level.EXACT:
            share = round(2 ** frequencies.rarity(their)[Level.EXACT])
            said.append(f"{mine} agrees: about 1 traveller in {share:,} bears it")
        elif pair.level is None:
            said.append(f"{mine} and {their} begin alike")
        else:
            said.append(SENTENCES[pair.level].format(mine, their))
    return "; ".join(said) or "no part of the name agrees"
