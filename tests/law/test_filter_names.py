"""Names, towns, streets, ports and numbers that look like words that reveal: nothing of them is lost. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gotravel.law.sensitive import class_of_text
from gotravel.wire.decode import decode
from tests.law.test_filter import HEAD, SSR, TIF, booked, kept, longer, sheet
from tests.wire.messages import HEADER, api_list
from tests.wire.pushes import FLIGHT, push

NAMES = [
    "BISHOP",
    "BERBER",
    "LANG",
    "MAAS",
    "KRANKEN",
    "ISLAM",
    "CHRISTIAN",
    "JUDE",
    "VERDI",
    "RAMADAN",
    "IGLESIAS",
    "CHRISTENSEN",
    "SALAH",
    "JAIN",
    "SHEIKH",
    "KREBS",
    "BISCHOFF",
    "SEAMAN",
    "MONK",
    "HADJICOSTA",
    "GITANJALI",
    "KORANTENG",
    "EVANGELINA",
    "CRISTIANO",
    "LEVEQUE",
    "EID",
    "KURDI",
    "RABBITT",
    "SUNNIVA",
]
NUMBERS = ["CGT123456", "HIV1234567", "DGB000123", "EID4567"]
TOWNS = [
    "SHARM EL SHEIKH", "SAN LUIS OBISPO", "CIEGO DE AVILA", "DIRE DAWA", "IN SALAH", "WALDKIRCHEN", "WHITCHURCH", "L HOSPITALET",
    "BISCHOFSHOFEN", "KLOSTERS", "VATICAN CITY", "JUDENBURG", "KIRCHENSTRASSE 4", "JUDENPLATZ 1", "BOULEVARD DE L HOPITAL 7",
    "KCHRISTENSEN@MAIL.EXAMPLE", "RACE COURSE ROAD 2", "KLOSTERGASSE 3", "CARRER DE L HOSPITAL 9",
]  # fmt: skip

OF_NAMES: list[tuple[str, Callable[[str], bytes], str]] = [
    ("a traveller", lambda one: push([[*HEAD, f"TIF+{one}+{one}:A:1", *FLIGHT]]), "TIF+{0}+{0}:A:1"),
    ("an API list's traveller", lambda one: api_list([[f"NAD+FL+++{one}:{one}", "DOC+P:110:111+X123456"]]), "{0}:{0}"),
    ("who sends the list", lambda one: api_list([["NAD+FL+++DOE:JANE"]], header=(HEADER[0], f"NAD+MS+++{one}", *HEADER[1:])), "+++{0}"),
    ("the old dialect", lambda one: api_list([[f"PDT+P/E1234567:030131:NZ+{one}:JANE:P:590429:F+PAX+NZAKL:USLAX"]]), "E1234567:030131:NZ+{0}"),
    ("a document", lambda one: booked(SSR.format(code="DOCS", text=f"/P/BEL/X12345/BEL/09MAR87/F/14JAN28/{one}/{one}")), "/{0}/{0}"),
    ("an infant", lambda one: booked(SSR.format(code="INFT", text=f"{one}/{one} {one} 12JUL24")), "{0}/{0} {0}"),
    ("a child", lambda one: booked(SSR.format(code="CHLD", text=f"12JUL19-1{one}/{one}MR")), "1{0}/{0}MR"),
    ("an identification", lambda one: booked(SSR.format(code="FOID", text=f"PPX123456-1{one}/{one}")), "X123456"),
    ("an emergency contact", lambda one: booked(SSR.format(code="PCTC", text=f"BOB {one}/GB 4477123456")), "4477123456"),
    ("an e-mail", lambda one: booked(SSR.format(code="CTCE", text=f"JOE.{one}//MAIL.EXAMPLE")), "JOE.{0}"),
    ("a telephone", lambda one: booked(f"IFT+4:5+447712345678 {one}"), "447712345678 {0}"),
    ("a contact", lambda one: booked(f"IFT+4:28::ZZ+CTCT BRU 322555 {one} TRAVEL"), "322555 {0}"),
    ("an address", lambda one: booked(f"ADD++700:12 {one} STRAAT:{one}"), "12 {0} STRAAT:{0}"),
    ("an address by service", lambda one: booked(SSR.format(code="DOCA", text=f"/R/BEL/12 {one} ST/{one}//1000")), "{0} ST/{0}"),
    ("a visa", lambda one: booked(SSR.format(code="DOCO", text=f"{one}/V/X9988776/{one}/01JAN24/GHA")), "X9988776/{0}"),
    ("who pays", lambda one: booked("TKT+9991234567890:T", f"FOP+CC::10.00:VI:411111XXXXXX1111:1127::::::{one} JANE"), "{0} JANE"),
    ("an agency", lambda one: push([[*HEAD, f"ORG+1A:MUC+12345678:{one}+{one}", TIF, *FLIGHT]]), "12345678:{0}"),
    ("an API list's contact", lambda one: api_list([["NAD+FL+++DOE:JANE", f"COM+JOE.{one}?@MAIL.EXAMPLE:EM"]]), "JOE.{0}"),
    ("an API list's address", lambda one: api_list([[f"NAD+FL+++DOE:JANE+12 {one} ST+{one}"]]), "12 {0} ST"),
    ("an API list's birth place", lambda one: api_list([["NAD+FL+++DOE:JANE", f"LOC+180+:::{one}"]]), ":::{0}"),
    ("a sheet's contact", lambda one: sheet("E-mail", f"joe.{one}@mail.example"), "joe.{0}"),
    ("a sponsor", lambda one: booked(f"IFT+4:43+{one} JANE+1 STREET"), "{0} JANE"),
    ("a hotel", lambda one: booked(after=("MSG+8", f"TVL+120625:1500:150625+BRU:HOTEL {one}++HT+12345:DBL")), "HOTEL {0}"),
]  # fmt: skip
OF_NUMBERS: list[tuple[str, Callable[[str], bytes]]] = [
    ("an API list's document", lambda one: api_list([["NAD+FL+++DOE:JANE", f"DOC+P:110:111+{one}", "FTX+BAG+++KOSHER"]])),
    ("a document", lambda one: booked(SSR.format(code="DOCS", text=f"/P/BEL/{one}/BEL/09MAR87/F/14JAN28/DOE/JANE"))),
    ("a document beside a word", lambda one: booked(
        SSR.format(code="DOCS", text=f"/P/BEL/{one}/BEL/09MAR87/F/14JAN28/DOE/JANE"), SSR.format(code="UMNR", text="UM 09 KOSHER"))),
    ("a visa", lambda one: booked(SSR.format(code="DOCO", text=f"/V/{one}/ACCRA/01JAN24/GHA"))),
    ("an identification", lambda one: booked(SSR.format(code="FOID", text=f"NI/{one}"))),
    ("a sheet", lambda one: sheet("Document number", one)),
    ("a flyer", lambda one: booked(f"FTI+ZZ:{one}")),
    ("a locator", lambda one: booked(after=(f"RCI+ZZ:{one}",))),
]  # fmt: skip


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_where_names_and_places_stand(name: str, size: Callable[[bytes], bytes]) -> None:
    lost = [place for place, make, shown in OF_NAMES if shown.format(name) not in kept(size(make(name)))[2]]
    assert lost == []


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("make", [pytest.param(make, id=place) for place, make in OF_NUMBERS])
def test_letters_before_digits_are_a_number(
    make: Callable[[str], bytes], number: str, size: Callable[[bytes], bytes]
) -> None:
    raw = size(make(number))
    messages, _, told = kept(raw)
    assert number in told
    sent = decode(raw, name="x.csv")[0].passengers
    assert [one.documents for one in messages[0].passengers] == [one.documents for one in sent]


@pytest.mark.parametrize("port", ["EDML", "CYML", "LEGR", "SICK", "SVAN", "HAJJ"])
@pytest.mark.parametrize("sign", ["+", "*"])
def test_an_airfield_that_spells_a_code_is_an_airfield(port: str, sign: str) -> None:
    flown = push([[*HEAD, TIF, f"TVL+110625:1815:120625:0730+{port}+BRU+ZZ+501:Y", "RPI+1+HK"]])
    messages, removals, told = kept(flown.replace(b"+", sign.encode()))
    assert messages[0].bookings[0].segments[0].leg.origin == port
    assert f"{sign}{port}{sign}" in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_or_street_reveals_nothing(town: str) -> None:
    assert class_of_text(town.strip(), place=True) is None


@pytest.mark.parametrize("word", ["CHURCH", "IMAM", "PRIEST", "RACE", "GAY", "TAUB"])
@pytest.mark.parametrize("place", ["a contact", "a telephone", "a hotel", "who pays", "a sponsor"])
def test_words_of_the_rule_book_reveal_in_texts_though_they_are_surnames_too(word: str, place: str) -> None:
    """A contact of somebody named so goes; the traveller stays."""
    make = next(make for name, make, _ in OF_NAMES if name == place)
    messages, _, told = kept(make(f"{word} QXZYVORT"))
    assert "QXZYVORT" not in told and [one.given for one in messages[0].passengers] == ["JANE"]
