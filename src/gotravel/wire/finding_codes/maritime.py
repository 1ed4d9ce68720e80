"""Findings of the area `maritime`: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "ship-number-missing": (W, "The form names no IMO number of the ship.", "The name of a ship changes, its number does not."),
    "ship-number-wrong": (
        W,
        "The IMO number does not have seven digits of which the last is the check digit.",
        "The last digit is that of the sum of the others times 7, 6, 5, 4, 3, 2.",
    ),
    "voyage-direction-missing": (
        W,
        "The form does not say whether the ship arrives or departs; its date was taken for the arrival.",
        "Mark arrival or departure, or leave out the port that does not matter.",
    ),
    "voyage-ports-missing": (W, "The form names no port.", "Port of arrival or departure, last and next port as UN/LOCODE."),
    "maritime-xml-field-unknown": (
        I,
        "Kinds of element that are not known were kept apart: {count}.",
        "Elements of a person that no list has.",
    ),
}  # fmt: skip
