"""List files: every format gives its persons whole, or refuses the file by line and field. Invented persons."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.errors import InvalidInput
from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Category, Entry, ListedName, NameKind
from gotravel.screening.index import build
from gotravel.screening.priors import shipped
from gotravel.screening.query import Query, spellings
from gotravel.screening.screen import screen
from gotravel.wire.watchlist_files.births import births
from gotravel.wire.watchlist_files.entries import nation_of, nations_of
from gotravel.wire.watchlist_files.read import read
from tests.conftest import shared

SDN = (
    '101,"EXAMPLE SHIPPING LTD.",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '102,"VORLOV, Ilya Petrovich","individual","SDGT","Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 22 Oct 1973; alt. DOB 1974; POB Tver, Russia; nationality Russia; citizen Cyprus; Gender Male; '
    "Passport AB123456 (Russia) issued 01 Jan 2010 expires 31 Dec 2019; National ID No. 778899 (Cyprus); a.k.a. 'THE CARPENTER'; "
    'Tax ID No. 5 (Russia); Linked To: EXAMPLE SHIPPING LTD."\r\n'
    '103,"ZAMANI","individual","IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB circa 1970."\r\n'
)
ALT = '102,1,"aka","VORLOFF, Ilia",-0- \r\n101,2,"fka","OLD NAME LTD",-0- \r\n'
COMMENTS = '102,"; alt. Passport CD654321 (Cyprus)."\r\n'
EU_HEAD = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,nationality,"
    "birthDate,birthPlace,position,passportNumber,gender,idNumber"
)
EU = (
    EU_HEAD + "\n"
    '32014R0001,12,EU-X,I,Asset freeze,,because,Person,Ilya Petrovich VORLOV,"Илья Ворлов; ""Vorlov; the younger""",The Carpenter,'
    'Ilya OLDNAME,,"(a) Russian, (b) Cypriot","22.10.1973; approximately 1974","Tver, Russia",Director,'
    '"(a) AB123456 (Russian passport, expires 31.12.2019), (b) CD654321",male,\n'
    "32014R0001,12,EU-X,I,Travel ban,,because,Person,Ilya Petrovich VORLOV,,,,,,,,,,,\n"
    "32014R0001,13,EU-X,I,Asset freeze,,because,Company,EXAMPLE SHIPPING,,,,,,,,,,,\n" + EU_HEAD + "\n"
    "32015R0002,,EU-Y,,Travel ban,,because,Person,Sami ZAMANI,,,,,Iranian,,,,,,\n"
)
TEMPLATE = (
    "reference;name;aliases;weak_aliases;born;nationality;sex;passport;issuer;birth_place;category;offence;review_due;expires\n"
    "N-1;VORLOV, Ilya;VORLOFF Ilia|ВОРЛОВ Илья;Carpenter;1973-10-22|1970-1972|1974;RUS|CYP;M;AB123456;RUS;Tver;convict;fraud;2027-01-31;2028-01-31\n"
    'N-2;"ZAMANI\n Sami";;;;;;;;;;;;\n'
)
FTM = [
    {
        "id": "p1",
        "schema": "Person",
        "properties": {
            "name": ["Ilya Vorlov", "Илья Ворлов"],
            "alias": ["Ilia Vorloff"],
            "weakAlias": ["Carpenter"],
            "birthDate": ["1973-10-22", "1974", "1974-03"],
            "nationality": ["ru", "cy"],
            "gender": ["male"],
            "passportNumber": ["AB123456"],
            "idNumber": ["778899"],
            "birthPlace": ["Tver"],
            "topics": ["sanction"],
        },
    },
    {
        "id": "d1",
        "schema": "Passport",
        "properties": {"number": ["AB123456"], "country": ["ru"], "holder": ["p1"], "endDate": ["2019-12-31"]},
    },
    {"id": "c1", "schema": "Company", "properties": {"name": ["Example Shipping"]}},
    {
        "id": "p2",
        "schema": "Person",
        "properties": {"firstName": ["Sami"], "lastName": ["Zamani"], "topics": ["role.rca"]},
    },
]
NOTICES: dict[str, Any] = {
    "total": 3,
    "_embedded": {
        "notices": [
            {
                "entity_id": "2024/101",
                "name": "VORLOV",
                "forename": "ILYA",
                "type": "Red",
                "date_of_birth": "1973/10/22",
                "nationalities": ["RU", "CY"],
                "sex_id": "M",
                "place_of_birth": "TVER",
                "arrest_warrants": [{"charge": "fraud", "issuing_country_id": "CY"}],
            },
            {"entity_id": "2024/102", "name": "ZAMANI", "forename": "SAMI", "type": "Yellow", "date_of_birth": "2011"},
            {"entity_id": "2024/103", "name": "UNKNOWN", "type": "Black"},
        ]
    },
}


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(f"lists/{name.upper()}.CSV", part)
    return target.getvalue()


