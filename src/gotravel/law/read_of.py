"""Which words of a kept segment are read for what they reveal.

Goes in: a segment's text, its tag and code. Comes out: the text to be judged. Never: a part left out for another reason
than that names, numbers, or the codes of places and airlines, stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_letters
from typing import Final

from gotravel.law.sensitive import lexicon

BIRTH: Final = re.compile(r"\d{1,2}[A-Za-z]{3}\d{2,4}|\d{4}-\d\d-\d\d|(?<!\d)\d{6}(?:\d\d)?(?!\d)")
TAG: Final = 3
NAMES_OF_PARTY: Final = 3
ELEMENTS_OF_PARTY: Final = 5
NAMES_OF_DIALECT: Final = 2
NAMES_IN_DIALECT: Final = 3
"""The element of a PDT that holds names, and how many components may be names."""
SERVICE: Final = len("SSR+DOCS:")
"""What an SSR begins with, up to the end of its code."""
UP_TO_BIRTH: Final = frozenset(("CHLD", "INFT"))
"""Of these, what stands behind the date of birth is free text."""
NAMED: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'?-])*/[^\W\d_]+(?: [^\W\d_]+)?")
"""`DOE/JANE ANN`, where no date says where the name ends."""
REFERENCE: Final = re.compile(r"-\d[^\W\d_](?:[^\W\d_]|[ '?-])*/[^\W\d_]+")
"""`-1DOE/JANE` behind a service's text: whom it is for."""
SPOKEN: Final = frozenset(("TIF", "SSR", "IFT", "LTS", "FTX", "DAT", "ADD", "COM", "EBD", "FAR", "FOP", "SAC"))
"""Of all others, components of three letters are codes of places and airlines: Hannover is HAJ."""
NO_PORTS: Final = frozenset(("ATT", "EMP", "GEI", "MEA", "EQN", "RPI"))
"""Of these, none is."""
AIRLINE: Final = re.compile(r"\A[A-Za-z]{3}(?![^\W_])")
SEATS: Final = (2, 5)
"""Of a seat, what may hold a place: neither its number, nor its cabin and what follows."""
NUMBER: Final = r"[A-Za-z]{1,3}[0-9]{3,}[A-Za-z]?"
"""Of a document, a booking, an account: its letters are no word."""
SIGN: Final = r"[^\w .,'?()/-]"
"""What stands between two components or elements, whatever the sender chose."""
COMPONENT: Final = re.compile(SIGN)
CUT: Final = frozenset(("IFT", "LTS", "FTX"))
"""Texts that go on in the next component or element in the middle of a word, as their lengths have it."""
LINES: Final = frozenset(("LTS", "FTX", "IFT"))
"""Texts of which one goes on in the next segment in the middle of a word."""
PLAIN_LINE: Final = "LTS"
"""Its text begins behind the sign of the tag."""
LETTERS: Final = re.compile("[A-Za-z]+")
ENDED: Final = re.compile("[A-Za-z]+(?![A-Za-z0-9])")
"""Letters that no digit follows: `AF1234` is a flight."""
PAIR: Final = re.compile("[A-Za-z]{3}[^A-Za-z][A-Za-z]{3}")
"""Two codes of places."""
CONTACT: Final = "CTC"
"""What begins so goes on with nothing."""
BROKEN: Final = 3
"""Letters that the second part of a broken word has at least; the first has more, for three are the code of a place."""
ENDINGS: Final = ("", "S", "E", "T", "ES", "TS", "TE", "IC", "TIC", "AL", "EN")
"""What a word that goes on in the next line may have behind its stem."""
SYLLABLE: Final = 2
"""Letters of a first part that is neither a code of a place nor (`ORDINARY`) a word."""
ORDINARY: Final = frozenset(
    ("AL", "AM", "AN", "AS", "AT", "BE", "BY", "DA", "DE", "DI", "DO", "DU", "EL", "EN", "ES", "ET", "HE", "IF", "IM",
     "IN", "IS", "IT", "LA", "LE", "MA", "ME", "MR", "MS", "MY", "NO", "OF", "OK", "ON", "OR", "PA", "RE", "RO", "SE", "SI",
     "SO", "TE", "TO", "UN", "UP", "US", "VA", "WE", "POST", "TRANS", "OVER", "ANTI", "INTER", "SEMI"),
)  # fmt: skip
"""Words that stand at the end of a line for themselves."""
LETTER: Final = r"[^\W\d_]"
PORTS_JOINED: Final = rf"(?<=(?<!{LETTER}){LETTER}{{3}}){SIGN}{LETTER}{{3}}(?!{LETTER})"
"""Between two codes of places: `BUD:IST` is a route."""
JOINT: Final = re.compile(rf"(?<={LETTER})(?!{PORTS_JOINED}){SIGN}(?={LETTER})")
HYPHENATED: Final = re.compile("[A-Za-z]+(?:-[A-Za-z]+)+")
CUT_WORD: Final = re.compile(rf"[A-Za-z]+(?:{SIGN}[A-Za-z]+)+")
HALVES: Final = re.compile(
    rf"(?<!{LETTER})(?:MUS(?:{SIGN}|-)LIM|MOS(?:{SIGN}|-)LEM|JEW(?:{SIGN}|-)ISH)(?!{LETTER})", re.IGNORECASE
)
"""Words of two halves that are no route anybody flies."""
JOINTS: Final = "".join(sign for sign in map(chr, range(128)) if sign == "-" or COMPONENT.fullmatch(sign))
"""The same signs, one by one."""
PORT: Final = re.compile(rf"(?<={SIGN})(?:[A-Za-z]{{3}}|{NUMBER})(?={SIGN}|$)")
PORTS: Final[dict[str, tuple[int, ...]]] = {"TVL": (2, 3), "LOC": (2,)}
"""Elements that begin with the code of a place."""
BIRTH_PLACE: Final = "180"
AIRFIELD: Final = re.compile(rf"\A[A-Za-z]{{3,4}}(?={SIGN}|$)")
"""Airfields have codes of four letters too."""
NUMBERS: Final = re.compile(rf"(?<={SIGN}){NUMBER}(?={SIGN}|$)")
NUMBERED: Final = frozenset(("DOCO", "FOID", "FQTV", "FQTR", "FQTU", "FQTS", "TKNE"))
IN_SERVICE: Final = re.compile(rf"(?<![A-Za-z0-9]){NUMBER}(?![A-Za-z0-9])")
IS_NUMBER: Final = re.compile(NUMBER).fullmatch


