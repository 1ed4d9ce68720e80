"""How near two tokens of names are: equal, spellings of one name, of one skeleton, one or two slips apart.

Goes in: two tokens. Comes out: a Level, or None. Never: a level that depends on who bears the name.
"""

from __future__ import annotations

from enum import IntEnum

from gotravel.names import nearness
from gotravel.names.nearness import marked


class Level(IntEnum):
    """What kind of nearness; where several hold, the first one counts."""

    EXACT = nearness.EXACT
    SAME = nearness.SAME
    """Spellings of one name by our table, or equal but for a glued article or title, or doubled letters."""
    SPELLING = nearness.SPELLING
    """Alike by consonants, and by letters but for two at most."""
    EDIT = nearness.EDIT
    """One letter lost, added, changed, or swapped with the next."""
    SOUND = nearness.SOUND
    """Alike by consonants alone."""
    EDITS = nearness.EDITS
    """Two such slips."""


def relation(one: str, other: str) -> Level | None:
    """Symmetric."""
    level = nearness.nearness(*marked(one), *marked(other))
    return None if level == nearness.NOT_NEAR else Level(level)
