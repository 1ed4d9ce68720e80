"""The decoding contract's JSON object: a Message in, plain dicts and lists out (docs: howto/decode).

All keys are always present. `unfiltered` adds what has no field of its own under `other`; card numbers are masked in
both modes. Never: a key left out, a changed value.
"""

from __future__ import annotations

from typing import Any, Final

from gotravel.domain.cards import masked
from gotravel.domain.message import (
    Agency,
    Answer,
    BookingSegment,
    Contact,
    Kind,
    Leg,
    Message,
    Name,
    Payment,
    Person,
    Reference,
    Remark,
    Seat,
    SegmentKind,
    Ticket,
    TravelDocument,
)

Object = dict[str, Any]

COLUMNS: Final = (
    "flight",
    "list",
    "family",
    "given",
    "person",
    "born",
    "sex",
    "from",
    "document",
    "expires",
    "locator",
)


def as_object(message: Message, source: str, *, unfiltered: bool) -> Object:
    """One message. `source` is the file's name as given, `-` for standard input."""
    shown = {
        "source": source,
        "position": message.position,
        "kind": message.kind.value,
        "version": message.version,
        "sender": message.sender,
        "recipient": message.recipient,
        "interchange": message.interchange,
        "reference": message.reference,
        "purpose": message.purpose.value if message.purpose else None,
        "function": message.function,
        "legs": [_leg(leg) for leg in message.legs],
        "bookings": [_booking(message, number) for number in range(len(message.bookings))],
        "passengers": [_person(person) for person in message.passengers],
        "declared_count": message.declared_count,
        "answers": [_answer(answer) for answer in message.answers],
        "series": _series(message),
        "transaction": message.transaction,
        "revision": message.revision,
        "prepared": message.prepared,
        "on_board": message.on_board,
        "test": message.test,
        "findings": [
            {"code": one.code, "severity": one.severity.value, "segment": one.segment, "text": one.text}
            for one in message.findings
        ],
    }
    return shown | {"other": _other(message)} if unfiltered else shown


def rows(shown: Object) -> list[tuple[str, ...]]:
    """For `--format table`, from the object: one row a person, or one for a message without persons; see COLUMNS."""
    head = (" ".join(_flight(leg) for leg in shown["legs"]), shown["purpose"] or shown["kind"])
    if not shown["passengers"]:
        return [head + ("",) * (len(COLUMNS) - len(head))]
    return [head + _row(shown, person) for person in shown["passengers"]]


def _row(shown: Object, person: Object) -> tuple[str, ...]:
    document = person["documents"][0] if person["documents"] else {}
    number = person["booking"]
    booking = shown["bookings"][number] if number is not None and number < len(shown["bookings"]) else {}
    values = (
        *(person[key] for key in ("family", "given", "kind", "born", "sex", "nationality")),
        *(document.get(key) for key in ("number", "expires")),
        person["locator"] or booking.get("locator"),
    )
    return tuple(value or "" for value in values)


def _flight(leg: Object) -> str:
    identity = "".join(leg[key] or "" for key in ("carrier", "number", "suffix"))
    return f"{identity} {leg['origin'] or '?'}-{leg['destination'] or '?'} {(leg['departure'] or '')[:10]}".strip()


def _leg(leg: Leg) -> Object:
    return {
        "mode": leg.mode.value,
        "carrier": leg.carrier,
        "number": leg.number,
        "suffix": leg.suffix,
        "origin": leg.origin,
        "destination": leg.destination,
        "departure": leg.departure,
        "arrival": leg.arrival,
        "vessel": leg.vessel,
    }


def _segment(segment: BookingSegment) -> Object:
    return {
        "kind": segment.kind.value,
        **_leg(segment.leg),
        "operating_carrier": segment.operating_carrier,
        "operating_number": segment.operating_number,
        "cabin": segment.cabin,
        "status": segment.status,
    }


def _booking(message: Message, number: int) -> Object:
    booking = message.bookings[number]
    return {
        "locator": booking.locator,
        "carrier": booking.carrier,
        "created": booking.created,
        "changed": booking.changed,
        "references": [_reference(one) for one in booking.references],
        "segments": [_segment(one) for one in booking.segments if one.kind is not SegmentKind.SERVICE],
        "services": [_segment(one) for one in booking.services],
        "tickets": [_ticket(one) for one in booking.tickets],
        "payments": [_payment(one) for one in booking.payments],
        "contacts": [_contact(one) for one in booking.contacts],
        "agency": _agency(booking.agency),
        "split": [_reference(one) for one in booking.split],
        "remarks": [_remark(one) for one in booking.remarks],
        "passengers": list(booking.passengers),
        "group_name": booking.group_name,
        "cancelled": booking.cancelled,
    }


