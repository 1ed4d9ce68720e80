"""Entries as arrays: what the index needs of them, laid out so that files of it can be mapped.

Goes in: entries, how common names are. Comes out: named arrays and the vocabulary. Never: an entry that is not in the arrays.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry, NameKind
from gotravel.screening.alignment import MOST
from gotravel.screening.columns import HEAD, head_kind
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.neighbours import Keyed, Tokens
from gotravel.screening.postings import beside
from gotravel.screening.signs import BIRTHS, signs
from gotravel.screening.spelled import Spelled, as_listed
from gotravel.screening.values import SEXES, birth, country, hashed, issuers, plain

Array = npt.NDArray[Any]
ALWAYS = 3_000_000
"""A day that no entry outlives, as an ordinal."""
PORTION = 20_000
"""Tokens whose rarity is looked up in one go."""
SHORTEST_DOCUMENT = 5


class Laid:
    """Grows by one entry at a time."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.name_tokens, self.name_starts = array("i"), array("q", [0])
        self.name_entry, self.name_family = array("i"), array("i")
        self.name_weak, self.name_lone = array("b"), array("b")
        self.first_name = array("i", [0])
        self.births, self.birth_starts = array("i"), array("q", [0])
        self.nationalities, self.nationality_starts = array("i"), array("q", [0])
        self.issuers, self.issuer_starts = array("i"), array("q", [0])
        self.sexes, self.lists, self.until = array("b"), array("h"), array("i")
        self.documents: list[tuple[int, int]] = []
        self.packed, self.packed_starts = bytearray(), array("q", [0])
        self.known_lists: dict[WatchlistId, int] = {}
        self.digest = hashlib.sha256()

    def add(self, entry: Entry) -> None:
        number = len(self.sexes)
        self.digest.update(f"{entry.id}:{entry.version};".encode())
        self.packed += msgspec.msgpack.encode(entry)
        self.packed_starts.append(len(self.packed))
        for name in entry.names:
            for spelled in as_listed(name):
                self._add_name(spelled, number, name.kind is NameKind.WEAK)
        self.first_name.append(len(self.name_entry))
        for born in entry.born:
            self.births.extend(birth(born))
        self.birth_starts.append(len(self.births) // 3)
        self.nationalities.extend(country(one) for one in entry.nationalities)
        self.nationality_starts.append(len(self.nationalities))
        self.issuers.extend(country(one) for one in issuers(entry.documents))
        self.issuer_starts.append(len(self.issuers))
        self.sexes.append(SEXES.get(entry.sex or "", 0))
        self.lists.append(self.known_lists.setdefault(entry.watchlist, len(self.known_lists)))
        ends = [day.toordinal() for day in (entry.review_due, entry.expires) if day is not None]
        self.until.append(min(ends, default=ALWAYS))
        numbers = {plain(document.number) for document in entry.documents}
        self.documents += [(hashed(one), number) for one in numbers if len(one) >= SHORTEST_DOCUMENT]

    def _add_name(self, spelled: Spelled, entry: int, weak: bool) -> None:
        self.name_tokens.extend(self.numbers.setdefault(part, len(self.numbers)) for part in spelled.parts)
        self.name_starts.append(len(self.name_tokens))
        self.name_entry.append(entry)
        self.name_family.append(spelled.family)
        self.name_weak.append(weak)
        self.name_lone.append(sum(len(part) == 1 for part in spelled.parts))

    def signs(self) -> Array:
        """Of each entry; `signs.py`."""
        births = np.array(self.births, np.int32).reshape(-1, 3)
        issued = np.diff(np.array(self.issuer_starts, np.int64)) > 0
        nations, starts = np.array(self.nationalities, np.int32), np.array(self.nationality_starts, np.int64)
        return signs(
            births, np.array(self.birth_starts, np.int64), np.array(self.sexes, np.int8), nations, starts, issued
        )

    def heads(self, signed: Array) -> Array:
        """Of each name; `columns.HEAD`."""
        starts, owners = np.array(self.name_starts, np.int64), np.array(self.name_entry, np.int32)
        lone, weak = np.array(self.name_lone, np.int32), np.array(self.name_weak, np.int32)
        names = np.diff(np.array(self.first_name, np.int32))[owners]
        kinds = head_kind(np.diff(starts).astype(np.int32), lone, weak, names)
        return np.stack((starts[:-1].astype(np.int32), owners, kinds, signed[owners]), axis=1).reshape(-1, HEAD)


def of_entries(entries: Iterable[Entry], frequencies: Frequencies) -> tuple[dict[str, Array], Laid]:
    laid = Laid()
    for entry in entries:
        laid.add(entry)
    vocabulary = list(laid.numbers)
    tokens = Tokens.of(vocabulary)
    keyed = Keyed.of(tokens)
    bits, profile = _rarities(vocabulary, frequencies)
    tokens_of_names = np.frombuffer(laid.name_tokens, np.int32) if laid.name_tokens else np.empty(0, np.int32)
    heads = laid.heads(laid.signs())
    posting_starts, postings = _postings(tokens_of_names, heads, len(vocabulary))
    laid.documents.sort()
    held: dict[str, Array] = {
        "letters": tokens.letters, "letter_starts": tokens.starts, "marks": tokens.marks,
        "hashes": keyed.hashes, "owners": keyed.owners, "buckets": keyed.buckets,
        "bits": bits, "profile": profile, "classes": frequencies.classes,
        "posting_starts": posting_starts, "postings": postings,
        "heads": heads, "name_tokens": tokens_of_names, "shapes": _shapes(tokens),
        "name_family": np.array(laid.name_family, np.int32),
        "first_name": np.array(laid.first_name, np.int32),
        "birth_starts": np.array(laid.birth_starts, np.int64), "births": np.array(laid.births, np.int32).reshape(-1, 3),
        "nationality_starts": np.array(laid.nationality_starts, np.int64),
        "nationalities": np.array(laid.nationalities, np.int32),
        "issuer_starts": np.array(laid.issuer_starts, np.int64), "issuers": np.array(laid.issuers, np.int32),
        "sexes": np.array(laid.sexes, np.int8), "lists": np.array(laid.lists, np.int16),
        "until": np.array(laid.until, np.int32),
        "document_hashes": np.array([one for one, _ in laid.documents], np.uint32),
        "document_owners": np.array([one for _, one in laid.documents], np.int32),
        "entry_starts": np.array(laid.packed_starts, np.int64), "entry_bytes": np.frombuffer(bytes(laid.packed), np.uint8),
    }  # fmt: skip
    return held, laid


def _rarities(vocabulary: list[str], frequencies: Frequencies) -> tuple[Array, Array]:
    found = [frequencies.rarities(vocabulary[start : start + PORTION]) for start in range(0, len(vocabulary), PORTION)]
    if not found:
        empty = frequencies.rarities([])
        return empty.bits, empty.profile
    return np.concatenate([one.bits for one in found]), np.concatenate([one.profile for one in found])


def _shapes(tokens: Tokens) -> Array:
    """How many letters each token has, and which."""
    found: Any = (
        np.bitwise_or.reduceat(1 << tokens.letters.astype(np.int32), tokens.starts[:-1]) if len(tokens.letters) else []
    )
    return np.stack((np.diff(tokens.starts).astype(np.int32), np.array(found, np.int32)), axis=1)


def _postings(tokens: Array, heads: Array, size: int) -> tuple[Array, Array]:
    """Of each token, the names that hold it: those with a part of one letter first, each kind by what is known of the birth."""
    parts = heads[:, 2] & 15
    names = np.repeat(np.arange(len(heads), dtype=np.int32), parts)
    lettered, signed = (heads[:, 2] >> 4 & 15 > 0)[names], heads[names, 3]
    others = beside(tokens, heads[names, 0], np.where(lettered, MOST, parts[names]), np.arange(len(tokens)))
    order = np.lexsort((signed % BIRTHS, ~lettered, tokens))
    starts = np.concatenate(([0], np.cumsum(np.bincount(tokens, minlength=size)))).astype(np.int64)
    middles = starts[:-1] + np.bincount(tokens[lettered], minlength=size)
    begins = np.stack((starts, np.append(middles, starts[-1:])), axis=1).astype(np.int32)
    return begins, np.stack((names, signed, *others), axis=1)[order]
