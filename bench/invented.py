"""Invented lists and travellers with the shape of real ones: a few names are borne by many, most by hardly anybody.

Goes in: a seed. Comes out: listed persons with spellings, travellers, and true variants of listed persons among them. Never: a
real person: names are made of syllables, by twelve styles, each with its own given and family names.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName, NameKind
from gotravel.screening.query import Query, spellings

LIST = WatchlistId(uuid.UUID(int=1))
STYLES = {
    "EGY": ("B D F H J K M N R S SH T Z KH GH", "A AA I U AY", "M N R D L S H F"),
    "PAK": ("B D F G H J K M N R S SH T Z KH", "A I U EE", "N R M D L SH T"),
    "IRN": ("B D F GH H J K M N P R S SH T V Z", "A E O I", "N R D SH Z M"),
    "RUS": ("B V G D K L M N P R S T ZH Z CH", "A E I O U", "V N R L K S"),
    "UKR": ("B V H D K L M N P R S T SH", "A E Y O U I", "K N R L CH"),
    "CHN": ("B P M F D T N L G K H J Q X ZH CH SH R Z C S W Y", "A AI AN ANG E EN I IN ING O ONG U UN", ""),
    "KOR": ("K N T R M P S CH H Y", "A EO O U I AE YEO", "N NG K M L"),
    "VNM": ("B C CH D G H KH L M N NG NH PH QU T TH TR V X", "A AN ANH E I IEN O ONG U UY", ""),
    "NGA": ("B D F G K L M N R S T W Y CH", "A E I O U", ""),
    "MEX": ("B C D F G L M N P R S T V", "A E I O U", "S N R L"),
    "DEU": ("B D F G H K L M N R S SCH ST T W", "A E I O U EI AU", "N R L CK TZ S"),
    "GBR": ("B C D F G H K L M N P R S T TH W", "A E I O U OO EA", "N R L CK S T"),
}
GIVEN, FAMILY = 3_000, 60_000
"""Names of a style: the first of a rank r is borne in proportion to 1 / r."""


class Person(NamedTuple):
    nationality: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    born: str
    sex: str


class People:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.names = {style: self._style(style) for style in STYLES}
        self.styles = list(STYLES)

    def _style(self, style: str) -> tuple[list[str], list[str]]:
        onsets, vowels, codas = (part.split() for part in STYLES[style])
        random = self.random

        def word(longest: int) -> str:
            size = random.randint(1 if not codas else 2, longest)
            return "".join(random.choice(onsets) + random.choice(vowels) for _ in range(size)) + (
                random.choice(codas) if codas and random.random() < 0.7 else ""
            )

        given, family = ({word(size): None for _ in range(most)} for size, most in ((3, GIVEN), (4, FAMILY)))
        return list(given), list(family)

    def _pick(self, names: list[str]) -> str:
        """By Zipf's law: the rank is e to an evenly spread power."""
        return names[min(int(len(names) ** self.random.random()) - 1, len(names) - 1)]

    def person(self) -> Person:
        random = self.random
        style = random.choice(self.styles)
        given, family = self.names[style]
        first = tuple(self._pick(given) for _ in range(random.choice((1, 1, 2, 2, 3))))
        last = tuple(self._pick(family) for _ in range(2 if style == "MEX" else 1))
        born = f"{random.randint(1940, 2008)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        return Person(style, first, last, born, random.choice("MMMF"))

    def written(self, person: Person) -> Person:
        """As another clerk would write the same person."""
        random = self.random
        given, family = list(person.given), list(person.family)
        how = random.random()
        if how < 0.25 and len(given) > 1:
            given.pop(random.randrange(len(given)))
        elif how < 0.35:
            given, family = family, given
        elif how < 0.45:
            given = ["".join(given)]
        else:
            both = given if random.random() < 0.5 else family
            at = random.randrange(len(both))
            both[at] = self._slipped(both[at])
        return person._replace(given=tuple(given), family=tuple(family))

    def _slipped(self, word: str) -> str:
        random = self.random
        vowels = [place for place, letter in enumerate(word) if letter in "AEIOU"]
        if vowels and random.random() < 0.7:
            at = random.choice(vowels)
            return word[:at] + random.choice("AEIOU") + word[at + 1 :]
        at = random.randrange(max(1, len(word) - 1))
        return word[:at] + random.choice((word[at] * 2, "")) + word[at + 1 :]

    def entries(self, names: int) -> Iterator[tuple[Entry, Person]]:
        """Until so many names are listed; half of the persons have further spellings."""
        number = 0
        while names > 0:
            person = self.person()
            further = [self.written(person) for _ in range(self.random.choice((0, 0, 1, 2)))][: names - 1]
            names -= 1 + len(further)
            yield self._entry(number, person, further), person
            number += 1

    def _entry(self, number: int, person: Person, further: list[Person]) -> Entry:
        spelled = tuple(
            ListedName(f"{' '.join(one.family)}, {' '.join(one.given)}", NameKind.GOOD if place else NameKind.PRIMARY)
            for place, one in enumerate([person, *further])
        )
        known = self.random.random()
        born: tuple[BirthDate, ...] = (BirthDate(BirthDateKind.EXACT, person.born),)
        if known < 0.3:
            born = (BirthDate(BirthDateKind.YEAR, None, int(person.born[:4]), int(person.born[:4])),)
        nations = (person.nationality,) if self.random.random() < 0.8 else ()
        return Entry(
            EntryId(uuid.UUID(int=number + 1)), LIST, str(number), "1", spelled, born if known < 0.85 else (), nations,
            person.sex,
        )  # fmt: skip


def query(person: Person) -> Query:
    names = spellings(" ".join(person.family), " ".join(person.given))
    return Query(names, person.born, person.nationality, person.sex)


TODAY = dt.date(2026, 1, 1)
