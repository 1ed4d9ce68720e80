"""Payment cards in free text: a text in, the same text with card numbers masked out (first six and last four stay).

A number is taken for a card's where its first digits, its length and its check digit fit, however it is grouped and
whatever stands before or behind it; tickets (13 digits) never are.
"""

from __future__ import annotations

import re
from string import digits
from typing import Final

from gotravel.domain.characters import asked_for, runs
from gotravel.domain.wire_segments import WireSegments

LEAST: Final = 14
LENGTHS: Final = (19, 16, 15, 14)
MOST: Final = LENGTHS[0]
TICKET: Final = 13
LEAST_BEHIND: Final = 3
"""Digits of a check or an expiry right behind a card's."""
PAYMENT: Final = "FOP"
"""The segment in which a number of as many digits as a ticket's is an account."""
TICKETS: Final = ("TKT", "SSR+TKN")
DOCUMENTS: Final = frozenset({"DOCS", "DOCO", "FOID"})
"""Services that hold a document's number, which may look like a card's and must be compared as it is."""
GROUPED: Final = frozenset({(0,), (0, 4, 8, 12), (0, 4, 8, 12, 16), (0, 4, 10)})
"""Where groups of a card's digits begin."""
BETWEEN: Final = " .,_\u00a0-"
GAP: Final = rf"[{BETWEEN}]{{0,3}}"
"""What may stand between two groups of digits: `4111 - 1111`."""
NUMBER: Final = re.compile(rf"\d(?:{GAP}\d){{{LEAST - 1},}}")
LEAST_OF_ACCOUNT: Final = 7
COVER: Final = "X"
ACCOUNT: Final = re.compile(rf"\d(?:{GAP}\d){{{LEAST_OF_ACCOUNT - 1},}}")
LONG: Final = re.compile(rf"\d(?:{GAP}\d){{12,}}")
NO_DIGIT: Final = re.compile(r"\D")
MAYBE: Final = re.compile(rf"\d[\d{BETWEEN}]{{{LEAST - 1}}}")
MAYBE_IN_ASCII: Final = re.compile(rf"[0-9][0-9{BETWEEN}]{{{LEAST - 1}}}")
"""The same, quicker."""
DOUBLED: Final = str.maketrans(digits, "0246813579")
"""Of a doubled digit, the sum of its digits."""
GOES_ON: Final = frozenset(digits + BETWEEN + "/")
OF_NUMBER: Final = asked_for("".join(GOES_ON))
"""Both a little too much: a slash is no part of a number, but with it there is one range where there were two, and hardly
anything more is found."""
ISSUED: Final = re.compile(
    r"2[2-7]\d{14}|3[47]\d{13}|3[0689]\d{12}|35\d{14}|4\d{15}(?:\d{3})?|5\d{15}(?:\d{3})?|6\d{15}(?:\d{3})?"
)
"""Mastercard, American Express, Diners, JCB, Visa, Maestro, Discover and UnionPay (ISO/IEC 7812)."""


def candidates(sent: WireSegments) -> frozenset[int]:
    """Ordinals (from 1) of the texts that `masked` may change: seen at once, because hardly any is one."""
    found = set() if sent.text.isascii() else {n for n, text in enumerate(sent.texts(), 1) if not text.isascii()}
    return frozenset(found.union([place + 1 for place in sent.holding(list(runs(sent.text, OF_NUMBER, LEAST)))]))


def long_numbers(sent: WireSegments) -> list[int]:
    """Places (from 0) of those that `masked` may change, and of payments that `masked_payment` may."""
    text, numbers = sent.text, list(runs(sent.text, OF_NUMBER, TICKET))
    long = sent.holding([at for at in numbers if text[at + TICKET : at + LEAST] in GOES_ON])
    paid = [place for place, tag in sent.beginning(sent.holding(numbers), len(PAYMENT)) if is_payment(tag)]
    return [*long, *paid]


def is_payment(text: str) -> bool:
    return text[:3].upper() == PAYMENT


def is_of_document(text: str) -> bool:
    return text[:3] == "SSR" and text[4:8] in DOCUMENTS


def masked(text: str) -> str:
    """`4111 1111 1111 1111` -> `411111XXXXXX1111`; where tickets stand, only what has more digits than one."""
    if len(text) < LEAST or not (MAYBE_IN_ASCII if text.isascii() else MAYBE).search(text):
        return text
    return NUMBER.sub(_masked_beside_tickets if text.startswith(TICKETS) else _masked_in, text)


def masked_account(text: str) -> str:
    """Of an account itself, whatever its digits are."""
    # Nearly all come covered, and what is not covered has too few digits.
    return ACCOUNT.sub(_covered_in, text) if len(text.lstrip(COVER)) >= LEAST_OF_ACCOUNT else text


def masked_payment(text: str) -> str:
    """Where an account stands among other things: whatever has as many digits."""
    return LONG.sub(_covered_in, text)


def is_card(number: str) -> bool:
    """Issuer digits, length and Luhn check digit."""
    if not ISSUED.fullmatch(number):
        return False
    return sum(map(int, number[::-2] + number[-2::-2].translate(DOUBLED))) % 10 == 0


def _masked_beside_tickets(found: re.Match[str]) -> str:
    return _shown(found.group(), LENGTHS[:-1])


def _masked_in(found: re.Match[str]) -> str:
    return _shown(found.group(), LENGTHS)


def _shown(text: str, lengths: tuple[int, ...]) -> str:
    """A card begins where digits or a group of them begin; what follows may be its expiry."""
    places = [at for at, character in enumerate(text) if character.isdigit()]
    shown, first, done = list[str](), 0, 0
    while first <= len(places) - LEAST:
        begins = first == 0 or places[first] > places[first - 1] + 1
        length = _length(text, places[first : first + MOST + LEAST_BEHIND], lengths) if begins else 0
        if length:
            end = places[first + length - 1] + 1
            shown += (text[done : places[first]], _covered(text[places[first] : end]))
            done = end
        first += length or 1
    return "".join([*shown, text[done:]])


def _length(text: str, places: list[int], lengths: tuple[int, ...]) -> int:
    """Of the card that its digits begin with, or 0."""
    numbers = "".join([text[at] for at in places])
    return next((n for n in lengths if len(numbers) >= n and is_card(numbers[:n]) and _ends(places, n)), 0)


def _ends(places: list[int], length: int) -> bool:
    """With a group of digits; or more of them follow at once, and those before stand as cards are grouped."""
    begins = [0, *(at for at in range(1, len(places)) if places[at] > places[at - 1] + 1)]
    if length == len(places) or length in begins:
        return True
    behind = next((at for at in begins if at > length), len(places)) - length
    return behind >= LEAST_BEHIND and tuple(at for at in begins if at < length) in GROUPED


def _covered_in(found: re.Match[str]) -> str:
    return _covered(found.group())


def _covered(text: str) -> str:
    """Without what groups the digits: the first six and last four of as many as a card has, else none."""
    numbers = NO_DIGIT.sub("", text)
    return numbers[:6] + COVER * (len(numbers) - 10) + numbers[-4:] if len(numbers) >= TICKET else COVER * len(numbers)
