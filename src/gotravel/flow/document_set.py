"""Sets of document numbers on disk: sorted keys that every worker maps; a hundred million need about 1.5 GB and no memory.

Goes in: rows of a list of stolen and lost documents. Comes out: a set that says what is known of a number, how two sets differ.
Never: half a set (it is renamed into place when whole); a number in clear; more memory than one of 256 parts needs.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt

from gotravel.screening.document_key import check_of, key_of

PARTS = 256
CHUNK = 1_000_000
TOLD = np.dtype([("check", "<u4"), ("kind", "u1"), ("day", "<u2")])
ROW = np.dtype([("key", "<u8"), ("told", TOLD)])
Keys = npt.NDArray[np.uint64]
Row = tuple[bytes, bytes, int, int]


class Listed(msgspec.Struct, frozen=True):
    """What a set knows of a number."""

    kind: int
    day: int
    exact: bool
    """False: only the same but for letters that look alike."""


class DocumentSet:
    def __init__(self, folder: Path, salt: bytes) -> None:
        self.folder, self.salt = folder, salt
        self.keys: Keys = _mapped(folder / "keys.bin", np.dtype("<u8")).astype(np.uint64, copy=False)
        self.told = _mapped(folder / "told.bin", TOLD)

    def __len__(self) -> int:
        return len(self.keys)

    def look_up(self, asked: Sequence[tuple[str, str]]) -> list[Listed | None]:
        """(number, issuer) each; sorted before looking, so that neighbours share pages."""
        hashed = [key_of(number.encode(), issuer.encode(), self.salt) for number, issuer in asked]
        wanted = np.array([int.from_bytes(one or bytes(8), "big") for one in hashed], np.uint64)
        order = np.argsort(wanted)
        places = np.empty(len(wanted), np.int64)
        places[order] = np.searchsorted(self.keys, wanted[order])
        return [
            self._listed(int(place), wanted[n], check_of(asked[n][0].encode(), self.salt)) if hashed[n] else None
            for n, place in enumerate(places)
        ]

    def _listed(self, place: int, wanted: np.uint64, check: int) -> Listed | None:
        """Several documents may fold to one key: the very number goes first."""
        best: Listed | None = None
        while place < len(self.keys) and self.keys[place] == wanted:
            row = self.told[place]
            found = Listed(int(row["kind"]), int(row["day"]), int(row["check"]) == check)
            best = found if best is None or found.exact else best
            place += 1
        return best

    def part(self, number: int) -> Keys:
        edges = np.array([number << 56, ((number + 1) << 56) - 1], np.uint64)
        return self.keys[np.searchsorted(self.keys, edges[0]) : np.searchsorted(self.keys, edges[1], "right")]


class DocumentSets:
    """`folder/<list>/<digest>`; `salt_file` is made on first use and belongs to the unit's keys."""

    def __init__(self, folder: Path, salt_file: Path) -> None:
        self.folder, self.salt_file = folder, salt_file
        self.open = lru_cache(maxsize=8)(self._open)

    @property
    def salt(self) -> bytes:
        if not self.salt_file.exists():
            self.salt_file.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                made = os.open(self.salt_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(made, "wb") as target:
                    target.write(secrets.token_bytes(32))
        return self.salt_file.read_bytes()

    def _open(self, code: str, digest: str) -> DocumentSet:
        return DocumentSet(self.place(code, digest), self.salt)

    def place(self, code: str, digest: str) -> Path:
        return self.folder / code / digest[:32]

    def build(self, code: str, digest: str, rows: Iterable[Row]) -> tuple[DocumentSet, int]:
        """Also how many numbers are too short to mean one document, and were left out."""
        place = self.place(code, digest)
        unfinished = place.with_name(f".{place.name}.{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            short = _distribute(unfinished, rows, self.salt)
            _gather(unfinished)
            shutil.rmtree(place, ignore_errors=True)
            unfinished.rename(place)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        self.open.cache_clear()
        return self.open(code, digest), short

    def forget_but(self, code: str, digests: Iterable[str]) -> None:
        kept = {self.place(code, digest) for digest in digests}
        for old in (self.folder / code).iterdir() if (self.folder / code).exists() else ():
            if old not in kept and not old.name.startswith("."):
                shutil.rmtree(old, ignore_errors=True)


def differences(before: DocumentSet | None, after: DocumentSet) -> tuple[int, int]:
    """(added, removed), part by part."""
    if before is None:
        return len(after), 0
    added = removed = 0
    for number in range(PARTS):
        old, new = before.part(number), after.part(number)
        common = len(np.intersect1d(old, new))
        added += len(np.unique(new)) - common
        removed += len(np.unique(old)) - common
    return added, removed


def _distribute(folder: Path, rows: Iterable[Row], salt: bytes) -> int:
    """First pass: every row goes to the part of its key's first byte."""
    short = [0]
    with contextlib.ExitStack() as stack:
        parts = [stack.enter_context((folder / f"{number}.part").open("wb")) for number in range(PARTS)]
        for chunk in _chunks(rows, salt, short):
            first = (chunk["key"] >> np.uint64(56)).astype(np.uint8)
            order = np.argsort(first, kind="stable")
            edges = np.searchsorted(first[order], np.arange(PARTS + 1))
            sorted_rows = chunk[order]
            for number in range(PARTS):
                parts[number].write(sorted_rows[edges[number] : edges[number + 1]].tobytes())
    return short[0]


def _chunks(rows: Iterable[Row], salt: bytes, short: list[int]) -> Iterator[npt.NDArray[np.void]]:
    made = np.empty(CHUNK, ROW)
    keys, checks, kinds, days = bytearray(), list[int](), bytearray(), list[int]()
    for number, issuer, kind, day in rows:
        key = key_of(number, issuer, salt)
        if key is None:
            short[0] += 1
            continue
        keys += key
        checks.append(check_of(number, salt))
        kinds.append(kind)
        days.append(day)
        if len(kinds) == CHUNK:
            yield _filled(made, keys, checks, kinds, days)
            keys, checks, kinds, days = bytearray(), [], bytearray(), []
    if kinds:
        yield _filled(made, keys, checks, kinds, days)


def _filled(
    made: npt.NDArray[np.void], keys: bytearray, checks: list[int], kinds: bytearray, days: list[int]
) -> npt.NDArray[np.void]:
    found = made[: len(kinds)]
    found["key"] = np.frombuffer(keys, ">u8")
    found["told"]["check"] = checks
    found["told"]["kind"] = np.frombuffer(kinds, np.uint8)
    found["told"]["day"] = days
    return found


def _gather(folder: Path) -> None:
    """Second pass: each part is sorted in memory and appended; a document told twice is kept once."""
    with (folder / "keys.bin").open("wb") as keys, (folder / "told.bin").open("wb") as told:
        for number in range(PARTS):
            _append(folder / f"{number}.part", keys, told)
        for target in (keys, told):
            target.flush()
            os.fsync(target.fileno())


def _append(part: Path, keys: BinaryIO, told: BinaryIO) -> None:
    rows = np.fromfile(part, ROW)
    rows = rows[np.lexsort((rows["told"]["check"], rows["key"]))]
    if len(rows):
        same = (rows["key"][1:] == rows["key"][:-1]) & (rows["told"]["check"][1:] == rows["told"]["check"][:-1])
        rows = rows[np.concatenate(([True], ~same))]
    keys.write(np.ascontiguousarray(rows["key"]).tobytes())
    told.write(np.ascontiguousarray(rows["told"]).tobytes())
    part.unlink()


def _mapped(path: Path, kind: np.dtype[np.generic]) -> npt.NDArray[np.generic]:
    if path.stat().st_size == 0:
        return np.empty(0, kind)
    return np.memmap(path, kind, "r")
