"""Service characters: the text around UNA and UNB in, the separators in force out.

UNA is believed where it fits what follows; where it does not (damaged by a converter, five characters), the separators
are taken from UNB and the first tag after it. Never raises.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from gotravel.wire.edifact.tags import KNOWN

B: Final = r"[\r\n]*"  # A folded line may break anywhere, even inside a tag.
# The lookbehind stands after the first letter, so that the search runs on the letter.
_INTERCHANGE: Final = (
    rf"U(?<![A-Za-z0-9]U){B}[NI]{B}B{B}[ ]?(?P<element>[^\w\s]){B}(?:[A-Z]{B}){{0,6}}(?P<component>[^\w\s])"
)
INTERCHANGE: Final = re.compile(_INTERCHANGE)
LOWER_INTERCHANGE: Final = re.compile(_INTERCHANGE, re.IGNORECASE)
ADVICE: Final = re.compile(rf"U{B}N{B}A(?P<service>[^\r\nA-Za-z0-9](?:{B}[^\r\nA-Za-z0-9]){{0,12}}{B})\Z")
HEADER: Final = re.compile(rf"(?P<terminator>[^\w\s])\s*U{B}[NI]{B}[HG]{B}[ ]?(?P<element>[^\w\s])", re.IGNORECASE)
MESSAGE: Final = re.compile(
    rf"(?<![A-Za-z0-9])U{B}[NI]{B}H{B}[ ]?(?P<element>[^\w\s])[^\r\n]{{0,40}}?(?P=element){B}"
    rf"(?:[A-Z]{B}){{6}}(?P<component>[^\w\s])",
    re.IGNORECASE,
)
RELEASES: Final = ("?", "\\")
FIRST: Final = "|".join(B.join(tag) for tag in ("BGM", "MSG", "UCI", "TDT", "CTA", "ORG", "NAD", "RFF", "EQN", "SRC"))
LOOKED_AT: Final = 3_000
"""Characters that show which separators are in use."""
Pair = tuple[str, str]
"""What divides elements, and what divides components."""
USUAL_PAIR: Final = ("+", ":")
AFTER_HEADER: Final = re.compile(rf"(?P<terminator>[^\w\s])\s*(?:{FIRST})(?P<element>[^\w\s])", re.IGNORECASE)


class Separators(msgspec.Struct, frozen=True):
    element: str = "+"
    component: str = ":"
    terminator: str = "'"
    release: str = "?"
    repetition: str = ""
    inferred: bool = False
    """UNA was there, but damaged or not what the text uses."""
    undeclared_release: str = ""
    """What the text escapes with, where the declared release character never appears."""
    line_terminated: bool = False
    """No terminator at all: each line is a segment."""


def interchanges(text: str) -> list[re.Match[str]]:
    """Where an interchange begins, in upper case or (where no upper-case one is) in lower case."""
    return list(INTERCHANGE.finditer(text)) or list(LOWER_INTERCHANGE.finditer(text))


def header_of(body: str) -> re.Match[str] | None:
    return LOWER_INTERCHANGE.match(body)


def separators(advice: str | None, body: str) -> Separators:
    """Of one interchange: `advice` is what stands after UNA (None without UNA), `body` begins with UNB or UNH."""
    element, component = _most_used(advice, body)
    declared = _declared(advice, element, component, body) if advice is not None else None
    if declared:
        return declared
    terminator = _terminator(body, element, component)
    line_terminated = terminator is None
    return Separators(
        element, component, terminator or "\n", inferred=advice is not None, line_terminated=line_terminated,
        undeclared_release=_undeclared("?", body, terminator or "\n", element, component),
    )  # fmt: skip


def _most_used(advice: str | None, body: str) -> Pair:
    """Of what the headers of interchange and message say, where one of them is damaged: what most tags stand before."""
    said = _from_header(header_of(body) or MESSAGE.match(body))
    other = _from_header(MESSAGE.search(body, 3, LOOKED_AT))
    if other is None or said == other:
        return said or USUAL_PAIR
    declared = (advice[1:2], advice[:1]) if advice else None
    pairs = [pair for pair in (said, other, USUAL_PAIR) if pair]
    return max(pairs, key=lambda pair: (_tags_before(pair[0], body), pair == declared, pair[1] == USUAL_PAIR[1]))


def _tags_before(element: str, body: str) -> int:
    found = re.findall(rf"[A-Z]{{3}}(?={re.escape(element)})", body[:LOOKED_AT])
    return sum(tag in KNOWN for tag in found)


def _from_header(match: re.Match[str] | None) -> Pair | None:
    if not match:
        return None
    return match["element"], ":" if match["component"] == match["element"] else match["component"]


def _declared(advice: str, element: str, component: str, body: str) -> Separators | None:
    """UNA as sent, where its six characters are distinct and agree with UNB."""
    service = advice.replace("\r", "").replace("\n", "") if len(advice.strip("\r\n")) >= 6 else advice
    if len(service) < 6 or service[0] != component or service[1] != element:
        return None
    release, repetition, terminator = service[3], service[4], service[5]
    if (
        terminator in (element, component)
        or terminator not in body
        or not _ends_header(terminator, body, element, component)
    ):
        return None
    return Separators(
        element, component, "\n" if terminator in "\r\n" else terminator, release if release != " " else "",
        "" if repetition == " " else repetition,
        undeclared_release=_undeclared(release, body, terminator, element, component),
    )  # fmt: skip


def _ends_header(terminator: str, body: str, element: str, component: str) -> bool:
    """Whether the declared terminator is the one that stands before the first message, or that one is a damaged one."""
    seen = None if terminator in "\r\n" else _before_next(body, element, component)
    return seen is None or seen == terminator or _is_rarer(seen, terminator, body)


def _is_rarer(seen: str, terminator: str, body: str) -> bool:
    looked_at = body[:LOOKED_AT]
    return looked_at.count(seen) == 1 and looked_at.count(terminator) > 1


def _undeclared(release: str, body: str, terminator: str, element: str, component: str) -> str:
    """`?` or a backslash before a service character, where the release character in force is nowhere in the text.

    Not a backslash before a terminator that a segment follows: there it is the last character of a value.
    """
    if release != " " and release in body:
        return ""
    end, rest = re.escape(terminator), re.escape(element + component)
    for other in RELEASES:
        sign = re.escape(other)
        used = other != release and other in body and re.search(rf"{sign}[{end}{rest}{sign}]", body)
        if used and not (other == "\\" and re.search(rf"{sign}{end}\s*[A-Z]{{3}}[{end}{rest}]", body)):
            return other
    return ""


def _terminator(body: str, element: str, component: str) -> str | None:
    """The terminator where none is declared; None: lines are segments."""
    seen = _before_next(body, element, component)
    if seen and _is_rarer(seen, "'", body) and "'" not in (element, component):
        return "'"
    return seen or (None if "\n" in body and "'" not in body and '"' not in body else "'")


def _before_next(body: str, element: str, component: str) -> str | None:
    """The character before UNH or UNG (or, without UNB, before the segment after UNH), if it is none of the separators."""
    for pattern in (HEADER, AFTER_HEADER):
        for match in pattern.finditer(body, 3, 3000):
            if match["element"] == element and match["terminator"] not in (element, component, "?"):
                return match["terminator"]
    return None
