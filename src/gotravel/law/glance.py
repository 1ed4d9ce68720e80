"""One glance over many texts: which of them have to be read word by word, and which may hold a card number.

Goes in: texts. Comes out: indexes of those to be judged as `sensitive.py` and `segments.py` judge them; the others are
clean. Never: a text left out that its judges would find something in (a test plants every word of the tables), a word
remembered.

Every letter is a number from 1 to 26, everything else 0. At every second place four letters in a row are looked up in one
table of marks; the few places so marked, and those before them, are compared in six letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_uppercase
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gotravel.domain.characters import Characters, whole
from gotravel.domain.wire_segments import WireSegments, in_columns
from gotravel.law.cut_words import Free, spelled
from gotravel.law.read_of import CUT, LINES, PLAIN_LINE, joined_of
from gotravel.law.sensitive import BEHIND, PASSENGER_TYPES, SERVICE, STATUSES, TITLES, TRAVELLER, lexicon

BOUNDARY: Final = " "
ALPHABET: Final = BOUNDARY + ascii_uppercase
LAST: Final = len(ascii_uppercase)
UPPER: Final = np.uint8(0xDF)
BEFORE_A: Final = np.uint8(ord("A") - 1)
"""The bit that a small letter has and a capital has not is taken out."""
BEFORE: Final = 1
"""Before the first text stands a boundary too."""
Places = NDArray[np.intp]
AT_ONCE: Final = 32_768
"""Characters: what is looked at together stays in the processor's cache."""
MARKED: Final = 4
COMPARED: Final = 6
STEP: Final = 2
"""Of a pattern that begins between two places that are looked at, the letters from the second on are marked."""
TAG_LETTERS: Final = 3
TAG_NUMBERS: Final = 1 << 5 * TAG_LETTERS
HEAD: Final = 10
"""Characters that are compared to see what begins alike: tag and code, with what follows the code."""
HEADS_AT_ONCE: Final = 1 << 20
BITS: Final = 7
BITS_OF_LETTER: Final = 5
"""Of a character, when all are of ASCII, and of a capital letter: those of a head are one number."""
LETTER: Final = (1 << BITS_OF_LETTER) - 1
SMALL: Final = 1 << 5
"""A capital letter has not this bit; digits and what divides have it."""


