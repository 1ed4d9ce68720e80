"""The characters of a text, looked at a piece at a time.

Goes in: a text, the characters that are asked for. Comes out: places, arrays. Never: a second copy of a long text, because
memory that was not touched before costs more than the question.

What is asked for is compared range by range, many characters at once: a range in a sixth of the time that looking up each takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Characters = NDArray[np.uint8]
"""One byte each; beyond ISO 8859-1 a question mark stands for a character."""
Answers = NDArray[np.bool_]
Ranges = tuple[tuple[int, int], ...]
"""Of each range its first character, and how many follow that."""
AT_ONCE: Final = 32_768
"""What is looked at together stays in the processor's cache."""
BEYOND_ASCII: Final = 128
YES: Final = b"\x01"
NO: Final = b"\x00"


def asked_for(characters: str) -> Ranges:
    """Those of them that are one byte, neighbours together."""
    ranges = list[tuple[int, int]]()
    for code in sorted(code for code in set(map(ord, characters)) if code < 256):
        if ranges and code == sum(ranges[-1]) + 1:
            ranges[-1] = (ranges[-1][0], ranges[-1][1] + 1)
        else:
            ranges.append((code, 0))
    return tuple(ranges)


def among(piece: Characters, asked: Ranges) -> Answers:
    """Of each, whether it is asked for."""
    answers = np.zeros(0, np.bool_)
    for first, more in asked:
        # What is before the first wraps round, and is more than the rest.
        found = piece - first <= more if more else piece == first
        answers = np.logical_or(answers, found, out=found) if len(answers) else found
    return answers


def pieces(text: str, *, more: int = 0) -> Iterator[tuple[int, Characters]]:
    """Where each piece begins, and its characters with so many behind it."""
    for begin in range(0, len(text), AT_ONCE):
        narrow = text[begin : begin + AT_ONCE + more].encode("latin-1", "replace")
        yield begin, np.frombuffer(narrow, np.uint8)


def holds_below(text: str, first: int, *, but: str) -> bool:
    """Whether a character before `first` stands in the text that is none of these."""
    others = [ord(one) for one in but if one in text]
    for _, piece in pieces(text):
        below = np.count_nonzero(piece < first)
        if below and below > sum(int(np.count_nonzero(piece == one)) for one in others):
            return True
    return False


def holds(text: str, asked: Ranges) -> bool:
    """Whether one character is asked for."""
    asked = _possible(text, asked)
    return any(among(piece, asked).any() for _, piece in pieces(text))


def _possible(text: str, asked: Ranges) -> Ranges:
    return tuple([one for one in asked if one[0] < BEYOND_ASCII]) if text.isascii() else asked


def whole(
    text: str, of: Callable[[Characters], Characters] | None = None, *, before: int = 0, behind: int = 0
) -> Characters:
    """The whole text, or what is said of its characters, between so many zeros."""
    found = np.zeros(before + len(text) + behind, np.uint8)
    for begin, piece in pieces(text):
        found[before + begin : before + begin + len(piece)] = of(piece) if of else piece
    return found


def places(answers: Answers) -> Iterator[int]:
    """Where the answer is yes, which it hardly ever is: looked for among bytes, quicker than asking for each."""
    held = answers.tobytes()
    at = held.find(YES)
    while at >= 0:
        yield at
        at = held.find(YES, at + 1)


def runs(text: str, asked: Ranges, least: int) -> Iterator[int]:
    """Where so many characters in a row begin that are asked for (and again where another piece begins)."""
    asked = _possible(text, asked)
    for begin, piece in pieces(text, more=least - 1):
        held = _in_a_row(among(piece, asked), least).tobytes()
        at = held.find(YES)
        while at >= 0:
            yield begin + at
            end = held.find(NO, at)
            at = held.find(YES, end) if end >= 0 else -1


def _in_a_row(answers: Answers, least: int) -> Answers:
    """Of each, whether it is the first of so many yeses: of twice as many with every step."""
    known = 1
    while known < least:
        step = min(known, least - known)
        answers = answers[:-step] & answers[step:]
        known += step
    return answers
