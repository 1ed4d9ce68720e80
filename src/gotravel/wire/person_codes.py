"""Codes of persons: country, sex, document type and age as sent in, the field's words out. Never raises."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.domain.message import PersonKind, Sex
from gotravel.reference.countries import alpha3, alpha3_of_name
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding

SEXES: Final[dict[str, Sex | None]] = {
    "M": Sex.MALE,
    "F": Sex.FEMALE,
    "X": Sex.UNSPECIFIED,
    "U": None,
    "": None,
    "MI": Sex.MALE,
    "FI": Sex.FEMALE,
    "UI": None,
    "XI": Sex.UNSPECIFIED,
    "MC": Sex.MALE,
    "FC": Sex.FEMALE,
    "MALE": Sex.MALE,
    "FEMALE": Sex.FEMALE,
    "H": Sex.MALE,
    "HOMME": Sex.MALE,
    "FEMME": Sex.FEMALE,
    "HOMBRE": Sex.MALE,
    "MUJER": Sex.FEMALE,
    "HOMBRE/M": Sex.MALE,
    "UNKNOWN": None,
    "UNSPECIFIED": Sex.UNSPECIFIED,
    "UNDISCLOSED": None,
    "<": Sex.UNSPECIFIED,
    "N": None,
}

# ICAO 9303, the API guides, and the words people write into sheets.
DOCUMENT_WORDS: Final = {
    "PASSPORT": "P",
    "PASSEPORT": "P",
    "PASAPORTE": "P",
    "PSP": "P",
    "PP": "PP",
    "REISEPASS": "P",
    "PASSPORTS": "P",
    "ID": "I",
    "ID CARD": "I",
    "IDENTITY CARD": "I",
    "IDENTITY DOCUMENT": "I",
    "NATIONAL ID": "I",
    "CARTE D'IDENTITE": "I",
    "CARTE D'IDENTITÉ": "I",
    "CARTE IDENTITE": "I",
    "CNI": "I",
    "DNI": "I",
    "DOCUMENTO DE IDENTIDAD": "I",
    "PERSONALAUSWEIS": "I",
    "AUSWEIS": "I",
    "IDENTITEITSKAART": "I",
    "ID-KAART": "I",
    "DOCUMENTO NACIONAL DE IDENTIDAD": "I",
    "PIECE D'IDENTITE": "I",
    "CEDULA": "I",
    "REISPAS": "P",
    "PASPOORT": "P",
    "VISUM": "V",
    "IDENTITY": "I",
    "ID-CARD": "I",
    "IDCARD": "I",
    "VISA": "V",
    "VISADO": "V",
    "CREW CERTIFICATE": "AC",
    "CREW": "AC",
    "CMC": "AC",
    "CREW MEMBER CERTIFICATE": "AC",
    "SEAMAN'S BOOK": "S",
    "SEAMANS BOOK": "S",
    "SEAMAN BOOK": "S",
    "SEAFARER'S IDENTITY DOCUMENT": "S",
    "LIVRET MARITIME": "S",
    "LIBRETA MARITIMA": "S",
    "MUSTER BOOK": "S",
    "REFUGEE": "T",
    "TRAVEL DOCUMENT": "T",
    "OTHER": "F",
    "RESIDENCE PERMIT": "R",
    "TITRE DE SEJOUR": "R",
}


def country(code: str, segment: Segment | None = None) -> tuple[str | None, Finding | None]:
    """The alpha-3 code. An unknown code of three letters stays as sent (with a finding); anything else becomes None."""
    known, told = country_told(code)
    return known, finding(told, segment, tag=segment.tag if segment else "a country field") if told else None


def country_told(code: str) -> tuple[str | None, str | None]:
    """The same, with the finding's code in the finding's place."""
    known = alpha3(code)
    if known:
        return known, None
    code = code.strip()
    if not code:
        return None, None
    named = alpha3_of_name(code) if len(code) > 3 else None
    if named:
        return named, "country-name-read"
    kept = code.upper() if len(code) == 3 and code.isascii() and code.isalpha() else None
    return kept, "country-code-unknown"


def sex(code: str) -> Sex | None:
    """None for U, for nothing and for what is unknown."""
    return SEXES.get(code.strip().upper())


def sex_is_known(code: str) -> bool:
    return code.strip().upper() in SEXES


def is_infant_sex(code: str) -> bool:
    """`MI` and `FI` of DOCS say: an infant's document."""
    return code.strip().upper() in ("MI", "FI", "UI", "XI")


def document_type(word: str) -> str:
    """A code as sent; the code for a word (`Passport` -> `P`)."""
    text = " ".join(word.split())
    return DOCUMENT_WORDS.get(text.upper(), text)


def kind_by_age(born: str | None, departure: str | None) -> PersonKind:
    """Infant under 2, child under 12 on the departure date, else adult (settled reading 3)."""
    if not born or not departure:
        return PersonKind.ADULT
    child, infant = _youngest(departure[:10])
    if born <= child:
        return PersonKind.ADULT
    return PersonKind.INFANT if born > infant else PersonKind.CHILD


@lru_cache(maxsize=64)
def _youngest(day: str) -> tuple[str, str]:
    """The births of who turns 12, and of who turns 2, on this day."""
    year, rest = int(day[:4]), day[4:]
    return f"{year - 12:04d}{rest}", f"{year - 2:04d}{rest}"