def read_of(text: str, tag: str, code: str | None) -> str:
    if tag == "SSR":
        return _of_service(text, code)
    if tag in OF_ELEMENTS:
        return OF_ELEMENTS[tag](text) if len(text) > TAG else ""
    if tag in SPOKEN or tag in NO_PORTS:
        return text[TAG:]
    return _beside_ports(text, tag) if tag in PORTS else PORT.sub("", text[TAG:])


def _of_flyer(text: str) -> str:
    """An airline is the first component of its element."""
    elements = text[TAG:].split(text[TAG])
    return NUMBERS.sub("", text[TAG].join([AIRLINE.sub("", one) for one in elements]))


def _of_seat(text: str) -> str:
    """Its number last: what stands beside it says more."""
    sign, (first, last) = text[TAG], SEATS
    elements = text.split(sign)
    number, *beside = COMPONENT.split(sign.join(elements[1:first]))
    places = PORT.sub("", sign.join(["", *elements[first:last]]))
    return sign.join(["", *beside, *elements[last:], number]) + places


def joined_of(text: str, tag: str) -> str:
    """A free text with the parts of a word put together that its signs cut. What stands before an IFT's text is none of it.
    Across a hyphen only a word of the tables is one: GONZALES-BIANCHI are two names."""
    told = _told(text, tag)
    joined = JOINT.sub("", told)
    whole = _whole(HYPHENATED.findall(joined)) if "-" in joined else []
    return " ".join([joined, *whole, *_halves(told)])


def joined_in_contact(text: str, tag: str) -> str:
    """The same of a contact, whose hyphens and signs stand between names: only words of the tables that a sign cut."""
    told = _told(text, tag)
    cut = [one for one in CUT_WORD.findall(told) if JOINT.sub("", one).isalpha()]
    return " ".join([*_whole(cut), *_halves(told)])


def _told(text: str, tag: str) -> str:
    told = text[TAG:]
    elements = told.split(told[0], 2) if told else []
    return elements[2] if tag == "IFT" and len(elements) > 2 else told


