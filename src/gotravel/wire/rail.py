"""Passengers of trains and coaches as JSON (UIC OSDM and its like): bytes in, one Message a journey out.

A document is a journey with bookings, a booking with trips, or a list of such. Names of members are OSDM's. A document that
breaks off or is damaged gives the persons that stand whole. Never raises; who is no person (a dog, a bicycle) makes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from gotravel.domain.message import Kind, Message, Mode
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import Grid, Row
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.layouts import columns
from gotravel.wire.sheets.manifest import message_of
from gotravel.wire.sheets.table import Listing, Section
from gotravel.wire.whole_json import loaded

Object = dict[str, Any]
MOST_PERSONS: Final = 100_000
DEEPEST: Final = 40
LONGEST: Final = 8_192
PERSON: Final = frozenset(
    {"", "PERSON", "ADULT", "CHILD", "INFANT", "YOUTH", "SENIOR", "PRM", "WHEELCHAIR", "COMPANION"}
)
"""Types of passenger that are people; others are dogs, bicycles, cars."""
PAPERS: Final = {
    "PASSPORT": "P",
    "ID_CARD": "I",
    "IDENTITY_CARD": "I",
    "NATIONAL_ID": "I",
    "VISA": "V",
    "DRIVING_LICENCE": "F",
}
URN: Final = re.compile(r"urn:uic:(?:stn|rics):", re.IGNORECASE)
FIELDS: Final = (
    "family", "given", "born", "sex", "nationality", "residence", "birth_place", "birth_country", "doc_type", "doc_number",
    "doc_issuer", "doc_issued", "doc_expires", "seat", "locator", "reference", "ticket", "embarked", "disembarked", "email",
    "phone",
)  # fmt: skip
COLUMNS: Final = columns(FIELDS, "YMD")


def looks_json(raw: bytes) -> bool:
    return raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and b'assengers"' in raw


def read(raw: bytes, name: str = "-") -> tuple[Message, ...]:
    """() where the document is about no passengers."""
    documents, damaged = loaded(raw)
    found = [finding("json-damaged")] if damaged else []
    journeys = [one for document in documents for one in _journeys(document, {}, 0)]
    if damaged and len(journeys) > 1:
        # Whoever stands behind the damage belongs to the journey before it.
        loose = journeys.pop()
        journeys[-1][1].extend(loose[1])
    places = _Places(raw)
    messages = [_message(places, chain, pairs, number) for number, (chain, pairs) in enumerate(journeys, 1) if pairs]
    if found and not messages:
        messages = [Message(1, Kind.UNKNOWN, findings=(finding("not-a-message"),))]
    if found:
        messages[0] = msgspec.structs.replace(messages[0], findings=(*found, *messages[0].findings))
    return tuple(messages)


Pair = tuple[Object, Object]
"""A passenger, and the booking it stands in."""
Journey = tuple[list[Object], list[Pair]]
"""The objects around, the innermost first, and everybody."""


def _journeys(value: Any, around: Object, depth: int) -> Iterator[Journey]:
    """Bookings of one journey are one list; a booking that has trips of its own is a journey."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _journeys(one, around, depth + 1)
    elif isinstance(value, dict):
        if "bookings" in value and isinstance(value["bookings"], list):
            pairs = [
                (one, booking) for booking in _objects(value["bookings"]) for one in _objects(booking.get("passengers"))
            ]
            pairs += [(one, {}) for one in _objects(value.get("passengers"))]
            yield [value, around], pairs
        elif "passengers" in value:
            yield [value, around], [(one, value) for one in _objects(value["passengers"])]
        else:
            for one in value.values():
                yield from _journeys(one, value, depth + 1)


def _objects(value: Any) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


