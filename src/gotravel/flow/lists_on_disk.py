"""The screening index of the lists in force, built once per state of the lists and shared by every worker through disk.

Goes in: a folder, a unit of work. Comes out: the index and the entries by its numbers. Never: an index of other lists
than those in force (its folder is named for their digest), a half-built index (it is renamed into place when whole).
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from gotravel.domain.watchlist import Entry
from gotravel.flow.parts import InForce
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.index import Index, build
from gotravel.store.unit_of_work import UnitOfWork

KEPT = 2
"""Indexes kept on disk: the one in force, and the one that workers may still have mapped."""


class ListsOnDisk:
    """Also holds the newest index in memory (mapped), so that a screening job costs one small query."""

    def __init__(self, folder: Path, frequencies: Callable[[], Frequencies]) -> None:
        self.folder, self.frequencies = folder, frequencies
        self.newest: tuple[str, InForce] | None = None
        self.lock = threading.Lock()

    def in_force(self, work: UnitOfWork) -> InForce:
        digest = work.watchlists.digest_in_force()
        with self.lock:
            if self.newest is None or self.newest[0] != digest:
                self.newest = (digest, self._in_force(work, digest))
            return self.newest[1]

    def _in_force(self, work: UnitOfWork, digest: str) -> InForce:
        lists = {watchlist.id: watchlist for watchlist in work.watchlists.in_force()}
        frequencies = self.frequencies()
        place = self.folder / f"{digest[:24]}-{frequencies.version}"
        if not place.exists():
            self._build(place, tuple(work.watchlists.entries_in_force()), frequencies)
        return InForce(Index.load(place), lists)

    def _build(self, place: Path, entries: tuple[Entry, ...], frequencies: Frequencies) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        build(entries, frequencies).save(unfinished)
        try:
            unfinished.rename(place)
        except OSError:
            # Another worker was first; its index is of the same lists.
            shutil.rmtree(unfinished, ignore_errors=True)
        self._forget_old(place)

    def _forget_old(self, newest: Path) -> None:
        """A mapped file may be unlinked: whoever still reads it keeps it."""
        others = sorted(
            (p for p in self.folder.iterdir() if p != newest and p.is_dir()), key=lambda p: p.stat().st_mtime
        )
        for old in others[: max(0, len(others) - (KEPT - 1))]:
            shutil.rmtree(old, ignore_errors=True)