def _whole(cut: list[str]) -> list[str]:
    """Those of the cut words, put together, that the tables have."""
    words = ["".join(LETTERS.findall(one)) for one in cut if not PAIR.fullmatch(one)]
    return [word for word in words if lexicon().is_word(word.upper())]


def _halves(told: str) -> list[str]:
    return ["".join(LETTERS.findall(one)) for one in HALVES.findall(told)]


def broken_word(line: str, following: str) -> str:
    """What the end of a line and the beginning of the next make together, where that is a word of the tables, or nothing."""
    first = ENDED.match(following, following.rfind(following[TAG]) + 1) if len(following) > TAG else None
    begun = line[len(line.rstrip(ascii_letters)) :].upper()
    if first is None or first.group().startswith(CONTACT) or len(first.group()) < BROKEN or not _is_begun(begun):
        return ""
    word = begun + first.group().upper()
    return word if lexicon().is_word(word, ENDINGS) else ""


def _is_begun(part: str) -> bool:
    """Whether a word may begin so: three letters are the code of a place."""
    return part not in ORDINARY and (len(part) == SYLLABLE or len(part) > BROKEN)


def _beside_ports(text: str, tag: str) -> str:
    """What stands there beside the code of a place is the name of a hotel, a tour, a place of birth."""
    separator = text[TAG : TAG + 1]
    elements = text.split(separator) if separator else [text]
    for place in PORTS[tag]:
        if place < len(elements) and elements[1] != BIRTH_PLACE:
            elements[place] = AIRFIELD.sub(" ", elements[place])
    return NUMBERS.sub("", separator.join(["", *elements[1:]]))


def _of_party(text: str) -> str:
    """Where the element of names is empty, they stand in the one before."""
    elements = text[TAG:].split(text[TAG])
    start = names_of_party(elements)
    return text[TAG].join([*elements[:start], *elements[ELEMENTS_OF_PARTY:]])


def names_of_party(elements: list[str]) -> int:
    """The first element that may hold a name; who sends the list is no traveller."""
    named = elements[1:2] == ["MS"] or (len(elements) >= ELEMENTS_OF_PARTY and elements[ELEMENTS_OF_PARTY - 1])
    return ELEMENTS_OF_PARTY - 1 if named else NAMES_OF_PARTY


def _of_dialect(text: str) -> str:
    """Names stand before the birth, or are three."""
    elements = text[TAG:].split(text[TAG])
    parts = COMPONENT.split(elements[NAMES_OF_DIALECT]) if len(elements) > NAMES_OF_DIALECT else []
    born = next((at for at, part in enumerate(parts) if at and part.isdigit()), NAMES_IN_DIALECT)
    elements[NAMES_OF_DIALECT : NAMES_OF_DIALECT + 1] = parts[born:]
    return IN_SERVICE.sub("", text[TAG].join(elements))


def _of_service(text: str, code: str | None) -> str:
    # A language that is kept is announced by a code that elsewhere reveals.
    told = text[SERVICE - 1 if code == "LANG" else TAG :]
    if code in UP_TO_BIRTH:
        return _beside_birth(told, text[SERVICE - 1 : SERVICE])
    return _without_numbers_and_names(told, code)


def of_remark(told: str, code: str | None) -> str:
    """The same of a service's text alone."""
    if code in UP_TO_BIRTH:
        born = BIRTH.search(told)
        return REFERENCE.sub(" ", told[born.end() :]) if born else NAMED.sub(" ", told)
    return _without_numbers_and_names(told, code)


def _without_numbers_and_names(told: str, code: str | None) -> str:
    told = IN_SERVICE.sub("", told) if code in NUMBERED else told
    return REFERENCE.sub(" ", told) if "/" in told else told


def _beside_birth(told: str, sign: str) -> str:
    born = BIRTH.search(told)
    if not born:
        return NAMED.sub(" ", told)
    return told[: told.rfind(sign, 0, born.start()) + 1] + REFERENCE.sub(" ", told[born.end() :])


OF_ELEMENTS: Final[dict[str, Callable[[str], str]]] = {
    "NAD": _of_party,
    "PDT": _of_dialect,
    "FTI": _of_flyer,
    "SSD": _of_seat,
}
"""How those are read whose elements mean different things."""
