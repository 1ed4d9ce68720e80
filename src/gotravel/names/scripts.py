"""Names in other scripts, as carriers would write them in Latin: Arabic and Persian by letters, Korean by syllables.

Goes in: text of any script. Comes out: Latin letters, parts divided by blanks. Never: a vowel invented; what a script does
not write is left to the consonant skeleton.

Source: ICAO Doc 9303-3 section 6 (tables for Cyrillic and Arabic); Unicode chapter 3.12 (Hangul syllables).
"""

from __future__ import annotations

import re
from typing import Final

from anyascii import anyascii

ARABIC: Final = dict(
    zip(
        "ابتثجحخدذرزسشصضطظغفقكلمنهةپچژگکآأإىیيؤئوٱھۀ",
        ["A", "B", "T", "TH", "J", "H", "KH", "D", "DH", "R", "Z", "S", "SH", "S", "D", "T", "Z", "GH", "F", "Q", "K", "L", "M",
         "N", "H", "A", "P", "CH", "ZH", "G", "K", "A", "A", "A", "I", "I", "I", "U", "I", "U", "A", "H", "H"],
        strict=True,
    )
) | dict.fromkeys("عءـًٌٍَُِّْٰ‌", "")  # fmt: skip
BEFORE_H: Final = tuple("ZSKTDGCP")
HEBREW: Final = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        ["A", "B", "G", "D", "H", "V", "Z", "H", "T", "Y", "K", "K", "L", "M", "M", "N", "N", "S", "A", "P", "F", "TS", "TS", "K",
         "R", "SH", "T"],
        strict=True,
    )
)  # fmt: skip
HEBREW_WITHIN: Final = {"ו": "O", "י": "I", "ב": "V"}
"""Within a word these stand for other sounds than at its beginning, mostly."""
ARTICLE: Final = "ال"
GOD: Final = "الله"
SERVANT: Final = "عبد"
HANGUL_FIRST: Final = (
    "K",
    "KK",
    "N",
    "T",
    "TT",
    "R",
    "M",
    "P",
    "PP",
    "S",
    "SS",
    "",
    "CH",
    "CH",
    "CH",
    "K",
    "T",
    "P",
    "H",
)
HANGUL_VOWEL: Final = (
    "A", "AE", "YA", "YAE", "O", "E", "YO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WO", "WE", "WI", "YU", "U", "UI", "I",
)  # fmt: skip
HANGUL_LAST: Final = (
    "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T", "T", "NG", "T", "T", "K",
    "T", "P", "T",
)  # fmt: skip
SYLLABLES: Final = range(0xAC00, 0xD7A4)
WORD: Final = re.compile(r"\S+")
INNER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def latin(text: str) -> str:
    """Word by word, so that a name in two scripts is read in both."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    if any(c in ARABIC and c not in "\u200c" for c in word):
        return _arabic(word)
    if any(c in HEBREW for c in word):
        return "".join(
            (HEBREW_WITHIN.get(c) if place else None) or HEBREW.get(c, anyascii(c)) for place, c in enumerate(word)
        )
    if any(ord(c) in SYLLABLES for c in word):
        return " ".join(_syllable(c) if ord(c) in SYLLABLES else anyascii(c) for c in word)
    # Chinese is transliterated sign by sign, each with a capital.
    return INNER.sub(" ", anyascii(word)) if any("\u4e00" <= c <= "\u9fff" for c in word) else anyascii(word)


def _arabic(word: str) -> str:
    """Without the article; names of the kinds Abd-al-X and X-ullah in two parts."""
    word = word.replace("اللہ", GOD)
    if word == GOD:
        return "ULLAH"
    if word.endswith(GOD) and word != SERVANT + GOD:
        return f"{_arabic(word[: -len(GOD)])} ULLAH"
    if word == SERVANT + GOD:
        return "ABDULLAH"
    if word.startswith(SERVANT) and len(word) > len(SERVANT) + 2:
        return f"ABD {_arabic(word[len(SERVANT) :])}"
    if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1:
        word = word[len(ARTICLE) :]
    first = {"و": "W", "ي": "Y", "ی": "Y", "ع": "A"}.get(word[0])
    letters = [ARABIC.get(c, anyascii(c)) for c in word]
    # S and H side by side are two sounds here, not the one that SH is in Latin.
    letters = [
        "" if one == "H" and place and letters[place - 1][-1:] in BEFORE_H else one for place, one in enumerate(letters)
    ]
    return "".join([first, *letters[1:]] if first else letters)


def _syllable(sign: str) -> str:
    first, rest = divmod(ord(sign) - SYLLABLES.start, 588)
    vowel, last = divmod(rest, 28)
    return HANGUL_FIRST[first] + HANGUL_VOWEL[vowel] + HANGUL_LAST[last]
