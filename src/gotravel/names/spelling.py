"""A token without what carriers and clerks glue to it: articles, titles, doubled letters.

Goes in: a token. Comes out: the token that is compared. Never: less than four letters left of a name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gotravel.names.groups import groups
from gotravel.names.normalise import TITLES

PATRONYMIC: Final = ("ZADEH", "ZADA", "ZADE", "POUR", "OGLU")
"""Written joined to the name or apart; apart they are particles."""
ARTICLES: Final = ("AL", "EL", "UL")

GLUED: Final = ("VANDER", "VANDEN", "VONDER", "DELOS", "DELA")
"""Particles that a carrier wrote with the name; apart they are left out."""
ASSIMILATED: Final = re.compile(r"[AE]([RSZNDTL])(?=\1)")
"""The article before a consonant that it became: ESSABAR, ARRAHMAN."""


@lru_cache(maxsize=300_000)
def bare(token: str) -> str:
    """Without a glued article or title, doubled letters single: ALNSIEM, JOHNMR, MOHAMMMED."""
    for article in ARTICLES:
        if token.startswith(article) and len(token) > 5 and token not in groups():
            token = token[2:]
            break
    for particle in GLUED:
        if token.startswith(particle) and len(token) - len(particle) >= 4 and token not in groups():
            token = token[len(particle) :]
            break
    token = ASSIMILATED.sub("", token, count=1) if len(token) > 6 and ASSIMILATED.match(token) else token
    for title in (*TITLES, *PATRONYMIC):
        if token.endswith(title) and len(token) - len(title) >= 4:
            token = token[: -len(title)]
            break
    return "".join(c for i, c in enumerate(token) if i == 0 or c != token[i - 1])
