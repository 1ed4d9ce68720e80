"""The decoding contract on API lists, oddity by oddity."""

from __future__ import annotations

from typing import Any

import pytest

from gotravel.wire.decode import decode
from gotravel.wire.present import as_object
from tests.wire.messages import HEADER, api_list, person


def shown(raw: bytes) -> dict[str, Any]:
    return as_object(decode(raw)[0], "list.edi", unfiltered=True)


def codes(read: dict[str, Any]) -> list[str]:
    return [one["code"] for one in read["findings"]]


def with_segments(*segments: str, nad: str = "NAD+FL+++DOE:JANE") -> dict[str, Any]:
    one: dict[str, Any] = shown(api_list([[nad, *segments]]))["passengers"][0]
    return one


def test_the_object_has_every_key_of_the_contract() -> None:
    read = shown(api_list())
    assert {"source", "position", "kind", "version", "sender", "recipient", "interchange", "reference", "purpose", "legs",
            "bookings", "passengers", "declared_count", "findings", "other"} <= read.keys()  # fmt: skip
    assert {"reference", "family", "given", "title", "kind", "transit", "sex", "born", "birth_place", "nationality",
            "residence", "documents", "embarked", "disembarked", "seat", "seats", "bags", "contacts", "frequent_flyer",
            "checked_in", "booking"} <= read["passengers"][0].keys()  # fmt: skip
    assert (read["source"], read["kind"], read["version"]) == ("list.edi", "paxlst", "D:15B")
    assert (read["sender"], read["recipient"], read["interchange"], read["reference"]) == (
        "ZZAIR",
        "XXPIU",
        "2506111755",
        "PAX001",
    )
    assert (read["purpose"], read["declared_count"], read["findings"]) == ("passengers", 4, [])
    assert (read["transaction"], read["revision"]) == ("ZZ2506110501", 1)
    assert read["legs"] == [
        {"mode": "air", "carrier": "ZZ", "number": "501", "suffix": None, "origin": "JFK", "destination": "BRU",
         "departure": "2025-06-11T18:15", "arrival": "2025-06-12T07:30", "vessel": None}
    ]  # fmt: skip


def test_without_unfiltered_there_is_no_other() -> None:
    assert "other" not in as_object(decode(api_list())[0], "-", unfiltered=False)


@pytest.mark.parametrize(
    "bgm, purpose, on_board",
    [
        pytest.param("BGM+745", "passengers", None, id="a first list"),
        pytest.param("BGM+745+CP", "change", None, id="changed data"),
        pytest.param("BGM+745+RP", "change", None, id="a reduction in party"),
        pytest.param("BGM+745+XR", "cancel", None, id="a cancelled reservation"),
        pytest.param("BGM+745+CI:1.0", "passengers", None, id="a check-in list"),
        pytest.param("BGM+745+DC:1.0", "passengers", None, id="a departure confirmation"),
        pytest.param("BGM+745+ZQ", "passengers", None, id="an unknown function"),
        pytest.param("BGM+266+CL", "close", None, id="a close-out"),
        pytest.param("BGM+266+CLOB", "close", True, id="a close-out of those on board"),
        pytest.param("BGM+266+CLNB", "close", False, id="a close-out of those not on board"),
        pytest.param("BGM+266+XF", "flight_cancelled", None, id="a cancelled flight"),
        pytest.param("BGM+266+CF", "flight_changed", None, id="a changed flight"),
        pytest.param("BGM+250", "crew", None, id="a crew list"),
        pytest.param("BGM+250+CC", "crew", None, id="a crew change"),
        pytest.param("BGM+250+BC", "crew", None, id="a cargo crew change"),
        pytest.param("BGM+336+G", "master_crew", None, id="a master crew list"),
        pytest.param("BGM+655", "passengers", None, id="a gate pass request"),
        pytest.param("BGM+999", "passengers", None, id="an unknown list type"),
        pytest.param("FOO+1", "passengers", None, id="no list type at all"),
    ],
)
def test_the_purpose_is_said_by_list_type_and_function(bgm: str, purpose: str, on_board: bool | None) -> None:
    read = shown(api_list(header=(bgm, *HEADER[1:])))
    assert (read["purpose"], read["on_board"]) == (purpose, on_board)