def lines_of(entities: list[dict[str, Any]]) -> bytes:
    return b"\n".join(json.dumps(entity, ensure_ascii=False).encode() for entity in entities)


def exact(day: str) -> BirthDate:
    return BirthDate(BirthDateKind.EXACT, day)


def years(first: int, last: int | None = None, kind: BirthDateKind | None = None) -> BirthDate:
    return BirthDate(kind or (BirthDateKind.RANGE if last else BirthDateKind.YEAR), None, first, last or first)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param((SDN + ALT + COMMENTS).encode(), id="joined"),
        pytest.param((ALT + COMMENTS + SDN + "\x1a\r\n").encode(), id="aliases first"),
        pytest.param(archive(sdn=SDN, alt=ALT, sdn_comments=COMMENTS), id="in one archive"),
        pytest.param(gzip.compress((SDN + ALT + COMMENTS).encode()), id="compressed"),
    ],
)
def test_ofac(raw: bytes) -> None:
    file = read(raw)
    ilya, zamani = file.entries
    assert [(name.full, name.kind) for name in ilya.names] == [
        ("VORLOV, Ilya Petrovich", NameKind.PRIMARY),
        ("VORLOFF, Ilia", NameKind.GOOD),
        ("THE CARPENTER", NameKind.WEAK),
    ]
    assert (ilya.names[0].family, ilya.names[0].given) == ("VORLOV", "Ilya Petrovich")
    assert ilya.born == (exact("1973-10-22"), years(1974))
    assert (ilya.nationalities, ilya.sex, ilya.birth_places, ilya.offence) == (
        ("RUS", "CYP"),
        "M",
        ("Tver, Russia",),
        "SDGT",
    )
    assert [(paper.type, paper.number, paper.issuer, paper.expires) for paper in ilya.documents] == [
        ("P", "AB123456", "RUS", "2019-12-31"),
        ("I", "778899", "CYP", None),
        ("P", "CD654321", "CYP", None),
    ]
    assert zamani.born == (years(1970, kind=BirthDateKind.CIRCA),) and zamani.reference == "OFAC-103"
    assert {one.code for one in file.findings} == {"list-not-persons", "list-aliases-alone"}


def test_ofac_alone_gives_its_persons() -> None:
    assert [entry.reference for entry in read(SDN.encode()).entries] == ["OFAC-102", "OFAC-103"]


