"""The legacy US dialect of PAXLST (001:000, PDT segments): one wire message in, one Message out.

Never raises, never drops a PDT: what cannot be read in it stays None and leaves a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import (
    Kind,
    Message,
    Person,
    PersonKind,
    Purpose,
    Remark,
    Source,
    TravelDocument,
)
from gotravel.reference.countries import alpha3
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.tags import KNOWN
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import COUNTS
from gotravel.wire.paxlst.legs import Route
from gotravel.wire.paxlst.values import qualified
from gotravel.wire.person_codes import country, kind_by_age, sex, sex_is_known
from gotravel.wire.person_dates import birth_date, document_date
from gotravel.wire.person_names import split_title

CREW: Final = frozenset({"CRW", "CREW", "CRE"})
TRANSIT: Final = "ITI"
KIND: Final = 3
"""The element in which the kind of traveller stands."""
OF_OTHERS: Final = frozenset({"NAD", "ATT", "NAT", "DOC"})
"""They describe persons in the lists of today."""
KINDS: Final = CREW | {TRANSIT, "PAX", ""}


def is_us(message: WireMessage) -> bool:
    """Version 001, or PDT where there is no NAD of a person."""
    if message.unh.get(2, 1) == "001":
        return True
    tags = frozenset(message.segments.tags)
    if "PDT" in tags or "NAD" in tags:
        return "PDT" in tags and "DOC" not in tags
    return not tags <= KNOWN and any(map(_is_person, message.segments))


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    route, remarks, found = Route(), [], [finding("us-dialect")]
    declared: int | None = None
    people: list[Segment] = []
    for segment in message.segments:
        if segment.tag == "TDT":
            route.tdt(segment)
        elif segment.tag == "LOC":
            route.loc(_without_country(segment))
        elif segment.tag == "DTM":
            _time(route, segment)
        elif segment.tag == "CNT":
            value = qualified(segment, COUNTS)[1]
            declared = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
        elif _is_person(segment):
            people.append(segment)
        elif segment.tag not in ("UNH", "UNT", "UNS"):
            remarks.append(Remark("remark", segment.tag, masked(segment.text), None, segment.ordinal))
            if segment.tag in OF_OTHERS:
                found.append(finding("segment-unknown", segment, tag=segment.tag))
    legs = route.legs()
    day = next((leg.departure for leg in legs if leg.departure), None) or envelope.prepared
    persons = [_person(segment, day, found) for segment in _once(people, found)]
    crew = any(leg.suffix == "C" for leg in legs) or (bool(persons) and all(p.kind is PersonKind.CREW for p in persons))
    return Message(
        position=position,
        kind=Kind.PAXLST,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        purpose=Purpose.CREW if crew else Purpose.PASSENGERS,
        legs=legs,
        passengers=tuple(persons),
        declared_count=declared,
        findings=(*message.findings, *found, *route.findings),
        remarks=tuple(remarks),
        series=message.series,
        part=message.part,
        last_part=message.last_part,
        prepared=envelope.prepared,
        test=envelope.test,
        segments=message.segments.sent,
    )


def _is_person(segment: Segment) -> bool:
    """PDT, also with a damaged tag: a document's type and number, and a kind of traveller."""
    if segment.tag == "PDT":
        return True
    return segment.tag not in KNOWN and "/" in segment.get(1)[:2] and _place_of_kind(segment) is not None


def _once(people: list[Segment], found: list[Finding]) -> Iterator[Segment]:
    """Each but the very same segment again, directly behind the first."""
    before = None
    for segment in people:
        if before and (before.text, before.ordinal + 1) == (segment.text, segment.ordinal):
            found.append(finding("segment-repeated", segment, tag="PDT"))
            continue
        if segment.tag != "PDT":
            found.append(finding("person-header-damaged", segment))
        before = segment
        yield segment


def _place_of_kind(segment: Segment) -> int | None:
    """The element that says PAX or crew."""
    places = range(KIND, len(segment.elements) + 1)
    return next((place for place in places if segment.get(place).upper() in KINDS - {""}), None)


def _without_country(segment: Segment) -> Segment:
    """`NZAKL:50` -> `AKL`."""
    place = airport(segment.get(2))
    elements = (segment.elements[0] if segment.elements else ("",), (place or "",))
    return Segment(segment.tag, elements, segment.ordinal, segment.offset, segment.text)


