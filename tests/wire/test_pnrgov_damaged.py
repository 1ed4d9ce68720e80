"""Pushes with a damaged segment: whoever the damage does not touch reads as before, and nobody is invented. Invented people."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gotravel.domain.message import Message, Person
from gotravel.wire.decode import decode

HEAD = (
    "UNA:+.?*'UNB+IATA:1+ZZ+XXPIU+250610:0700+R1++PNRGOV'UNH+1+PNRGOV:13:1:IA+110625/0100/ZZ/501+01:F'MSG+:22'ORG+ZZ:HDQ'"
    "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501'EQN+1'"
)
BOOKED = "SRC'RCI+ZZ:AB12CD'"
FLIGHT = "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y'RPI+1+HK'"
TAIL = "UNT+9+1'UNZ+1+R1'"
ELISE, PAOLO = "TIF+ROSSI+ELISE MRS:A:1'", "TIF+ROSSI+PAOLO MR:A:2'"


def read(body: str) -> Message:
    """A push of these bookings; no line breaks, as most carriers send it."""
    (message,) = decode((HEAD + body + TAIL).encode())
    return message


def name(one: Person) -> str:
    return f"{one.family}/{one.given}"


def names(body: str) -> list[str]:
    return [name(one) for one in read(body).passengers]


ALONE, BOTH = ["ROSSI/ELISE"], ["ROSSI/ELISE", "ROSSI/PAOLO"]


@pytest.mark.parametrize(
    "body, expected",
    [
        (ELISE + "REF+:0012ABTIF+SMITH-JONES:I+ANN MS:A:2'", [*ALONE, "SMITH-JONES/ANN"]),
        (ELISE + "REF+:0012ABTIF+O?'NEIL:I+ANN MS:A:2'", [*ALONE, "O'NEIL/ANN"]),
        (ELISE + "REF+:0012ABTIF+Rossi:I+Ann MS:A:2'", [*ALONE, "Rossi/Ann"]),
        (ELISE + "REF+:0012ABTIF+MÜLLER+ANN MS:A:2'", [*ALONE, "MÜLLER/ANN"]),
        (ELISE + "REF+:0012ABTIF+MÜLLER+ANN MS'", [*ALONE, "MÜLLER/ANN"]),
        (ELISE + "REF+:001278TIF+LIM'", [*ALONE, "LIM/None"]),
        ("TIF+ROSSI+ELISE MRS:A:1TIF+ROSSI+PAOLO MR:A:2'", BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1FAR+A+32++++SFLY'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1FTI+ZZ:7'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1REF+:0012AB'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1EBD+USD:50.00+1::N'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1TKT+:1'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1TKT+:T'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1TKT+9990000000001:T'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1ADD++700:1 SCHOOL LANE:ALBANY:NY::US:12207:TEL 1518'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1ADD++E:::::::E.ROSSI//MAIL.EXAMPLE'" + PAOLO, BOTH),
        ("TIF+ROSSI+ELISE MRS:A:1LTS+0/O/NM/ROSSI/ELISE MRS'", ALONE),
        ("TIF+ROSSI+ELISE MRS:A:1SRC'RCI+ZZ:EF34GH'TIF+NERI+UGO MR:A:1'", [*ALONE, "NERI/UGO"]),
        ("TIF+ROSSI+ELISE MRS+A:1'", ALONE),
        ("TIF+ROSSI+ELISE MRS+A+1'", ALONE),
        ("TIF+ROSSI+ELISE MRS:A:1+7'", ALONE),
        ("TIF+ROSSI+ELISE MRS:A:1+ZZ:77000'", ALONE),
        # Sound messages, which stay as they are.
        ("TIF+ROSSI+ELISE MRS:A:1+PAOLO MR:A:2'", BOTH),
        ("TIF+ROSSI+ELISE MRS+PAOLO MR'", BOTH),
        ("TIF+ROSSI+ELISE+PAOLO'", BOTH),
        ("TIF+ROSSI+ELISE::1+PAOLO::2'", BOTH),
        (ELISE + "IFT+4:28+CAKE WITH A MOTIF+GREEN+AND WHITE'", ALONE),
        (ELISE + "IFT+4:28+DOSSIER ACTIF+VOIR NOTE'", ALONE),
        (ELISE + "IFT+4:28+BAGGAGE EXTRA+KG+20'", ALONE),
        (ELISE + "IFT+4:28+2 ADULTS+1 CHILD+SEE MSG+8+THEN ADD+A+1'", ALONE),
        (ELISE + "IFT+4:28+SEAT PREF+A:B+SALMON+A+NO FAR+A+B'", ALONE),
    ],
)  # fmt: skip
def test_a_lost_terminator_costs_and_makes_nobody(body: str, expected: list[str]) -> None:
    assert names(BOOKED + body + FLIGHT) == expected


@pytest.mark.parametrize(
    "text",
    [
        "CAKE WITH A MOTIF+GREEN",
        "BAGGAGE EXTRA+KG+20",
        "2 ADULTS+1 CHILD",
        "SEE MSG+8",
        "SEAT PREF+A",
        "ABU DHABI+4123",
    ],
)
def test_free_text_is_not_cut_in_two(text: str) -> None:
    message = read(BOOKED + ELISE + f"IFT+4:28+{text}'" + FLIGHT)
    assert [one.text for one in message.bookings[0].remarks if one.kind == "osi"] == [text.replace("+", " ")]


def test_each_keeps_the_seat_of_their_own() -> None:
    checked = "DAT+2:110625:1500'TRI++112:::1'SSD+31A++++YTRI++113:::2'SSD+31BTBD++1:20:700'"
    one, other = read(BOOKED + ELISE + PAOLO + FLIGHT + checked).passengers
    assert [[seat.number for seat in each.seats] for each in (one, other)] == [["31A"], ["31B"]]
    assert one.bags is None
    assert other.bags is not None
    assert other.bags.count == 1


@pytest.mark.parametrize(
    "lost", ["TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501EQN+7'", "TVL+110625:1815+JFK+BRU+ZZ+501SRC'"]
)
def test_the_leg_keeps_its_number(lost: str) -> None:
    start = HEAD.index("TVL")
    (message,) = decode((HEAD[:start] + lost + BOOKED + ELISE + FLIGHT + TAIL).encode())
    assert [leg.number for leg in message.legs] == ["501"]
    assert "terminator-missing" in {one.code for one in message.findings}


def test_a_booking_after_a_lost_terminator_in_a_long_push() -> None:
    """Long messages are first looked at as a whole."""
    booking = BOOKED + ELISE + FLIGHT
    body = booking * 40 + booking.removesuffix("'") + booking * 40
    assert len(read(body).bookings) == 81
    assert [one.segments[0].status for one in read(body).bookings] == ["HK"] * 81


MARY, MARK = "TIF+ROSSI+MARY MS:A:1'", "TIF+ROSSI+MARK MR:A:2'"
FATHER, SON = "TIF+WANG+WEI:A:1'", "TIF+WANG+WEI:C:2'"
OPENED = "DAT+2:110625:1500'"
ONWARD = "TVL+120625:1055:120625:1810+BRU+LOS+ZZ+502:Y'RPI+1+HK'"


def seats(body: str) -> list[tuple[str | None, list[str], int | None]]:
    return [
        (one.given, [seat.number for seat in one.seats], one.bags.count if one.bags else None)
        for one in read(BOOKED + body).passengers
    ]


@pytest.mark.parametrize(
    "body, expected",
    [
        (MARY + MARK + FLIGHT + OPENED + "TRI++112:::2'TIF+ROSSI+MARC MR:A'SSD+31A'", [("MARY", [], None), ("MARK", ["31A"], None)]),
        (MARY + MARK + FLIGHT + OPENED + "TRI++112:::2'TIF+ROSSI+MARK MR:A'SSD+31A'", [("MARY", [], None), ("MARK", ["31A"], None)]),
        (MARY + MARK + FLIGHT + OPENED + "TRI++112'TIF+ROSSI+MARK'SSD+31A'TRI++113'TIF+ROSSI+MARY'SSD+31B'", [("MARY", ["31B"], None), ("MARK", ["31A"], None)]),
        (MARY + MARK + FLIGHT + OPENED + "TRI++112:::2'TIF+'SSD+31A'", [("MARY", [], None), ("MARK", ["31A"], None)]),
        (FATHER + SON + FLIGHT + OPENED + "TRI++112:::1'TIF+WANG+WEI:A'SSD+31A'TRI++113:::2'TIF+WANG+WEI:A'SSD+31B'", [("WEI", ["31A"], None), ("WEI", ["31B"], None)]),
        (FATHER + SON + FLIGHT + OPENED + "TRI++113:::2'TIF+WANG+WEI:A'SSD+31B'TRI++112:::1'TIF+WANG+WEI:A'SSD+31A'", [("WEI", ["31A"], None), ("WEI", ["31B"], None)]),
        (FATHER + SON + FLIGHT + OPENED + "TRI++112'TIF+WANG+WEI:A'SSD+31A'TRI++113'TIF+WANG+WEI:A'SSD+31B'", [("WEI", ["31A"], None), ("WEI", ["31B"], None)]),
        (FATHER + SON + FLIGHT + OPENED + "TRI++113'TIF+WANG+WEI:C'SSD+31B'TRI++112'TIF+WANG+WEI:A'SSD+31A'", [("WEI", ["31A"], None), ("WEI", ["31B"], None)]),
        (
            FATHER + SON + FLIGHT + OPENED + "TRI++1'TIF+WANG+WEI:A'SSD+31A'" + ONWARD + OPENED + "TRI++1'TIF+WANG+WEI:A'SSD+2A'TRI++2'TIF+WANG+WEI:C'SSD+2B'",
            [("WEI", ["31A", "2A"], None), ("WEI", ["2B"], None)],
        ),
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'TBD++1:20:700'TRJ++2:::2'SSD+31B'TBD++2:40:700'", [("ELISE", ["31A"], 1), ("PAOLO", ["31B"], 2)]),
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'TBD++1:20:700'SSD+31B'TBD++2:40:700'", [("ELISE", ["31A"], 1), ("PAOLO", [], None)]),
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'TRJ++2'" + PAOLO + "SSD+31B'TBD++2:40:700'", [("ELISE", ["31A"], None), ("PAOLO", ["31B"], 2)]),
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'" + PAOLO + "SSD+31B'TBD++2:40:700'", [("ELISE", ["31A"], None), ("PAOLO", ["31B"], 2)]),
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'SSE+31A'TBD++1:20:700'", [("ELISE", ["31A"], 1), ("PAOLO", [], None)]),
        # Sound: the check-in is numbered, not the traveller; a traveller who joined at the airport.
        (ELISE + PAOLO + FLIGHT + OPENED + "TRI++1:::1'" + PAOLO + "SSD+31B'TRI++2:::2'" + ELISE + "SSD+31A'", [("ELISE", ["31A"], None), ("PAOLO", ["31B"], None)]),
        (ELISE + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'TRI++2'TIF+NERI+UGO MR:A:9'SSD+31B'", [("ELISE", ["31A"], None), ("UGO", ["31B"], None)]),
        (ELISE + FLIGHT + OPENED + "TRI++1:::1'SSD+31A'" + ONWARD + OPENED + "TRI++1:::1'SSD+2A'", [("ELISE", ["31A", "2A"], None)]),
    ],
)  # fmt: skip
def test_seats_and_bags_of_a_check_in_are_their_owners(body: str, expected: list[object]) -> None:
    assert seats(body) == expected


ANNA = "TIF+ROSSI+ANNA MS:A:1'"
OF_ANNA = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA1/ITA/20SEP84/F/25OCT29/ROSSI/ANNA+::1'"
OF_INFANT = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA2/ITA/{}/FI/25OCT29/ROSSI/{}+::1'"
INFT = "SSR+INFT:HK:1:ZZ:::JFK:BRU:ROSSI/ANNAMARIA 20SEP24+::1'"
VISA = "SSR+DOCO:HK:1:ZZ:::::/ROMA ITA/V/V001/ROMA/02JUN24/USA{}+::1'"
HOME = "SSR+DOCA:HK:1:ZZ:::::/R/FRA/RUE NEUVE 1/PARIS//75000{}+::1'"
MOTHER, DAUGHTER = ("ANNA", ["YA1"], None), ("ANNAMARIA", ["YA2"], 0)


def papers(body: str) -> list[tuple[str | None, list[str], int | None]]:
    persons = read(BOOKED + body + FLIGHT).passengers
    return [(one.given, [paper.number or "" for paper in one.documents], one.guardian) for one in persons]


@pytest.mark.parametrize(
    "body, expected",
    [
        (ANNA + OF_ANNA + OF_INFANT.format("20SEP24", "ANNAMARIA"), [MOTHER, DAUGHTER]),
        (ANNA + OF_INFANT.format("20SEP24", "ANNAMARIA") + OF_ANNA, [MOTHER, DAUGHTER]),
        (ANNA + OF_INFANT.format("20SEP24", "ANNAMARIA"), [("ANNA", [], None), DAUGHTER]),
        (ANNA + OF_ANNA + OF_INFANT.format("20SEP24", "ANNA"), [MOTHER, ("ANNA", ["YA2"], 0)]),
        (ANNA + INFT + OF_INFANT.format("20SEP24", "ANNAMARIA"), [("ANNA", [], None), DAUGHTER]),
        # A sex code alone makes nobody an infant.
        (ANNA + OF_INFANT.format("20SEP84", "ANNA"), [("ANNA", ["YA2"], None)]),
        (ANNA + OF_INFANT.format("20SEP84", "ANNAMARIA"), [("ANNAMARIA", ["YA2"], None)]),
        (ANNA + OF_INFANT.format("", "ANNA"), [("ANNA", ["YA2"], None)]),
        ("TIF+ROSSI+ANNA:C:1'" + OF_INFANT.format("20SEP24", "ANNAMARIA"), [("ANNAMARIA", ["YA2"], None)]),
    ],
)  # fmt: skip
def test_an_infants_document_is_not_its_mothers(body: str, expected: list[object]) -> None:
    assert papers(body) == expected


@pytest.mark.parametrize("mark, holder", [("", 0), ("/I", 1), ("/i", 1)])
def test_visa_and_home_are_the_infants_where_they_say_so(mark: str, holder: int) -> None:
    persons = read(BOOKED + ANNA + INFT + VISA.format(mark) + HOME.format(mark) + FLIGHT).passengers
    assert [one.given for one in persons] == ["ANNA", "ANNAMARIA"]
    assert [bool(one.documents) for one in persons] == [holder == 0, holder == 1]
    assert [one.birth_place for one in persons] == ["ROMA ITA" if holder == number else None for number in (0, 1)]
    assert [one.residence for one in persons] == ["FRA" if holder == number else None for number in (0, 1)]
    assert [one.value for one in persons[holder].contacts] == ["RUE NEUVE 1, PARIS, 75000, FRA"]


def test_a_visa_that_may_be_of_one_of_several_infants_is_kept_as_a_text() -> None:
    twins = "TIF+ROSSI+LUCA:IN:2'TIF+ROSSI+NINA:IN:3'TIF+NERI+UGO MR:A:4'"
    message = read(BOOKED + ANNA.replace(":1'", ":9'") + twins + VISA.format("/I").replace("::1", "::4") + FLIGHT)
    assert [len(one.documents) for one in message.passengers] == [0, 0, 0, 0]
    assert "DOCO" in {one.code for one in message.bookings[0].remarks}


def test_words_before_the_text_of_a_service_are_cut_off() -> None:
    services = (
        "SSR+FQTV:HK:1:UA:::::SSRFQTVUAHK/UA1234567+::1'SSR+INFT:HK:1:UA:::::SSRINFTUAHK1/ROSSI/LUCA 20SEP24+::1'"
        "SSR+TKNE:HK:1:UA:::::SSRTKNEUAHK1/9992205510777C1+::1'SSR+CTCE:HK:1:UA:::::SSRCTCEUAHK1/E.ROSSI//MAIL.EXAMPLE+::1'"
        "SSR+DOCS:HK:1:UA:::::SSRDOCSUAHK1/P/ITA/YA1/ITA/20SEP84/F/25OCT29/ROSSI/ELISE+::1'"
        "SSR+FQTS:HK:1:ZZ:::::SS7654321+::1'SSR+OTHS:HK:1:ZZ:::::SSR IS A WORD/TOO+::1'"
    )
    message = read(BOOKED + ELISE + services + FLIGHT)
    elise, luca = message.passengers
    assert [(one.carrier, one.number) for one in elise.frequent_flyer] == [("UA", "1234567"), ("SS", "7654321")]
    assert [one.number for one in elise.tickets] == ["9992205510777"]
    assert [one.value for one in elise.contacts] == ["E.ROSSI@MAIL.EXAMPLE"]
    assert [one.number for one in elise.documents] == ["YA1"]
    assert (luca.family, luca.given, luca.born, luca.guardian) == ("ROSSI", "LUCA", "2024-09-20", 0)
    assert "SSR IS A WORD/TOO" in {one.text for one in message.bookings[0].remarks}


UGO = "TIF+NERI+UGO MR:A:1'"
OTHER, CHANGED = "RCI+ZZ:EF34GH'", "DAT+700:090625:2140'"
FOREIGN = "RCI+YY:OTH3RR'"
HOTEL = "MSG+8'TVL+030725:1500:060725+BRU:GRAND PLACE HOTEL++HT+12345:DBL"
CHECKED = OPENED + "TRI++1:::1'SSD+31A'"
PAST = "ABI+4+05FD28:GS+JFK++ZZ'DAT+T:200125:1158'SAC+++A'TIF+GONE+PETER MR:A:1'"
Booked = tuple[str | None, list[str | None], list[str], int]
TWO: list[Booked] = [("AB12CD", [], ["ROSSI/ELISE"], 1), ("EF34GH", [], ["NERI/UGO"], 1)]
NAMESAKES: list[Booked] = [("AB12CD", [], ["ROSSI/ELISE"], 1), ("EF34GH", [], ["ROSSI/ELISE"], 1)]


def bookings(body: str) -> list[Booked]:
    message = read(BOOKED + body)
    return [
        (
            one.locator,
            [each.locator for each in one.references],
            [name(message.passengers[index]) for index in one.passengers],
            len(one.segments),
        )
        for one in message.bookings
    ]


@pytest.mark.parametrize("source", ["", "SRX'", "SRC"], ids=["lost", "mistyped", "unended"])
@pytest.mark.parametrize(
    "before",
    [
        FLIGHT,
        FLIGHT + "RCI+ZZ:AB12CD'",
        FLIGHT + CHECKED,
        FLIGHT + OPENED,
        FLIGHT + "EQN+1'RCI+ZZ:SPL1TT'",
        FLIGHT + "EQN+1'RCI+ZZ:SPL1TT'EQN+1'RCI+ZZ:SPL2TT'",
        FLIGHT + HOTEL + "'",
        FLIGHT + PAST,
    ],
    ids=["flight", "own locator", "check-in", "opened check-in", "split", "two splits", "hotel", "history"],
)
@pytest.mark.parametrize(
    "begins, expected",
    [
        (OTHER + CHANGED + UGO, TWO),
        (OTHER + UGO, TWO),
        (OTHER + CHANGED + ELISE, NAMESAKES),
        (OTHER + ELISE, NAMESAKES),
        (OTHER + "SSR+CTCM:HK:1:ZZ:::::447700900123+::1'" + CHANGED + UGO, TWO),
    ],
    ids=["dated", "bare", "a namesake, dated", "a namesake", "with a contact"],
)
def test_a_booking_whose_beginning_was_lost_is_one_of_its_own(
    source: str, before: str, begins: str, expected: list[Booked]
) -> None:
    assert bookings(ELISE + before + source + begins + FLIGHT) == expected


def test_what_was_said_before_the_loss_showed_goes_with_the_booking() -> None:
    said = (
        "SSR+CTCM:HK:1:ZZ:::::447700900123'SSR+DOCS:HK:1:ZZ:::::/P/ITA/YU1/ITA/20SEP84/M/25OCT29/NERI/UGO+::1'"
        "IFT+4:28::ZZ+CTC M 5432109876'"
    )
    message = read(BOOKED + ELISE + FLIGHT + OTHER + said + UGO + FLIGHT)
    assert [len(one.documents) for one in message.passengers] == [0, 1]
    assert [len(one.contacts) for one in message.bookings] == [0, 2]


@pytest.mark.parametrize(
    "body, expected",
    [
        (ELISE + "TVX" + FLIGHT[3:] + FOREIGN, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + "TVX" + FLIGHT[3:] + FOREIGN + CHECKED + ELISE, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + "RPI+1+HK'" + FOREIGN + ONWARD, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + FOREIGN + ONWARD, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + "RCI+ZZ:AB12CD'" + CHECKED, [("AB12CD", [], ALONE, 0)]),
        (ELISE + FLIGHT + "ABX+4+05FD28:GS'" + "DAT+ZT:200125:1158'SAX+++A'TIF+GONE+PETER MR:A:1'", [("AB12CD", [], ALONE, 1)]),
        (ELISE + FLIGHT + HOTEL + PAST, [("AB12CD", [], ALONE, 1)]),
        (ELISE + FLIGHT + HOTEL + "'" + PAST[PAST.index("DAT") :], [("AB12CD", [], ALONE, 1)]),
        # Sound bookings: flights with locators of their own, a split, a check-in that names the traveller.
        (ELISE + FLIGHT + FOREIGN + CHECKED, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + FLIGHT + FOREIGN + OPENED + ELISE + "SSD+31A'", [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + FLIGHT + FOREIGN + OPENED + "TRI++2'" + PAOLO + "SSD+31A'", [("AB12CD", ["OTH3RR"], BOTH, 1)]),
        (ELISE + FLIGHT + FOREIGN + ELISE, [("AB12CD", ["OTH3RR"], ALONE, 1)]),
        (ELISE + FLIGHT + "EQN+1'RCI+ZZ:SPL1TT'" + PAST, [("AB12CD", [], ALONE, 1)]),
        (ELISE + FLIGHT + "DAT'ORG+ZZ:JFK'TRI++1:::1'", [("AB12CD", [], ALONE, 1)]),
    ],
)  # fmt: skip
def test_a_damaged_flight_or_history_makes_no_booking_and_nobody(body: str, expected: list[Booked]) -> None:
    assert bookings(body) == expected


@pytest.mark.parametrize("lost", ["", "TVX+", "XYZ+1'"])
def test_the_operating_carrier_is_of_its_own_flight(lost: str) -> None:
    onward = lost + ONWARD[len("TVL+") : ONWARD.index("RPI")] if lost == "TVX+" else lost
    body = ELISE + FLIGHT.replace("RPI", "TRA+KL+8734:B'RPI") + onward + "TRA+SN+271:K'RPI+1+HK'"
    flights = [(one.operating_carrier, one.operating_number) for one in read(BOOKED + body).bookings[0].segments]
    assert flights == [("KL", "8734"), ("SN", "271")][: len(flights)]
    assert len(flights) == 1 + (lost == "TVX+")


@pytest.mark.parametrize(
    "body, expected",
    [
        ("TIX+ROSSI:I+ELISE MRS::1'" + PAOLO, BOTH),
        ("TIX+ALBANY TOURS:G'" + ELISE, ["ALBANY TOURS/None", "ROSSI/ELISE"]),
        ("PAS+A:1+B'" + ELISE, ALONE),
        ("PAS+AB:C+B'" + ELISE, ALONE),
    ],
)
def test_a_mistyped_name_is_a_name(body: str, expected: list[str]) -> None:
    assert names(BOOKED + body + FLIGHT) == expected


def test_one_unknown_reference_costs_nobody_else_a_seat() -> None:
    wanted = "SSR+SEAT:HK:3:ZZ:::JFK:BRU+14C::9+14D::2+14E::1'"
    message = read(BOOKED + ELISE + PAOLO + FLIGHT + wanted)
    assert [[seat.number for seat in one.seats] for one in message.passengers] == [["14E"], ["14D"]]
    assert "14C" in " ".join(one.text for one in message.bookings[0].remarks)


def test_a_seat_whose_flight_was_lost_is_no_second_one() -> None:
    seat = "SSR+SEAT:HK:1:ZZ:::JFK:BRU+31A::1'"
    (elise,) = read(BOOKED + ELISE + "RPI+1+HK'" + seat + CHECKED).passengers
    assert [(one.number, one.origin) for one in elise.seats] == [("31A", "JFK")]


def test_a_terminator_lost_before_a_line_with_a_blank() -> None:
    assert names(BOOKED + "TIF+ROSSI+ELISE MRS:A:1\n FTI+ZZ:7'" + PAOLO + FLIGHT) == BOTH


WEI = "SSR+DOCS:HK:1:ZZ:::::/P/CHN/{}/CHN/20SEP{}/M/25OCT29/WANG/WEI{}'"


@pytest.mark.parametrize(
    "body, expected",
    [
        (FATHER + WEI.format("E1", 64, "") + SON + WEI.format("E2", 15, ""), [["E1"], ["E2"]]),
        (FATHER + SON + WEI.format("E1", 64, "+::1") + WEI.format("E2", 15, "+::1"), [["E1"], ["E2"]]),
        (FATHER + WEI.format("E1", 64, "") + WEI.format("E2", 15, ""), [["E1"], ["E2"]]),
        (WEI.format("E1", 64, "") + SON + WEI.format("E2", 15, ""), [["E2"], ["E1"]]),
        # Two passports of one person, and a year mistyped.
        (FATHER + WEI.format("E1", 64, "") + WEI.format("E2", 64, ""), [["E1", "E2"]]),
        (FATHER + WEI.format("E1", 64, "") + WEI.format("E2", 65, ""), [["E1", "E2"]]),
    ],
)  # fmt: skip
def test_a_father_has_no_passport_of_his_sons(body: str, expected: list[list[str]]) -> None:
    assert [numbers for _, numbers, _ in papers(body)] == expected


FIRST = ELISE + "REF+:0A'TKT+9990000000001:T'"
SECOND = "REF+:0B'FTI+ZZ:7'TKT+9990000000002:T'"
OF_UGO = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YU1/ITA/20SEP84/M/25OCT29/NERI/UGO+::2'"


@pytest.mark.parametrize(
    "body, expected",
    [
        (FIRST + SECOND + OF_UGO + FLIGHT, ["ROSSI/ELISE", "NERI/UGO"]),
        (FIRST + SECOND + FLIGHT + OPENED + "TRI++2:::2'TIF+NERI+UGO MR:A:2'SSD+31B'", ["ROSSI/ELISE", "NERI/UGO"]),
        (FIRST + SECOND + OF_UGO + FLIGHT + OPENED + "TRI++2:::2'TIF+NERI+UGO MR:A:2'SSD+31B'", ["ROSSI/ELISE", "NERI/UGO"]),
        (FIRST + SECOND + FLIGHT + "SSR+INFT:HK:1:ZZ:::JFK:BRU:ROSSI/LUCA 20SEP24+::1'", ["ROSSI/ELISE", "ROSSI/LUCA"]),
        (FIRST + SECOND + FLIGHT, ["ROSSI/ELISE", "None/None"]),
        (FIRST + PAOLO + SECOND + FLIGHT, BOTH),
        (FIRST + PAOLO + SECOND + "REF+:0B'" + FLIGHT, BOTH),
    ],
)  # fmt: skip
def test_a_second_reference_under_one_name_is_of_whoever_lost_theirs(body: str, expected: list[str]) -> None:
    persons = read(BOOKED + body).passengers
    assert [name(one) for one in persons] == expected
    assert [[one.number for one in each.tickets] for each in persons] == [["9990000000001"], ["9990000000002"]]
    assert [len(one.frequent_flyer) for one in persons] == [0, 1]


RICH = (
    "SRC'RCI+ZZ:AB12CD::010325:1402+1A:QWE123'SSR+CTCM:HK:1:ZZ:::::447700900123+::1'DAT+700:090625:2140'"
    "IFT+4:28::ZZ+CTCT LOS 23418881234'ORG+ZZ:HDQ+12345678:JFKZZ1'ADD++700:1 SCHOOL LANE:ALBANY:NY::US:12207:TEL 1518'EBD+USD:50.00+1::N'"
    "TIF+ROSSI:I+ELISE MRS:A:1:1'FTI+ZZ:770001'REF+:001ABC'FAR+A+32++++SFLY'"
    "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA1/ITA/20SEP84/F/25OCT29/ROSSI/ELISE+::1'SSR+DOCO:HK:1:ZZ:::::/ROMA ITA/V/V001/ROMA/02JUN24/USA+::1'"
    "TKT+9990000000001:T'MON+B:610.00:USD+T:742.30:USD'PTK+NR++180425:2359+ZZ+999+LOS'TXD++35.60::USD:US'DAT+710:200125:1200'"
    "FOP+CC::742.30:VI:XXXXXXXXXXXX1186:1127'IFT+4:16+CARDHOLDER E ROSSI'ADD++700:12 BROAD STREET:LAGOS:::NG:101221'"
    "TIF+SMITH-JONES:I+PAOLO MR:A:2'REF+:002ABC'SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA2/ITA/20SEP85/M/25OCT29/SMITH-JONES/PAOLO+::2'TKT+9990000000002:T'"
    "TIF+ROSSI:I+LUCA:IN:3'REF+:003ABC'SSR+DOCS:HK:1:ZZ:::::/P/ITA/YA3/ITA/20SEP24/MI/25OCT29/ROSSI/LUCA+::1'TKT+9990000000003:T'"
    "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y'TRA+KL+8734:B'RPI+3+HK'APD+789'SSR+SEAT:HK:1:ZZ:::JFK:BRU+31A::1'"
    "SSR+INFT:HK:1:ZZ:::JFK:BRU:ROSSI/LUCA 20SEP24+::1'RCI+ZZ:AB12CD::010325:1402'DAT+2:110625:1525'ORG+ZZ:JFK+++JFK+A'"
    "TRI++JFK-112:::1'TIF+ROSSI:I+ELISE MRS:A:1'SSD+031A++++Y'TBD++1:20:700+++ZZ:0999765001:1:BRU'"
    "TRI++JFK-113:::2'TIF+SMITH-JONES:I+PAOLO MR:A:2'SSD+031B++++Y'TBD++2:41:700+++ZZ:0999765002:2:BRU'"
    "EQN+1'RCI+ZZ:SPL1TT'MSG+8'TVL+121210:1500:151210+YVR:VANCOUVER ARMS++VN+67576:ROH'ABI+4+05FD28:GS+JFK++ZZ'DAT+T:200125:1158'"
    "SAC+++A'TIF+GONE:I+PETER MR:A:1'SSR+SEAT:HK:1:ZZ:::JFK:BRU+99A::1'LTS+0/O/NM/GONE/PETER MR'"
    "SRC'RCI+ZZ:CD34EF::010325:1402'DAT+700:090625:2140'TIF+O?'NEIL+SEAN MR:A:1'REF+:004ABC'"
    "SSR+DOCS:HK:1:ZZ:::::/P/IRL/P1/IRL/20SEP64/M/25OCT29/O?'NEIL/SEAN'TKT+9990000000005:T'TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y'"
    "RPI+1+HK'RCI+ZZ:CD34EF'DAT+2:110625:1525'TRI++5:::1'SSD+4A'TBD++1:9:700'"
    "SRC'RCI+ZZ:EF56GH::010325:1402'TIF+MÜLLER+ANN MS:A:1'REF+:005ABC'SSR+DOCS:HK:1:ZZ:::::/P/DEU/P2/DEU/20SEP74/F/25OCT29/MÜLLER/ANN'"
    "TKT+:1'TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y'RPI+1+HK'TVL+:::+BRU+DUB+YY+OPEN:T'LTS+RM*CHD REQ BY FAX'"
)
"""Three bookings with a segment of nearly every kind."""
PIECES = [piece + "'" for piece in re.split(r"(?<!\?)'", RICH) if piece]
Owned = dict[str, tuple[str | None, frozenset[object]]]


def owned(body: str) -> Owned:
    """By name: in which booking, and what of documents, seats, tickets and bags."""
    message = read(body)
    return {
        name(one): (
            message.bookings[one.booking].locator if one.booking is not None else None,
            frozenset(
                {
                    *(each.number for each in one.documents),
                    *(each.number for each in one.tickets),
                    *enumerate(sorted(each.number for each in one.seats)),
                    *(one.bags.tags if one.bags else ()),
                    *([("pieces", one.bags.count)] if one.bags else ()),
                }
            ),
        )
        for one in message.passengers
    }


DAMAGES: dict[str, Callable[[str], str]] = {
    "terminator lost": lambda piece: piece[:-1],
    "terminator a line": lambda piece: piece[:-1] + "\n",
    "segment lost": lambda piece: "",
    "third letter": lambda piece: piece[:2] + "X" + piece[3:],
    "second letter": lambda piece: piece[:1] + "J" + piece[2:],
    "first letter": lambda piece: "Q" + piece[1:],
    "twice": lambda piece: piece + piece,
    "separator": lambda piece: piece[:3] + "#" + piece[4:] if piece[:3] in ("TIF", "TVL", "SSR", "TRI") else piece,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_damaged_segment_touches_one_traveller(damage: str) -> None:
    """Of all travellers at most one loses anything, nobody gains anything, nobody is added; only a name that was lost with
    its segment may be missing."""
    sound, wrong = owned(RICH), []
    for at, piece in enumerate(PIECES):
        heard = owned("".join([*PIECES[:at], DAMAGES[damage](piece), *PIECES[at + 1 :]]))
        changed = [one for one in sound if heard.get(one) != sound[one]]
        kept = all(heard[one][1] <= sound[one][1] for one in changed if one in heard)
        moved = {heard[one][0] for one in changed if one in heard} - {booked for booked, _ in sound.values()} - {None}
        touches_booking = piece[:3] in ("SRC", "RCI")
        if set(heard) - set(sound) or not kept or (len(changed) > 1 and not touches_booking) or moved:
            wrong.append((piece, [(one, heard.get(one)) for one in changed], set(heard) - set(sound)))
    assert not wrong


@pytest.mark.parametrize(
    "body, expected",
    [
        (ELISE + ELISE, ALONE),
        (ELISE + PAOLO + ELISE, BOTH),
        ("TIF+WANG+WEI:A'TIF+WANG+WEI:A'", ["WANG/WEI", "WANG/WEI"]),
        ("TIF+WANG+WEI:A:1'TIF+WANG+WEI:A:2'", ["WANG/WEI", "WANG/WEI"]),
    ],
)
def test_a_name_sent_twice_with_its_reference_is_one_person(body: str, expected: list[str]) -> None:
    assert names(BOOKED + body + FLIGHT) == expected


def test_what_follows_a_repeated_name_is_that_travellers() -> None:
    elise, paolo = read(BOOKED + ELISE + PAOLO + ELISE + "TKT+9990000000001:T'" + FLIGHT).passengers
    assert ([one.number for one in elise.tickets], paolo.tickets) == (["9990000000001"], ())


@pytest.mark.parametrize(
    "checked, expected",
    [
        ("TRI++1:::2'TIF+ROSSI+MARY MS'SSD+31A'", [True, None]),
        ("TRI++1:::2'TIF+ROSSI+MARK MR'SSD+31A'", [None, True]),
        ("TRI++1:::2'TIF+ROSSI+MARK MR'TIF+ROSSI+MARY MS'", [True, True]),
        ("TRI++1:::2'SSD+31A'TRI++2:::1'", [True, True]),
        ("TRI++1:::2'SSD+XXX'" + ONWARD + OPENED + "TRI++2:::2'TIF+ROSSI+MARY MS'SSD+2A'", [True, True]),
        ("TRI++1:::2'SSD+31A'TRJ++2:::1'", [True, True]),
        ("TRI++1:::2'SSD+31A'TRJ++2'", [None, True]),
        ("TRI++1:::2'SSD+31A'TBX++2:1:700'", [None, True]),
    ],
)
def test_whoever_is_plainly_not_meant_is_not_checked_in(checked: str, expected: list[bool | None]) -> None:
    message = read(BOOKED + MARY + MARK + FLIGHT + OPENED + checked)
    assert [one.checked_in for one in message.passengers] == expected


UNKNOWN = "SSR+DOCS:HK:1:ZZ:::::/P/ITA/YU1/ITA/20SEP84/M/25OCT29/{}+::{}'"


@pytest.mark.parametrize(
    "body, expected",
    [
        (ELISE + UNKNOWN.format("NERI/UGO", 2), [("ELISE", [], None), ("UGO", ["YU1"], None)]),
        (ELISE + "TIF+ROSSI+PAOLO MR:A:3'" + UNKNOWN.format("NERI/UGO", 2), [("ELISE", [], None), ("PAOLO", [], None), ("UGO", ["YU1"], None)]),
        (ELISE + UNKNOWN.format("ROSSI/ELISA", 2), [("ELISA", ["YU1"], None)]),
        # Another spelling altogether, under the right reference or none.
        (ELISE + UNKNOWN.format("NERI/UGO", 1), [("UGO", ["YU1"], None)]),
        (ELISE + UNKNOWN.format("NERI/IDA", 1).replace("+::1", "").replace("/M/", "/F/"), [("IDA", ["YU1"], None)]),
        # A man's passport that only stands under a Mrs of another name.
        (ELISE + UNKNOWN.format("NERI/UGO", 1).replace("+::1", ""), [("ELISE", [], None), ("UGO", ["YU1"], None)]),
        ("TIF+ROSSI+ELISE MRS:A'" + UNKNOWN.format("NERI/UGO", 1), [("UGO", ["YU1"], None)]),
    ],
)  # fmt: skip
def test_a_document_of_a_lost_traveller_takes_nobodys_name(body: str, expected: list[object]) -> None:
    assert papers(body) == expected


COUPLE: list[tuple[str | None, list[str], int | None]] = [("JANE", ["YU1"], None), ("JIM", [], None)]
JANE = "TIF+DOE:I+JANE MRS:A:1'SSR+DOCS:HK:1:ZZ:::::/P/ITA/YU1/ITA/20SEP84/F/25OCT29/DOE/JANE'"


@pytest.mark.parametrize(
    "tag", ["TF+", "TIIF+", "T1F+", "8TIF+", "IF+", "TXF+", "TIF", "TIF:", "TIF ", "TIF-", "TIF*", "TIF="]
)
def test_a_damaged_tag_behind_a_name_is_no_part_of_it(tag: str) -> None:
    """A document ends in a name, and a terminator there may be an apostrophe of it; what follows says that it is none."""
    assert papers(JANE + f"{tag}ROE:I+JIM MR:A:2'") == COUPLE


@pytest.mark.parametrize(
    "segment",
    ["TKT*9990000000001:T'", "VL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y'", "REF*:00AB'", "FTI*ZZ:12345'", "EQN1'"],
)
def test_a_damaged_segment_behind_a_name_is_no_part_of_it(segment: str) -> None:
    assert papers(JANE + segment) == COUPLE[:1]


def test_what_is_left_of_a_surname_is_no_damaged_tag() -> None:
    assert names(BOOKED + "TIF+O'TIFFANY+JIM MR:A:1'TIF+D'IF+ELISE MRS:A:2'" + FLIGHT) == [
        "O'TIFFANY/JIM",
        "D'IF/ELISE",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "TIF+DOE:I+JANE MRS:A:1'TKT+9990000000001:T:TIF+ROE:I+JIM MR:A:2'",
        "TIF+DOE:I+JANE MRS:A:1'IFT+4:28::ZZ+HELLO+TIF+ROE:I+JIM MR:A:2'",
        "TIF+DOE:I+JANE MRS:A:1+TIF+ROE:I+JIM MR:A:2'",
    ],
)
def test_a_separator_in_a_terminators_place_costs_nobody(body: str) -> None:
    assert names(BOOKED + body + FLIGHT) == ["DOE/JANE", "ROE/JIM"]


def test_a_seat_behind_such_a_separator_is_read() -> None:
    seats = "APD+789+SSR+SEAT:HK:1:ZZ:::JFK:BRU+14C::1'"
    (person,) = read(BOOKED + "TIF+DOE:I+JANE MRS:A:1'" + FLIGHT + seats).passengers
    assert [one.number for one in person.seats] == ["14C"]
