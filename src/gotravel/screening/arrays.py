"""Entries as arrays: what the index needs of them, laid out so that files of it can be mapped.

Goes in: entries, how common names are. Comes out: named arrays; bounds of the facts beside the name. Never: an entry that
is not in the arrays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry
from gotravel.names.normalise import listed_tokens
from gotravel.screening import weights as w
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.neighbours import Neighbours
from gotravel.screening.query import Query
from gotravel.screening.reasons import CONFUSABLE

Array = npt.NDArray[np.generic]
BIRTHS, NATIONALITIES = 4, 4
MANY = -2
"""An entry with more births than columns: its birth date is not used as a bound."""
SEXES = {"M": 1, "F": 2}


def of_entries(entries: Iterable[Entry], frequencies: Frequencies) -> tuple[dict[str, Array], list[str], str]:
    numbers: dict[str, int] = {}
    name_entry: list[int] = []
    name_parts: list[int] = []
    first_name: list[int] = []
    pairs: list[tuple[int, int]] = []
    births: list[list[tuple[int, int]]] = []
    nationalities: list[list[int]] = []
    sexes: list[int] = []
    documents: list[tuple[int, int]] = []
    packed: list[bytes] = []
    digest = hashlib.sha256()
    for number, entry in enumerate(entries):
        digest.update(f"{entry.id}:{entry.version};".encode())
        packed.append(msgspec.msgpack.encode(entry))
        first_name.append(len(name_entry))
        for spelled in (spelled for name in entry.names for spelled in listed_tokens(name.full)):
            for token in set(spelled):
                pairs.append((numbers.setdefault(token, len(numbers)), len(name_entry)))
            name_entry.append(number)
            # A name with initials may agree by them: then how many parts it has is no bound.
            name_parts.append(0 if any(len(token) == 1 for token in spelled) else len(spelled))
        births.append(_births(entry.born))
        nationalities.append(_padded([_code(one) for one in entry.nationalities], NATIONALITIES))
        sexes.append(SEXES.get(entry.sex or "", 0))
        documents += [(crc32(text.encode()), number) for one in entry.documents if len(text := plain(one.number)) > 4]
    vocabulary = list(numbers)
    near = Neighbours.build(vocabulary)
    starts, listed = _postings(pairs, len(vocabulary))
    documents.sort()
    held: dict[str, Array] = {
        "hashes": near.hashes,
        "owners": near.owners,
        "rarities": np.array([frequencies.rarity(token) for token in vocabulary], np.float32).reshape(-1, 5),
        "token_starts": starts,
        "token_names": listed,
        "name_entry": np.array(name_entry, np.int32),
        "name_parts": np.array(name_parts, np.int8),
        "first_name": np.array(first_name, np.int32),
        "births": np.array(births, np.int32).reshape(-1, BIRTHS, 2),
        "nationalities": np.array(nationalities, np.int32).reshape(-1, NATIONALITIES),
        "sexes": np.array(sexes, np.int8),
        "document_hashes": np.array([one for one, _ in documents], np.uint32),
        "document_owners": np.array([one for _, one in documents], np.int32),
        "entry_offsets": np.concatenate(([0], np.cumsum([len(one) for one in packed]))).astype(np.int64),
        "entry_bytes": np.frombuffer(b"".join(packed), np.uint8),
    }
    return held, vocabulary, digest.hexdigest()


def _postings(pairs: list[tuple[int, int]], size: int) -> tuple[Array, Array]:
    table = np.array(pairs, np.int64).reshape(-1, 2)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    counts = np.bincount(table[:, 0], minlength=size) if size else np.empty(0, np.int64)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), table[:, 1].astype(np.int32)


def _births(born: Sequence[BirthDate]) -> list[tuple[int, int]]:
    """(day as CCYYMMDD, or year * 10000; last year). (-1, 0): none; (MANY, 0): too many to hold."""
    if len(born) > BIRTHS:
        return [(MANY, 0)] * BIRTHS
    rows = [_birth(one) for one in born]
    return rows + [(-1, 0)] * (BIRTHS - len(rows))


def _birth(one: BirthDate) -> tuple[int, int]:
    if one.kind is BirthDateKind.EXACT and one.day:
        return int(one.day.replace("-", "")), int(one.day[:4])
    first = one.from_year or (int(one.day[:4]) if one.day else 0)
    slack = 1 if one.kind is BirthDateKind.CIRCA else 0
    return (first - slack) * 10000, (one.to_year or first) + slack


def _padded(values: list[int], size: int) -> list[int]:
    return (values + [-1] * size)[:size]


def _code(country: str) -> int:
    return crc32(country.encode()) & 0x7FFFFFFF


def plain(number: str | None) -> str:
    return "".join(c for c in (number or "").upper() if c.isalnum()).translate(CONFUSABLE)


class Facts:
    """Bounds of birth date, nationality and sex, for many entries at once."""

    def __init__(self, held: dict[str, Array]) -> None:
        self.held = held

    def with_documents(self, documents: Sequence[TravelDocument]) -> list[int]:
        hashes, owners = self.held["document_hashes"], self.held["document_owners"]
        found: list[int] = []
        for document in documents:
            wanted = np.uint32(crc32(plain(document.number).encode()))
            left, right = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
            found += [int(one) for one in owners[left:right]]
        return found

    def bound(self, query: Query, entries: npt.NDArray[np.int32], names: npt.NDArray[np.float32]) -> Array:
        """The most that the whole comparison can reach."""
        born = self._born(query.born, entries)
        capped = np.where(born == w.BORN_DIFFERENT, np.minimum(names, w.NAME_CAP), names)
        total: Array = capped + born + self._nationality(query.nationality, entries) + self._sex(query.sex, entries)
        return total + (w.BIRTH_PLACE_SAME if query.birth_place else 0.0)  # type: ignore[operator, no-any-return]

    def _born(self, born: str | None, entries: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        if not born:
            return np.zeros(len(entries), np.float32)
        held = self.held["births"][entries]
        listed, last = held[:, :, 0].astype(np.int64), held[:, :, 1].astype(np.int64)
        year, month_day = int(born[:4]), int(born[5:7] + born[8:10])
        swapped = (month_day % 100) * 100 + month_day // 100
        first, their_day = listed // 10000, listed % 10000
        apart = np.abs(first - year)
        exact, same_day = their_day > 0, their_day == month_day
        conditions = [
            listed == -1, listed == MANY,
            exact & (apart == 0) & same_day, exact & (apart == 0) & (their_day == swapped),
            exact & same_day & (apart == 1), exact & same_day & (apart == 10), exact & (apart == 0),
            ~exact & (first <= year) & (year <= last), ~exact & (first - 1 <= year) & (year <= last + 1),
        ]  # fmt: skip
        bits = [
            -99.0, w.BORN_SAME, w.BORN_SAME, w.BORN_SWAPPED, w.BORN_NEXT_YEAR, w.BORN_TEN_OFF, w.BORN_FIRST_OF_YEAR,
            w.BORN_YEAR_ONLY, w.BORN_YEAR_BESIDE,
        ]  # fmt: skip
        best = np.select(conditions, bits, w.BORN_DIFFERENT).max(axis=1)
        return np.where(best == -99.0, 0.0, best).astype(np.float32)

    def _nationality(self, nationality: str | None, entries: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        if not nationality:
            return np.zeros(len(entries), np.float32)
        held = self.held["nationalities"][entries]
        same, known = (held == _code(nationality)).any(axis=1), held[:, 0] != -1
        return np.where(same, w.NATIONALITY_SAME, np.where(known, w.NATIONALITY_DIFFERENT, 0.0)).astype(np.float32)

    def _sex(self, sex: str | None, entries: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        own = SEXES.get(sex or "", 0)
        if not own:
            return np.zeros(len(entries), np.float32)
        held = self.held["sexes"][entries]
        return np.where(held == own, w.SEX_SAME, np.where(held == 0, 0.0, w.SEX_DIFFERENT)).astype(np.float32)
