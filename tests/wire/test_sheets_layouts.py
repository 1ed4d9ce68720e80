"""Layouts without heads: the General Aviation Report and exports of departure control systems. Invented people."""

from __future__ import annotations

import datetime as dt

import pytest

from gotravel.wire.decode import decode
from tests.wire.test_sheets import codes, one, workbook

GAR_HEAD = [
    "Document type", "If other", "Issuing country", "Document number", "Surname", "Forenames", "Gender", "DOB", "Place of birth",
    "Nationality", "Expiry",
]  # fmt: skip


def gar(
    crew: list[list[object]], passengers: list[list[object]], totals: tuple[object, object] = (None, None)
) -> bytes:
    rows: list[list[object]] = [
        [None, None, "GENERAL AVIATION REPORT (GAR) -  January 2015"],
        [],
        ["Arrival port", "EGKB", "Date", dt.date(2025, 8, 12), "Time", dt.time(9, 20)],
        ["Departure port", "LFPB", "Date", dt.date(2025, 8, 12), "Time", dt.time(8, 30)],
        ["Registration", "G-ABCD", "Type", "C56X", None, None, None, "EGKB"],
        ["Reason of visit", "Based"],
        ["CREW"],
        list(GAR_HEAD),
        *crew,
        ["TOTAL CREW", totals[0]],
        [],
        ["PASSENGERS"],
        list(GAR_HEAD),
        *passengers,
        ["TOTAL PASSENGERS", totals[1]],
        ["I declare that this is true"],
    ]
    return workbook(("Sheet1", rows))


STAR: list[object] = [
    "Passport",
    None,
    "SWE",
    "00123456",
    "LINDGREN",
    "OSKAR",
    "Male",
    dt.date(1978, 2, 9),
    "UPPSALA",
    "SWE",
    dt.date(2027, 5, 15),
]
ANN: list[object] = [
    "Identity Card",
    None,
    "ESP",
    "99911122X",
    "PERALTA",
    "ANA",
    "Female",
    "02/04/1991",
    "RONDA",
    "ESP",
    "01/04/2029",
]
EVE: list[object] = [
    "Other",
    "Laissez-passer",
    "FRA",
    "LP77",
    "PERALTA",
    "EVA",
    "Female",
    "05/11/2024",
    "RONDA",
    "FRA",
    None,
]


def test_a_general_aviation_report() -> None:
    message = one(gar([STAR], [ANN, EVE], (1, 2)), "gar.xlsx")
    (leg,) = message["legs"]
    assert (leg["origin"], leg["destination"], leg["vessel"]) == ("LFPB", "EGKB", "G-ABCD")
    assert (leg["departure"], leg["arrival"]) == ("2025-08-12T08:30", "2025-08-12T09:20")
    assert [(p["family"], p["given"], p["kind"]) for p in message["passengers"]] == [
        ("LINDGREN", "OSKAR", "crew"),
        ("PERALTA", "ANA", "adult"),
        ("PERALTA", "EVA", "infant"),
    ]
    assert [p["documents"][0]["type"] for p in message["passengers"]] == ["P", "I", "F"]
    assert message["passengers"][1]["born"] == "1991-04-02"
    assert message["declared_count"] == 3 and "sheet-count-wrong" not in codes(message)


def test_a_report_without_crew_or_totals() -> None:
    message = one(gar([], [ANN]), "gar.xlsx")
    assert [p["family"] for p in message["passengers"]] == ["PERALTA"]


AE = """***VERSION 2,,,
***HEADER,,,
*TYPE,P
*DIRECTION,I
*FLIGHT,ZC0812
*DEP PORT,AGP
*DEP DATE,12-AUG-2025
*DEP TIME,06:30
*ARR PORT,BRU
*ARR DATE,12-AUG-2025
*ARR TIME,09:20
***START
PAB123456,ESP,P,ESP,PERALTA,MARIA,02-APR-1991,F,ESP,01-APR-2029,N,,
XA77,FRA,P,FRA,DUBOIS,LEA,30-AUG-1995,F,FRA,31-DEC-2030,N,,
***END
"""
DE = """ZC;812;AGP;2508120630;BRU;2508120920;2
PERALTA;MARIA;F;910402;ESP;BRU;AGP;BRU;P;PAB123456;ESP
DUBOIS;LEA;F;950830;FRA;BRU;AGP;OSL;P;XA77;FRA;V;99887;BEL
"""
CZ = """csv;ZC;ZC812;AGP;2025-08-12T06:30;BRU;2025-08-12T09:20;2;
PERALTA;MARIA;;02APR91;F;ESP;P;PAB123456;01APR29;ESP;
DUBOIS;LEA;ANNE;30AUG95;F;FRA;P;XA77;31DEC30;FRA;
"""


