"""Heads that other columns stand beside: every list with the head of a name is read, and forms are no lists."""

from __future__ import annotations

import pytest

from tests.wire.test_sheets import codes, one, shown

LEG = "Flight;ZC812;Date;2025-08-12\n"
UNKNOWN = "sheet-columns-unknown"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Surname;First name;Hotel\nDOE;JANE;HILTON\nROE;ANN;RITZ", [("DOE", "JANE"), ("ROE", "ANN")]),
        ("Nom;Prénom;Hôtel;Chambre\nDOE;JANE;HILTON;12", [("DOE", "JANE")]),
        ("Hotel;Room;Meal;Surname;First name\nHILTON;1;X;DOE;JANE", [("DOE", "JANE")]),
        ("Name;Hotel;Room\nDOE/JANE;HILTON;1", [("DOE", "JANE")]),
        ("Surname;Hotel\nDOE;HILTON\nROE;RITZ", [("DOE", None), ("ROE", None)]),
        ("Hotel;Name\nHILTON;DOE/JANE", [("DOE", "JANE")]),
        ("Surname;First name;Hotel\nDOE;JANE;RITZ\nSurname;First name;Hotel\nROE;ANN;RITZ", [("DOE", "JANE"), ("ROE", "ANN")]),
        ("Surname;First name;Hotel\nNOM;FIRST;RITZ", [("NOM", "FIRST")]),
    ],
)  # fmt: skip
def test_heads_beside_unknown_columns(text: str, expected: list[tuple[str, str | None]]) -> None:
    message = one(f"{LEG}{text}\n")
    assert [(person["family"], person["given"]) for person in message["passengers"]] == expected
    assert UNKNOWN in codes(message) and "sheet-header-missing" not in codes(message)


def test_crew_and_passengers_under_such_heads() -> None:
    head = "Surname;First name;Hotel\n"
    other = "Surname;First name;Coat\n"
    message = one(f"{LEG}CREW\n{head}STAR;JO;RITZ\nPASSENGERS\n{other}DOE;JANE;RED\nPage 2\n{head}ROE;ANN;RITZ\n")
    assert [(p["family"], p["kind"]) for p in message["passengers"]] == [
        ("STAR", "crew"),
        ("DOE", "adult"),
        ("ROE", "adult"),
    ]


@pytest.mark.parametrize(
    "text", ["Name;John Roe\nAddress;1 Any street\nPhone;123\n", "Name;Jim\nNationality;FRA\n", "a,b\n"]
)
def test_forms_are_no_lists(text: str) -> None:
    assert [person for message in shown(text.encode()) for person in message["passengers"]] == []
