"""The bookings of a PNRGOV document, however broken it is.

Goes in: the trees that were found. Comes out: one element a booking, with its travellers and flights directly under it.
Never: a traveller left where a lost end tag put him, a booking within another.
"""

from __future__ import annotations

from typing import Final

from gotravel.wire.xml.elements import HELD, OF_BOOKING, OF_NAME, OF_TRAVELLER, RESUMED, Element

BOOKING: Final = "PNR"
REFERENCE: Final = "BookingRefID"
DIRECTLY: Final = frozenset({"Passenger", "Flight"})
CHECKING_IN: Final = frozenset({"CheckInInfo", "BoardingNumber"})
"""A traveller stands in these too."""
WITH_NAME: Final = frozenset({*OF_TRAVELLER, "SSR", "DOC_SSR"})
LEAVES: Final = frozenset(RESUMED) - {"IATA_PNRGOV_NotifRQ", *HELD}
WITHIN: Final = {
    **dict.fromkeys(LEAVES, frozenset(RESUMED)),
    "BoardingNumber": frozenset({"BoardingNumber"}),
    "CheckInInfo": frozenset({"CheckInInfo"}),
}
"""What never stands in an element, so that its end tag was lost before it. FareInfo may stand in what a ticket says."""


def bookings(roots: list[Element], *, is_broken: bool) -> list[Element]:
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
            if is_broken:
                _divide(one)
        elif one.name in DIRECTLY or one.name == REFERENCE or (around is not None and one.name in OF_BOOKING):
            if around is None:
                around = Element(BOOKING, {}, one.offset)
                found.append(around)
            around.children.append(one)
        else:
            stack += reversed(one.children)
    for one in found:
        _named(one)
    return found


def _named(booking: Element) -> None:
    """A traveller around names that stand alone, because the start tag before them was lost."""
    if not any(one.name in OF_NAME for one in booking.children):
        return
    children: list[Element] = []
    traveller: Element | None = None
    for one in booking.children:
        if one.name not in OF_NAME and (traveller is None or one.name not in WITH_NAME):
            children.append(one)
            traveller = None
            continue
        if traveller is None or (one.name in OF_NAME and traveller.is_named()):
            traveller = Element("Passenger", {}, one.offset)
            children.append(traveller)
        traveller.take(one)
    booking.children = children


def _straightened(booking: Element) -> list[Element]:
    """Moves up what a lost end tag left inside another element, and takes out the bookings that were within."""
    moved: list[Element] = []
    stack = [(child, False) for child in booking.children if child.name != BOOKING]
    while stack:
        one, checking_in = stack.pop()
        checking_in = checking_in or one.name in CHECKING_IN
        own = {BOOKING} if checking_in else {BOOKING, *DIRECTLY}
        moved += [child for child in one.children if child.name in own]
        stack += [(child, checking_in) for child in one.children if child.name != BOOKING]
        one.children = [child for child in one.children if child.name not in own]
    if moved:
        booking.children = sorted([*booking.children, *moved], key=lambda one: one.offset)
    inner = [one for one in booking.children if one.name == BOOKING]
    booking.children = [one for one in booking.children if one.name != BOOKING and not _is_empty_traveller(one)]
    return inner


def _is_empty_traveller(one: Element) -> bool:
    """What is left of an end tag that lost its stroke."""
    return one.name == "Passenger" and not (one.attributes or one.children or one.text.strip())


def _divide(booking: Element) -> None:
    """Puts behind an element what a lost end tag left in it: one traveller's seat is not another's."""
    within = [booking]
    while within:
        holder = within.pop()
        if holder.children:
            holder.children = _side_by_side(holder.children)
            within += holder.children


def _side_by_side(children: list[Element]) -> list[Element]:
    divided: list[Element] = []
    stack = children[::-1]
    while stack:
        one = stack.pop()
        divided.append(one)
        others = WITHIN.get(one.name)
        if others and any(child.name in others for child in one.children):
            stack += [child for child in reversed(one.children) if child.name in others]
            one.children = [child for child in one.children if child.name not in others]
    return divided
