"""Findings of persons, dates, journeys, documents: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "arrival-before-departure": (
        W,
        "Leg {leg} arrives more than a day before it departs; both dates were kept.",
        "One of the two was mistyped. Crossing the date line, an arrival may be up to a day before the departure by local time.",
    ),
    "birth-century-ambiguous": (
        W,
        "The century of a two-digit year of birth is not certain.",
        "A two-digit year is read as the latest year that is not after the departure. No date of travel is known, the person "
        "would be older than 100, or the kind of passenger says otherwise.",
    ),
    "birth-in-future": (
        E,
        "The date of birth lies after the departure and was left empty.",
        "A birth after the journey cannot be.",
    ),
    "country-code-unknown": (
        W,
        "The country code in {tag} is not an ISO 3166 or ICAO 9303 code.",
        "Countries are sent as alpha-3 codes; an unknown code of three letters is kept, anything else is left empty.",
    ),
    "country-name-read": (
        I,
        "A country was sent as a name or a two-letter code in {tag}; it was read as an alpha-3 code.",
        "Countries are sent as ISO 3166 alpha-3 codes.",
    ),
    "date-format-repaired": (
        W,
        "A date in {tag} does not fit its format code; it was read by its digits.",
        "For example format 102 (CCYYMMDD) with a two-digit year.",
    ),
    "date-missing": (W, "A date in {tag} is empty.", "The segment was sent without its value."),
    "date-unreadable": (
        E,
        "A date in {tag} cannot be a date and was left empty.",
        "No calendar day, or no digits, were sent; the value is lost.",
    ),
    "bag-tags-many": (
        W,
        "More bag tags are told of a traveller than can be; the first of them were kept.",
        "Of a range 99 are kept, and of ranges behind the thousandth tag the first alone; a count may have slipped.",
    ),
    "given-name-missing": (
        I,
        "A person has a surname but no given name.",
        "Some have one name only; of others it was left out, or the separator between the names was lost.",
    ),
    "name-missing": (W, "A person has no name.", "The name element is empty."),
    "sex-code-unknown": (W, "The sex code in {tag} is unknown and was left empty.", "M, F, X and U are known."),
    "surname-missing": (W, "A person has a given name but no surname.", "The surname was left out, or lost."),
    "time-unreadable": (
        W,
        "A time in {tag} cannot be a time of day; the date alone was kept.",
        "Hours go to 23 and minutes to 59.",
    ),
    "title-separated": (
        I,
        "A title was separated from the given name.",
        "A title stood glued to or after the given name and was certain.",
    ),
}
