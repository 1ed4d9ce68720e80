"""The screening index of the lists in force, built once per state of the lists and shared by every worker through disk.

Goes in: a folder, a unit of work. Comes out: the index, the lists of this moment, the sets of documents. Never: an index of other
entries than those in force (its folder is named for their digest), a half-built index (it is renamed into place when whole).
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry, Holds, Watchlist
from gotravel.flow.document_set import DocumentSet, DocumentSets
from gotravel.flow.parts import InForce
from gotravel.screening.frequencies import Frequencies
from gotravel.screening.index import FORMAT, Index, build
from gotravel.store.unit_of_work import UnitOfWork

KEPT = 2
"""Indexes kept on disk: the one in force, and the one that workers may still have mapped. What a past assessment needs is in the
database: every version of an entry that a hit names, and the frequency table."""
FEW = 20_000
"""Entries that are indexed on their own in a moment; of more, the index of all lists is used."""


class ListsOnDisk:
    """Also holds the newest index in memory (mapped), so that a screening job costs two small queries."""

    def __init__(self, folder: Path, priors: Callable[[], Frequencies], documents: DocumentSets) -> None:
        self.folder, self.priors, self.documents = folder, priors, documents
        self.newest: tuple[str, Index] | None = None
        self.delta: tuple[str, Index] | None = None
        self.lock = threading.Lock()

    def in_force(self, work: UnitOfWork) -> InForce:
        counted = work.snapshots.newest_counted()
        digest = f"{work.watchlists.digest_in_force()[:24]}-{counted or self.priors().version}-{FORMAT}"
        lists = {watchlist.id: watchlist for watchlist in work.watchlists.in_force()}
        with self.lock:
            if self.newest is None or self.newest[0] != digest:
                self.newest = (digest, self._index(work, digest, self._frequencies(work, counted), lists))
            return InForce(self.newest[1], lists, self._documents(lists))

    def changed(self, work: UnitOfWork, watchlist: Watchlist, what: Mapping[str, str | int]) -> Index:
        whole = self.in_force(work).index
        named = f"{whole.snapshot}:{watchlist.id}:{what.get('change')}:{what.get('entry')}"
        with self.lock:
            if self.delta is None or self.delta[0] != named:
                change, entry = (UUID(str(what[key])) if key in what else None for key in ("change", "entry"))
                entries = work.watchlists.entries_brought(watchlist.id, change, entry)
                self.delta = (named, whole if len(entries) > FEW else self._of(entries, whole))
            return self.delta[1]

    def _of(self, entries: tuple[Entry, ...], whole: Index) -> Index:
        made = build(entries, whole.frequencies.counted)
        # Hits name the snapshot that their entries belong to, and their prior is by the length of the whole list.
        made.snapshot, made.sizes = whole.snapshot, whole.sizes
        return made

    def _frequencies(self, work: UnitOfWork, counted: str | None) -> Frequencies:
        found = work.snapshots.frequencies(counted, Frequencies) if counted else None
        return found or self.priors()

    def _index(
        self, work: UnitOfWork, digest: str, frequencies: Frequencies, lists: Mapping[WatchlistId, Watchlist]
    ) -> Index:
        place = self.folder / digest
        if not place.exists():
            self._build(place, tuple(work.watchlists.entries_in_force()), frequencies)
        index = Index.load(place)
        files = {one.code: one.snapshot for one in lists.values() if one.snapshot}
        work.snapshots.keep(index.snapshot, len(index.entries), files, frequencies, work.store.clock())
        return index

    def _documents(self, lists: Mapping[WatchlistId, Watchlist]) -> dict[WatchlistId, DocumentSet]:
        held = (one for one in lists.values() if one.holds is Holds.DOCUMENTS and one.snapshot)
        return {one.id: self.documents.open(one.code, one.snapshot or "") for one in held}

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
