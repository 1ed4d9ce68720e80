"""Which entries are worth comparing with a traveller.

Goes in: entries in force. Comes out: an Index as files of arrays that every worker maps; candidates of a query, best bound
first. Never: an entry missed whose name could reach the floor, or that shares a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.domain.watchlist import Entry
from gotravel.names.normalise import tokens
from gotravel.names.relation import Level
from gotravel.screening import arrays, weights
from gotravel.screening.arrays import Facts
from gotravel.screening.frequencies import Frequencies, Rarity
from gotravel.screening.name_evidence import is_cut
from gotravel.screening.neighbours import Neighbours
from gotravel.screening.query import Query

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]
NAME_FLOOR = 6.5
"""Bits that a name must be able to reach: below, a birth date alone would raise strangers."""
MOST = 60
"""Candidates compared in full; beyond, those of the highest bound (a name that so many bear is weak evidence)."""
SPLIT_FROM, SPLIT_PART = 8, 4
REMEMBERED = 30_000
LEVELS = np.array([weights.LEVEL[level] for level in Level], np.float32)
NONE: tuple[Ids, Floats] = (np.empty(0, np.int32), np.empty(0, np.float32))


class Meta(msgspec.Struct, frozen=True):
    snapshot: str
    frequencies: Frequencies


class Index:
    """Arrays of one state of the lists. `entries` are decoded one by one, when they are looked at."""

    def __init__(self, meta: Meta, held: dict[str, Any], vocabulary: Sequence[str]) -> None:
        self.snapshot, self.vocabulary, self.held = meta.snapshot, vocabulary, held
        self.numbers = {token: number for number, token in enumerate(vocabulary)}
        self.frequencies = InIndex(meta.frequencies, self.numbers, held["rarities"])
        self.neighbours = Neighbours(vocabulary, held["hashes"], held["owners"])
        self.entries = Entries(held["entry_offsets"], held["entry_bytes"])
        self.facts = Facts(held)
        self._postings = lru_cache(maxsize=REMEMBERED)(self._postings_of)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self.held.items():
            np.save(folder / f"{name}.npy", array)
        (folder / "vocabulary.txt").write_text("\n".join(self.vocabulary), encoding="utf-8")
        meta = Meta(self.snapshot, self.frequencies.counted)
        (folder / "meta.msgpack").write_bytes(msgspec.msgpack.encode(meta))

    @staticmethod
    def load(folder: Path) -> Index:
        """Arrays are mapped, not read: workers share the pages."""
        meta = msgspec.msgpack.decode((folder / "meta.msgpack").read_bytes(), type=Meta)
        held = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        text = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        return Index(meta, held, text.split("\n") if text else [])

    def candidates(self, query: Query, floor: float) -> dict[int, list[int]]:
        """Entries whose bound reaches the floor, each with its spellings that do; and those that share a document."""
        best: dict[int, float] = {}
        among: dict[int, list[int]] = {}
        for family, given in query.names:
            for entry, name, bound in self._by_name(tokens(f"{given} {family}"), query, floor):
                best[entry] = max(bound, best.get(entry, 0.0))
                among.setdefault(entry, []).append(name)
        ranked = sorted(best, key=lambda entry: -best[entry])[:MOST]
        return {entry: among[entry] for entry in ranked} | {
            entry: among.get(entry, []) for entry in self.facts.with_documents(query.documents)
        }

    def _by_name(self, parts: tuple[str, ...], query: Query, floor: float) -> list[tuple[int, int, float]]:
        posted = [found for asked in self._asked(parts) if len((found := self._postings(asked))[0])]
        if not posted:
            return []
        names, bounds, agreeing = _summed(posted)
        if len(parts) > 1 and not is_cut(parts) and all(len(part) > 1 for part in parts):
            alone = (agreeing == 1) & (self.held["name_parts"][names] > 1)
            bounds = np.where(alone, bounds + weights.SINGLE_SHARED + weights.BOTH_UNMATCHED, bounds)
        enough = bounds >= NAME_FLOOR
        names, bounds = names[enough], bounds[enough]
        if not len(names):
            return []
        entries = self.held["name_entry"][names]
        totals: Any = self.facts.bound(query, entries, bounds)
        reach = totals >= floor
        names, entries = names[reach], entries[reach]
        within = names - self.held["first_name"][entries]
        return list(zip(entries.tolist(), within.tolist(), totals[reach].tolist(), strict=True))

    def _asked(self, parts: tuple[str, ...]) -> list[tuple[str, str]]:
        """Every part, neighbours joined to a listed part, and what long parts may be joined of."""
        asked = [("whole", part) for part in parts]
        joined = ("".join(parts[i : i + size]) for size in (2, 3) for i in range(len(parts) - size + 1))
        asked += [("joined", text) for text in joined if text in self.numbers]
        return asked + [(kind, part) for part in parts if len(part) >= SPLIT_FROM for kind in ("begins", "ends")]

    def _postings_of(self, asked: tuple[str, str]) -> tuple[Ids, Floats]:
        """Names that hold a token near this one, with the bits of the nearest; ids ascend, each once."""
        kind, token = asked
        near = self._near(kind, token)
        if not near:
            return NONE
        starts, listed = self.held["token_starts"], self.held["token_names"]
        bits = self.held["rarities"][[n for n, _ in near], [int(level) for _, level in near]]
        bits = bits + LEVELS[[int(level) for _, level in near]]
        ids = [listed[starts[number] : starts[number + 1]] for number, _ in near]
        names, worth = np.concatenate(ids), np.repeat(bits, [len(one) for one in ids]).astype(np.float32)
        order = np.lexsort((-worth, names))
        names, worth = names[order], worth[order]
        first = np.concatenate(([True], names[1:] != names[:-1]))
        return names[first].astype(np.int32), worth[first]

    def _near(self, kind: str, token: str) -> tuple[tuple[int, Level], ...]:
        if kind == "whole":
            return self.neighbours.of(token)
        if kind == "joined":
            return ((self.numbers[token], Level.EXACT),)
        # What a long part may begin (or end) with: a carrier joined two names into one.
        cuts = range(SPLIT_PART, len(token) - 2)
        parts = (token[:cut] for cut in cuts) if kind == "begins" else (token[-cut:] for cut in cuts)
        return tuple((self.numbers[part], Level.EXACT) for part in parts if part in self.numbers)


class InIndex:
    """How rare the tokens of the lists are: from the index, others from the counts."""

    def __init__(self, counted: Frequencies, numbers: dict[str, int], rarities: Any) -> None:
        self.counted, self.numbers, self.rarities = counted, numbers, rarities
        self.version = counted.version
        self.rarity = lru_cache(maxsize=REMEMBERED)(self._rarity)

    def _rarity(self, token: str) -> Rarity:
        number = self.numbers.get(token)
        return self.counted.rarity(token) if number is None else tuple(self.rarities[number].tolist())


class Entries:
    def __init__(self, offsets: Any, raw: Any) -> None:
        self.offsets, self.raw = offsets, raw
        self.decode = lru_cache(maxsize=REMEMBERED)(self._decode)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> Entry:
        return self.decode(number)

    def _decode(self, number: int) -> Entry:
        start, end = int(self.offsets[number]), int(self.offsets[number + 1])
        return msgspec.msgpack.decode(self.raw[start:end].tobytes(), type=Entry)


def build(entries: Iterable[Entry], frequencies: Frequencies) -> Index:
    held, vocabulary, digest = arrays.of_entries(entries, frequencies)
    return Index(Meta(digest, frequencies), held, vocabulary)


def _summed(posted: list[tuple[Ids, Floats]]) -> tuple[Ids, Floats, Ids]:
    """(names, bound, how many parts agree): only names that some part raises high enough are looked up in the postings
    of common parts."""
    posted.sort(key=lambda found: -float(found[1].max()))
    highest = [float(worth.max()) for _, worth in posted]
    needed = next((n for n in range(len(posted)) if sum(highest[n:]) < NAME_FLOOR), len(posted))
    if not needed:
        return *NONE, NONE[0]
    first = [names for names, _ in posted[:needed]]
    names = np.unique(np.concatenate(first)) if needed > 1 else first[0]
    bounds = np.zeros(len(names), np.float32)
    agreeing = np.zeros(len(names), np.int32)
    for held, worth in posted:
        at = held.searchsorted(names)
        at[at == len(held)] = 0
        same = held[at] == names
        bounds += worth[at] * same
        agreeing += same
    return names, bounds, agreeing
