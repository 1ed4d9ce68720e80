"""What reveals race, origin, politics, belief, union, health or sexual life, in codes and in words.

Goes in: an SSR code, a text. Comes out: the class it reveals, or None. Never: a name judged: names are not filtered by
words (a surname may be Church), only titles and group names are.

Source: Directive (EU) 2016/681 art. 13(4); word lists are our own work in English, French, Spanish, Dutch, German and
transliterated Arabic, and the plainest ones in Arabic, Hebrew, Cyrillic, Chinese, Japanese, Korean and Greek letters.
A false positive costs a remark; a false negative is the risk.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Final

from anyascii import anyascii

MEAL: Final = re.compile(r"^[A-Z]{2}ML$")
WORD: Final = re.compile(r"[A-Z]+")
SPELLED: Final = re.compile(r"(?<![A-Z0-9])(?:[A-Z][.-]){2,}[A-Z]?(?![A-Z0-9])")
"""`H.I.V.`"""
ALONE: Final = re.compile(rf"{SPELLED.pattern}(?![.-]? ?[A-Z])")
"""The same where people stand: letters before a word are the initials of a name (`J.E.W. SMITH`)."""
LONG: Final = 6
"""Stems of this many letters are also looked for inside a word (`Zuckerdiabetes`, `PAXWHEELCHAIR`)."""
CLOSED: Final = 5
"""Letters of a phrase's last word up to which it is no stem: `black man` does not begin `BLACK MANUEL`."""
PLURAL: Final = "MEN"
"""What ends so takes no S: `MENS` are sizes."""
SHORT: Final = 4
"""Letters of a code of a service."""
SERVICE: Final = "SSR"
TRAVELLER: Final = "PAX"
"""Glued to what is said of one: `PAXHALAL`, `BLINDPAX`."""
STATUSES: Final = ("HK", "HL", "HN", "HX", "KK", "KL", "NN", "NO", "PN", "SS", "TK", "UC", "UN", "US", "UU")
SERVICE_SAID: Final = re.compile(
    rf"{SERVICE}[ -]([A-Z]{{4}})|(?<![A-Z0-9])([A-Z]{{4}})[A-Z0-9]{{2}}(?:{'|'.join(STATUSES)})[0-9]"
)
"""`SSR MEDABAHK1` in a text: code, airline, status, how many."""
LOOKALIKES: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo"
)
NEUTRAL_MEALS: Final = frozenset(["NOML", "FPML", "FSML", "SFML", "BBML", "CHML", "SKML", "GRML", "RGML"])
TITLES: Final = dict.fromkeys(
    ("IMAM", "RABBI", "RABBIN", "HAJI", "HAJJI", "HAJJA", "HAJAH", "HAJJAH", "REV", "REVD", "REVEREND", "FATHER", "SISTER",
     "FR", "SR", "BR", "HADJI", "MONSIGNOR", "MSGR", "AYATOLLAH", "PADRE", "PFARRER", "DOMINEE", "SOEUR",
     "REVERENDO", "REVERENDA", "RVDO", "REVDO",
     "MONSEIGNEUR", "MONSENOR"), "religion",
)  # fmt: skip
"""As a word behind a given name. Not here: PASTOR, SHEIKH and MULLAH, which are names far more often."""
SURE: Final = (
    "REVD",
    "REVEREND",
    "MONSIGNOR",
    "MSGR",
    "REVERENDO",
    "REVERENDA",
    "RVDO",
    "REVDO",
    "MONSEIGNEUR",
    "MONSENOR",
)
"""Nobody's names, so that these are titles in a passport's name too."""
LEADING: Final = frozenset(["REV", "FR", "SR", "SOEUR", *SURE])
"""Titles that also stand before a name and are no given names themselves."""
BEHIND: Final = ("MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF")
"""What such a title may be glued to (`REVMR`)."""
PASSENGER_TYPES: Final[dict[str, str]] = {"CLG": "religion", "MIS": "religion", "UNN": "union"}


