"""The other comparisons: one function a field, each returns bits and the sentence that explains them.

Goes in: a traveller's value, an entry's. Comes out: a Reason; 0 bits for what was not sent. Never: an absence counted
against anybody.
"""

from __future__ import annotations

import numpy as np

from gotravel.domain.hit import Reason
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, Entry
from gotravel.names.normalise import tokens
from gotravel.screening import facts as f
from gotravel.screening import weights as w
from gotravel.screening.frequencies import Rare
from gotravel.screening.query import Query
from gotravel.screening.values import CONFUSABLE, birth, country, issuers

BORN = {
    f.SAME_DAY: ("born-same-day", "Same date of birth"),
    f.FILLER_DAY: ("born-filler-day", "Same year; both say 1 January, which stands for a day nobody knew"),
    f.SWAPPED: ("born-swapped", "Day and month swapped, as often at check-in"),
    f.NEXT_YEAR: ("born-near-year", "Same day, one year apart"),
    f.TEN_OFF: ("born-ten-off", "Same day, ten years apart: a slip of one digit"),
    f.ONE_DIGIT: ("born-one-digit", "One digit of the date differs"),
    f.FIRST_OF_YEAR: ("born-first-of-year", "Same year; 1 January stands for a day nobody knew"),
    f.SAME_MONTH: ("born-same-month", "Same year and month, another day"),
    f.SAME_YEAR: ("born-same-year", "Same year, another day"),
    f.IN_YEAR: ("born-in-year", "The list knows only the year, and it agrees"),
    f.IN_RANGE: ("born-in-range", "The list knows only some years, and it is one of them"),
    f.BESIDE: ("born-about", "The list knows only about which year, and it is the one beside"),
    f.DIFFERENT: ("born-different", "Different date of birth"),
}
ISSUED = {
    f.ISSUER_NOT_COMPARED: ("issuer-not-compared", ""),
    f.ISSUED_BY_SAME: ("issuer-same", "Travel documents issued by the same State"),
    f.ISSUED_AS_NATIONALITY: (
        "issuer-as-nationality",
        "Issued by the State of the nationality that agrees; not counted twice",
    ),
    f.ISSUED_BESIDE: ("issuer-beside", "Issued by the same State, which is not that of the nationality"),
    f.ISSUED_ABROAD: ("issuer-abroad", "Issued by different States, though the nationality agrees"),
    f.ISSUED_ELSEWHERE: ("issuer-different", "Travel documents issued by different States"),
    f.ISSUED_ELSEWHERE_AS_NATIONALITY: (
        "issuer-different-as-nationality",
        "Issued by different States, as the nationalities are different; not counted twice",
    ),
}
SUPPORTS = 1.5
"""From so many bits a birth date supports a name that alone is too little."""


def born(query: Query, entry: Entry) -> Reason:
    births = np.array([birth(one) for one in entry.born], np.int32).reshape(-1, 3)
    ours = int(query.born.replace("-", "")) if query.born else 0
    code, which = f.born(ours, births, w.FACTS)
    if code == f.NOT_COMPARED:
        return Reason("born-not-compared", "birth-date", 0.0, _not_sent(query.born), query.born)
    told = BORN[code]
    several = f", of {len(births)} that are listed" if len(births) > 1 else ""
    bits = f.born_bits(code, len(births), w.FACTS)
    return Reason(told[0], "birth-date", float(bits), told[1] + several, query.born, _shown(entry.born[which]))


def _shown(listed: BirthDate) -> str:
    if listed.day:
        return listed.day
    first, last = listed.from_year, listed.to_year or listed.from_year
    return str(first) if first == last else f"{first} to {last}"


def nationality(query: Query, entry: Entry, frequencies: Rare) -> Reason:
    listed = ", ".join(entry.nationalities) or None
    ours = query.nationality
    if not ours or not entry.nationalities:
        return Reason("nationality-not-compared", "nationality", 0.0, _not_sent(ours), ours, listed)
    if ours in entry.nationalities:
        bits = frequencies.nationality(ours)[0]
        return Reason("nationality-same", "nationality", bits, "Same nationality", ours, listed)
    bits = float(w.FACTS[f.NATIONALITY_DIFFERENT])
    return Reason("nationality-different", "nationality", bits, "Different nationality", ours, listed)


