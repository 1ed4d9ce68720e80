"""Writing EDIFACT: values in, escaped segments and whole interchanges out (text, ASCII separators, no line breaks).

Never: an unescaped service character, or a trailing empty element.
"""

from __future__ import annotations

from typing import Final

import msgspec

SERVICE: Final = str.maketrans({"?": "??", "+": "?+", ":": "?:", "'": "?'"})
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
    """Released, and without line breaks or control characters."""
    return "".join(character for character in text if character.isprintable()).translate(SERVICE)


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
    first = segment(
        "UNB", header.syntax, header.sender, header.recipient, stamp, header.reference, "", header.application
    )
    grouped = message
    if group:
        ung = segment("UNG", group, header.sender, header.recipient, stamp, header.reference, name[3], name[1:3])
        grouped = [ung, *message, segment("UNE", "1", header.reference)]
    return "".join([f"UNA:+.?{repetition}'", first, *grouped, segment("UNZ", "1", header.reference)])
