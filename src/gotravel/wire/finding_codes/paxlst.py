"""Findings of API lists and of answers: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "answer-split-missing": (
        W,
        "The answer for a second passenger stands in one group without its own ERP; it was read as another answer.",
        "ERP was lost in transmission.",
    ),
    "bag-count-unreadable": (E, "A bag count in {tag} is not a number and was left empty.", "MEA+CT++:n is expected."),
    "bag-unit-unknown": (
        W,
        "The unit of a bag weight in {tag} is unknown; the weight was read as kilograms.",
        "KGM and LBR are known.",
    ),
    "bag-weight-unreadable": (
        E,
        "A bag weight in {tag} is not a number and was left empty.",
        "MEA+WT++KGM:n is expected.",
    ),
    "component-misplaced": (
        W,
        "A value in {tag} stands in the wrong place; it was read all the same.",
        "For example MEA+CT++2 instead of MEA+CT++:2.",
    ),
    "count-mismatch": (
        W,
        "The control total is {declared}, the message holds {found} persons.",
        "CNT is the total of the flight; an excerpt or a part of a series holds fewer persons.",
    ),
    "count-unreadable": (W, "The control total is not a number.", "CNT+42:n is expected."),
    "count-qualifier-unknown": (
        W,
        "The control total has an unknown qualifier ({qualifier}).",
        "CNT uses 42 for passengers and 41 for crew.",
    ),
    "departure-implausible": (
        W,
        "The departure lies years away from the day on which the list was made; births were read by that day instead.",
        "A date with day and year exchanged, or damaged: more than a year later, or ten years earlier, than UNB says.",
    ),
    "document-empty": (
        I,
        "A document segment holds neither a type nor a number and made no document.",
        "DOC++ was sent.",
    ),
    "document-missing": (
        W,
        "{tag} describes a travel document, but none was sent before it.",
        "Expiry, issue and issuing State follow their DOC; perhaps DOC was lost.",
    ),
    "document-number-missing": (W, "A travel document has no number.", "DOC names a type but no number."),
    "document-type-missing": (W, "A travel document has no type.", "DOC names a number but no type."),
    "flight-missing": (W, "The message names no flight.", "TDT is missing or empty."),
    "flight-number-unreadable": (
        W,
        "The conveyance in TDT cannot be divided into carrier and number.",
        "A carrier code of two or three characters and up to five digits are expected.",
    ),
    "function-unknown": (W, "The function code of BGM is unknown; the list was read as a first list.", "Element 1004."),
    "leg-time-missing": (W, "A port of the route has no time.", "LOC is followed by DTM+189 or DTM+232."),
    "legs-unpaired": (
        W,
        "The ports of the route do not pair into legs.",
        "Each leg has a departure and an arrival port.",
    ),
    "list-type-unknown": (W, "The list type of BGM is unknown; it was read as a passenger list.", "Element 1001."),
    "passenger-outside-person": (
        W,
        "{tag} describes a person but stands before the first NAD; it was set aside.",
        "A person segment outside a person group.",
    ),
    "person-header-damaged": (
        W,
        "A person segment is damaged; the person was read as far as possible.",
        "NAD without a role, or with the name in another element.",
    ),
    "person-role-unknown": (
        W,
        "The role of a person in NAD is unknown ({role}); the person was read as a passenger.",
        "FL, FM, DDU, DDT, MS and ZZZ are known.",
    ),
    "person-split-missing": (
        E,
        "The segments of a second person stand in one group without their own NAD; they were read as another person.",
        "NAD was lost in transmission: name is unknown.",
    ),
    "qualifier-unknown": (
        W,
        "{tag} does not say by a known code what it is about; it was kept as sent.",
        "A qualifier such as 329 (birth), 178 (embarkation) or AVF (locator) was damaged, or is not of these lists.",
    ),
    "segment-empty": (I, "{tag} was sent without its value.", "An empty segment says nothing and can be left out."),
    "segment-repeated": (W, "{tag} was repeated for one person; the first was kept.", "An element that occurs once."),
    "segment-surplus": (
        W,
        "{tag} holds a second value; the first was read, and the segment was kept as sent.",
        "Each reference, date and document has a segment of its own.",
    ),
    "segment-unknown": (
        I,
        "{tag} is not a segment of this message; it was kept as sent.",
        "Local extension or damage.",
    ),
    "us-dialect": (I, "The list uses the legacy US dialect (PDT segments).", "PAXLST:001:000 of the 1990s."),
    "value-over-long": (
        W,
        "A value in {tag} is longer than the directory allows; it was kept whole.",
        "Over-long element.",
    ),
}