@pytest.mark.parametrize(
    "tdt, carrier, number, suffix",
    [
        pytest.param("TDT+20+UA988+++UA", "UA", "988", None, id="carrier twice"),
        pytest.param("TDT+20+UA988", "UA", "988", None, id="carrier in the flight only"),
        pytest.param("TDT+20+BA0012", "BA", "12", None, id="leading zeros"),
        pytest.param("TDT+20+EK456A", "EK", "456", "A", id="a suffix"),
        pytest.param("TDT+20+9W123", "9W", "123", None, id="a carrier that begins with a digit"),
        pytest.param("TDT+20+U2123", "U2", "123", None, id="a carrier that ends with a digit"),
        pytest.param("TDT+20+B2740", "B2", "740", None, id="a carrier of letter and digit, no separator"),
        pytest.param("TDT+20+BAW123", "BAW", "123", None, id="an ICAO carrier"),
        pytest.param("TDT+20+0123+++BA", "BA", "123", None, id="the number alone"),
        pytest.param("TDT+20+BA 0123", "BA", "123", None, id="a blank between"),
        pytest.param("TDT+20+XX000", "XX", "0", None, id="the made-up flight of a master crew list"),
        pytest.param("TDT+20+OK688XXXXXXXXXXXX", "OK", "688", None, id="an over-long flight"),
        pytest.param("TDT+20+KLM0605+++KL", "KL", "605", None, id="an ICAO carrier before the number, the IATA one after it"),
        pytest.param("TDT+20+N123AB", None, None, None, id="an aircraft's marks in the place of the number"),
        pytest.param("TDT+20", None, None, None, id="no flight"),
    ],
)  # fmt: skip
def test_the_flight_is_divided(tdt: str, carrier: str | None, number: str | None, suffix: str | None) -> None:
    leg = shown(api_list(header=(*HEADER[:4], tdt, *HEADER[5:])))["legs"][0]
    assert (leg["carrier"], leg["number"], leg["suffix"]) == (carrier, number, suffix)


A, B, C = "2506111815", "2506120730", "2506121000"


@pytest.mark.parametrize(
    "route, legs",
    [
        pytest.param(["LOC+125+JFK", f"DTM+189:{A}:201", "LOC+87+BRU", f"DTM+232:{B}:201"],
                     [("JFK", "BRU", "2025-06-11T18:15", "2025-06-12T07:30")], id="one leg"),
        pytest.param(["LOC+87+BRU", f"DTM+232:{B}:201", "LOC+125+JFK", f"DTM+189:{A}:201"],
                     [("JFK", "BRU", "2025-06-11T18:15", "2025-06-12T07:30")], id="arrival first"),
        pytest.param(["LOC+92+JFK", f"DTM+189:{A}:201", "LOC+92+ANC", f"DTM+232:{B}:201", "LOC+125+ANC", f"DTM+189:{B}:201", "LOC+87+ICN", f"DTM+232:{C}:201"],
                     [("JFK", "ANC", "2025-06-11T18:15", "2025-06-12T07:30"), ("ANC", "ICN", "2025-06-12T07:30", "2025-06-12T10:00")], id="two legs of one flight"),
        pytest.param(["LOC+92+JFK", f"DTM+189:{A}:201", "LOC+92+ANC", f"DTM+232:{B}:201", f"DTM+189:{C}:201", "LOC+87+ICN"],
                     [("JFK", "ANC", "2025-06-11T18:15", "2025-06-12T07:30"), ("ANC", "ICN", "2025-06-12T10:00", None)], id="a port reached and left"),
        pytest.param(["LOC+125+JFK", "LOC+87+BRU"], [("JFK", "BRU", None, None)], id="no times"),
        pytest.param(["LOC+125+JFK", "DTM+189:20250611:102", "LOC+87+BRU"], [("JFK", "BRU", "2025-06-11", None)], id="a date alone"),
        pytest.param(["LOC+125+JFK", f"DTM+189:{A}", "LOC+87+BRU", "DTM+232:202506120730"],
                     [("JFK", "BRU", "2025-06-11T18:15", "2025-06-12T07:30")], id="no format codes"),
        pytest.param(["LOC+125+JFK", f"DTM+189{A}201", "LOC+87BRU", f"DTM+232: {B}:201"],
                     [("JFK", "BRU", "2025-06-11T18:15", "2025-06-12T07:30")], id="component separators lost, blanks"),
        pytest.param(["LOC+125+JFK", "DTM+189:2506112400:201", "LOC+87+BRU"], [("JFK", "BRU", "2025-06-12T00:00", None)], id="twenty-four o'clock"),
        pytest.param(["LOC+125+JFK", "DTM+186:2506111999:201", f"DTM+189:{A}:201", "LOC+87+BRU", "DTM+178:2506120731:201", f"DTM+232:{B}:201"],
                     [("JFK", "BRU", "2025-06-11T18:15", "2025-06-12T07:30")], id="the schedule wins over actual times"),
        pytest.param(["LOC+125+JFK"], [("JFK", None, None, None)], id="one port only"),
        pytest.param([], [(None, None, None, None)], id="no port"),
    ],
)  # fmt: skip
def test_legs_are_built_from_ports_and_times(route: list[str], legs: list[tuple[str | None, ...]]) -> None:
    read = shown(api_list(header=(*HEADER[:5], *route)))["legs"]
    assert [(leg["origin"], leg["destination"], leg["departure"], leg["arrival"]) for leg in read] == legs


