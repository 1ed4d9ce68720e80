"""ICAO Doc 9303-3 transliteration: a name in national letters in, the letters of a machine-readable zone out.

Latin national characters (section 6 A), Cyrillic (B), Arabic (C), and Greek by ELOT 743 as Greek passports print it. Where the
standard leaves a choice, `variants` gives all. Never raises; what no table knows is left out.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import Final

LATIN: Final = {
    **dict.fromkeys("ÀÁÂÃĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶǍ", "A"), **dict.fromkeys("ÇĆĈĊČ", "C"), **dict.fromkeys("ĎĐÐ", "D"),
    **dict.fromkeys("ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ", "E"), **dict.fromkeys("ĜĞĠĢ", "G"), **dict.fromkeys("ĤĦ", "H"),
    **dict.fromkeys("ÌÍÎÏĨĪĬĮİIỈỊ", "I"), "Ĵ": "J", "Ķ": "K", **dict.fromkeys("ĹĻĽĿŁ", "L"), **dict.fromkeys("ÑŃŅŇŊ", "N"),
    **dict.fromkeys("ÒÓÔÕŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ", "O"), **dict.fromkeys("ŔŖŘ", "R"), **dict.fromkeys("ŚŜŞŠȘ", "S"),
    **dict.fromkeys("ŢŤŦȚ", "T"), **dict.fromkeys("ÙÚÛŨŪŬŮŰŲƯỤỦỨỪỬỮỰ", "U"), "Ŵ": "W", **dict.fromkeys("ÝŶŸỲỴỶỸ", "Y"),
    **dict.fromkeys("ŹŻŽ", "Z"), "Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE", "ẞ": "SS",
    "Þ": "TH", "Ĳ": "IJ", "Ə": "E",
}  # fmt: skip
# The standard, or a national exception in it, allows these as well: a comparison has to try all.
CHOICES: Final = {
    "Ä": ("AE", "A"), "Å": ("AA", "A"), "Ö": ("OE", "O"), "Ø": ("OE", "O"), "Ü": ("UE", "UXX", "U"), "Ñ": ("N", "NXX"),
    "Ð": ("D", "TH"), "Ё": ("E", "IO"), "Г": ("G", "H"), "Х": ("KH", "H"), "Ц": ("TS", "C"), "Щ": ("SHCH", "SHT"),
    "И": ("I", "Y"), "Ж": ("ZH", "Z"), "Ш": ("SH", "S"), "Ч": ("CH", "C"), "Ќ": ("K", "KJ"), "Џ": ("DZ", "DJ"), "Ѓ": ("G", "GJ"),
    "Ғ": ("G", "GJ"), "Є": ("IE", "YE"), "Ї": ("I", "YI"), "Й": ("I", "Y"), "Ю": ("IU", "YU"), "Я": ("IA", "YA"),
    "ة": ("XAH", "XTA", "P"),
}  # fmt: skip
CYRILLIC: Final = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Ґ": "G", "Ѓ": "G", "Д": "D", "Ђ": "D", "Е": "E", "Ё": "E", "Є": "IE", "Ж": "ZH",
    "З": "Z", "Ѕ": "DZ", "И": "I", "І": "I", "Ї": "I", "Ј": "J", "Й": "I", "К": "K", "Ќ": "K", "Л": "L", "Љ": "LJ", "М": "M",
    "Н": "N", "Њ": "NJ", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "Ћ": "C", "У": "U", "Ў": "U", "Ф": "F", "Х": "KH",
    "Ц": "TS", "Ч": "CH", "Џ": "DZ", "Ш": "SH", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA",
    "Ѫ": "U", "Ѵ": "Y", "Ғ": "G", "Ү": "U", "Ұ": "U", "Ө": "O", "Ә": "A", "Қ": "Q", "Ң": "N", "Һ": "C", "Җ": "J", "Ҳ": "H",
    "Ҷ": "J", "Ӣ": "I", "Ӯ": "U", "Ҡ": "Q", "Ҙ": "Z", "Ҫ": "S",
}  # fmt: skip
GREEK: Final = {
    "Α": "A", "Β": "V", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "I", "Θ": "TH", "Ι": "I", "Κ": "K", "Λ": "L", "Μ": "M",
    "Ν": "N", "Ξ": "X", "Ο": "O", "Π": "P", "Ρ": "R", "Σ": "S", "Τ": "T", "Υ": "Y", "Φ": "F", "Χ": "CH", "Ψ": "PS", "Ω": "O",
}  # fmt: skip
GREEK_PAIRS: Final = {"ΟΥ": "OU", "ΑΥ": "AV", "ΕΥ": "EV", "ΗΥ": "IV", "ΜΠ": "B", "ΓΓ": "NG", "ΓΞ": "NX", "ΓΧ": "NCH"}
# Doc 9303-3 section 6 C: X marks what two Latin letters cannot tell apart, so that the Arabic can be won back.
ARABIC: Final = {
    "ء": "XE", "آ": "XAA", "أ": "XAE", "ؤ": "U", "إ": "I", "ئ": "XI", "ا": "A", "ب": "B", "ة": "XTA", "ت": "T", "ث": "XTH",
    "ج": "J", "ح": "XH", "خ": "XKH", "د": "D", "ذ": "XDH", "ر": "R", "ز": "Z", "س": "S", "ش": "XSH", "ص": "XSS", "ض": "XDZ",
    "ط": "XTT", "ظ": "XZZ", "ع": "E", "غ": "G", "ف": "F", "ق": "Q", "ك": "K", "ل": "L", "م": "M", "ن": "N", "ه": "H", "و": "W",
    "ي": "Y", "ى": "XAY", "ٱ": "XXA", "ٹ": "XXT", "ټ": "XRT", "پ": "P", "ځ": "XKE", "څ": "XXH", "چ": "XC", "ڈ": "XXD", "ډ": "XDR",
    "ڑ": "XXR", "ړ": "XRR", "ږ": "XRX", "ژ": "XJ", "ښ": "XXS", "ک": "XKK", "ګ": "XXK", "ڭ": "XNG", "گ": "XGG", "ں": "XNN",
    "ڼ": "XXN", "ھ": "XDO", "ۀ": "XYH", "ہ": "XXG", "ۂ": "XGE", "ۃ": "XTG", "ی": "XYA", "ۍ": "XXY", "ې": "Y", "ے": "XYB",
    "ۓ": "XBE",
}  # fmt: skip
FINAL_TA: Final = "ة"
SHADDA: Final = "ّ"
"""Doubles the letter before it; the other vowel marks are not written."""
TABLE: Final = {**LATIN, **CYRILLIC, **GREEK, **ARABIC}
SMALL: Final = {"ß": "SS", "ı": "I", "ŉ": "N", "ĸ": "Q"}
APOSTROPHES: Final = frozenset("'’‘ʼ`´ʹʺ\"")
MOST_VARIANTS: Final = 32


@lru_cache(maxsize=50_000)
def transliterate(name: str) -> str:
    """Words of A to Z with one blank between them: hyphens divide, apostrophes and full stops go, unknown letters too."""
    return " ".join(word for part in _words(name) if (word := "".join(_letters(part))))


def zone_name(name: str) -> str:
    """The same as it stands in a zone: `DE LA CRUZ` -> `DE<LA<CRUZ`."""
    return transliterate(name).replace(" ", "<")


@lru_cache(maxsize=10_000)
def variants(name: str) -> tuple[str, ...]:
    """Every transliteration that the standard allows, its first choice first; at most 32."""
    found: dict[str, None] = {transliterate(name): None}
    for picked in islice(product(*(_spellings(part) for part in _words(name))), MOST_VARIANTS):
        found.setdefault(" ".join(part for part in picked if part))
    return tuple(islice(found, MOST_VARIANTS))


def _spellings(word: str) -> tuple[str, ...]:
    """Of one word. Greek has one spelling: its pairs of letters are read together."""
    if any(_bare(character) in GREEK for character in word):
        return ("".join(_letters(word)),)
    choices = (_choices(word, place) for place in range(len(word)))
    return tuple(dict.fromkeys("".join(picked) for picked in islice(product(*choices), MOST_VARIANTS)))


def _words(name: str) -> list[str]:
    """Upper case, composed, without marks that no table has; divided at everything that is no letter or mark."""
    text = "".join(SMALL.get(character, character) for character in unicodedata.normalize("NFC", name))
    kept = "".join(
        "" if character in APOSTROPHES or character in ".·" else character if _belongs(character) else " "
        for character in unicodedata.normalize("NFC", text.upper())
    )
    return kept.split()


def _belongs(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character) == "Mn"


def _letters(word: str) -> list[str]:
    """The letters of one word; what stands for two characters together comes first."""
    out: list[str] = []
    place = 0
    while place < len(word):
        pair = GREEK_PAIRS.get(_bare(word[place : place + 2]))
        if pair and (pair != "B" or place == 0):
            out.append(pair)
            place += 2
            continue
        out.append(_letter(word, place, out))
        place += 1
    return out


def _letter(word: str, place: int, before: list[str]) -> str:
    character = word[place]
    if character == SHADDA:
        return before[-1] if before else ""
    if character == FINAL_TA:
        return "XAH" if place == len(word) - 1 else "XTA"
    if character in TABLE:
        return TABLE[character]
    if "A" <= character <= "Z":
        return character
    bare = _bare(character)
    return TABLE.get(bare, bare if len(bare) == 1 and "A" <= bare <= "Z" else "")


def _choices(word: str, place: int) -> tuple[str, ...]:
    character = word[place]
    first = "".join(_letter(word, place, [_letter(word, place - 1, [])] if place else []))
    return tuple(dict.fromkeys((first, *CHOICES.get(character, ()))))


def _bare(text: str) -> str:
    """Without accents, where no table has the accented letter (Greek, Vietnamese)."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
