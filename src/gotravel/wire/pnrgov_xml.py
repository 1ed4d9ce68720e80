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
from gotravel.wire.xml.elements import OF_BOOKING, OF_FLIGHT, OF_TRAVELLER, Element, Forest, forest
from gotravel.wire.xml.segments import airline, flight, segments

ROOT = "IATA_PNRGOV_NotifRQ"
OWNERS = {
    **dict.fromkeys(OF_BOOKING, "PNR"),
    **dict.fromkeys(OF_TRAVELLER, "Passenger"),
    **dict.fromkeys(OF_FLIGHT, "Flight"),
}


def read(raw: bytes) -> tuple[Message, ...]:
    """() where the document holds no PNR and is no push."""
    trees = forest(raw)
    _gather(trees)
    read = [message for one in _documents(trees) for message in _read(one)]
    return tuple(msgspec.structs.replace(one, position=position) for position, one in enumerate(read, 1))


def _read(trees: Forest) -> tuple[Message, ...]:
    pnrs = bookings(trees.roots)
    root = next((one for one in trees.roots if one.name == ROOT), None)
    if root is None and not pnrs:
        found = tuple(one for one in trees.findings if one.code in ("xml-entities-refused", "xml-too-large"))
        return (Message(1, Kind.UNKNOWN, findings=found),) if found else ()
    return (_message(trees, root, pnrs),)


def _documents(trees: Forest) -> list[Forest]:
    """One for each push; what stands behind a broken place is of the push before it, what was wrong is told with the first."""
    found = [trees]
    starts = [at for at, one in enumerate(trees.roots) if one.name == ROOT][1:]
    for start, end in pairwise([*starts, len(trees.roots)]):
        found.append(Forest())
        found[-1].roots = trees.roots[start:end]
    del trees.roots[min(starts, default=len(trees.roots)) :]
    return found


def _gather(trees: Forest) -> None:
    """What stands behind a broken place belongs to the booking, the traveller or the flight in which it broke; a traveller
    whom the booking holds already is checked in there."""
    held: dict[str, Element] = {}
    names: dict[int, set[tuple[str, str, str]]] = {}
    kept: list[Element] = []
    for root in trees.roots:
        owner = (held.get(OWNERS[root.name]) or held.get("PNR")) if root.name in OWNERS else None
        if owner is not None:
            if id(owner) not in names:
                names[id(owner)] = {_name(one) for one in owner.every("Passenger")}
            known = names[id(owner)]
            if root.name != "Passenger" or _name(root) not in known:
                owner.children.append(root)
                known.add(_name(root))
        else:
            kept.append(root)
        for name in ("PNR", "Passenger", "Flight"):
            if found := root.every(name):
                held[name] = found[-1]
    trees.roots = kept


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
        findings=(*found, *(one for one in message.findings if one.code != "push-function-unknown")),
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
