"""The leg of a ship from the head of a form: what FAL 5 and FAL 6 say of ship, port and date in, sea legs out.

A form is about an arrival (from the last port) or a departure (to the next port). Never raises; what the form leaves open
is told.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.message import Leg, Mode
from gotravel.wire.findings import finding
from gotravel.wire.maritime.ship import imo_number, port

ARRIVALS = ("ARRIV", "LLEGADA", "CWA", "PXA", "ENTRADA", "INBOUND")
DEPARTURES = ("DEPART", "SALIDA", "CWD", "PXD", "SORTIE", "OUTBOUND")


class Form(msgspec.Struct, frozen=True):
    """The head of a form, as texts; times already `YYYY-MM-DD[THH:MM]`."""

    ship: str | None = None
    imo: str | None = None
    voyage: str | None = None
    carrier: str | None = None
    port: str | None = None
    last_port: str | None = None
    next_port: str | None = None
    when: str | None = None
    direction: str = ""
    origin: str | None = None
    destination: str | None = None
    departure: str | None = None
    arrival: str | None = None
    row: int | None = None
    """Where the head stands."""


def sea_legs(form: Form) -> tuple[tuple[Leg, ...], list[Finding]]:
    """One leg, or two where the form names last and next port but not whether the ship comes or goes."""
    found: list[Finding] = []
    whole = Leg(Mode.SEA, form.carrier, form.voyage, None, vessel=_vessel(form, found))
    if form.origin or form.destination:
        origin, destination = form.origin or form.last_port, form.destination or form.next_port
        return (_between(whole, origin, destination, form.departure or form.when, form.arrival),), found
    here, direction = form.port, _direction(form)
    if direction == "arrival":
        return (_between(whole, form.last_port, here, form.departure, form.arrival or form.when),), found
    if direction == "departure":
        return (_between(whole, here, form.next_port, form.departure or form.when, form.arrival),), found
    if not (here or form.last_port or form.next_port):
        found.append(finding("voyage-ports-missing", form.row))
        return (_between(whole, None, None, form.departure or form.when, form.arrival),), found
    found.append(finding("voyage-direction-missing", form.row))
    before = _between(whole, form.last_port, here, None, form.arrival or form.when)
    after = _between(whole, here, form.next_port, form.departure, None)
    return tuple(leg for leg in (before, after) if leg.origin and leg.destination) or (before,), found


def _vessel(form: Form, found: list[Finding]) -> str | None:
    """The IMO number identifies a ship for its life; the name is the second choice."""
    if not form.imo:
        found.append(finding("ship-number-missing", form.row))
        return form.ship
    number, sound = imo_number(form.imo)
    if number is None or not sound:
        found.append(finding("ship-number-wrong", form.row))
    return number or form.imo


def _direction(form: Form) -> str:
    told = form.direction.upper()
    coming, going = any(word in told for word in ARRIVALS), any(word in told for word in DEPARTURES)
    if coming != going:
        return "arrival" if coming else "departure"
    if bool(form.last_port) != bool(form.next_port):
        return "arrival" if form.last_port else "departure"
    return ""


def _between(leg: Leg, origin: str | None, destination: str | None, departure: str | None, arrival: str | None) -> Leg:
    return msgspec.structs.replace(
        leg,
        origin=port(origin) if origin else None,
        destination=port(destination) if destination else None,
        departure=departure,
        arrival=arrival,
    )
