"""What birth date, nationality, issuing State and sex say, as codes and bits, compiled; `reasons.py` has the sentences.

Goes in: a traveller's values and an entry's as numbers, the table of weights. Comes out: a code, its bits. Never: an absence
counted against anybody.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gotravel.names.compiled import compiled

Array = npt.NDArray[Any]
EXACT_DAY, YEARS, ABOUT = range(3)
"""What a list knows of a birth: the day, a year or several, about a year."""
(
    NOT_COMPARED, SAME_DAY, FILLER_DAY, SWAPPED, NEXT_YEAR, TEN_OFF, ONE_DIGIT, FIRST_OF_YEAR, SAME_MONTH, SAME_YEAR, IN_YEAR,
    IN_RANGE, BESIDE, DIFFERENT,
) = range(14)  # fmt: skip
BORN_CODES: Final = 14
# Places in the table of weights beside those of births.
NATIONALITY_DIFFERENT, SEX_SAME, SEX_DIFFERENT, SEVERAL_BORN = range(14, 18)
ISSUER_DIFFERENT, ISSUER_ABROAD, ISSUER_BESIDE = range(18, 21)
FACTS: Final = 24
(
    ISSUER_NOT_COMPARED, ISSUED_BY_SAME, ISSUED_AS_NATIONALITY, ISSUED_BESIDE, ISSUED_ABROAD, ISSUED_ELSEWHERE,
    ISSUED_ELSEWHERE_AS_NATIONALITY,
) = range(7)  # fmt: skip
WIDE: Final = 12
"""Years; a wider range says nothing."""


@compiled
def born_code(born: int, kind: int, first: int, last: int) -> int:
    """`born` CCYYMMDD, 0 where not known; `first` and `last` the same for a day, else years."""
    if born == 0 or first == 0:
        return 0
    year = born // 10000
    if kind != 0:
        if first <= year <= last:
            return 10 if first == last else (11 if last - first <= 12 else 0)
        slack = 2 if kind == 2 else 1
        return 12 if first - slack <= year <= last + slack else 13
    day, theirs = born % 10000, first % 10000
    listed = first // 10000
    if born == first:
        return 2 if day == 101 else 1
    if day == theirs and abs(year - listed) == 1:
        return 4
    if day == theirs and abs(year - listed) == 10:
        return 5
    if year == listed:
        if (day % 100) * 100 + day // 100 == theirs:
            return 3
        if day == 101 or theirs == 101:
            return 7
        return 8 if day // 100 == theirs // 100 else (6 if _digits_apart(born, first) == 1 else 9)
    return 6 if _digits_apart(born, first) == 1 else 13


@compiled
def _digits_apart(one: int, other: int) -> int:
    apart = 0
    while one or other:
        apart += one % 10 != other % 10
        one //= 10
        other //= 10
    return apart


@compiled
def born(ours: int, births: Array, w: Array) -> tuple[int, int]:
    """(code, which of the listed births) of the one that fits best; births x (kind, first, last)."""
    best, which = 0, -1
    for i in range(len(births)):
        code = born_code(ours, births[i, 0], births[i, 1], births[i, 2])
        if code and (which < 0 or w[code] > w[best]):
            best, which = code, i
    return best, which


@compiled
def born_bits(code: int, several: int, w: Array) -> float:
    """A list that names several births has as many chances to agree with a stranger."""
    if several > 1 and w[code] > 0:
        return max(0.0, w[code] - w[17] * np.log2(several))
    return w[code]


@compiled
def sex_bits(ours: int, theirs: int, w: Array) -> float:
    if ours == 0 or theirs == 0:
        return 0.0
    return w[15] if ours == theirs else w[16]


@compiled
def issuer(ours: Array, theirs: Array, nationality: int, compared: bool, same: bool) -> tuple[int, int]:
    """(code, which of ours agrees): States that issued the travel documents, the traveller's nationality (0: not sent), whether
    nationalities were compared, whether they agree. A passport of one's own State says what the nationality said already."""
    if len(ours) == 0 or len(theirs) == 0:
        return 0, -1
    as_nationality = False
    for place in range(len(ours)):
        if among(ours[place], theirs):
            if not same:
                return 1, place
            if ours[place] != nationality:
                return 3, place
            as_nationality = True
    if as_nationality:
        return 2, -1
    if same:
        return 4, -1
    return (6 if compared else 5), -1


@compiled
def issuer_bits(code: int, agrees: float, w: Array) -> float:
    """`agrees`: bits of the State that agrees, by its rarity."""
    if code == 1:
        return agrees
    if code == 3:
        return min(agrees, w[20])
    if code == 4:
        return w[19]
    return w[18] if code == 5 else 0.0


@compiled
def among(number: int, numbers: Array) -> bool:
    for other in numbers:  # noqa: SIM110 (generators do not compile)
        if other == number:
            return True
    return False
