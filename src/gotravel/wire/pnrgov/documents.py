"""Travel documents as special services write them: the texts of DOCS, DOCO, DOCA, FOID and INFT in, fields out.

A text whose fields are shifted by a slash is read by the form of its dates. Never raises; () fields stay None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.reference.countries import alpha3
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding
from gotravel.wire.person_codes import country, document_type, is_infant_sex, sex, sex_is_known
from gotravel.wire.person_dates import birth_date, document_date
from gotravel.wire.person_names import split_title
from gotravel.wire.pnrgov.draft import Paper

DATE: Final = re.compile(r"\d{1,2}(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2,4}")
ORDINARY: Final = re.compile(
    r"/([A-Z]{1,2})/([A-Z]{3})/([A-Z0-9]+)/([A-Z]{3})/(\d\d[A-Z]{3}\d\d)/([MF])/(\d\d[A-Z]{3}\d\d)/([A-Z]+)/([A-Z ]*[A-Z])",
    re.ASCII,
)
DIGITS: Final = re.compile(r"\d{6}|\d{8}|\d{4}-\d\d-\d\d")
SEXES: Final = frozenset({"M", "F", "MI", "FI", "U", "UI", "X", "XI"})
BIRTH: Final = 5
GENDER: Final = 6
EXPIRY: Final = 7
NAME_REFERENCE: Final = re.compile(
    r"-\d(?:\d?\.\d{1,2})?[A-Z]+(?:[ '-][A-Z]+)*(?:/[A-Z ]*)?(?:\.\d[A-Z]+(?:[ '-][A-Z]+)*(?:/[A-Z ]*)?)*$"
)
BORN: Final = r"\d{1,2}[ -]?[A-Z]{3}[ -]?\d{2}(?:\d\d)?(?=\d?$|\W)|\d{4}-\d\d-\d\d|\d{8}|\d{6}"
INFANT: Final = re.compile(rf"/?\s*([^/]*?)/([^/]*?)[\s./]*({BORN})(?:[\s/.].*|\d)?", re.DOTALL)
UNDATED_INFANT: Final = re.compile(r"/?\s*([^/]*?)/([^/]*?)(?:[\s./]+(\d[A-Z0-9/.-]{0,9}))?[\s./]*(?:/.*)?", re.DOTALL)
UNDIVIDED_INFANT: Final = re.compile(rf"/?\s*([A-Z][A-Z '-]*?)[\s./]*({BORN})(?:[\s/.].*|\d)?", re.DOTALL)
"""Without a slash between its names; that stands behind them all."""
PLACEHOLDERS: Final = frozenset({"INFANT", "BABY", "INF", "TBA", "BEBE"})
NO_NAMES: Final = PLACEHOLDERS | {
    "NOT", "YET", "NAMED", "NAME", "NO", "SEAT", "GIRL", "BOY", "ONE", "TWO", "DOB", "BORN", "LAP",
    "ON", "TO", "BE", "ADVISED", "WITH", "ADULT", "ADT",
}  # fmt: skip
"""What agents write in the place of an infant's name."""
LONGEST_INFANT: Final = 300
INFANT_YEARS: Final = 2
SIX: Final = 6
PAPERS: Final = frozenset({"V", "R", "K"})
"""Visa, redress number, known traveller: where one stands first, the place of birth is left out."""
HOLDERS: Final = {"PP": "P", "NI": "I", "ID": "I"}
Say = Callable[[Finding | None], None]


def without_reference(text: str) -> str:
    """What a service says, without the name of whom it is for."""
    return NAME_REFERENCE.sub("", text) if "-" in text else text


def docs(text: str, segment: Segment, departure: str | None, say: Say) -> Paper | None:
    """None where the text cannot be divided; the caller keeps it."""
    ordinary = ORDINARY.fullmatch(text)
    if ordinary:
        kind, issuer, number, nationality, born, gender, expiry, family, one = ordinary.groups()
        names = [one]
    else:
        fields = [field.strip() for field in without_reference(text).split("/")]
        if len(fields) < 4:
            return None
        placed = _placed(fields)
        if placed is not fields and any(fields[: BIRTH - 1]):
            say(finding("document-text-shifted", segment))
        fields = placed + [""] * (11 - len(placed))
        _, kind, issuer, number, nationality, born, gender, expiry, family = fields[:9]
        family, names = masked(family), [masked(name) for name in fields[9:] if name]
        if names and names[-1] == "H" and len(fields) > 10:
            names.pop()
    given, title = _given(names)
    born_on = expires = None
    if born:
        born_on, found = birth_date(born, "", departure, segment)
        say(found)
    if expiry:
        expires, found = document_date(expiry, "", segment)
        say(found)
    if gender and not sex_is_known(gender):
        say(finding("sex-code-unknown", segment, tag="DOCS"))
    return Paper(
        document_type(kind), _country(issuer, segment, say), number, _country(nationality, segment, say), born_on,
        sex(gender), is_infant_sex(gender), expires, " ".join(family.split()) or None, given, title, segment.ordinal,
    )  # fmt: skip