def test_two_conveyances_sent_in_reverse_are_put_in_travel_order() -> None:
    later = ("TDT+20+ZZ2", "LOC+92+BRU", f"DTM+189:{C}:201", "LOC+92+LYS", "DTM+232:2506121200:201")
    earlier = ("TDT+20+ZZ1", "LOC+125+JFK", f"DTM+189:{A}:201", "LOC+87+BRU", f"DTM+232:{B}:201")
    legs = shown(api_list(header=("BGM+745", *later, *earlier)))["legs"]
    assert [leg["number"] for leg in legs] == ["1", "2"]


@pytest.mark.parametrize(
    "nad, family, given, title",
    [
        pytest.param("NAD+FL+++DOE:JANE", "DOE", "JANE", None, id="family and given"),
        pytest.param("NAD+FL+++DOE:JANE:MARY", "DOE", "JANE MARY", None, id="two given names"),
        pytest.param("NAD+FL+++DOE:JANE MARY", "DOE", "JANE MARY", None, id="two given names in one component"),
        pytest.param("NAD+FL+++VAN DEN BERG:Elise", "VAN DEN BERG", "Elise", None, id="letters as sent"),
        pytest.param("NAD+FL+++DOE", "DOE", None, None, id="a family name alone"),
        pytest.param("NAD+FL+++DOE:", "DOE", None, None, id="an empty given name"),
        pytest.param("NAD+FL+++:JANE", None, "JANE", None, id="a given name alone"),
        pytest.param("NAD+FL+++O?'NEIL:SEAN", "O'NEIL", "SEAN", None, id="a released apostrophe"),
        pytest.param("NAD+FL+++O'NEIL:SEAN", "O'NEIL", "SEAN", None, id="an unreleased apostrophe"),
        pytest.param("NAD+FL+++D'ARC:JEANNE'MARIE", "D'ARC", "JEANNE'MARIE", None, id="two unreleased apostrophes"),
        pytest.param("NAD+FL+++DOE:JOHNMR", "DOE", "JOHN", "MR", id="a glued title"),
        pytest.param("NAD+FL+++DOE:JOHN MR", "DOE", "JOHN", "MR", id="a title apart"),
        pytest.param("NAD+FL+++DOE:JOHN:MR", "DOE", "JOHN", "MR", id="a title as a component"),
        pytest.param("NAD+FL+++DOE:MR JOHN", "DOE", "JOHN", "MR", id="a title in front"),
        pytest.param("NAD+FL+++DOE:OMAR", "DOE", "OMAR", None, id="Omar keeps his name"),
        pytest.param("NAD+FL+++DOE:SIRAJ", "DOE", "SIRAJ", None, id="Siraj keeps his name"),
        pytest.param("NAD+FL+++DOE:DRAGAN", "DOE", "DRAGAN", None, id="Dragan keeps his name"),
        pytest.param("NAD+FL+++DOE:MRIDULA", "DOE", "MRIDULA", None, id="Mridula keeps her name"),
        pytest.param("NAD+FL+++DOE:NASR", "DOE", "NASR", None, id="Nasr keeps his name"),
        pytest.param("NAD+FL+++DOE:SAMR", "DOE", "SAMR", None, id="Samr keeps his name"),
        pytest.param("NAD+FL+++DOE:BADR", "DOE", "BADR", None, id="Badr keeps his name"),
        pytest.param("NAD+FL+++DOE:ALIDR", "DOE", "ALIDR", None, id="a glued doctor is not certain"),
        pytest.param("NAD+FL++DOE:JANE", "DOE", "JANE", None, id="one element too early"),
        pytest.param("NAD+FL++++DOE:JANE", "DOE", "JANE", None, id="one element too late"),
        pytest.param("NAD+FL+++DOE+JANE", "DOE", "JANE", None, id="an element separator in the component's place"),
        pytest.param("NAD+FL+++DOE/JANE", "DOE", "JANE", None, id="a slash in the component's place"),
        pytest.param("nad+FL+++DOE:JANE", "DOE", "JANE", None, id="a lower-case tag"),
        pytest.param("NXD+FL+++DOE:JANE", "DOE", "JANE", None, id="a garbled tag"),
        pytest.param("NAD+FL+++GARCIA:LOPEZ:ANA:::2", "GARCIA LOPEZ", "ANA", None, id="paternal and maternal names"),
        pytest.param("NAD+FL", None, None, None, id="no name"),
        pytest.param("NAD+FL+++ALI YYÉ", "ALI YYÉ", None, None, id="an accent under UNOA"),
    ],
)  # fmt: skip
def test_names(nad: str, family: str | None, given: str | None, title: str | None) -> None:
    one = with_segments("ATT+2++F", "DTM+329:800101", nad=nad)
    assert (one["family"], one["given"], one["title"]) == (family, given, title)
    assert one["born"] == "1980-01-01"


