"""A token without what carriers and clerks glue to it: articles, titles, doubled letters.

Goes in: a token. Comes out: the token that is compared. Never: less than four letters left of a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gotravel.names.groups import groups
from gotravel.names.normalise import DOUBLED, TITLES

PATRONYMIC: Final = ("ZADEH", "ZADA", "ZADE", "POUR", "OGLU")
"""Written joined to the name or apart; apart they are particles."""
ARTICLES: Final = ("AL", "EL", "UL")

GLUED: Final = ("VANDER", "VANDEN", "VONDER", "DELOS", "DELA")
"""Particles that a carrier wrote with the name; apart they are left out."""
ASSIMILATED: Final = re.compile(r"[AE]([RSZNDTL])(?=\1)")
"""The article before a consonant that it became: ESSABAR, ARRAHMAN."""


ENDINGS: Final = (*TITLES, *PATRONYMIC)


@lru_cache(maxsize=300_000)
def bare(token: str) -> str:
    """Without a glued article or title, doubled letters single: ALNSIEM, JOHNMR, MOHAMMMED."""
    if token.startswith(ARTICLES) and len(token) > 5 and token not in groups():
        token = token[2:]
    if token.startswith(GLUED):
        token = _without_particle(token)
    if len(token) > 6 and token[0] in "AE" and ASSIMILATED.match(token):
        token = ASSIMILATED.sub("", token, count=1)
    if token.endswith(ENDINGS):
        token = _without_ending(token)
    return DOUBLED.sub(r"\1", token)


def _without_particle(token: str) -> str:
    for particle in GLUED:
        if token.startswith(particle) and len(token) - len(particle) >= 4 and token not in groups():
            return token[len(particle) :]
    return token


def _without_ending(token: str) -> str:
    for ending in ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= 4:
            return token[: -len(ending)]
    return token
