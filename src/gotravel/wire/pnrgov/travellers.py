"""Travellers as they are met: TIF, FTI, TKT, FOP, TRI, SSD and TBD in, drafts of persons out.

Never raises. A name that belongs to nobody met so far makes a person of its own: nobody is dropped.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.cards import masked_account
from gotravel.domain.message import FrequentFlyer, Payment, PersonKind, Seat, Sex, Ticket
from gotravel.wire.bag_tags import consecutive
from gotravel.wire.edifact.segment import Segment
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.brackets import infants_of
from gotravel.wire.pnrgov.draft import BookingDraft, TravellerDraft
from gotravel.wire.pnrgov.names import same_person, spelled
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
    "INS": (PersonKind.INFANT, None),
    "766": (PersonKind.INFANT, None),
    "767": (PersonKind.INFANT, None),
    "G": (PersonKind.GROUP, None),
}
CHECKING_IN: Final = frozenset({at.CHECK_IN, at.CHECKED})
LEAST_TAG: Final = 4
NO_SEAT: Final = frozenset({"", "XXX", "INF", "NONE", "NIL"})
POUND: Final = 0.45359237
TICKET_WITH_CHECK_DIGIT: Final = 14


def tif(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    place, booking = reading.place, reading.booking
    if place in CHECKING_IN:
        _checked(reading, segment, text, element, component)
        return
    known = booking.as_told.get(text) if booking is not None else None
    if known is not None and (known.reference or known.kind is PersonKind.GROUP) and place <= at.PAYMENT:
        reading.say("segment-repeated", segment, tag="TIF")
        reading.traveller, reading.place = known, at.TRAVELLER
        return
    names = _named(reading, segment, text, element, component)
    if booking is not None and place >= at.FLIGHT:
        _late(reading, segment, names)
        return
    booking = booking or reading.open(segment)
    reading.place = at.TRAVELLER
    for name in names:
        reading.traveller = booking.join(name)
        booking.as_told.setdefault(text, name)
        if name.kind is PersonKind.GROUP:
            booking.group_name = booking.group_name or name.family
        elif name.given and "(" in name.given:
            for infant in infants_of(name, TYPES, reading.departure):
                booking.join(infant)
        if name.is_of_unknown_type:
            reading.say("traveller-type-unknown", segment)


def looks_like_name(segment: Segment) -> bool:
    """A damaged TIF: surname, then given name with a known type or a number, and nothing long."""
    kind, reference = segment.get(2, 1).upper(), segment.get(2, 2)
    letters = (segment.get(1) + segment.get(2)).replace(" ", "").replace("'", "").replace("-", "")
    told = kind in TYPES or (not kind and reference.isdigit())
    return bool(segment.get(2)) and letters.isalpha() and told and len(reference) <= 5


def _named(reading: Reading, segment: Segment, text: str, element: str, component: str) -> list[TravellerDraft]:
    """The guide says one name a segment; several are read all the same, where they look like names."""
    _, family, given, *more = (text + element * 2).split(element)
    family, group, *_ = (family + component).split(component)
    spaced = _spaced(family)
    if more and component not in given and more[0].split(component)[0].upper() in TYPES:
        # `ELISE MRS+A:1`: the type stands behind the wrong sign.
        reading.say("separator-damaged", segment, tag="TIF")
        given += component + more.pop(0)
    named = [_traveller(segment.ordinal, spaced, group, given, component)]
    for other in more:
        if _is_named(other, component):
            named.append(_traveller(segment.ordinal, spaced, group, other, component))
    return named


def _is_named(composite: str, component: str) -> bool:
    """A given name, with a type of traveller if with anything."""
    given, kind, *_ = (composite + component).split(component)
    return len(given.strip()) > 1 and (not kind or kind.upper() in TYPES) and any(map(str.isalpha, given))


def _traveller(ordinal: int, family: str | None, group: str, parts: str, component: str) -> TravellerDraft:
    given, kind, reference, infant, *_ = (parts + component * 3).split(component)
    draft, kind = TravellerDraft(ordinal, family, _spaced(given)), kind.upper()
    if kind == "G" or group.upper() == "G":
        draft.kind = PersonKind.GROUP
    elif kind in TYPES:
        draft.kind, draft.sex = TYPES[kind]
    elif kind:
        draft.is_of_unknown_type = True
    draft.reference = reference
    if infant in ("1", "2"):
        draft.with_infant = True
    return draft


def _spaced(name: str) -> str | None:
    """One blank between words."""
    return name if name.isalpha() else " ".join(name.split()) or None


def _late(reading: Reading, segment: Segment, names: list[TravellerDraft]) -> None:
    """A name after the flights: the booking's own again, or the first of a booking whose SRC was lost."""
    booking = reading.open(segment)
    if restarted(reading, segment):
        booking = reading.open(segment)
    elif all(_known(booking, name) for name in names):
        reading.keep(segment, "service", "TIF")
        return
    for name in names:
        reading.traveller = booking.join(name)
    reading.place = at.TRAVELLER


