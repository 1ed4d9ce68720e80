"""Split series: the messages of one file in, the same messages out, each told what of its series is missing.

Never drops or reorders a message; parts that travel in other files are for the flow to wait for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, islice, pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Message, Purpose
from gotravel.wire.findings import finding

MOST_NAMED: Final = 20
SERIES: Final = frozenset({Kind.PAXLST, Kind.PNRGOV})
Key = tuple[str | None, Kind, str | None, str | None]


def about_series(messages: Iterable[Message]) -> list[Message]:
    """Findings on the last message of an incomplete series, and on lists whose count is not what they hold."""
    messages = list(messages)
    series: dict[Key, list[Message]] = defaultdict(list)
    for message in messages:
        if message.kind in SERIES:
            series[_key(message)].append(message)
    found: dict[int, list[Finding]] = {}
    for parts in series.values():
        for told in _told(parts):
            found.setdefault(parts[-1].position, []).append(told)
    return [_with(message, found.get(message.position, [])) for message in messages]


def _key(message: Message) -> Key:
    """A message without an access reference or a part number stands alone."""
    alone = message.series is None or message.part is None
    return message.sender, message.kind, str(message.position) if alone else message.series, message.function


def _told(parts: list[Message]) -> Iterable[Finding]:
    numbers = Counter(part.part for part in parts if part.part is not None)
    twice = sorted(number for number, times in numbers.items() if times > 1)
    for number in twice[:MOST_NAMED]:
        yield finding("series-part-twice", part=number)
    missing = _missing(parts, sorted(numbers))
    if missing:
        yield finding("series-incomplete", missing=missing)
        return
    if not twice:
        yield from _counted(parts)


def _missing(parts: list[Message], numbers: list[int]) -> str:
    """What is lacking, in words; "" for a complete series. `numbers` ascend, each once."""
    if not numbers or (len(parts) == 1 and numbers == [1] and parts[0].last_part is not False):
        return ""
    gaps = (range(before + 1, after) for before, after in pairwise([0, *numbers]))
    lacking = [str(number) for number in islice(chain.from_iterable(gaps), MOST_NAMED)]
    last = any(part.last_part for part in parts)
    said = [f"part{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}"] if lacking else []
    return " and ".join([*said, *([] if last else ["the last part"])])


def _counted(parts: list[Message]) -> Iterable[Finding]:
    """CNT of a list against its persons, EQN of a push against its bookings."""
    declared = parts[-1].declared_count
    first = parts[0]
    if first.kind is Kind.PNRGOV and declared is not None:
        bookings = sum(len(part.bookings) for part in parts)
        if bookings != declared:
            yield finding("booking-count-mismatch", declared=declared, found=bookings)
        return
    if first.kind is not Kind.PAXLST or declared is None or first.purpose in (Purpose.CHANGE, Purpose.CANCEL):
        return
    held = sum(len(part.passengers) for part in parts)
    if held != declared and (
        held or first.purpose not in (Purpose.FLIGHT_CANCELLED, Purpose.FLIGHT_CHANGED, Purpose.CLOSE)
    ):
        yield finding("count-mismatch", declared=declared, found=held)


def _with(message: Message, found: list[Finding]) -> Message:
    return msgspec.structs.replace(message, findings=(*message.findings, *found)) if found else message
