"""Column heads and labels: a text in, the field it names out. Exact words first, close spellings only with a finding.

Never raises; a head that could be two fields is no field.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from gotravel.wire.sheets.words import SMALL, words

NUMBERING: Final = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[a-z][.)])\s+(?=\S)|^\s*\d{1,2}\.(?=[A-Za-z])", re.IGNORECASE
)
BRACKETS: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]|\*+$")
NOT_WORDS: Final = re.compile(r"[^A-Z0-9#]+")
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
LANGUAGES: Final = re.compile(r"\s*[/\n|]\s*|\s+[-–]\s+")
PAPERS: Final = frozenset({"passport", "identity_card", "doc_number", "seaman_book"})
"""`DNI / Pasaporte` is the number of either."""
CLOSE: Final = 0.84
NEAR: Final = DamerauLevenshtein.normalized_similarity
SHORTEST: Final = 6
LONGEST: Final = 120
ORDERS: Final = (("DMY", re.compile(r"D{1,2}\W?M{1,3}\W?Y{2,4}|J{1,2}\W?M{1,3}\W?A{2,4}|D{1,2}\W?M{1,3}\W?A{2,4}")),
                 ("MDY", re.compile(r"M{1,2}\W?D{1,2}\W?Y{2,4}")),
                 ("YMD", re.compile(r"Y{2,4}\W?M{1,3}\W?D{1,2}|A{4}\W?M{1,3}\W?[JD]{1,2}")))  # fmt: skip


class Head(msgspec.Struct, frozen=True, gc=False):
    """What a text names. `close` is True where only a near spelling was known."""

    field: str
    close: bool = False


def plain(text: str) -> str:
    """`1.1 Name of the ship:` -> `NAME SHIP`."""
    text = BRACKETS.sub(" ", NUMBERING.sub("", CAMEL.sub(" ", text[:LONGEST])))
    text = (
        text.replace("№", " NO ")
        .replace("º", " ")
        .replace("°", " ")
        .replace("_", " ")
        .replace("'", " ")
        .replace("’", " ")
    )
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    written = NOT_WORDS.sub(" ", text.replace("#", " NO ")).split()
    kept = [word for word in written if word not in SMALL and not (word == "DE" and len(written) > 1)]
    return " ".join(kept or written)


@cache
def _phrases() -> tuple[dict[str, str], dict[str, str]]:
    """(phrase -> field of a person, phrase -> field of a leg), both as `plain` leaves them."""
    person, leg = (
        {plain(phrase): field for field, phrases in words(area).items() for phrase in phrases}
        for area in ("person", "leg")
    )
    return person, leg


@cache
def _by_words() -> dict[str, str]:
    """The same with the words in alphabetical order, where that names one field only."""
    found: dict[str, str | None] = {}
    for phrase, field in (*_phrases()[0].items(), *_phrases()[1].items()):
        key = _sorted(phrase)
        found[key] = field if found.get(key, field) == field else None
    return {key: field for key, field in found.items() if field}


def _sorted(phrase: str) -> str:
    return " ".join(sorted(phrase.split()))


@lru_cache(maxsize=4096)
def head(text: str, *, guess: bool = True) -> Head | None:
    """The field that a column head names. Heads in two languages (`Nom / Surname`) are taken apart."""
    whole = plain(text)
    if not whole or len(text) > LONGEST:
        return None
    fields = [field for part in (text, *LANGUAGES.split(text)) if (field := _exact(plain(part)))]
    if fields:
        return Head("doc_number" if len(set(fields)) > 1 and set(fields) <= PAPERS else fields[0])
    return _close(whole) if guess else None


def _exact(phrase: str) -> str | None:
    person, leg = _phrases()
    if " " in phrase:
        return person.get(phrase) or leg.get(phrase) or _by_words().get(_sorted(phrase))
    return person.get(phrase) or leg.get(phrase) or _glued().get(phrase)


@cache
def _glued() -> dict[str, str]:
    """`DATEOFBIRTH` and `BIRTHDATE`: names of attributes come without blanks."""
    found: dict[str, str | None] = {}
    for area in ("person", "leg"):
        for field, phrases in words(area).items():
            for key in {key for phrase in phrases for key in (phrase.replace(" ", ""), plain(phrase).replace(" ", ""))}:
                found[key] = field if found.get(key, field) == field else None
    return {key: field for key, field in found.items() if field and len(key) >= SHORTEST}


def _close(phrase: str) -> Head | None:
    if len(phrase) < SHORTEST or phrase.isdigit():
        return None
    best = process.extract(phrase, _long_phrases().keys(), scorer=NEAR, score_cutoff=CLOSE, limit=3)
    fields = {_long_phrases()[found] for found, score, _ in best if score >= best[0][1] - 0.02}
    return Head(fields.pop(), close=True) if len(fields) == 1 else None


@cache
def _long_phrases() -> dict[str, str]:
    person, leg = _phrases()
    return {phrase: field for phrase, field in (leg | person).items() if len(phrase) >= SHORTEST}


def label(text: str) -> str | None:
    """The field of a leg that a label names, without guessing; a list's total too."""
    found = head(text, guess=False)
    return found.field if found and found.field in words("leg") else None


def date_order(text: str) -> str | None:
    """The order that a head announces: `Date of birth (DD/MM/YYYY)` -> `DMY`."""
    text = text.upper()
    return next((name for name, pattern in ORDERS if pattern.search(text)), None)


@cache
def sections() -> dict[str, str]:
    """Heading -> `crew`, `passengers` or `footer`."""
    return {plain(phrase): name for name, phrases in words("section").items() for phrase in phrases}
