"""The other comparisons: one function a field, each returns bits and the sentence that explains them.

Goes in: a traveller's value, an entry's. Comes out: a Reason; 0 bits for what was not sent. Never: an absence counted
against anybody.
"""

from __future__ import annotations

from gotravel.domain.hit import Reason
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry
from gotravel.names.normalise import tokens
from gotravel.screening import weights as w
from gotravel.screening.query import Query

CONFUSABLE = str.maketrans("OQIZSBG", "0012586")
"""Letters and digits that eyes and scanners take for each other."""


def born(query: Query, entry: Entry) -> Reason:
    if not query.born or not entry.born:
        return Reason("born-not-compared", "birth-date", 0.0, _not_sent(query.born), query.born)
    best = max((_born(query.born, listed) for listed in entry.born), key=lambda found: found[1])
    return Reason(best[0], "birth-date", best[1], best[2], query.born, best[3])


def _born(ours: str, listed: BirthDate) -> tuple[str, float, str, str]:
    year, theirs = int(ours[:4]), listed.day
    if listed.kind is BirthDateKind.EXACT and theirs:
        if ours == theirs:
            return "born-same-day", w.BORN_SAME, "Same date of birth", theirs
        if f"{ours[:4]}-{ours[8:]}-{ours[5:7]}" == theirs:
            return "born-swapped", w.BORN_SWAPPED, "Day and month swapped, as often at check-in", theirs
        if ours[5:] == theirs[5:] and abs(year - int(theirs[:4])) == 10:
            return "born-ten-off", w.BORN_TEN_OFF, "Same day, ten years apart: a slip of one digit", theirs
        if ours[5:] == theirs[5:] and abs(year - int(theirs[:4])) == 1:
            return "born-near-year", w.BORN_NEXT_YEAR, "Same day, one year apart", theirs
        if year == int(theirs[:4]) and "01-01" in (ours[5:], theirs[5:]):
            return (
                "born-first-of-year",
                w.BORN_FIRST_OF_YEAR,
                "Same year; 1 January stands for a day nobody knew",
                theirs,
            )
        if year == int(theirs[:4]):
            return "born-same-year", w.BORN_SAME_YEAR, "Same year, another day", theirs
        return "born-different", w.BORN_DIFFERENT, "Different date of birth", theirs
    first = listed.from_year or (int(theirs[:4]) if theirs else year)
    last = listed.to_year or first
    slack = 2 if listed.kind is BirthDateKind.CIRCA else 1
    shown = str(first) if first == last else f"{first} to {last}"
    if first <= year <= last:
        bits = w.BORN_YEAR_ONLY if first == last else w.BORN_IN_RANGE
        return "born-in-year", bits, "The list knows only the year, and it agrees", shown
    if first - slack <= year <= last + slack:
        return "born-about", w.BORN_YEAR_BESIDE, "The list knows only about which year, and it is the one beside", shown
    return "born-different", w.BORN_DIFFERENT, "Another year of birth", shown


def nationality(query: Query, entry: Entry) -> Reason:
    listed = ", ".join(entry.nationalities) or None
    if not query.nationality or not entry.nationalities:
        return Reason(
            "nationality-not-compared", "nationality", 0.0, _not_sent(query.nationality), query.nationality, listed
        )
    if query.nationality in entry.nationalities:
        return Reason(
            "nationality-same", "nationality", w.NATIONALITY_SAME, "Same nationality", query.nationality, listed
        )
    return Reason(
        "nationality-different",
        "nationality",
        w.NATIONALITY_DIFFERENT,
        "Different nationality",
        query.nationality,
        listed,
    )


def sex(query: Query, entry: Entry) -> Reason:
    if query.sex not in ("M", "F") or entry.sex not in ("M", "F"):
        return Reason("sex-not-compared", "sex", 0.0, _not_sent(query.sex), query.sex, entry.sex)
    same = query.sex == entry.sex
    bits = w.SEX_SAME if same else w.SEX_DIFFERENT
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
