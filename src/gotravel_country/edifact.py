"""Writing EDIFACT as carriers do, with counts that are right.

Goes in: segments as tags and elements. Comes out: an interchange as text. Never: an unescaped service character.
"""

from __future__ import annotations

from datetime import datetime

from gotravel_country.journeys import Carrier

Component = str
Element = str | tuple[Component, ...]


def seg(tag: str, *elements: Element) -> str:
    text = "+".join(
        [tag, *(":".join(map(_escaped, e)).rstrip(":") if isinstance(e, tuple) else _escaped(e) for e in elements)]
    )
    return text.rstrip("+")


def _escaped(text: str) -> str:
    return "".join("?" + c if c in "?+:'" else c for c in text)


def interchange(
    carrier: Carrier,
    prepared: datetime,
    reference: str,
    kind: str,
    name: tuple[str, ...],
    body: list[str],
    *,
    access: str = "",
    part: str = "",
) -> bytes:
    syntax = ("IATA", "1") if kind == "PNRGOV" else ("UNOA", "4")
    head = seg(
        "UNB",
        syntax,
        (carrier.code + "AIR", "ZZ"),
        ("QMDPIU", "ZZ"),
        (f"{prepared:%y%m%d}", f"{prepared:%H%M}"),
        reference,
        "",
        kind if kind == "PNRGOV" else "APIS",
    )
    series = tuple(part.split(":")) if part else ""
    first = seg("UNH", "1", name, access, series)
    message = [first, *body]
    message.append(seg("UNT", str(len(message) + 1), "1"))
    lines = [head, *message, seg("UNZ", "1", reference)]
    ending = "'\r\n" if carrier.newline else "'"
    advice = (
        ("UNA:+.?*'" if kind == "PNRGOV" else "UNA:+.? '") + ("\r\n" if carrier.newline else "")
        if carrier.advice
        else ""
    )
    text = advice + "".join(line + ending for line in lines)
    return (_typeb(carrier, prepared, text) if carrier.typeb else text).encode("ascii")


def _typeb(carrier: Carrier, prepared: datetime, text: str) -> str:
    """Address and origin lines around the text, as a message switch adds them."""
    return f"\x01QU QMDPI{carrier.code}\r\n.{carrier.code}HQ{carrier.code[0]}X {prepared:%d%H%M}\r\n\x02{text}\r\n\x03"
