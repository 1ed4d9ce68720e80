"""Legs from TDT, LOC and DTM: the header's segments in, legs in travel order out.

The time's qualifier decides whether a port is left or reached, then the port's function, then the order. Never raises;
ports that do not pair make a leg with one end and a finding.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Leg, Mode
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.findings import finding
from gotravel.wire.paxlst.codes import (
    ARRIVALS,
    DATES,
    DEPARTURES,
    FROM_PORT,
    LONGEST,
    MODES,
    ON_THE_WAY,
    PLACES,
    SCHEDULED,
    TO_PORT,
)
from gotravel.wire.paxlst.values import dated, located, qualified, scattered
from gotravel.wire.person_dates import moment

FLIGHT: Final = re.compile(r"([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])?(\d{1,5})([A-Z]?)")
REGISTRATION: Final = re.compile(r"N\d{1,4}[A-Z]{2}|[A-Z]{5}")
"""An aircraft's marks in the place of a flight number (general aviation): `N123AB`, `OO-ABC`."""
OVER_LONG: Final = re.compile(r"([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])(\d{1,4})\D")


class Port(msgspec.Struct):
    place: str
    function: str
    departure: str | None = None
    arrival: str | None = None


class Conveyance(msgspec.Struct):
    """One TDT with its ports; `leg` holds mode, carrier, number and suffix."""

    leg: Leg
    ports: list[Port]
    departure: str | None = None
    arrival: str | None = None


class Route:
    """Collects the header's segments; `legs()` when all are in."""

    def __init__(self, default_mode: Mode = Mode.AIR) -> None:
        self.default_mode = default_mode
        self.conveyances: list[Conveyance] = []
        self.findings: list[Finding] = []
        self.timeless: Segment | None = None

    def tdt(self, segment: Segment) -> None:
        self.conveyances.append(Conveyance(self._conveyance(segment), []))

    def named(self, segment: Segment) -> None:
        """The flight of an answer, which may be named twice, or behind its times and ports."""
        leg = self._conveyance(segment)
        last = self.conveyances[-1] if self.conveyances else None
        if last is not None and last.leg.number is None and last.leg.carrier is None:
            last.leg = leg
        elif last is None or last.leg != leg or last.ports:
            self.conveyances.append(Conveyance(leg, []))

    def loc(self, segment: Segment) -> None:
        function, code, name, misplaced = located(segment, PLACES)
        if misplaced:
            self.findings.append(finding("component-misplaced", segment, tag="LOC"))
        if len(code) > 5:
            self.findings.append(finding("value-over-long", segment, tag="LOC"))
        if code or name:
            self._last().ports.append(Port(code or name, function))

    def dtm(self, segment: Segment) -> None:
        qualifier, value, code, misplaced = qualified(segment, DATES)
        if misplaced:
            self.findings.append(finding("component-misplaced", segment, tag="DTM"))
        self.time(segment, qualifier, *dated(value, code))

    def time(self, segment: Segment, qualifier: str, value: str, code: str) -> None:
        """A time for the port before it (or, before any port, for the whole conveyance)."""
        if qualifier not in DEPARTURES and qualifier not in ARRIVALS:
            return
        when, found = moment(value, code, segment)
        if found:
            self.findings.append(found)
        last = self._last()
        target: Port | Conveyance = last.ports[-1] if last.ports else last
        if qualifier in DEPARTURES:
            target.departure = (when if qualifier in SCHEDULED else None) or target.departure or when
        else:
            target.arrival = (when if qualifier in SCHEDULED else None) or target.arrival or when

    def legs(self) -> tuple[Leg, ...]:
        legs = [leg for conveyance in self.conveyances for leg in self._paired(conveyance)]
        if not legs:
            self.findings.append(finding("flight-missing"))
        return tuple(_in_travel_order(legs))

    def _last(self) -> Conveyance:
        if not self.conveyances:
            self.conveyances.append(Conveyance(Leg(self.default_mode), []))
        return self.conveyances[-1]

    def _conveyance(self, segment: Segment) -> Leg:
        identity, carrier = segment.get(2), segment.get(5)
        vessel = segment.get(8) or segment.get(8, 3)
        mode = MODES.get(segment.get(3)[:1], self.default_mode)
        if not identity and not carrier:
            rest = scattered(segment, 2)
            identity = rest[0] if rest else ""
        if not identity and not vessel:
            self.findings.append(finding("flight-missing", segment))
            return Leg(mode, carrier.upper() or None, None, None)
        return self._identified(segment, identity, carrier, mode, vessel or None)

    def _identified(self, segment: Segment, identity: str, carrier: str, mode: Mode, vessel: str | None) -> Leg:
        if mode is not Mode.AIR:
            return Leg(mode, carrier or None, identity or None, None, vessel=vessel)
        if len(identity) > LONGEST["TDT"]:
            self.findings.append(finding("value-over-long", segment, tag="TDT"))
        own, number, suffix = divided(identity, carrier)
        bare = _bare(identity)
        if (identity and number is None) or (OVER_LONG.match(bare) and not FLIGHT.fullmatch(bare)):
            self.findings.append(finding("flight-number-unreadable", segment))
        marks = identity if number is None and REGISTRATION.fullmatch(bare) else None
        return Leg(mode, own, number, suffix, vessel=vessel or marks)

    def _paired(self, conveyance: Conveyance) -> list[Leg]:
        """Ports to legs: each departure with the next arrival; a port reached and left again links two legs."""
        _lend(conveyance)
        if _times_behind(conveyance.ports):
            self.findings.append(finding("component-misplaced", tag="DTM"))
        pairs, loose = _pairs(conveyance.ports)
        if loose:
            self.findings.append(finding("legs-unpaired"))
        if not pairs:
            pairs = [(Port("", "", conveyance.departure), Port("", "", None, conveyance.arrival))]
        if any(left.departure is None or right.arrival is None for left, right in pairs):
            self.findings.append(finding("leg-time-missing"))
        return [
            msgspec.structs.replace(
                conveyance.leg,
                origin=left.place or None,
                destination=right.place or None,
                departure=left.departure,
                arrival=right.arrival,
            )
            for left, right in pairs
        ]


