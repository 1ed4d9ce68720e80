"""A reason is kept in the audit for years, so it names nobody: what was looked for does not stand in it.

Goes in: what an officer wrote, names and document numbers of who was looked for or found. Comes out: whether it names one of
them. Never: a guess about a person who was neither looked for nor found.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from gotravel.names.normalise import tokens

SHORTEST_NAME, SHORTEST_NUMBER = 3, 4
ALIKE = 0.84
"""One letter of five or more that differs, is missing or too many."""


ORDINARY = frozenset(
    """THE AND FOR NOT BUT WAS ARE HAS HAD HIS HER HIM SHE WHO WHY HOW ALL ANY ONE TWO OUT OFF NEW OLD OUR YOU MAY CAN SEE SAY
    FROM WITH THIS THAT THEY THEM HAVE BEEN WILL WHEN INTO OVER SAME SUCH LES DES UNE SUR PAR AUX EST SON QUE QUI LOS LAS UNA
    CON POR DER DIE DAS UND MIT VON HET EEN VAN""".split()  # noqa: SIM905
)
"""Words that every sentence has, and that are names too: beside another part of a name they are not looked for."""


def names_somebody(reason: str, names: Iterable[str | None], numbers: Iterable[str | None] = ()) -> bool:
    written = set(tokens(reason))
    looked_for = {token for name in names for token in tokens(name or "") if len(token) >= SHORTEST_NAME}
    looked_for = looked_for - ORDINARY or looked_for
    if any(_alike(token, word) for token in looked_for for word in written):
        return True
    plain = _letters(reason)
    return any(len(_letters(number or "")) >= SHORTEST_NUMBER and _letters(number or "") in plain for number in numbers)


def _alike(name: str, word: str) -> bool:
    if name == word:
        return True
    near = abs(len(name) - len(word)) <= 1 and min(len(name), len(word)) >= 5
    return near and SequenceMatcher(None, name, word, autojunk=False).ratio() >= ALIKE


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