class Glance:
    """Texts one after another, each with the place where it begins."""

    def __init__(self, texts: Sequence[str] | WireSegments) -> None:
        sent = texts if isinstance(texts, WireSegments) else in_columns(texts, ())
        self._sent = sent
        self._starts = np.frombuffer(sent.starts, "<u4").astype(np.intp) + BEFORE
        # What stands between two texts is no letter and no digit, so that no word is read across them.
        self._letters = whole(sent.text, _numbers, before=BEFORE, behind=COMPARED + MARKED)
        self._tags: NDArray[np.uint16] | None = None
        self._on: tuple[int, NDArray[np.bool_]] | None = None
        """What `goes_on` answered last: the rules ask it, and the judges."""

    def tags(self) -> NDArray[np.uint16]:
        """The first three letters of each, whatever their case, as one number; see `number_of`."""
        if self._tags is not None:
            return self._tags
        numbers = np.zeros(len(self._starts), np.uint16)
        for at in range(TAG_LETTERS):
            numbers <<= 5
            numbers |= self._letters[self._starts + at]
        self._tags = numbers
        return numbers

    def alike(self, places: Places) -> list[Places]:
        """These texts, those together that begin with the same `HEAD` characters and with three capital letters; others,
        and all of a transmission with letters beyond ASCII, are alone."""
        text, gap = self._sent.text, len(self._sent.between)
        if not text.isascii() or not len(places):
            return list(places.reshape(-1, 1))
        starts = self._starts - BEFORE
        is_long = (np.diff(starts, append=len(text) + gap) - gap >= HEAD)[places]
        long, short = places[is_long], places[~is_long]
        characters = _heads(text, starts[long])
        capital = np.bitwise_or.reduce(characters[:TAG_LETTERS]) & SMALL == 0
        alone, long, characters = np.append(short, long[~capital]), long[capital], characters[:, capital]
        heads = np.zeros(len(long), np.uint64)
        for at in range(HEAD):
            heads <<= BITS_OF_LETTER if at < TAG_LETTERS else BITS
            heads |= characters[at] & LETTER if at < TAG_LETTERS else characters[at]
        order = np.argsort(heads, kind="stable")
        together = np.split(long[order], np.flatnonzero(np.diff(heads[order])) + 1) if len(long) else []
        return [*together, *alone.reshape(-1, 1)]

    def goes_on(self, at: int) -> NDArray[np.bool_]:
        """Which of them have a letter on both sides of this place."""
        if self._on is not None and self._on[0] == at:
            return self._on[1]
        letters = self._letters
        on: NDArray[np.bool_] = np.logical_and(letters[self._starts + at - 1], letters[self._starts + at])
        if not self._sent.text.isascii():
            on |= np.array(
                [not text.isascii() and text[at : at + 1].isalpha() for text in self._sent.texts()], np.bool_
            )
        self._on = (at, on)
        return on

    def to_read(self, lead: int = 0) -> list[int]:
        """Texts with the beginning of a word of the tables, or with letters beyond ASCII. They are judged from the
        letter `lead` on, so where that cuts a word in two, the text is one of them."""
        places = np.append(_marked(self._letters) - BEFORE, spelled(self._sent.text, self._letters, BEFORE))
        found = set(self._sent.holding(places))
        if lead:
            found |= set(np.flatnonzero(self.goes_on(lead)).tolist())
        if not self._sent.text.isascii():
            found |= {index for index, text in enumerate(self._sent.texts()) if not text.isascii()}
        return sorted(found)

    def cut(self) -> list[int]:
        """Free texts to be read because of words that a sign cuts in two."""
        tags = self.tags()
        is_free = np.logical_or.reduce([tags == number_of(tag) for tag in sorted(CUT)])
        if not is_free.any():
            return []
        held = Free(self._sent, self._letters, BEFORE, is_free).cut(tags == number_of("IFT"))
        texts = self._sent.texts(held) if held else []
        joined = [joined_of(text, text[:TAG_LETTERS].upper()) for text in texts]
        return [held[at] for at in Glance(joined).to_read()] if joined else []

    def broken(self) -> list[int]:
        """Indexes of lines whose last word may go on in the next line."""
        tags = self.tags()
        plain = tags == number_of(PLAIN_LINE)
        is_line = np.logical_or.reduce([tags == number_of(tag) for tag in sorted(LINES)])
        return Free(self._sent, self._letters, BEFORE, is_line).broken(tags, plain) if is_line.any() else []


def number_of(tag: str) -> int:
    """Of three letters, as `Glance.tags` has it."""
    number = 0
    for letter in tag:
        number = number << 5 | ALPHABET.index(letter)
    return number


def clean(texts: Sequence[str]) -> set[str]:
    """Those of the texts that hold nothing to be read."""
    return set(texts) - {texts[index] for index in Glance(texts).to_read()}


def _heads(text: str, starts: Places) -> Characters:
    """The first characters of the texts that begin there: all first ones, all second ones, and so on. In order, of ASCII, and
    a part of a long text at a time."""
    heads = np.zeros((HEAD, len(starts)), np.uint8)
    for begin in range(0, len(text), HEADS_AT_ONCE):
        first, last = np.searchsorted(starts, (begin, begin + HEADS_AT_ONCE))
        part = np.frombuffer(text[begin : begin + HEADS_AT_ONCE + HEAD].encode(), np.uint8)
        for at in range(HEAD):
            heads[at, first:last] = part[starts[first:last] - begin + at]
    return heads


def _numbers(piece: Characters) -> Characters:
    numbers = (piece & UPPER) - BEFORE_A
    numbers *= numbers <= LAST
    return numbers


