"""Columns whose meaning their neighbours or their values show: roles of persons, and a second document. Invented people."""

from __future__ import annotations

import pytest

from tests.wire.test_sheets import codes, one

LEG = "Flight;ZC812;Date;2025-08-12\n"


def kinds(head: str, *cells: str) -> list[str]:
    rows = "".join(f"DOE;JANE {number};1980-01-01;{cell}\n" for number, cell in enumerate(cells))
    return [person["kind"] for person in one(f"{LEG}Surname;Given names;DOB;{head}\n{rows}")["passengers"]]


@pytest.mark.parametrize(
    "head, cells, expected",
    [
        ("Type", ["CREW", "PAX"], ["crew", "adult"]),
        ("Type;Passport", ["CREW;X1", "PAX;X2"], ["crew", "adult"]),
        ("Type;Document number", ["CREW;X1", "PAX;X2"], ["crew", "adult"]),
        ("Document number;Type", ["X1;CREW", "X2;PAX"], ["crew", "adult"]),
        ("Tipo", ["Tripulante", "Pasajero"], ["crew", "adult"]),
        ("Status", ["C", "P"], ["adult", "adult"]),
        ("Type;Passport", ["P;X1", "C;X2"], ["adult", "adult"]),
        ("Type;ID card", ["P;X1", "C;X2"], ["adult", "adult"]),
        ("Seaman book;Type", ["X1;P", "X2;C"], ["adult", "adult"]),
        ("Type", ["A", "C", "INF"], ["adult", "adult", "adult"]),
        ("Type", ["ADT", "C", "I"], ["adult", "adult", "adult"]),
        ("Type", ["P", "C", "I"], ["adult", "adult", "adult"]),
        ("Type", ["ADULT", "C", "INFANT"], ["adult", "adult", "adult"]),
        ("Cat", ["A", "C", "P"], ["adult", "adult", "adult"]),
        ("Status", ["IN", "IN"], ["adult", "adult"]),
        ("Type", ["CREW", "ADT"], ["crew", "adult"]),
        ("P/C", ["C", "P", "P", "P"], ["crew", "adult", "adult", "adult"]),
        ("Statut", ["Équipage", "Passager"], ["crew", "adult"]),
        ("P/C", ["C", "P"], ["crew", "adult"]),
        ("P/C", ["C", "C"], ["crew", "crew"]),
        ("Pax/Crew", ["C", "P"], ["crew", "adult"]),
        ("Crew/Pax", ["Crew", "Pax"], ["crew", "adult"]),
        ("Fonction", ["CDB", "Passager"], ["crew", "adult"]),
        ("Cargo", ["Sobrecargo", "Pasajero"], ["crew", "adult"]),
        ("Cargo", ["Director", "Pasajero"], ["adult", "adult"]),
        ("Type", ["Captain", "Flight attendant", "Passenger", "Pax", "Chief"], ["crew", "crew", "adult", "adult", "adult"]),
        ("Status", ["C", "C"], ["adult", "adult"]),
        ("Status", ["CONFIRMED", "PENDING"], ["adult", "adult"]),
        ("Status", ["OK", "CREW"], ["adult", "adult"]),
        ("Type;Document number", ["P;X1", "C;X2"], ["adult", "adult"]),
    ],
)  # fmt: skip
def test_roles_under_a_head_of_many_meanings(head: str, cells: list[str], expected: list[str]) -> None:
    assert kinds(head, *cells) == expected


def test_a_head_that_nothing_decides_is_told() -> None:
    message = one(f"{LEG}Surname;Given names;DOB;Status\nDOE;JANE;1980-01-01;OK\n")
    assert "sheet-columns-unknown" in codes(message)
    message = one(f"{LEG}Surname;Given names;DOB;Type\nDOE;JANE;1980-01-01;A\nROE;JIM;1981-01-01;C\n")
    assert "sheet-columns-unknown" in codes(message)
    message = one(f"{LEG}Surname;Given names;DOB;P/C\nDOE;JANE;1980-01-01;C\n")
    assert "sheet-columns-unknown" not in codes(message)


def test_the_values_of_crew_and_passengers_decide_together() -> None:
    head = "Surname;Given names;DOB;Type\n"
    message = one(f"{LEG}CREW\n{head}STAR;JO;1980-01-01;C\nPASSENGERS\nDOE;JANE;1980-01-01;P\n")
    assert [person["kind"] for person in message["passengers"]] == ["crew", "adult"]


def test_a_type_beside_a_document_is_the_documents() -> None:
    message = one(f"{LEG}Surname;Given names;Type;Document number\nDOE;JANE;P;X1\nROE;ANN;ID;X2\n")
    assert [person["documents"][0]["type"] for person in message["passengers"]] == ["P", "I"]
    assert "sheet-columns-unknown" not in codes(message)


