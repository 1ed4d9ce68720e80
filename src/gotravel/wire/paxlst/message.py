"""PAXLST: one wire message in, one Message with its legs and persons out.

Never raises, never drops a person: each NAD group is read on its own, so a broken one costs nobody else.
"""

from __future__ import annotations

from typing import Final

import msgspec

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Leg, Message, Mode, Person, PersonKind, Purpose, Remark
from gotravel.wire.contacts import email, kind_of
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding
from gotravel.wire.paxlst import us_dialect
from gotravel.wire.paxlst.codes import (
    CONTACTS,
    COUNTS,
    CREW_FUNCTIONS,
    CREW_LISTS,
    FUNCTIONS,
    LIST_TYPES,
    ON_BOARD,
    PORTS,
    TIMES,
)
from gotravel.wire.paxlst.groups import divided
from gotravel.wire.paxlst.legs import Route
from gotravel.wire.paxlst.names import name_of
from gotravel.wire.paxlst.person import Persons
from gotravel.wire.paxlst.values import located, qualified
from gotravel.wire.person_dates import in_order, is_far

ROUTE: Final = frozenset({"TDT", "LOC", "DTM"})
OF_PERSONS: Final = frozenset({"ATT", "MEA", "EMP", "NAT", "DOC"})


class Header:
    """What stands before the first person."""

    def __init__(self) -> None:
        self.list_type = ""
        self.function: str | None = None
        self.purpose: Purpose | None = None
        self.transaction: str | None = None
        self.revision: int | None = None
        self.route = Route()
        self.remarks: list[Remark] = []
        self.findings: list[Finding] = []

    def in_order(self, legs: tuple[Leg, ...], prepared: str | None) -> tuple[Leg, ...]:
        """Times of which day and year are exchanged, where only so they are of the days around the list's own."""
        mended = tuple(
            msgspec.structs.replace(
                leg, departure=in_order(leg.departure, prepared), arrival=in_order(leg.arrival, prepared)
            )
            for leg in legs
        )
        if mended != legs:
            self.findings.append(finding("date-format-repaired", tag="DTM"))
        return mended

    def keep(self, segment: Segment, text: str | None = None, code: str | None = None, kind: str = "remark") -> None:
        shown = segment.text if text is None else text
        self.remarks.append(Remark(kind, code or segment.tag, masked(shown), None, segment.ordinal))


def read(message: WireMessage, envelope: Envelope, position: int) -> Message:
    """The list, whatever its dialect."""
    if us_dialect.is_us(message):
        return us_dialect.read(message, envelope, position)
    division = divided(message.segments)
    header = _header(division.header)
    legs = header.route.legs()
    legs = header.in_order(legs, envelope.prepared)
    travel_day, about_day = day_of_travel(first_departure(legs), envelope.prepared)
    people = Persons(message.segments, travel_day)
    people.read(division.groups)
    purpose = header.purpose or _purpose_by_persons(people.persons)
    declared, about_count = _declared(division.trailer, purpose)
    about_header = [*header.findings, *header.route.findings, *division.findings]
    return Message(
        position=position,
        kind=Kind.PAXLST,
        version=message.version,
        sender=envelope.sender,
        recipient=envelope.recipient,
        interchange=envelope.reference,
        reference=message.reference,
        purpose=purpose,
        function=header.function,
        legs=legs,
        passengers=tuple(people.persons),
        declared_count=declared,
        findings=(*message.findings, *about_header, *about_day, *people.findings, *about_count),
        remarks=(*header.remarks, *people.remarks),
        series=message.series,
        part=message.part,
        last_part=message.last_part,
        transaction=header.transaction,
        revision=header.revision,
        prepared=envelope.prepared,
        on_board=ON_BOARD.get(header.function or ""),
        test=envelope.test,
        segments=message.segments.sent,
    )


def _header(segments: list[Segment]) -> Header:
    header = Header()
    for segment in segments:
        HEADER.get(segment.tag, _unknown)(header, segment)
    return header


def _bgm(header: Header, segment: Segment) -> None:
    """List type and function; a crew list stays one whatever its function, everything else goes by its function."""
    header.list_type, function = segment.get(1), segment.get(2).upper()
    header.function = function or None
    purpose = LIST_TYPES.get(header.list_type)
    if purpose is None:
        header.findings.append(finding("list-type-unknown", segment))
        purpose = Purpose.PASSENGERS
    if header.list_type == "10":
        header.route.default_mode = Mode.ROAD
    elif purpose in CREW_LISTS:
        if function not in CREW_FUNCTIONS:
            header.findings.append(finding("function-unknown", segment))
    elif function in FUNCTIONS:
        purpose = FUNCTIONS[function] or purpose
    else:
        header.findings.append(finding("function-unknown", segment))
    header.purpose = purpose