@pytest.mark.parametrize(
    "segment, field, value",
    [
        pytest.param("ATT+2++F", "sex", "F", id="female"),
        pytest.param("ATT+2++U", "sex", None, id="unknown sex is null"),
        pytest.param("ATT+2++X", "sex", "X", id="unspecified"),
        pytest.param("ATT+2+M", "sex", "M", id="sex in the wrong element"),
        pytest.param("ATT+2:M", "sex", "M", id="sex in the wrong component"),
        pytest.param("ATT+2++M*M*M", "sex", "M", id="a repeated sex"),
        pytest.param("ATT+2++MXXXXX", "sex", None, id="an over-long sex"),
        pytest.param("DTM+329:700602", "born", "1970-06-02", id="born in the last century"),
        pytest.param("DTM+329:19700602:102", "born", "1970-06-02", id="born with a century"),
        pytest.param("DTM+329:700602:102", "born", "1970-06-02", id="a format code that does not fit"),
        pytest.param("DTM+329:250611", "born", "2025-06-11", id="born on the day of departure"),
        pytest.param("DTM+329:250612", "born", "1925-06-12", id="born a day after the departure, so a century before"),
        pytest.param("DTM+329:20260101:102", "born", None, id="born in the future"),
        pytest.param("DTM+329+700602", "born", "1970-06-02", id="a date in the next element"),
        pytest.param("DTM+329700602", "born", "1970-06-02", id="a date glued to its qualifier"),
        pytest.param("DTM+329:700231", "born", None, id="no such day"),
        pytest.param("DTM+329:1806261220:201", "born", "2018-06-26", id="a time in the date's place"),
        pytest.param("DTM+329", "born", None, id="no date"),
        pytest.param("DTM+329:311280", "born", "1980-12-31", id="day first"),
        pytest.param("NAT+2+D", "nationality", "DEU", id="Germany with one letter"),
        pytest.param("NAT+2+GB", "nationality", "GBR", id="a country of two letters"),
        pytest.param("NAT+2+XXA", "nationality", "XXA", id="stateless"),
        pytest.param("NAT+2+", "nationality", None, id="no nationality"),
        pytest.param("NAT+GBR", "nationality", "GBR", id="nationality in the wrong element"),
        pytest.param("NAT+2GBR", "nationality", "GBR", id="nationality glued to its qualifier"),
        pytest.param("NAT+1+GBR", "nationality", None, id="nationality at birth is not the present one"),
        pytest.param("LOC+174+FR", "residence", "FRA", id="residence"),
        pytest.param("LOC+174+", "residence", None, id="empty residence"),
        pytest.param("LOC+178+WDH", "embarked", "WDH", id="embarked"),
        pytest.param("LOC+178WDH", "embarked", "WDH", id="embarked, separator lost"),
        pytest.param("LOC+179+FRA", "disembarked", "FRA", id="disembarked"),
        pytest.param("LOC+180+:::AMBER HILL GBR", "birth_place", "AMBER HILL GBR", id="a birth place by name"),
        pytest.param("LOC+180+GBR:::AMBER HILL", "birth_place", "AMBER HILL", id="a birth place with its country"),
        pytest.param("LOC+180+PARIS", "birth_place", "PARIS", id="a birth place as code"),
        pytest.param("RFF+ABO:ZZ1", "reference", "ZZ1", id="the carrier's reference"),
        pytest.param("RFF+AVF:AB1CD2", "reference", None, id="a locator is no reference of a person"),
        pytest.param("RFF+SEA:14C", "seat", {"number": "14C"}, id="a seat"),
        pytest.param("RFF+CR:ZZ99887766", "frequent_flyer", [{"carrier": None, "number": "ZZ99887766"}], id="frequent flyer"),
        pytest.param("MEA+CT++:2", "bags", {"count": 2, "weight_kg": None, "tags": []}, id="bags"),
        pytest.param("MEA+CT++2", "bags", {"count": 2, "weight_kg": None, "tags": []}, id="bags, component lost"),
        pytest.param("MEA+CT++:0", "bags", {"count": 0, "weight_kg": None, "tags": []}, id="no bag"),
        pytest.param("MEA+WT++KGM:31", "bags", {"count": None, "weight_kg": 31, "tags": []}, id="weight"),
        pytest.param("MEA+WT++LBR:100", "bags", {"count": None, "weight_kg": 45.4, "tags": []}, id="weight in pounds"),
        pytest.param("MEA+CT++:X", "bags", None, id="bags that are no number"),
        pytest.param("FTX+BAG+++UA0446:2", "bags", {"count": None, "weight_kg": None, "tags": ["UA0446", "UA0447"]}, id="consecutive tags"),
        pytest.param("FTX+BAG+++NULL", "bags", None, id="a placeholder for tags"),
        pytest.param("COM+502-555-1234:TE", "contacts", [{"kind": "phone", "value": "502-555-1234", "purpose": None}], id="a telephone"),
        pytest.param("COM+JANE//MAIL.EXAMPLE:EM", "contacts", [{"kind": "email", "value": "JANE@MAIL.EXAMPLE", "purpose": None}], id="an e-mail address in the Type B alphabet"),
        pytest.param("EMP+1+CR2:110:111", "crew_role", "CR2", id="a crew role"),
        pytest.param("RFF+YZY:7842836432717C2", "tickets", [{"number": "7842836432717", "kind": None, "coupons": "2", "passenger": 0}], id="a ticket"),
    ],
)  # fmt: skip
def test_an_element_is_read(segment: str, field: str, value: Any) -> None:
    assert with_segments(segment)[field] == value


