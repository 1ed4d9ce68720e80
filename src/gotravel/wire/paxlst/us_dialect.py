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
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import COUNTS
from gotravel.wire.paxlst.legs import Route
from gotravel.wire.paxlst.values import qualified
from gotravel.wire.person_codes import country, kind_by_age, sex, sex_is_known
from gotravel.wire.person_dates import birth_date, document_date
from gotravel.wire.person_names import split_title

CREW: Final = frozenset({"CRW", "CREW", "CRE"})
TRANSIT: Final = "ITI"
KINDS: Final = CREW | {TRANSIT, "PAX", ""}


def is_us(message: WireMessage) -> bool:
    """Version 001, or PDT where there is no NAD of a person."""
    if message.unh.get(2, 1) == "001":
        return True
    tags = frozenset(message.segments.tags)
    return "PDT" in tags and "DOC" not in tags


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    route, remarks, found = Route(), [], [finding("us-dialect")]
    declared: int | None = None
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
        elif segment.tag not in ("PDT", "UNH", "UNT", "UNS"):
            remarks.append(Remark("remark", segment.tag, masked(segment.text), None, segment.ordinal))
    legs = route.legs()
    day = next((leg.departure for leg in legs if leg.departure), None) or envelope.prepared
    persons = [_person(segment, day, found) for segment in _of_persons(message, found)]
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


def _of_persons(message: WireMessage, found: list[Finding]) -> Iterator[Segment]:
    """Each once, though it be said twice."""
    before = ""
    for segment in message.segments:
        if segment.tag != "PDT":
            continue
        if segment.text == before:
            found.append(finding("segment-repeated", segment, tag="PDT"))
            continue
        before = segment.text
        yield segment


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
    family, given, title, birth, code = _named(segment)
    born, about_birth = birth_date(birth, "", day, segment) if birth else (None, None)
    kind = segment.get(3).upper()
    if kind not in KINDS:
        found.append(finding("person-role-unknown", segment, role=kind if kind.isalpha() and len(kind) < 4 else "?"))
    if not sex_is_known(code):
        found.append(finding("sex-code-unknown", segment, tag="PDT"))
    if not family and not given:
        found.append(finding("name-missing", segment))
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
        embarked=airport(segment.get(4)),
        disembarked=airport(segment.get(4, 1)),
        sources=tuple(Source(field, segment.ordinal) for field in ("family", "given", "born", "sex", "documents")),
    )


def _named(segment: Segment) -> tuple[str | None, str | None, str | None, str, str]:
    """Family, given, title, birth and sex. A list that ends early has its last parts left out, not shifted."""
    parts = [part.strip() for part in segment.elements[1]] if len(segment.elements) > 1 else []
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
