"""The comparison of travellers with listed names one by one, without index: what an index may have hidden shows here.

Goes in: queries, entries, how common names are, thresholds. Comes out: every pair that the whole comparison raises. Never: an
array, a look-up, a bound or a door of the index; a pair passed over that could reach. Some microseconds a pair: for samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry
from gotravel.names.compiled import compiled
from gotravel.names.nearness import nearness
from gotravel.screening import alignment, weights
from gotravel.screening.alignment import Name, Rare, Worked
from gotravel.screening.assess import assess
from gotravel.screening.facts import among, born, born_bits, sex_bits
from gotravel.screening.frequencies import Rare as Frequencies
from gotravel.screening.neighbours import Tokens
from gotravel.screening.query import Query
from gotravel.screening.reasons import issuer_agrees
from gotravel.screening.screen import matches_on
from gotravel.screening.spelled import Spelled, as_listed, as_sent
from gotravel.screening.values import SEXES, birth, country, issuers

Array = npt.NDArray[Any]


class Spellings(NamedTuple):
    """Names end to end: their parts as numbers of tokens, which are family name, which may be cut off, whose each is."""

    starts: Array
    parts: Array
    family: Array
    cut: Array
    owner: Array


class Facts(NamedTuple):
    """Of each traveller, or of each entry (then with several births and nationalities)."""

    birth_starts: Array
    births: Array
    nation_starts: Array
    nations: Array
    sexes: Array
    needs: Array
    """Bits: of an entry its threshold; of a traveller what nationality adds if it agrees, and what else may be added."""


def raised_by_all(
    queries: Sequence[Query],
    entries: Sequence[Entry],
    frequencies: Frequencies,
    thresholds: Mapping[WatchlistId, float],
    *,
    as_of: date,
) -> list[tuple[int, int]]:
    """(query, entry) at or above the threshold of the entry's list; of equal documents only where names lead there too."""
    asked, ours = _spellings([[as_sent(*name) for name in query.names] for query in queries])
    listed, theirs = _spellings([[one for name in entry.names for one in as_listed(name)] for entry in entries])
    rare = frequencies.rarities(theirs)
    told = Rare(rare.bits, rare.profile, np.array(frequencies.classes, np.float32), frequencies.borne(ours))
    texts = Tokens.of(ours), Tokens.of(theirs)
    facts = _asked_facts(queries, frequencies), _listed_facts(entries, thresholds, as_of)
    pairs = _possible(asked, listed, *texts, told, *facts, weights.NAME, weights.FACTS, alignment.room())
    found = []
    for number, place in sorted(set(zip(*(side.tolist() for side in pairs), strict=True))):
        threshold = thresholds[entries[place].watchlist]
        made = assess(queries[number], entries[place], frequencies, threshold, "")
        if made is not None and made.total_bits >= threshold:
            found.append((number, place))
    return found


def _spellings(several: Sequence[Sequence[Spelled]]) -> tuple[Spellings, list[str]]:
    tokens: dict[str, int] = {}
    flat = [(owner, one) for owner, names in enumerate(several) for one in names]
    parts = [[tokens.setdefault(part, len(tokens)) for part in one.parts] for _, one in flat]
    made = Spellings(
        np.cumsum([0, *map(len, parts)]), np.array([part for one in parts for part in one], np.int32),
        np.array([one.family for _, one in flat], np.int64), np.array([one.cut for _, one in flat], np.int64),
        np.array([owner for owner, _ in flat], np.int32),
    )  # fmt: skip
    return made, list(tokens)


def _asked_facts(queries: Sequence[Query], frequencies: Frequencies) -> Facts:
    births = [[int(query.born.replace("-", ""))] if query.born else [] for query in queries]
    nations = [[country(query.nationality)] if query.nationality else [] for query in queries]
    needs = [(frequencies.nationality(query.nationality)[0], _else(query, frequencies)) for query in queries]
    sexes = np.array([SEXES.get(query.sex or "", 0) for query in queries], np.int8)
    return Facts(*_flat(births, 1), *_flat(nations, 1), sexes, np.array(needs, np.float64).reshape(-1, 2))


