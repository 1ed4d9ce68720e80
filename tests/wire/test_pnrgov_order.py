"""What stands where it should not in a push: behind the history, behind a service, in a neighbour's element. Invented people."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Message
from gotravel.wire.decode import decode
from tests.wire.pushes import FLIGHT, push

HEAD = ("SRC", "RCI+ZZ:AB12CD")
JANE, JIM = "TIF+DOE:I+JANE MRS:A:1", "TIF+ROE:I+JIM MR:A:2"
HISTORY = ("ABI+1+:ZZ", "DAT+T:010625:1200", "SAC+++A", "TIF+GONE+PETER MR")
CHECK_IN = ("DAT+2:110625:1525", "TRI++:::1", "TIF+DOE+JANE MRS:A:1", "SSD+14C")
DOCS = "SSR+DOCS:HK:1:ZZ:::::"


def message(*segments: str) -> Message:
    (one,) = decode(push([[*HEAD, *segments]]))
    return one


def codes(read: Message) -> set[str]:
    return {one.code for one in read.findings}


@pytest.mark.parametrize(
    ("segments", "flights", "seat"),
    [
        pytest.param((JANE, *HISTORY, *FLIGHT, *CHECK_IN), 0, ("14C", None), id="flight and check-in"),
        pytest.param((JANE, *FLIGHT, *HISTORY, *CHECK_IN), 1, ("14C", "JFK"), id="check-in alone"),
        pytest.param((*FLIGHT, *HISTORY, JANE, "REF+:0A", "TKT+9990000000001:T", *CHECK_IN), 1, ("14C", "JFK"), id="traveller"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_history_is_read(
    segments: tuple[str, ...], flights: int, seat: tuple[str, str | None]
) -> None:
    read = message(*segments)
    (jane,) = read.passengers
    assert (jane.family, jane.given, len(read.bookings[0].segments)) == ("DOE", "JANE", flights)
    assert [(one.number, one.origin) for one in jane.seats] == [seat]
    assert "history-out-of-order" in codes(read)


@pytest.mark.parametrize(
    "segments",
    [
        pytest.param(("SAC+++X", FLIGHT[0], "RPI+1+HX"), id="a cancelled flight"),
        pytest.param(("SAC+++X", "TIF+GONE+PETER MR", "SSR+OTHS:HK:1:ZZ", "IFT+4:19+GONE"), id="a removed name"),
        pytest.param(("SAC+++X", FLIGHT[0], "TRA+ZZ+501"), id="a flight with its operator"),
        pytest.param(
            ("SAC+++X", "SSR+OTHS:HK:1:ZZ", "TIF+GONE+PETER MR", "REF+:0X", "FTI+ZZ:1"), id="a name with its reference"
        ),
        pytest.param(("SAC+++X", "TIF+GONE+ANN MRS", "FTI+ZZ:1", "TIF+LOST+PAUL MR", "FTI+ZZ:2"), id="two names"),
        pytest.param(("SAC+++X", "EQN+1", "TIF+GONE+PAUL MR"), id="a count"),
        pytest.param(("SAC+++X", "MSG+8", "TVL+121225:1500:151225+YVR:VANCOUVER ARMS++VN+67576:ROH"), id="a hotel"),
    ],
)
def test_what_belongs_to_the_history_stays_there(segments: tuple[str, ...]) -> None:
    read = message(JANE, *FLIGHT, *HISTORY, *segments)
    assert len(read.passengers) == 1 and len(read.bookings[0].segments) == 1
    assert len(read.bookings) == 1 and read.bookings[0].services == ()


def test_a_check_in_behind_a_history_is_of_the_flight_that_was_booked() -> None:
    gone = ("SAC+++X", FLIGHT[0].replace("501", "505"), "RPI+1+HX", FLIGHT[0].replace("501", "506"), "RPI+1+HX")
    read = message(JANE, *FLIGHT, "ABI+1+:ZZ", "DAT+T:010625:1200", *gone, *CHECK_IN)
    assert [one.leg.number for one in read.bookings[0].segments] == ["501"]
    assert [(one.number, one.origin) for one in read.passengers[0].seats] == [("14C", "JFK")]


def test_a_flight_behind_a_hotel_is_a_flight() -> None:
    hotel = ("MSG+8", "TVL+121225:1500:151225+YVR:VANCOUVER ARMS++VN+67576:ROH")
    read = message(JANE, JIM, *hotel, *FLIGHT, "SSR+SEAT:HK:1:ZZ:::JFK:BRU+14C::1")
    (booking,) = read.bookings
    assert ([one.leg.number for one in booking.segments], [one.leg.number for one in booking.services]) == (
        ["501"],
        ["67576"],
    )
    assert (booking.segments[0].status, read.passengers[0].seats[0].origin) == ("HK", "JFK")


def test_the_flight_of_a_service_is_none_of_the_itinerary() -> None:
    (booking,) = message(JANE, *FLIGHT, "MSG+1", FLIGHT[0]).bookings
    assert (len(booking.segments), len(booking.services)) == (1, 1)


@pytest.mark.parametrize(
    ("name", "family", "given", "title", "reference"),
    [
        ("TIF+DOE/JOHN MR", "DOE", "JOHN", "MR", None),
        ("TIF+DOE/JOHN MR:A:1", "DOE", "JOHN", "MR", "1"),
        ("TIF+DOE,JOHN MR:A:1", "DOE", "JOHN", "MR", "1"),
        ("TIF+DOEJOHN MR:A:1", "DOEJOHN", None, "MR", "1"),
        ("TIF+ROE:I,JIM MR:A:2", "ROE", "JIM", "MR", "2"),
        ("TIF+ROE:GEORGE MR:A:2", "ROE", "GEORGE", "MR", "2"),
        ("TIF+PÉREZ/JOSÉ MR:A:1", "PÉREZ", "JOSÉ", "MR", "1"),
        ("TIF+ST.JOHN:A:1", "ST.JOHN", None, None, "1"),
    ],
)
def test_both_names_in_the_surnames_element(
    name: str, family: str, given: str, title: str, reference: str | None
) -> None:
    read = message(name, *FLIGHT)
    (one,) = read.passengers
    assert (one.family, one.given, one.title, one.reference) == (family, given, title, reference)
    assert "name-divided" in codes(read)


def test_a_groups_name_may_hold_a_slash() -> None:
    read = message("TIF+ALBANY TOURS/SPRING:G", JANE, *FLIGHT)
    assert read.bookings[0].group_name == "ALBANY TOURS/SPRING" and "name-divided" not in codes(read)


def test_a_title_behind_a_point() -> None:
    (john,) = message("TIF+DOE:I+JOHN.MR:A:1", *FLIGHT).passengers
    assert (john.given, john.title) == ("JOHN", "MR")


@pytest.mark.parametrize(
    ("his", "hers"), [("DANIEL", "DANIELA"), ("PAUL", "PAULA"), ("JEAN", "JEANNE"), ("JEAN", "JEAN MARIE"), ("ALEX", "ALEXANDRA")]
)  # fmt: skip
def test_a_slip_in_the_sex_gives_no_passport_to_another(his: str, hers: str) -> None:
    paper = DOCS + "/P/BEL/{}/BEL/01JAN80/F/14JAN28/DOE/{}"
    read = message(
        f"TIF+DOE:I+{his} MR:A:1",
        paper.format("E1", his),
        f"TIF+DOE:I+{hers} MRS:A:2",
        paper.format("E2", hers),
        *FLIGHT,
    )
    assert [(one.given, [paper.number for paper in one.documents]) for one in read.passengers] == [
        (his, ["E1"]),
        (hers, ["E2"]),
    ]


def test_a_title_goes_before_none() -> None:
    papers = [
        f"{DOCS}/P/BEL/E{n}/BEL/01JAN80/{sex}/14JAN28/DOE/{name}"
        for n, sex, name in ((2, "F", "JANE"), (1, "M", "JOHN"))
    ]
    read = message("TIF+DOE:I+J:A:1", "TIF+DOE:I+J MRS:A:2", *FLIGHT, *papers)
    assert [(one.given, [paper.number for paper in one.documents]) for one in read.passengers] == [
        ("JOHN", ["E1"]),
        ("JANE", ["E2"]),
    ]


def test_a_charter_doubles_nobody() -> None:
    words = ["".join(chr(65 + digit) for digit in (n // 26, n % 26)) for n in range(400)]
    names = [f"TIF+FAM{word}:I+GIV{word} MR:A:{n}" for n, word in enumerate(words, 1)]
    papers = [f"{DOCS}/P/BEL/E{n}/BEL/01JAN80/M/14JAN28/FAM{word}/GIV{word} MIDDLE" for n, word in enumerate(words)]
    read = message(*names, *FLIGHT, *papers)
    assert [one.documents[0].number for one in read.passengers] == [f"E{n}" for n in range(400)]


@pytest.mark.parametrize("before", [True, False], ids=["under the names", "under the flight"])
def test_one_initial_of_a_mr_and_a_mrs(before: bool) -> None:
    mr, mrs = "TIF+DOE:I+J MR:A:1", "TIF+DOE:I+J MRS:A:2"
    hers, his = (
        f"{DOCS}/P/BEL/E{n}/BEL/01JAN80/{sex}/14JAN28/DOE/{name}"
        for n, sex, name in ((1, "F", "JANE"), (2, "M", "JOHN"))
    )
    read = message(*((mr, hers, mrs, his, *FLIGHT) if before else (mr, mrs, *FLIGHT, hers, his)))
    assert [(one.given, one.title, one.documents[0].number) for one in read.passengers] == [
        ("JOHN", "MR", "E2"),
        ("JANE", "MRS", "E1"),
    ]


def test_two_contacts_in_one_text() -> None:
    read = message(JANE, *FLIGHT, "IFT+4:28::ZZ+CTC M 32470000001 CTCE JANE//MAIL.EXAMPLE")
    assert [(one.kind, one.value) for one in read.bookings[0].contacts] == [
        ("phone", "32470000001"),
        ("email", "JANE@MAIL.EXAMPLE"),
    ]


@pytest.mark.parametrize(
    "bags",
    [
        "TBD++2:33:700++HP+ZZ:0999765001:2:LOS",
        "TBD++2:33:700+ZZ:0999765001:2:LOS",
        "TBD+2:33:700++HP+ZZ:0999765001:2:LOS",
        "TBD++2:33:700+++ZZ:0999765001:2:LOS",
    ],
)
def test_bags_with_elements_left_out(bags: str) -> None:
    (jane,) = message(JANE, *FLIGHT, *CHECK_IN, bags).passengers
    assert jane.bags is not None
    assert (jane.bags.count, jane.bags.weight_kg, jane.bags.tags) == (2, 33.0, ("0999765001", "0999765002"))


def test_a_flight_of_the_year_the_push_was_sent_in() -> None:
    read = message(JANE, "TVL+250611:1815:250612:0730+JFK+BRU+ZZ+501:Y")
    leg = read.bookings[0].segments[0].leg
    assert (leg.departure, leg.arrival) == ("2025-06-11T18:15", "2025-06-12T07:30")
    assert "date-format-repaired" in codes(read)


def test_the_sex_before_the_birth() -> None:
    read = message(JANE, DOCS + "/P/GBR/E1/GBR/F/01JUL78/12NOV28/DOE/JANE", *FLIGHT)
    (jane,) = read.passengers
    assert (jane.born, jane.sex and jane.sex.value, jane.documents[0].expires) == ("1978-07-01", "F", "2028-11-12")
    assert "document-text-shifted" in codes(read)


@pytest.mark.parametrize(
    ("told", "family", "given", "born"),
    [
        ("DOE TIM 01JAN25", "DOE", "TIM", "2025-01-01"),
        ("DOE TIM MSTR 01JAN25", "DOE", "TIM", "2025-01-01"),
        ("TIM 01JAN25", None, "TIM", "2025-01-01"),
        ("INFANT 01JAN25", None, None, "2025-01-01"),
        ("INFANT NOT YET NAMED 01JAN25", None, None, "2025-01-01"),
        ("INF DOE TIM 01JAN25", "DOE", "TIM", "2025-01-01"),
        ("MASTER TIM 01JAN25", None, "TIM", "2025-01-01"),
        ("VAN DER BERG TIM 01JAN25", None, "VAN DER BERG TIM", "2025-01-01"),
    ],
)
def test_an_infant_without_a_slash_in_its_name(told: str, family: str | None, given: str | None, born: str) -> None:
    read = message(JANE, *FLIGHT, f"SSR+INFT:HK:1:ZZ:::JFK:BRU:{told}+::1")
    infant = read.passengers[1]
    assert (infant.family, infant.given, infant.born, infant.guardian) == (family, given, born, 0)
    assert codes(read) & {"name-divided", "infant-without-name"} or family is None


def test_a_flight_on_the_31st_of_february_has_no_day() -> None:
    read = message(JANE, "TVL+310225:1815:310225:0730+JFK+BRU+ZZ+501:Y")
    assert read.bookings[0].segments[0].leg.departure is None and "date-unreadable" in codes(read)


@pytest.mark.parametrize(
    "name",
    [
        "TIF+DOE++JANE MRS:A:1", "TIF+DOE:I++JANE MRS:A:1", "TIF++DOE+JANE MRS:A:1", "TIF+DOE+I+JANE MRS:A:1",
        "TIF0DOE+JANE MRS:A:1", "TIF'DOE+JANE MRS:A:1", "TIF'DOE:I+JANE MRS:A:1",
    ],
)  # fmt: skip
def test_a_separator_too_many_too_few_or_damaged_about_a_name(name: str) -> None:
    read = message("TIF+ROE:I+JIM MR:A:2", name, DOCS + "/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE+::1", *FLIGHT)
    jim, jane = read.passengers
    assert (jane.family, jane.given, jane.title, jane.reference, jane.documents[0].number) == (
        "DOE",
        "JANE",
        "MRS",
        "1",
        "E1",
    )
    assert (jim.family, jim.given, jim.documents) == ("ROE", "JIM", ())
    assert codes(read) & {"separator-doubled", "separator-damaged"}


@pytest.mark.parametrize(
    ("service", "born"),
    [
        ("SSR+INFT:HK:1:ZZ:::JFK:BRUDOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT:HK:1:ZZ::::JFK:BRU:DOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT:HK:1::ZZ:::JFK:BRU:DOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT:HK:1:ZZ:::JFK:BRU.DOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM 01JAN25.::1", "2025-01-01"),
        ("SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM 01JAN25::1", "2025-01-01"),
        ("SSR++INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT HK:1:ZZ:::JFK:BRU:DOE/TIM 01JAN25+::1", "2025-01-01"),
        ("SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM 01JA", None),
    ],
)
def test_an_infants_name_is_its_own_whatever_its_announcement_lost(service: str, born: str | None) -> None:
    read = message(JANE, *FLIGHT, service)
    infant = read.passengers[1]
    assert (infant.family, infant.given, infant.born, infant.guardian) == ("DOE", "TIM", born, 0)


def test_a_name_without_its_separator_is_still_whom_the_document_shows() -> None:
    paper = DOCS + "/P/BEL/E1/BEL/01JAN90/M/14JAN28/DOE/JOHN"
    read = message("TIF+ROE:I+JIM MR:A:2", "TIF+DOEJOHN MR:A:1", *FLIGHT, paper)
    assert [(one.family, one.given, one.title) for one in read.passengers] == [
        ("ROE", "JIM", "MR"),
        ("DOE", "JOHN", "MR"),
    ]


def test_of_more_tags_than_anybody_has_the_first_are_kept() -> None:
    ranges = [f"TBD++1:20:700+++ZZ:09997{number:03d}00:99:LOS" for number in range(30)]
    read = message(JANE, *FLIGHT, *CHECK_IN, *ranges)
    bags = read.passengers[0].bags
    assert bags is not None and len(bags.tags) == 11 * 99 + 19 and bags.tags[-1] == "0999702900"
    assert "bag-tags-many" in codes(read)


def test_a_date_with_slashes_is_not_guessed() -> None:
    read = message(JANE, *FLIGHT, "SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM 05/06/24+::1")
    assert (read.passengers[1].given, read.passengers[1].born) == ("TIM", None) and "date-unreadable" in codes(read)


def test_two_travellers_in_one_name_segment_stay_two() -> None:
    assert [one.given for one in message("TIF++JANE MRS:A:1+JIM MR:A:2", *FLIGHT).passengers] == ["JANE", "JIM"]
    assert [one.kind.value for one in message("TIF+KIM+G+ANN:A:2", *FLIGHT).passengers] == ["adult", "adult"]


def test_the_second_car_of_one_service_is_no_flight() -> None:
    cars = (
        "MSG+9",
        "TVL+110625:1500:130625:1200+JFK+BOS+ZI+12345:ECAR",
        "TVL+110625:1500:130625:1200+BOS+JFK+ZI+12346:ECAR",
    )
    (booking,) = message(JANE, *FLIGHT, *cars).bookings
    assert (len(booking.segments), len(booking.services)) == (1, 2)


def test_a_request_to_call_is_no_contact_of_its_own() -> None:
    read = message(JANE, *FLIGHT, "IFT+4:28::ZZ+CTCM 32470000001 PLS CTC PAX ON THIS NBR")
    assert [one.value for one in read.bookings[0].contacts] == ["32470000001"]


@pytest.mark.parametrize("text", ["SSR+DOCS HK1/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE", "SSR+CTCM HK1/32470000001"])
def test_a_service_as_agents_type_it_keeps_its_text(text: str) -> None:
    read = message(JANE, *FLIGHT, text)
    assert text[8:] in str(read.bookings[0].remarks)
