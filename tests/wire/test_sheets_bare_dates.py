"""Dates of digits alone: three orders, zeros that a spreadsheet took, day numbers. Told wherever two readings can be."""

from __future__ import annotations

import pytest

from tests.wire.test_sheets import codes, one, workbook

RESTORED, NUMBERED, EITHER, ORDER = (
    "sheet-date-zero-restored", "sheet-day-number", "sheet-date-or-day-number", "sheet-date-order-assumed",
)  # fmt: skip
TOLD = {RESTORED, NUMBERED, EITHER, ORDER, "date-unreadable"}
LEG = "Flight;ZC812;Date;2025-08-12\n"


def births(head: str, *written: str) -> tuple[list[str | None], set[str]]:
    rows = "".join(f"DOE;JANE {number};{text}\n" for number, text in enumerate(written))
    message = one(f"{LEG}Surname;Given names;{head}\n{rows}")
    return [person["born"] for person in message["passengers"]], set(codes(message)) & TOLD


@pytest.mark.parametrize(
    "written, born, told",
    [
        ("10203 130275", ["2003-02-01", "1975-02-13"], {RESTORED}),
        ("10203 750213", ["2001-02-03", "1975-02-13"], {RESTORED}),
        ("50699 311275", ["1999-06-05", "1975-12-31"], {RESTORED}),
        ("1203 750213", ["2000-12-03", "1975-02-13"], {RESTORED}),
        ("90699", ["1999-06-09"], {RESTORED, ORDER}),
        ("10203 90807", ["2001-02-03", "2009-08-07"], {RESTORED, ORDER}),
        ("29586 29587", ["1980-12-31", "1981-01-01"], {NUMBERED}),
        ("30117 29587", ["1982-06-15", "1981-01-01"], {NUMBERED}),
        ("30117 31/12/1980", ["1982-06-15", "1980-12-31"], {NUMBERED}),
        ("29586 130275", ["1980-12-31", "1975-02-13"], {NUMBERED}),
        ("10203", [None], {EITHER}),
        ("30117 29587 130275", [None, "1981-01-01", "1975-02-13"], {EITHER, NUMBERED}),
        ("99999", [None], {"date-unreadable"}),
        ("1021980 13021980", ["1980-02-01", "1980-02-13"], {RESTORED}),
    ],
)
def test_digits_that_a_spreadsheet_cut(written: str, born: list[str | None], told: set[str]) -> None:
    assert births("DOB", *written.split()) == (born, told)


@pytest.mark.parametrize(
    "head, written, born, told",
    [
        ("DOB", "010203", ["2001-02-03"], {ORDER}),
        ("DOB", "010203 750213", ["2001-02-03", "1975-02-13"], set()),
        ("DOB", "010203 130275", ["2003-02-01", "1975-02-13"], set()),
        ("DOB", "010203 123180", ["2003-01-02", "1980-12-31"], set()),
        ("DOB", "120175", ["1975-01-12"], {ORDER}),
        ("DOB", "010101", ["2001-01-01"], set()),
        ("DOB", "010203 311280 123180", ["2003-02-01", "1980-12-31", None], {ORDER, "date-unreadable"}),
        ("DOB (DDMMYY)", "010203", ["2003-02-01"], set()),
        ("DOB (DDMMYY)", "010203 020304 750213", ["2003-02-01", "2004-03-02", "1975-02-13"], set()),
        ("DOB (DDMMYY)", "010203 123180", ["2003-02-01", None], {"date-unreadable"}),
        (
            "DOB (DDMMYY)",
            "010203 750213 760213 770213",
            ["2001-02-03", "1975-02-13", "1976-02-13", "1977-02-13"],
            {ORDER},
        ),
        ("DOB (DDMMYY)", "750213", ["1975-02-13"], {ORDER}),
        ("DOB (MMDDYY)", "010203", ["2003-01-02"], set()),
        ("DOB (YYMMDD)", "010203", ["2001-02-03"], set()),
    ],
)
def test_six_digits_have_an_order(head: str, written: str, born: list[str | None], told: set[str]) -> None:
    assert births(head, *written.split()) == (born, told)


def test_the_finding_says_which_order_was_assumed() -> None:
    message = one(f"{LEG}Surname;Given names;DOB\nDOE;JANE;010203\n")
    (text,) = [found["text"] for found in message["findings"] if found["code"] == ORDER]
    assert "column C" in text and "the year first was assumed" in text


@pytest.mark.parametrize(
    "expiry, born, ends", [("311235", "2003-02-01", "2035-12-31"), ("351231", "2001-02-03", "2035-12-31")]
)
def test_another_column_shows_the_order(expiry: str, born: str, ends: str) -> None:
    message = one(f"{LEG}Surname;Given names;DOB;Document number;Expiry\nDOE;JANE;010203;X1;{expiry}\n")
    (person,) = message["passengers"]
    assert (person["born"], person["documents"][0]["expires"]) == (born, ends)
    assert ORDER not in codes(message)


def test_numbers_of_a_workbook() -> None:
    rows: list[list[object]] = [["Surname", "Given names", "DOB"], ["DOE", "JANE", 10203], ["ROE", "JIM", 311275]]
    message = one(workbook(("S", rows)), "list.xlsx")
    assert [person["born"] for person in message["passengers"]] == ["2003-02-01", "1975-12-31"]
    assert RESTORED in codes(message)