def _listed_facts(entries: Sequence[Entry], thresholds: Mapping[WatchlistId, float], as_of: date) -> Facts:
    births = [[number for one in entry.born for number in birth(one)] for entry in entries]
    nations = [[country(code) for code in entry.nationalities] for entry in entries]
    needs = [
        (thresholds.get(entry.watchlist, np.inf) if matches_on(entry, as_of) else np.inf, 0.0) for entry in entries
    ]
    sexes = np.array([SEXES.get(entry.sex or "", 0) for entry in entries], np.int8)
    return Facts(*_flat(births, 3), *_flat(nations, 1), sexes, np.array(needs, np.float64).reshape(-1, 2))


def _else(query: Query, frequencies: Frequencies) -> float:
    """The most that issuing State and place of birth may add, which only the whole comparison weighs."""
    issued = max((issuer_agrees(code, frequencies) for code in issuers(query.documents)), default=0.0)
    return issued + (weights.BIRTH_PLACE_SAME if query.birth_place else 0.0)


def _flat(rows: Sequence[Sequence[int]], width: int) -> tuple[Array, Array]:
    starts = np.cumsum([0, *(len(row) // width for row in rows)])
    return starts, np.array([one for row in rows for one in row], np.int32).reshape(-1, width)


@compiled
def _possible(
    asked: Spellings, listed: Spellings, ours: Tokens, theirs: Tokens, rare: Rare, travellers: Facts, entries: Facts,
    w: Array, facts: Array, room: Worked,
) -> tuple[Array, Array]:  # fmt: skip
    """(traveller, entry) whose bits can reach: of the name without what is taken off for parts that go together, and of facts."""
    count, size = 0, 256
    numbers, places = np.empty(size, np.int32), np.empty(size, np.int32)
    for row in range(len(asked.owner)):
        q = asked.owner[row]
        for name in range(len(listed.owner)):
            entry = listed.owner[name]
            threshold = entries.needs[entry, 0]
            if threshold == np.inf:
                continue
            bits = _name_bits(row, name, asked, listed, ours, theirs, rare, w, room)
            if bits + travellers.needs[q, 1] + _facts_bits(q, entry, travellers, entries, facts) < threshold:
                continue
            if count == size:
                size *= 2
                more, further = np.empty(size, np.int32), np.empty(size, np.int32)
                more[:count], further[:count] = numbers, places
                numbers, places = more, further
            numbers[count], places[count] = q, entry
            count += 1
    return numbers[:count], places[:count]


@compiled
def _facts_bits(q: int, entry: int, travellers: Facts, entries: Facts, w: Array) -> float:
    first, last = entries.birth_starts[entry], entries.birth_starts[entry + 1]
    known = travellers.birth_starts[q + 1] > travellers.birth_starts[q]
    ours = travellers.births[travellers.birth_starts[q], 0] if known else 0
    code, _ = born(ours, entries.births[first:last], w)
    bits = born_bits(code, last - first, w) + sex_bits(travellers.sexes[q], entries.sexes[entry], w)
    nations = entries.nations[entries.nation_starts[entry] : entries.nation_starts[entry + 1], 0]
    if len(nations) and travellers.nation_starts[q + 1] > travellers.nation_starts[q]:
        same = among(travellers.nations[travellers.nation_starts[q], 0], nations)
        bits += travellers.needs[q, 0] if same else w[14]
    return bits


@compiled
def _name_bits(
    row: int,
    name: int,
    asked: Spellings,
    listed: Spellings,
    ours: Tokens,
    theirs: Tokens,
    rare: Rare,
    w: Array,
    room: Worked,
) -> float:
    mine = asked.parts[asked.starts[row] : asked.starts[row + 1]]
    their = listed.parts[listed.starts[name] : listed.starts[name + 1]]
    for i in range(len(mine)):
        one = ours.letters[ours.starts[mine[i]] : ours.starts[mine[i] + 1]]
        for j in range(len(their)):
            other = theirs.letters[theirs.starts[their[j]] : theirs.starts[their[j] + 1]]
            room.near[i, j] = nearness(one, ours.marks[mine[i]], other, theirs.marks[their[j]])
    first = Name(ours.letters, ours.starts, mine, asked.family[row], asked.cut[row])
    second = Name(theirs.letters, theirs.starts, their, listed.family[name], np.int64(0))
    alignment.compare(first, second, rare, w, room)
    return float(room.totals.sum() - room.totals[1])
