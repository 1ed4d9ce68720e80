"""The drop folder: one folder a carrier; complete files are taken in and moved, failed ones set apart with a report.

Goes in: `<folder>/<carrier>/<file>`. Comes out: `taken/<file>` or `failed/<file>`, each with `<file>.receipt.json`.
Never: a half-written file taken, a file lost: it moves only after the commit, and coming twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import Refused
from gotravel.domain.transmission import Channel
from gotravel.gateway.push import LARGEST, Receive

UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".writing", "~")
"""Names under which programs write before they rename."""
TAKEN, FAILED = "taken", "failed"
Stamp = tuple[int, int]
"""Size and time of change, in nanoseconds."""


class DropFolder:
    """Remembers between two looks how each file stood: one that still grows is left alone."""

    def __init__(self, folder: Path, receive: Receive, carrier_of: Callable[[str], Carrier | None]) -> None:
        self.folder, self.receive, self.carrier_of = folder, receive, carrier_of
        self.stamps: dict[Path, Stamp] = {}

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
    """The report first, then the file: whoever finds the file moved finds the report beside it."""
    folder = path.parent / room
    folder.mkdir(exist_ok=True)
    goal = _free(folder / path.name)
    goal.with_name(goal.name + ".receipt.json").write_bytes(report)
    path.replace(goal)
    return True


def _free(goal: Path) -> Path:
    """Carriers use file names again; an earlier file is never overwritten."""
    number = 1
    free = goal
    while free.exists():
        number += 1
        free = goal.with_name(f"{goal.stem}.{number}{goal.suffix}")
    return free
