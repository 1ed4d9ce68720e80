"""The engine leaves out most of a list unseen: nobody whom the whole comparison would raise, whatever the list and the traveller."""

from __future__ import annotations

import datetime as dt
import uuid
from random import Random

import numpy as np
import pytest

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName, NameKind
from gotravel.screening import alignment, facts, signs, weights
from gotravel.screening.assess import total_bits
from gotravel.screening.facts import born, born_bits
from gotravel.screening.frequencies import Frequencies, learned
from gotravel.screening.index import build
from gotravel.screening.query import Query
from gotravel.screening.screen import screen
from gotravel.screening.values import birth

LIST = WatchlistId(uuid.UUID(int=1))
TODAY = dt.date(2026, 11, 26)
SYLLABLES = "BA DI RA MU KO LE SHA TOR VIN GHE ZU PAL".split()  # noqa: SIM905
STATES = ("EGY", "PAK", "RUS", None)


class World:
    """Names of five to seven letters: no two joined are as long as a third, so that no join has a slip in every piece."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = sorted({word for word in (self._word() for _ in range(400)) if 5 <= len(word) <= 7})
        self.random.shuffle(self.words)

    def _word(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((2, 3))))

    def part(self) -> str:
        """A few are borne by many."""
        return self.words[int(len(self.words) ** self.random.random()) - 1]

    def parts(self) -> list[str]:
        found = [self.part() for _ in range(self.random.choice((1, 2, 2, 3, 3, 4)))]
        return [part[0] if self.random.random() < 0.06 else part for part in found]

    def slipped(self, parts: list[str]) -> list[str]:
        random = self.random
        found = [self._slip(part) if random.random() < 0.4 else part for part in parts]
        if random.random() < 0.2:
            random.shuffle(found)
        if random.random() < 0.25:
            found[random.randrange(len(found))] = self.part()
        if random.random() < 0.2 and len(found) > 1:
            found.pop()
        return found

    def _slip(self, part: str) -> str:
        if len(part) < 3:
            return part
        at = self.random.randrange(1, len(part))
        return part[:at] + self.random.choice("AEIOUNRZ") + part[at + self.random.choice((0, 1)) :]

    def day(self) -> str:
        random = self.random
        return f"{random.choice((1960, 1969, 1970, 1971, 1979, 1980, 1999)):04}-{random.randint(1, 3):02}-{random.randint(1, 3):02}"

    def births(self) -> tuple[BirthDate, ...]:
        kind = self.random.random()
        year = int(self.day()[:4])
        if kind < 0.2:
            return ()
        if kind < 0.3:
            return (BirthDate(BirthDateKind.YEAR, None, year, year),)
        if kind < 0.4:
            return (BirthDate(BirthDateKind.CIRCA, None, year, year),)
        if kind < 0.5:
            return (BirthDate(BirthDateKind.RANGE, None, year, year + self.random.choice((3, 40))),)
        exact = BirthDate(BirthDateKind.EXACT, self.day())
        return (exact, BirthDate(BirthDateKind.EXACT, self.day())) if kind < 0.6 else (exact,)

    def papers(self) -> tuple[TravelDocument, ...]:
        issuer = self.random.choice(STATES)
        number = f"A{self.random.randrange(10**7):07}"
        return (TravelDocument("P", number, issuer),) if issuer and self.random.random() < 0.3 else ()

    def entry(self, number: int) -> tuple[Entry, list[str]]:
        random, parts = self.random, self.parts()
        names = [parts, *(self.slipped(parts) for _ in range(random.choice((0, 0, 1, 2))))]
        kinds = [NameKind.PRIMARY, *(random.choice((NameKind.GOOD, NameKind.WEAK)) for _ in names[1:])]
        listed = tuple(ListedName(" ".join(one), kind) for one, kind in zip(names, kinds, strict=True))
        nations = tuple({state for state in random.choices(STATES, k=random.choice((0, 1, 2))) if state})
        sex = random.choice(("M", "F", None))
        return Entry(
            EntryId(uuid.UUID(int=number + 1)), LIST, str(number), "1", listed, self.births(), nations, sex, self.papers()
        ), parts  # fmt: skip

    def traveller(self, entry: Entry, parts: list[str]) -> Query:
        random, found = self.random, self.slipped(parts)
        names = [(found[-1], " ".join(found[:-1]))]
        if random.random() < 0.1:
            names = [(found[-1], " ".join([*found[:-1], self.part(), self.part(), self.part()])[:26])]
        day = next((one.day for one in entry.born if one.day), None) if random.random() < 0.5 else self.day()
        place = "BADI" if random.random() < 0.1 else None
        return Query(tuple(names), day, random.choice(STATES), random.choice(("M", "F", None)), self.papers(), place)

    def frequencies(self) -> Frequencies:
        names = [" ".join(self.parts()) for _ in range(3_000)]
        return learned(names, "invented", [self.random.choice(STATES) for _ in names])


@pytest.mark.parametrize("threshold", [3.0, 9.0, 14.0, 18.5])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_left_out_unseen_could_raise_nobody(seed: int, threshold: float) -> None:
    world = World(seed)
    counted = world.frequencies()
    listed = [world.entry(number) for number in range(90)]
    index = build([entry for entry, _ in listed], counted)
    queries = [world.traveller(*world.random.choice(listed)) for _ in range(24)]
    scanned = {
        (q, number): bits
        for q, query in enumerate(queries)
        for number, (entry, _) in enumerate(listed)
        if (bits := total_bits(query, entry, counted)) >= threshold
    }
    found = {(one.query, one.entry): one.assessment for one in screen(queries, index, {LIST: threshold}, as_of=TODAY)}
    assert scanned
    assert found.keys() == scanned.keys()
    assert {pair: one.total_bits for pair, one in found.items()} == pytest.approx(scanned, abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_a_sign_bounds_what_any_birth_behind_it_says(seed: int) -> None:
    world = World(seed)
    for _ in range(300):
        listed, ours = world.births(), int(world.day().replace("-", ""))
        births = np.array([birth(one) for one in listed], np.int32).reshape(-1, 3)
        starts, none = np.array([0, len(births)]), np.zeros(1, np.int8)
        [sign] = signs.signs(births, starts, none, np.empty(0, np.int32), np.array([0, 0]), np.zeros(1, np.bool_))
        bits, caps = np.zeros(signs.BIRTHS, np.float32), np.full(signs.BIRTHS, np.inf, np.float32)
        signs.most_of_births(ours, weights.NAME_CAP, weights.FACTS, bits, caps)
        code, _ = born(ours, births, weights.FACTS)
        assert born_bits(code, len(births), weights.FACTS) <= bits[sign % signs.BIRTHS] + 1e-5
        assert code == facts.DIFFERENT or caps[sign % signs.BIRTHS] == np.inf


def test_the_bounds_leave_out_only_what_lowers_a_sum() -> None:
    """Parts borne together, and several names or births, are not in any bound: they may only take bits away."""
    for place in (alignment.W_TOGETHER, alignment.W_MOST_NAMES):
        assert weights.NAME[place] >= 0.0
    assert weights.FACTS[facts.SEVERAL_BORN] >= 0.0