@pytest.mark.parametrize(
    "text", [pytest.param(AE, id="starred"), pytest.param(DE, id="header line"), pytest.param(CZ, id="csv mark")]
)
def test_exports_of_departure_systems(text: str) -> None:
    message = one(text)
    (leg,) = message["legs"]
    assert (leg["carrier"], leg["number"], leg["origin"], leg["destination"]) == ("ZC", "812", "AGP", "BRU")
    assert (leg["departure"], leg["arrival"]) == ("2025-08-12T06:30", "2025-08-12T09:20")
    maria, lea = message["passengers"]
    assert (maria["family"], maria["given"], maria["born"], maria["sex"]) == ("PERALTA", "MARIA", "1991-04-02", "F")
    assert (lea["nationality"], lea["documents"][0]["number"]) == ("FRA", "XA77")
    assert not [found for found in message["findings"] if found["severity"] == "error"]


def test_a_crew_export() -> None:
    message = one(AE.replace("*TYPE,P", "*TYPE,C"))
    assert (message["purpose"], {p["kind"] for p in message["passengers"]}) == ("crew", {"crew"})


def test_a_count_in_the_header_line_is_checked() -> None:
    message = one(DE.replace(";2\n", ";3\n", 1))
    assert (message["declared_count"], "sheet-count-wrong" in codes(message)) == (3, True)


def test_a_number_beside_the_documents_type_is_the_documents() -> None:
    text = "Family name;Given names;Date of birth;Nature of document;Number;Issuing State\nDOE;JANE;1980-01-01;Passport;X1;FRA\n"
    (one,) = decode(text.encode(), name="x.csv")[0].passengers
    assert [(paper.type, paper.number, paper.issuer) for paper in one.documents] == [("P", "X1", "FRA")]


def test_a_departure_beside_the_port_is_its_time() -> None:
    text = "Flight,From,To,Departure,Last name,First name,DOB\nZZ501,JFK,BRU,2025-06-11 18:15,DOE,JANE,1980-01-01\n"
    (leg,) = decode(text.encode(), name="x.csv")[0].legs
    assert (leg.origin, leg.destination, leg.departure) == ("JFK", "BRU", "2025-06-11T18:15")


TITLE = "GENERAL AVIATION REPORT\nAircraft registration,G-ABCD\n"
WAY = "Departure,LFAT,Date,2024-05-01,Time,10:00\nArrival,EGKB,Date,2024-05-02,Time,00:40\n"


def test_a_list_of_ones_own_under_the_title_of_the_report() -> None:
    """Other columns than the form's, so the form's places say nothing; the dates beside the ports are theirs."""
    heads = "Surname,Forename,Sex,DOB,Nationality,Document number,Type\n"
    crew = f"Crew\n{heads}PILOT,PETER,M,1970-01-01,GBR,123456789,Passport\n"
    guest = "GUEST,GINA,F,1990-02-02,FRA,99AA11111,Identity card\n"
    message = one(f"{TITLE}{WAY}{crew}Passengers\n{heads}{guest}")
    (leg,) = message["legs"]
    assert (leg["origin"], leg["departure"]) == ("LFAT", "2024-05-01T10:00")
    assert (leg["destination"], leg["arrival"], leg["vessel"]) == ("EGKB", "2024-05-02T00:40", "G-ABCD")
    people = [(p["family"], p["given"], p["kind"], p["documents"][0]["type"]) for p in message["passengers"]]
    assert people == [("PILOT", "PETER", "crew", "P"), ("GUEST", "GINA", "adult", "I")]