def _marked(letters: NDArray[np.uint8]) -> Places:
    """Where a pattern of the tables begins (or, for what begins inside a word, the letter after)."""
    marks, found = _marks(), [np.zeros(0, np.intp)]
    for start in range(0, len(letters) - COMPARED, AT_ONCE):
        pairs = _pairs(letters[start : start + AT_ONCE + STEP])
        fours = pairs[:-1].astype(np.intp) << 10 | pairs[1:]
        marked = marks.fours.take(fours).nonzero()[0]
        seen = fours[marked]
        for step, begin in enumerate(marks.begin):
            found.append(marked[begin.take(seen)] * STEP + (start - step))
    places = np.concatenate(found)
    # What is read from before the first letter on, or beyond the last, is no pattern.
    places = places[(places >= 0) & (places <= len(letters) - COMPARED)]
    sixes = np.zeros(len(places), np.uint32)
    for at in range(COMPARED):
        sixes <<= 5
        sixes |= letters[places + at]
    rows = np.searchsorted(marks.sixes, sixes).clip(max=len(marks.sixes) - 1)
    begins: Places = places[marks.sixes[rows] == sixes] + 1
    return begins


def _pairs(letters: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Of each two letters one number, read together."""
    both = letters[: len(letters) // STEP * STEP].view("<u2")
    return ((both << 5 | both >> 8) & 0x3FF).astype(np.uint16, copy=False)


class _Marks(NamedTuple):
    fours: NDArray[np.bool_]
    """Of four letters, whether they are the first of a pattern, or those from its second on."""
    begin: tuple[NDArray[np.bool_], ...]
    """The one and the other."""
    sixes: NDArray[np.uint32]


@lru_cache(maxsize=1)
def _marks() -> _Marks:
    sixes = np.unique(np.concatenate([_spelled(pattern) for pattern in _patterns()]))
    begin = tuple([np.zeros(1 << 5 * MARKED, np.bool_) for _ in range(STEP)])
    for step, fours in enumerate(begin):
        fours[sixes >> 5 * (COMPARED - MARKED - step) & len(fours) - 1] = True
    return _Marks(np.logical_or.reduce(begin), begin, sixes)


def _patterns() -> Iterator[str]:
    """What the judges look for: whole words, words that begin with a stem, long stems anywhere, meals, phrases, titles, and
    services and what is said of a traveller where these are glued to something."""
    words = lexicon()
    for word in {*words.whole, *words.openers, *TITLES, *PASSENGER_TYPES}:
        yield f" {word} "
    yield from (f" {title}{other}" for title in TITLES for other in BEHIND)
    for stem in words.stems:
        if " " not in stem:
            yield f" {stem}" if len(stem) > 2 else f" {stem} "
    yield from words.within
    yield from (f"{letter}ML " for letter in ascii_uppercase)
    yield from (f" {SERVICE}{letter}" for letter in ascii_uppercase)
    yield from (f" {code}{letter}" for code in words.whole if len(code) == MARKED for letter in ascii_uppercase)
    yield from (f"ML{letter} " for letter in ascii_uppercase)
    carriers = [f"{one}{other}" for one in ascii_uppercase for other in ascii_uppercase]
    yield from (f"ML{carrier}{status}" for carrier in carriers for status in STATUSES)
    yield from (f" {TRAVELLER}{letter}" for letter in ascii_uppercase)
    yield from (f"{letter}{TRAVELLER} " for letter in ascii_uppercase)


def _spelled(pattern: str) -> NDArray[np.uint32]:
    """The numbers of its first six letters; where it is shorter, with whatever may follow. Words of other letters than
    A to Z never match, because texts are transliterated before they are judged."""
    if any(letter not in ALPHABET for letter in pattern):
        return np.zeros(0, np.uint32)
    number, spare = 0, 5 * (COMPARED - len(pattern[:COMPARED]))
    for letter in pattern[:COMPARED]:
        number = number << 5 | ALPHABET.index(letter)
    return np.arange(number << spare, number + 1 << spare, dtype=np.uint32)