class _Places:
    """Where in the file a person stands: by the name, behind the person before, and not farther than persons are long."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.place = raw, 0

    def of(self, name: str) -> int:
        found = self.raw.find(msgspec.json.encode(name), self.place, self.place + LONGEST) if name else -1
        self.place = max(self.place, found)
        return self.place


def _message(places: _Places, around: list[Object], pairs: list[Pair], position: int) -> Message:
    listing, others = Listing(labels=_labels(around)), 0
    section = Section(COLUMNS)
    for one, booking in pairs[:MOST_PERSONS]:
        if _text(one, "type").upper() not in PERSON and not _text(one.get("detail"), "lastName"):
            others += 1
            continue
        cells = _cells(one, booking)
        section.rows.append(Row(len(section.rows) + 1, places.of(cells[0] or cells[1]), cells))
    listing.sections = [section] if section.rows else []
    if others:
        listing.findings.append(finding("traveller-no-person", count=others))
    return message_of(Grid("", (), ()), listing, [], position)


def _cells(one: Object, booking: Object) -> tuple[str, ...]:
    told = one.get("detail")
    detail = told if isinstance(told, dict) else one
    contact, card = detail.get("contact") or one.get("contact"), _card(one)
    kind = _text(card, "type").upper()
    return (
        _text(detail, "lastName"), _text(detail, "firstName"), _text(one, "dateOfBirth")[:10],
        _text(one, "gender") or _text(card, "gender"), _text(card, "nationality") or _text(one, "nationality"),
        _text(card, "residenceCountryCode"), _text(card, "birthCity"), _text(card, "birthCountryCode"),
        PAPERS.get(kind, kind), _text(card, "id"), _text(card, "issuingCountryCode"), _text(card, "issuingDate")[:10],
        _text(card, "expirationDate")[:10], _text(one, "seat"), _text(booking, "bookingCode"),
        _text(one, "externalRef") or _text(one, "id"), _text(one, "ticketNumber"),
        _station(one.get("from")), _station(one.get("to")), _text(contact, "email"), _text(contact, "phoneNumber"),
    )  # fmt: skip


def _card(one: Object) -> Any:
    card = one.get("identificationCard")
    cards = [*_objects(card), *_objects(one.get("identificationCards"))]
    return card if isinstance(card, dict) else cards[0] if cards else None


def _text(value: Any, name: str) -> str:
    """A member that is a text or a number."""
    told = value.get(name) if isinstance(value, dict) else None
    return " ".join(str(told).split()) if isinstance(told, str | int) and not isinstance(told, bool) else ""


def _labels(around: list[Object]) -> Labels:
    """Carrier, train, stations and times, of the innermost object that tells them."""
    labels = Labels(mode=next((mode for one in around if (mode := _mode(one))), Mode.RAIL.value))
    for one in around:
        for holder in _legs(one):
            for name, text in _told(holder).items():
                labels.keep(name, text, 1)
    return labels


def _mode(one: Object) -> str | None:
    told = _text(one, "mode").lower()
    if told in {mode.value for mode in Mode}:
        return told
    return Mode.ROAD.value if any(name in one for name in ("coachNumber", "busNumber", "vehicleRegistration")) else None


def _legs(one: Object) -> Iterable[Object]:
    """The object itself, then the timed legs of its trips: OSDM's own form."""
    yield one
    trips = [*_objects(one.get("trips")), *([one["trip"]] if isinstance(one.get("trip"), dict) else [])]
    for trip in trips:
        timed = [leg["timedLeg"] for leg in _objects(trip.get("legs")) if isinstance(leg.get("timedLeg"), dict)]
        if timed:
            yield {**timed[0], "end": timed[-1].get("end")}


def _told(one: Object) -> dict[str, str]:
    start, end = one.get("from") or one.get("start"), one.get("to") or one.get("end")
    told, product = one.get("service"), one.get("product")
    service = told if isinstance(told, dict) else one
    numbers, carriers = service.get("vehicleNumbers"), _objects(service.get("carriers"))
    number = next((name for name in ("trainNumber", "coachNumber", "busNumber", "lineNumber") if _text(one, name)), "")
    return {
        "carrier": _text(one, "carrierCode") or (URN.sub("", _text(carriers[0], "ref")) if carriers else ""),
        "number": _text(one, number) or (str(numbers[0]) if isinstance(numbers, list) and numbers else _text(product, "code")),
        "registration": _text(one, "vehicleRegistration"),
        "origin": _station(start), "destination": _station(end),
        "departure": _time(start, "departure", "serviceDeparture"), "arrival": _time(end, "arrival", "serviceArrival"),
        "date": _text(one, "serviceDate"),
    }  # fmt: skip


def _station(place: Any) -> str:
    """A UIC code, or whatever code or name is told."""
    if isinstance(place, str):
        return URN.sub("", place)
    names = ("uic", "code", "stopPlaceRef", "locode", "stopCode", "stopPlaceName", "name")
    return next((URN.sub("", text) for name in names if (text := _text(place, name))), "")


def _time(place: Any, name: str, service: str) -> str:
    """Local, without its offset."""
    nested = place.get(service) if isinstance(place, dict) else None
    told = _text(place, name) or _text(nested, "timetabledTime")
    return re.sub(r"(?<=:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$", "", told)
