"""Findings of the area `pnrgov`: code -> (severity, sentence, meaning)."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "arrival-date-inferred": (
        I,
        "An arrival has a time but no date; the date was taken from the departure.",
        "The day of the departure, or the next one where the arrival's time is the earlier one.",
    ),
    "arrival-time-in-date-place": (
        W,
        "The time of arrival stands in the place of its date; it was read as a time.",
        "TVL+date:time:time instead of TVL+date:time:date:time.",
    ),
    "booking-count-mismatch": (
        W,
        "EQN announces {declared} bookings, the push holds {found}.",
        "EQN is the number of bookings of the whole push, whatever the number of its messages.",
    ),
    "booking-count-missing": (
        I,
        "The push does not say how many bookings it holds; whether one is missing cannot be seen.",
        "EQN at the top of the message is mandatory.",
    ),
    "booking-crowded": (
        W,
        "A booking names more than 120 travellers or holds thousands of services; names are compared letter by letter in it.",
        "Carriers book 99 travellers and their infants together at most. A document, a check-in or an infant's announcement "
        "without a reference finds the traveller of its very letters, else one of the same surname, else makes one.",
    ),
    "booking-start-missing": (
        W,
        "A booking begins without SRC; it was read as a booking of its own.",
        "SRC separates the bookings; without it the next record locator or traveller does.",
    ),
    "document-of-another-traveller": (
        W,
        "A document names another traveller than the one it refers to; it was given to the one it names.",
        "The traveller reference of SSR DOCS and the name in its text contradict each other.",
    ),
    "document-text-shifted": (
        W,
        "The fields of a travel document stand in the wrong places; they were found by their form.",
        "SSR DOCS has a fixed order of fields, each after a slash; one slash is lacking or too many.",
    ),
    "document-text-unreadable": (
        E,
        "The text of SSR {service} cannot be divided into its fields; it was kept as a text.",
        "The text is not in the layout of its code.",
    ),
    "flight-tag-damaged": (
        W,
        "A segment with an unknown tag looks like a flight and was read as one.",
        "The tag TVL was damaged in transmission.",
    ),
    "history-out-of-order": (
        W,
        "In or behind a booking's history stands what belongs before it; names and flights stayed in the history.",
        "Travellers, flights, check-in and services stand before the history (ABI, SAC). Check-ins, services and splits were "
        "read; of names and flights it is not known whether they were removed.",
    ),
    "infant-only-marked": (
        W,
        "A traveller is marked as accompanied by an infant that nothing names; ask the carrier for its name and document.",
        "The infant indicator (9946) of TIF is set, but no TIF, INFT, ticket or DOCS tells of it. A mark makes no person.",
    ),
    "infant-only-told": (
        W,
        "A ticket, a visa or an address is an infant's that nothing names; the infant was added without a name.",
        "TKNE begins with INF, or DOCO or DOCA ends with /I, under a reference, but no TIF, INFT or DOCS names the infant.",
    ),
    "infant-without-name": (
        W,
        "An infant was sent without a name.",
        "SSR INFT holds SURNAME/GIVEN and the birth date.",
    ),
    "locator-missing": (W, "A booking has no record locator.", "RCI is missing or empty."),
    "name-divided": (
        W,
        "A traveller's surname and given name stand in one element; they were divided.",
        "TIF+DOE/JOHN instead of TIF+DOE+JOHN, or a separator between them was damaged.",
    ),
    "push-function-unknown": (
        W,
        "The message does not say whether it is a full push or an update; it was read as a full one.",
        "MSG+:22 is a full push, MSG+:141 an update.",
    ),
    "seat-of-nobody": (
        W,
        "A seat at check-in does not say whose it is; it was kept as a text.",
        "TRI before SSD names the traveller by reference, or TIF by name.",
    ),
    "traveller-name-lost": (
        W,
        "Two passenger references stand under one name; the second was read as a traveller whose name segment was lost.",
        "Each TIF is followed by at most one REF.",
    ),
    "traveller-only-at-check-in": (
        W,
        "A traveller appears at check-in but not in the booking; the person was added.",
        "The check-in group names somebody who has no TIF in the booking.",
    ),
    "traveller-only-in-document": (
        W,
        "A travel document names somebody who has no name segment; the person was added.",
        "TIF was lost or never sent.",
    ),
    "traveller-reference-unknown": (
        W,
        "{tag} refers to a traveller that the booking does not hold.",
        "The reference (9944) equals none of TIF, leading zeros aside.",
    ),
    "traveller-repeated": (
        W,
        "A traveller's name segment stands twice in a booking, with the same reference; it is one person.",
        "TIF is repeated word for word; a reference (9944) is one traveller's.",
    ),
    "traveller-tag-damaged": (
        W,
        "A segment with an unknown tag looks like a traveller's name and was read as one.",
        "The tag TIF was damaged in transmission.",
    ),
    "traveller-text-unread": (
        W,
        "Behind a traveller's name stands what is no name; it was kept as a text.",
        "TIF has one given name; a further one is believed with a known type, a reference or a title.",
    ),
    "traveller-type-unknown": (
        W,
        "The type of a traveller is unknown; the person was read as an adult.",
        "TIF names a type (6353) that is neither of the guide nor of common use.",
    ),
}
