"""What a reader hands on: segments, messages and envelopes as they stood on the wire.

Goes in: nothing, the reader builds them. Never: a changed value; `text` and `offset` are as received. Most segments are
never asked for their elements, so a segment is divided when somebody asks, and a message holds columns, not segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import WireSegment
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
        held = self.held
        if isinstance(held, tuple):
            return ":".join([part for parts in held for part in parts])
        return self.text.partition(held.element)[2].replace(held.element, ":").replace(held.component, ":")

    def whole(self, element: int) -> str:
        """An element with all its components, `:` between them."""
        return ":".join(self.elements[element - 1]).strip() if 0 < element <= len(self.elements) else ""


class Segments(Sequence[Segment]):
    """The segments of a message in columns. Whoever goes through them gets each as a Segment of his own."""

    __slots__ = ("held", "offsets", "ordinals", "tags", "texts")

    def __init__(self, one_by_one: Iterable[Segment] = ()) -> None:
        self.tags: list[str] = []
        self.held: list[Elements | Separators] = []
        self.offsets: list[int] = []
        self.texts: list[str] = []
        self.ordinals: list[int] = []
        for segment in one_by_one:
            self.add(segment.tag, segment.held, segment.offset, segment.text)

    def add(self, tag: str, held: Elements | Separators, offset: int, text: str) -> None:
        self.tags.append(tag)
        self.held.append(held)
        self.offsets.append(offset)
        self.texts.append(text)

    def extend(self, other: Segments, begin: int, end: int) -> None:
        self.tags += other.tags[begin:end]
        self.held += other.held[begin:end]
        self.offsets += other.offsets[begin:end]
        self.texts += other.texts[begin:end]

    def as_sent(self) -> tuple[WireSegment, ...]:
        """Every segment with its offset, for the page that shows the original under a value."""
        return tuple(map(WireSegment, self._ordinals(), self.offsets, self.texts))

    def _ordinals(self) -> list[int]:
        """Numbers kept once, because every value that says where it came from holds one."""
        if len(self.ordinals) != len(self.tags):
            self.ordinals = list(range(1, len(self.tags) + 1))
        return self.ordinals

    def separators(self) -> Separators | None:
        """What divides those that have no escapes, if there are any."""
        return next((held for held in self.held if not isinstance(held, tuple)), None)

    def at(self, place: int) -> Segment:
        """The segment of a place from 0."""
        return Segment(self.tags[place], self.held[place], place + 1, self.offsets[place], self.texts[place])

    def __len__(self) -> int:
        return len(self.tags)

    def __iter__(self) -> Iterator[Segment]:
        return map(Segment, self.tags, self.held, self._ordinals(), self.offsets, self.texts)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | list[Segment]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return self.at(range(len(self.tags))[index])


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
