"""The journey above a list: every date, time and mark of an aircraft that stands there is read, or told."""

from __future__ import annotations

from typing import Any

import pytest

from gotravel.wire.decode import decode
from tests.wire.test_sheets import codes, one

LIST = "\nSurname;Given names;DOB\nDOE;JANE;1980-12-31\n"
INFERRED, NO_YEAR, NO_DATE = "arrival-date-inferred", "sheet-head-date-without-year", "sheet-head-time-without-date"


def leg_of(above: str) -> tuple[dict[str, Any], list[str]]:
    message = one(above + LIST)
    (leg,) = message["legs"]
    return leg, codes(message)


@pytest.mark.parametrize(
    "above, departure, arrival, told",
    [
        ("Departure;EBBR;13/08/2025;06:30\nArrival;LEMG;13/08/2025;09:20", "2025-08-13T06:30", "2025-08-13T09:20", None),
        ("Departure;EBBR;13/08/2025 06:30\nArrival;LEMG;;13/08/2025;0920", "2025-08-13T06:30", "2025-08-13T09:20", None),
        ("Departure;13/08/2025;06:30\nArrival;13/08/2025;09:20", "2025-08-13T06:30", "2025-08-13T09:20", None),
        ("Date;13/08/2025;06:30", "2025-08-13T06:30", None, None),
        ("Date;13/08/2025;Time;06:30", "2025-08-13T06:30", None, None),
        ("From;AGP;Date;13/08/2025;Time;22:30;To;BRU;Date;14/08/2025;Time;01:20", "2025-08-13T22:30", "2025-08-14T01:20", None),
        ("Departure;EBBR;13/08/2025;22:30\nArrival;LEMG;01:20", "2025-08-13T22:30", "2025-08-14T01:20", INFERRED),
        ("Departure;EBBR;31/12/2025;22:30\nArrival;LEMG;01:20", "2025-12-31T22:30", "2026-01-01T01:20", INFERRED),
        ("Date;13/08/2025\nFrom;AGP;STD;22:30\nTo;BRU;STA;01:20", "2025-08-13T22:30", "2025-08-14T01:20", INFERRED),
        ("Date;13/08/2025\nFrom;AGP;STD;06:30\nTo;BRU;STA;09:20", "2025-08-13T06:30", "2025-08-13T09:20", INFERRED),
        ("Departure date;13/08/2025\nDeparture time;22:30\nArrival time;01:20", "2025-08-13T22:30", "2025-08-14T01:20", INFERRED),
        ("From;AGP\nTo;BRU;STA;09:20", None, None, NO_DATE),
        ("Date;2025-99-99 10:00\nTo;BRU;STA;09:20", None, None, NO_DATE),
    ],
)  # fmt: skip
def test_dates_and_times_of_one_row(above: str, departure: str | None, arrival: str | None, told: str | None) -> None:
    leg, found = leg_of(f"Flight;ZZ123\n{above}")
    assert (leg["departure"], leg["arrival"]) == (departure, arrival)
    assert [code for code in found if code in (INFERRED, NO_DATE)] == ([told] if told else [])


@pytest.mark.parametrize(
    "above, number, departure, told",
    [
        ("Flight;ZZ123/12AUG25", "123", "2025-08-12", False),
        ("Flight: ZZ123 / 13.08.2025", "123", "2025-08-13", False),
        ("Flight;ZZ 123 13AUG2025", "123", "2025-08-13", False),
        ("Flight;ZZ123;12AUG2025", "123", "2025-08-12", False),
        ("Flight;ZZ123/12AUG\nDate;2025-08-12", "123", "2025-08-12", False),
        ("Airline;ZZ\nFlight;123/12AUG25", "123", "2025-08-12", False),
        ("Flight;ZZ123/12AUG", "123", None, True),
        ("Flight;ZZ123/12", "123", None, True),
        ("Flight;ZZ123/124", "ZZ123/124", None, False),
        ("Train;9023/24", "9023/24", None, False),
    ],
)
def test_a_flight_with_its_day_in_one_cell(above: str, number: str, departure: str | None, told: bool) -> None:
    leg, found = leg_of(above)
    assert (leg["number"], leg["departure"], NO_YEAR in found) == (number, departure, told)


