"""Names as comparable tokens, whatever script or habit they were written in.

Goes in: a name as sent or as listed. Comes out: upper-case Latin tokens and their consonant skeletons. Never: a token
thrown away because it looks like a title (only honorifics that are never names are).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from gotravel.names.groups import groups
from gotravel.names.scripts import latin

LONGEST: Final = 200
"""Characters looked at. No name of a person is longer; what is longer is an attack or a paragraph."""
MOST_TOKENS: Final = 12
PARTICLES: Final = frozenset(
    """AL EL UL AS ASH AZ AR AD AT AN BIN BEN IBN BINT BINTI UMM OULD AG WALAD VAN VON DER DEN DE DEL DELLA DI DA DO DOS DAS
    LA LE LOS LAS DU ZU TER TEN BT BTE UR UD ZADEH OGLU OGLI UGLI KYZY QIZI POUR PUR ZADE ZADA""".split()  # noqa: SIM905
)
HONORIFICS: Final = frozenset(
    """MR MRS MS MISS MSTR DR PROF MULLAH MAULAWI MAWLAWI MAULVI QARI JR SR ENG SHEIKH SHAYKH SHAIKH""".split()  # noqa: SIM905
)
SPLIT_SYLLABLE: Final = re.compile(r"(?<=\w)['’]\s(?=(?!al\b|el\b|as\b|ad\b|ar\b)[a-z]{1,2}\b)")
"""Korean in McCune and Reischauer's spelling, taken apart by a list: Myo' ng-ch'o' l."""
TITLES: Final = ("MSTR", "MISS", "MRS", "MR", "MS", "DR")
LETTERS: Final = re.compile(r"[A-Z]+")
DIGIT: Final = re.compile(r"(?<=[A-Z])[012568]|[012568](?=[A-Z])")
"""A digit within a word, as scanners read letters."""
MEANT: Final = dict(zip("012568", "OIZSGB", strict=True))
# Abd-al-X in one word, and names ending in -uddin and -ullah, are taken apart: they are written joined and split alike.
ABD: Final = re.compile(r"ABD(?:OUL|[EAUOI](?:L|R(?=R)|S(?=S)|Z(?=Z)|N(?=N)|D(?=D)|T(?=T)|K(?=K)))([A-Z]{3,})")
SERVANTS: Final = frozenset("ABD ABDUL ABDEL ABDOUL ABDAL ABDOL ABDIL ABDUR ABDER ABDOR".split())  # noqa: SIM905
ALLAH: Final = re.compile(r"ABD[EAUOI]?L+A+H?I?")
DIN: Final = re.compile(r"([A-Z]{3,}?)(?:[UEAIO]D|[EAU]L)D[IE]+NE?")
ULLAH: Final = re.compile(r"([A-Z]{4,}?)[UOA]L(?:L+AH?|AH)")
HOMOGLYPHS: Final = str.maketrans("АВЕКМНОРСТУХІЈЅаеорсухіјѕ", "ABEKMHOPCTYXIJSaeopcyxijs")
LOOKALIKES: Final = {latin: cyrillic for cyrillic, latin in HOMOGLYPHS.items()}
_SOUNDS: Final = (
    ("SHCH", "S"), ("TSCH", "S"), ("SCH", "S"), ("TCH", "S"), ("DZH", "J"), ("DSCH", "J"), ("ZH", "J"), ("DJ", "J"), ("PH", "F"),
    ("KH", "K"), ("GH", "K"), ("CH", "S"), ("SH", "S"), ("TH", "T"), ("DH", "D"), ("TS", "S"), ("TZ", "S"), ("CZ", "S"),
    ("CK", "K"), ("QU", "K"), ("Q", "K"), ("X", "KS"), ("C", "K"), ("Z", "S"), ("W", "V"), ("V", "F"), ("OU", "U"),
)  # fmt: skip
INNER_J: Final = re.compile(r"(?<=[A-CE-Z])J(?=[AEOU])")
"""German and Slavic J for Y: RJASAN, TSCHATAJEV."""
GLIDED: Final = re.compile(r"(?<=[AE])U(?![AEIOU])")
"""Belarusian -AU, -EU for -OV, -EV."""
UNHEARD: Final = str.maketrans("", "", "AEIOUYHG")
DOUBLED: Final = re.compile(r"(.)\1+")
GLIDE: Final = re.compile(r"^(?:[IY](?=[AEOU])|H(?=[^AEIOUY]))")


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """Tokens in the order given, particles and honorifics left out unless nothing else is left."""
    text = _latin(SPLIT_SYLLABLE.sub("", name[:LONGEST])).replace("'", "").replace("`", "").replace("-", " ")
    found = LETTERS.findall(DIGIT.sub(lambda match: MEANT[match[0]], text))[:MOST_TOKENS]
    kept = tuple(
        part for token in found if token not in PARTICLES and token not in HONORIFICS for part in _parted(token)
    )
    return kept or tuple(found)


def _latin(name: str) -> str:
    if name.isascii() and name.isprintable():
        return name.upper()
    clean = unicodedata.normalize("NFKC", name)
    clean = "".join(c if unicodedata.category(c) not in ("Cf", "Cc") else " " for c in clean)
    if clean.isascii():
        return clean.upper()
    words = [_repaired(word) for word in clean.replace("\u2010", "-").replace("\u2011", "-").split()]
    return latin(" ".join(words)).upper()


def _repaired(word: str) -> str:
    """A word of two scripts that look alike, as lists hold them: the script of most of its letters is meant."""
    ours = sum(c.isascii() and c.isalpha() for c in word)
    foreign = sum("\u0400" <= c <= "\u04ff" for c in word)
    if not (ours and foreign):
        return word
    return word.translate(HOMOGLYPHS if ours >= foreign else LOOKALIKES)


@lru_cache(maxsize=100_000)
def _parted(token: str) -> tuple[str, ...]:
    if token in SERVANTS:
        return ("ABD",)
    if token in groups():
        return (token,)
    if token.startswith("ABD"):
        if ALLAH.fullmatch(token):
            return ("ABDULLAH",)
        match = ABD.fullmatch(token)
        if match:
            return "ABD", match[1]
    match = DIN.fullmatch(token) if token.endswith(("N", "NE")) else None
    if match:
        return match[1], "DIN"
    match = ULLAH.fullmatch(token) if token.endswith(("A", "AH")) else None
    return (match[1], "ULLAH") if match else (token,)


@lru_cache(maxsize=300_000)
def skeleton(token: str) -> str:
    """What is left when vowels, doubled letters and near sounds are folded: VOLKOFF and WOLKOW both give FLKF."""
    if "J" in token:
        token = INNER_J.sub("", token)
    for written, sound in _SOUNDS:
        if written in token:
            token = token.replace(written, sound)
    if "U" in token:
        token = GLIDED.sub("F", token)
    if token[:1] in "IYH":
        token = GLIDE.sub("", token)
    first = "A" if token[:1] in "AEIOUY" else "K" if token[:1] in "HG" else token[:1]
    return DOUBLED.sub(r"\1", first + token[1:].translate(UNHEARD))


ALSO: Final = re.compile(r"\ba\.?\s?k\.?\s?a\.?(?=\W)|[;/|()]|\balias\b", re.IGNORECASE)
"""Lists hold several names in one field."""


def listed_names(name: str) -> tuple[str, ...]:
    """The names that one field of a list holds."""
    kept = tuple(part for part in ALSO.split(name[:LONGEST]) if any(len(token) > 1 for token in tokens(part)))
    return kept or (name[:LONGEST],)


def listed_tokens(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(tokens(one) for one in listed_names(name)))
