"""Infants that nothing names: a booking whose services are understood in, with whom each infant travels out.

An infant's ticket under an adult's reference is an infant's; a mark alone (9946) is told, and makes nobody: it says neither
who nor whether the name stands in another message. Never: an infant counted twice, or given to an adult by guesswork.
"""

from __future__ import annotations

from typing import Final

from gotravel.domain.message import PersonKind
from gotravel.wire.pnrgov.draft import BookingDraft, TravellerDraft
from gotravel.wire.pnrgov.names import letters
from gotravel.wire.pnrgov.reading import Reading

ONLY_TOLD: Final = "infant-only-told"
ONLY_MARKED: Final = "infant-only-marked"


def accompanied(reading: Reading, booking: BookingDraft) -> None:
    """The infants of adults who are marked: by their place, then by their family; a mark without an infant is told."""
    adults = [one for one in booking.travellers if one.with_infant and one.ward is None]
    for find in (_next, _of_family):
        adults = [adult for adult in adults if not _linked(adult, find(booking, adult))]
    for adult in adults[len(_free(booking)) :]:
        reading.say(ONLY_MARKED, adult.segment)


def infant_with(
    reading: Reading, booking: BookingDraft, adult: TravellerDraft | None, segment: int, code: str = ONLY_TOLD
) -> TravellerDraft | None:
    """Whom a service without a name under the adult's reference is about; None where it may be one of several."""
    if adult is None:
        infants = [one for one in booking.travellers if one.kind is PersonKind.INFANT]
        if infants:
            return infants[0] if len(infants) == 1 else None
    elif infant := (adult.ward or _next(booking, adult) or _of_family(booking, adult)):
        return infant
    free = _free(booking)
    if len(free) > 1:
        return None
    return free[0] if free else _unnamed(reading, booking, adult, segment, code)


def _linked(adult: TravellerDraft, infant: TravellerDraft | None) -> bool:
    if infant is not None:
        infant.travels_with(adult)
    return infant is not None


def _unnamed(
    reading: Reading, booking: BookingDraft, adult: TravellerDraft | None, segment: int, code: str = ONLY_TOLD
) -> TravellerDraft:
    reading.say(code, segment)
    infant = TravellerDraft(segment, None, None)
    infant.kind = PersonKind.INFANT
    infant.travels_with(adult)
    return booking.join(infant)


def _next(booking: BookingDraft, adult: TravellerDraft) -> TravellerDraft | None:
    """The infant whose name follows the adult's; of a crowd nobody is looked for."""
    if booking.is_crowd():
        return None
    place = booking.travellers.index(adult) + 1
    return next((one for one in booking.travellers[place : place + 1] if one in _free(booking)), None)


def _of_family(booking: BookingDraft, adult: TravellerDraft) -> TravellerDraft | None:
    """The only infant of the adult's family."""
    family = [one for one in _free(booking) if letters(one.family) == letters(adult.family)]
    return family[0] if len(family) == 1 else None


def _free(booking: BookingDraft) -> list[TravellerDraft]:
    """Infants of whom it is not known with whom they travel; none of a crowd."""
    if booking.is_crowd():
        return []
    return [one for one in booking.travellers if one.kind is PersonKind.INFANT and one.guardian is None]
