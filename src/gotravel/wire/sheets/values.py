"""Single values of a sheet: words people write in, the field's codes out. What `persons` knows is asked there.

Here stands only what sheets add: adjectives of nationality, country names in French and Spanish, types of person, yes and
no, names in one column. Never raises.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.domain.message import PersonKind, Sex
from gotravel.wire import persons
from gotravel.wire.findings import finding

CODE_FIRST: Final = re.compile(r"([A-Z]{2,3})\s*[-–:(/]\s*[^\W\d].*|.*\(([A-Z]{2,3})\)")
WORDS_OF_KINDS: Final = (
    ("P PAX ADT AD ADULT ADULTE ADULTO PASSENGER PASSAGER PASAJERO A", PersonKind.ADULT),
    ("CHD CH CNN CHILD ENFANT NINO NINA MENOR ENF UM UMNR", PersonKind.CHILD),
    ("INF IN INS INFANT BEBE BB BABY NOURRISSON I", PersonKind.INFANT),
    (
        "C CREW EQUIPAGE TRIPULACION TRIPULANTE PNT PNC FM CRW CREWMEMBER CAPTAIN CAPITAINE COMANDANTE PILOT PILOTE PILOTO "
        "COPILOT COPILOTE COPILOTO PURSER STEWARD STEWARDESS CDB OPL HOTESSE SOBRECARGO AZAFATA TCP CAPITAN COMMANDANT CAPT "
        "CPT PIC SIC FO FA LOADMASTER",
        PersonKind.CREW,
    ),
)
KINDS: Final = {word: kind for words, kind in WORDS_OF_KINDS for word in words.split()} | {
    **dict.fromkeys(
        (
            "CREW MEMBER",
            "CABIN CREW",
            "FLIGHT CREW",
            "FIRST OFFICER",
            "FLIGHT ATTENDANT",
            "CABIN ATTENDANT",
            "PRIMER OFICIAL",
            "JEFE DE CABINA",
            "AUXILIAR DE VUELO",
            "CHEF DE CABINE",
            "COMMANDANT DE BORD",
            "OFFICIER PILOTE",
            "CO PILOT",
            "MEMBRE D EQUIPAGE",
            "MEMBRE EQUIPAGE",
        ),
        PersonKind.CREW,
    )
}
UNDECIDED: Final = frozenset({"P", "PAX", "PASSENGER", "PASSAGER", "PASAJERO"})
"""A passenger of an age that the date of birth tells."""
SEXES: Final = {
    "W": Sex.FEMALE,
    "MASCULIN": Sex.MALE,
    "FEMININ": Sex.FEMALE,
    "MASCULINO": Sex.MALE,
    "FEMENINO": Sex.FEMALE,
    "VARON": Sex.MALE,
    "MAN": Sex.MALE,
    "WOMAN": Sex.FEMALE,
    "BOY": Sex.MALE,
    "GIRL": Sex.FEMALE,
    "1": Sex.MALE,
    "2": Sex.FEMALE,
    "D": Sex.UNSPECIFIED,
    "DIVERS": Sex.UNSPECIFIED,
    "X": Sex.UNSPECIFIED,
}
"""Beside those of `persons`; 1 and 2 are code list 3499 of the maritime forms."""
IN_SPANISH: Final = {"H": Sex.MALE, "V": Sex.MALE, "M": Sex.FEMALE}
"""Hombre or varon, and mujer: in a column that knows no F."""
IN_DUTCH: Final = {"M": Sex.MALE, "V": Sex.FEMALE}
NO_SEX: Final = frozenset({"0", "3", "9", "-", "N/A", "NA"})
YES: Final = frozenset(
    {"Y", "YES", "O", "OUI", "S", "SI", "1", "TRUE", "X", "TRANSIT", "T", "VRAI", "VERDADERO", "J", "JA"}
)
NO: Final = frozenset({"N", "NO", "NON", "0", "FALSE", "FAUX", "FALSO", "NEE", "NEIN", "-"})
NOTHING: Final = frozenset(
    {"", "-", "--", "N/A", "NA", "NIL", "NONE", "N.A.", "/", ".", "NULL", "NEANT", "NINGUNO", "SANS", "UNKNOWN"}
)
NO_NAME: Final = frozenset({"", "-", "--", "N/A", "N.A.", "/", "."})
"""Na, Nil, Null and Sans are names."""
SURNAME_WORDS: Final = frozenset("DE DA DO DOS DAS DEL LA LE LOS VAN VON DER DEN EL AL BIN BEN IBN DI MAC MC Y".split())  # noqa: SIM905


def folded(text: str) -> str:
    """Upper case, without accents, words divided by one blank."""
    upper = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return " ".join(re.sub(r"[^A-Z0-9/.<]+", " ", upper).split())


@cache
def _nations() -> dict[str, str]:
    lines = resources.files("gotravel.wire.sheets").joinpath("nations.csv").read_text("utf-8").splitlines()[1:]
    return {word: line.split(";")[0] for line in lines for word in line.split(";")[1].split("|")}


def nation(text: str) -> str | None:
    """Alpha-3 of an adjective of nationality, of either gender, or a country's name in French or Spanish."""
    word = folded(text)
    forms = (word, word[:-1] if word.endswith("E") else "", word[:-2] if word.endswith("NE") else "", word[:-1] + "O")
    return next((found for form in forms if form and (found := _nations().get(form))), None)