Paper = tuple[str | None, str, str | None, str | None]
FIRST: Paper = ("P", "X1", "FRA", "2030-01-01")
OTHER: Paper = ("I", "X2", "BEL", "2031-01-01")


@pytest.mark.parametrize(
    "head, cells, expected",
    [
        ("Document type;Document number;Issuing state;Expiry;Document type;Document number;Issuing state;Expiry",
         "P;X1;FRA;2030-01-01;I;X2;BEL;2031-01-01", [FIRST, OTHER]),
        ("Document number;Document type;Document number;Document type", "X1;P;X2;I",
         [("P", "X1", None, None), ("I", "X2", None, None)]),
        ("Document type;Document number;Document type;Document number;Expiry", "P;X1;I;X2;2031-01-01",
         [("P", "X1", None, None), ("I", "X2", None, "2031-01-01")]),
        ("Document type;Document number;Expiry;Document type;Document number", "P;X1;2030-01-01;I;X2",
         [("P", "X1", None, "2030-01-01"), ("I", "X2", None, None)]),
        ("Document type 1;Document number 1;Expiry 1;Document type 2;Document number 2;Expiry 2",
         "P;X1;2030-01-01;I;X2;2031-01-01", [("P", "X1", None, "2030-01-01"), ("I", "X2", None, "2031-01-01")]),
        ("Passport;Expiry;Second passport;Expiry", "X1;2030-01-01;X2;2031-01-01",
         [("P", "X1", None, "2030-01-01"), ("P", "X2", None, "2031-01-01")]),
        ("Passport;Passport expiry;ID card;Expiry", "X1;2030-01-01;X2;2031-01-01",
         [("P", "X1", None, "2030-01-01"), ("I", "X2", None, "2031-01-01")]),
        ("Passport;Passport expiry;ID card;Expiry", ";;X2;2031-01-01", [("I", "X2", None, "2031-01-01")]),
        ("Document type;Document number;Expiry;Document type;Document number;Expiry", ";;;I;X2;2031-01-01",
         [("I", "X2", None, "2031-01-01")]),
        ("Document type;Document number;Expiry;Document type;Document number;Expiry", "P;X1;2030-01-01;P;X1;2030-01-01",
         [("P", "X1", None, "2030-01-01")]),
        ("Document number;Expiry;Expiry", "X1;;2030-01-01", [(None, "X1", None, "2030-01-01")]),
    ],
)  # fmt: skip
def test_each_document_has_its_own_type_issuer_and_expiry(head: str, cells: str, expected: list[Paper]) -> None:
    message = one(f"{LEG}Surname;Given names;DOB;{head}\nDOE;JANE;1980-01-01;{cells}\n")
    (person,) = message["passengers"]
    assert [
        (paper["type"], paper["number"], paper["issuer"], paper["expires"]) for paper in person["documents"]
    ] == expected


def test_two_documents_under_merged_heads() -> None:
    heads = "No;Name;;Sex;Document 1;;Document 2;\n;Surname;Given names;;Type;Number;Type;Number\n"
    (person,) = one(f"{LEG}{heads}1;DOE;JANE;F;P;X1;I;X2\n")["passengers"]
    assert [(paper["type"], paper["number"]) for paper in person["documents"]] == [("P", "X1"), ("I", "X2")]


def test_a_second_expiry_beside_the_visa_is_the_visas() -> None:
    message = one(f"{LEG}Surname;Given names;Passport;Expiry;Visa;Expiry\nDOE;JANE;X1;2030-01-01;V1;2031-01-01\n")
    (person,) = message["passengers"]
    assert [(paper["type"], paper["expires"]) for paper in person["documents"]] == [
        ("P", "2030-01-01"),
        ("V", "2031-01-01"),
    ]
    assert "sheet-column-twice" not in codes(message)


def test_the_zone_of_the_second_document_says_nothing_of_the_first() -> None:
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    message = one(f"Surname;Passport;Second passport;MRZ\nERIKSSON;X1;L898902C3;{zone}\n")
    (person,) = message["passengers"]
    assert [(paper["number"], paper["expires"]) for paper in person["documents"]] == [("X1", None), ("L898902C3", None)]


BOTH = "Passport number;Second passport number"
GUESSED, NUMBERLESS = "sheet-column-guessed", "document-number-missing"