def test_the_union() -> None:
    file = read(EU.encode())
    ilya, sami = file.entries
    assert [(name.full, name.kind) for name in ilya.names] == [
        ("Ilya Petrovich VORLOV", NameKind.PRIMARY),
        ("Илья Ворлов", NameKind.ORIGINAL),
        ("Vorlov; the younger", NameKind.GOOD),
        ("Ilya OLDNAME", NameKind.GOOD),
        ("The Carpenter", NameKind.WEAK),
    ]
    assert ilya.born == (exact("1973-10-22"), years(1974, kind=BirthDateKind.CIRCA))
    assert (ilya.nationalities, ilya.sex, ilya.reference) == (("RUS", "CYP"), "M", "32014R0001/I/12")
    assert [(paper.number, paper.issuer, paper.expires) for paper in ilya.documents] == [
        ("AB123456", "RUS", "2019-12-31"),
        ("CD654321", None, None),
    ]
    assert (sami.nationalities, sami.reference.split("/")[0]) == (("IRN",), "32015R0002")
    assert {one.code for one in file.findings} == {"list-entries-merged", "list-not-persons"}


@pytest.mark.parametrize("kind", ["csv", "commas", "bom", "xlsx"])
def test_the_template(kind: str) -> None:
    raws = {
        "csv": TEMPLATE.encode(),
        "commas": TEMPLATE.replace("VORLOV, Ilya", '"VORLOV, Ilya"').replace(";", ",").encode(),
        "bom": b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode(),
        "xlsx": workbook(
            [[*line.split(";")] for line in TEMPLATE.replace('"ZAMANI\n Sami"', "ZAMANI Sami").splitlines()]
        ),
    }
    ilya, sami = read(raws[kind]).entries
    assert ilya.names == (
        ListedName("VORLOV, Ilya", NameKind.PRIMARY, "VORLOV", "Ilya"),
        ListedName("VORLOFF Ilia", NameKind.GOOD),
        ListedName("ВОРЛОВ Илья", NameKind.ORIGINAL),
        ListedName("Carpenter", NameKind.WEAK),
    )
    assert ilya.born == (exact("1973-10-22"), years(1970, 1972), years(1974))
    assert ilya.documents == (TravelDocument("P", "AB123456", "RUS"),)
    assert (ilya.category, ilya.review_due, ilya.expires) == (Category.CONVICT, date(2027, 1, 31), date(2028, 1, 31))
    assert (sami.names[0].full, sami.born) == ("ZAMANI Sami", ())


@pytest.mark.parametrize(
    "raw", [lines_of(FTM), json.dumps(FTM).encode(), b"\xef\xbb\xbf" + lines_of(FTM)], ids=["lines", "array", "mark"]
)
def test_entities(raw: bytes) -> None:
    file = read(raw)
    ilya, sami = file.entries
    assert [(name.full, name.kind) for name in ilya.names] == [
        ("Ilya Vorlov", NameKind.PRIMARY),
        ("Илья Ворлов", NameKind.ORIGINAL),
        ("Ilia Vorloff", NameKind.GOOD),
        ("Carpenter", NameKind.WEAK),
    ]
    assert ilya.born == (exact("1973-10-22"), years(1974))
    assert [(paper.type, paper.number, paper.issuer, paper.expires) for paper in ilya.documents] == [
        ("P", "AB123456", "RUS", "2019-12-31"),
        ("I", "778899", None, None),
    ]
    assert (ilya.nationalities, ilya.sex, ilya.category) == (("RUS", "CYP"), "M", Category.SUSPECT)
    assert (sami.names[0].full, sami.category) == ("Sami Zamani", Category.ASSOCIATE)


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps(NOTICES).encode(),
        json.dumps(NOTICES["_embedded"]["notices"]).encode(),
        lines_of(NOTICES["_embedded"]["notices"]),
    ],
)
def test_notices(raw: bytes) -> None:
    file = read(raw)
    ilya, sami = file.entries
    assert (ilya.reference, ilya.names[0].full, ilya.born, ilya.offence) == (
        "2024/101",
        "VORLOV, ILYA",
        (exact("1973-10-22"),),
        "fraud",
    )
    assert (ilya.category, sami.category, sami.born) == (Category.SUSPECT, Category.MISSING, (years(2011),))
    assert [one.code for one in file.findings] == ["list-not-identified"]


