"""What a message says about a traveller's being on the flight.

Goes in: the message, the person in it, whether its booking left the flight, the state on file. Comes out: the new
state. Never: a traveller lost.
"""

from __future__ import annotations

from gotravel.domain.message import Message, Person, Purpose
from gotravel.domain.travel import TravelState

FIRM = frozenset({TravelState.ON_BOARD, TravelState.NOT_ON_BOARD})


def state_of(message: Message, person: Person, cancelled: bool, before: TravelState | None) -> TravelState:
    if message.purpose is Purpose.CLOSE:
        return TravelState.NOT_ON_BOARD if message.on_board is False else TravelState.ON_BOARD
    if message.purpose in (Purpose.CANCEL, Purpose.FLIGHT_CANCELLED) or message.function == "RP":
        return TravelState.CANCELLED
    if cancelled:
        return TravelState.CANCELLED
    if before in FIRM:
        return before
    if person.checked_in or before is TravelState.CHECKED_IN:
        return TravelState.CHECKED_IN
    return TravelState.BOOKED
