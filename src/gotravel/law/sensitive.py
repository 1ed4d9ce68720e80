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
WORD = re.compile(r"[A-Z]+")
LONG = 6
"""Stems of this many letters are also looked for inside a word (`Zuckerdiabetes`, `PAXWHEELCHAIR`)."""
NEUTRAL_MEALS = frozenset(["NOML", "FPML", "FSML", "SFML", "BBML", "CHML", "SKML", "GRML", "RGML"])
TITLES = dict.fromkeys(
    ("IMAM", "RABBI", "RABBIN", "HAJI", "HAJJI", "HAJJA", "HAJAH", "HAJJAH", "REV", "REVD", "REVEREND", "FATHER", "SISTER",
     "FR", "SR", "BR"), "religion",
)  # fmt: skip
"""As a word behind a given name. Not here: PASTOR, SHEIKH and MULLAH, which are names far more often."""
LEADING = frozenset(["REV", "REVD", "REVEREND", "FR", "SR"])
"""Titles that also stand before a name and are no given names themselves."""
PASSENGER_TYPES: dict[str, str] = {"CLG": "religion", "MIS": "religion", "UNN": "union"}


def class_of_code(code: str) -> str | None:
    known = _codes().get(code)
    if known:
        return known
    return "religion" if MEAL.match(code) and code not in NEUTRAL_MEALS else None


def is_meal(code: str) -> bool:
    return bool(MEAL.match(code))


def class_of_text(text: str, *, place: bool = False) -> str | None:
    """The first class that a word of the text reveals; accents, case and punctuation do not matter. Where places stand
    (`place`), words that are also places say nothing."""
    words = WORD.findall((text if text.isascii() else anyascii(text)).upper())
    known = lexicon()
    if place:
        words = [word for word in words if word not in known.places]
    found = None if known.spares(words) else next(filter(None, map(known.class_of, words)), None)
    if found is None and not known.openers.isdisjoint(words):
        phrase = known.phrases.search(" ".join(words))
        return known.stems[phrase.group(0)] if phrase else None
    return found


def class_of_title(title: str | None) -> str | None:
    """Of one title or several."""
    said = (title or "").upper()
    if said.isascii() and said.isalpha():
        return TITLES.get(said)
    return next((TITLES[word] for word in WORD.findall(said) if word in TITLES), None)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {row["code"]: row["class"] for row in _table("ssr.csv")}


class Lexicon:
    """The word tables, arranged so that one word costs a few look-ups. No word of a text is remembered.

    What is looked for here is also a pattern in `glance.py`, which says what needs looking at.
    """

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.whole = {**_codes(), **{row["stem"].upper(): row["class"] for row in rows if row["whole"] != "0"}}
        self.places = frozenset(row["stem"].upper() for row in rows if row["whole"] == "2")
        """Whole words that are also the names of towns."""
        self.stems = {row["stem"].upper().replace("-", " "): row["class"] for row in rows if row["whole"] == "0"}
        single = sorted((stem for stem in self.stems if " " not in stem), key=len, reverse=True)
        self.begins: dict[str, tuple[str, ...]] = {}
        for stem in single:
            self.begins[stem[:3]] = (*self.begins.get(stem[:3], ()), stem)
        self.inside = re.compile("|".join(stem for stem in single if len(stem) >= LONG))
        self.starts = frozenset(stem[:4] for stem in single if len(stem) >= LONG)
        spoken = [stem for stem in self.stems if " " in stem]
        self.openers = frozenset(stem.split()[0] for stem in spoken)
        self.phrases = re.compile(rf"\b(?:{'|'.join(sorted(spoken, key=len, reverse=True))})")

    def spares(self, words: list[str]) -> bool:
        """A quick no: no word is a whole one, begins like a stem, holds the beginning of a long stem, or is a meal."""
        if not self.whole.keys().isdisjoint(words) or not self.begins.keys().isdisjoint([word[:3] for word in words]):
            return False
        for word in words:
            if len(word) > LONG:
                if not self.starts.isdisjoint([word[at : at + 4] for at in range(len(word) - 3)]):
                    return False
            elif len(word) == 4 and word.endswith("ML"):
                return False
        return True

    def class_of(self, word: str) -> str | None:
        known = self.whole.get(word)
        if known:
            return known
        for stem in self.begins.get(word[:3], ()):
            if word.startswith(stem):
                return self.stems[stem]
        if len(word) == 4 and MEAL.match(word):
            return "religion"
        if len(word) <= LONG:
            return None
        compound = self.inside.search(word)
        return self.stems[compound.group(0)] if compound else None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return Lexicon(_table("words.csv"))


def _table(name: str) -> list[dict[str, str]]:
    text = (resources.files("gotravel.law") / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
