"""What one segment of a person says, whoever the person is: a segment in, a Reading out.

Goes in: the segment and the day of travel (for the century of a birth). Comes out: what it does to the person being
read (a function of `draft.py`), the value, and the codes of what is to be said about it. So a segment that stands under
many persons is understood once. Never raises, never knows the person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from gotravel.domain.cards import masked
from gotravel.domain.message import Seat
from gotravel.wire.contacts import email, kind_of
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.paxlst import draft, luggage
from gotravel.wire.paxlst.codes import BIRTH, CONTACTS, DATES, EXPIRY, ISSUE, ISSUER, LONGEST, PLACES, REFERENCES
from gotravel.wire.paxlst.draft import Reading
from gotravel.wire.paxlst.values import dated, located, numbered, qualified, scattered
from gotravel.wire.person_codes import country_told, is_infant_sex, sex, sex_is_known
from gotravel.wire.person_dates import birth_told, document_told

SHORT: Final = 12
"""Segments up to this length (a sex, a nationality, a port) stand under many persons; no name, date or number does."""
TYPES_LIST: Final = "110"
"""The list of document types (1131), sent glued to the type: `DOC+P110:111`."""
SINGLE: Final = {"RFF": (1, 1, 0), "DTM": (1, 1, 0), "DOC": (2, 0, 3)}
"""Segments of one value: its element and component, and how long what may stand behind its element is at most."""
SHORTEST_QUALIFIER: Final = 2
Codes = tuple[str, ...]
NOTHING: Final[Codes] = ()
MISPLACED: Final[Codes] = ("component-misplaced",)
OVER_LONG: Final[Codes] = ("value-over-long",)
EMPTY: Final[Codes] = ("segment-empty",)


class Readings:
    """The segments of one message, each understood; short ones once for all."""

    def __init__(self, segments: Segments, day: str | None) -> None:
        """`day` of travel tells the century of a birth."""
        self.segments = segments
        self.day = day
        self.known: dict[str, Reading] = {}

    def at(self, place: int, text: str) -> Reading:
        segment = self.segments.at(place)
        reading = READERS.get(segment.tag, _unknown)(segment, self.day) if _is_filled(segment) else _said(EMPTY)
        if segment.tag in SINGLE and _has_surplus(segment):
            reading = Reading(draft.with_surplus, reading)
        if len(text) <= SHORT and text[:3].upper() == segment.tag:
            # A damaged segment, whose tag is not what its text begins with, says nothing of other persons' segments.
            self.known[text] = reading
        return reading


def _is_filled(segment: Segment) -> bool:
    """A damaged tag is kept, whatever stands behind it; an empty document is told by another code."""
    return (
        segment.tag not in READERS
        or segment.tag == "DOC"
        or any(part.strip() for one in segment.elements for part in one)
    )


def _has_surplus(segment: Segment) -> bool:
    """`RFF+AVF:A1+ABO:1`: the first value is where it belongs, and another one stands behind."""
    last, component, longest = SINGLE[segment.tag]
    others = segment.elements[last:]
    if not others or not segment.get(last, component):
        return False
    return any(len(one[0].strip()) > longest or any(part.strip() for part in one[1:]) for one in others)


def _kept(
    segment: Segment, said: Codes = NOTHING, code: str = "", text: str | None = None, kind: str = "remark"
) -> Reading:
    """What has no field of its own."""
    shown = segment.text if text is None else text
    return Reading(draft.keep, (kind, code or segment.tag, masked(shown)), "", said)


def _said(codes: Codes) -> Reading:
    """A segment that holds nothing, and why."""
    return Reading(draft.nothing, None, "", codes)


def _field(name: str, value: str | None, said: Codes = NOTHING) -> Reading:
    return Reading(draft.fill, value, name, said, NOTHING, not said) if value else _said(said)


def _code(told: str | None) -> Codes:
    return (told,) if told else NOTHING


def _unknown(segment: Segment, day: str | None) -> Reading:
    return _kept(segment, ("segment-unknown",) if segment.tag else NOTHING, kind="unknown")


def _as_is(segment: Segment, day: str | None) -> Reading:
    return _kept(segment)


def _att(segment: Segment, day: str | None) -> Reading:
    code, said = segment.get(3), NOTHING
    if not code:
        rest = scattered(segment, 2) or [part for part in (segment.get(1, 1), segment.get(1)) if part and part != "2"]
        if not rest:
            return _said(EMPTY)
        code, said = rest[-1], MISPLACED
    code = code.split("*", 1)[0]
    if not sex_is_known(code):
        said = (*said, "sex-code-unknown")
    if is_infant_sex(code):
        return Reading(draft.infants_sex, sex(code), "sex", said)
    return _field("sex", sex(code), said)


def _dtm(segment: Segment, day: str | None) -> Reading:
    qualifier, value, code, misplaced = qualified(segment, DATES)
    said = MISPLACED if misplaced else NOTHING
    if qualifier in OWN_DATES:
        return _dated(qualifier, value, code, day, said)
    return _kept(segment, said if qualifier in DATES else (*said, "qualifier-unknown"))


def _dated(qualifier: str, value: str, code: str, day: str | None, said: Codes = NOTHING) -> Reading:
    value, code = dated(value, code)
    if qualifier == BIRTH:
        born, told = birth_told(value, code, day)
        return _field("born", born, (*said, told) if told else said)
    if not value:
        return Reading(draft.fill_paper, None, "", said, EMPTY)
    until, told = document_told(value, code)
    return Reading(draft.fill_paper, until, OWN_DATES[qualifier], said, _code(told))


OWN_DATES: Final = {BIRTH: "born", EXPIRY: "expires", ISSUE: "issued"}


def _loc(segment: Segment, day: str | None) -> Reading:
    function, code, name, misplaced = located(segment, PLACES)
    said = MISPLACED if misplaced else NOTHING
    place = PERSON_LOC.get(function)
    if place is None:
        return _kept(segment, said if function in PLACES else (*said, "qualifier-unknown"))
    return place(segment, code, name, said) if code or name else _said((*said, *EMPTY))


def _clearance(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    """LOC+22, where the person clears border control: no field of its own."""
    return _kept(segment, said, "LOC", code or name)


def _residence(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    known, told = country_told(code or name)
    return _field("residence", known, (*said, *_code(told)))


def _embarked(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    return _field("embarked", code or name, (*said, *OVER_LONG) if len(code) > 5 else said)


def _disembarked(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    return _field("disembarked", code or name, (*said, *OVER_LONG) if len(code) > 5 else said)


def _birth_place(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    """`GBR:::TOWN`, `:::TOWN GBR`, `TOWN`; region and country may follow as further elements."""
    further = scattered(segment, 3)
    text = ", ".join([name or code, *further]) if name or not further else ", ".join([code, *further])
    known = country_told(code)[0] if 0 < len(code) <= 3 else None
    return Reading(draft.born_in, (text, known), "", said)


def _issuer(segment: Segment, code: str, name: str, said: Codes) -> Reading:
    """A subdivision (code list 163, a federal state) is no issuing State."""
    if segment.get(2, 1) == "163":
        return Reading(draft.keep_of_paper, None, "", said)
    known, told = country_told(code or name)
    return Reading(draft.fill_paper, known, "issuer", said, _code(told))


PERSON_LOC: Final[dict[str, Callable[[Segment, str, str, Codes], Reading]]] = {
    "22": _clearance,
    "174": _residence,
    "178": _embarked,
    "179": _disembarked,
    "180": _birth_place,
    ISSUER: _issuer,
}


def _nat(segment: Segment, day: str | None) -> Reading:
    which, code, said = segment.get(1), segment.get(2), NOTHING
    if not code:
        rest = scattered(segment, 2) or [part for part in (segment.get(1, 1), which.lstrip("123")) if part]
        if not rest:
            return _said(EMPTY)
        code, which, said = rest[0], which[:1] if which[:1].isdigit() else "2", MISPLACED
    known, told = country_told(code)
    if told:
        said = (*said, told)
    return _kept(segment, said) if which in ("1", "3") else _field("nationality", known, said)


def _rff(segment: Segment, day: str | None) -> Reading:
    qualifier, value, _, misplaced = qualified(segment, REFERENCES)
    said = MISPLACED if misplaced else NOTHING
    if not value:
        return _said((*said, *EMPTY))
    qualifier = qualifier.upper()
    if qualifier in OWN_REFERENCE or qualifier in ADDED:
        return _referenced(qualifier, value, said)
    if len(qualifier) < SHORTEST_QUALIFIER:
        said = (*said, "qualifier-unknown")
    return _kept(segment, (*said, *OVER_LONG) if len(value) > LONGEST["RFF"] else said, segment.get(1), value)


def _referenced(qualifier: str, value: str, said: Codes = NOTHING) -> Reading:
    if len(value) > LONGEST["RFF"]:
        said = (*said, *OVER_LONG)
    field = OWN_REFERENCE.get(qualifier)
    if field:
        return _field(field, value, said)
    return Reading(ADDED[qualifier], Seat(value) if qualifier == "SEA" else value, "", said)


OWN_REFERENCE: Final = {"AVF": "locator", "ABO": "reference"}
ADDED: Final[dict[str, draft.Act]] = {"SEA": draft.add_seat, "CR": draft.add_flyer, "YZY": draft.add_ticket}


def _doc(segment: Segment, day: str | None) -> Reading:
    kind, number = numbered(segment)
    said = NOTHING if number == segment.get(2) or not number else MISPLACED
    if len(kind) > len(TYPES_LIST) and kind.endswith(TYPES_LIST):
        kind, said = kind.removesuffix(TYPES_LIST), MISPLACED
    if len(number) > LONGEST["DOC"]:
        said = (*said, *OVER_LONG)
    return Reading(draft.add_paper, (kind, number), "", said)


def _composites(segment: Segment) -> Iterator[tuple[str, str]]:
    """Value and code of every composite; in syntax version 4 they may repeat, with `*` between them."""
    for number in range(1, len(segment.elements) + 1):
        value, code = segment.get(number), segment.get(number, 1).upper()
        if "*" not in code:
            yield value, code
            continue
        for one in segment.whole(number).split("*"):
            value, _, code = one.partition(":")
            yield value.strip(), code.strip().upper()


def _com(segment: Segment, day: str | None) -> Reading:
    """(kind, value) of every contact, and of what is none with ""."""
    contacts = []
    for value, code in _composites(segment):
        if value:
            kind = CONTACTS.get(code) or kind_of(value)
            usable = kind in ("phone", "email")
            contacts.append((kind, email(value) if kind == "email" else value) if usable else ("", masked(value)))
    return Reading(draft.add_contacts, contacts)


def _emp(segment: Segment, day: str | None) -> Reading:
    role = segment.get(2) or segment.get(5)
    return _field("crew_role", role) if role else _kept(segment)


def _mea(segment: Segment, day: str | None) -> Reading:
    measure = luggage.measure(segment)
    if measure.is_other:
        return _kept(segment, measure.said)
    return Reading(draft.add_luggage, (measure.count, measure.weight_kg), "", measure.said)


def _ftx(segment: Segment, day: str | None) -> Reading:
    if not segment.get(1) and segment.get(2).upper() == "BAG":
        segment = Segment(segment.tag, segment.elements[1:], segment.ordinal, segment.offset, segment.text)
        return msgspec.structs.replace(_ftx(segment, day), said=MISPLACED)
    if segment.get(1).upper() != "BAG":
        text = " ".join(scattered(segment, 2))
        return _kept(segment, NOTHING if text else EMPTY, code=segment.get(1), text=text)
    weight = segment.get(2)
    if not scattered(segment, 2):
        return _said(EMPTY)
    said = MISPLACED if luggage.is_count(segment.get(5)) and not segment.get(4, 1) else NOTHING
    tagged = (float(weight) if weight.isdecimal() and len(weight) < 6 else None, *luggage.tags(segment))
    return Reading(draft.add_tagged, tagged, "", said)


READERS: Final[dict[str, Callable[[Segment, str | None], Reading]]] = {
    "ATT": _att,
    "DTM": _dtm,
    "LOC": _loc,
    "NAT": _nat,
    "RFF": _rff,
    "DOC": _doc,
    "COM": _com,
    "EMP": _emp,
    "MEA": _mea,
    "FTX": _ftx,
    **dict.fromkeys(("GEI", "GIS", "CPI", "QTY", "GID", "CTA", "TDT", "NAD"), _as_is),
}
