"""Payment cards in free text: a text in, the same text with card numbers masked out (first six and last four stay).

A number is taken for a card's where length, first digits and check digit fit; tickets (13 digits) never are.
"""

from __future__ import annotations

import re
from string import digits
from typing import Final

from gotravel.domain.characters import asked_for, runs
from gotravel.domain.wire_segments import WireSegments

CANDIDATE: Final = re.compile(r"(?<![0-9A-Za-z])(?:\d[ -]?){13,18}\d(?![0-9])")
MAYBE: Final = re.compile(r"\d[\d -]{12}")
OF_NUMBER: Final = asked_for(f"{digits} -")
LEAST: Final = 13
GLUED: Final = re.compile(r"(?<![0-9])(?:VI|CA|MC|AX|DC|JC|DS|TP|CC|MA)(\d{14,19})(?![0-9])")


def candidates(sent: WireSegments) -> frozenset[int]:
    """Ordinals (from 1) of the texts that `masked` may change: seen at once, because hardly any is one."""
    found = set() if sent.text.isascii() else {n for n, text in enumerate(sent.texts(), 1) if not text.isascii()}
    return frozenset(found.union([place + 1 for place in sent.holding(list(runs(sent.text, OF_NUMBER, LEAST)))]))


def masked(text: str) -> str:
    """`4111 1111 1111 1111` -> `411111XXXXXX1111`."""
    if len(text) < 14 or not MAYBE.search(text):
        return text
    text = GLUED.sub(_glued, text)
    return CANDIDATE.sub(_candidate, text)


def masked_number(digits: str) -> str:
    """A card number already known to be one."""
    return digits[:6] + "X" * (len(digits) - 10) + digits[-4:] if len(digits) >= 13 else "X" * len(digits)


def is_card(digits: str) -> bool:
    """Length, issuer digits and Luhn check digit."""
    if not 14 <= len(digits) <= 19 or digits[0] not in "23456":
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _candidate(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return masked_number(digits) if is_card(digits) else match.group()


def _glued(match: re.Match[str]) -> str:
    digits = match.group(1)
    start = match.start(1) - match.start()
    return match.group()[:start] + masked_number(digits) if is_card(digits) else match.group()