@pytest.mark.parametrize(
    "segments, documents",
    [
        pytest.param(["DOC+P:110:111+X1", "DTM+36:280114", "DTM+182:180114", "LOC+91+BEL"], [("P", "X1", "BEL", "2028-01-14", "2018-01-14")], id="a passport"),
        pytest.param(["DOC+P+X1", "DTM+36:610218"], [("P", "X1", None, "2061-02-18", None)], id="expiry is always in this century"),
        pytest.param(["DOC+P+X1", "DTM+36:20310115:102"], [("P", "X1", None, "2031-01-15", None)], id="expiry with a century"),
        pytest.param(["DOC+P:110:111+X1", "DOC+V:110:111+V9", "LOC+91+USA"], [("P", "X1", None, None, None), ("V", "V9", "USA", None, None)], id="a passport and a visa"),
        pytest.param(["DOC++X1", "LOC+91+USA"], [(None, "X1", "USA", None, None)], id="no type"),
        pytest.param(["DOC+P:110:111", "LOC+91+USA"], [("P", None, "USA", None, None)], id="no number"),
        pytest.param(["DOC++", "DTM+36:", "LOC+91+"], [], id="nothing at all"),
        pytest.param(["DOC+P+X1", "DTM+36:", "LOC+91+DE"], [("P", "X1", "DEU", None, None)], id="an empty expiry"),
        pytest.param(["DOC+P+X1", "DTM+36:200104", "LOC+91+ISL", "DTM+36:210101"], [("P", "X1", "ISL", "2020-01-04", None)], id="an expiry sent twice"),
        pytest.param(["DOC+5K+P1", "LOC+91+VA:163", "LOC+91+US:162"], [("5K", "P1", "USA", None, None)], id="a state of a federation is no issuer"),
        pytest.param(["DOC+P:110:ZZZ+X1", "RFF+SEA:1A", "NAT+2+FRA", "DTM+36:280114"], [("P", "X1", None, "2028-01-14", None)], id="other segments between"),
    ],
)  # fmt: skip
def test_documents(segments: list[str], documents: list[tuple[str | None, ...]]) -> None:
    read = with_segments(*segments)["documents"]
    assert [(d["type"], d["number"], d["issuer"], d["expires"], d["issued"]) for d in read] == documents


