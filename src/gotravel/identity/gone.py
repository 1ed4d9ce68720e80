"""Who is no longer on the flight, judged by whom a message leaves out.

Goes in: the message, what it told, what was known. Comes out: travellers with their new state. Never: an absence read
into a list that does not claim to be whole (a part of a series, an excerpt, an interactive request).
"""

from __future__ import annotations

import msgspec

from gotravel.domain.message import Kind, Message, PersonKind, Purpose
from gotravel.domain.travel import Booking, FlightLeg, Traveller, TravelState
from gotravel.identity.changes import Circumstances, Known

PRESENT = frozenset({TravelState.BOOKED, TravelState.CHECKED_IN, TravelState.ON_BOARD})


def now_gone(
    message: Message,
    flight: FlightLeg,
    bookings: tuple[Booking, ...],
    told: tuple[Traveller, ...],
    known: Known,
    around: Circumstances,
) -> tuple[Traveller, ...]:
    named = {traveller.id for traveller in told}
    others = [t for t in known.travellers if t.flight_leg == flight.id and t.id not in named]
    if message.purpose is Purpose.FLIGHT_CANCELLED:
        return tuple(_moved(t, TravelState.CANCELLED) for t in others if t.state in PRESENT)
    if message.purpose is Purpose.CLOSE:
        return _after_close(message, others)
    if message.kind is Kind.PNRGOV:
        return _after_push(message, bookings, others, around)
    return _after_list(message, others)


def _after_push(
    message: Message, bookings: tuple[Booking, ...], others: list[Traveller], around: Circumstances
) -> tuple[Traveller, ...]:
    """Within a booking that was pushed, whoever is not named left it; in a whole full push, so did whole bookings."""
    pushed = {booking.id: booking.state for booking in bookings}
    whole = message.purpose is Purpose.FULL and around.whole_series and not _lossy(message)
    elsewhere = {locator for _, locator in around.siblings}
    moved = []
    for traveller in others:
        if traveller.state not in PRESENT or traveller.booking is None:
            continue
        state = pushed.get(traveller.booking)
        if state is TravelState.CANCELLED:
            moved.append(_moved(traveller, TravelState.CANCELLED))
        elif state is not None or (whole and traveller.person.locator not in elsewhere):
            moved.append(_moved(traveller, TravelState.GONE))
    return tuple(moved)


def _after_list(message: Message, others: list[Traveller]) -> tuple[Traveller, ...]:
    """A later whole API list replaces the former one; those known from a booking too stay booked."""
    if not _whole_list(message):
        return ()
    crew = message.purpose is Purpose.CREW
    return tuple(
        _moved(traveller, TravelState.GONE)
        for traveller in others
        if traveller.state in PRESENT
        and traveller.pnr_message is None
        and (traveller.person.kind is PersonKind.CREW) == crew
    )


def _after_close(message: Message, others: list[Traveller]) -> tuple[Traveller, ...]:
    """`CLOB` names who is on board, `CLNB` who is not; the others are the opposite, crew aside."""
    if message.on_board is None or not _counts_agree(message):
        return ()
    state = TravelState.NOT_ON_BOARD if message.on_board else TravelState.ON_BOARD
    return tuple(
        _moved(t, state) for t in others if t.person.kind is not PersonKind.CREW and t.state in PRESENT | {state}
    )


def _whole_list(message: Message) -> bool:
    plain = message.purpose in (Purpose.PASSENGERS, Purpose.CREW) and not message.transaction and message.part is None
    return plain and message.declared_count is not None and _counts_agree(message) and not _lossy(message)


def _counts_agree(message: Message) -> bool:
    return message.declared_count is None or message.declared_count == len(message.passengers)


def _lossy(message: Message) -> bool:
    """Where data were lost, an absence may be ours, not the traveller's."""
    return any(finding.severity == "error" for finding in message.findings)


def _moved(traveller: Traveller, state: TravelState) -> Traveller:
    return msgspec.structs.replace(traveller, state=state)