@pytest.mark.parametrize(
    "head, cells, expected, told",
    [
        (f"{BOTH};Expiry date;Issuing country", "X1;;2030-01-01;BE", [("P", "X1", "BEL", "2030-01-01")], {GUESSED}),
        (f"{BOTH};Expiry date;Issuing country", "X1;No;2030-01-01;BE", [("P", "X1", "BEL", "2030-01-01")], {GUESSED}),
        (f"{BOTH};Expiry date;Issuing country", "X1;X1;2030-01-01;BE", [("P", "X1", "BEL", "2030-01-01")], {GUESSED}),
        (f"{BOTH};Expiry date", "X1;X2;2030-01-01", [("P", "X1", None, None), ("P", "X2", None, "2030-01-01")], {GUESSED}),
        ("Passport;Expiry;Second passport", "X1;2030-01-01;X2", [("P", "X1", None, "2030-01-01"), ("P", "X2", None, None)],
         set()),
        ("Passport number;Second document number;Passport expiry", "X1;X2;2030-01-01",
         [("P", "X1", None, "2030-01-01"), ("", "X2", None, None)], set()),
        ("Second passport;Passport;Expiry", "X2;X1;2030-01-01", [("P", "X1", None, "2030-01-01"), ("P", "X2", None, None)],
         {GUESSED}),
        ("Passport;ID card;Passport expiry", "X1;X2;2030-01-01", [("P", "X1", None, "2030-01-01"), ("I", "X2", None, None)],
         set()),
        ("Passport;ID card;Expiry;Passport expiry", "X1;X2;2031-01-01;2030-01-01",
         [("P", "X1", None, "2030-01-01"), ("I", "X2", None, "2031-01-01")], set()),
        ("ID card;Passport;Passport expiry;Expiry", "X2;X1;2030-01-01;2031-01-01",
         [("P", "X1", None, "2030-01-01"), ("I", "X2", None, "2031-01-01")], set()),
        ("Passport;Passport expiry;ID card", ";2030-01-01;X2", [("I", "X2", None, None)], {NUMBERLESS}),
        ("Passport;ID card;Expiry", "X1;X2;2030-01-01", [("P", "X1", None, "2030-01-01"), ("I", "X2", None, None)], {GUESSED}),
        ("Passport;Passport expiry;Second passport;Second passport expiry", "X1;2030-01-01;;2031-01-01",
         [("P", "X1", None, "2030-01-01")], {NUMBERLESS}),
        ("Passport;Passport expiry;Second passport;Second passport expiry", "X1;2030-01-01;Yes;2031-01-01",
         [("P", "X1", None, "2030-01-01")], {NUMBERLESS}),
        ("Passport;Passport expiry;Second passport;Second passport expiry", "X1;2030-01-01;;", [("P", "X1", None, "2030-01-01")],
         set()),
        ("Passport;Expiry;Second passport;Expiry", ";2030-01-01;X2;2031-01-01", [("P", "X2", None, "2031-01-01")], {NUMBERLESS}),
        *(("Passport;Second passport", f"X1;{answer}", [("P", "X1", None, None)], set()) for answer in ("No", "Yes", "Non", "Sí")),
    ],
)  # fmt: skip
def test_nothing_of_one_document_is_lost_to_the_other(
    head: str, cells: str, expected: list[Paper], told: set[str]
) -> None:
    message = one(f"{LEG}Surname;Given names;DOB;{head}\nDOE;JANE;1980-01-01;{cells}\n")
    (person,) = message["passengers"]
    papers = [
        (paper["type"] or "", paper["number"], paper["issuer"], paper["expires"]) for paper in person["documents"]
    ]
    assert papers == expected and set(codes(message)) & {GUESSED, NUMBERLESS} == told


TWO_NUMBERS = [("P", "X1", "2030-01-01"), ("I", "X2", "2031-01-01")]


@pytest.mark.parametrize(
    "upper, lower, cells",
    [
        ("Passport;;Identity card;", "Number;Expiry;Number;Expiry", "X1;2030-01-01;X2;2031-01-01"),
        ("Passport;;ID card;", "Number;Valid until;Number;Valid until", "X1;2030-01-01;X2;2031-01-01"),
        ("Document 1;;;;Document 2;;;", "Type;Number;Country;Expiry;Type;Number;Country;Expiry",
         "P;X1;FRA;2030-01-01;I;X2;BEL;2031-01-01"),
    ],
)  # fmt: skip
def test_a_second_line_of_heads_may_name_two_documents(upper: str, lower: str, cells: str) -> None:
    message = one(f"{LEG}Surname;Given names;DOB;{upper}\n;;;{lower}\nDOE;JANE;1980-01-01;{cells}\n")
    (person,) = message["passengers"]
    assert [(paper["type"], paper["number"], paper["expires"]) for paper in person["documents"]] == TWO_NUMBERS


def test_a_second_passport_over_a_second_line_of_heads() -> None:
    heads = "Surname;Given names;DOB;Passport;;Second passport;\n;;;Number;Expiry;Number;Expiry\n"
    message = one(f"{LEG}{heads}DOE;JANE;1980-01-01;X1;2030-01-01;X2;2031-01-01\n")
    (person,) = message["passengers"]
    papers = [(paper["type"], paper["number"], paper["expires"]) for paper in person["documents"]]
    assert papers == [("P", "X1", "2030-01-01"), ("P", "X2", "2031-01-01")]
