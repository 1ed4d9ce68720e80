"""One person of a list: a group of segments in, a Person with its documents and sources out.

Each segment has one function, found by its tag; what has no place becomes a remark. Never raises, never drops the
person: what cannot be read stays None and leaves a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gotravel.domain.message import (
    Bags,
    Contact,
    FrequentFlyer,
    Person,
    PersonKind,
    Seat,
    Source,
    Ticket,
)
from gotravel.wire.contacts import email, kind_of
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.paxlst import luggage
from gotravel.wire.paxlst.codes import (
    BIRTH,
    CONTACTS,
    CREW,
    DATES,
    EXPIRY,
    ISSUE,
    ISSUER,
    LONGEST,
    PLACES,
    REFERENCES,
    TRANSIT,
)
from gotravel.wire.paxlst.draft import Draft, Paper
from gotravel.wire.paxlst.groups import Group
from gotravel.wire.paxlst.names import address_of, name_of
from gotravel.wire.paxlst.values import dated, located, qualified, scattered
from gotravel.wire.person_codes import country, kind_by_age, sex, sex_is_known
from gotravel.wire.person_dates import birth_date, document_date


def read(group: Group, index: int, travel_day: str | None) -> tuple[Person, Draft]:
    """The person, and its draft for findings and remarks."""
    draft = Draft(index, travel_day)
    if group.nad:
        _nad(draft, group.nad)
    for segment in group.segments:
        handler = HANDLERS.get(segment.tag)
        if handler:
            handler(draft, segment)
        else:
            draft.keep(segment, "unknown")
            if segment.tag:
                draft.say("segment-unknown", segment, tag=segment.tag)
    return _finished(draft, group), draft


def _finished(draft: Draft, group: Group) -> Person:
    documents = tuple(paper.finished() for paper in draft.papers if _is_document(draft, paper))
    if group.nad and not (draft.family or draft.given) and draft.role != "ZZZ":
        draft.say("name-missing", group.nad)
    crew = draft.role in CREW
    reference = draft.reference or (draft.locator if draft.role == "ZZZ" else None)
    luggage_known = draft.bag_count is not None or draft.bag_weight is not None or draft.bag_tags
    return Person(
        reference=reference,
        family=draft.family,
        given=draft.given,
        title=draft.title,
        kind=PersonKind.CREW if crew else kind_by_age(draft.born, draft.travel_day),
        transit=draft.role in TRANSIT,
        sex=draft.sex,
        born=draft.born,
        birth_place=draft.birth_place,
        birth_country=draft.birth_country,
        nationality=draft.nationality,
        residence=draft.residence,
        documents=documents,
        embarked=draft.embarked,
        disembarked=draft.disembarked,
        seats=tuple(draft.seats.values()),
        bags=Bags(draft.bag_count, draft.bag_weight, tuple(draft.bag_tags)) if luggage_known else None,
        contacts=tuple(draft.contacts),
        frequent_flyer=tuple(draft.flyer),
        locator=draft.locator,
        tickets=tuple(draft.tickets),
        crew_role=draft.crew_role,
        sources=tuple(draft.sources),
    )


def _is_document(draft: Draft, paper: Paper) -> bool:
    """DOC without type and number makes no document; what followed it is kept as a remark."""
    if paper.number or paper.type:
        if not paper.number:
            draft.say("document-number-missing", paper.segment)
        elif not paper.type:
            draft.say("document-type-missing", paper.segment)
        return True
    draft.say("document-empty", paper.segment)
    return False


def _nad(draft: Draft, segment: Segment) -> None:
    draft.role = segment.get(1).upper()
    family, given, title, place = name_of(segment)
    if place != 4 and (family or given):
        draft.say("component-misplaced", segment, tag="NAD")
    if len(family or "") > LONGEST["NAD"] or len(given or "") > LONGEST["NAD"]:
        draft.say("value-over-long", segment, tag="NAD")
    if title:
        draft.say("title-separated", segment)
    draft.family, draft.given, draft.title = family, given, title
    for field, value in (("family", family), ("given", given), ("title", title)):
        if value:
            draft.sources.append(Source(field, segment.ordinal))
    address = address_of(segment, place)
    if address:
        draft.contacts.append(Contact("address", address, None, segment.ordinal))


def _att(draft: Draft, segment: Segment) -> None:
    code = segment.get(3)
    if not code:
        rest = scattered(segment, 2) or [part for part in (segment.get(1, 1), segment.get(1)) if part and part != "2"]
        if not rest:
            draft.say("segment-empty", segment, tag="ATT")
            return
        code = rest[-1]
        draft.say("component-misplaced", segment, tag="ATT")
    code = code.split("*", 1)[0]
    if not sex_is_known(code):
        draft.say("sex-code-unknown", segment, tag="ATT")
    found = sex(code)
    if found and draft.sex and found != draft.sex:
        draft.say("segment-repeated", segment, tag="ATT")
        draft.keep(segment)
    elif found and not draft.sex:
        draft.sex = found
        draft.sources.append(Source("sex", segment.ordinal))


def _dtm(draft: Draft, segment: Segment) -> None:
    qualifier, value, code, misplaced = qualified(segment, DATES)
    if misplaced:
        draft.say("component-misplaced", segment, tag="DTM")
    value, code = dated(value, code)
    if qualifier == BIRTH:
        born, found = birth_date(value, code, draft.travel_day, segment)
        draft.note(found)
        draft.first("born", born, segment)
    elif qualifier in (EXPIRY, ISSUE):
        _document_dtm(draft, segment, "expires" if qualifier == EXPIRY else "issued", value, code)
    else:
        draft.keep(segment)


def _document_dtm(draft: Draft, segment: Segment, field: str, value: str, code: str) -> None:
    if not draft.papers:
        draft.say("document-missing", segment, tag="DTM")
        draft.keep(segment)
        return
    if not value:
        draft.say("segment-empty", segment, tag="DTM")
        return
    day, found = document_date(value, code, segment)
    draft.note(found)
    paper = draft.papers[-1]
    if getattr(paper, field) is None:
        setattr(paper, field, day)
    elif day != getattr(paper, field):
        draft.say("segment-repeated", segment, tag="DTM")
        draft.keep(segment)


def _loc(draft: Draft, segment: Segment) -> None:
    elements = segment.elements
    if len(elements) == 2 and len(elements[1]) == 1 and elements[1][0]:
        function, code, name, misplaced = elements[0][0].strip(), elements[1][0].strip(), "", False
    else:
        function, code, name, misplaced = located(segment, PLACES)
    if misplaced:
        draft.say("component-misplaced", segment, tag="LOC")
    place = PERSON_LOC.get(function)
    if place is None:
        draft.keep(segment)
    elif code or name:
        place(draft, segment, code, name)
    else:
        draft.say("segment-empty", segment, tag="LOC")


def _clearance(draft: Draft, segment: Segment, code: str, name: str) -> None:
    """LOC+22, where the person clears border control: no field of its own."""
    draft.keep(segment, code="LOC", text=code or name)


def _residence(draft: Draft, segment: Segment, code: str, name: str) -> None:
    known, found = country(code or name, segment)
    draft.note(found)
    draft.first("residence", known, segment)


def _embarked(draft: Draft, segment: Segment, code: str, name: str) -> None:
    _long(draft, segment, code)
    draft.first("embarked", code or name, segment)


def _disembarked(draft: Draft, segment: Segment, code: str, name: str) -> None:
    _long(draft, segment, code)
    draft.first("disembarked", code or name, segment)


def _long(draft: Draft, segment: Segment, code: str) -> None:
    if len(code) > 5:
        draft.say("value-over-long", segment, tag="LOC")


def _birth_place(draft: Draft, segment: Segment, code: str, name: str) -> None:
    """`GBR:::TOWN`, `:::TOWN GBR`, `TOWN`; region and country may follow as further elements."""
    further = [part for part in scattered(segment, 3) if part]
    text = ", ".join([name or code, *further]) if name or not further else ", ".join([code, *further])
    draft.first("birth_place", text, segment)
    known, _ = country(code) if code else (None, None)
    if known and len(code) <= 3:
        draft.birth_country = draft.birth_country or known


def _issuer(draft: Draft, segment: Segment, code: str, name: str) -> None:
    """A subdivision (code list 163, a federal state) is no issuing State."""
    if not draft.papers:
        draft.say("document-missing", segment, tag="LOC")
        draft.keep(segment)
        return
    if segment.get(2, 1) == "163":
        draft.keep(segment)
        return
    known, found = country(code or name, segment)
    draft.note(found)
    paper = draft.papers[-1]
    if paper.issuer is None:
        paper.issuer = known
    elif known != paper.issuer:
        draft.say("segment-repeated", segment, tag="LOC")
        draft.keep(segment)


PERSON_LOC: Final[dict[str, Callable[[Draft, Segment, str, str], None]]] = {
    "22": _clearance,
    "174": _residence,
    "178": _embarked,
    "179": _disembarked,
    "180": _birth_place,
    ISSUER: _issuer,
}


def _nat(draft: Draft, segment: Segment) -> None:
    which, code = segment.get(1), segment.get(2)
    if not code:
        rest = scattered(segment, 2) or [part for part in (segment.get(1, 1), which.lstrip("123")) if part]
        if not rest:
            draft.say("segment-empty", segment, tag="NAT")
            return
        code, which = rest[0], which[:1] if which[:1].isdigit() else "2"
        draft.say("component-misplaced", segment, tag="NAT")
    known, found = country(code, segment)
    draft.note(found)
    if which in ("1", "3"):
        draft.keep(segment)
    else:
        draft.first("nationality", known, segment)


def _rff(draft: Draft, segment: Segment) -> None:
    qualifier, value, _, misplaced = qualified(segment, REFERENCES)
    if misplaced:
        draft.say("component-misplaced", segment, tag="RFF")
    if len(value) > LONGEST["RFF"]:
        draft.say("value-over-long", segment, tag="RFF")
    if value:
        REFERENCE.get(qualifier.upper(), _other_reference)(draft, segment, value)
    else:
        draft.say("segment-empty", segment, tag="RFF")


def _locator(draft: Draft, segment: Segment, value: str) -> None:
    draft.first("locator", value, segment)


def _reference(draft: Draft, segment: Segment, value: str) -> None:
    draft.first("reference", value, segment)


def _seat(draft: Draft, segment: Segment, value: str) -> None:
    if value not in draft.seats:
        draft.seats[value] = Seat(value)
        draft.sources.append(Source("seats", segment.ordinal))


def _flyer(draft: Draft, segment: Segment, value: str) -> None:
    draft.flyer.append(FrequentFlyer(None, value))
    draft.sources.append(Source("frequent_flyer", segment.ordinal))


def _ticket(draft: Draft, segment: Segment, value: str) -> None:
    """`7842836432717C2`: ticket, `C`, coupon."""
    number, _, coupon = value.partition("C")
    draft.tickets.append(Ticket(number, None, coupon or None, draft.index))


def _other_reference(draft: Draft, segment: Segment, value: str) -> None:
    draft.keep(segment, code=segment.get(1), text=value)


REFERENCE: Final[dict[str, Callable[[Draft, Segment, str], None]]] = {
    "AVF": _locator,
    "ABO": _reference,
    "SEA": _seat,
    "CR": _flyer,
    "YZY": _ticket,
}


def _doc(draft: Draft, segment: Segment) -> None:
    paper = Paper(segment)
    if paper.number and paper.number != segment.get(2):
        draft.say("component-misplaced", segment, tag="DOC")
    if len(paper.number) > LONGEST["DOC"]:
        draft.say("value-over-long", segment, tag="DOC")
    draft.papers.append(paper)


def _com(draft: Draft, segment: Segment) -> None:
    for number in range(1, len(segment.elements) + 1):
        value, code = segment.get(number), segment.get(number, 1).upper()
        kind = CONTACTS.get(code) or (kind_of(value) if value else "")
        if value and kind in ("phone", "email"):
            draft.contacts.append(Contact(kind, email(value) if kind == "email" else value, None, segment.ordinal))
        elif value:
            draft.keep(segment, text=value)


def _emp(draft: Draft, segment: Segment) -> None:
    role = segment.get(2) or segment.get(5)
    if role:
        draft.first("crew_role", role, segment)
    else:
        draft.keep(segment)


def _mea(draft: Draft, segment: Segment) -> None:
    measure = luggage.measure(segment)
    draft.findings += measure.findings
    if measure.count is not None and draft.bag_count is None:
        draft.bag_count = measure.count
        draft.sources.append(Source("bags", segment.ordinal))
    if measure.weight_kg is not None and draft.bag_weight is None:
        draft.bag_weight = measure.weight_kg
        draft.sources.append(Source("bags", segment.ordinal))


def _ftx(draft: Draft, segment: Segment) -> None:
    if segment.get(1).upper() != "BAG":
        draft.keep(segment, code=segment.get(1), text=" ".join(scattered(segment, 2)))
        return
    tags = luggage.tags(segment)
    if tags:
        draft.bag_tags |= dict.fromkeys(tags)
        draft.sources.append(Source("bags", segment.ordinal))
    weight = segment.get(2)
    if weight.isdigit() and draft.bag_weight is None:
        draft.bag_weight = float(weight)
        draft.say("component-misplaced", segment, tag="FTX")


HANDLERS: Final[dict[str, Callable[[Draft, Segment], None]]] = {
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
    "GEI": Draft.keep,
    "GIS": Draft.keep,
    "CPI": Draft.keep,
    "QTY": Draft.keep,
    "GID": Draft.keep,
    "CTA": Draft.keep,
    "TDT": Draft.keep,
    "NAD": Draft.keep,
}