def _known(booking: BookingDraft, name: TravellerDraft) -> TravellerDraft | None:
    by_reference = booking.referred(name.reference)
    if by_reference and same_person(by_reference.family, by_reference.given, name.family, name.given):
        return by_reference
    for one in booking.travellers:
        if same_person(one.family, one.given, name.family, name.given):
            return one
    return None


def _checked(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking, referred = reading.booking or reading.open(segment), reading.referred
    known = booking.as_told.get(text)
    # Word for word as before: with a reference there can be no doubt who it is.
    certain = known is not None and known.reference and booking.referred(known.reference) is known
    if known is None or not certain or (referred is not None and referred is not known):
        name = _named(reading, segment, text, element, component)[0]
        if referred is None and restarted(reading, segment):
            tif(reading, segment, text, element, component)
            return
        known = _checked_in(booking, name, referred)
        if known is None:
            reading.say("traveller-only-at-check-in", segment)
            known = booking.join(name)
    if referred is not None and referred is not known:
        referred.checked_in = reading.was_checked_in
    known.checked_in = True
    reading.checked, reading.referred, reading.place = known, None, at.CHECKED


def _checked_in(booking: BookingDraft, name: TravellerDraft, referred: TravellerDraft | None) -> TravellerDraft | None:
    """Whom the check-in refers to, unless somebody else is named letter by letter; then by the name's own reference, by its
    letters and by its likeness, those first who are not checked in yet: father and son may have one name."""
    if not name.family:
        return referred or booking.referred(name.reference)
    others = sorted(booking.travellers, key=_is_checked_in)
    exact = [one for one in others if spelled(one.family, one.given, name.family, name.given)]
    if referred is not None and (referred in exact or (not exact and _fits(referred, name))):
        return referred
    own = booking.referred(name.reference)
    if own is not None and _completed(own, name):
        return own
    if own is not None and _fits(own, name):
        return own
    return next(iter(exact), None) or next((one for one in others if _fits(one, name)), None)


def _completed(own: TravellerDraft, name: TravellerDraft) -> bool:
    """Whether a half of its own name was lost and the other half is the same: then the check-in tells the whole."""
    if own.family and own.given:
        return False
    same = own.family in (None, name.family) and own.given in (None, name.given)
    if same:
        own.family, own.given = name.family, name.given
    return same


def _is_checked_in(one: TravellerDraft) -> bool:
    return one.checked_in is True


def _fits(one: TravellerDraft, name: TravellerDraft) -> bool:
    return same_person(one.family, one.given, name.family, name.given)


def tri(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """A checked-in traveller, named by reference here or by TIF next."""
    _, _, told, *_ = (text + element * 2).split(element)
    reference = (told + component * 3).split(component)[3]
    booking = reading.booking or reading.open(segment)
    reading.place = at.CHECKED
    reading.checked = reading.referred = booking.referred(reference)
    reading.unknown = None
    if reading.checked:
        reading.was_checked_in, reading.checked.checked_in = reading.checked.checked_in, True
    elif reference:
        # Some senders number the check-in, not the traveller: then TIF, which follows, says who it is.
        reading.unknown = segment
    elif len(booking.travellers) == 1:
        reading.checked = booking.travellers[0]
        reading.checked.checked_in = True


def ssd(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    _, number, _, _, _, cabin, *_ = (text + element * 5).split(element)
    number = number.partition(component)[0].lstrip("0").upper()
    if reading.checked is None:
        if reading.unknown is not None:
            reading.say("traveller-reference-unknown", reading.unknown, tag="TRI")
        reading.keep(segment, "service", "SSD")
    elif number not in NO_SEAT:
        flight = reading.flight
        origin, destination = (flight.leg.origin, flight.leg.destination) if flight else (None, None)
        seated(reading.checked, number, origin, destination, segment.ordinal, cabin.partition(component)[0] or None)


def seated(
    traveller: TravellerDraft, number: str, origin: str | None, destination: str | None, segment: int,
    cabin: str | None = None,
) -> None:  # fmt: skip
    """One seat a flight: the same seat said twice is one."""
    for held in traveller.seats:
        if held.number == number and held.origin == origin and held.destination == destination:
            return
    traveller.seats[Seat(number, origin, destination, cabin)] = segment


def tbd(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """Bags: pieces and weight in element 2, tags from element 5 (or 4, where the pool was left out) on."""
    traveller = reading.checked or (reading.traveller if reading.place == at.TRAVELLER else None)
    if traveller is None:
        reading.keep(segment, "service", "TBD")
        return
    _, _, pieces, _, *tags = (text + element * 3).split(element)
    count, weight, *units = (pieces + component).split(component)
    if count.isdecimal() and len(count) < 4:
        traveller.bag_count = max(traveller.bag_count or 0, int(count))
    if weight.isdecimal() and len(weight) < 6:
        kilograms = round(int(weight) * POUND, 1) if "701" in units[:2] else float(weight)
        traveller.bag_weight = max(traveller.bag_weight or 0.0, kilograms)
    for tag in tags:
        if len(tag) > LEAST_TAG:
            carrier, number, count, *_ = (tag + component * 2).split(component)
            traveller.bag_tags |= dict.fromkeys(_tags(carrier, number, count))


def _tags(carrier: str, number: str, count: str) -> list[str]:
    """carrier : first number : how many follow each other : destination."""
    if len(number) < LEAST_TAG or carrier.upper() in ("HP", "MP"):
        return []
    if not (number.isdigit() or any(map(str.isdigit, number))):
        return []
    return consecutive(number, int(count)) if count.isdecimal() and len(count) < 4 else [number]


def fti(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    for told in text.split(element)[1:]:
        carrier, number, *rest = (told + component).split(component)
        status = next(filter(None, rest[1:]), None)
        if number and reading.traveller is not None:
            key = (carrier or None, number)
            reading.traveller.flyers.setdefault(key, FrequentFlyer(*key, status))
        elif number:
            reading.keep(segment, "service", "FTI")


def tkt(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking = reading.booking or reading.open(segment)
    if at.under_name(reading.place):
        reading.place = at.TICKET
    _, told, *_ = (text + element).split(element)
    number, kind, *_ = (told + component).split(component)
    if not number.isalnum():
        number = number.replace("-", "").replace(" ", "")
    if number:
        ticketed(booking, reading.traveller, number, kind or None, None)


def ticketed(
    booking: BookingDraft, traveller: TravellerDraft | None, number: str, kind: str | None, coupons: str | None
) -> None:
    """Thirteen digits; a fourteenth is the check digit."""
    if len(number) == TICKET_WITH_CHECK_DIGIT and number.isdigit():
        number = number[:-1]
    holder = booking.tickets if traveller is None else traveller.tickets
    if number not in holder:
        holder[number] = Ticket(number, kind, coupons)


def fop(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    booking = reading.booking or reading.open(segment)
    if at.under_name(reading.place):
        reading.place = at.PAYMENT
    for told in text.split(element)[1:]:
        kind, _, amount, vendor, account, expires, *rest = (told + component * 5).split(component)
        holder = rest[4] if len(rest) > 4 else ""
        if kind or amount or vendor or account:
            shown = masked_account(account)
            booking.payments.append(
                Payment(
                    kind or "?", vendor or None, shown or None, expires or None, amount or None, None, holder or None
                )
            )
