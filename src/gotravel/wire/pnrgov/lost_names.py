"""Travellers whose name segment was lost: a second passenger reference under one name in, a traveller to be named out.

Check-in, documents or an infant's announcement tell who it is. Never: one person made two by that, or a ticket given to
whoever happened to be named before.
"""

from __future__ import annotations

from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.draft import BookingDraft, TravellerDraft
from gotravel.wire.pnrgov.reading import Reading


def ref(reading: Reading, text: str, ordinal: int) -> None:
    """Each name has one reference: behind another one stands whoever's name was lost."""
    booking, traveller = reading.booking, reading.traveller
    if booking is None or traveller is None:
        return
    if traveller.ref is not None and traveller.ref != text:
        reading.say("traveller-name-lost", ordinal)
        traveller = reading.traveller = booking.join(TravellerDraft(ordinal, None, None))
        booking.lost.append(traveller)
        reading.place = at.TRAVELLER
    traveller.ref = text


def named(booking: BookingDraft, name: TravellerDraft) -> TravellerDraft | None:
    """The traveller of no name, if there is but one, under the name that is told at check-in."""
    lost = _nameless(booking)
    if len(lost) != 1:
        return None
    one = lost[0]
    one.family, one.given, one.kind, one.sex = name.family, name.given, name.kind, name.sex
    if name.reference and booking.referred(name.reference) is None:
        one.reference = name.reference
        booking.by_reference[name.reference.lstrip("0")] = one
    return one


def found_again(booking: BookingDraft, before: int) -> None:
    """The only traveller of no name is the only one whom a service told of that had no name segment."""
    lost, told = _nameless(booking), booking.travellers[before:]
    if len(lost) != 1 or len(told) != 1:
        return
    one, found = lost[0], told[0]
    found.tickets, found.flyers = one.tickets | found.tickets, one.flyers | found.flyers
    found.contacts = [*one.contacts, *found.contacts]
    booking.notes = [(*note[:3], found if note[3] is one else note[3], note[4]) for note in booking.notes]
    booking.travellers.remove(one)


def _nameless(booking: BookingDraft) -> list[TravellerDraft]:
    return [one for one in booking.lost if not (one.family or one.given or one.papers)]
