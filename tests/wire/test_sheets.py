"""Sheets: whatever the delimiter, the language and the layout, every row with a person is a person."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest

from gotravel.wire.decode import decode
from gotravel.wire.present import as_object

TEMPLATE = """#META;version;1
#CARRIER;ZC;ZETA CHARTER
#LEG;ZC0812;2025-08-12T06:30;AGP;2025-08-12T09:20;BRU
list;surname;given_names;gender;birth_date;nationality;doc_type;doc_number;doc_issuer;doc_expiry;embark;disembark;seat;bags;bag_weight_kg;booking_ref;email;phone;remarks
P;PERALTA;MARIA DEL CARMEN;F;1991-04-02;ESP;P;PAB123456;ESP;2029-04-01;AGP;BRU;12A;1;18;QWE123;m@post.example;+32 2 555 01 01;
P;PERALTA;IVAN;M;2023-11-20;ESP;I;99911122X;ESP;2028-11-19;AGP;BRU;;0;;QWE123;;;INF
C;LINDGREN;OSKAR;M;1978-02-09;SWE;P;00123456;SWE;2027-05-15;AGP;BRU;;;;;;;CR1
"""
HEAD = "surname;given names;sex;date of birth;nationality;document number"


def shown(raw: bytes, name: str = "list.csv") -> list[dict[str, Any]]:
    return [as_object(message, name, unfiltered=True) for message in decode(raw, name=name)]


def one(text: str | bytes, name: str = "list.csv") -> dict[str, Any]:
    (message,) = shown(text.encode() if isinstance(text, str) else text, name)
    return message


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def codes(message: dict[str, Any]) -> list[str]:
    return [found["code"] for found in message["findings"]]


def test_the_template_is_read_whole() -> None:
    message = one(TEMPLATE)
    assert message["kind"] == "manifest" and message["version"] == "1" and message["findings"] == []
    assert message["legs"] == [
        {
            "mode": "air",
            "carrier": "ZC",
            "number": "812",
            "suffix": None,
            "origin": "AGP",
            "destination": "BRU",
            "departure": "2025-08-12T06:30",
            "arrival": "2025-08-12T09:20",
            "vessel": None,
        }
    ]
    maria, ivan, oskar = message["passengers"]
    assert (maria["family"], maria["given"], maria["sex"], maria["born"]) == (
        "PERALTA",
        "MARIA DEL CARMEN",
        "F",
        "1991-04-02",
    )
    assert maria["documents"] == [
        {
            "type": "P",
            "number": "PAB123456",
            "issuer": "ESP",
            "expires": "2029-04-01",
            "issued": None,
            "nationality": None,
        }
    ]
    assert (maria["seat"], maria["bags"], maria["locator"]) == (
        {"number": "12A"},
        {"count": 1, "weight_kg": 18, "tags": []},
        "QWE123",
    )
    assert [contact["value"] for contact in maria["contacts"]] == ["+32 2 555 01 01", "m@post.example"]
    assert (ivan["kind"], oskar["kind"], oskar["crew_role"]) == ("infant", "crew", "CR1")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_character_set_and_line_end(delimiter: str, charset: str, end: str) -> None:
    rows = [HEAD.replace(";", delimiter), delimiter.join(["MUÑOZ", "JOSÉ", "M", "1980-01-31", "ESP", "AA1"])]
    message = one((end.join(rows) + end).encode(charset))
    assert [(one["family"], one["given"], one["born"]) for one in message["passengers"]] == [
        ("MUÑOZ", "JOSÉ", "1980-01-31")
    ]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Surname,Given Names,Gender,Date of Birth,Nationality,Passport No.", id="English"),
        pytest.param("Nom,Prénom(s),Sexe,Date de naissance,Nationalité,N° de passeport", id="French"),
        pytest.param("Apellidos,Nombre,Sexo,Fecha de nacimiento,Nacionalidad,Nº de pasaporte", id="Spanish"),
        pytest.param("Achternaam,Voornaam,Geslacht,Geboortedatum,Nationaliteit,Paspoortnummer", id="Dutch"),
        pytest.param("Nachname,Vorname,Geschlecht,Geburtsdatum,Staatsangehörigkeit,Reisepassnummer", id="German"),
        pytest.param(
            "Nom / Surname,Prénom / Given name,Sexe / Sex,Date de naissance / DOB,Nationalité,Passeport",
            id="two languages",
        ),
        pytest.param(
            "1. LAST NAME*,2. FIRST NAME*,3. SEX (M/F),4. D.O.B.,5. NATIONALITY,6. PASSPORT NR", id="numbered"
        ),
        pytest.param("last_name,first_name,gender,birth_date,nationality,passport_number", id="machine names"),
        pytest.param("lastName,firstName,gender,birthDate,nationality,passportNumber", id="camel case"),
    ],
)
def test_heads_in_many_words(head: str) -> None:
    (person,) = one(f"{head}\nOKONKWO,ADAEZE,F,1992-02-29,NGA,A00000002\n")["passengers"]
    assert (person["family"], person["given"], person["sex"], person["born"]) == (
        "OKONKWO",
        "ADAEZE",
        "F",
        "1992-02-29",
    )
    assert person["nationality"] == "NGA"
    assert [(paper["type"], paper["number"]) for paper in person["documents"]] == [("P", "A00000002")]


def test_a_misspelled_head_is_read_and_told() -> None:
    message = one("Surname;Given name;Natoinality;DOB\nDOE;JANE;FRA;1990-01-01\n")
    assert message["passengers"][0]["nationality"] == "FRA"
    assert "sheet-column-guessed" in codes(message)


@pytest.mark.parametrize(
    "written, born",
    [
        ("31/12/1980", "1980-12-31"),
        ("31.12.1980", "1980-12-31"),
        ("31-12-80", "1980-12-31"),
        ("31DEC80", "1980-12-31"),
        ("31-Dec-1980", "1980-12-31"),
        ("31 décembre 1980", "1980-12-31"),
        ("31 de diciembre de 1980", "1980-12-31"),
        ("12/31/1980", "1980-12-31"),
        ("19801231", "1980-12-31"),
        ("801231", "1980-12-31"),
        ("1980-12-31", "1980-12-31"),
        ("1980/12/31", "1980-12-31"),
        ("December 31, 1980", "1980-12-31"),
        ("29586", "1980-12-31"),
        ("31/12/2080", None),
        ("1980", None),
        ("00/00/1980", None),
        ("unknown", None),
        ("32/13/1980", None),
    ],
)
def test_dates_of_birth(written: str, born: str | None) -> None:
    message = one(f"Flight;ZC1;Date;2025-08-12\n{HEAD}\nDOE;JANE;F;{written};FRA;AA1\n")
    assert message["passengers"][0]["born"] == born
    assert (born is None) == bool(
        [one for one in codes(message) if "date" in one or "birth" in one]
    ) or written == "unknown"


@pytest.mark.parametrize(
    "head, others, born, told",
    [
        pytest.param("DOB", "13/05/1970", "1980-02-01", False, id="another row shows day first"),
        pytest.param("DOB", "05/13/1970", "1980-01-02", False, id="another row shows month first"),
        pytest.param("DOB (MM/DD/YYYY)", "05/05/1970", "1980-01-02", False, id="the head says month first"),
        pytest.param("DOB (JJ/MM/AAAA)", "05/05/1970", "1980-02-01", False, id="the head says day first, in French"),
        pytest.param("DOB", "05/05/1970", "1980-02-01", True, id="nothing shows it"),
    ],
)
def test_day_or_month_first(head: str, others: str, born: str, told: bool) -> None:
    message = one(f"Surname;Given names;{head}\nDOE;JANE;01/02/1980\nROE;RICK;{others}\n")
    assert message["passengers"][0]["born"] == born
    assert ("sheet-date-order-assumed" in codes(message)) is told


@pytest.mark.parametrize(
    "head, letters, sexes",
    [
        ("Sexe", "H F", ["M", "F"]),
        ("Sexo", "H M", ["M", "F"]),
        ("Sexo", "V M", ["M", "F"]),
        ("Geslacht", "M V", ["M", "F"]),
        ("Geschlecht", "M W", ["M", "F"]),
        ("Gender", "Male Female", ["M", "F"]),
        ("Gender", "1 2", ["M", "F"]),
        ("Gender", "X U", ["X", None]),
        ("Gender", "Q M", [None, "M"]),
    ],
)
def test_letters_of_sex(head: str, letters: str, sexes: list[str | None]) -> None:
    one_, two = letters.split()
    message = one(f"Surname;Given names;{head}\nDOE;A;{one_}\nROE;B;{two}\n")
    assert [person["sex"] for person in message["passengers"]] == sexes
    assert ("sex-code-unknown" in codes(message)) is ("Q" in letters)


@pytest.mark.parametrize(
    "whole, family, given, title, told",
    [
        ("DOE/JANE MRS", "DOE", "JANE", "MRS", False),
        ("Doe, Jane", "Doe", "Jane", None, False),
        ("Jane DOE", "DOE", "Jane", None, False),
        ("Jane van der BERG", "van der BERG", "Jane", None, False),
        ("DE LA CRUZ Ana", "DE LA CRUZ", "Ana", None, False),
        ("JANE DOE", "JANE DOE", None, None, True),
        ("SUKARNO", "SUKARNO", None, None, False),
    ],
)
def test_names_in_one_column(whole: str, family: str, given: str | None, title: str | None, told: bool) -> None:
    message = one(f'Name|Sex|DOB\n"{whole}"|F|1980-01-31\n')
    (person,) = message["passengers"]
    assert (person["family"], person["given"], person["title"]) == (family, given, title)
    assert ("sheet-name-not-divided" in codes(message)) is told


LEG_ROWS = {
    "one cell each": "Flight No: ZC812\nDate: 12/08/2025\nFrom: AGP\nTo: BRU\n",
    "two cells": "Vol;ZC 812\nDate;12 août 2025\nDépart;AGP\nArrivée;BRU\n",
    "one row": "Vuelo;ZC0812;Fecha;12/08/2025;Origen;AGP;Destino;BRU\n",
    "labels above values": "Flight;Date;From;To\nZC812;2025-08-12;AGP;BRU\n",
    "place and time in one": "Flight: ZC812\nDeparture: AGP 2025-08-12 06:30\nArrival: BRU 2025-08-12 09:20\n",
    "carrier of its own": "Airline: ZC\nFlight number: 812\nDeparture airport: Malaga (AGP)\nArrival airport: Brussels (BRU)\nDeparture date: 12/08/2025\n",
}


@pytest.mark.parametrize("above", LEG_ROWS.values(), ids=LEG_ROWS)
def test_the_flight_above_the_list(above: str) -> None:
    message = one(f"{above}\n{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA1\n")
    (leg,) = message["legs"]
    assert (leg["carrier"], leg["number"], leg["origin"], leg["destination"]) == ("ZC", "812", "AGP", "BRU")
    assert leg["departure"][:10] == "2025-08-12"


def test_times_beside_the_date() -> None:
    above = (
        "Flight;ZC812\nDeparture date;12/08/2025\nDeparture time;6h30\nArrival date;12/08/2025\nArrival time;09:20\n"
    )
    (leg,) = one(f"{above}\n{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA1\n")["legs"]
    assert (leg["departure"], leg["arrival"]) == ("2025-08-12T06:30", "2025-08-12T09:20")


def test_the_flight_beside_each_person() -> None:
    head = "Flight;Date;From;To;Surname;Given names"
    message = one(
        f"{head}\nZC1;2025-08-12;AGP;BRU;DOE;JANE\nZC2;2025-08-12;BRU;OSL;DOE;JIM\nZC1;2025-08-12;AGP;BRU;ROE;ANN\n"
    )
    assert [(leg["number"], leg["origin"]) for leg in message["legs"]] == [("1", "AGP"), ("2", "BRU")]
    assert [person["embarked"] for person in message["passengers"]] == ["AGP", "BRU", "AGP"]


@pytest.mark.parametrize(
    "row",
    [
        "TOTAL;2", "Total passengers;2", "Total: 2", ";;;TOTAL PAX;2", "Signature of the captain;", "Page 1 of 1",
        "Fin de liste", "NIL", "Prepared by: ops desk", ";;;;;", "Subtotal;2;;",
    ],
)  # fmt: skip
def test_footers_are_no_persons(row: str) -> None:
    message = one(f"{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA1\nROE;JIM;M;30/12/1981;FRA;AA2\n{row}\n")
    assert [person["family"] for person in message["passengers"]] == ["DOE", "ROE"]
    assert "sheet-count-wrong" not in codes(message)


@pytest.mark.parametrize("family", ["TOTAL", "PAGE", "END", "SOURCE", "CREW", "NOM", "SURNAME"])
def test_persons_whose_names_are_words_of_a_list(family: str) -> None:
    message = one(f"{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA1\n{family};JIM;M;30/12/1981;FRA;AA2\n")
    assert [person["family"] for person in message["passengers"]] == ["DOE", family]


def test_one_section_shows_the_letters_and_date_order_of_another() -> None:
    head = "Apellidos;Nombre;Sexo;Fecha de nacimiento"
    message = one(f"TRIPULACIÓN\n{head}\nORTEGA;LUCÍA;M;03/04/1988\nPASAJEROS\n{head}\nPERALTA;IVÁN;H;20/11/1985\n")
    assert [(p["sex"], p["born"]) for p in message["passengers"]] == [("F", "1988-04-03"), ("M", "1985-11-20")]
    assert "sheet-date-order-assumed" not in codes(message)


def test_a_number_of_either_paper_has_no_type() -> None:
    message = one("Apellidos;Nombre;DNI / Pasaporte\nORTEGA;LUCÍA;AA1\n")
    assert message["passengers"][0]["documents"][0]["type"] is None and "document-type-missing" in codes(message)


def test_a_wrong_total_is_told() -> None:
    message = one(f"{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA1\nTOTAL;3\n")
    assert (message["declared_count"], codes(message)[-1]) == (3, "sheet-count-wrong")


def test_crew_and_passengers_under_headings() -> None:
    text = f"CREW\n{HEAD}\nSTAR;JO;F;31/12/1980;FRA;AA1\nTotal crew;1\nPASSENGERS\n{HEAD}\nDOE;JANE;F;31/12/1980;FRA;AA2\nTotal passengers;1\n"
    message = one(text)
    assert [(p["family"], p["kind"]) for p in message["passengers"]] == [("STAR", "crew"), ("DOE", "adult")]
    assert message["declared_count"] == 2 and "sheet-count-wrong" not in codes(message)


def test_a_bad_row_never_costs_another_person() -> None:
    rows = [
        "DOE;JANE;F;31/12/1980;FRA;AA1",
        '"RO"E;"J;M;99/99/99;??;#REF!',
        ";;;31/12/1980;FRA;AA3",
        "LOE;ANN;F;30/11/1975;ESP;AA4",
    ]
    message = one(HEAD + "\n" + "\n".join(rows) + "\n")
    families = [person["family"] for person in message["passengers"]]
    assert (len(families), families[0], families[-1]) == (4, "DOE", "LOE")
    assert {"sheet-quote-open", "sheet-row-empty-name"} <= set(codes(message))
    assert {found["segment"] for found in message["findings"] if found["code"] == "sheet-row-empty-name"} == {4}


def test_quoted_line_breaks_and_delimiters_stay_in_their_cell() -> None:
    message = one('Surname;Given names;Remarks\nDOE;"JANE; ANN";"two\nlines"\nROE;JIM;\n')
    assert [(p["family"], p["given"]) for p in message["passengers"]] == [("DOE", "JANE; ANN"), ("ROE", "JIM")]


def test_text_without_a_column_stays_apart_and_is_not_in_the_row_as_sent() -> None:
    message = decode(b"Surname;Given names;DOB;Diet;Remarks\nDOE;JANE;1980-12-31;ANY DIET;ANY REMARK\n", name="x.csv")[
        0
    ]
    assert {remark.text for remark in message.remarks} == {"ANY DIET", "ANY REMARK"}
    assert all(remark.segment is None for remark in message.remarks)
    assert [segment.text for segment in message.segments][-1] == "DOE;JANE;1980-12-31"


def test_free_text_around_the_list_is_not_in_the_rows_as_sent() -> None:
    raw = b"Flight: ZC812;PLEASE SERVE ANY DIET\nDate;2025-08-12;ANY TEXT\nSurname;Given names;DOB\nDOE;JANE;1980-12-31\nTOTAL;1;ANY NOTE\n"
    segments = [segment.text for segment in decode(raw, name="x.csv")[0].segments]
    assert segments == [
        "Flight: ZC812;",
        "Date;2025-08-12;",
        "Surname;Given names;DOB",
        "DOE;JANE;1980-12-31",
        "TOTAL;1;",
    ]


def test_a_copied_row_is_one_person() -> None:
    message = one(f"{HEAD}\n" + "DOE;JANE;F;31/12/1980;FRA;AA1\n" * 2)
    assert len(message["passengers"]) == 1 and "sheet-person-twice" in codes(message)


def test_a_number_that_a_spreadsheet_rounded_is_told() -> None:
    message = one(f"{HEAD}\nDOE;JANE;F;31/12/1980;FRA;1,23457E+14\n")
    assert "sheet-number-rounded" in codes(message)


@pytest.mark.parametrize("written", ['="00123456"', "'00123456", "00123456"])
def test_numbers_kept_as_text(written: str) -> None:
    quoted = '"' + written.replace('"', '""') + '"'
    (person,) = one(f"{HEAD}\nDOE;JANE;F;31/12/1980;FRA;{quoted}\n")["passengers"]
    assert person["documents"][0]["number"] == "00123456"


def test_a_workbook_keeps_numbers_dates_and_its_sheets_apart() -> None:
    head: list[object] = ["Surname", "Given names", "DOB", "Passport", "Nationality"]
    raw = workbook(
        ("Flight", [["Flight", "ZC812"], ["Date", dt.date(2025, 8, 12)], ["From", "AGP"], ["To", "BRU"]]),
        ("Crew", [head, ["STAR", "JO", dt.date(1980, 12, 31), 123456, "Swedish"]]),
        ("Passengers", [head, ["DOE", "JANE", dt.date(1990, 1, 2), "00123", "FR"], [None, "TOTAL", 1]]),
    )
    crew, passengers = shown(raw, "list.xlsx")
    assert [(m["purpose"], m["passengers"][0]["kind"]) for m in (crew, passengers)] == [
        ("crew", "crew"),
        ("passengers", "adult"),
    ]
    assert [m["legs"][0]["departure"] for m in (crew, passengers)] == ["2025-08-12", "2025-08-12"]
    assert crew["passengers"][0]["documents"][0]["number"] == "123456"
    assert crew["passengers"][0]["nationality"] == "SWE"
    assert passengers["passengers"][0]["documents"][0]["number"] == "00123"


def test_formulas_are_not_evaluated() -> None:
    head: list[object] = ["Surname", "Given names", "DOB"]
    raw = workbook(
        (
            "Passengers",
            [head, ["DOE", '=HYPERLINK("https://x.example","JANE")', "1990-01-02"], ["ROE", "JIM", "1991-01-02"]],
        )
    )
    message = one(raw, "list.xlsx")
    assert [(p["family"], p["given"]) for p in message["passengers"]] == [("DOE", None), ("ROE", "JIM")]


def test_heads_in_two_lines() -> None:
    message = one("No;Name;;Document;;DOB\n;Surname;Given names;Type;Number;\n1;DOE;JANE;P;AA1;1980-12-31\n")
    (person,) = message["passengers"]
    assert (person["family"], person["given"], person["born"]) == ("DOE", "JANE", "1980-12-31")


@pytest.mark.parametrize("row", [";A", ";DE", "A;", "X;Y", "M F;", ";NO"])
def test_a_first_row_of_short_words_is_no_head(row: str) -> None:
    message = one(f"{HEAD}\n{row}\nDOE;JANE;F;31/12/1980;FRA;AA1\n")
    assert message["passengers"][-1]["given"] == "JANE"


@pytest.mark.parametrize("family", ["NA", "NIL", "NULL", "SANS", "NONE", "UNKNOWN"])
def test_names_that_look_like_nothing_stay(family: str) -> None:
    message = one(f"{HEAD}\n{family};NA;F;1980-01-01;KOR;NIL\n")
    assert [(p["family"], p["given"], p["documents"]) for p in message["passengers"]] == [(family, "NA", [])]


@pytest.mark.parametrize(
    "head, text, born, place",
    [
        ("Date and place of birth", "1988-01-01 CEBU", "1988-01-01", "CEBU"),
        ("13. Date and place of birth", "31/12/1988, CEBU CITY (PHL)", "1988-12-31", "CEBU CITY (PHL)"),
        ("Date et lieu de naissance", "31 décembre 1988 à Brest", "1988-12-31", "à Brest"),
        ("Fecha y lugar de nacimiento", "MANILA 25.12.1980", "1980-12-25", "MANILA"),
        ("Lieu et date de naissance", "Brest, 19881231", "1988-12-31", "Brest"),
        ("Date and place of birth", "CEBU", None, "CEBU"),
        ("Date and place of birth", "in 88, CEBU", None, "in 88, CEBU"),
        ("Date and place of birth", "1988-01-01", "1988-01-01", None),
    ],
)
def test_one_column_for_day_and_place_of_birth(head: str, text: str, born: str | None, place: str | None) -> None:
    message = one(f'Family name;Given names;Nationality;{head}\nSANTOS;MIGUEL;PHL;"{text}"\n')
    assert [(person["born"], person["birth_place"]) for person in message["passengers"]] == [(born, place)]
    assert ("date-unreadable" in codes(message)) == text.startswith("in ")


@pytest.mark.parametrize(
    ("told", "kind", "number"),
    [
        ("PP P1234567A", "P", "P1234567A"),
        ("PPT: 1234567", "P", "1234567"),
        ("S.B. 778899", "S", "778899"),
        ("CDC no. AB778899", "S", "AB778899"),
        ("Passport 778899", "P", "778899"),
        ("PP1234567", None, "PP1234567"),
        ("X 1234567", None, "X 1234567"),
    ],
)
def test_the_nature_of_a_document_before_its_number(told: str, kind: str | None, number: str) -> None:
    message = one(f"Name;Rank;Nationality;Nature and No. of identity document\nDOE, JANE;Cook;PHL;{told}\n")
    ((document,),) = [person["documents"] for person in message["passengers"]]
    assert (document["type"], document["number"]) == (kind, number)


def test_a_coach_names_its_passengers_in_one_column() -> None:
    message = one("Coach number;BX 12\nFrom;BRUSSELS\nSeat;Passenger;DOB;Doc\n1A;DOE, ANNA;03.04.1985;NL12345\n")
    (person,) = message["passengers"]
    assert (person["family"], person["given"], person["born"]) == ("DOE", "ANNA", "1985-04-03")
    assert (person["documents"][0]["number"], person["seat"]["number"]) == ("NL12345", "1A")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surname;Name;DOB\nDOE;JOHN;17/09/1972\n", ("DOE", "JOHN")),
        ("Surname;Name;DOB\nDOE;DOE JOHN;17/09/1972\n", ("DOE", "JOHN")),
        ("Name;Surname;DOB\nJOHN;DOE;17/09/1972\n", ("DOE", "JOHN")),
        ("Apellido paterno;Apellido materno;Nombres;DNI\nGARCIA;LOPEZ;JUAN;1\n", ("GARCIA LOPEZ", "JUAN")),
        ("Apellidos del pasajero;Nombre del pasajero;DNI\nDOE;JOHN;1\n", ("DOE", "JOHN")),
        ("Nom du passager;Prénom du passager;Passeport\nDOE;JOHN;1\n", ("DOE", "JOHN")),
        ("Guest Last Name;Guest First Name;Cabin\nDOE;JOHN;1\n", ("DOE", "JOHN")),
    ],
)
def test_names_in_two_columns_however_they_are_called(text: str, expected: tuple[str, str]) -> None:
    (person,) = one(text)["passengers"]
    assert (person["family"], person["given"]) == expected


@pytest.mark.parametrize("head", ["Rank", "Position", "Role", "Category"])
def test_crew_and_passengers_of_one_list_are_told_apart_by_a_column(head: str) -> None:
    message = one(f"Surname;First name;{head};DOB\nDOE;JOHN;Captain;17/09/1972\nROE;ANN;Passenger;17/09/1972\n")
    assert [person["kind"] for person in message["passengers"]] == ["crew", "adult"]


@pytest.mark.parametrize("heading", ["Flight crew", "Cabin crew", "Pilots", "List of crew"])
def test_a_heading_of_crew_is_nobody(heading: str) -> None:
    message = one(f"Surname;First name;DOB\nROE;ANN;17/09/1972\n{heading}\nDOE;JOHN;17/09/1972\n")
    assert [(person["family"], person["kind"]) for person in message["passengers"]] == [
        ("ROE", "adult"),
        ("DOE", "crew"),
    ]


def test_the_carriage_of_a_passenger_is_no_number_of_the_train() -> None:
    head = "Train;9023\nDate;12-AUG-2025\nCoach;Seat;Surname;First name;From;To\n"
    message = one(head + "7;61;DOE;JOHN;Brussels;London\n8;61;ROE;ANN;Brussels;London\n")
    assert [leg["number"] for leg in message["legs"]] == ["9023"]


def test_the_expiry_of_a_lone_seamans_book() -> None:
    message = one("Family name;Given names;Rank;Seaman's book No.;Seaman's book expiry\nDOE;JOHN;Cook;S1;2030-01-01\n")
    ((book,),) = [person["documents"] for person in message["passengers"]]
    assert (book["type"], book["number"], book["expires"]) == ("S", "S1", "2030-01-01")


@pytest.mark.parametrize("row", ["Date;12/08/2025", "Sum;4", "Booking;2025-12"])
def test_a_word_with_a_number_beside_it_is_nobody(row: str) -> None:
    message = one(f"Surname;First name;DOB;Passport\nROE;ANN;17/09/1972;X2\n{row};;\n")
    assert [person["family"] for person in message["passengers"]] == ["ROE"]


def test_a_name_without_a_given_name_is_somebody() -> None:
    message = one("Surname;First name;DOB;Passport\nROE;ANN;17/09/1972;X2\nSUKARNO;-;;\n")
    assert [person["family"] for person in message["passengers"]] == ["ROE", "SUKARNO"]
