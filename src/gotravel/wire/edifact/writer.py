"""Writing EDIFACT: values in, escaped segments and whole interchanges out (ASCII text, no line breaks).

Never: an unescaped service character, a trailing empty element, or a letter that the character set announced has not.
"""

from __future__ import annotations

import re
import textwrap
from typing import Final

import msgspec
from anyascii import anyascii

SERVICE: Final = str.maketrans({"?": "??", "+": "?+", ":": "?:", "'": "?'"})
BREAKS: Final = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")
LEVELS: Final = {"UNOA": ("UNOA", "UNOB", "UNOC"), "UNOB": ("UNOB", "UNOC"), "IATA": ("IATA", "IATB")}
"""Character sets, the narrowest first, from which one is announced that has every letter sent."""
REPERTOIRES: Final = {
    **dict.fromkeys(("UNOA", "IATA"), re.compile(r"[A-Z0-9 .,()/=!\"%&*;<>'+:?-]*")),
    "UNOB": re.compile(r"[A-Za-z0-9 .,()/=!\"%&*;<>'+:?-]*"),
}
LONGEST_TEXT: Final = 512
"""Of one component of a free text (4440), of which a segment has five."""
TEXTS: Final = 5
Element = str | None | tuple[str | None, ...]


class Header(msgspec.Struct, frozen=True):
    """What UNB and UNG say. `prepared` is `YYYY-MM-DDTHH:MM`."""

    sender: str
    recipient: str
    prepared: str
    reference: str
    application: str | None = None
    syntax: tuple[str, str] = ("UNOA", "4")


def segment(tag: str, *elements: Element) -> str:
    """`segment("RFF", ("TN", "1"))` -> `RFF+TN:1'`."""
    written = [_element(element) for element in elements]
    while written and not written[-1]:
        written.pop()
    return "+".join([tag, *written]) + "'"


def _element(element: Element) -> str:
    parts = element if isinstance(element, tuple) else (element,)
    return ":".join(escaped(part or "") for part in parts).rstrip(":") if any(parts) else ""


def escaped(text: str) -> str:
    """Released, in ASCII, and without line breaks or control characters."""
    return written(text).translate(SERVICE)


def written(text: str) -> str:
    """`Zürich, Łódź` as `Zurich, Lodz`; a line break as a blank."""
    if text.isascii() and text.isprintable():
        return text
    line = BREAKS.sub(" ", text).strip()
    return "".join(character for character in anyascii(line) if character.isprintable())


def free_text(text: str) -> list[tuple[str, ...]]:
    """Any text in as many FTX as it needs: of each the components, divided between words."""
    parts = textwrap.wrap(written(text), LONGEST_TEXT, break_on_hyphens=False)
    return [tuple(parts[begin : begin + TEXTS]) for begin in range(0, len(parts), TEXTS)]


def _announced(syntax: tuple[str, str], text: str) -> tuple[str, str]:
    for level in LEVELS.get(syntax[0], ()):
        if level not in REPERTOIRES or REPERTOIRES[level].fullmatch(text):
            return level, syntax[1]
    return syntax


def interchange(
    header: Header,
    reference: str,
    name: tuple[str, ...],
    body: list[str],
    *,
    access: str | None = None,
    group: str | None = None,
    repetition: str = " ",
) -> str:
    """UNA to UNZ around one message. `name` is S009, `group` the message type for a UNG/UNE pair."""
    message = [segment("UNH", reference, name, access), *body]
    message.append(segment("UNT", str(len(message) + 1), reference))
    stamp = (header.prepared[2:10].replace("-", ""), header.prepared[11:16].replace(":", ""))
    grouped = message
    if group:
        ung = segment("UNG", group, header.sender, header.recipient, stamp, header.reference, name[3], name[1:3])
        grouped = [ung, *message, segment("UNE", "1", header.reference)]
    named = (header.sender, header.recipient, stamp, header.reference, "", header.application)
    syntax = _announced(header.syntax, "".join([segment("UNB", *named), *grouped]))
    first = segment("UNB", syntax, *named)
    return "".join([f"UNA:+.?{repetition}'", first, *grouped, segment("UNZ", "1", header.reference)])
