"""How near two tokens of names are: equal, spellings of one name, of one skeleton, one or two slips apart.

Goes in: two tokens. Comes out: a Level, or None. Never: a level that depends on who bears the name.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from gotravel.names.groups import groups
from gotravel.names.normalise import TITLES, skeleton


class Level(IntEnum):
    """From nearest to farthest; each contains those before it."""

    EXACT = 0
    SAME = 1
    SKELETON = 2
    EDIT = 3
    EDITS = 4


PATRONYMIC: Final = ("ZADEH", "ZADA", "ZADE", "POUR", "OGLU")
"""Written joined to the name or apart; apart they are particles."""
ARTICLES: Final = ("AL", "EL", "UL")
SHORT, LONG = 4, 8
"""From how many letters on one, and two, slips are believed."""
LONGEST_CUT = 14
"""Up to so many letters a token is found by cutting letters out; longer ones by how they begin or end."""


@lru_cache(maxsize=400_000)
def relation(one: str, other: str) -> Level | None:
    """Symmetric."""
    if one == other:
        return Level.EXACT
    if _same(one, other):
        return Level.SAME
    if min(len(one), len(other)) >= 3 and len(mine := skeleton(bare(one))) > 1 and mine == skeleton(bare(other)):
        return Level.SKELETON
    return _by_slips(one, other)


@lru_cache(maxsize=100_000)
def by_letters(one: str, other: str) -> Level | None:
    """As `relation`, but sound counts for nothing: for joined parts, where sound alone would fit too much."""
    if one == other:
        return Level.EXACT
    return Level.SAME if _same(one, other) else _by_slips(one, other)


def _by_slips(one: str, other: str) -> Level | None:
    shorter = min(len(one), len(other))
    if shorter < SHORT or abs(len(one) - len(other)) > 2:
        return None
    allowed = 2 if shorter >= LONG else 1
    distance = OSA.distance(one, other, score_cutoff=allowed)
    if distance > allowed or (shorter > LONGEST_CUT and one[:6] != other[:6] and one[-6:] != other[-6:]):
        return None
    return Level.EDIT if distance == 1 else Level.EDITS


def _same(one: str, other: str) -> bool:
    group = groups().get(one)
    if group is not None and groups().get(other) == group:
        return True
    return bare(one) == bare(other) and len(bare(one)) > 2


ASSIMILATED = re.compile(r"[AE]([RSZNDTL])(?=\1)")
"""The article before a consonant that it became: ESSABAR, ARRAHMAN."""


@lru_cache(maxsize=300_000)
def bare(token: str) -> str:
    """Without a glued article or title, doubled letters single: ALNSIEM, JOHNMR, MOHAMMMED."""
    for article in ARTICLES:
        if token.startswith(article) and len(token) > 5 and token not in groups():
            token = token[2:]
            break
    token = ASSIMILATED.sub("", token, count=1) if len(token) > 6 and ASSIMILATED.match(token) else token
    for title in (*TITLES, *PATRONYMIC):
        if token.endswith(title) and len(token) - len(title) >= 4:
            token = token[: -len(title)]
            break
    return "".join(c for i, c in enumerate(token) if i == 0 or c != token[i - 1])


def keys(token: str) -> set[str]:
    """Two tokens that `relation` calls near share at least one of these."""
    found = {f"={token}", f"~{skeleton(bare(token))}", f"!{bare(token)}"}
    group = groups().get(token)
    if group is not None:
        found.add(f"@{group}")
    if len(token) > LONGEST_CUT - 2:
        around = {(len(token) + more) // 5 for more in (-2, 0, 2)}
        found |= {f"<{token[:6]}{size}" for size in around} | {f">{token[-6:]}{size}" for size in around}
    if SHORT <= len(token) <= LONGEST_CUT + 2:
        once = {token[:i] + token[i + 1 :] for i in range(len(token))}
        found |= {f"-{token}", *(f"-{cut}" for cut in once)}
        if len(token) >= LONG:
            found |= {f"-{cut[:i]}{cut[i + 1 :]}" for cut in once for i in range(len(cut))}
    return found
