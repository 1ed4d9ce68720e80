"""The bookings of a PNRGOV document, however broken it is.

Goes in: the trees that were found. Comes out: one element a booking, with its travellers and flights directly under it.
Never: a traveller left where a lost end tag put him, a booking within another.
"""

from __future__ import annotations

from typing import Final

from gotravel.wire.xml.elements import Element

BOOKING: Final = "PNR"
DIRECTLY: Final = frozenset({"Passenger", "Flight"})
CHECKING_IN: Final = frozenset({"CheckInInfo", "BoardingNumber"})
"""A traveller stands in these too."""


def bookings(roots: list[Element]) -> list[Element]:
    """In the document's order; travellers and flights around which no booking stands are one."""
    found: list[Element] = []
    around: Element | None = None
    stack = list(reversed(roots))
    while stack:
        one = stack.pop()
        if one.name == BOOKING:
            found.append(one)
            around = None
            stack += reversed(_straightened(one))
        elif one.name in DIRECTLY:
            if around is None:
                around = Element(BOOKING, {}, one.offset)
                found.append(around)
            around.children.append(one)
        else:
            stack += reversed(one.children)
    return found


def _straightened(booking: Element) -> list[Element]:
    """Moves up what a lost end tag left inside another element, and takes out the bookings that were within."""
    moved: list[Element] = []
    stack = [(child, False) for child in booking.children]
    while stack:
        one, checking_in = stack.pop()
        checking_in = checking_in or one.name in CHECKING_IN
        own = {BOOKING} if checking_in else {BOOKING, *DIRECTLY}
        moved += [child for child in one.children if child.name in own]
        stack += [(child, checking_in) for child in one.children]
        one.children = [child for child in one.children if child.name not in own]
    if moved:
        booking.children = sorted([*booking.children, *moved], key=lambda one: one.offset)
    inner = [one for one in booking.children if one.name == BOOKING]
    if inner:
        booking.children = [one for one in booking.children if one.name != BOOKING]
    return inner