def _given(names: list[str]) -> tuple[str | None, str | None]:
    """Each given name without its title; the first title counts."""
    if len(names) == 1:
        return split_title(names[0])
    parts = [split_title(name) for name in names]
    titles = [title for _, title in parts if title]
    return " ".join([name for name, _ in parts if name]) or None, titles[0] if titles else None


def _placed(fields: list[str]) -> list[str]:
    """The fields where the layout has them: a slash too many or too few, or a field left out, is made good."""
    shift = _shift(fields)
    if _has_gender_first(fields):
        return [*fields[:BIRTH], fields[GENDER], fields[BIRTH], *fields[GENDER + 1 :]]
    if shift > 0:
        fields = fields[shift:]
    elif shift == -1 and not fields[0]:
        # One of the first four is missing. A number has digits; without one it is the number, else the nationality.
        lost = 2 if any(map(str.isdigit, fields[2])) else 4 if any(map(str.isdigit, fields[3])) else 3
        fields = [*fields[:lost], "", *fields[lost:]]
    elif shift:
        fields = [""] * -shift + fields
    if len(fields) > GENDER and _is_date(fields[GENDER]):
        fields = [*fields[:GENDER], "", *fields[GENDER:]]
    if len(fields) in (EXPIRY + 2, EXPIRY + 3) and fields[EXPIRY] and not any(map(str.isdigit, fields[EXPIRY])):
        fields = [*fields[:EXPIRY], "", *fields[EXPIRY:]]  # names follow at once
    return fields


def _has_gender_first(fields: list[str]) -> bool:
    """`/P/GBR/E1/GBR/F/01JUL78/12NOV28/DOE/JANE`: the sex before the birth, everything else in its place."""
    return (
        len(fields) > EXPIRY + 1
        and not fields[0]
        and fields[BIRTH].upper() in SEXES
        and _is_date(fields[GENDER])
        and _is_date(fields[EXPIRY])
    )


def _shift(fields: list[str]) -> int:
    """How many fields too many (or, negative, too few) stand before the date of birth."""
    if _stands_right(fields):
        return 0
    for place, field in enumerate(fields[: BIRTH + 4]):
        if _is_date(field):
            follows = fields[place + 1] if place + 1 < len(fields) else ""
            before = fields[place - 1] if place else ""
            if follows.upper() in SEXES or before.upper() not in SEXES:
                return place - BIRTH
            return place - EXPIRY
    return -1 if fields[0] else 0


def _stands_right(fields: list[str]) -> bool:
    """A leading slash, and a date (or nothing, with the expiry in its place) where the birth belongs."""
    if len(fields) <= BIRTH or fields[0]:
        return False
    if fields[BIRTH]:
        return _is_date(fields[BIRTH])
    return not any(map(_is_date, fields)) or _is_expiry(fields, EXPIRY)


def _is_expiry(fields: list[str], place: int) -> bool:
    return len(fields) > place and _is_date(fields[place])


def _is_date(field: str) -> bool:
    return bool(DATE.fullmatch(field.upper()) or DIGITS.fullmatch(field))


def _country(code: str, segment: Segment, say: Say) -> str | None:
    known = alpha3(code) if code else None
    if known or not code:
        return known
    known, found = country(code, segment)
    if found and found.code != "country-name-read":
        say(found)
    return known


class Origin:
    """What DOCO says: where the traveller was born, and a visa."""

    __slots__ = ("birth_place", "is_infant", "visa")

    def __init__(self, birth_place: str | None, visa: Paper | None, is_infant: bool) -> None:
        self.birth_place = birth_place
        self.visa = visa
        self.is_infant = is_infant


def doco(text: str, segment: Segment, say: Say) -> Origin | None:
    """`/place of birth/type/number/place of issue/date/country`; redress and known-traveller numbers make no document."""
    fields = [field.strip() for field in text.split("/")]
    if len(fields) < 2:
        return None
    if fields[0] and not re.fullmatch(r"\d{1,4}[A-Z]\d{2}[A-Z]{3}", fields[0]):
        fields = ["", *fields]
    if fields[1].upper() in PAPERS and len(fields) > 2 and any(map(str.isdigit, fields[2])):
        fields = ["", *fields]
    fields, is_infant = _of_infant(fields)
    fields += [""] * (7 - len(fields))
    _, birth_place, kind, number, _, issued, valid = fields[:7]
    if kind.upper() != "V" or not number:
        return Origin(birth_place or None, None, is_infant)
    issued_on = None
    if issued:
        issued_on, found = document_date(issued, "", segment)
        say(found)
    issuer = _country(valid, segment, say)
    paper = Paper(
        "V", issuer, number, None, None, None, False, None, None, None, None, segment.ordinal, issued_on
    )  # fmt: skip
    return Origin(birth_place or None, paper, is_infant)