UN = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY who "EXPANDED">]>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>7</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>ILYA</FIRST_NAME><SECOND_NAME>VORLOV</SECOND_NAME>
<REFERENCE_NUMBER>XXi.007</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>Илья Ворлов</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>Utopia</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Carpenter</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ilia &who; Vorloff</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1972</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>AB123456</NUMBER><ISSUING_COUNTRY>Cyprus</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>8</DATAID></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""


def test_the_security_council() -> None:
    file = read(UN.encode())
    (ilya,) = file.entries
    assert [(name.full, name.kind) for name in ilya.names][:3] == [
        ("ILYA VORLOV", NameKind.PRIMARY),
        ("Илья Ворлов", NameKind.ORIGINAL),
        ("Carpenter", NameKind.WEAK),
    ]
    assert not any("EXPANDED" in name.full for name in ilya.names)
    assert (ilya.reference, ilya.nationalities, ilya.born) == ("XXi.007", ("IRN",), (years(1970, 1972),))
    assert ilya.documents == (TravelDocument("P", "AB123456", "CYP"),)
    assert {one.code for one in file.findings} == {"list-countries-unknown", "list-not-persons"}


HEAD = "reference;name;born;category;review_due;sex\n"


@pytest.mark.parametrize(
    "raw, told",
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"a;b\n1;2\n", "Line 1: the columns reference, name are missing", id="other columns"),
        pytest.param(b"reference;name;nickname\n1;A;2\n", "Line 1: column 3", id="an unknown column"),
        pytest.param((HEAD + "1;DOE;;;;\n;ROE;;;;\n").encode(), "Line 3: reference is empty", id="no reference"),
        pytest.param((HEAD + "1;DOE;;;;\n2; -- ;;;;\n").encode(), "Line 3: name", id="no name"),
        pytest.param((HEAD + "1;DOE;31/12/1970;;;\n").encode(), "Line 2: born", id="a birth in another form"),
        pytest.param((HEAD + "1;DOE;1970-02-30;;;\n").encode(), "Line 2: born", id="a birth that cannot be"),
        pytest.param((HEAD + "1;DOE;;villain;;\n").encode(), "Line 2: category", id="a category of their own"),
        pytest.param((HEAD + "1;DOE;;;soon;\n").encode(), "Line 2: review_due", id="no date"),
        pytest.param((HEAD + "1;DOE;;;;Q\n").encode(), "Line 2: sex", id="an unknown sex"),
        pytest.param((HEAD + "1;DOE;;;;;;;9\n").encode(), "Line 2: the row has 9 cells", id="too many cells"),
        pytest.param((HEAD + '1;"DOE;;;;\n').encode(), "Line 2", id="an open quote"),
        pytest.param(HEAD.encode(), "no entry", id="a head alone"),
        pytest.param(
            (HEAD + "1;DOÉ;;;;\n").encode("latin-1"), "Line 2: the file is not UTF-8", id="another character set"
        ),
        pytest.param(b"<CONSOLIDATED_LIST><INDIVIDUALS>", "Line 1", id="broken XML"),
        pytest.param(
            UN.replace("ILYA", "")
            .replace("VORLOV", "")
            .replace("Илья Ворлов", "")
            .replace("Carpenter", "")
            .replace("Ilia &who; Vorloff", "")
            .encode(),
            "FIRST_NAME",
            id="an individual without name",
        ),
        pytest.param(b"<CONSOLIDATED_LIST/>", "names no individual", id="no individual"),
        pytest.param(lines_of(FTM)[:-20], "Line 4", id="a cut entity"),
        pytest.param(b'{"schema":"Person"}', "Line 1: the entity needs id", id="an entity without id"),
        pytest.param(
            b'{"id":"1","schema":"Person","properties":{"name":["!!"]}}', "Line 1: name", id="an entity without name"
        ),
        pytest.param(b'{"id":"1","schema":"Company","properties":{}}', "no entity of schema Person", id="no person"),
        pytest.param(
            b'[{"entity_id":"1","name":"","forename":""}]', "Notice 1: name and forename", id="a notice without name"
        ),
        pytest.param(b'[{"entity_id":"1","name":"A"},{"name":"B"}]', "Notice 2", id="a notice without number"),
        pytest.param(b'[{"entity_id":"1","name":7}]', "name", id="a notice with a number as name"),
        pytest.param((SDN + '104,"X","individual"\r\n').encode(), "Line 4: 3 cells", id="a cut row"),
        pytest.param((SDN + SDN).encode(), "ent_num is given twice", id="a person twice"),
        pytest.param(ALT.encode(), "names no individual", id="aliases alone"),
        pytest.param(EU.replace("EU-Y,,", "EU-Y,").encode(), "Line 6: the row has not", id="a row too short"),
        pytest.param(EU.replace("celex,", "amendedCelex,amendmentCelex,", 1).encode(), "amendment", id="half a list"),
        pytest.param((EU_HEAD + ',"never closed').encode(), "Line 1", id="a quote in the head that never closes"),
        pytest.param(archive(readme="hello"), "neither a workbook nor sdn.csv", id="another archive"),
        pytest.param(b"PK\x03\x04 and no more", "damaged", id="a cut archive"),
        pytest.param(gzip.compress(SDN.encode())[:-9], "cut off", id="a cut compressed file"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xlsx", id="a workbook of before 2007"),
    ],
)
def test_a_malformed_list_fails_whole_with_line_and_reason(raw: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told.replace("(", r"\(").replace(".", r"\.")) as refusal:
        read(raw)
    assert not any(secret in str(refusal.value) for secret in ("VORLOV", "DOE", "AB123456", "ZAMANI"))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("22 Oct 1973", [exact("1973-10-22")]),
        ("(a) 1.2.1970, (b) 3.4.1971", [exact("1970-02-01"), exact("1971-04-03")]),
        ("circa 1970", [years(1970, kind=BirthDateKind.CIRCA)]),
        ("1970 to 1975", [years(1970, 1975)]),
        ("between 1949 and 1951", [years(1949, 1951)]),
        ("12.3.1970 to 14.5.1972", [years(1970, 1972)]),
        ("Jul 1982", [years(1982)]),
        ("2.3.1966 (or 3.3.1966)", [exact("1966-03-02"), exact("1966-03-03")]),
        ("31.2.1970", []),
        ("year unknown", []),
    ],
)  # fmt: skip
def test_births_in_prose(text: str, expected: list[BirthDate]) -> None:
    assert list(births(text)) == expected


