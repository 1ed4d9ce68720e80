"""The drop folder: one folder a carrier; complete files are taken in and deleted, failed ones set apart with a report.

Goes in: `<folder>/<carrier>/<file>`. Comes out: `taken/<file>.receipt.json`; or `failed/<file>` with its report. Never: a
half-written file taken; a file lost: it goes only after the commit, and coming twice changes nothing; unfiltered bytes left
on the disk: of what was taken none (COL11), of what failed for the hours of unreadable messages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import Refused
from gotravel.domain.transmission import Channel
from gotravel.gateway.push import LARGEST, Receive

UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".writing", "~")
"""Names under which programs write before they rename."""
TAKEN, FAILED = "taken", "failed"
RECEIPTS_KEPT = timedelta(days=30)
"""A carrier has a month to fetch the answer to a file."""
Stamp = tuple[int, int]
"""Size and time of change, in nanoseconds."""


class DropFolder:
    """Remembers between two looks how each file stood: one that still grows is left alone."""

    def __init__(
        self,
        folder: Path,
        receive: Receive,
        carrier_of: Callable[[str], Carrier | None],
        failed_kept: Callable[[], timedelta] = lambda: timedelta(hours=72),
    ) -> None:
        self.folder, self.receive, self.carrier_of, self.failed_kept = folder, receive, carrier_of, failed_kept
        self.stamps: dict[Path, Stamp] = {}

    def sweep(self, now: datetime) -> int:
        """Deletes what failed and its report after the law's hours, receipts after a month; answers how many."""
        doomed = [*self._older(TAKEN, now - RECEIPTS_KEPT), *self._older(FAILED, now - self.failed_kept())]
        for path in doomed:
            path.unlink(missing_ok=True)
        return len(doomed)

    def _older(self, room: str, moment: datetime) -> list[Path]:
        files = (path for path in self.folder.glob(f"*/{room}/*") if path.is_file() and not path.is_symlink())
        return [path for path in files if path.stat().st_mtime < moment.timestamp()]

    def look(self) -> int:
        """Takes in what stood still since the last look; answers how many files were moved."""
        moved = 0
        now: dict[Path, Stamp] = {}
        for path, stamp in self._files():
            if self.stamps.get(path) == stamp:
                moved += self._take(path)
            else:
                now[path] = stamp
        self.stamps = now
        return moved

    def _files(self) -> Iterator[tuple[Path, Stamp]]:
        for carrier in sorted(p for p in self.folder.iterdir() if p.is_dir()):
            for path in sorted(carrier.iterdir()):
                if path.is_symlink() or not path.is_file():
                    continue
                if not path.name.startswith(".") and not path.name.endswith(UNFINISHED):
                    found = path.stat()
                    yield path, (found.st_size, found.st_mtime_ns)

    def _take(self, path: Path) -> bool:
        carrier = self.carrier_of(path.parent.name.upper())
        if carrier is None:
            return _set_apart(path, "No active carrier is registered under the name of this folder.")
        if path.stat().st_size > LARGEST:
            return _set_apart(path, f"The file is larger than {LARGEST // 1024 // 1024} MB. Send it as a split series.")
        try:
            receipt = self.receive(carrier, path.read_bytes(), Channel.DROP_FOLDER, path.name)
        except Refused as refusal:
            return _set_apart(path, str(refusal))
        return _move(path, TAKEN if receipt.messages else FAILED, msgspec.json.encode(receipt))


def _set_apart(path: Path, sentence: str) -> bool:
    return _move(path, FAILED, msgspec.json.encode({"message": sentence}))


def _move(path: Path, room: str, report: bytes) -> bool:
    """The report first, then the file: whoever finds the file gone finds the report."""
    folder = path.parent / room
    folder.mkdir(exist_ok=True)
    goal = _free(folder / path.name)
    _report_of(goal).write_bytes(report)
    if room == TAKEN:
        path.unlink()
    else:
        path.replace(goal)
        os.utime(goal)  # its hours begin when it failed, not when the carrier wrote it
    return True


def _report_of(path: Path) -> Path:
    return path.with_name(path.name + ".receipt.json")


def _free(goal: Path) -> Path:
    """Carriers use file names again; an earlier file is never overwritten."""
    number = 1
    free = goal
    while free.exists() or _report_of(free).exists():
        number += 1
        free = goal.with_name(f"{goal.stem}.{number}{goal.suffix}")
    return free