GROUPED: Final = re.compile("(GROUP|GRP|TOURS?|CRUISE|GAMES|PARADE|TRIP|TRAVEL|PAX)")
STREET: Final = (
    "ROAD|RD|STREET|LANE|LN|AVENUE|AVE|HILL|SQUARE|WAY|ROW|CLOSE|GATE|COURT|CRESCENT|DRIVE|TERRACE|GREEN|FARM|HOUSE"
    "|VIEW|MEWS|GROVE|YARD|COTTAGES?|MEADOWS?|CROFT|FIELDS?"
)
"""Not `ST`: it is written out where it is a street (`STREET_CUT`), for it is a saint too."""
STREET_CUT: Final = re.compile(r"\bST\b(?=\.?(?:$|\s*(?:\d|[^\w\s.'])))")
"""`ST` before nothing or a number: before a name it is a saint."""
STANDING: Final = "CHURCH|TEMPLE|BISHOPS?|HOSPITAL|MOSQUE|CONVENT|MONASTERY|PILGRIMS?|CLINIC"
OLD: Final = "CHURCH|TEMPLE|BISHOPS?|CONVENT"
AROUND: Final = "WALK|PATH|PLACE|GARDENS?"
"""Streets behind these only: a pilgrim's walk is none, and of a mosque or a hospital it is the grounds."""
LEADING_TO: Final = (
    "RUE|PLACE|AVENUE|AV|BOULEVARD|BD|BLVD|COURS|QUAI|PASSAGE|ALLEE|ROUTE|CHEMIN|IMPASSE|CALLE|PLAZA|PASEO|CARRER|AVENIDA|CAMINO|RUA|"
    "LARGO|VIA|PIAZZA|CORSO"
)
ROAD: Final = "ROAD|RD|STREET|LANE|LN|AVENUE|AVE|DRIVE"
NAMED_AFTER: Final = "GAY|RACE|PRIESTS?|NUNS?"
"""Less than a building: only where what follows is surely a street."""
STOOD: Final = "EGLISE|TEMPLE|COUVENT|CONVENTO|HOPITAL|CLINIQUE|MOSQUEE|IGLESIA|HOSPITAL|CATEDRAL|MONASTERIO"
STREETS: Final = (
    rf"(?:{STANDING}) (?:{STREET})\b",
    rf"(?:{OLD}) (?:{AROUND})\b",
    rf"(?:{NAMED_AFTER}) (?:{ROAD})\b",
    rf"(?:{LEADING_TO}) (?:(?:DE|DU|DEL|LA|L) ){{0,2}}(?:{STOOD})\b",
)
"""An address names what stands in a street, not who lives there. In running text the same words tell where somebody goes."""


def class_of_code(code: str) -> str | None:
    known = _codes().get(code)
    if known:
        return known
    return "religion" if MEAL.match(code) and code not in NEUTRAL_MEALS else None


def is_meal(code: str) -> bool:
    return bool(MEAL.match(code))


def class_of_text(text: str, *, place: bool = False) -> str | None:
    """The first class that a word of the text reveals; accents, case and punctuation do not matter. Where places stand
    (`place`), words that are also places or given names say nothing."""
    known = lexicon()
    if text.isascii():
        words = _words(text.upper(), place=place)
    else:
        written = known.scripts.search(unicodedata.normalize("NFKC", text).casefold())
        if written:
            return known.parts[written.group(0)]
        words = _words(f"{anyascii(text)} {anyascii(text.translate(LOOKALIKES))}".upper(), place=place)
    if place:
        words = [word for word in words if word not in known.places and not known.is_initialled(word)]
    found = None
    if known.class_among(words) is not None:
        said = known.innocent.sub(" ", " ".join(words))
        found = known.class_among((known.streets.sub(" ", said) if place else said).split())
    return found or _class_of_services(text)


def _words(said: str, *, place: bool) -> list[str]:
    if place and " ST" in said:
        said = STREET_CUT.sub("STREET", said)
    spelled = (ALONE if place else SPELLED).findall(said) if "." in said or "-" in said else ()
    return WORD.findall(said) + ["".join(WORD.findall(one)) for one in spelled]


def _class_of_services(text: str) -> str | None:
    """Of services that a text repeats as they were booked."""
    said = SERVICE_SAID.findall(text.upper())
    return next((told for after, glued in said if (told := class_of_code(after or glued))), None)


def class_of_group(name: str) -> str | None:
    """The name of a group, whose words are often glued: `HAJJGROUP`."""
    return class_of_text(GROUPED.sub(r" \1 ", name.upper()))


def class_of_title(title: str | None) -> str | None:
    """Of one title or several."""
    said = anyascii(title or "").upper()
    if said.isascii() and said.isalpha():
        return TITLES.get(said)
    return next((TITLES[word] for word in WORD.findall(said) if word in TITLES), None)


@lru_cache(maxsize=1)
def _inside() -> dict[str, str]:
    """Codes that no ordinary word holds."""
    return {row["code"]: row["class"] for row in _table("ssr.csv") if row["inside"] == "1"}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {row["code"]: row["class"] for row in _table("ssr.csv")}