def country(text: str) -> tuple[str | None, Finding | None]:
    """A code, a name or an adjective of nationality; `FR - France` is the code."""
    if not text:
        return None, None
    known = nation(text)
    if known and len(text) > 3:
        return known, finding("country-name-read", tag="a country field")
    coded = CODE_FIRST.fullmatch(text.strip())
    if coded:
        code, found = persons.country(coded[1] or coded[2])
        if found is None:
            return code, None
    return persons.country(text)


def sex(text: str) -> tuple[Sex | None, bool]:
    """(sex, whether the word is known)."""
    word = folded(text)
    if word in SEXES:
        return SEXES[word], True
    if not word or word in NO_SEX or text.strip() in NO_SEX:
        return None, True
    return persons.sex(word), persons.sex_is_known(word)


def kind(text: str) -> PersonKind | None:
    return KINDS.get(folded(text))


def yes(text: str) -> bool | None:
    word = folded(text) or text.strip()
    return True if word in YES else False if word in NO else None


def document_type(text: str) -> str:
    """The code of a word; `Passport (ordinary)` is a passport."""
    code = persons.document_type(text)
    if code == " ".join(text.split()) and len(code) > 2:
        code = persons.document_type(folded(text))
        first = re.split(r"[\s(/,-]", folded(text), maxsplit=1)[0]
        return persons.document_type(first) if len(code) > 2 else code
    return code


def divided_name(text: str) -> tuple[str | None, str | None, bool]:
    """(family, given, certain) of a name in one column: `DOE/JANE MRS`, `DOE, JANE`, `Jane DOE`, else all of it."""
    text = " ".join(text.split())
    for mark in ("/", ",", ";", "<<"):
        if mark in text:
            family, _, given = text.partition(mark)
            return family.strip(" <") or None, given.replace("<", " ").strip(" /,") or None, True
    words = text.split()
    capitals = [_is_capitals(word) for word in words]
    if len(words) > 1 and any(capitals) and not all(capitals):
        first = capitals.index(True)
        last = len(capitals) - 1 - capitals[::-1].index(True)
        while first > 0 and words[first - 1].upper() in SURNAME_WORDS:
            first -= 1
        if (first == 0 or last == len(words) - 1) and all(
            flag or word.upper() in SURNAME_WORDS
            for word, flag in zip(words[first : last + 1], capitals[first : last + 1], strict=True)
        ):
            return " ".join(words[first : last + 1]), " ".join(words[:first] + words[last + 1 :]) or None, True
    return text or None, None, len(words) < 2


def _is_capitals(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)
