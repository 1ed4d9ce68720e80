"""Ships: FAL forms as sheets and workbooks, XML of single windows, PAXLST at sea. One voyage model for all. Invented people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.wire.decode import decode
from gotravel.wire.maritime.ship import imo_number, port
from gotravel.wire.maritime.voyage import Form, sea_legs
from gotravel.wire.maritime.xml_list import read
from gotravel.wire.sheets.dates import order_of
from tests.wire.test_sheets import codes, one, shown, workbook

FAL_5 = """IMO CREW LIST;;;;;;;;;;;
;;;;;Arrival;X;Departure;;;Page No.;1
1.1 Name of ship;;;1.2 IMO number;;1.3 Call sign;;1.4 Voyage number;;;;
OCEAN STAR;;;IMO 9074729;;9HXX1;;NS0805A;;;;
2. Port of arrival/departure;;;3. Date of arrival/departure;;;4. Flag State of ship;;;5. Last port of call;;
BEZEE;;;2025-08-05 08:00;;;MALTA;;;GBHUL;;
6. No.;7. Family name;8. Given names;9. Rank or rating;10. Nationality;11. Date of birth;12. Place of birth;13. Gender;14. Nature of identity document;15. Number of identity document;16. Issuing State of identity document;17. Expiry date of identity document
1;SANTOS;MIGUEL;Master;Filipino;1988-01-01;CEBU;M;Passport;P1234567A;PHL;2029-12-31
2;IVANOVA;OLGA;Ch. Off.;UKR;1990-04-23;ODESA;F;Seaman's book;SB778899;UKR;2028-06-30
;;;;;;;;;;;
18. Date and signature by master, authorized agent or officer;;;;;;;;;;;
"""
LEG = {
    "mode": "sea",
    "carrier": None,
    "number": "NS0805A",
    "suffix": None,
    "origin": "GBHUL",
    "destination": "BEZEE",
    "departure": None,
    "arrival": "2025-08-05T08:00",
    "vessel": "9074729",
}


def test_a_crew_list_on_form_5() -> None:
    message = one(FAL_5)
    assert (message["kind"], message["purpose"], message["legs"]) == ("manifest", "crew", [LEG])
    santos, ivanova = message["passengers"]
    assert (santos["family"], santos["given"], santos["kind"], santos["crew_role"]) == (
        "SANTOS",
        "MIGUEL",
        "crew",
        "Master",
    )
    assert (santos["nationality"], santos["born"], santos["birth_place"]) == ("PHL", "1988-01-01", "CEBU")
    assert [(paper["type"], paper["number"], paper["issuer"]) for paper in ivanova["documents"]] == [
        ("S", "SB778899", "UKR")
    ]
    assert set(codes(message)) == {"country-name-read"}


def test_a_passenger_list_on_form_6_in_a_workbook() -> None:
    rows: list[list[object]] = [
        ["IMO PASSENGER LIST"],
        ["Arrival ☐", None, "Departure ☒"],
        ["Name of ship", "OCEAN STAR", "IMO number", 9074729, "Voyage number", "NS0805A"],
        ["Port of arrival/departure: Zeebrugge (BEZEE)", None, "Next port of call: GB HUL"],
        ["Date of arrival/departure: 5 August 2025 20:30"],
        [],
        ["Family name", "Given names", "Nationality", "Date of birth", "Place of birth", "Gender", "Type of identity document",
         "Number of identity document", "Issuing State of identity document", "Expiry date of identity document",
         "Port of embarkation", "Visa number if appropriate", "Port of disembarkation", "Transit passenger or not", "Cabin"],
        ["DUBOIS", "LEA", "French", "30/08/1995", "LILLE", "F", "ID card", "15AB12345", "FRA", "29/11/2031", "BEZEE", None, "GBHUL", "No", "C412"],
        ["OKAFOR", "CHIDI", "NGA", "21/06/1979", "LAGOS", "M", "Passport", "A01234567", "NGA", "31/12/2029", "BEZEE", "V998877", "NLRTM", "Yes", "C414"],
        ["Total number of passengers", 2],
    ]  # fmt: skip
    message = one(workbook(("Sheet1", rows)), "fal6.xlsx")
    assert message["purpose"] == "passengers" and message["declared_count"] == 2
    assert message["legs"] == [
        LEG | {"origin": "BEZEE", "destination": "GBHUL", "departure": "2025-08-05T20:30", "arrival": None}
    ]
    lea, chidi = message["passengers"]
    assert (lea["embarked"], lea["disembarked"], lea["transit"], lea["seat"]) == (
        "BEZEE",
        "GBHUL",
        False,
        {"number": "C412"},
    )
    assert (chidi["transit"], chidi["disembarked"], chidi["kind"]) == (True, "NLRTM", "adult")
    assert [(paper["type"], paper["number"]) for paper in chidi["documents"]] == [("P", "A01234567"), ("V", "V998877")]
    assert (lea["documents"][0]["expires"], lea["nationality"]) == ("2031-11-29", "FRA")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Nom du navire;OCEAN STAR;Numéro OMI;9074729;N° de voyage;NS0805A\nDernier port d'escale;GBHUL;Port d'arrivée;BEZEE\nDate d'arrivée;2025-08-05 08:00", id="French"),
        pytest.param("Nombre del buque;OCEAN STAR;Número IMO;9074729;Número de viaje;NS0805A\nÚltimo puerto de escala;GBHUL;Puerto de llegada;BEZEE\nFecha de llegada;2025-08-05 08:00", id="Spanish"),
        pytest.param("#SHIP;OCEAN STAR;9074729;MLT\n#LEG;NS0805A;;GBHUL;2025-08-05T08:00;BEZEE\n#MODE;sea", id="the template"),
    ],
)  # fmt: skip
def test_heads_in_other_words(head: str) -> None:
    message = one(f"{head}\nFamily name;Given names;DOB\nDUBOIS;LEA;1995-08-30\n")
    assert message["legs"] == [LEG]


FORM = Form(ship="OCEAN STAR", imo="9074729", voyage="V1", port="BEZEE", when="2025-08-05")


@pytest.mark.parametrize(
    "form, legs, told",
    [
        pytest.param({"last_port": "GBHUL", "next_port": "NLRTM", "direction": "arrival"}, [("GBHUL", "BEZEE", None, "2025-08-05")], [], id="arrival"),
        pytest.param({"last_port": "GBHUL", "next_port": "NLRTM", "direction": "Salida"}, [("BEZEE", "NLRTM", "2025-08-05", None)], [], id="departure"),
        pytest.param({"last_port": "GBHUL"}, [("GBHUL", "BEZEE", None, "2025-08-05")], [], id="the last port alone"),
        pytest.param({"next_port": "NLRTM"}, [("BEZEE", "NLRTM", "2025-08-05", None)], [], id="the next port alone"),
        pytest.param({"last_port": "GBHUL", "next_port": "NLRTM"}, [("GBHUL", "BEZEE", None, "2025-08-05"), ("BEZEE", "NLRTM", None, None)], ["voyage-direction-missing"], id="both"),
        pytest.param({"port": None}, [(None, None, "2025-08-05", None)], ["voyage-ports-missing"], id="no port"),
        pytest.param({"imo": None, "last_port": "GBHUL"}, [("GBHUL", "BEZEE", None, "2025-08-05")], ["ship-number-missing"], id="no number"),
        pytest.param({"imo": "9074720", "last_port": "GBHUL"}, [("GBHUL", "BEZEE", None, "2025-08-05")], ["ship-number-wrong"], id="a wrong number"),
    ],
)  # fmt: skip
def test_voyages(form: dict[str, Any], legs: list[tuple[str | None, ...]], told: list[str]) -> None:
    base = {name: getattr(FORM, name) for name in FORM.__struct_fields__}
    made, found = sea_legs(Form(**(base | form)))
    assert [(leg.origin, leg.destination, leg.departure, leg.arrival) for leg in made] == legs
    assert [finding.code for finding in found] == told


@pytest.mark.parametrize(
    "text, number, sound",
    [("9074729", "9074729", True), ("IMO 9074729", "9074729", True), ("imo9074729", "9074729", True), ("9074720", "9074720", False), ("907472", None, False), ("OCEAN", None, False)],
)  # fmt: skip
def test_imo_numbers(text: str, number: str | None, sound: bool) -> None:
    assert imo_number(text) == (number, sound)


@pytest.mark.parametrize(
    "text, code",
    [("BEZEE", "BEZEE"), ("be zee", "BEZEE"), ("Zeebrugge (BEZEE)", "BEZEE"), ("BEZEE - Zeebrugge", "BEZEE"), ("Zeebrugge", "Zeebrugge"), ("ZZQQQ", "ZZQQQ"), ("", "")],
)  # fmt: skip
def test_ports(text: str, code: str) -> None:
    assert port(text) == code


XML = """<?xml version="1.0" encoding="UTF-8"?>
<m:CrewListArrival xmlns:m="urn:example">
 <Ship><ShipName>OCEAN STAR</ShipName><IMONumber>9074729</IMONumber><FlagState>MLT</FlagState></Ship>
 <VoyageNumber>NS0805A</VoyageNumber><PortOfCall>BEZEE</PortOfCall><LastPortOfCall>GBHUL</LastPortOfCall>
 <ArrivalDateTime>2025-08-05T08:00:00</ArrivalDateTime>
 <CrewMembers>
  <CrewMember><Name><FamilyName>SANTOS</FamilyName><GivenNames>MIGUEL</GivenNames></Name><DateOfBirth>1988-01-01</DateOfBirth>
   <Gender>1</Gender><Nationality>PH</Nationality><Rank>Master</Rank><BloodGroup>A</BloodGroup>
   <IdentityDocument><Type>Passport</Type><Number>P1234567A</Number><IssuingState>PHL</IssuingState><ExpiryDate>2029-12-31</ExpiryDate></IdentityDocument>
  </CrewMember>
  <CrewMember familyName="IVANOVA" givenNames="OLGA" dateOfBirth="1990-04-23" gender="2" nationality="UKR"/>
 </CrewMembers>
