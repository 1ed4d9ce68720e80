"""The segments of a message, held as columns: tags, one text, where each begins.

Goes in: what the reader cut. Comes out: segments, made for whoever asks for them. Never: a changed text.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final, overload

import msgspec
import numpy as np

from gotravel.domain.wire_segments import WireSegments, in_columns, packed
from gotravel.wire.edifact.segment import Elements, Segment
from gotravel.wire.edifact.separators import Separators

AT_ONCE: Final = 24
"""Texts made together, so that those of a long message need not all be held."""


class Segments(Sequence[Segment]):
    """The segments of a message in columns. Whoever goes through them gets each as a Segment of his own."""

    __slots__ = ("_bounds", "_escaped", "_offsets", "divided", "own", "sent", "tags")

    def __init__(self, tags: list[str], sent: WireSegments, own: Separators, divided: dict[int, Elements]) -> None:
        self.tags = tags
        self.sent = sent
        """Texts and offsets, as they are kept for the page that shows the original under a value."""
        self.own = own
        """What divides those that have no escapes."""
        self.divided = divided
        """The elements of the others, by place from 0."""
        self._escaped = sorted(divided)
        self._bounds = _numbers(sent.starts + packed([len(sent.text) + len(sent.between)]))
        """Where each begins, and where one more would."""
        self._offsets = _numbers(sent.offsets)

    @classmethod
    def of(cls, one_by_one: Sequence[Segment]) -> Segments:
        sent = in_columns([one.text for one in one_by_one], [one.offset for one in one_by_one])
        divided = {place: one.elements for place, one in enumerate(one_by_one)}
        return cls([one.tag for one in one_by_one], sent, Separators(), divided)

    def held(self) -> Iterable[Elements | Separators]:
        """Of each, the elements or what divides it into them."""
        if not self.divided:
            return repeat(self.own, len(self.tags))
        return [self.divided.get(place, self.own) for place in range(len(self.tags))]

    def separators(self) -> Separators | None:
        """What divides those that have no escapes, if there are any."""
        return self.own if len(self.divided) < len(self.tags) else None

    def at(self, place: int) -> Segment:
        """The segment of a place from 0."""
        divides = self.divided.get(place, self.own)
        return Segment(self.tags[place], divides, place + 1, self._offsets[place], self.text_at(place))

    def move(self, offsets: bytes) -> None:
        """They begin elsewhere in the transmission as received."""
        self.sent = msgspec.structs.replace(self.sent, offsets=offsets)
        self._offsets = _numbers(offsets)

    def text_at(self, place: int) -> str:
        """One, without the texts of all."""
        return self.sent.text[self._bounds[place] : self._bounds[place + 1] - len(self.sent.between)]

    def texts_of(self, places: range) -> list[str]:
        """Of neighbouring places: cut from one piece, unless one of them holds what stands between two."""
        between = self.sent.between
        if places:
            begin, end = self._bounds[places.start], self._bounds[places.stop] - len(between)
            texts = self.sent.text[begin:end].split(between)
            if len(texts) == len(places):
                return texts
        return [self.text_at(place) for place in places]

    def exchange(self, place: int, segment: Segment) -> None:
        """Tag and elements become those of `segment`; its text stays as sent."""
        self.tags[place], self.divided[place] = segment.tag, segment.elements
        if place not in self._escaped:
            insort(self._escaped, place)

    def part(self, places: range) -> Segments:
        """Those of neighbouring places, as segments of their own."""
        begin, end = places.start, places.stop
        inside = self._escaped[bisect_left(self._escaped, begin) : bisect_left(self._escaped, end)]
        divided = {place - begin: self.divided[place] for place in inside}
        return Segments(self.tags[begin:end], _part(self.sent, begin, end), self.own, divided)

    def gathered(self, places: Iterable[int]) -> Segments:
        """Those of any places, in this order."""
        held = [self.at(place) for place in places]
        sent = in_columns([one.text for one in held], [one.offset for one in held])
        divided = {place: one.held for place, one in enumerate(held) if isinstance(one.held, tuple)}
        return Segments([one.tag for one in held], sent, self.own, divided)

    def columns(self) -> Iterator[tuple[int, str, Elements | Separators, int, str]]:
        """Ordinal, tag, elements or separators, offset and text of each, for whoever needs a Segment of few."""
        numbers = range(1, len(self.tags) + 1)
        return zip(numbers, self.tags, self.held(), self._offsets, self.texts(), strict=True)

    def texts(self) -> Iterator[str]:
        """Of all, without all being held."""
        size = len(self.tags)
        places = [range(begin, min(begin + AT_ONCE, size)) for begin in range(0, size, AT_ONCE)]
        return chain.from_iterable(map(self.texts_of, places))

    def __len__(self) -> int:
        return len(self.tags)

    def __iter__(self) -> Iterator[Segment]:
        return (Segment(tag, held, ordinal, offset, text) for ordinal, tag, held, offset, text in self.columns())

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | list[Segment]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return self.at(range(len(self.tags))[index])


def _numbers(packed: bytes) -> memoryview[int]:
    """Of four bytes each, to be asked for one by one, which numpy is slow at."""
    return np.frombuffer(packed, "<u4").astype("=u4", copy=False).data


def _part(sent: WireSegments, begin: int, end: int) -> WireSegments:
    starts = np.frombuffer(sent.starts, "<u4")
    first, last = int(starts[begin]), int(starts[end]) - len(sent.between) if end < len(starts) else len(sent.text)
    own = (starts[begin:end] - first).astype("<u4", copy=False)
    return WireSegments(sent.text[first:last], sent.between, own.tobytes(), sent.offsets[4 * begin : 4 * end])
