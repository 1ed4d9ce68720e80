"""A message: one decoded API list or PNR push, in the field's words, whatever its wire format was.

Goes in: nothing, decoders build it. Comes out: frozen structs. Never: a value without the segment that it came from
being findable (`sources`), never a passenger left out because another part was broken.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from gotravel.domain.finding import Finding
from gotravel.domain.wire_segments import WireSegment as WireSegment
from gotravel.domain.wire_segments import WireSegments


class Kind(StrEnum):
    PAXLST = "paxlst"
    PNRGOV = "pnrgov"
    CUSRES = "cusres"
    ACKRES = "ackres"
    CONTRL = "contrl"
    GOVREQ = "govreq"
    MANIFEST = "manifest"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What the carrier wants done with the message. `full` and `update` are PNRGOV's, the others PAXLST's."""

    PASSENGERS = "passengers"
    CREW = "crew"
    CHANGE = "change"
    CANCEL = "cancel"
    CLOSE = "close"
    FLIGHT_CANCELLED = "flight_cancelled"
    FLIGHT_CHANGED = "flight_changed"
    MASTER_CREW = "master_crew"
    FULL = "full"
    UPDATE = "update"


class Mode(StrEnum):
    AIR = "air"
    SEA = "sea"
    RAIL = "rail"
    ROAD = "road"


class PersonKind(StrEnum):
    ADULT = "adult"
    CHILD = "child"
    INFANT = "infant"
    CREW = "crew"
    GROUP = "group"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"
    UNSPECIFIED = "X"


class SegmentKind(StrEnum):
    FLIGHT = "flight"
    OPEN = "open"
    ARNK = "arnk"
    SERVICE = "service"
    """A non-air service (hotel, car, rail) of PNRGOV GR9; never an item of `segments` in the decoding contract."""


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where the value of a field came from."""

    field: str
    segment: int


class ToldBy(msgspec.Struct, frozen=True, gc=False):
    """Which values of a person one message told; its digest, sender and time stand with the message (COL10)."""

    message: UUID
    """Its id; of values put right, the id of the person's request."""
    fields: tuple[str, ...]
    put_right: bool = False


def retold(known: tuple[ToldBy, ...], now: ToldBy) -> tuple[ToldBy, ...]:
    """Each field stands once: what is told now is no longer of the one before."""
    if not now.fields:
        return known
    same = tuple(field for one in known if one.message == now.message for field in one.fields)
    rest = [
        msgspec.structs.replace(one, fields=tuple(f for f in one.fields if f not in now.fields))
        for one in known
        if one.message != now.message
    ]
    fields = tuple(dict.fromkeys((*same, *now.fields)))
    return (*(one for one in rest if one.fields), msgspec.structs.replace(now, fields=fields))


class Leg(msgspec.Struct, frozen=True, gc=False):
    """One conveyance movement. Times are local to their port, `YYYY-MM-DDTHH:MM`, a date alone, or None."""

    mode: Mode = Mode.AIR
    carrier: str | None = None
    number: str | None = None
    """Digits without leading zeros; a vessel's, train's or coach's own number for other modes."""
    suffix: str | None = None
    origin: str | None = None
    """IATA or ICAO airport, UN/LOCODE, or UIC station code, as sent."""
    destination: str | None = None
    departure: str | None = None
    arrival: str | None = None
    vessel: str | None = None
    """Registration or IMO number, where sent."""


class BookingSegment(msgspec.Struct, frozen=True, gc=False):
    """One item of a booked itinerary: a leg with what the booking says of it."""

    kind: SegmentKind = SegmentKind.FLIGHT
    leg: Leg = Leg()
    operating_carrier: str | None = None
    operating_number: str | None = None
    cabin: str | None = None
    status: str | None = None
    segment: int | None = None


class Reference(msgspec.Struct, frozen=True, gc=False):
    carrier: str | None
    locator: str | None


class Ticket(msgspec.Struct, frozen=True, gc=False):
    number: str
    """Thirteen digits where the sender gave them."""
    kind: str | None = None
    coupons: str | None = None
    passenger: int | None = None


class Payment(msgspec.Struct, frozen=True, gc=False):
    """One form of payment. The card number is masked in the decoder already (first six, last four)."""

    kind: str
    vendor: str | None = None
    account_masked: str | None = None
    expires: str | None = None
    amount: str | None = None
    currency: str | None = None
    holder: str | None = None
    text: str | None = None


class Contact(msgspec.Struct, frozen=True, gc=False):
    kind: str
    """`phone`, `email` or `address`."""
    value: str
    purpose: str | None = None
    """`agency`, `emergency`, `billing`, `destination`, `residence`, or None for the passenger's own."""
    segment: int | None = None


class Agency(msgspec.Struct, frozen=True, gc=False):
    name: str | None = None
    iata_number: str | None = None
    office: str | None = None
    place: str | None = None
    country: str | None = None
    agent: str | None = None
    kind: str | None = None


