"""Findings of machine-readable zones: code -> (severity, sentence, meaning). Never: a value of a zone in a sentence."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "mrz-check-digit-wrong": (
        W,
        "The check digit of {field} does not fit.",
        "The zone was read or typed wrongly, or its State computes otherwise.",
    ),
    "mrz-composite-wrong": (W, "The check digit over the whole zone does not fit.", "See mrz-check-digit-wrong."),
    "mrz-date-unreadable": (
        W,
        "A character of {field} is no digit.",
        "A letter whose value differs by ten from the digit's escapes the check digit.",
    ),
    "mrz-date-partial": (
        W,
        "The zone tells {field} only in part, or not at all; a list leaves it empty.",
        "Fillers stand for a day, a month or a year that is not known.",
    ),
    "mrz-sex-unreadable": (
        W,
        "The sex in the zone is none that a zone can tell; it was left empty.",
        "M, F, X and a filler are known.",
    ),
    "mrz-characters-repaired": (
        W,
        "{count} characters of {field} were read as the letter or digit that they look like.",
        "O and 0, I and 1, S and 5, B and 8, Z and 2, G and 6 are confused by readers.",
    ),
    "mrz-number-repaired": (
        W,
        "A character of the document number was replaced by the one it looks like; the check digits prove it.",
        "Only where exactly one replacement satisfies every check digit.",
    ),
    "mrz-fillers-repaired": (
        I,
        "Letters between the fillers behind the name were read as fillers.",
        "Readers take a filler for K, C, L or S.",
    ),
    "mrz-line-length": (W, "A line of the zone is shorter or longer than its format.", "It was filled up or cut."),
    "mrz-of-another-document": (
        W,
        "The machine-readable zone is of another document than the list names, and was not used.",
        "Compare the row with the document. Where the list names nobody, the name in the zone was taken all the same.",
    ),
    "mrz-unreadable": (
        W,
        "What stands where a machine-readable zone should stand is none.",
        "A zone has two lines of 36 or 44 characters, or three of 30.",
    ),
    "mrz-name-truncated": (
        I,
        "The name fills its field and may be cut off.",
        "Compare such names by their beginning.",
    ),
}
