"""Where in the grammar the reader of a push stands. Goes in: nothing. Comes out: numbers, in the order of the grammar. Never: an
enumeration: they are compared for every segment, and a number is compared in machine code.
"""

from __future__ import annotations

from typing import Final

PUSH: Final = 0
BOOKING: Final = 1
TRAVELLER: Final = 2
TICKET: Final = 3
PAYMENT: Final = 4
FLIGHT: Final = 5
CHECK_IN: Final = 6
CHECKED: Final = 7
SPLIT: Final = 8
SERVICE: Final = 9
SERVED: Final = 10
"""Behind the one TVL of a service."""
HISTORY: Final = 11


def under_name(place: int) -> bool:
    """What stands here is about the traveller named last."""
    return TRAVELLER <= place <= PAYMENT