class Remark(msgspec.Struct, frozen=True, gc=False):
    """A text or coded service that has no field of its own: SSR, OSI, remark, history line, unknown segment."""

    kind: str
    """`ssr`, `osi`, `remark`, `history`, `fare`, `ticketing`, `service`, `unknown`."""
    code: str | None
    """SSR code, IFT 9980 code, or the segment tag."""
    text: str
    passenger: int | None = None
    segment: int | None = None


class FrequentFlyer(msgspec.Struct, frozen=True, gc=False):
    carrier: str | None
    number: str
    status: str | None = None


class Seat(msgspec.Struct, frozen=True, gc=False):
    number: str
    origin: str | None = None
    destination: str | None = None
    cabin: str | None = None


class Bags(msgspec.Struct, frozen=True, gc=False):
    count: int | None = None
    weight_kg: float | None = None
    tags: tuple[str, ...] = ()


class TravelDocument(msgspec.Struct, frozen=True, gc=False):
    type: str
    """As sent: `P` passport, `I` identity card, `V` visa, `AC` crew certificate ... (ICAO 9303 and local codes)."""
    number: str | None = None
    issuer: str | None = None
    """ISO 3166 alpha-3."""
    expires: str | None = None
    issued: str | None = None
    nationality: str | None = None
    segment: int | None = None


class Name(msgspec.Struct, frozen=True, gc=False):
    family: str | None
    given: str | None


class Person(msgspec.Struct, frozen=True, gc=False):
    """A passenger or crew member of one message. Dates `YYYY-MM-DD`, countries ISO 3166 alpha-3."""

    reference: str | None = None
    family: str | None = None
    given: str | None = None
    title: str | None = None
    kind: PersonKind = PersonKind.ADULT
    transit: bool = False
    sex: Sex | None = None
    born: str | None = None
    birth_place: str | None = None
    birth_country: str | None = None
    nationality: str | None = None
    residence: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    embarked: str | None = None
    disembarked: str | None = None
    seats: tuple[Seat, ...] = ()
    bags: Bags | None = None
    contacts: tuple[Contact, ...] = ()
    frequent_flyer: tuple[FrequentFlyer, ...] = ()
    checked_in: bool | None = None
    booking: int | None = None
    """Index into `Message.bookings`."""
    locator: str | None = None
    """The booking a PAXLST person names (RFF+AVF)."""
    tickets: tuple[Ticket, ...] = ()
    other_names: tuple[Name, ...] = ()
    crew_role: str | None = None
    guardian: int | None = None
    """For an infant: index of the adult it travels with."""
    sources: tuple[Source, ...] = ()
    told_by: tuple[ToldBy, ...] = ()
    """Of a traveller on file, made of several messages: each field stands once."""


class Booking(msgspec.Struct, frozen=True, gc=False):
    """A PNR. An empty `passengers` with `cancelled` says that the carrier no longer holds it."""

    locator: str | None = None
    carrier: str | None = None
    created: str | None = None
    """UTC, `YYYY-MM-DDTHH:MM`, or a date."""
    references: tuple[Reference, ...] = ()
    segments: tuple[BookingSegment, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    payments: tuple[Payment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    agency: Agency | None = None
    split: tuple[Reference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    passengers: tuple[int, ...] = ()
    """Indexes into `Message.passengers`."""
    group_name: str | None = None
    cancelled: bool = False
    changed: str | None = None
    """Last transaction, UTC."""
    services: tuple[BookingSegment, ...] = ()
    """Non-air services."""
    sources: tuple[Source, ...] = ()


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One result in a CUSRES, ACKRES or CONTRL: to whom it applies, its code, its text."""

    code: str | None
    text: str | None = None
    reference: str | None = None
    """The passenger (ABO, else AVF) or message it answers; None for the whole."""
    segment: int | None = None


class Message(msgspec.Struct, frozen=True, gc=False):
    position: int
    """Ordinal of the message in its transmission, from 1."""
    kind: Kind
    version: str | None = None
    sender: str | None = None
    recipient: str | None = None
    interchange: str | None = None
    reference: str | None = None
    purpose: Purpose | None = None
    function: str | None = None
    """The function code as sent (PAXLST BGM 1004: `CP`, `RP`, `XR`, `CLOB` ...; PNRGOV MSG 1225: `22`, `141`)."""
    legs: tuple[Leg, ...] = ()
    bookings: tuple[Booking, ...] = ()
    passengers: tuple[Person, ...] = ()
    declared_count: int | None = None
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What belongs to no booking and no person (PAXLST free text, unknown segments)."""
    series: str | None = None
    """Common access reference shared by all parts of a split series."""
    part: int | None = None
    last_part: bool | None = None
    transaction: str | None = None
    """RFF+TN of an interactive exchange."""
    revision: int | None = None
    prepared: str | None = None
    """UNB date and time, `YYYY-MM-DDTHH:MM`, for settling which of two versions is newer."""
    on_board: bool | None = None
    """Close-out lists: True = those named are on board, False = not on board."""
    test: bool = False
    """The carrier marked it as a test (UNB 0035)."""
    segments: WireSegments = msgspec.field(default=WireSegments(), name="lines")
    """Stored as `lines`, because messages kept earlier have `segments` one by one."""
