"""What the compiled engine reads and writes: an index, a batch of travellers, the rules, room to work in.

Goes in: nothing. Comes out: named tuples of arrays, which compiled code takes as they are. Never: anything that is not numbers.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.screening import alignment, bound
from gotravel.screening.alignment import Worked

Array = npt.NDArray[Any]
HEAD: Final = 4
"""Numbers about a name, side by side in one line of the processor's cache: where its tokens begin, its entry, how many parts and
names there are (`head_kind`), the sign of its entry."""
MOST_NAMES: Final = 255
"""Names of one entry that a head counts."""


class Listed(NamedTuple):
    """An index: tokens, names, entries."""

    letters: Array
    letter_starts: Array
    shapes: Array
    """Of tokens: how many letters, and which."""
    bits: Array
    profile: Array
    classes: Array
    posting_starts: Array
    """x (where the postings begin, where those of names without a part of one letter do)"""
    postings: Array
    """`postings.py`"""
    heads: Array
    name_tokens: Array
    name_family: Array
    first_name: Array
    birth_starts: Array
    births: Array
    nationality_starts: Array
    nationalities: Array
    issuer_starts: Array
    issuers: Array
    sexes: Array
    lists: Array
    until: Array
    """The last day (ordinal) on which the entry matches."""


def head_kind(parts: Array, lone: Array, weak: Array, names: Array) -> Array:
    """Parts, parts of one letter, whether the name is weak, how many names its entry has; in one number."""
    kinds: Array = parts | lone << 4 | weak << 8 | np.minimum(names, MOST_NAMES) << 9
    return kinds


class Asked(NamedTuple):
    """Travellers: rows are spellings, each of a traveller; tokens are the distinct parts of this batch."""

    row_query: Array
    row_starts: Array
    row_parts: Array
    row_family: Array
    row_cut: Array
    door_starts: Array
    doors: Array
    door_letters: Array
    """0 where parts were joined to one that is listed; the letters left of a listed part that was cut off; -1 where a long part
    begins or ends with a listed one. The last kind comes first."""
    letters: Array
    letter_starts: Array
    near_starts: Array
    near_numbers: Array
    near_levels: Array
    borne: Array
    """Bits of each distinct part among travellers."""
    born: Array
    nationality: Array
    nationality_bits: Array
    nationality_classes: Array
    """Shares of the classes of names among travellers of this State; the last row is of all travellers."""
    state: Array
    """The State whose classes those are: of the nationality, else of the first issuer."""
    issuer_starts: Array
    issuers: Array
    issuer_bits: Array
    """Of each issuing State, where it agrees."""
    issuer_most: Array
    """Of each traveller, the most that an issuing State may add: the bound on it."""
    sex: Array
    slack: Array
    """Bits that facts outside this comparison may add."""


class Rules(NamedTuple):
    thresholds: Array
    """By list; infinite where a list does not match."""
    lowest: float
    day: int
    name: Array
    facts: Array
    floor: float
    cap: float
    lone: int
    """The most initials of one listed name: they agree without a posting."""


class Scratch(NamedTuple):
    """Room of one thread, kept between batches: marks of another row are older than this row's."""

    marks: Array
    """Of names: the row that met them last."""
    slots: Array
    """Of tokens: `bound.BY_PART`."""
    epoch: Array
    row: bound.Row
    room: Worked


def scratch(names: int, tokens: int) -> Scratch:
    return Scratch(
        np.zeros(names, np.int32), np.zeros(tokens, np.int64), np.zeros(1, np.int64), bound.row(), alignment.room()
    )
