"""What an authority is given: the elements it was allowed, about the persons it named, with how they may be used (DIS6).

Goes in: a request, the records found. Comes out: JSON. Never: an element that was not asked for; another person's data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from gotravel.dissemination.dossier import HANDLING
from gotravel.domain.disclosure import Disclosure, Element
from gotravel.domain.message import Person
from gotravel.domain.travel import Booking, FlightLeg, Traveller

SCHEMA = "gotravel-disclosure-1"
WARNING = "Information for further enquiry, not proof. The identity was not confirmed by the unit."
Found = tuple[Traveller, FlightLeg, Booking | None]


def as_json(request: Disclosure, found: Sequence[Found], legal_refs: tuple[str, ...], at: datetime) -> bytes:
    told = {
        "schema": SCHEMA,
        "answer_to": request.number,
        "authority": request.asked.authority,
        "your_case": request.asked.case_ref,
        "purpose": request.asked.purpose,
        "legal_basis": legal_refs,
        "made_at": at,
        "handling": HANDLING,
        "warning": WARNING,
        "before_approval": request.asked.urgent is not None,
        "elements": [element.value for element in request.asked.elements],
        "records": [_record(one, request.asked.elements) for one in found],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _record(found: Found, elements: tuple[Element, ...]) -> dict[str, object]:
    return {element.value: VALUES[element](found) for element in elements}


def _journey(found: Found) -> str:
    leg = found[1].leg
    return f"{found[1].departs_on} {leg.carrier or ''} {leg.number or ''} {leg.origin or '?'}-{leg.destination or '?'}"


def _documents(person: Person) -> list[str]:
    return [f"{d.type} {d.number or '?'} {d.issuer or ''}".strip() for d in person.documents]


VALUES: dict[Element, Callable[[Found], object]] = {
    Element.NAME: lambda f: f"{f[0].person.family or ''}, {f[0].person.given or ''}".strip(", "),
    Element.BIRTH_DATE: lambda f: f[0].person.born,
    Element.NATIONALITY: lambda f: f[0].person.nationality,
    Element.DOCUMENT: lambda f: _documents(f[0].person),
    Element.JOURNEYS: _journey,
    Element.BOOKING: lambda f: f[2].locator if f[2] else None,
    Element.SEAT: lambda f: [seat.number for seat in f[0].person.seats],
    Element.BAGS: lambda f: f[0].person.bags.count if f[0].person.bags else None,
    Element.CONTACT: lambda f: [contact.value for contact in f[0].person.contacts],
}