def divided(identity: str, carrier: str = "") -> tuple[str | None, str | None, str | None]:
    """(carrier, number without leading zeros, suffix) of `BA0123A`; None where it cannot be divided."""
    text, carrier = _bare(identity), carrier.strip().upper()
    if carrier and text.startswith(carrier) and len(text) > len(carrier):
        match = re.match(r"(\d{1,5})([A-Z]?)", text[len(carrier) :])
        if match:
            return carrier, _number(match[1]), match[2] or None
    match = FLIGHT.fullmatch(text)
    if match:
        return carrier or match[1], _number(match[2]), match[3] or None
    match = OVER_LONG.match(text)
    if match and not REGISTRATION.fullmatch(text):
        return carrier or match[1], _number(match[2]), None
    return carrier or (text if re.fullmatch(r"[A-Z0-9]{2,3}", text) and not text.isdigit() else None), None, None


def _bare(identity: str) -> str:
    return re.sub(r"[\s./-]", "", identity).upper()


def _number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _lend(conveyance: Conveyance) -> None:
    """A time that stands directly after TDT belongs to the first port left, or the last one reached."""
    ports = conveyance.ports
    if not ports:
        return
    turned = _is_turned(ports)
    if conveyance.departure and not any(port.departure for port in ports):
        ports[-1 if turned else 0].departure = conveyance.departure
    if conveyance.arrival and not any(port.arrival for port in ports):
        ports[0 if turned else -1].arrival = conveyance.arrival


def _is_turned(ports: list[Port]) -> bool:
    """Two ports, the one that is reached before the one that is left."""
    return len(ports) == 2 and ports[0].function in TO_PORT and ports[1].function in FROM_PORT


def _times_behind(ports: list[Port]) -> bool:
    """Both times behind both ports: nobody leaves a port before reaching it, so each is given to its own."""
    if len(ports) != 2 or ports[0].departure or ports[0].arrival:
        return False
    departure, arrival = ports[1].departure, ports[1].arrival
    if not departure or not arrival or departure >= arrival:
        return False
    left, reached = reversed(ports) if _is_turned(ports) else ports
    left.departure, left.arrival, reached.departure, reached.arrival = departure, None, None, arrival
    return True


def _pairs(ports: list[Port]) -> tuple[list[tuple[Port, Port]], bool]:
    """(departure port, arrival port) in order, and whether a port stayed alone."""
    pairs: list[tuple[Port, Port]] = []
    left: Port | None = None
    early: Port | None = None
    for port in ports:
        if _is_reached(port, left is not None or early is not None or _goes_on(pairs, port)):
            if left:
                pairs.append((left, port))
                left = None
            elif pairs:
                # Reached without having been left: the progressive flight goes on from the port before.
                pairs.append((pairs[-1][1], port))
            else:
                early = port
            if port.departure:
                left = port
        else:
            if early:
                # Arrival first, departure second: the order of the two is turned.
                pairs.append((port, early))
                early = None
                continue
            before = left or _on_the_way(pairs, port)
            if before:
                pairs.append((before, port))
            left = port
    loose = left is not None or early is not None
    if left:
        pairs.append((left, Port("", "")))
    if early:
        pairs.append((Port("", ""), early))
    return pairs, loose


def _goes_on(pairs: list[tuple[Port, Port]], port: Port) -> bool:
    """Another port on the way, named once: it is reached from the port before. Named again, it is left."""
    return bool(pairs) and pairs[-1][1].place != port.place


def _on_the_way(pairs: list[tuple[Port, Port]], port: Port) -> Port | None:
    """The port before one that is left, where neither has a time and that one is a port on the way too."""
    before = pairs[-1][1] if pairs else None
    if before is None or before.function != ON_THE_WAY or before.place == port.place:
        return None
    return None if before.arrival or before.departure else before


def _is_reached(port: Port, expected: bool) -> bool:
    """Whether the port is (first) reached: by its time, else by its function, else by its place in the order."""
    if port.arrival:
        return True
    if port.departure:
        return False
    if port.function in TO_PORT:
        return True
    if port.function in FROM_PORT:
        return False
    return expected


def _in_travel_order(legs: list[Leg]) -> list[Leg]:
    """As sent, unless only the order of departures makes a chain of them."""
    if len(legs) < 2 or _chained(legs) or not all(leg.departure for leg in legs):
        return legs
    by_time = sorted(legs, key=lambda leg: leg.departure or "")
    return by_time if _chained(by_time) else legs


def _chained(legs: list[Leg]) -> bool:
    return all(before.destination == after.origin for before, after in pairwise(legs))
