"""A referral: what one authority needs to act on a confirmed match, and no more (DIS6).

Goes in: a confirmed case with its traveller, hits, decisions, the law. Comes out: a Package. Never: payments, contacts,
remarks, other travellers, or an officer's name.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from gotravel.domain.case import Case, Decision
from gotravel.domain.hit import Hit
from gotravel.domain.legal_profile import Authority, LegalProfile
from gotravel.domain.travel import Booking, FlightLeg, Traveller
from gotravel.domain.watchlist import Entry, Watchlist

SCHEMA = "gotravel-referral-1"
WARNING = "A match alone is never grounds to act. Confirm the identity before any measure."
HANDLING = "For the named authority and the stated purpose only. Onward transfer needs the unit's consent."
VALID_FOR = timedelta(days=30)


class Compared(msgspec.Struct, frozen=True):
    what: str
    bits: float
    sentence: str
    traveller: str | None
    listed: str | None


class Matched(msgspec.Struct, frozen=True):
    list: str
    owner: str
    legal_basis: str
    reference: str
    category: str
    likelihood: float
    likelihood_low: float
    likelihood_high: float
    reasons: tuple[Compared, ...]
    versions: dict[str, str]


class Decided(msgspec.Struct, frozen=True):
    stage: str
    officer: str
    """The account's id; the unit knows the name."""
    outcome: str
    reason: str
    at: datetime
    identifiers: tuple[str, ...] = ()
    """What this officer compared and found to agree."""
    weighed: str = ""


class Document(msgspec.Struct, frozen=True):
    type: str
    number: str | None
    issuer: str | None
    expires: str | None


class Package(msgspec.Struct, frozen=True):
    schema: str
    reference: str
    case: str
    made_at: datetime
    valid_until: datetime
    authority: str
    authority_name: str
    purposes: tuple[str, ...]
    legal_basis: tuple[str, ...]
    handling: str
    warning: str
    flight: str
    route: str
    departure: str | None
    arrival: str | None
    booking: str | None
    family: str | None
    given: str | None
    born: str | None
    sex: str | None
    nationality: str | None
    seat: str | None
    documents: tuple[Document, ...]
    matches: tuple[Matched, ...]
    decisions: tuple[Decided, ...]


def package(
    case: Case,
    traveller: Traveller,
    flight: FlightLeg,
    booking: Booking | None,
    hits: tuple[tuple[Hit, Entry, Watchlist], ...],
    authority: Authority,
    profile: LegalProfile,
    made_at: datetime,
    reference: str,
) -> Package:
    person, leg = traveller.person, flight.leg
    return Package(
        schema=SCHEMA,
        reference=reference,
        case=case.number,
        made_at=made_at,
        valid_until=made_at + VALID_FOR,
        authority=authority.id,
        authority_name=authority.name,
        purposes=authority.purposes,
        legal_basis=profile.legal_refs,
        handling=HANDLING,
        warning=WARNING,
        flight=f"{leg.carrier or ''} {leg.number or leg.vessel or ''}{leg.suffix or ''}".strip(),
        route=f"{leg.origin or '?'} - {leg.destination or '?'}",
        departure=leg.departure,
        arrival=leg.arrival,
        booking=booking.locator if booking else None,
        family=person.family,
        given=person.given,
        born=person.born,
        sex=person.sex.value if person.sex else None,
        nationality=person.nationality,
        seat=person.seats[0].number if person.seats else None,
        documents=tuple(Document(d.type, d.number, d.issuer, d.expires) for d in person.documents),
        matches=tuple(_matched(*found) for found in hits),
        decisions=tuple(_decided(decision) for decision in case.decisions),
    )


def _matched(hit: Hit, entry: Entry, watchlist: Watchlist) -> Matched:
    a = hit.assessment
    reasons = tuple(Compared(r.field, r.bits, r.sentence, r.traveller_value, r.entry_value) for r in a.reasons)
    versions = {"model": a.model, "frequencies": a.frequencies, "snapshot": a.snapshot, "code": a.code}
    listed = (watchlist.name, watchlist.owner, watchlist.legal_basis, entry.reference, entry.category.value)
    return Matched(*listed, a.likelihood, a.likelihood_low, a.likelihood_high, reasons, versions)


def _decided(d: Decision) -> Decided:
    identifiers = tuple(one.value for one in d.checked.identifiers)
    return Decided(d.stage, str(d.officer), d.outcome.value, d.text, d.decided_at, identifiers, d.checked.weighed)
