"""Findings of the area `xml`: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "xml-ampersand-unescaped": (
        W,
        "The XML holds an ampersand that is not escaped; it was read as an ampersand.",
        "Send &amp; for an ampersand in a name or a text.",
    ),
    "xml-broken": (
        E,
        "The XML is broken at line {line}; reading went on at the next booking, traveller or flight.",
        "An element was not closed, or a character that XML forbids was sent.",
    ),
    "xml-encoding-wrong": (
        W,
        "The XML is not in the character set it names; it was read as {charset}.",
        "Send UTF-8 and say so in the XML declaration.",
    ),
    "xml-entities-refused": (
        E,
        "The XML declares entities; they are refused, and what follows was not read.",
        "Entities can make a small file fill a machine; PNRGOV needs none.",
    ),
    "xml-leg-inferred": (
        W,
        "The push names no flight; the only flight of its bookings was taken.",
        "FlightLeg is missing.",
    ),
    "xml-root-unknown": (
        W,
        "The root element is not IATA_PNRGOV_NotifRQ; the bookings in it were read all the same.",
        "Some senders wrap the bookings in an element of their own.",
    ),
    "xml-too-large": (E, "The XML holds more or deeper elements than a push can; the rest was not read.", "A limit."),
}
