"""Findings of the area `watchlist_files`: code -> (severity, sentence, meaning). A list's defects of substance refuse it."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "list-aliases-alone": (
        I,
        "{count} aliases belong to no person of the file and were left out.",
        "They belong to ships, companies or entries that the main file does not hold.",
    ),
    "list-births-unread": (
        W,
        "{count} dates of birth could not be read and were left out.",
        "The list writes them in words that are no date.",
    ),
    "list-countries-unknown": (
        W,
        "{count} countries are not known and were left out.",
        "Countries are ISO 3166 codes, English names or adjectives of nationality.",
    ),
    "list-entries-merged": (
        I,
        "{count} rows name a person once more and were joined to the first.",
        "Some lists repeat a person for every measure.",
    ),
    "list-not-persons": (
        I,
        "{count} entries are not about persons and were left out.",
        "Ships, aircraft, companies and groups do not travel.",
    ),
    "list-not-identified": (
        I,
        "{count} notices are about persons whose identity is not known and were left out.",
        "Black notices: there is nothing to compare with.",
    ),
}