def _reference(reference: Reference) -> Object:
    return {"carrier": reference.carrier, "locator": reference.locator}


def _ticket(ticket: Ticket) -> Object:
    return {"number": ticket.number, "kind": ticket.kind, "coupons": ticket.coupons, "passenger": ticket.passenger}


def _payment(payment: Payment) -> Object:
    return {
        "kind": payment.kind,
        "vendor": payment.vendor,
        "account": payment.account_masked,
        "expires": payment.expires,
        "amount": payment.amount,
        "currency": payment.currency,
        "holder": payment.holder,
        "text": masked(payment.text) if payment.text else None,
    }


def _contact(contact: Contact) -> Object:
    return {"kind": contact.kind, "value": contact.value, "purpose": contact.purpose}


def _agency(agency: Agency | None) -> Object | None:
    if agency is None:
        return None
    return {
        "name": agency.name,
        "iata_number": agency.iata_number,
        "office": agency.office,
        "place": agency.place,
        "country": agency.country,
        "agent": agency.agent,
        "kind": agency.kind,
    }


def _remark(remark: Remark) -> Object:
    return {
        "kind": remark.kind,
        "code": remark.code,
        "text": masked(remark.text),
        "passenger": remark.passenger,
        "segment": remark.segment,
    }


def _answer(answer: Answer) -> Object:
    return {"code": answer.code, "text": answer.text, "reference": answer.reference, "segment": answer.segment}


def _seat(seat: Seat) -> Object:
    return {"number": seat.number, "origin": seat.origin, "destination": seat.destination, "cabin": seat.cabin}


def _document(document: TravelDocument) -> Object:
    return {
        "type": document.type or None,
        "number": document.number,
        "issuer": document.issuer,
        "expires": document.expires,
        "issued": document.issued,
        "nationality": document.nationality,
    }


def _name(name: Name) -> Object:
    return {"family": name.family, "given": name.given}


def _person(person: Person) -> Object:
    return {
        "reference": person.reference,
        "family": person.family,
        "given": person.given,
        "title": person.title,
        "kind": person.kind.value,
        "transit": person.transit,
        "sex": person.sex.value if person.sex else None,
        "born": person.born,
        "birth_place": person.birth_place,
        "birth_country": person.birth_country,
        "nationality": person.nationality,
        "residence": person.residence,
        "documents": [_document(one) for one in person.documents],
        "embarked": person.embarked,
        "disembarked": person.disembarked,
        "seat": {"number": person.seats[0].number} if person.seats else None,
        "seats": [_seat(one) for one in person.seats],
        "bags": _bags(person),
        "contacts": [_contact(one) for one in person.contacts],
        "frequent_flyer": [{"carrier": one.carrier, "number": one.number} for one in person.frequent_flyer],
        "checked_in": person.checked_in,
        "booking": person.booking,
        "locator": person.locator,
        "tickets": [_ticket(one) for one in person.tickets],
        "other_names": [_name(one) for one in person.other_names],
        "crew_role": person.crew_role,
        "guardian": person.guardian,
        "sources": _sources(person),
    }


def _sources(person: Person) -> dict[str, int]:
    """Field -> ordinal of the first segment that it came from."""
    sources: dict[str, int] = {}
    for one in person.sources:
        sources.setdefault(one.field, one.segment)
    return sources


def _bags(person: Person) -> Object | None:
    bags = person.bags
    if bags is None:
        return None
    weight = bags.weight_kg
    whole = int(weight) if weight is not None and weight == int(weight) else weight
    return {"count": bags.count, "weight_kg": whole, "tags": list(bags.tags)}


def _series(message: Message) -> Object | None:
    if message.series is None and message.part is None:
        return None
    return {"reference": message.series, "part": message.part, "last": message.last_part}


def _other(message: Message) -> list[Object]:
    """Every text, SSR code and unknown segment, of the message and of its bookings."""
    own = [_remark(one) | {"booking": None} for one in message.remarks]
    booked = [
        _remark(one) | {"booking": number} for number, booking in enumerate(message.bookings) for one in booking.remarks
    ]
    return own + booked


def holds_error(message: Message) -> bool:
    """Whether data were lost: the command's exit status 1."""
    return message.kind is Kind.UNKNOWN or any(one.severity.value == "error" for one in message.findings)
