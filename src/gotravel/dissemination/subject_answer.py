"""The answer to a person, in plain words, and the letter that goes with it (RGT2, RGT3, RGT5).

Goes in: a decided request, the records found, the law. Comes out: text. Never: another person's data; a reason that would
defeat itself (then the letter neither confirms nor denies, and names the authority); an officer's name.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import Person
from gotravel.domain.rights_request import NEITHER_CONFIRMS, Held, RequestKind, RequestOutcome, RightsRequest
from gotravel.domain.travel import FlightLeg, Traveller

PARTLY_WITHOUT = (
    "What the law allows us to withhold is left out of this answer; the authority named below can check it."
)
REASONS = {
    "identity-not-proven": "We could not establish that the data are yours.",
    "rights-of-others": "The answer would reveal data of other people.",
    "needed-as-evidence": "The data have to be kept as evidence. They are marked as restricted and used for nothing else.",
    "the-data-are-accurate": "We compared the data with what you showed us and found them right.",
    "the-data-are-lawfully-kept": "The law requires us to keep the data until their last day.",
    "manifestly-unfounded-or-excessive": "The request repeats an earlier one without a new reason.",
}


class Record(msgspec.Struct, frozen=True):
    """One journey as it is held."""

    traveller: Traveller
    leg: FlightLeg
    held: Held


def letter(request: RightsRequest, records: tuple[Record, ...], profile: LegalProfile, at: datetime) -> str:
    told = [
        f"Passenger Information Unit                                   {at:%d %B %Y}",
        f"Your request {request.number}",
        "",
    ]
    told += _body(request, records, profile)
    return "\n".join([*told, "", *_remedies(profile), ""])


def _body(request: RightsRequest, records: tuple[Record, ...], profile: LegalProfile) -> list[str]:
    if request.outcome is RequestOutcome.REFUSED and request.refusal in NEITHER_CONFIRMS:
        return [
            "We have checked your request. The law allows us neither to confirm nor to deny that we hold data about you."
        ]
    if request.outcome is RequestOutcome.REFUSED and request.refusal is not None:
        return [f"We cannot do what you asked. {REASONS.get(request.refusal.value, '')}".strip()]
    if request.kind is RequestKind.ACCESS:
        return _access(request, records, profile)
    done = {
        RequestKind.RECTIFICATION: "We have corrected the data and will tell every authority that received them.",
        RequestKind.ERASURE: "We have erased the data and will tell every authority that received them.",
        RequestKind.RESTRICTION: "We use the data for nothing until this is resolved; they are not compared with any list.",
        RequestKind.NOTATION: "Your statement now stands beside the data.",
    }
    part = ["", _part(request)] if request.outcome is RequestOutcome.PARTLY else []
    return [done[request.kind], f"Records concerned: {len(records)}.", *part]


def _part(request: RightsRequest) -> str:
    if request.refusal is None or request.refusal in NEITHER_CONFIRMS:
        return PARTLY_WITHOUT
    return f"In part we could not do what you asked. {REASONS.get(request.refusal.value, '')}".strip()


def _access(request: RightsRequest, records: tuple[Record, ...], profile: LegalProfile) -> list[str]:
    full = request.outcome is RequestOutcome.GRANTED
    told = [
        f"Records that we hold about you in readable form: {len(records)}."
        if records
        else "We hold nothing about you in readable form.",
        "",
        f"Why: to prevent, detect, investigate and prosecute: {', '.join(p.text for p in profile.purposes)}.",
        f"By which law: {'; '.join(profile.legal_refs)}.",
        f"How long: readable for {profile.mask_after_days} days, deleted after {profile.general_delete_days} days unless a "
        f"reason about you is recorded, at the latest after {profile.max_retention_days} days.",
        f"What is older than {profile.mask_after_days} days is sealed: it cannot be searched by name, by nobody. It can be "
        "opened one record at a time with the consent of an independent body; if you name a flight and day, we ask for that.",
        "",
    ]
    for number, record in enumerate(records, 1):
        told += [f"{number}. {_journey(record)}", *_values(record.traveller.person), *_origin(record, full), ""]
    return [*told, *([] if full else [PARTLY_WITHOUT])]


def _journey(record: Record) -> str:
    leg = record.leg.leg
    flight = f"{leg.carrier or ''} {leg.number or leg.vessel or ''}".strip()
    return f"{flight}, {leg.origin or '?'} to {leg.destination or '?'}, {record.leg.departs_on:%d %B %Y}"


def _values(person: Person) -> list[str]:
    documents = ", ".join(f"{d.type} {d.number or '?'} {d.issuer or ''}".strip() for d in person.documents)
    held = {
        "Name": f"{person.family or ''}, {person.given or ''}".strip(", "),
        "Date of birth": person.born,
        "Sex": person.sex.value if person.sex else None,
        "Nationality": person.nationality,
        "Place of birth": person.birth_place,
        "Travel documents": documents,
        "Seats": ", ".join(seat.number for seat in person.seats),
        "Contact": ", ".join(contact.value for contact in person.contacts),
        "Frequent traveller": ", ".join(f"{f.carrier or ''} {f.number}".strip() for f in person.frequent_flyer),
        "Tickets": ", ".join(ticket.number for ticket in person.tickets),
        "Bags": str(person.bags.count) if person.bags and person.bags.count else None,
    }
    return [f"   {name}: {value}" for name, value in held.items() if value]


def _origin(record: Record, full: bool) -> list[str]:
    told = [f"   Received: {record.held.received_at:%d %B %Y}, from {'; '.join(record.held.sources) or 'the carrier'}"]
    if full:
        told.append(f"   Given to: {'; '.join(record.held.recipients) or 'nobody'}")
        told.append(
            f"   Compared with lists: {record.held.matched} match(es). Opened by officers: {record.held.looked_at} time(s)"
        )
    return told


def _remedies(profile: LegalProfile) -> list[str]:
    authority = profile.oversight.dpa or "the supervisory authority"
    return [
        "This is free of charge, and the same for every nationality.",
        f"You may complain. Complaints go to: {authority}"
        + (" (which can also exercise your right for you)." if profile.rights.indirect else "."),
        f"You may seek redress within {profile.redress.days} days. It is given by: {profile.redress.body or 'a court'}.",
    ]


def notice_after_use(traveller: Traveller, leg: FlightLeg, authority: str, profile: LegalProfile, at: datetime) -> str:
    """The letter that tells a person of a past use (RGT5)."""
    person = traveller.person
    journey = f"{leg.leg.carrier or ''} {leg.leg.number or ''} on {leg.departs_on:%d %B %Y}".strip()
    return "\n".join(
        [
            f"Passenger Information Unit                                   {at:%d %B %Y}",
            f"To {person.given or ''} {person.family or ''}".strip(),
            "",
            f"Data about your journey {journey} were given to {authority}, after two officers had looked at them.",
            "Telling you earlier could have harmed an inquiry. That reason has ended.",
            f"By which law: {'; '.join(profile.legal_refs)}.",
            "You may ask what is held about you, and have what is wrong corrected or erased.",
            *_remedies(profile),
            "",
        ]
    )
