"""Findings of lists of trains and coaches: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, I = Severity.ERROR, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "json-damaged": (
        E,
        "The JSON document is damaged or too large; the persons that stand whole in it were read.",
        "A document that breaks off, or a value that is not closed.",
    ),
    "traveller-no-person": (
        I,
        "{count} passengers of the document are animals or things and made no person.",
        "OSDM sells places to dogs, bicycles and cars as passengers.",
    ),
}
