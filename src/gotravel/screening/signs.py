"""A sign of each entry: in one number, beside every posting, what its birth, nationality and sex can add at most.

Goes in: facts of entries; a traveller's. Comes out: signs; the most that any entry of a sign may add to a name, and the most
a name may weigh there. Never: a bound below what `facts.py` gives for some entry of that sign: both are of one table.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled

Array = npt.NDArray[Any]
UNKNOWN, DAY, YEAR, OTHER = range(4)
"""What is known of the birth: nothing, one day, one year, anything else."""
FIRST_YEAR: Final = 1872
YEARS: Final = 256
BIRTHS: Final = 4 * YEARS
"""The lowest ten bits: kind and year. Above them sex (2), whether there are issuers (1), the nationality (8)."""
SEVERAL: Final = 255
"""Nationalities, instead of a hash of the only one."""


def signs(
    births: Array, birth_starts: Array, sexes: Array, nationalities: Array, nation_starts: Array, issued: Array
) -> Array:
    """Of each entry; `births` x (kind, first, last), `issued`: whether it names States that issued documents."""
    if not len(sexes):
        return np.empty(0, np.int32)
    several = np.diff(birth_starts)
    kinds, years = np.zeros(len(sexes), np.int32), np.zeros(len(sexes), np.int32)
    kinds[several > 0] = OTHER
    [alone] = np.nonzero(several == 1)
    kind, first, last = births[birth_starts[alone]].T
    year = np.where(kind == 0, first // 10000, first) - FIRST_YEAR
    simple = (first > 0) & (first == last) & (year >= 0) & (year < YEARS)
    kinds[alone[simple]] = np.where(kind == 0, DAY, YEAR)[simple]
    years[alone[simple]] = year[simple]
    countries = np.zeros(len(sexes), np.int32)
    held = np.diff(nation_starts)
    countries[held > 1] = SEVERAL
    countries[held == 1] = _hash(nationalities[nation_starts[:-1][held == 1]])
    told: Array = (
        kinds * YEARS + years + (sexes.astype(np.int32) << 10) + (issued.astype(np.int32) << 12) + (countries << 13)
    )
    return told.astype(np.int32)


def _hash(countries: Any) -> Any:
    return 1 + countries % 253


@compiled
def most_of_births(born: int, cap: float, w: Array, bits: Array, caps: Array) -> None:
    """By kind and year: most bits of the birth; most that the name may weigh (`cap` where the birth must contradict)."""
    if born == 0:
        return
    most = 0.0
    for code in range(1, 14):
        most = max(most, w[code])
    bits[768:] = most
    year = born // 10000
    for place in range(256):
        apart = abs(1872 + place - year)
        bits[256 + place] = _most_of_day(1872 + place, year, w)
        if apart != 0 and apart != 1 and apart != 10 and not _one_digit(1872 + place, year):
            caps[256 + place] = cap
        bits[512 + place] = w[10] if apart == 0 else (max(w[12], w[13]) if apart <= 2 else w[13])
        if apart > 2:
            caps[512 + place] = cap


@compiled
def _most_of_day(listed: int, year: int, w: Array) -> float:
    """Of all dates in two years that can be compared."""
    if listed == year:
        return float(max(w[1], w[2], w[3], w[6], w[7], w[8], w[9]))
    most = w[13]
    if abs(listed - year) == 1:
        most = max(most, w[4], w[6])
    if abs(listed - year) == 10:
        most = max(most, w[5], w[6])
    return float(max(most, w[6]) if _one_digit(listed, year) else most)


@compiled
def _one_digit(one: int, other: int) -> bool:
    apart = 0
    while one or other:
        apart += one % 10 != other % 10
        one //= 10
        other //= 10
    return apart == 1


@compiled
def most_of_states(sign: int, nationality: int, agrees: float, issuer: float, w: Array) -> float:
    """`agrees`, `issuer`: bits of an agreeing nationality, most of an agreeing issuer."""
    country, bits = sign >> 13, 0.0
    if nationality and country:
        same = country == 255 or country == 1 + nationality % 253
        bits = max(agrees, w[14]) if same else w[14]
    if sign >> 12 & 1:
        bits += max(0.0, issuer, w[18], w[19], w[20])
    return bits


class Facts(NamedTuple):
    """The most that facts of one traveller add, by sign."""

    births: Array
    caps: Array
    nationality: Any
    agrees: float
    issuer: float
    sex: Any
    need: float
    """What name and facts must reach together."""
    most: float
    """Of any entry."""
    most_but_birth: float


@compiled
def most_of_facts(sign: int, facts: Facts, w: Array) -> float:
    bits = facts.births[sign & 1023]
    sex = sign >> 10 & 3
    if sex and facts.sex:
        bits += w[15] if sex == facts.sex else w[16]
    return float(bits) + most_of_states(sign, facts.nationality, facts.agrees, facts.issuer, w)
