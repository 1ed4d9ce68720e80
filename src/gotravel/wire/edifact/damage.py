"""Segments with a wrong character in or behind their tag, known by what follows it.

Goes in: the text of a piece that begins with no known tag. Comes out: what it was meant to be, or None. Never: a guess where
two tags would fit.
"""

from __future__ import annotations

import operator
import re
from typing import Final

from gotravel.wire.edifact.separators import Separators
from gotravel.wire.edifact.tags import ENVELOPE, LETTERS_OF_TAG, NAME, NAMED, PAXLST_STARTS, RECOGNISED, is_near, starts

LONGEST_TAG: Final = 4
"""With a letter too many."""
WORD: Final = re.compile(r"[A-Z]{3}")
TAG: Final = re.compile(r"[A-Za-z0-9]{3}")
SEPARATED: Final = frozenset({*PAXLST_STARTS, "UNB", "ERP", "ERC"})
"""Tags of which the beginning is known well enough to see that the separator is damaged."""
SEPARATED_IN_PUSH: Final = frozenset({"TIF", "TKT", "SSR", "TVL", "RCI", "RPI", "SSD", "FTI", "EQN"})


class Damage:
    """For one interchange."""

    def __init__(self, own: Separators, *, is_pnr: bool) -> None:
        self.element = own.element
        self.starts = starts(own.element, own.component, is_pnr)
        self.is_pnr = is_pnr
        if is_pnr:
            name = NAME.replace("§", re.escape(own.element)).replace("¤", re.escape(own.component))
            self.starts = self.starts | {"TIF": re.compile(name)}
        # Whether a segment with another tag names somebody, its reader knows better.
        self.among = tuple(RECOGNISED if is_pnr else PAXLST_STARTS - ENVELOPE - NAMED)

    def separated(self, text: str) -> str | None:
        """`LOC178+JFK` and `LOC:178+JFK` with the element separator behind the tag, where only this makes sense."""
        if text[:LETTERS_OF_TAG] not in (SEPARATED_IN_PUSH if self.is_pnr else SEPARATED):
            return None
        for rest in (text[4:] if not text[3:4].isalpha() else "", text[3:]):
            if rest and self._begins(text[:LETTERS_OF_TAG], rest):
                return text[:LETTERS_OF_TAG] + self.element + rest
        return None

    def parted(self, tag: str, text: str) -> bool:
        """Whether the text follows this tag, which stands alone: `TIF'ROE+JIM MR:A:2'`."""
        return tag in (SEPARATED_IN_PUSH if self.is_pnr else SEPARATED) and self._begins(tag, text)

    def near_tag(self, text: str) -> str | None:
        """Of a push: the tag that this one nearly is (`TF+ROE:I+JIM MR:A:2`), with the separator and what follows it."""
        tag, separator, rest = text.partition(self.element)
        if not (self.is_pnr and separator) or len(tag) > LONGEST_TAG:
            return None
        # A name's tag with one letter exchanged is known to its reader by what stands around it.
        names = () if WORD.fullmatch(tag) else ("TIF",)
        near = [one for one in (*names, *RECOGNISED) if is_near(tag, one) and self._begins(one, rest)]
        return f"{near[0]}{separator}{rest}" if len(near) == 1 else None

    def meant_tag(self, tag: str, text: str) -> str | None:
        """The tag that this one is but for one letter, if what follows looks like the beginning of just that segment."""
        if len(text) == len(tag) or not TAG.fullmatch(tag):
            return None
        near = [known for known in self.among if sum(map(operator.ne, known, tag)) == 1]
        meant = [known for known in near if self._begins(known, text[LETTERS_OF_TAG + 1 :])]
        return meant[0] if len(meant) == 1 else None

    def is_segment(self, text: str) -> bool:
        """`XAD+FL+++DOE:JANE`: the tag is damaged, the rest shows what it was."""
        tag, separator, rest = text.partition(self.element)
        if not separator or len(tag) > LONGEST_TAG:
            return False
        return any(self._begins(one, rest) for one in SEPARATED if one in NAMED or is_near(tag, one))

    def _begins(self, tag: str, rest: str) -> bool:
        """Whether the rest of a segment looks like what follows this tag."""
        return self.starts[tag].match(rest) is not None
