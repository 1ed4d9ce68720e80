"""What a new version of a list changes, and whether that is unusual.

Goes in: the entries before and after. Comes out: references added, changed, removed; a sentence when the change of size
is unusual; examples for whoever may read the list. Never: a name in a sentence or a count.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gotravel.domain.list_change import Example
from gotravel.domain.watchlist import Entry

USUAL_SHARE = 0.2
USUAL_COUNT = 50
"""A change of up to a fifth of the list, or of fifty entries, is ordinary."""


MOST_EXAMPLES = 25
"""Of each kind; a whole list of a thousand removals is not read by anybody."""


class Differences(msgspec.Struct, frozen=True):
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    before: int

    @property
    def unusual(self) -> bool:
        touched = len(self.added) + len(self.removed)
        return self.before > 0 and touched > USUAL_COUNT and touched > self.before * USUAL_SHARE

    @property
    def sentence(self) -> str:
        return (
            f"The new version adds {len(self.added):,} and removes {len(self.removed):,} of {self.before:,} entries. "
            "That is unusual: a second person has to confirm it."
        )


def differences(before: Sequence[Entry], after: Sequence[Entry]) -> Differences:
    old = {entry.reference: entry for entry in before}
    new = {entry.reference: entry for entry in after}
    changed = [r for r in new.keys() & old.keys() if new[r].version != old[r].version]
    return Differences(
        tuple(sorted(new.keys() - old.keys())), tuple(sorted(changed)), tuple(sorted(old.keys() - new.keys())), len(old)
    )


def examples(before: Sequence[Entry], after: Sequence[Entry], found: Differences) -> tuple[Example, ...]:
    old = {entry.reference: entry for entry in before}
    new = {entry.reference: entry for entry in after}
    added = [Example("added", r, _name(new[r])) for r in found.added[:MOST_EXAMPLES]]
    changed = [
        Example("changed", r, _name(new[r]), fields_changed(old[r], new[r])) for r in found.changed[:MOST_EXAMPLES]
    ]
    return (*added, *changed, *(Example("removed", r, _name(old[r])) for r in found.removed[:MOST_EXAMPLES]))


def _name(entry: Entry) -> str:
    return entry.names[0].full if entry.names else ""


def fields_changed(old: Entry, new: Entry) -> tuple[str, ...]:
    told = (name for name in old.__struct_fields__ if name not in ("id", "watchlist", "version"))
    return tuple(name.replace("_", " ") for name in told if getattr(old, name) != getattr(new, name))
