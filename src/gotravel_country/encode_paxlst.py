"""PAXLST lists of the invented carriers.

Goes in: a flight. Comes out: bytes. Never: the product's decoder or its tables.
"""

from __future__ import annotations

from datetime import datetime

from gotravel_country.edifact import Element, interchange, seg
from gotravel_country.journeys import Booking, Flight, Traveller
from gotravel_country.people import Person


def passenger_list(flight: Flight, prepared: datetime) -> bytes:
    people = [(b, t) for b in flight.bookings for t in b.travellers]
    body = [seg("BGM", "745"), *_head(flight)]
    for booking, traveller in people:
        body += _passenger(flight, booking, traveller)
    body.append(seg("CNT", ("42", str(len(people)))))
    return _sent(flight, prepared, "P", body)


def crew_list(flight: Flight, prepared: datetime) -> bytes:
    body = [seg("BGM", "250", "C"), *_head(flight)]
    for someone in flight.crew:
        body += [
            *_person(flight, "FM", someone),
            seg("EMP", "1", ("CR2", "110", "111")),
            seg("NAT", "2", someone.nationality),
            *_document(someone),
        ]
    body.append(seg("CNT", ("41", str(len(flight.crew)))))
    return _sent(flight, prepared, "C", body)


def close_out(flight: Flight, prepared: datetime, absent: set[str]) -> bytes:
    """Everybody on board, named by references only."""
    aboard = [(b, t) for b in flight.bookings for t in b.travellers if unique(flight, b, t) not in absent]
    body = [seg("BGM", "266", "CLOB"), *_head(flight)]
    for booking, traveller in aboard:
        body += [
            seg("NAD", "ZZZ"),
            seg("RFF", ("AVF", booking.locator)),
            seg("RFF", ("ABO", unique(flight, booking, traveller))),
        ]
    body.append(seg("CNT", ("42", str(len(aboard)))))
    return _sent(flight, prepared, "X", body)


def unique(flight: Flight, booking: Booking, traveller: Traveller) -> str:
    return f"{flight.carrier.code}{flight.number}{booking.locator}{traveller.reference}"


def _sent(flight: Flight, prepared: datetime, kind: str, body: list[str]) -> bytes:
    reference = f"{flight.carrier.code}{flight.number}{flight.departure:%d%m}{kind}"
    name = ("PAXLST", "D", flight.carrier.version, "UN", "IATA")
    return interchange(flight.carrier, prepared, reference, "PAXLST", name, body, access=reference)


def _head(flight: Flight) -> list[str]:
    code = flight.carrier.code
    return [
        seg("NAD", "MS", "", "", f"{flight.carrier.name.upper()} APIS DESK"),
        seg("COM", ("999555010", "TE"), ("APIS//MAIL.EXAMPLE", "EM")),
        seg("TDT", "20", f"{code}{flight.number}", "", "", code),
        seg("LOC", "125", flight.origin),
        seg("DTM", ("189", f"{flight.departure:%y%m%d%H%M}", "201")),
        seg("LOC", "87", flight.destination),
        seg("DTM", ("232", f"{flight.arrival:%y%m%d%H%M}", "201")),
    ]


def _passenger(flight: Flight, booking: Booking, traveller: Traveller) -> list[str]:
    someone = traveller.person
    lines = _person(flight, "FL", someone)
    if traveller.bags:
        lines.append(seg("MEA", "CT", "", ("", str(traveller.bags))))
    lines += [seg("GEI", "4", "173"), seg("LOC", "178", flight.origin), seg("LOC", "179", flight.destination)]
    lines += [
        seg("NAT", "2", someone.nationality),
        seg("RFF", ("AVF", booking.locator)),
        seg("RFF", ("ABO", unique(flight, booking, traveller))),
    ]
    if traveller.seat:
        lines.append(seg("RFF", ("SEA", traveller.seat)))
    return lines + _document(someone)


def _person(flight: Flight, role: str, someone: Person) -> list[str]:
    longest = flight.carrier.longest_name
    first, _, more = someone.given.partition(" ")
    name: Element = tuple(part[:longest] for part in (someone.family, first, more))
    century = flight.carrier.version in ("12B", "15B")
    born = ("329", f"{someone.born:%Y%m%d}", "102") if century else ("329", f"{someone.born:%y%m%d}")
    lines = [seg("NAD", role, "", "", name), seg("ATT", "2", "", someone.sex), seg("DTM", born)]
    return (
        [*lines, seg("LOC", "180", ("", "", "", f"{someone.birth_place} {someone.nationality}"))]
        if someone.birth_place
        else lines
    )


def _document(someone: Person) -> list[str]:
    paper = someone.document
    return [
        seg("DOC", (paper.type, "110", "111"), paper.number),
        seg("DTM", ("36", f"{paper.expires:%y%m%d}")),
        seg("LOC", "91", paper.issuer),
    ]