@pytest.mark.parametrize(
    "text, code",
    [
        ("Russia", "RUS"),
        ("Korea, North", "PRK"),
        ("Filipino", "PHL"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("fr", "FRA"),
        ("Utopian", None),
        ("", None),
    ],
)
def test_nations(text: str, code: str | None) -> None:
    assert nation_of(text) == code


def test_several_nations_in_one_text() -> None:
    assert nations_of("(a) German, (b) Moroccan (by birth)") == ["DEU", "MAR"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"",
            b"{",
            b"[{",
            b"<",
            b"PK\x03\x04",
            b"\x1f\x8b",
            HEAD.encode(),
            EU_HEAD.encode() + b"\n",
            b"1,2\n",
            b'{"entity_id"',
        ]
    ),
)
def test_any_bytes_are_read_or_refused(raw: bytes, start: bytes) -> None:
    try:
        assert read(start + raw).entries
    except InvalidInput as refusal:
        assert str(refusal).endswith((".", "?"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_lists_are_read_or_refused(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([SDN + ALT, EU, TEMPLATE, lines_of(FTM).decode(), json.dumps(NOTICES)])).encode()
    raw = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read(bytes(raw)).entries
    except InvalidInput as refusal:
        assert str(refusal)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, least, born, papers",
    [
        ("ofac_sdn_2024-05-03.csv", 6854, 6700, 2500),
        ("eu_journal_consolidated_2026-08.csv.gz", 4490, 3800, 780),
        ("un_sc_consolidated_2026-02-27.xml", 730, 650, 270),
    ],
)
def test_public_lists_give_all_their_persons(name: str, least: int, born: int, papers: int) -> None:
    entries = read(shared("watchlists", name).read_bytes()).entries
    assert len(entries) >= least and len({entry.reference for entry in entries}) == len(entries)
    assert sum(bool(entry.born) for entry in entries) >= born
    assert sum(bool(entry.documents) for entry in entries) >= papers
    assert all(entry.names for entry in entries)


# Archives that unpack to far more than they are ---------------------------------------------------------------------------
def _bomb(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archived:
        archived.writestr("sdn.csv", b"0" * size)
    return made.getvalue()


@pytest.mark.parametrize("raw", [_bomb(40_000_000), gzip.compress(b"0" * 40_000_000)], ids=["zip", "gzip"])
def test_a_bomb_is_refused_before_it_is_unpacked(raw: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(InvalidInput, match="100 times its size"):
        read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(raw) < 100_000 and peak < 16_000_000


def test_an_honest_small_archive_that_packs_well_is_read() -> None:
    rows = "".join(f"N-{n};Invented Sample\n" for n in range(20_000))
    raw = gzip.compress(f"reference;name\n{rows}".encode())
    assert len(read(raw).entries) == 20_000


# Roles, where the list tells them ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("properties", "roles"),
    [
        pytest.param({"firstName": ["Sara"], "lastName": ["Inventa"]}, ("Inventa", "Sara"), id="parts alone"),
        pytest.param(
            {"name": ["Sara Ana Inventa"], "firstName": ["Sara"], "middleName": ["Ana"], "lastName": ["Inventa"]},
            ("Inventa", "Sara Ana"),
            id="a name of just these parts",
        ),
        pytest.param(
            {"name": ["Sara de Inventa"], "firstName": ["Sara"], "lastName": ["Inventa"]},
            (None, None),
            id="another name",
        ),
        pytest.param({"name": ["Sara Inventa"]}, (None, None), id="no parts"),
    ],
)
def test_parts_of_names_keep_their_roles(
    properties: dict[str, list[str]], roles: tuple[str | None, str | None]
) -> None:
    [entry] = read(json.dumps({"id": "1", "schema": "Person", "properties": properties}).encode()).entries
    assert (entry.names[0].family, entry.names[0].given) == roles


def test_roles_of_commas_are_kept_in_every_format_that_writes_them() -> None:
    for raw in (SDN.encode(), b"reference;name\n1;INVENTA, Sara\n"):
        assert read(raw).entries[0].names[0].family


@pytest.mark.parametrize(
    "name",
    [
        "A" * 10_000,
        "\u202eVOLSKAJA\u202c Sara",
        "SA\x07RA VOL\x1bSKAJA",
        "S\u0430r\u0430 Volsk\u0430ja",
        "Sara Вольская",
        "S\u0301" * 3000,
    ],
    ids=["ten thousand letters", "right to left", "control", "homoglyphs", "two scripts", "marks"],
)
def test_hostile_names_on_a_list_are_read_and_found_by_their_own_traveller(name: str) -> None:
    raw = json.dumps({"id": "1", "schema": "Person", "properties": {"name": [name], "birthDate": ["1980-02-03"]}})
    [draft] = read(raw.encode()).entries
    listed = Entry(
        EntryId(UUID(int=1)), WatchlistId(UUID(int=2)), draft.reference, draft.version, draft.names, draft.born
    )
    index = build([listed], shipped())
    given, _, family = name.rpartition(" ")
    found = screen(
        [Query(spellings(family, given), "1980-02-03")], index, {listed.watchlist: 12.0}, as_of=date(2026, 1, 1)
    )
    assert [index.entries[one.entry].reference for one in found] == ["1"]
