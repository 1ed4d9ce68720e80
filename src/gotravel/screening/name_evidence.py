"""What two names say about being of one person, in bits.

Goes in: token tuples of a traveller and of a listed name, and how common tokens are. Comes out: bits and a sentence.
Never: word order as a must: carriers swap it.
"""

from __future__ import annotations

from math import log2

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from gotravel.names.normalise import skeleton
from gotravel.screening import weights as w
from gotravel.screening.frequencies import Frequencies


class NameEvidence(msgspec.Struct, frozen=True):
    bits: float
    shared: int
    sentence: str


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Frequencies) -> NameEvidence:
    pairs = sorted(_pairs(ours, theirs, frequencies), key=lambda p: -p[0])
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    bits, told, order = 0.0, [], []
    for weight, mine, their, sentence in pairs:
        if weight > 0 and mine not in used_ours and their not in used_theirs:
            used_ours.add(mine)
            used_theirs.add(their)
            bits += weight
            told.append(sentence)
            order.append((mine, their))
    bits += _left_over(len(ours) - len(used_ours), len(theirs) - len(used_theirs))
    if len(told) == 1 and (len(ours) > 1 or len(theirs) > 1):
        bits += w.SINGLE_SHARED
    if [t for _, t in sorted(order)] != sorted(t for _, t in order):
        bits += w.SWAPPED_ORDER
    return NameEvidence(bits, len(told), "; ".join(told) or "no part of the name agrees")


def _left_over(mine: int, theirs: int) -> float:
    if mine and theirs:
        return w.BOTH_UNMATCHED + w.UNMATCHED_TRAVELLER * (mine - 1)
    return w.UNMATCHED_TRAVELLER * mine + w.UNMATCHED_ENTRY * theirs


def _pairs(
    ours: tuple[str, ...], theirs: tuple[str, ...], frequencies: Frequencies
) -> list[tuple[float, int, int, str]]:
    found = []
    for i, mine in enumerate(ours):
        for j, their in enumerate(theirs):
            bits, sentence = _pair(mine, their, frequencies)
            found.append((bits, i, j, sentence))
    return found


def _pair(mine: str, their: str, frequencies: Frequencies) -> tuple[float, str]:
    if mine == their:
        share = frequencies.share(mine, near=False)
        return -log2(share), f"{mine} agrees: about 1 traveller in {round(1 / share):,} bears it"
    near = frequencies.share(mine, near=True)
    if len(mine) == 1 or len(their) == 1:
        return (3.0 + w.INITIAL if mine[0] == their[0] else 0.0), f"{mine} and {their} begin alike"
    if len(mine) > 3 and len(their) > 3 and (mine.startswith(their) or their.startswith(mine)):
        return -log2(near) + w.NEAR_SPELLING, f"{mine} and {their}: one is the beginning of the other"
    if skeleton(mine) == skeleton(their) and len(skeleton(mine)) > 1:
        return -log2(near) + w.NEAR_SPELLING, f"{mine} and {their} are spellings of one name"
    allowed = 2 if min(len(mine), len(their)) >= 8 else 1 if min(len(mine), len(their)) >= 4 else 0
    if allowed and DamerauLevenshtein.distance(mine, their, score_cutoff=allowed) <= allowed:
        return -log2(
            near
        ) + w.ONE_EDIT, f"{mine} and {their} differ by {allowed} letter{'s' if allowed > 1 else ''} at most"
    return 0.0, ""
