"""PNRGOV pushes of the invented carriers.

Goes in: a flight, its bookings. Comes out: bytes. Never: the product's decoder or its tables.
"""

from __future__ import annotations

from datetime import date, datetime

from gotravel_country.edifact import interchange, seg
from gotravel_country.journeys import Booking, Flight, Traveller

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def push(
    flight: Flight,
    prepared: datetime,
    *,
    update: bool = False,
    only: set[str] | None = None,
    cancelled: set[str] | None = None,
) -> bytes:
    """A full push, or an update of some bookings; those in `cancelled` are sent as gone."""
    bookings = [b for b in flight.bookings if only is None or b.locator in only]
    code = flight.carrier.code
    body = [
        seg("MSG", ("", "141" if update else "22")),
        seg("ORG", (code, HQ), "", "", (code, HQ)),
        seg("TVL", _times(flight), flight.origin, flight.destination, code, str(flight.number)),
        seg("EQN", str(len(bookings))),
    ]
    for booking in bookings:
        body += _cancelled(code, booking) if booking.locator in (cancelled or ()) else _booking(flight, booking)
    reference = f"{code}{flight.number}{flight.departure:%d%m}{prepared:%H%M}"
    return interchange(
        flight.carrier, prepared, reference, "PNRGOV", ("PNRGOV", *flight.carrier.pnrgov, "IA"), body, access=reference
    )


HQ = "QMD"


def _cancelled(code: str, booking: Booking) -> list[str]:
    return ["SRC", seg("RCI", (code, booking.locator)), "ORG"]


def _times(flight: Flight) -> tuple[str, ...]:
    d, a = flight.departure, flight.arrival
    return (f"{d:%d%m%y}", f"{d:%H%M}", f"{a:%d%m%y}", f"{a:%H%M}")


def _booking(flight: Flight, booking: Booking) -> list[str]:
    code = flight.carrier.code
    lines = ["SRC", seg("RCI", (code, booking.locator, "", f"{booking.created:%d%m%y}", f"{booking.created:%H%M}"))]
    for traveller in booking.travellers:
        lines += [seg("SSR", ("OTHS", "HK", "1", code, "", "", "", "", traveller.remark))] if traveller.remark else []
    lines += [
        seg("DAT", ("700", f"{booking.created:%d%m%y}", f"{booking.created:%H%M}")),
        seg("IFT", ("4", "28", "", code), f"CTCE {booking.email.upper().replace('@', '//')}"),
        seg("IFT", ("4", "5"), booking.phone),
        seg("ORG", ("1A", "MUC"), ("99999992", "QMDA1"), "QMD", "", "T", "ZZ", "AGENT"),
        seg("ADD", "", ("700", "1 INVENTED STREET", "ZENITH", "", "", "UT", "1000")),
    ]
    for traveller in booking.travellers:
        lines += _traveller(flight, booking, traveller)
    lines.append(seg("TVL", _times(flight), flight.origin, flight.destination, code, (str(flight.number), "Y")))
    return [*lines, seg("RPI", str(len(booking.travellers)), "HK"), seg("APD", "320")]


def _traveller(flight: Flight, booking: Booking, traveller: Traveller) -> list[str]:
    code, someone = flight.carrier.code, traveller.person
    kind = {"adult": "A", "child": "C", "infant": "IN"}[someone.kind]
    number = str(traveller.reference)
    lines = [seg("TIF", someone.family[: flight.carrier.longest_name], (_given(flight, traveller), kind, number))]
    lines.append(
        seg(
            "SSR",
            ("DOCS", "HK", "1", code, "", "", flight.origin, flight.destination, _docs(traveller)),
            ("", "", number),
        )
    )
    if traveller.meal:
        lines.append(
            seg("SSR", (traveller.meal, "HK", "1", code, "", "", flight.origin, flight.destination), ("", "", number))
        )
    if traveller.seat:
        lines.append(
            seg(
                "SSR",
                ("SEAT", "HK", "1", code, "", "", flight.origin, flight.destination),
                (traveller.seat, "", number),
            )
        )
    ticket = f"999{abs(hash_of(booking.locator)) % 10**9:09d}{traveller.reference % 10}"
    lines += [seg("TKT", (ticket, "T")), seg("MON", ("T", "420.00", "EUR"))]
    return [*lines, seg("FOP", ("CC", "", "420.00", "VI", booking.card, "1229"))]


def hash_of(text: str) -> int:
    """Stable across processes, unlike Python's own."""
    return sum(ord(c) * 131**i for i, c in enumerate(text))


def _given(flight: Flight, traveller: Traveller) -> str:
    someone = traveller.person
    title = ("MR" if someone.sex == "M" else "MRS") if someone.kind == "adult" else ""
    given = someone.given[: flight.carrier.longest_name]
    return given if not title else f"{given}{'' if flight.carrier.glued_title else ' '}{title}"


def _docs(traveller: Traveller) -> str:
    someone, paper = traveller.person, traveller.person.document
    sex = f"{someone.sex}I" if someone.kind == "infant" else someone.sex
    first, _, more = someone.given.partition(" ")
    told = (
        "",
        paper.type,
        paper.issuer,
        paper.number,
        someone.nationality,
        _day(someone.born),
        sex,
        _day(paper.expires),
        someone.family,
        first,
        more,
    )
    return "/".join(told).rstrip("/")


def _day(day: date) -> str:
    return f"{day:%d}{MONTHS[day.month - 1]}{day:%y}"