@pytest.mark.parametrize(
    "role, born, kind, transit",
    [
        pytest.param("FL", "800101", "adult", False, id="adult"),
        pytest.param("FL", "130612", "child", False, id="eleven, twelve tomorrow"),
        pytest.param("FL", "130611", "adult", False, id="twelve on the day"),
        pytest.param("FL", "230612", "infant", False, id="one, two tomorrow"),
        pytest.param("FL", "230611", "child", False, id="two on the day"),
        pytest.param("DDU", "800101", "adult", True, id="in transit"),
        pytest.param("DDT", "800101", "crew", True, id="crew in transit"),
        pytest.param("FM", "800101", "crew", False, id="crew"),
        pytest.param("QX", "800101", "adult", False, id="an unknown role"),
    ],
)
def test_the_kind_of_person(role: str, born: str, kind: str, transit: bool) -> None:
    one = with_segments(f"DTM+329:{born}", nad=f"NAD+{role}+++DOE:JANE")
    assert (one["kind"], one["transit"]) == (kind, transit)


def test_a_close_out_names_persons_by_reference() -> None:
    groups = [["NAD+ZZZ", "RFF+AVF:AB1CD2", "RFF+ABO:ZZ9"], ["NAD+ZZZ", "RFF+AVF:EF3GH4"]]
    read = shown(api_list(groups, header=("BGM+266+CLOB", *HEADER[1:])))["passengers"]
    assert [(one["family"], one["given"], one["reference"]) for one in read] == [
        (None, None, "ZZ9"),
        (None, None, "EF3GH4"),
    ]


@pytest.mark.parametrize(
    "trailer, declared, code",
    [
        pytest.param(["CNT+42:4"], 4, None, id="as held"),
        pytest.param(["CNT+42:160"], 160, "count-mismatch", id="an excerpt"),
        pytest.param(["CNT+42+4"], 4, "component-misplaced", id="component lost"),
        pytest.param(["CNT+424"], 4, "component-misplaced", id="separator lost"),
        pytest.param(["CNT+3:4"], 4, "count-qualifier-unknown", id="an unknown qualifier"),
        pytest.param(["CNT+42:X"], None, "count-unreadable", id="no number"),
        pytest.param([], None, None, id="no count"),
        pytest.param(["CNT+41:9", "CNT+42:4"], 4, None, id="crew and passengers"),
    ],
)
def test_the_control_total(trailer: list[str], declared: int | None, code: str | None) -> None:
    read = shown(api_list(trailer=trailer))
    assert read["declared_count"] == declared
    assert codes(read) == ([code] if code else [])


