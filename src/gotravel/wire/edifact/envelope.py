"""What a reader hands on: messages and the envelopes they came in.

Goes in: segments. Comes out: what their headers say. Never: a message without its segments.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.finding import Finding
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments


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
    """The repetition separator in force (syntax version 4 with UNA), else "". Its readers divide at it, never the reader of
    segments."""

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