def _of_infant(fields: list[str]) -> tuple[list[str], bool]:
    """Without the infant indicator, which is the last field."""
    is_infant = len(fields) > 3 and fields[-1].upper() == "I"
    return (fields[:-1], True) if is_infant else (fields, False)


class Home:
    """What DOCA says: an address of residence (R) or at the destination (D)."""

    __slots__ = ("address", "country", "is_infant", "kind")

    def __init__(self, kind: str, country: str | None, address: str | None, is_infant: bool) -> None:
        self.kind = kind
        self.country = country
        self.address = address
        self.is_infant = is_infant


def doca(text: str, segment: Segment, say: Say) -> Home | None:
    fields = [field.strip() for field in text.split("/")]
    if len(fields) < 3:
        return None
    if fields[0].upper() in ("R", "D"):
        fields = ["", *fields]
    fields, is_infant = _of_infant(fields)
    known = _country(fields[2], segment, say)
    address = ", ".join([part for part in [*fields[3:8], fields[2]] if part])
    return Home(fields[1].upper(), known, address or None, is_infant)


def foid(text: str, segment: Segment) -> Paper | None:
    """A passport or identity card shown as the form of identification."""
    text = text.strip().lstrip("/")
    kind, number = HOLDERS.get(text[:2].upper()), text[2:].strip().split("-")[0].split("/")[0]
    if not kind or not number:
        return None
    return Paper(kind, None, number, None, None, None, False, None, None, None, None, segment.ordinal)


class Infant:
    __slots__ = ("born", "family", "given", "title")

    def __init__(self, family: str | None, given: str | None, title: str | None, born: str | None) -> None:
        self.family = family
        self.given = given
        self.title = title
        self.born = born


def inft(text: str, segment: Segment, departure: str | None, say: Say, family: str | None = None) -> Infant | None:
    """`SURNAME/GIVEN 15DEC24`. `family` is the adult's."""
    bare = without_reference(text.strip())[:LONGEST_INFANT]
    match = INFANT.fullmatch(bare)
    if match:
        return _infant(match[1], match[2], match[3], departure, segment, say)
    undivided = UNDIVIDED_INFANT.fullmatch(bare)
    if undivided:
        surname, named = _divided(undivided[1], family)
        say(finding("name-divided", segment) if surname else None)
        return _infant(surname, named, undivided[2], departure, segment, say)
    match = UNDATED_INFANT.fullmatch(bare)
    if match is None:
        return None
    if match[3]:
        say(finding("date-unreadable", segment, tag="INFT"))
    return _infant(match[1], match[2], "", departure, segment, say)


def _infant(family: str, named: str, birth: str, departure: str | None, segment: Segment, say: Say) -> Infant:
    given, title = split_title(named) if named else (None, None)
    born = None
    if birth:
        born, found = _infants_birth(birth.replace(" ", "").replace("-", ""), departure, segment)
        say(found)
    return Infant(" ".join(family.split()) or None, given, title, born)


def _divided(text: str, family: str | None) -> tuple[str, str]:
    """`DOE TIM`, where DOE is the adult's surname; else all of it is the given name, or says that there is none."""
    words = [word for word in text.split() if word.upper() not in PLACEHOLDERS]
    if all(word.upper() in NO_NAMES for word in words):
        return "", ""
    own = (family or "").split()
    is_of_adult = bool(own) and words[: len(own)] == own and len(words) > len(own)
    return (" ".join(own), " ".join(words[len(own) :])) if is_of_adult else ("", " ".join(words))


def _infants_birth(text: str, departure: str | None, segment: Segment) -> tuple[str | None, Finding | None]:
    """Of six digits two readings are left; an infant is under two."""
    born, found = birth_date(text, "", departure, segment)
    if len(text) == SIX and text.isdecimal() and departure and not _is_recent(born, departure):
        other, _ = birth_date(text[4:] + text[2:4] + text[:2], "", departure, segment)
        if _is_recent(other, departure):
            return other, finding("date-format-repaired", segment, tag="INFT")
    return born, found


def _is_recent(born: str | None, departure: str) -> bool:
    return born is not None and int(departure[:4]) - int(born[:4]) <= INFANT_YEARS