</m:CrewListArrival>"""
NUMBERED = """<PXD><Ship IMONumber="9074729"/><Person><DE-035-02>DUBOIS</DE-035-02><DE-035-03>LEA</DE-035-03>
<DE-035-05>1995-08-30</DE-035-05><DE-035-08>2</DE-035-08><IMO0102>FRA</IMO0102></Person></PXD>"""


def test_a_crew_list_in_xml() -> None:
    message = one(XML, "list.xml")
    assert message["legs"] == [LEG] and message["purpose"] == "crew"
    santos, ivanova = message["passengers"]
    assert (santos["family"], santos["given"], santos["sex"], santos["crew_role"]) == (
        "SANTOS",
        "MIGUEL",
        "M",
        "Master",
    )
    assert santos["documents"][0] == {
        "type": "P", "number": "P1234567A", "issuer": "PHL", "expires": "2029-12-31", "issued": None, "nationality": None,
    }  # fmt: skip
    assert (ivanova["family"], ivanova["born"], ivanova["sex"]) == ("IVANOVA", "1990-04-23", "F")
    assert "maritime-xml-field-unknown" in codes(message)


def test_element_numbers_of_the_single_window() -> None:
    (lea,) = one(NUMBERED, "list.xml")["passengers"]
    assert (lea["family"], lea["given"], lea["born"], lea["sex"], lea["nationality"]) == (
        "DUBOIS",
        "LEA",
        "1995-08-30",
        "F",
        "FRA",
    )


def test_broken_xml_keeps_whoever_stands_before_the_break() -> None:
    message = one(XML[: XML.index("<CrewMember familyName")] + "<CrewMember <<", "list.xml")
    assert [person["family"] for person in message["passengers"]] == ["SANTOS"]
    assert "xml-broken" in codes(message)


def test_entities_are_refused() -> None:
    raw = XML.replace(
        "<m:CrewListArrival", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><m:CrewListArrival', 1
    )
    assert "xml-entities-refused" in codes(one(raw, "list.xml"))


@pytest.mark.parametrize(
    "text",
    [
        "<a/>",
        "<html><body><p>Name</p></body></html>",
        "<IATA_PNRGOV_NotifRQ/>",
        "<x><PNR/></x>",
        "<Person><FamilyName>DOE</FamilyName></Person>",
    ],
)
def test_other_xml_is_no_list(text: str) -> None:
    assert read(text.encode()) == ()


AT_SEA = """UNA:+.? '
UNB+UNOC:3+SEALINES:ZZ+XXPIU:ZZ+250805:0500+SL08050001++APIS'
UNH+1+PAXLST:D:15B:UN:IATA+NS9074729/250805'
BGM+745'
NAD+MS+++NORTH SEA LINES'
TDT+20+NS0805A+1++NSL+++9074729:146:11:OCEAN STAR:MLT'
LOC+125+GBHUL'
DTM+189:2508042030:201'
LOC+87+BEZEE'
DTM+232:2508050800:201'
NAD+FL+++DUBOIS:LEA'
ATT+2++F'
DTM+329:950830'
LOC+178+GBHUL'
LOC+179+BEZEE'
NAT+2+FRA'
DOC+I:110:111+15AB12345'
NAD+FM+++SANTOS:MIGUEL'
ATT+2++M'
DTM+329:880101'
NAT+2+PHL'
CNT+42:2'
UNT+20+1'
UNZ+1+SL08050001'
"""


def test_an_api_list_at_sea_has_the_same_voyage() -> None:
    message = one(AT_SEA, "list.edi")
    (leg,) = message["legs"]
    assert leg == LEG | {"carrier": "NSL", "departure": "2025-08-04T20:30"}
    assert [(person["family"], person["kind"]) for person in message["passengers"]] == [
        ("DUBOIS", "adult"),
        ("SANTOS", "crew"),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_forms_are_answered(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([FAL_5, XML, NUMBERED])).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    messages = shown(bytes(raw))
    assert messages and not [f for m in messages for f in m["findings"] if f["code"] == "decoder-failed"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<Crew>",
                "</Crew>",
                "<FamilyName>",
                "DOE",
                "</FamilyName>",
                "<Ship>",
                "</Ship>",
                "<DOB>1990</DOB>",
                "<a b='c'>",
                "&lt;",
                "<",
            ]
        ),
        max_size=40,
    )
)
def test_any_heap_of_elements_is_answered(parts: list[str]) -> None:
    raw = ("<CrewList>" + "".join(parts)).encode()
    read(raw)
    assert decode(raw, name="x.xml")


def test_the_order_of_dates_is_asked_once_of_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """In XML each person is a section; the dates of all decide, and were read again for each of them."""
    asked = list[str | None]()

    def counted(values: Iterable[str], announced: str | None) -> tuple[str, bool]:
        asked.append(announced)
        return order_of(values, announced)

    monkeypatch.setattr("gotravel.wire.sheets.cells.order_of", counted)
    people = "".join(
        f"<CrewMember><FamilyName>SANTOS</FamilyName><GivenNames>NO {number}</GivenNames><DateOfBirth>03/04/1988"
        "</DateOfBirth><Nationality>PHL</Nationality></CrewMember>"
        for number in range(50)
    )
    ship = "<Ship><ShipName>OCEAN STAR</ShipName><IMONumber>9074729</IMONumber></Ship>"
    (message,) = decode(f"<CrewList>{ship}{people}</CrewList>".encode())
    assert {one.born for one in message.passengers} == {"1988-04-03"} and len(message.passengers) == 50
    assert len(asked) <= 2