class Lexicon:
    """The word tables, arranged so that one word costs a few look-ups. No word of a text is remembered.

    What is looked for here is also a pattern in `glance.py`, which says what needs looking at.
    """

    def __init__(self, rows: list[dict[str, str]], scripts: list[dict[str, str]]) -> None:
        telling = [row for row in rows if row["class"]]
        self.whole = {**_codes(), **{row["stem"].upper(): row["class"] for row in telling if row["whole"] != "0"}}
        self.places = frozenset(row["stem"].upper() for row in telling if row["whole"] == "2")
        """Whole words that are also names of towns, streets or people."""
        innocent = [row["stem"].upper() for row in rows if not row["class"]]
        self.innocent = re.compile("|".join(innocent))
        """What holds or reads like a revealing word and is none (`JCHRISTENSEN`)."""
        self.streets = re.compile(rf"\b(?:{'|'.join(STREETS)})")
        self.stems = {row["stem"].upper().replace("-", " "): row["class"] for row in telling if row["whole"] == "0"}
        single = sorted((stem for stem in self.stems if " " not in stem), key=len, reverse=True)
        self.begins: dict[str, tuple[str, ...]] = {}
        for stem in single:
            self.begins[stem[:3]] = (*self.begins.get(stem[:3], ()), stem)
        self.within = {**{stem: self.stems[stem] for stem in single if len(stem) >= LONG}, **_inside()}
        """Also looked for inside a word."""
        self.starting: dict[str, tuple[str, ...]] = {}
        for stem in self.within:
            self.starting[stem[:SHORT]] = (*self.starting.get(stem[:SHORT], ()), stem)
        spoken = [stem for stem in self.stems if " " in stem]
        self.openers = frozenset(stem.split()[0] for stem in spoken)
        self.phrases: dict[str, tuple[str, ...]] = {}
        """By their first word, the longest first."""
        for phrase in sorted(spoken, key=len, reverse=True):
            opener = phrase.split()[0]
            self.phrases[opener] = (*self.phrases.get(opener, ()), phrase)
        self.closed = frozenset(phrase for phrase in spoken if len(phrase.rsplit(" ", 1)[1]) <= CLOSED)
        self.parts = {row["part"].casefold(): row["class"] for row in scripts}
        """Of words in other letters than these."""
        self.scripts = re.compile("|".join(self.parts))

    def class_among(self, words: list[str]) -> str | None:
        found = None if self.spares(words) else next(filter(None, map(self.class_of, words)), None)
        return self.class_of_phrase(words) if found is None and not self.openers.isdisjoint(words) else found

    def class_of_phrase(self, words: list[str]) -> str | None:
        text, begin = " ".join(words), 0
        for word in words:
            for phrase in self.phrases.get(word, ()):
                if text.startswith(phrase, begin) and self.is_ended(phrase, text[begin + len(phrase) :]):
                    return self.stems[phrase]
            begin += len(word) + 1
        return None

    def is_ended(self, phrase: str, rest: str) -> bool:
        """Whether the phrase may be said with this behind it: a short last word ends there, or is of several."""
        if phrase not in self.closed:
            return True
        return (rest if phrase.endswith(PLURAL) else rest.removeprefix("S"))[:1] in ("", " ")

    def is_word(self, word: str, endings: tuple[str, ...] = ("",)) -> bool:
        """Whether the tables have exactly this word, or one that these make of a stem (`PREGNANT`)."""
        return word in self.whole or any(word.endswith(end) and word.removesuffix(end) in self.stems for end in endings)

    def spares(self, words: list[str]) -> bool:
        """A quick no: no word is a whole one, begins like a stem, holds the beginning of what is looked for inside, or is
        a meal."""
        if not self.whole.keys().isdisjoint(words) or not self.begins.keys().isdisjoint([word[:3] for word in words]):
            return False
        for word in words:
            if len(word) > SHORT:
                if word.startswith((SERVICE, TRAVELLER)) or word.endswith(TRAVELLER) or self.may_hold(word):
                    return False
            elif len(word) == SHORT and word.endswith("ML"):
                return False
        return True

    def may_hold(self, word: str) -> bool:
        """Whether it holds the beginning of what is looked for inside a word."""
        return not self.starting.keys().isdisjoint([word[at : at + SHORT] for at in range(len(word) - 3)])

    def is_initialled(self, word: str) -> bool:
        """`JCHURCH`, as addresses of mail are made."""
        return len(word) > LONG and word[1:] in self.places

    def class_of(self, word: str) -> str | None:
        """Once more without `PAX` before or behind it."""
        found = self.class_of_bare(word)
        if found is None and word.startswith(TRAVELLER):
            return self.class_of_bare(word.removeprefix(TRAVELLER))
        return self.class_of_bare(word.removesuffix(TRAVELLER)) if found is None and word.endswith(TRAVELLER) else found

    def class_of_bare(self, word: str) -> str | None:
        known = self.whole.get(word)
        if known:
            return known
        for stem in self.begins.get(word[:3], ()):
            if word.startswith(stem):
                return self.stems[stem]
        if len(word) == SHORT and MEAL.match(word):
            return "religion"
        if len(word) <= SHORT:
            return None
        # `SSRWCHRZZHK1`: a service as other systems write it.
        service = class_of_code(word[len(SERVICE) : len(SERVICE) + SHORT]) if word.startswith(SERVICE) else None
        return service or self.class_inside(word)

    def class_inside(self, word: str) -> str | None:
        for at in range(len(word) - SHORT + 1):
            for stem in self.starting.get(word[at : at + SHORT], ()):
                if word.startswith(stem, at):
                    return self.within[stem]
        return None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return Lexicon(_table("words.csv"), _table("scripts.csv"))


def _table(name: str) -> list[dict[str, str]]:
    text = (resources.files("gotravel.law") / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
