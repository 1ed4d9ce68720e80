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
from gotravel.wire.edifact.tags import is_near
from gotravel.wire.findings import finding
from gotravel.wire.person_dates import moment
from gotravel.wire.pnrgov import message as pnrgov
from gotravel.wire.xml.bookings import bookings
from gotravel.wire.xml.elements import (
    COUNTED,
    HELD,
    OF_BOARDING,
    OF_BOOKING,
    OF_CHECK_IN,
    OF_FLIGHT,
    OF_NAME,
    OF_TRAVELLER,
    Element,
    Forest,
    forest,
    walked,
)
from gotravel.wire.xml.segments import airline, flight, segments

ROOT = "IATA_PNRGOV_NotifRQ"
OWNERS = {
    **dict.fromkeys(OF_BOOKING, ("PNR",)),
    **dict.fromkeys(("SSR", "DOC_SSR", "ContactInfo"), ("Passenger", "Flight", "PNR")),
    "BookingRefID": ("Flight", "PNR"),
    **dict.fromkeys((*OF_TRAVELLER, *OF_NAME), ("Passenger", "PNR")),
    **dict.fromkeys(OF_FLIGHT, ("Flight", "PNR")),
    **dict.fromkeys(OF_CHECK_IN, ("CheckInInfo", "Flight", "PNR")),
    **dict.fromkeys(OF_BOARDING, ("BoardingNumber", "CheckInInfo", "Flight", "PNR")),
}
"""In what each of them stands, the nearest first."""
OF_EDIFACT = frozenset({"push-function-unknown", "booking-count-missing"})
"""What the twin would have to say and XML need not."""
ENDS = {name: HELD[HELD.index(name) :] for name in HELD} | {"Passenger": ("Passenger",)}
"""What is over where one of them ends."""
AROUND = {
    **dict.fromkeys(OF_BOARDING, ("CheckInInfo", "BoardingNumber")),
    **dict.fromkeys(OF_CHECK_IN, ("CheckInInfo",)),
    **dict.fromkeys(OF_NAME, ("Passenger",)),
}
"""In what each of them must stand, the outer one first: where the beginning of that was lost, another one is put around."""

MENDED = (*HELD[1:], *OF_NAME)
"""What is known by a name with a wrong letter, where the end tag, spelled otherwise, was not met."""


def read(raw: bytes) -> tuple[Message, ...]:
    """() where the document holds no PNR and is no push."""
    read = [message for one in _documents(forest(raw)) for message in _read(one)]
    return tuple(msgspec.structs.replace(one, position=position) for position, one in enumerate(read, 1))


def _read(trees: Forest) -> tuple[Message, ...]:
    _gather(trees)
    pnrs = bookings(trees.roots, is_broken=any(one.code == "xml-broken" for one in trees.findings))
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
    """What stands behind a broken place belongs to the booking, the traveller, the flight or the check-in that was open there,
    never to one that had ended."""
    if len(trees.roots) > 1:
        gathering = _Gathering(is_push=any(root.name == ROOT for root in trees.roots))
        for root in trees.roots:
            gathering.take(root)
        trees.roots = gathering.kept


class _Gathering:
    def __init__(self, is_push: bool) -> None:
        self.is_push = is_push
        self.kept: list[Element] = []
        self.held: dict[str, Element] = {}
        self.names: dict[int, set[tuple[str, str, str]]] = {}
        """Of the travellers of each booking."""

    def take(self, root: Element) -> None:
        if root.name.startswith("/"):
            self._end(root.name[1:])
            return
        if root.name in OWNERS and (root.name not in OF_NAME or self._is_push()):
            self._put(root)
        else:
            self.kept.append(root)
        for one in walked(root):
            if one.is_open and one.name not in MENDED:
                one.name = _meant(one.name)
            if one.name in HELD:
                self.held[one.name] = one

    def _is_push(self) -> bool:
        return self.is_push or "PNR" in self.held

    def _end(self, name: str) -> None:
        for ended in ENDS[name]:
            if ended in self.held:
                self.held[ended].is_open = False

    def _open(self, name: str) -> Element | None:
        one = self.held.get(name)
        return one if one is not None and one.is_open else None

    def _put(self, root: Element) -> None:
        if root.name == "Passenger" and self._is_boarding(root):
            self._around(root, ("CheckInInfo", "BoardingNumber"))
            return
        wanted = AROUND.get(root.name, ())
        if root.name in OF_NAME and self._open("Passenger") is None and self._open("CheckInInfo"):
            wanted = ("CheckInInfo", "BoardingNumber", "Passenger")
        self._around(root, wanted)

    def _around(self, root: Element, wanted: tuple[str, ...]) -> None:
        """Into the nearest that is open, of those in which it must stand into a new one."""
        around = ""
        for name in wanted:
            if self._is_to_begin(name, root):
                self._add(Element(name, {}, root.offset), around)
            around = name
        self._add(root, around)

    def _is_to_begin(self, name: str, root: Element) -> bool:
        """A boarding has one traveller, and a traveller whose own tag was lost one name."""
        one = self._open(name)
        if one is None:
            return True
        if name == "Passenger":
            return not one.attributes and one.is_named()
        return name == "BoardingNumber" and root.name == "Passenger" and bool(one.holds & COUNTED["Passenger"])

    def _add(self, root: Element, around: str) -> None:
        owner = self._owner(root, around)
        if owner is None:
            self.kept.append(root)
        else:
            owner.take(root)
        if root.name in HELD:
            self.held[root.name] = root

    def _owner(self, root: Element, around: str) -> Element | None:
        names = (around,) if around else OWNERS[root.name]
        owner = next((one for one in map(self._open, names) if one is not None), None)
        if owner is None and self._is_push():
            owner = self.held["PNR"] = Element("PNR", {}, root.offset)
            self.kept.append(owner)
        return owner

    def _is_boarding(self, passenger: Element) -> bool:
        """In a check-in, or named already with the same reference."""
        pnr = self._open("PNR")
        if self._open("CheckInInfo"):
            return True
        return pnr is not None and "CheckInInfo" in self.held and not self._is_new(passenger, pnr)

    def _is_new(self, passenger: Element, pnr: Element) -> bool:
        if id(pnr) not in self.names:
            self.names[id(pnr)] = {_name(one) for one in pnr.every("Passenger")}
        known, name = self.names[id(pnr)], _name(passenger)
        is_new = name not in known
        known.add(name)
        return is_new


def _meant(name: str) -> str:
    near = (known for known in MENDED if name != known + "s" and is_near(name, known.upper()))
    return next(near, name)


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