def test_text_and_unknown_segments_stand_under_other() -> None:
    read = shown(api_list([[*person(), "FTX+CHD+++TRAVELS ALONE", "XYZ+1+2", "FTX+AAI+++VI4111111111111111"]]))
    other = {(one["code"], one["text"], one["passenger"]) for one in read["other"]}
    assert {("CHD", "TRAVELS ALONE", 0), ("XYZ", "XYZ+1+2", 0), ("AAI", "VI411111XXXXXX1111", 0)} <= other
    assert "segment-unknown" in codes(read)


def test_every_value_names_the_segment_it_came_from() -> None:
    one = shown(api_list())["passengers"][0]
    message = decode(api_list())[0]
    for field, ordinal in one["sources"].items():
        text = message.segments[ordinal - 1].text
        assert str(one[field])[:3] in text or field in ("born", "seats", "bags", "sex")


def test_severity_error_means_lost_data_only() -> None:
    lost = shown(api_list([[*person(born="700231")]]))
    assert [one["severity"] for one in lost["findings"]] == ["error"]
    assert lost["findings"][0]["segment"] == 13


US = b"""UNA:+.? '
UNB+UNOA:1+SAMPLE:ZZ+USCS:US+020131:2359+R1++CEDIPAX+A+++0'
UNG+PAXLST+SAMPLE:ZZ+TECS:US+020131:2359+R1+ZZ+001:000'
UNH+R1+PAXLST:001:000:ZZ+ZZ812/020131/2300'
TDT++ZZ812+40+ZZ'
LOC+5+NZAKL:50'
DTM+136+020131+2200+M10'
LOC+PT+USHNL:50'
DTM+132+020131+1900+P8'
LOC+8+USLAX:50'
DTM+132+020131+2300+P5'
UNS+D'
PDT+P/E1:030131:NZ+DOE:JANE:P:590429:F+PAX+NZAKL:USLAX'
PDT+P/E2::US+SPECIMEN:JOHN::331231+CRW+NZAKL:LAX'
PDT+P/E3:020931:GB+O?'NEIL:ANN:M+ITI+NZAKL:USLAX'
UNT+13+R1'
UNE+1+R1'
UNZ+1+R1'
"""


def test_the_legacy_us_dialect() -> None:
    read = shown(US)
    assert [
        (leg["carrier"], leg["number"], leg["origin"], leg["destination"], leg["departure"]) for leg in read["legs"]
    ] == [
        ("ZZ", "812", "AKL", "HNL", "2002-01-31T22:00"),
        ("ZZ", "812", "HNL", "LAX", None),
    ]
    first, second, third = read["passengers"]
    assert (first["family"], first["given"], first["born"], first["sex"]) == ("DOE", "JANE P", "1959-04-29", "F")
    assert first["documents"][0] == {
        "type": "P",
        "number": "E1",
        "issuer": "NZL",
        "expires": "2003-01-31",
        "issued": None,
        "nationality": None,
    }
    assert (first["embarked"], first["disembarked"], second["kind"], second["disembarked"]) == (
        "AKL",
        "LAX",
        "crew",
        "LAX",
    )
    assert (second["born"], third["family"], third["transit"]) == ("1933-12-31", "O'NEIL", True)
    assert third["documents"][0]["expires"] is None


@pytest.mark.parametrize(
    "parts, missing",
    [
        pytest.param([("01", "C"), ("02", ""), ("03", "F")], None, id="complete"),
        pytest.param([("01", "C"), ("03", "F")], "part 2", id="a part in the middle is missing"),
        pytest.param([("01", "C"), ("02", "")], "the last part", id="the last part is missing"),
        pytest.param([("02", "F")], "part 1", id="the first part is missing"),
        pytest.param([("01", "F")], None, id="whole"),
        pytest.param([("03", "F"), ("01", "C"), ("02", "")], None, id="out of order"),
    ],
)
def test_a_series_is_complete_or_says_what_is_missing(parts: list[tuple[str, str]], missing: str | None) -> None:
    """Parts in messages without an interchange, as one system sends them."""
    text = ""
    for number, (part, mark) in enumerate(parts, 1):
        body = [*HEADER, *person(family=f"FAMILY{part}"), f"CNT+42:{len(parts)}"]
        flag = f"{part}:{mark}" if mark else part
        lines = [
            f"UNH+{number}+PAXLST:D:02B:UN:IATA+ZZ501/250612+{flag}",
            *body,
            f"UNT+{len(body) + 2}+{number}",
            "UNE+1+1",
        ]
        text += "".join(line + "'\n" for line in lines)
    messages = decode(text.encode())
    assert len(messages) == len(parts)
    told = [one.text for message in messages for one in message.findings if one.code == "series-incomplete"]
    assert bool(told) == bool(missing)
    assert not missing or missing in told[0]