def airport(place: str) -> str | None:
    """The airport of alpha-2 country and airport in one word."""
    place = place.strip().upper()
    return (place[2:] if len(place) == 5 and alpha3(place[:2]) else place) or None


def _time(route: Route, segment: Segment) -> None:
    """`DTM+136+020131+1030+M05`: qualifier, date, time, zone as elements; the time is local."""
    if segment.get(1, 1):
        route.dtm(segment)
        return
    route.time(segment, segment.get(1), segment.get(2) + segment.get(3), "")


def _person(segment: Segment, day: str | None, found: list[Finding]) -> Person:
    """`PDT+P/number:expiry:issuer+family:given:middle:birth:sex+PAX+embark:debark`."""
    place = _place_of_kind(segment) or KIND
    family, given, title, birth, code = _named(segment, place)
    born, about_birth = birth_date(birth, "", day, segment) if birth else (None, None)
    kind, (embarked, disembarked, misplaced) = segment.get(place).upper(), _ports(segment, place)
    if misplaced or place != KIND:
        found.append(finding("component-misplaced", segment, tag="PDT"))
    if kind not in KINDS:
        found.append(finding("person-role-unknown", segment, role=kind if kind.isalpha() and len(kind) < 4 else "?"))
    if not sex_is_known(code):
        found.append(finding("sex-code-unknown", segment, tag="PDT"))
    if not family and not given:
        found.append(finding("name-missing", segment))
    elif not given:
        found.append(finding("given-name-missing", segment))
    elif not family:
        found.append(finding("surname-missing", segment))
    if about_birth:
        found.append(about_birth)
    return Person(
        family=family,
        given=given,
        title=title,
        kind=PersonKind.CREW if kind in CREW else kind_by_age(born, day),
        transit=kind == TRANSIT,
        sex=sex(code),
        born=born,
        documents=_documents(segment, found),
        embarked=airport(embarked),
        disembarked=airport(disembarked),
        sources=tuple(Source(field, segment.ordinal) for field in ("family", "given", "born", "sex", "documents")),
    )


def _ports(segment: Segment, place: int) -> tuple[str, str, bool]:
    """Where the journey begins and ends, behind the kind of traveller; and whether they stand elsewhere."""
    parts = [segment.elements[place - 1][1:], *segment.elements[place:]] if place <= len(segment.elements) else []
    others = [*parts[:1], *parts[2:], *(one[2:] for one in parts[1:2])]
    if not any("".join(one).strip() for one in others):
        return segment.get(place + 1), segment.get(place + 1, 1), False
    told = [part.strip() for one in parts for part in one if part.strip()]
    return (*told, "", "")[0], (*told, "", "")[1], True


def _named(segment: Segment, end: int) -> tuple[str | None, str | None, str | None, str, str]:
    """Family, given, title, birth and sex, before the element `end`. A list that ends early has its last parts left out,
    not shifted."""
    parts = [part.strip() for element in segment.elements[1 : end - 1] for part in element]
    while end > KIND and parts and not parts[0]:
        del parts[0]
    parts += [""] * (5 - len(parts))
    birth = next(
        (number for number, part in enumerate(parts) if number > 0 and part.isdigit() and len(part) in (6, 8)), 0
    )
    names = parts[1:birth] if birth else parts[1:3]
    after = parts[birth + 1 : birth + 2] if birth else parts[4:5]
    given, title = split_title(" ".join(part for part in names if part))
    return parts[0] or None, given, title, parts[birth] if birth else parts[3], after[0] if after else ""


def _documents(segment: Segment, found: list[Finding]) -> tuple[TravelDocument, ...]:
    kind, slash, number = segment.get(1).partition("/")
    if not slash:
        kind, number = "", kind
    expires, issuer = segment.get(1, 1), segment.get(1, 2)
    if not number.strip():
        return ()
    day, about_day = document_date(expires, "", segment) if expires else (None, None)
    known, about_country = country(issuer, segment)
    found += [one for one in (about_day, about_country) if one]
    return (TravelDocument(kind.strip(), number.strip(), known, day, None, None, segment.ordinal),)
