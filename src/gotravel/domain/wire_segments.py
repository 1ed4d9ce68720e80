"""The segments of a message as they were sent, in columns: one text and where each segment begins in it.

Goes in: texts with their byte offsets. Comes out: one `WireSegment` after another, made when somebody asks. Never: a
struct a segment, which would weigh several times what was sent.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec
import numpy as np
from numpy.typing import NDArray


class WireSegment(msgspec.Struct, frozen=True, gc=False):
    """One segment (a row for sheets, an element for XML) as it was sent, for showing under a decoded value."""

    ordinal: int
    """From 1 within the message, UNH being 1."""
    offset: int
    """Byte offset in the transmission as received."""
    text: str
    """As sent, without the terminator. What the law removed stands as `[REMOVED-SENSITIVE:class]` or `[REMOVED]`."""
    removed: str | None = None
    """None, or why this segment (or a part of it) is not kept: `sensitive:<class>` or `not-listed`."""


class WireSegments(msgspec.Struct, frozen=True, gc=False):
    text: str = ""
    """All texts in order."""
    between: str = "\n"
    """What stands between two of them in `text`, and belongs to none."""
    starts: bytes = b""
    """Where each begins in `text`; like all numbers here four bytes each, the lowest first."""
    offsets: bytes = b""
    ordinals: bytes = b""
    """Empty where they are 1, 2, 3 ..."""
    removed: dict[int, str] = {}
    """Place, from 0, and why that segment is not kept."""

    @classmethod
    def of(cls, segments: Iterable[WireSegment]) -> WireSegments:
        rows = list(segments)
        columns = in_columns([row.text for row in rows], [row.offset for row in rows])
        ordinals = [row.ordinal for row in rows]
        return msgspec.structs.replace(
            columns,
            ordinals=b"" if ordinals == list(range(1, len(rows) + 1)) else packed(ordinals),
            removed={place: row.removed for place, row in enumerate(rows) if row.removed},
        )

    def texts(self, places: Sequence[int] | None = None) -> list[str]:
        """Of these places (from 0), else all."""
        if places is None:
            # Where it is in no text, it cuts them apart; mostly it is in none.
            texts = self.text.split(self.between) if self.starts else []
            return texts if len(texts) == len(self) else self.texts(range(len(self)))
        text, gap, starts = self.text, len(self.between), np.frombuffer(self.starts, "<u4")
        begin = starts[places].tolist()
        end = np.append(starts, len(text) + gap)[1:][places].tolist()
        return [text[start : stop - gap] for start, stop in zip(begin, end, strict=True)]

    def some(self, places: Sequence[int]) -> list[WireSegment]:
        """Those of these places, in this order."""
        ordinals, offsets = self.numbered(), np.frombuffer(self.offsets, "<u4")
        told = offsets[places].tolist() if len(offsets) else [0] * len(places)
        return [
            WireSegment(ordinals[place], offset, text, self.removed.get(place))
            for place, offset, text in zip(places, told, self.texts(places), strict=True)
        ]

    def beginning(self, places: Sequence[int], size: int) -> Iterator[tuple[int, str]]:
        """Each of these places with the first characters of its text (and of what follows a shorter one)."""
        starts = np.frombuffer(self.starts, "<u4")[np.array(places, np.intp)].tolist()
        return ((place, self.text[at : at + size]) for place, at in zip(places, starts, strict=True))

    def holding(self, characters: Sequence[int] | NDArray[np.integer]) -> list[int]:
        """In which of them (from 0) these characters of `text` stand, each named once, in order."""
        if not len(characters):
            return []
        found: list[int] = np.unique(
            np.searchsorted(np.frombuffer(self.starts, "<u4"), characters, "right") - 1
        ).tolist()
        return found

    def at(self, ordinals: Container[int]) -> Iterator[WireSegment]:
        """Those of these ordinals."""
        return (self[place] for place, ordinal in enumerate(self.numbered()) if ordinal in ordinals)

    def numbered(self) -> Sequence[int]:
        """The ordinal of each."""
        return unpacked(self.ordinals) if self.ordinals else range(1, len(self) + 1)

    def exchanged(self, changed: Mapping[int, WireSegment]) -> WireSegments:
        """The same with other segments at the places named (from 0)."""
        if not changed:
            return self
        gap, starts = len(self.between), np.frombuffer(self.starts, "<u4").astype(np.int64)
        bounds = np.append(starts, len(self.text) + gap)
        grown, pieces, removed, begin = np.zeros(len(bounds), np.int64), list[str](), dict(self.removed), 0
        for at, segment in sorted(changed.items()):
            start, end = int(bounds[at]), int(bounds[at + 1]) - gap
            pieces += (self.text[begin:start], segment.text)
            begin, grown[at + 1] = end, len(segment.text) - (end - start)
            if segment.removed:
                removed[at] = segment.removed
        text = "".join([*pieces, self.text[begin:]])
        moved = (starts + np.cumsum(grown[:-1])).astype("<u4").tobytes()
        return msgspec.structs.replace(self, text=text, starts=moved, removed=removed)

    def __len__(self) -> int:
        return len(self.starts) // 4

    def __iter__(self) -> Iterator[WireSegment]:
        why = map(self.removed.get, range(len(self)))
        return map(WireSegment, self.numbered(), unpacked(self.offsets), self.texts(), why)

    def __getitem__(self, index: int) -> WireSegment:
        place = range(len(self))[index]
        start, last = _one(self.starts, place), place + 1 == len(self)
        end = len(self.text) if last else _one(self.starts, place + 1) - len(self.between)
        ordinal = _one(self.ordinals, place) if self.ordinals else place + 1
        return WireSegment(ordinal, _one(self.offsets, place), self.text[start:end], self.removed.get(place))


def in_columns(texts: Sequence[str], offsets: Sequence[int]) -> WireSegments:
    starts = list(accumulate([len(text) + 1 for text in texts[:-1]], initial=0)) if texts else []
    return WireSegments("\n".join(texts), "\n", packed(starts), packed(offsets))


def packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpacked(numbers: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(numbers) // 4}I", numbers)


def _one(numbers: bytes, place: int) -> int:
    return int.from_bytes(numbers[4 * place : 4 * place + 4], "little")
