"""Forms of one thing that carriers write in several ways: names behind texts, brackets, dates, fields left out. Invented people."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Person
from gotravel.wire.decode import decode
from tests.wire.pushes import FLIGHT, push

HEAD = ("SRC", "RCI+ZZ:AB12CD")
JANE, JIM = "TIF+DOE:I+JANE MRS:A:1", "TIF+ROE:I+JIM MSTR:A:2"
DOCS = "SSR+DOCS:HK:1:ZZ:::::"
DOCO = "SSR+DOCO:HK:1:ZZ:::::"


def people(*segments: str, version: str = "IATA:1") -> tuple[Person, ...]:
    raw = push([[*HEAD, *segments]]).replace(b"'\n", b"'").replace(b"IATA:1", version.encode(), 1)
    (message,) = decode(raw)
    return message.passengers


@pytest.mark.parametrize(
    ("service", "field", "value"),
    [
        ("SSR+CHLD:HK:1:ZZ:::::15AUG19-1ROE/JIMMSTR", "born", "2019-08-15"),
        ("SSR+CHLD:HK:1:ZZ:::::15AUG19-1.1ROE/JIM MSTR", "born", "2019-08-15"),
        ("SSR+CTCM:HK:1:ZZ:::::32470000001-1ROE/JIMMSTR", "contacts", "32470000001"),
        ("SSR+SEAT:HK:1:ZZ:::JFK:BRU:14D-1ROE/JIMMSTR", "seats", "14D"),
        ("SSR+DOCO:HK:1:ZZ:::::/LAGOS/V/V00112233/LAGOS/02JUN24/USA-1ROE/JIMMSTR", "documents", "V00112233"),
    ],
)
def test_a_service_is_for_whom_it_names_behind_its_text(service: str, field: str, value: str) -> None:
    jane, jim = people(JANE, JIM, *FLIGHT, service)
    assert not getattr(jane, field)
    assert value in str(getattr(jim, field)) and "ROE/" not in str(getattr(jim, field))


@pytest.mark.parametrize(
    ("text", "given", "number", "born"),
    [
        ("/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE-1DOE/JANEMRS.2DOE/JIM", "JANE", "E1", "1990-01-01"),
        ("/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE/ANN/H-1.1DOE/JANE MRS", "JANE ANN", "E1", "1990-01-01"),
        ("/P/509229987/BEL/01JAN90/F/14JAN28/DOE/JANE", "JANE", "509229987", "1990-01-01"),
        ("/P/BEL/E1/BEL/01JAN90/F/DOE/JANE", "JANE", "E1", "1990-01-01"),
        ("////01JAN90/F/DOE/JANE", "JANE", None, "1990-01-01"),
    ],
)
def test_a_passport_with_a_field_left_out_or_a_name_behind(
    text: str, given: str, number: str | None, born: str
) -> None:
    (jane,) = people(JANE, f"{DOCS}{text}", *FLIGHT)
    assert (jane.family, jane.given, jane.born) == ("DOE", given, born)
    assert [one.number for one in jane.documents] == ([number] if number else [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("JOHN MR(INF/TIM/10JAN25)", [("DOE", "JOHN", "adult", None), ("DOE", "TIM", "infant", "2025-01-10")]),
        ("JOHN MR(INFROE/TIM/10JAN25)", [("DOE", "JOHN", "adult", None), ("ROE", "TIM", "infant", "2025-01-10")]),
        ("EMMA MISS(CHD/10JAN18)", [("DOE", "EMMA", "child", "2018-01-10")]),
        ("JOHN MR(IDDOB01JAN70)", [("DOE", "JOHN", "adult", "1970-01-01")]),
    ],
)
def test_brackets_behind_a_name(given: str, expected: list[tuple[str, ...]]) -> None:
    found = people(f"TIF+DOE:I+{given}:A:1", *FLIGHT)
    assert [(one.family, one.given, one.kind.value, one.born) for one in found] == expected


@pytest.mark.parametrize("date", ["01JAN25", "01 JAN 25", "01-JAN-25", "010125", "250101", "2025-01-01"])
def test_an_infants_birth_however_it_is_written(date: str) -> None:
    _, infant = people(JANE, f"SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/TIM {date}+::1", *FLIGHT)
    assert (infant.given, infant.born) == ("TIM", "2025-01-01")


def test_a_visa_without_a_place_of_birth() -> None:
    (jane,) = people(JANE, f"{DOCO}/V/V00112233/LAGOS/02JUN24/USA", *FLIGHT)
    assert (jane.birth_place, [one.number for one in jane.documents]) == (None, ["V00112233"])


def test_names_without_references_are_counted() -> None:
    jane, jim = people(
        "TIF+DOE:I+JANE MRS:A", "TIF+ROE:I+JIM MR:A", *FLIGHT, "SSR+SEAT:HK:2:ZZ:::JFK:BRU+14C::1+14D::2"
    )
    assert [one.number for one in (*jane.seats, *jim.seats)] == ["14C", "14D"]


def test_a_repetition_of_syntax_version_4_is_another_traveller() -> None:
    both = people(
        "TIF+DOE:I+JANE MRS:A:1*JIM MR:A:2", *FLIGHT, "SSR+SEAT:HK:2:ZZ:::JFK:BRU+1A::1*1B::2", version="UNOA:4"
    )
    assert [(one.given, one.reference, one.seats[0].number) for one in both] == [
        ("JANE", "1", "1A"),
        ("JIM", "2", "1B"),
    ]


def test_a_star_is_no_repetition_before_version_4() -> None:
    (jane,) = people("TIF+DOE:I+JANE MRS:A:1", "SSR+OTHS:HK:1:ZZ:::::CORP//***CORPORATE***+::1", *FLIGHT)
    assert jane.given == "JANE"


def test_twins_announced_much_alike_are_two() -> None:
    inft = "SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/{} 01JAN25+::1"
    paper = DOCS + "/P/BEL/{}/BEL/01JAN25/FI/14JAN28/DOE/{}+::1"
    found = people(
        JANE, inft.format("ANNA"), inft.format("ANNE"), paper.format("E1", "ANNA"), paper.format("E2", "ANNE"), *FLIGHT
    )
    assert [(one.given, [paper.number for paper in one.documents]) for one in found[1:]] == [
        ("ANNA", ["E1"]),
        ("ANNE", ["E2"]),
    ]


def test_a_babys_passport_without_an_infants_code_is_the_babys() -> None:
    baby, own = "/P/BEL/E2/BEL/01JAN25/F/14JAN28/DOE/JANE ANNE", "/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE"
    for papers in ((baby, own), (own, baby)):
        jane, infant = people(JANE + ":1", *(f"{DOCS}{one}+::1" for one in papers), *FLIGHT)
        assert (jane.given, jane.born, infant.given, infant.born) == ("JANE", "1990-01-01", "JANE ANNE", "2025-01-01")


def test_who_is_checked_in_under_its_own_number_begins_no_booking() -> None:
    checked = ["RCI+1A:ABC999", "TRI++12", "TIF+ROE:I+JIM MSTR:A:2", "SSD+031A"]
    jane, jim = people(JANE, JIM, *FLIGHT, *checked)
    assert (jane.checked_in, jim.checked_in, jim.seats[0].number) == (None, True, "31A")


def test_a_flight_cut_in_two_is_no_passenger() -> None:
    assert len(people(JANE, "TVL+110625:1815:120625:0730+JFK", "BRU+YY+77:M", "RPI+1+HK")) == 1


def test_a_second_passport_with_another_name_added() -> None:
    own, other = "/P/BEL/E1/BEL/01JAN90/F/14JAN28/DOE/JANE", "/P/FRA/E2/FRA/01JAN90/F/14JAN28/DOE SMITH/JANE ANNE"
    (jane,) = people(JANE, *FLIGHT, f"{DOCS}{own}+::1", f"{DOCS}{other}+::1")
    assert [one.number for one in jane.documents] == ["E1", "E2"]


@pytest.mark.parametrize("status", ["HX", "XX", "UN"])
def test_a_cancelled_service_is_nobodys_and_is_shown(status: str) -> None:
    cancelled = [
        f"SSR+INFT:{status}:1:ZZ:::JFK:BRU:DOE/TIM 01JAN25+::1",
        f"SSR+SEAT:{status}:1:ZZ:::JFK:BRU+14C::1",
    ]
    raw = push([[*HEAD, JANE, *FLIGHT, *cancelled]])
    (message,) = decode(raw)
    (jane,) = message.passengers
    assert jane.seats == () and [one.code for one in message.bookings[0].remarks if one.kind == "ssr"] == [
        "INFT",
        "SEAT",
    ]


def test_other_names_of_a_name_are_kept() -> None:
    (jane,) = people("TIF+DOE:I+JANE MRS:A:1::ANN MARY", *FLIGHT)
    assert [(one.family, one.given) for one in jane.other_names] == [("DOE", "ANN MARY")]


def test_who_collects_a_child_is_kept() -> None:
    place = "ADD++700:PO BOX 55:DUBAI:::AE::DELIVERED BY LAYLA HASSAN 971500000001"
    raw = push([[*HEAD, JANE, place, *FLIGHT]])
    (message,) = decode(raw)
    assert any("LAYLA HASSAN" in one.text for one in message.bookings[0].remarks)


@pytest.mark.parametrize(
    ("service", "field", "value"),
    [
        ("SSR+CHLD:HK:1:ZZ:::::ROE/JIM 15AUG19+::1", "born", "2019-08-15"),
        ("SSR+CHLD:HK:1:ZZ:::::DOB15AUG19+::1", "born", "2019-08-15"),
        ("SSR+CTCE:HK:1:ZZ:::::/J.DOE//MAIL.EXAMPLE+::1", "contacts", "'J.DOE@MAIL.EXAMPLE'"),
        ("SSR+FQTV:HK:1:ZZ:::::998877+::1", "frequent_flyer", "number='998877'"),
        ("SSR+NSSP:HK:1:ZZ:::JFK:BRU+1A::1", "seats", "'1A'"),
        ("SSR+TKNE:HK:1:ZZ:::JFK:BRU:139-3207166000C1+::1", "tickets", "1393207166000"),
        ("SSR+DOCA:HK:2:ZZ:::::/D/BEL/RUE NEUVE 100/BRUSSELS//1000", "contacts", "RUE NEUVE 100"),
    ],
)
def test_values_as_some_write_them(service: str, field: str, value: str) -> None:
    jane, jim = people(JANE, JIM, *FLIGHT, service)
    if field == "tickets":
        (message,) = decode(push([[*HEAD, JANE, JIM, *FLIGHT, service]]))
        assert [one.number for one in message.bookings[0].tickets] == [value]
    else:
        assert value in str(getattr(jane, field))
        assert bool(getattr(jim, field)) is ("DOCA" in service)


def test_the_first_of_two_tickets() -> None:
    (message,) = decode(push([[*HEAD, JANE, "TKT+0271420067693-94:T:2", *FLIGHT]]))
    assert [one.number for one in message.bookings[0].tickets] == ["0271420067693"]


def test_history_whose_tag_was_damaged_names_nobody() -> None:
    history = ["ABI+4+05FD28:GS+JFK++ZZ", "DAT+T:200125:1158", "SRC+++A", "TIF+WILSON:I+PETER MR:A:1"]
    assert len(people(JANE, *FLIGHT, *history)) == 1
