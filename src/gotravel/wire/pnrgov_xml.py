"""PNRGOV as XML (IATA_PNRGOV_NotifRQ): any bytes in, one Message a document out.

The elements are turned into the segments of the EDIFACT twin and read by its reader. Never raises; a document that
breaks off gives what stands around the break.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Kind, Message, Purpose
from gotravel.wire.edifact.envelope import Envelope, WireMessage
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.findings import finding
from gotravel.wire.person_dates import moment
from gotravel.wire.pnrgov import message as pnrgov
from gotravel.wire.xml.bookings import bookings
from gotravel.wire.xml.elements import (
    OF_BOARDING,
    OF_BOOKING,
    OF_CHECK_IN,
    OF_FLIGHT,
    OF_TRAVELLER,
    Element,
    Forest,
    forest,
)
from gotravel.wire.xml.segments import airline, flight, segments

ROOT = "IATA_PNRGOV_NotifRQ"
OWNERS = {
    **dict.fromkeys(OF_BOOKING, ("PNR",)),
    **dict.fromkeys(OF_TRAVELLER, ("Passenger", "PNR")),
    **dict.fromkeys(OF_FLIGHT, ("Flight", "PNR")),
    **dict.fromkeys(OF_CHECK_IN, ("CheckInInfo", "PNR")),
    **dict.fromkeys(OF_BOARDING, ("BoardingNumber", "PNR")),
}
"""In what each of them stands, the nearest first."""
OF_EDIFACT = frozenset({"push-function-unknown", "booking-count-missing"})
"""What the twin would have to say and XML need not."""
HELD = ("PNR", "Passenger", "Flight", "CheckInInfo", "BoardingNumber")


def read(raw: bytes) -> tuple[Message, ...]:
    """() where the document holds no PNR and is no push."""
    read = [message for one in _documents(forest(raw)) for message in _read(one)]
    return tuple(msgspec.structs.replace(one, position=position) for position, one in enumerate(read, 1))


def _read(trees: Forest) -> tuple[Message, ...]:
    _gather(trees)
    pnrs = bookings(trees.roots)
    root = next((one for one in trees.roots if one.name == ROOT), None)
    if root is None and not pnrs:
        found = tuple(one for one in trees.findings if one.code in ("xml-entities-refused", "xml-too-large"))
        return (Message(1, Kind.UNKNOWN, findings=found),) if found else ()
    return (_message(trees, root, pnrs),)


def _documents(trees: Forest) -> list[Forest]:
    """The documents of a file, each with the trees that follow it where it broke; what was wrong is told with the first."""
    roots = [one for root in trees.roots for one in root.every(ROOT) or [root]]
    begins = [place for place, root in enumerate(roots) if root.name == ROOT]
    documents = []
    for begin, end in pairwise([0, *begins[1:], len(roots)]):
        document = Forest()
        document.roots, document.findings = roots[begin:end], trees.findings if begin == 0 else []
        documents.append(document)
    return documents


def _gather(trees: Forest) -> None:
    """What stands behind a broken place belongs to the booking, the traveller, the flight or the check-in in which it broke;
    a traveller whom the booking holds already is checked in there."""
    held: dict[str, Element] = {}
    names: dict[int, set[tuple[str, str, str]]] = {}
    kept: list[Element] = []
    for root in trees.roots:
        owner = next((held[name] for name in OWNERS.get(root.name, ()) if name in held), None)
        if owner is None:
            kept.append(root)
        elif root.name != "Passenger" or _is_new(root, owner, names):
            owner.children.append(root)
        else:
            _boarded(root, held)
        for name in HELD:
            if found := root.every(name):
                held[name] = found[-1]
    trees.roots = kept


def _is_new(passenger: Element, pnr: Element, names: dict[int, set[tuple[str, str, str]]]) -> bool:
    if id(pnr) not in names:
        names[id(pnr)] = {_name(one) for one in pnr.every("Passenger")}
    known, name = names[id(pnr)], _name(passenger)
    is_new = name not in known
    known.add(name)
    return is_new


def _boarded(passenger: Element, held: dict[str, Element]) -> None:
    """A boarding has one traveller."""
    if "CheckInInfo" not in held:
        return
    boarding = held.get("BoardingNumber")
    if boarding is None or boarding.child("Passenger"):
        boarding = held["BoardingNumber"] = Element("BoardingNumber", {}, passenger.offset)
        held["CheckInInfo"].children.append(boarding)
    boarding.children.append(passenger)


def _name(passenger: Element) -> tuple[str, str, str]:
    words = [[one.text.strip() for one in passenger.children if one.name == name] for name in ("Surname", "GivenName")]
    return " ".join(words[0]), " ".join(words[1]), passenger.get("RPH")


def _message(trees: Forest, root: Element | None, pnrs: list[Element]) -> Message:
    head = root or trees.roots[0]
    found = list(trees.findings) + ([] if root else [finding("xml-root-unknown")])
    top = _top(trees, pnrs, found)
    written = top + segments(pnrs, len(top) + 1)
    originator = head.child("Originator")
    wire = WireMessage(Segment("", (), 0, 0, ""), Segments.of(written))
    prepared = moment(head.get("TimeStamp"))[0] if head.get("TimeStamp") else None
    message = pnrgov.read(wire, Envelope(()), 1)
    held = next((one for tree in trees.roots for one in tree.every("PNRs")), None)
    declared = held.get("NumberOfPnrs") if held else ""
    return msgspec.structs.replace(
        message,
        version=head.get("Version") or None,
        sender=(originator.get("AirlineCode", "SystemCode") or None) if originator else None,
        purpose=Purpose.FULL,
        declared_count=int(declared) if declared.isdecimal() and len(declared) < 9 else None,
        findings=(*found, *(one for one in message.findings if one.code not in OF_EDIFACT)),
        transaction=head.get("TransactionIdentifier") or None,
        prepared=prepared,
    )


def _top(trees: Forest, pnrs: list[Element], found: list[Finding]) -> list[Segment]:
    """The flight the push is about; where it is not told, the bookings' flight if they have but one."""
    told = next((one for root in trees.roots for one in root.every("FlightLeg")), None)
    if told is not None:
        return [_tvl(told, flight(told, told.get("CarrierCode")))]
    flights = {flight(one, airline(one))[:4]: one for pnr in pnrs for one in pnr.every("Flight")}
    if len(flights) != 1:
        return []
    only = next(iter(flights.values()))
    found.append(finding("xml-leg-inferred"))
    return [_tvl(only, flight(only, airline(only)))]


def _tvl(one: Element, parts: tuple[tuple[str, ...], ...]) -> Segment:
    parts = (*parts[:4], (parts[4][0], "", parts[4][2]))
    return Segment("TVL", parts, 1, one.offset, "TVL+" + "+".join(":".join(part).rstrip(":") for part in parts))