@pytest.mark.parametrize(
    "marks", ["T7-ABC", "9H-XYZ", "N12345", "F-GABC", "OO-ABC", "T7ABC", "B-1234", "N123AB", "VP-BXX"]
)
@pytest.mark.parametrize("above", ["Flight;{}", "Flight: {}", "#LEG;{};2025-08-12T06:30;AGP;2025-08-12T09:20;BRU"])
def test_marks_of_an_aircraft_stay_whole(marks: str, above: str) -> None:
    leg, _ = leg_of(above.format(marks))
    assert (leg["carrier"], leg["number"], leg["suffix"], leg["vessel"]) == (None, marks, None, marks)


@pytest.mark.parametrize(
    "above, carrier, number",
    [
        ("Flight;ZC 812", "ZC", "812"),
        ("Flight;ZC-812", "ZC", "812"),
        ("Flight;N4123", "N4", "123"),
        ("Airline;N1\nFlight;N12345", "N1", "2345"),
    ],
)
def test_flights_are_no_marks(above: str, carrier: str, number: str) -> None:
    leg, _ = leg_of(above)
    assert (leg["carrier"], leg["number"], leg["vessel"]) == (carrier, number, None)


DE = "ZC;812;AGP;2508120630;BRU;2508120920;1\nDUBOIS;LEA;F;020830;FRA;BRU;AGP;OSL;P;XA77;FRA\n"


def test_the_final_destination_of_an_export_is_kept_apart() -> None:
    (message,) = decode(DE.encode(), name="x.csv")
    assert [person.disembarked for person in message.passengers] == ["BRU"]
    assert [(remark.text, remark.passenger) for remark in message.remarks] == [("OSL", 0)]
    # This export always has the year first.
    assert [person.born for person in message.passengers] == ["2002-08-30"]
    assert "sheet-date-order-assumed" not in [found.code for found in message.findings]


@pytest.mark.parametrize(
    "times",
    [
        "AGP;2025-08-12T06:30+02:00;BRU;2025-08-12T09:20+02:00",
        "AGP;2025-08-12;06:30;+02:00;BRU;2025-08-12;09:20;+02:00",
        "AGP;2025-08-12;06:30;BRU;2025-08-12;09:20",
    ],
)
def test_the_times_of_an_export_have_an_offset_or_parts(times: str) -> None:
    message = one(f"csv;ZC;ZC812;{times};1;\nPERALTA;MARIA;;02APR91;F;ESP;P;PAB123456;01APR29;ESP;\n")
    (leg,) = message["legs"]
    assert (leg["departure"], leg["arrival"]) == ("2025-08-12T06:30", "2025-08-12T09:20")


@pytest.mark.parametrize(
    "date, departure, told",
    [
        ("120825", "2012-08-25", ["sheet-head-digits-assumed"]),
        ("999999", None, ["date-unreadable"]),
        ("251231", "2025-12-31", ["sheet-head-digits-assumed"]),
        ("351231", "2035-12-31", []),
        ("311235", "2035-12-31", []),
        ("10825", "2001-08-25", ["sheet-head-digits-assumed"]),
        ("45881", "2025-08-12", []),
        ("30117", None, ["date-unreadable"]),
        ("12AUG", None, ["date-unreadable"]),
    ],
)
def test_a_date_of_the_journey_in_digits(date: str, departure: str | None, told: list[str]) -> None:
    leg, found = leg_of(f"Flight;ZZ123\nDate;{date}")
    assert (leg["departure"], [code for code in found if "date" in code or "digits" in code]) == (departure, told)


@pytest.mark.parametrize("above", ["Flight;ZZ123;12AUG", "Flight;ZZ123\nDeparture;EBBR;12AUG;06:30"])
def test_a_day_without_its_year_is_told(above: str) -> None:
    leg, found = leg_of(above)
    assert leg["departure"] is None and "date-unreadable" in found
    leg, found = leg_of(f"Date;2025-08-12\n{above}")
    assert leg["departure"][:10] == "2025-08-12" and "date-unreadable" not in found


@pytest.mark.parametrize(
    "behind, departure", [("150", None), ("1500", "2025-08-12T15:00"), ("15:00", "2025-08-12T15:00")]
)
def test_three_digits_behind_a_port_are_no_clock(behind: str, departure: str | None) -> None:
    message = one(f"Flight;ZC812\nFrom;AGP;{behind}\nDate;2025-08-12\nSurname;Given names;DOB\nDOE;JANE;1980-01-01\n")
    assert [leg["departure"] for leg in message["legs"]] == [departure or "2025-08-12"]
