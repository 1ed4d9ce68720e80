"""What a reader hands on: segments, messages and envelopes as they stood on the wire.

Goes in: nothing, the reader builds them. Never: a changed value; `text` and `offset` are as received. Most segments are
never asked for their elements, so a segment is divided when somebody asks, and a message holds columns, not segments.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import overload

import msgspec
import numpy as np

from gotravel.domain.finding import Finding
from gotravel.domain.wire_segments import WireSegments, in_columns, packed
from gotravel.wire.edifact.separators import Separators

Elements = tuple[tuple[str, ...], ...]


class Segment(msgspec.Struct, gc=False):
    """One segment. Elements are split and unescaped, line breaks removed; blanks stay, `get` trims them."""

    tag: str
    held: Elements | Separators
    """The elements; until somebody asks for them, what divides `text` (which then has no escapes) into them."""
    ordinal: int
    """From 1 within the message, UNH being 1; 0 for the envelope's own segments."""
    offset: int
    """Byte offset of the tag in the file as received."""
    text: str
    """As sent, escapes included, without terminator and line breaks."""

    @property
    def elements(self) -> Elements:
        held = self.held
        if isinstance(held, tuple):
            return held
        component, parts = held.component, self.text.split(held.element)
        if len(parts) == 2:
            # Most segments have one element: a loop over them would cost as much as the rest.
            divided: Elements = (tuple(parts[1].split(component)),)
        else:
            divided = tuple([tuple(one.split(component)) for one in parts[1:]])
        self.held = divided
        return divided

    def get(self, element: int, component: int = 0) -> str:
        """Element from 1 (after the tag), component from 0; trimmed; "" when absent."""
        held = self.held
        try:
            return (held if isinstance(held, tuple) else self.elements)[element - 1][component].strip()
        except IndexError:
            return ""

    def said(self) -> str:
        """Everything after the tag, `:` between elements and components alike."""
        return said(self.held, self.text)

    def whole(self, element: int) -> str:
        """An element with all its components, `:` between them."""
        return ":".join(self.elements[element - 1]).strip() if 0 < element <= len(self.elements) else ""


def said(held: Elements | Separators, text: str) -> str:
    """The same, of who needs no Segment."""
    if isinstance(held, tuple):
        return ":".join([part for parts in held for part in parts])
    return text.partition(held.element)[2].replace(held.element, ":").replace(held.component, ":")


AT_ONCE = 256
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

    @property
    def held(self) -> list[Elements | Separators]:
        held: list[Elements | Separators] = [self.own] * len(self.tags)
        for place, elements in self.divided.items():
            held[place] = elements
        return held

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
        size = len(self.tags)
        runs = [range(begin, min(begin + AT_ONCE, size)) for begin in range(0, size, AT_ONCE)]
        texts = chain.from_iterable(map(self.texts_of, runs))
        return zip(range(1, size + 1), self.tags, self.held, self._offsets, texts, strict=True)

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


class WireMessage(msgspec.Struct, frozen=True):
    """UNH to UNT. `unh` is an empty segment of ordinal 0 where the header was lost."""

    unh: Segment
    segments: Segments
    """All, UNH and UNT included, in order."""
    findings: tuple[Finding, ...] = ()
    group: Segment | None = None
    """UNG, where there is one."""

    @property
    def type(self) -> str:
        """`PAXLST`, `PNRGOV` ... in upper case; taken from UNG when UNH was lost; else ""."""
        return (self.unh.get(2) or (self.group.get(1) if self.group else "")).upper()

    @property
    def version(self) -> str | None:
        """Version and release as sent: `D:05B`, `13:1`."""
        named = (self.unh.get(2, 1), self.unh.get(2, 2))
        if not any(named) and self.group:
            named = (self.group.get(7, 0), self.group.get(7, 1))
        return ":".join(part for part in named if part) or None

    @property
    def reference(self) -> str | None:
        return self.unh.get(1) or None

    @property
    def series(self) -> str | None:
        """Common access reference (0068)."""
        return self.unh.get(3) or None

    @property
    def part(self) -> int | None:
        number = self.unh.get(4)
        return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else None

    @property
    def last_part(self) -> bool | None:
        """True for `F`; False where a part number stands without it; None without a part number."""
        marks = {self.unh.get(4, 1).upper(), self.unh.get(5).upper()}
        return "F" in marks if self.unh.get(4) else None


class Envelope(msgspec.Struct, frozen=True):
    """One interchange; `header` is None for messages that came without UNB."""

    messages: tuple[WireMessage, ...]
    header: Segment | None = None
    trailer: Segment | None = None
    findings: tuple[Finding, ...] = ()
    repetition: str = ""
    """The repetition separator in force (syntax version 4 with UNA), else "". The reader never splits on it."""

    @property
    def syntax(self) -> str | None:
        return (self.header and self.header.get(1).upper()) or None

    @property
    def sender(self) -> str | None:
        """Element 0004; where it is empty, what was shifted into the qualifier."""
        return (self.header and (self.header.get(2) or self.header.get(2, 1))) or None

    @property
    def recipient(self) -> str | None:
        return (self.header and (self.header.get(3) or self.header.get(3, 1))) or None

    @property
    def prepared(self) -> str | None:
        """`YYYY-MM-DDTHH:MM` (or the date alone), None where UNB has no usable date."""
        return _stamp(self.header.get(4), self.header.get(4, 1)) if self.header else None

    @property
    def reference(self) -> str | None:
        return (self.header and self.header.get(5)) or None

    @property
    def application(self) -> str | None:
        """0026, also where it was shifted into S005 or 0029."""
        return (self.header and (self.header.get(7) or self.header.get(6))) or None

    @property
    def wants_acknowledgement(self) -> bool:
        return self.header is not None and self.header.get(9) in ("1", "2")

    @property
    def test(self) -> bool:
        return self.header is not None and self.header.get(11) in ("1", "2", "3", "4", "5")


def _stamp(day: str, clock: str) -> str | None:
    if not (day.isascii() and day.isdigit() and len(day) in (6, 8)):
        return None
    day = ("19" if day >= "80" else "20") + day if len(day) == 6 else day
    if not (1 <= int(day[4:6]) <= 12 and 1 <= int(day[6:8]) <= 31):
        return None
    date = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    if clock.isascii() and clock.isdigit() and len(clock) >= 4 and int(clock[:2]) < 24 and int(clock[2:4]) < 60:
        return f"{date}T{clock[:2]}:{clock[2:4]}"
    return date
