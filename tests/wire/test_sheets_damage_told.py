"""Rows that look like something else: who is in a list stays, what is a note is nobody. Invented people."""

from __future__ import annotations

import pytest

from gotravel.wire.decode import decode

HEAD = "Surname;Given names;Date of birth;Passport number\n"
DOE = "DOE;JANE;1980-01-01;X1\n"


def read(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.family, one.given, one.title) for m in decode(text.encode(), name="x.csv") for one in m.passengers]


@pytest.mark.parametrize(
    "family", ["TOTAL", "NAME", "CREW", "PASSENGER", "SEX", "PAGE", "END", "SIGNED", "CAPTAIN", "FLIGHT"]
)
def test_a_surname_that_is_a_word_of_lists_is_somebody(family: str) -> None:
    assert read(f"{HEAD}{DOE}{family};ANN;1980-01-03;X3\nROE;JOHN;1981-01-01;X2\n") == [
        ("DOE", "JANE", None), (family, "ANN", None), ("ROE", "JOHN", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    ["* JOHN travels with his dog", "# see page two", "> PASSENGERS FROM DELHI", "TOTAL;1;;", "Total passengers: 1"],
)
def test_a_note_or_a_total_is_nobody(note: str) -> None:
    assert read(f"{HEAD}{DOE}{note}\n") == [("DOE", "JANE", None)]


def test_a_title_before_a_name_that_cannot_be_divided_is_a_title() -> None:
    assert read("Name;Date of birth;Passport\nMS ANN BIRD;1982-03-03;X3\n") == [("ANN BIRD", None, "MS")]


@pytest.mark.parametrize("between", ["\n", ";;;\n", "Crew list\n", f"{HEAD}", "Page 2 of 3\n"])
def test_what_stands_between_rows_costs_nobody(between: str) -> None:
    assert [one[0] for one in read(f"{HEAD}{DOE}{between}ROE;JOHN;1981-01-01;X2\n")] == ["DOE", "ROE"]


def test_a_birth_that_does_not_fit_the_heads_order_is_told() -> None:
    text = "Flight;ZC812;Date;2025-08-12\nSurname;Given names;DOB (DDMMYY)\nDOE;JANE;010203\nROE;RICK;150280\nPOE;ANN;750213\n"
    (message,) = decode(text.encode(), name="x.csv")
    assert [one.born for one in message.passengers] == ["2003-02-01", "1980-02-15", "1975-02-13"]
    assert [one.segment for one in message.findings if one.code == "date-format-repaired"] == [5]
