"""One key a sealed record and one a day of backups, in files of their own: what is destroyed here no backup brings back.

Goes in: a folder that the database's backups do not cover. Comes out: 32-byte keys; None for one that was destroyed.
Never: a key in the database, a slot used twice, a key that comes back after its end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

KEY = 32
GONE = bytes(KEY)


class RecordKeys(msgspec.Struct, frozen=True):
    folder: Path

    def make(self, batch: UUID, count: int) -> list[bytes]:
        """On the disk before the records that need them are committed; keys without a record harm nobody."""
        keys = [os.urandom(KEY) for _ in range(count)]
        _write(self._file(batch), b"".join(keys))
        return keys

    def key(self, batch: UUID, slot: int) -> bytes | None:
        try:
            with self._file(batch).open("rb") as opened:
                opened.seek(slot * KEY)
                found = opened.read(KEY)
        except FileNotFoundError:
            return None
        return found if len(found) == KEY and found != GONE else None

    def destroy(self, slots: Iterable[tuple[UUID, int]]) -> int:
        """Overwritten, and the file goes with its last key. Counts the keys that were there."""
        by_batch: dict[UUID, list[int]] = {}
        for batch, slot in slots:
            by_batch.setdefault(batch, []).append(slot)
        return sum(self._destroy(batch, of_batch) for batch, of_batch in by_batch.items())

    def _destroy(self, batch: UUID, slots: list[int]) -> int:
        file = self._file(batch)
        if not file.exists():
            return 0
        with file.open("r+b") as opened:
            body = bytearray(opened.read())
            there = sum(bytes(body[s * KEY : (s + 1) * KEY]) != GONE for s in slots)
            for slot in slots:
                body[slot * KEY : (slot + 1) * KEY] = GONE
            opened.seek(0)
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        if not any(body):
            file.unlink()
        return there

    def day(self, day: date) -> bytes | None:
        """The key of what was received that day, for backups: made when first asked for, never again after its end."""
        file = self.folder / "days" / day.isoformat()
        if file.exists():
            return file.read_bytes()
        if day <= self.days_gone_until():
            return None
        _write_once(file, os.urandom(KEY))
        return file.read_bytes()

    def days_gone_until(self) -> date:
        mark = self.folder / "days" / "gone-until"
        return date.fromisoformat(mark.read_text(encoding="ascii")) if mark.exists() else date.min

    def destroy_days_until(self, last: date) -> int:
        """The mark is written first, so that a key cut off in the middle is not made anew."""
        if last <= self.days_gone_until():
            return 0
        _write(self.folder / "days" / "gone-until", last.isoformat().encode())
        doomed = [f for f in (self.folder / "days").glob("????-??-??") if f.name <= last.isoformat()]
        for file in doomed:
            with file.open("r+b") as opened:
                opened.write(GONE)
                opened.flush()
                os.fsync(opened.fileno())
            file.unlink()
        return len(doomed)

    def _file(self, batch: UUID) -> Path:
        return self.folder / batch.hex[-2:] / batch.hex


def _write(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(body)
        opened.flush()
        os.fsync(opened.fileno())
    unfinished.rename(file)
    _settle(file.parent)


def _write_once(file: Path, body: bytes) -> None:
    """Of two processes that ask at once, one makes the key and both read it."""
    made = file.with_name(f".{file.name}.{os.urandom(8).hex()}")
    _write(made, body)
    try:
        os.link(made, file)
    except FileExistsError:
        return
    finally:
        made.unlink()
    _settle(file.parent)


def _settle(folder: Path) -> None:
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
