"""Heads that other columns stand beside: every list with the head of a name is read, and forms are no lists."""

from __future__ import annotations

import pytest

from tests.wire.test_sheets import codes, one, shown, workbook

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


LIST = "Surname;Given names;DOB;Passport No\nDOE;JANE;1980-01-02;X1\n"
JOURNEY = "Flight;ZC812;Date;2025-08-12\nFrom;AGP;To;BRU\n"


@pytest.mark.parametrize(
    "form",
    [
        "Operator;Zeta\nContact;Surname;Given name\n;ROE;RICK\n",
        "Operator;Zeta\nPilot;Name;Surname;Licence\n;RICK;ROE;123\n",
        "Contact;Surname;Given name\n;;\n",
    ],
)
def test_a_form_above_the_list_is_no_head(form: str) -> None:
    message = one(f"{form}{JOURNEY}\n{LIST}")
    assert [(person["family"], person["given"]) for person in message["passengers"]] == [("DOE", "JANE")]
    (leg,) = message["legs"]
    assert (leg["number"], leg["origin"], leg["destination"]) == ("812", "AGP", "BRU")


def test_a_list_with_few_known_heads_above_another_is_a_list() -> None:
    message = one(f"{JOURNEY}CREW\nSurname;First name;Hotel\nSTAR;JO;RITZ\nLEE;BO;RITZ\nPASSENGERS\n{LIST}")
    assert [(p["family"], p["kind"]) for p in message["passengers"]] == [
        ("STAR", "crew"),
        ("LEE", "crew"),
        ("DOE", "adult"),
    ]


def test_a_heading_shows_a_list_of_one_above_another() -> None:
    message = one(f"{JOURNEY}CREW\nSurname;First name;Hotel\nSTAR;JO;RITZ\nPASSENGERS\n{LIST}")
    assert [(p["family"], p["kind"]) for p in message["passengers"]] == [("STAR", "crew"), ("DOE", "adult")]


LOOK_UPS = [
    "Code;Name\nBE;Belgium\nGB;United Kingdom\nUS;United States\n",
    "IATA;Name;Country\nAGP;Malaga Costa del Sol;Spain\nBRU;Brussels National;Belgium\n",
    "Name;Alpha Star\nOwner;Zeta Shipping\nGross tonnage;Large\nCall sign;ABCD\n",
    "Article,Name,Price\n1,Red Wine,5\n2,White Wine,6\n",
    "Name,Meaning,Page\nno show,not there,1\ngo show,there,2\n",
    "Nombre;Importe\nVino tinto;5\nVino blanco;6\n",
    "Nombre;Nota\nVino;bueno\nPan;malo\n",
    "Nom;Remise\nVin;bon\nPain;mauvais\n",
]


@pytest.mark.parametrize("text", LOOK_UPS)
def test_lists_of_things_hold_nobody(text: str) -> None:
    assert [person for message in shown(text.encode()) for person in message["passengers"]] == []


@pytest.mark.parametrize("text", [*LOOK_UPS, "Name;Meal\nFruit salad;V\nFish soup;F\n"])
def test_a_look_up_sheet_beside_a_list_holds_nobody(text: str) -> None:
    rows: list[list[object]] = [list(line.replace(",", ";").split(";")) for line in text.splitlines()]
    mine: list[list[object]] = [list(line.split(";")) for line in f"{JOURNEY}{LIST}".splitlines()]
    for sheets in ([("List", mine), ("Codes", rows)], [("Codes", rows), ("List", mine)]):
        (message,) = shown(workbook(*sheets), "x.xlsx")
        assert [person["family"] for person in message["passengers"]] == ["DOE"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Name,Hotel,Room\nJANE DOE,RITZ,1\nRICK ROE,RITZ,2\nTotal,2\n", ["JANE DOE", "RICK ROE"]),
        ("Name,Hotel\nDOE/JANE,RITZ\nCHER,RITZ\nMRS LEE,RITZ\n", ["DOE", "CHER", "LEE"]),
        ("Nom;Remise\nJANE DOE;bon\n", ["JANE DOE"]),
    ],
)
def test_a_list_with_one_head_of_a_name_is_read(text: str, expected: list[str]) -> None:
    assert [person["family"] for person in one(text)["passengers"]] == expected