def _rff(header: Header, segment: Segment) -> None:
    """`RFF+TN:reference:::revision`."""
    qualifier, value, _, misplaced = qualified(segment, ("TN",))
    if misplaced:
        header.findings.append(finding("component-misplaced", segment, tag="RFF"))
    if qualifier.upper() != "TN":
        header.keep(segment)
        return
    header.transaction = value or None
    revision = segment.get(1, 4)
    header.revision = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 7 else None


def _nad(header: Header, segment: Segment) -> None:
    """The reporting party, kept as a remark: a profile number or a name."""
    family, given, title, _ = name_of(segment)
    named = " ".join(part for part in (family, given, title) if part)
    header.keep(segment, " ".join(part for part in (segment.get(2), named) if part), segment.get(1) or "NAD")


def _com(header: Header, segment: Segment) -> None:
    for number in range(1, len(segment.elements) + 1):
        value, code = segment.get(number), segment.get(number, 1).upper()
        if value:
            kind = CONTACTS.get(code) or kind_of(value)
            header.keep(segment, email(value) if kind == "email" else value)


def _tdt(header: Header, segment: Segment) -> None:
    header.route.tdt(segment)


def _loc(header: Header, segment: Segment) -> None:
    """Ports of the route; the filing place of a master crew list stands before any TDT and is none."""
    function = located(segment, PORTS)[0]
    if function in PORTS or (header.route.conveyances and function not in ("188", "172", "91")):
        header.route.loc(segment)
    else:
        header.keep(segment)


def _dtm(header: Header, segment: Segment) -> None:
    if qualified(segment, TIMES)[0] in TIMES:
        header.route.dtm(segment)
    else:
        header.keep(segment)


def _envelope(header: Header, segment: Segment) -> None:
    """UNH and UNS say nothing more."""


def _unknown(header: Header, segment: Segment) -> None:
    if segment.tag in OF_PERSONS:
        header.findings.append(finding("passenger-outside-person", segment, tag=segment.tag))
        header.keep(segment)
        return
    if segment.tag:
        header.findings.append(finding("segment-unknown", segment, tag=segment.tag))
    header.keep(segment, kind="unknown")


def _text(header: Header, segment: Segment) -> None:
    header.keep(segment)


HEADER: Final = {
    "UNH": _envelope,
    "UNS": _envelope,
    "BGM": _bgm,
    "RFF": _rff,
    "NAD": _nad,
    "CTA": _text,
    "COM": _com,
    "TDT": _tdt,
    "LOC": _loc,
    "DTM": _dtm,
    "FTX": _text,
    "GEI": _text,
}


def _purpose_by_persons(persons: list[Person]) -> Purpose:
    """For a list whose BGM was lost."""
    crew = persons and all(one.kind is PersonKind.CREW for one in persons)
    return Purpose.CREW if crew else Purpose.PASSENGERS


def _declared(trailer: list[Segment], purpose: Purpose) -> tuple[int | None, list[Finding]]:
    """CNT+42 of a passenger list, CNT+41 of a crew list; the other one where it stands alone."""
    totals: dict[str, int] = {}
    found: list[Finding] = []
    for segment in trailer:
        if segment.tag != "CNT":
            continue
        qualifier, value, _, misplaced = qualified(segment, COUNTS)
        if misplaced:
            found.append(finding("component-misplaced", segment, tag="CNT"))
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            found.append(finding("count-unreadable", segment))
            continue
        if qualifier not in COUNTS:
            found.append(
                finding("count-qualifier-unknown", segment, qualifier=qualifier if qualifier.isdigit() else "?")
            )
        totals.setdefault(qualifier, int(value))
    wanted = "41" if purpose in CREW_LISTS else "42"
    return totals.get(wanted, next(iter(totals.values()), None)), found


def day_of_travel(departure: str | None, prepared: str | None) -> tuple[str | None, list[Finding]]:
    """What births are compared with: the departure, unless it is far from the day on which the list was made."""
    if not (departure and prepared) or not is_far(departure, prepared):
        return departure or prepared, []
    return prepared, [finding("departure-implausible")]


def first_departure(legs: tuple[Leg, ...]) -> str | None:
    return next((leg.departure for leg in legs if leg.departure), None)
