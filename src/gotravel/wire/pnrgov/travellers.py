"""Travellers as they are met: TIF, FTI, TKT, FOP, TRI, SSD and TBD in, drafts of persons out.

Never raises. A name that belongs to nobody met so far makes a person of its own: nobody is dropped.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.message import FrequentFlyer, Payment, PersonKind, Seat, Sex, Ticket
from gotravel.wire.bag_tags import consecutive
from gotravel.wire.cards import masked_number
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.pnrgov.draft import UNDER_NAME, BookingDraft, Place, TravellerDraft
from gotravel.wire.pnrgov.names import same_person
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.structure import restarted

TYPES: Final[dict[str, tuple[PersonKind, Sex | None]]] = {
    "A": (PersonKind.ADULT, None),
    "ADT": (PersonKind.ADULT, None),
    "M": (PersonKind.ADULT, Sex.MALE),
    "F": (PersonKind.ADULT, Sex.FEMALE),
    "C": (PersonKind.CHILD, None),
    "CHD": (PersonKind.CHILD, None),
    "CNN": (PersonKind.CHILD, None),
    "UM": (PersonKind.CHILD, None),
    "IN": (PersonKind.INFANT, None),
    "INF": (PersonKind.INFANT, None),
    "IM": (PersonKind.INFANT, Sex.MALE),
    "IF": (PersonKind.INFANT, Sex.FEMALE),
    "766": (PersonKind.INFANT, None),
    "767": (PersonKind.INFANT, None),
    "G": (PersonKind.GROUP, None),
}
NO_SEAT: Final = frozenset({"", "XXX", "INF", "NONE", "NIL"})
POUND: Final = 0.45359237
TICKET_WITH_CHECK_DIGIT: Final = 14


def tif(reading: Reading, segment: Segment) -> None:
    if reading.place in (Place.CHECK_IN, Place.CHECKED):
        _checked(reading, segment)
        return
    if reading.booking is not None and reading.place >= Place.FLIGHT:
        _late(reading, segment)
        return
    booking = reading.open(segment)
    reading.place = Place.TRAVELLER
    for name in _named(segment):
        reading.traveller = booking.join(name)
        if name.kind is PersonKind.GROUP:
            booking.group_name = booking.group_name or name.family


def looks_like_name(segment: Segment) -> bool:
    """A damaged TIF: surname, then given name with a known type and a short reference."""
    kind, reference = segment.get(2, 1).upper(), segment.get(2, 2)
    letters = segment.get(1).replace(" ", "").replace("'", "").replace("-", "")
    return bool(segment.get(2)) and letters.isalpha() and kind in TYPES and len(reference) <= 5


def _named(segment: Segment) -> list[TravellerDraft]:
    """The guide says one name a segment; several are read all the same."""
    family, *given = segment.elements or ((),)
    named = [parts for parts in given[1:] if any(parts)]
    return [_traveller(segment.ordinal, family, parts) for parts in (given[0] if given else (), *named)]


def _traveller(ordinal: int, named: tuple[str, ...], parts: tuple[str, ...]) -> TravellerDraft:
    family, group = (*named, "", "")[:2]
    given, kind, reference, infant = (*parts, "", "", "", "")[:4]
    kind = kind.strip().upper()
    draft = TravellerDraft(ordinal, " ".join(family.split()) or None, " ".join(given.split()) or None)
    if kind == "G" or group.strip().upper() == "G":
        draft.kind = PersonKind.GROUP
    elif kind in TYPES:
        draft.kind, draft.sex = TYPES[kind]
    draft.reference, draft.with_infant = reference.strip(), infant.strip() in ("1", "2")
    return draft


def _late(reading: Reading, segment: Segment) -> None:
    """A name after the flights: the booking's own again, or the first of a booking whose SRC was lost."""
    booking = reading.open(segment)
    names = _named(segment)
    if all(_known(booking, name) for name in names):
        reading.keep(segment, "service", "TIF")
        return
    if restarted(reading, segment):
        booking = reading.open(segment)
    for name in names:
        reading.traveller = booking.join(name)
    reading.place = Place.TRAVELLER


def _known(booking: BookingDraft, name: TravellerDraft) -> TravellerDraft | None:
    by_reference = booking.referred(name.reference)
    if by_reference and same_person(by_reference.family, by_reference.given, name.family, name.given):
        return by_reference
    for one in booking.travellers:
        if same_person(one.family, one.given, name.family, name.given):
            return one
    return None


def _checked(reading: Reading, segment: Segment) -> None:
    booking = reading.open(segment)
    name = _named(segment)[0]
    known = _known(booking, name) or (booking.referred(name.reference) if not name.family else None)
    if known is None:
        reading.say("traveller-only-at-check-in", segment)
        known = booking.join(name)
    known.checked_in = True
    reading.checked, reading.place = known, Place.CHECKED


