"""What reveals race, origin, politics, belief, union, health or sexual life, in codes and in words.

Goes in: an SSR code, a text. Comes out: the class it reveals, or None. Never: a name judged: names are not filtered by
words (a surname may be Church), only titles and group names are.

Source: Directive (EU) 2016/681 art. 13(4); word lists are our own work in English, French, Spanish, Dutch, German and
transliterated Arabic. A false positive costs a remark; a false negative is the risk.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources

from anyascii import anyascii

MEAL = re.compile(r"^[A-Z]{2}ML$")
NEUTRAL_MEALS = frozenset(["NOML", "FPML", "FSML", "SFML", "BBML", "CHML", "SKML", "GRML", "RGML"])
TITLES = {
    **dict.fromkeys(
        [
            "IMAM",
            "RABBI",
            "RABBIN",
            "HAJI",
            "HAJJI",
            "HAJJA",
            "HAJAH",
            "HAJJAH",
            "REV",
            "REVD",
            "REVEREND",
            "FATHER",
            "PASTOR",
            "SHEIKH",
            "MULLAH",
            "SISTER",
        ],
        "religion",
    ),
    **dict.fromkeys(("FR", "SR", "BR"), "religion"),
}
PASSENGER_TYPES = {"CLG": "religion", "MIS": "religion", "UNN": "union"}


def class_of_code(code: str) -> str | None:
    known = _codes().get(code)
    if known:
        return known
    return "religion" if MEAL.match(code) and code not in NEUTRAL_MEALS else None


def is_meal(code: str) -> bool:
    return bool(MEAL.match(code))


def class_of_text(text: str) -> str | None:
    """The first class that a word of the text reveals; accents and case do not matter."""
    found = _pattern().search(text if text.isascii() else anyascii(text))
    if found is None:
        return None
    return _class_of(found.group(0).upper())


def class_of_title(title: str | None) -> str | None:
    return TITLES.get((title or "").upper().strip(". "))


@lru_cache(maxsize=4096)
def _class_of(word: str) -> str:
    whole, stems = _words()
    known = whole.get(word) or _codes().get(word)
    if known:
        return known
    return next(name for stem, name in stems if word.startswith(stem))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {row["code"]: row["class"] for row in _table("ssr.csv")}


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    rows = _table("words.csv")
    whole = {row["stem"].upper(): row["class"] for row in rows if row["whole"] == "1"}
    stems = tuple((row["stem"].upper(), row["class"]) for row in rows if row["whole"] == "0")
    return whole, tuple(sorted(stems, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    whole, stems = _words()
    codes = "|".join(re.escape(code) for code in _codes())
    words = "|".join(re.escape(word) for word in sorted(whole, key=len, reverse=True))
    begins = "|".join(re.escape(stem) for stem, _ in stems)
    # `(?<![A-Z])` and not `\b`: texts glue words to digits and underscores.
    return re.compile(rf"(?<![A-Z])(?:(?:{words}|{codes})(?![A-Z])|(?:{begins}))", re.IGNORECASE)


def _table(name: str) -> list[dict[str, str]]:
    text = (resources.files("gotravel.law") / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