def test_a_person_whose_segments_come_in_another_order_is_one_person() -> None:
    """As many persons as CNT says: nobody's name was lost, this one's sex and birth merely stand behind the document."""
    turned = ["NAD+FL+++ROE:JIM", "DOC+P:110:111+X2", "LOC+91+FRA", "ATT+2++M", "DTM+329:810101", "NAT+2+FRA"]
    message = shown(api_list([person(), turned]))
    assert [(one["family"], one["born"]) for one in message["passengers"]] == [
        ("DOE", "1980-01-01"),
        ("ROE", "1981-01-01"),
    ]
    assert message["findings"] == []


@pytest.mark.parametrize("written", ["{}:", "{} ", "{}+"])
def test_a_plain_segment_reads_like_one_with_more_than_it_needs(written: str) -> None:
    """Plain ones are read without being divided; empty components, blanks and empty elements behind change nothing."""
    rows = [
        person(family=f"F{born}", born=born, locator=f"L{born}") for born in ("700602", "000229", "250612", "701302")
    ]
    longer = [[row[0], *(written.format(segment) for segment in row[1:])] for row in rows]
    plain, divided = shown(api_list(rows)), shown(api_list(longer))
    assert plain["passengers"] == divided["passengers"]
    assert codes(plain) == codes(divided) == ["birth-century-ambiguous", "date-unreadable"]


def test_what_stands_under_many_persons_is_told_under_each() -> None:
    """A segment is understood once; its finding and its place are each person's own."""
    message = shown(api_list([["NAD+FL+++DOE:JANE", "NAT+2+QQQ"], ["NAD+FL+++ROE:JIM", "NAT+2+QQQ"]]))
    assert [one["nationality"] for one in message["passengers"]] == ["QQQ", "QQQ"]
    told = [one["segment"] for one in message["findings"] if one["code"] == "country-code-unknown"]
    assert told == [one["sources"]["nationality"] for one in message["passengers"]]


@pytest.mark.parametrize(
    "segments, kind, sex",
    [
        pytest.param(["NAD+FL+++DOE:SOFIA", "ATT+2++FI"], "infant", "F", id="an infant's sex"),
        pytest.param(["NAD+FL+++DOE:SOFIA INF"], "infant", None, id="an infant's title"),
        pytest.param(["NAD+FL+++DOE:TOM CHD"], "child", None, id="a child's title"),
        pytest.param(["NAD+FL+++DOE:TOM INF", "DTM+329:800101"], "adult", None, id="a birth knows better"),
        pytest.param(["NAD+FM+++DOE:TOM INF"], "crew", None, id="crew are crew"),
    ],
)
def test_without_a_birth_sex_and_title_tell_who_is_small(segments: list[str], kind: str, sex: str | None) -> None:
    (one,) = as_object(decode(api_list([segments]))[0], "-", unfiltered=True)["passengers"]
    assert (one["kind"], one["sex"]) == (kind, sex)


def test_repeated_contacts_of_syntax_version_four() -> None:
    raw = api_list([["NAD+FL+++DOE:JANE", "COM+32470000001:TE*JANE@MAIL.EXAMPLE:EM*1*2:TE"]])
    (one,) = as_object(decode(raw)[0], "-", unfiltered=True)["passengers"]
    assert [contact["value"] for contact in one["contacts"]][:2] == ["32470000001", "JANE@MAIL.EXAMPLE"]
