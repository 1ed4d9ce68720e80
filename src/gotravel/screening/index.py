"""Which entries are worth comparing with a traveller.

Goes in: entries in force. Comes out: an Index on disk that any worker maps; candidates of a query. Never: an entry missed
that shares a document, or two name tokens of near spelling.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gotravel.domain.watchlist import Entry
from gotravel.names.normalise import skeleton, tokens
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.query import Query
from gotravel.screening.reasons import CONFUSABLE

FILE = "index.msgpack"


class Index(msgspec.Struct, frozen=True):
    snapshot: str
    frequencies: Frequencies
    entries: tuple[Entry, ...]
    by_token: dict[str, list[int]]
    by_document: dict[str, list[int]]

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(msgspec.msgpack.encode(self))

    @staticmethod
    def load(folder: Path) -> Index:
        return msgspec.msgpack.decode((folder / FILE).read_bytes(), type=Index)

    def candidates(self, query: Query) -> list[int]:
        shared: Counter[int] = Counter()
        for family, given in query.names:
            found: Counter[int] = Counter()
            for token in set(tokens(f"{family} {given}")):
                found.update({entry for key in keys(token) for entry in self.by_token.get(key, ())})
            shared |= found
        single = max((len(tokens(f"{f} {g}")) for f, g in query.names), default=0) < 2
        named = {entry for entry, count in shared.items() if count > 1 or single}
        documents = {e for d in query.documents for e in self.by_document.get(plain(d.number), ())}
        return sorted(named | documents)


def build(entries: Iterable[Entry], frequencies: Frequencies) -> Index:
    held = tuple(entries)
    by_token: defaultdict[str, set[int]] = defaultdict(set)
    by_document: defaultdict[str, set[int]] = defaultdict(set)
    digest = hashlib.sha256()
    for number, entry in enumerate(held):
        digest.update(f"{entry.id}:{entry.version};".encode())
        for key in {k for name in entry.names for token in tokens(name.full) for k in keys(token)}:
            by_token[key].add(number)
        for document in entry.documents:
            by_document[plain(document.number)].add(number)
    named = {key: sorted(numbers) for key, numbers in by_token.items()}
    papers = {key: sorted(numbers) for key, numbers in by_document.items() if len(key) > 4}
    return Index(digest.hexdigest(), frequencies, held, named, papers)


def keys(token: str) -> set[str]:
    """The token, its skeleton, and the token less each letter: two tokens one edit apart share a key."""
    found = {f"={token}", f"~{skeleton(token)}"}
    if len(token) > 3:
        found |= {f"-{token[:i]}{token[i + 1 :]}" for i in range(len(token))} | {f"-{token}", f"^{token[:4]}"}
    return found


def plain(number: str | None) -> str:
    return "".join(c for c in (number or "").upper() if c.isalnum()).translate(CONFUSABLE)
