"""An index of one state of the lists: files of arrays that every worker maps.

Goes in: entries in force, how common names are. Comes out: an Index; what a batch of travellers asks of it, as arrays. Never:
an index that depends on the process that built it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry
from gotravel.names.compiled import readable
from gotravel.screening import arrays, values
from gotravel.screening.asking import Asking
from gotravel.screening.columns import Listed, Scratch, scratch
from gotravel.screening.frequencies import Frequencies, Rarities
from gotravel.screening.neighbours import Keyed, Neighbours, Tokens
from gotravel.screening.query import Query

Array = npt.NDArray[Any]
FORMAT: Final = 5
"""Of the files; an index of another is built anew."""
REMEMBERED: Final = 30_000


class Meta(msgspec.Struct, frozen=True):
    snapshot: str
    frequencies: Frequencies
    lists: tuple[WatchlistId, ...]


class Index:
    """Arrays of one state of the lists. `entries` are decoded one by one, when they are looked at."""

    def __init__(self, meta: Meta, held: dict[str, Array], vocabulary: Sequence[str]) -> None:
        self.meta, self.snapshot, self.vocabulary = meta, meta.snapshot, vocabulary
        self.held = {name: readable(found) for name, found in held.items()}
        self.listed = Listed(**{name: self.held[name] for name in Listed._fields})
        tokens = Tokens(self.held["letters"], self.held["letter_starts"], self.held["marks"])
        neighbours = Neighbours(tokens, Keyed(self.held["hashes"], self.held["owners"], self.held["buckets"]))
        numbers = {token: number for number, token in enumerate(vocabulary)}
        self.asking = Asking(numbers, neighbours, meta.frequencies)
        self.frequencies = InIndex(meta.frequencies, numbers, self.held["bits"], self.held["profile"])
        self.entries = Entries(self.held["entry_starts"], self.held["entry_bytes"])
        counts = (
            np.bincount(self.held["lists"], minlength=len(meta.lists))
            if len(self.held["lists"])
            else [0] * len(meta.lists)
        )
        self.sizes = {one: int(count) for one, count in zip(meta.lists, counts, strict=True)}
        """Entries of each list."""
        self.most_lone = int((self.listed.heads[:, 2] >> 4 & 15).max(initial=0))
        self._rooms = threading.local()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self.held.items():
            np.save(folder / f"{name}.npy", array)
        (folder / "vocabulary.txt").write_text("\n".join(self.vocabulary), encoding="utf-8")
        (folder / "meta.msgpack").write_bytes(msgspec.msgpack.encode(self.meta))

    @staticmethod
    def load(folder: Path) -> Index:
        """Arrays are mapped, not read: workers share the pages."""
        meta = msgspec.msgpack.decode((folder / "meta.msgpack").read_bytes(), type=Meta)
        held = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        text = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        return Index(meta, held, text.split("\n") if text else [])

    def room(self) -> Scratch:
        """Room for the sums of one thread."""
        if not hasattr(self._rooms, "scratch"):
            self._rooms.scratch = scratch(len(self.listed.heads), len(self.vocabulary))
        found: Scratch = self._rooms.scratch
        return found

    def by_documents(self, queries: Sequence[Query]) -> set[tuple[int, int]]:
        """(query, entry) that share a document number, or one that differs by letters that look alike."""
        asked = [(number, values.hashed(one.number)) for number, query in enumerate(queries) for one in query.documents]
        hashes, owners = self.held["document_hashes"], self.held["document_owners"]
        if not asked or not len(hashes):
            return set()
        wanted = np.array([one for _, one in asked], np.uint32)
        left, right = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
        return {(asked[i][0], int(entry)) for i in np.flatnonzero(right > left) for entry in owners[left[i] : right[i]]}


class InIndex:
    """How rare the tokens of the lists are: from the index, others from the counts."""

    def __init__(self, counted: Frequencies, numbers: dict[str, int], bits: Array, profile: Array) -> None:
        self.counted, self.numbers, self.bits, self.profile = counted, numbers, bits, profile
        self.version, self.classes = counted.version, counted.classes

    def nationality(self, code: str | None) -> tuple[float, Array]:
        return self.counted.nationality(code)

    def borne(self, parts: Iterable[str]) -> Array:
        return self.counted.borne(parts)

    def rarities(self, asked: Sequence[str]) -> Rarities:
        numbers = [self.numbers.get(token, -1) for token in asked]
        if min(numbers, default=-1) < 0:
            return self.counted.rarities(asked)
        return Rarities(self.bits[numbers], self.profile[numbers])


class Entries:
    def __init__(self, starts: Array, raw: Array) -> None:
        self.starts, self.raw = starts, raw
        self.decode = lru_cache(maxsize=REMEMBERED)(self._decode)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> Entry:
        return self.decode(number)

    def _decode(self, number: int) -> Entry:
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        return msgspec.msgpack.decode(self.raw[start:end].tobytes(), type=Entry)


def build(entries: Iterable[Entry], frequencies: Frequencies) -> Index:
    held, laid = arrays.of_entries(entries, frequencies)
    meta = Meta(laid.digest.hexdigest(), frequencies, tuple(laid.known_lists))
    return Index(meta, held, list(laid.numbers))