def tri(reading: Reading, segment: Segment) -> None:
    """A checked-in traveller, named by reference here or by TIF next."""
    booking = reading.open(segment)
    reading.place = Place.CHECKED
    reference = segment.get(2, 3)
    reading.checked, reading.unknown = booking.referred(reference), None
    if reading.checked:
        reading.checked.checked_in = True
    elif reference:
        # Some senders number the check-in, not the traveller: then TIF, which follows, says who it is.
        reading.unknown = segment
    elif len(booking.travellers) == 1:
        reading.checked = booking.travellers[0]
        reading.checked.checked_in = True


def ssd(reading: Reading, segment: Segment) -> None:
    number = segment.get(1).lstrip("0").upper()
    if reading.checked is None:
        if reading.unknown is not None:
            reading.say("traveller-reference-unknown", reading.unknown, tag="TRI")
        reading.keep(segment, "service", "SSD")
    elif number not in NO_SEAT:
        leg = reading.flight.leg if reading.flight else None
        seated(
            reading.checked, number, leg.origin if leg else None, leg.destination if leg else None, segment.ordinal,
            segment.get(5) or None,
        )  # fmt: skip


def seated(
    traveller: TravellerDraft, number: str, origin: str | None, destination: str | None, segment: int,
    cabin: str | None = None,
) -> None:  # fmt: skip
    """One seat a flight: the same seat said twice is one."""
    for held in traveller.seats:
        if (held.number, held.origin, held.destination) == (number, origin, destination):
            return
    traveller.seats[Seat(number, origin, destination, cabin)] = segment


def tbd(reading: Reading, segment: Segment) -> None:
    """Bags: pieces and weight in element 2, tags from element 5 (or 4, where the pool was left out) on."""
    traveller = reading.checked or (reading.traveller if reading.place is Place.TRAVELLER else None)
    if traveller is None:
        reading.keep(segment, "service", "TBD")
        return
    count, weight = segment.get(2), segment.get(2, 1)
    if count.isdecimal() and len(count) < 4:
        traveller.bag_count = max(traveller.bag_count or 0, int(count))
    if weight.isdecimal() and len(weight) < 6:
        units = (segment.get(2, 2), segment.get(2, 3))
        kilograms = round(int(weight) * (POUND if "701" in units else 1.0), 1)
        traveller.bag_weight = max(traveller.bag_weight or 0.0, kilograms)
    for parts in segment.elements[3:]:
        if len(parts) > 1:
            traveller.bag_tags |= dict.fromkeys(_tags(parts))


def _tags(parts: tuple[str, ...]) -> list[str]:
    """carrier : first number : how many follow each other : destination."""
    number = parts[1].strip()
    has_digits = number.isdigit() or any(map(str.isdigit, number))
    if len(number) < 4 or not has_digits or parts[0].strip().upper() in ("HP", "MP"):
        return []
    count = parts[2].strip() if len(parts) > 2 else ""
    return consecutive(number, int(count)) if count.isdecimal() and len(count) < 4 else [number]


def fti(reading: Reading, segment: Segment) -> None:
    for parts in segment.elements:
        carrier, number = parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""
        status = next((part.strip() for part in parts[3:] if part.strip()), None) if len(parts) > 3 else None
        if number and reading.traveller is not None:
            key = (carrier or None, number)
            reading.traveller.flyers.setdefault(key, FrequentFlyer(*key, status))
        elif number:
            reading.keep(segment, "service", "FTI")


def tkt(reading: Reading, segment: Segment) -> None:
    booking = reading.open(segment)
    if reading.place in UNDER_NAME:
        reading.place = Place.TICKET
    number = segment.get(1).replace("-", "").replace(" ", "")
    if number:
        ticketed(booking, reading.traveller, number, segment.get(1, 1) or None, None)


def ticketed(
    booking: BookingDraft, traveller: TravellerDraft | None, number: str, kind: str | None, coupons: str | None
) -> None:
    """Thirteen digits; a fourteenth is the check digit."""
    if len(number) == TICKET_WITH_CHECK_DIGIT and number.isdigit():
        number = number[:-1]
    holder = booking.tickets if traveller is None else traveller.tickets
    if number not in holder:
        holder[number] = Ticket(number, kind, coupons)


def fop(reading: Reading, segment: Segment) -> None:
    booking = reading.open(segment)
    if reading.place in UNDER_NAME:
        reading.place = Place.PAYMENT
    for parts in segment.elements:
        kind, _, amount, vendor, account, expires = [*[part.strip() for part in parts[:6]], *[""] * 6][:6]
        holder = parts[10].strip() if len(parts) > 10 else ""
        if any((kind, amount, vendor, account)):
            shown = masked_number(account) if account.isdigit() and len(account) > 6 else account
            booking.payments.append(
                Payment(
                    kind or "?", vendor or None, shown or None, expires or None, amount or None, None, holder or None
                )
            )
