"""What an attacker or a broken program sends: refused in one clear finding, or read as far as it goes; never a raise."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from itertools import count
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.wire.decode import decode
from gotravel.wire.present import as_object
from gotravel.wire.sheets import xlsx_package
from gotravel.wire.sheets.csv_grid import read_csv
from gotravel.wire.sheets.header import head, plain
from gotravel.wire.sheets.manifest import read
from gotravel.wire.sheets.words import words
from gotravel.wire.sheets.xlsx_grid import read_xlsx
from tests.wire.test_sheets import TEMPLATE, workbook

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADS = [
    "Surname",
    "Given names",
    "DOB",
    "Nationality",
    "Sex",
    "Flight",
    "From",
    "TOTAL",
    "CREW",
    "Visa",
    "No",
    "List",
    "IMO number",
]
CELLS = st.sampled_from(
    [
        *HEADS,
        "",
        "DOE",
        "31/12/1980",
        "45000",
        "FRA",
        "M",
        "ZC812",
        "#LEG",
        "*FLIGHT",
        "#REF!",
        "=1+1",
        '"',
        "é",
        "12:30",
        "-",
        "\n",
        "1E+9",
    ]
)
SOUND = workbook(("S", [["Surname", "Given names", "DOB"], ["DOE", "JANE", "1990-01-01"]]))
GRIDS = st.lists(st.lists(CELLS, max_size=8), max_size=12)


def hidden(raw: bytes, *names: str) -> bytes:
    """The same workbook with these sheets hidden."""
    book, target = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
    for name in names:
        book[name].sheet_state = "hidden"
    book.save(target)
    return target.getvalue()


def shown(raw: bytes, name: str = "x.csv") -> list[dict[str, Any]]:
    return [as_object(message, name, unfiltered=True) for message in decode(raw, name=name)]


def healthy(messages: list[dict[str, Any]]) -> bool:
    return bool(messages) and not [f for m in messages for f in m["findings"] if f["code"] == "decoder-failed"]


@QUICK
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "-"]))
def test_any_bytes_are_answered(raw: bytes, name: str) -> None:
    read(raw, name)
    assert healthy(shown(raw, name))


@QUICK
@given(GRIDS, st.sampled_from(";,\t|"))
def test_any_cells_are_answered(rows: list[list[str]], delimiter: str) -> None:
    raw = "\n".join(delimiter.join(row) for row in [HEADS[:4], *rows]).encode()
    read(raw, "x.csv")
    assert healthy(shown(raw))


@QUICK
@given(GRIDS)
def test_any_workbook_is_answered(rows: list[list[str]]) -> None:
    read(workbook(("S", [list(row) for row in rows])), "x.xlsx")


@QUICK
@given(st.data())
def test_a_damaged_workbook_is_answered(data: st.DataObject) -> None:
    raw = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert read(bytes(raw), "x.xlsx")


@QUICK
@given(st.data())
def test_a_damaged_template_is_answered_and_loses_no_whole_row(data: st.DataObject) -> None:
    lines = TEMPLATE.splitlines()
    line = data.draw(st.integers(4, 6))
    text = data.draw(st.text(alphabet=';"\t ,#=Aé1', max_size=25))
    lines[line] = text
    families = [one["family"] for one in shown("\n".join(lines).encode())[0]["passengers"]]
    others = [row.split(";")[1] for number, row in enumerate(lines) if number in {4, 5, 6} - {line}]
    assert all(families.count(family) >= others.count(family) for family in others)


@pytest.mark.parametrize("text", ["#;#", "No;#", "x;y", ";#", "1;#"])
def test_a_broken_first_row_is_no_second_line_of_heads(text: str) -> None:
    lines = TEMPLATE.splitlines()
    lines[4] = text
    families = [one["family"] for one in shown("\n".join(lines).encode())[0]["passengers"]]
    assert families[-2:] == ["PERALTA", "LINDGREN"]


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def with_sheet(xml: bytes) -> bytes:
    raw = workbook(("S", [["Surname"]]))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {"xl/worksheets/sheet1.xml": xml})


def sheet_under_another_name(xml: bytes) -> bytes:
    """The workbook says that its sheet is the part where the styles belong."""
    with zipfile.ZipFile(io.BytesIO(workbook(("S", [["Surname"]])))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"styles.xml")
    assert rels != parts["xl/_rels/workbook.xml.rels"]
    return packed(parts | {"xl/styles.xml": xml, "xl/_rels/workbook.xml.rels": rels})


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "raw, code",
    [
        pytest.param(packed({"xl/worksheets/sheet1.xml": b" " * 60_000_000}), "sheet-bomb", id="a zip bomb"),
        pytest.param(packed({f"xl/worksheets/s{n}.xml": b"" for n in range(500)}), "sheet-bomb", id="many parts"),
        pytest.param(
            with_sheet(SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "sheet-too-large",
            id="a cell far out",
        ),
        pytest.param(
            with_sheet(SHEET % b'<row r="1048576"><c><v>1</v></c><c><v>1</v></c></row>'),
            "sheet-too-large",
            id="a row far out",
        ),
        pytest.param(
            with_sheet(SHEET % b'<row r="1"><c r="Apassport1"><v>1</v></c><c r="B1"><v>1</v></c></row>'),
            "sheet-unreadable",
            id="an address that makes the reader ask for half a terabyte",
        ),
        pytest.param(
            with_sheet(SHEET % b'<row r="99999999999"><c><v>1</v></c></row>'),
            "sheet-unreadable",
            id="a row that is none",
        ),
        pytest.param(
            with_sheet(SHEET % b'<row r="1"><c r="&#65;1"/><c r="XFE1"><v>1</v></c></row>'),
            "sheet-unreadable",
            id="a column that is none",
        ),
        pytest.param(
            with_sheet((SHEET % b'<row r="1"><c r="A1"/><c r="ZZZZZZ1"><v>1</v></c></row>').decode().encode("utf-16")),
            "sheet-unreadable",
            id="the same in UTF-16",
        ),
        pytest.param(
            with_sheet(b'<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET % b"<row><c><v>&b;</v></c></row>"),
            "sheet-unreadable",
            id="a document type",
        ),
        pytest.param(
            sheet_under_another_name(SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "sheet-too-large",
            id="a sheet under another part's name",
        ),
        pytest.param(
            with_sheet(SHEET % (b"<row>" + b"<c/>" * 700_000 + b"</row>")), "sheet-too-large", id="many cells"
        ),
        pytest.param(b"PK\x03\x04 and no more", "sheet-unreadable", id="a cut archive"),
        pytest.param(packed({"readme.txt": b"hello"}), "sheet-unreadable", id="an archive of something else"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "sheet-format-refused",
            id="the format of before 2007, or a password",
        ),
        pytest.param(workbook(("S", [["Hello"], ["World"]])), "sheet-header-missing", id="no list"),
        pytest.param(with_sheet(b"<worksheet><sheetData><row"), "sheet-unreadable", id="broken XML"),
    ],
)
def test_refused_in_one_clear_finding(raw: bytes, code: str) -> None:
    start = time.process_time()
    messages = shown(raw, "x.xlsx")
    assert [found["code"] for message in messages for found in message["findings"]] == [code]
    assert messages[0]["passengers"] == [] and time.process_time() - start < 5


def test_a_part_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bytearray(packed({"xl/worksheets/sheet1.xml": b" " * 40_000_000}))
    central = raw.rindex(b"PK\x01\x02")
    raw[central + 24 : central + 28] = (100).to_bytes(4, "little")
    package, found = xlsx_package.clean_package(bytes(raw))
    assert package is None and found[0].code in ("sheet-unreadable", "sheet-bomb")


def test_macros_links_and_pictures_never_reach_the_reader() -> None:
    raw = workbook(("S", [["Surname", "Given names"], ["DOE", "JANE"]]))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {
        "xl/vbaProject.bin": b"macro",
        "xl/externalLinks/externalLink1.xml": b"<x/>",
        "xl/media/image1.png": b"png",
    }
    package, found = xlsx_package.clean_package(packed(parts))
    assert package is not None and [one.code for one in found] == ["sheet-macros-ignored"]
    with zipfile.ZipFile(io.BytesIO(package)) as clean:
        assert not [name for name in clean.namelist() if "vba" in name or "external" in name or "media" in name]
    assert [row.cells for row in read_xlsx(packed(parts))[0].rows] == [("Surname", "Given names"), ("DOE", "JANE")]


def test_a_hidden_sheet_is_not_a_list() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("A", [["Surname", "Given names"], ["DOE", "JANE"]]), ("B", [["Surname", "DOB"]])))
    )
    book["B"].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert [grid.name for grid in read_xlsx(target.getvalue())] == ["A"]


def test_text_that_is_no_list_is_no_sheet() -> None:
    assert read(b"Dear colleagues,\nplease find attached the list; regards, ops\n", "-") == ()
    assert shown(b"a;b;c\n1;2;3\n", "x.csv")[0]["findings"][0]["code"] == "sheet-header-missing"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_row_knows_where_it_stands_in_the_file(end: str, charset: str) -> None:
    raw = end.join(["Surname;Given names", "MUÑOZ;JOSÉ", 'DOE;"A', 'B"', "ROE;C"]).encode(charset)
    rows = read_csv(raw).rows
    assert [(row.number, row.cells[0]) for row in rows] == [(1, "Surname"), (2, "MUÑOZ"), (3, "DOE"), (5, "ROE")]
    plain_charset = "utf-16-le" if charset == "utf-16" else "utf-8" if charset == "utf-8-sig" else charset
    for row in rows:
        assert raw[row.offset :].startswith(row.cells[0].encode(plain_charset))


def test_one_phrase_names_one_field() -> None:
    seen: dict[str, str] = {}
    for area in ("person", "leg"):
        for field, phrases in words(area).items():
            for phrase in phrases:
                assert seen.setdefault(plain(phrase), field) == field, phrase
                assert head(phrase) is not None and head(phrase, guess=False).field == field  # type: ignore[union-attr]


def test_a_long_list_takes_work_in_proportion() -> None:
    """Calls are counted, not seconds: a busy machine must not decide what a test says."""

    def calls(rows: int) -> int:
        text = TEMPLATE + "".join(
            f"P;FAMILY{n};GIVEN;F;1991-04-02;ESP;P;PAB{n};ESP;2029-04-01;AGP;BRU;;;;;;;\n" for n in range(rows)
        )
        made = count()
        sys.setprofile(lambda *_: next(made))
        try:
            messages = shown(text.encode())
        finally:
            sys.setprofile(None)
        assert len(messages[0]["passengers"]) == rows + 3
        return next(made)

    calls(50)
    assert calls(1600) < 4.4 * calls(400)


def test_a_hidden_sheet_is_told_and_read_only_where_no_other_is() -> None:
    head: list[object] = ["Surname", "Given names", "DOB"]
    raw = workbook(("A", [head, ["DOE", "JANE", "1990-01-01"]]), ("B", [head, ["ROE", "JIM", "1991-01-01"]]))
    (message,) = decode(hidden(raw, "B"), name="x.xlsx")
    assert [one.family for one in message.passengers] == ["DOE"]
    assert [one.text for one in message.findings if one.code == "sheet-hidden"] == [
        "Hidden sheets of the workbook were not read: 1."
    ]
    with zipfile.ZipFile(io.BytesIO(hidden(raw, "B"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    all_hidden = decode(packed(parts), name="x.xlsx")
    assert [one.family for message in all_hidden for one in message.passengers] == ["DOE", "ROE"]