def issuer(query: Query, entry: Entry, frequencies: Rare) -> Reason:
    """The State that issued the travel documents: evidence of its own only where it does not repeat the nationality."""
    ours, theirs = issuers(query.documents), issuers(entry.documents)
    mine, listed = ", ".join(ours) or None, ", ".join(theirs) or None
    nation = country(query.nationality) if query.nationality else 0
    compared = bool(query.nationality and entry.nationalities)
    mine_numbers, their_numbers = (np.array([country(one) for one in side], np.int32) for side in (ours, theirs))
    same = compared and query.nationality in entry.nationalities
    code, which = f.issuer(mine_numbers, their_numbers, nation, compared, same)
    bits = f.issuer_bits(code, issuer_agrees(ours[which], frequencies) if which >= 0 else 0.0, w.FACTS)
    told = ISSUED[code]
    return Reason(told[0], "issuer", float(bits), told[1] or _not_sent(mine), mine, listed)


def issuer_agrees(code: str, frequencies: Rare) -> float:
    return frequencies.nationality(code)[0] + w.ISSUER_AGREES


def sex(query: Query, entry: Entry) -> Reason:
    if query.sex not in ("M", "F") or entry.sex not in ("M", "F"):
        return Reason("sex-not-compared", "sex", 0.0, _not_sent(query.sex), query.sex, entry.sex)
    same = query.sex == entry.sex
    bits = float(w.FACTS[f.SEX_SAME if same else f.SEX_DIFFERENT])
    return Reason(
        "sex-same" if same else "sex-different", "sex", bits, "Same" if same else "Different", query.sex, entry.sex
    )


def document(query: Query, entry: Entry) -> Reason:
    ours, listed = _first(query.documents), _first(entry.documents)
    for mine in query.documents:
        for theirs in entry.documents:
            code = _same_number(mine, theirs)
            if code:
                bits = w.DOCUMENT_SAME if code == "document-same" else w.DOCUMENT_CONFUSABLE
                told = (
                    "Same document number" if code == "document-same" else "Same number but for letters that look alike"
                )
                return Reason(code, "document-number", bits, told, mine.number, theirs.number)
    told = (
        "Different document, which proves little: people renew them"
        if ours and listed
        else "Not compared: one side has none"
    )
    return Reason("document-not-same", "document-number", 0.0, told, ours, listed)


def birth_place(query: Query, entry: Entry) -> Reason:
    ours = set(tokens(query.birth_place or ""))
    same = any(ours & set(tokens(place)) for place in entry.birth_places)
    listed = entry.birth_places[0] if entry.birth_places else None
    if not ours or not listed:
        return Reason(
            "birth-place-not-compared", "birth-place", 0.0, _not_sent(query.birth_place), query.birth_place, listed
        )
    bits = w.BIRTH_PLACE_SAME if same else 0.0
    told = "Same place of birth" if same else "Another spelling or place; not counted"
    return Reason(
        "birth-place-same" if same else "birth-place-other", "birth-place", bits, told, query.birth_place, listed
    )


def _same_number(mine: TravelDocument, theirs: TravelDocument) -> str | None:
    a, b = _plain(mine.number), _plain(theirs.number)
    if len(a) < 5 or len(b) < 5 or (mine.issuer and theirs.issuer and mine.issuer != theirs.issuer):
        return None
    if a == b:
        return "document-same"
    return "document-confusable" if a.translate(CONFUSABLE) == b.translate(CONFUSABLE) else None


def _plain(number: str | None) -> str:
    return "".join(c for c in (number or "").upper() if c.isalnum())


def _first(documents: tuple[TravelDocument, ...]) -> str | None:
    return documents[0].number if documents else None


def _not_sent(ours: str | None) -> str:
    return "Not on the list, so not counted" if ours else "Not sent by the carrier, so not counted"
