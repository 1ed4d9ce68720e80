"""Sheets as people make them: nobody is lost, invented or merged, whatever stands around, beside or inside the list.

A small list of four is written in many ways; each must be read as the plain one is.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gotravel.domain.message import Message, Person, PersonKind
from gotravel.wire.decode import decode
from tests.wire.test_sheets import workbook as workbook_of

LABELS = ("Flight;ZZ501", "Date;2025-06-11", "From;JFK", "To;BRU")
HEAD = "Surname;Given names;Sex;Date of birth;Nationality;Document type;Document number;Issuing country;Expiry date"
ROWS = (
    "LINDQVIST;OSCAR;M;1980-01-01;SWE;P;XS0000001;SWE;2030-01-31",
    "OKONKWO;ADAEZE GRACE;F;1992-02-29;NGA;P;A00000002;NGA;2030-01-31",
    "DUPONT-NOIR;LUC;M;1945-07-13;FRA;P;11XX00003;FRA;2030-01-31",
    "HARALDSEN;INGRID;F;1971-09-30;NOR;I;30000004;NOR;2030-01-31",
)
CELLS = [row.split(";") for row in ROWS]
TOP = [label.split(";") for label in LABELS]


def csv(
    head: str = HEAD, rows: Iterable[str] = ROWS, *, labels: Iterable[str] = LABELS, foot: Iterable[str] = ()
) -> bytes:
    return "\n".join([*labels, head, *rows, *foot, ""]).encode()


def read(raw: bytes, name: str = "list.csv") -> list[Message]:
    return list(decode(raw, name=name))


def known(one: Person) -> tuple[object, ...]:
    fields = ("family", "given", "title", "sex", "born", "nationality", "bags")
    papers = [(paper.type, paper.number, paper.issuer, paper.expires) for paper in one.documents]
    return (*(getattr(one, field) for field in fields), *papers)


def people(messages: list[Message]) -> list[tuple[object, ...]]:
    return [known(one) for message in messages for one in message.passengers]


def codes(messages: list[Message]) -> set[str]:
    return {one.code for message in messages for one in message.findings}


def workbook(*sheets: tuple[str, Iterable[Iterable[object]]]) -> bytes:
    return workbook_of(*((name, [list(row) for row in rows]) for name, rows in sheets))


PLAIN = people(read(csv()))


def test_the_plain_list_holds_four() -> None:
    assert [one[:2] for one in PLAIN] == [tuple(cells[:2]) for cells in CELLS]
    assert codes(read(csv())) == set()


@pytest.mark.parametrize("seed", range(20))
def test_columns_may_stand_in_any_order(seed: int) -> None:
    order = list(range(len(CELLS[0])))
    Random(seed).shuffle(order)

    def turned(line: str) -> str:
        return ";".join(line.split(";")[at] for at in order)

    assert people(read(csv(turned(HEAD), map(turned, ROWS)))) == PLAIN


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_text_file_is_read(mark: str, end: str, codec: str) -> None:
    assert people(read(csv().decode().replace(";", mark).replace("\n", end).encode(codec))) == PLAIN


FOOT = (
    "TOTAL;4", "Total passengers: 4", "Nombre total: 4", "Totaal: 4", "Sum;4", "Signature of captain;;", "Page 1 of 1",
    "Notes: none", "* infants on lap", "Contact: ops@zz.example;+32 2 555 0101", "Agent: Jim Roe;Tel: 123", "End of list",
)  # fmt: skip


@pytest.mark.parametrize("foot", FOOT)
@pytest.mark.parametrize("gap", [(), ("", ";;;")])
def test_what_stands_below_is_nobody(foot: str, gap: tuple[str, ...]) -> None:
    assert people(read(csv(foot=(*gap, foot)))) == PLAIN
    assert people(read(csv(labels=(*LABELS, foot)))) == PLAIN


NAMES = (
    "TOTAL", "PAGE", "END", "CREW", "NAME", "SURNAME", "DATE", "PORT", "SEX", "NULL", "NA", "NIL", "NAD", "TRUE", "MAY",
    "FRANCE", "PASSPORT", "VISA", "NOM", "APELLIDOS", "O'NEIL", "#1 SMITH", "=SMITH", "SMITH-JONES (JR)", "O",
)  # fmt: skip


@pytest.mark.parametrize("family", NAMES)
def test_a_surname_like_a_word_of_the_form_is_a_surname(family: str) -> None:
    rows = [ROWS[0], family + ";" + ROWS[1].partition(";")[2], *ROWS[2:]]
    assert [one[0] for one in people(read(csv(rows=rows)))] == ["LINDQVIST", family, "DUPONT-NOIR", "HARALDSEN"]
    numbered = ["1;DOE;JANE;1980-01-01", f"2;{family};ANN;", "3;ROE;JIM;1980-01-01"]
    assert [one[0] for one in people(read(csv("No;Surname;Given names;Date of birth", numbered)))] == [
        "DOE",
        family,
        "ROE",
    ]


WRITTEN = (
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d%b%Y", "%d%b%y", "%d %B %Y", "%Y%m%d", "%y%m%d", "%d/%m/%y", "%B %d, %Y",
    "%d%m%Y", "%d%m%y", "%Y/%m/%d", "%d-%b-%y", "%a %d %b %Y", "%A, %d %B %Y", "%Y-%m-%dT00:00:00",
)  # fmt: skip


@pytest.mark.parametrize("form", WRITTEN)
def test_dates_in_any_form(form: str) -> None:
    rows = []
    for cells in CELLS:
        days = [dt.date.fromisoformat(cells[at]).strftime(form) for at in (3, 8)]
        rows.append(";".join([*cells[:3], days[0], *cells[4:8], days[1]]))
    assert people(read(csv(rows=rows))) == PLAIN
    assert people(read(csv(rows=[row.upper() for row in rows]))) == PLAIN


def test_a_day_that_lost_its_zero_is_read() -> None:
    (message,) = read(csv("Surname;Given names;Date of birth", ["DOE;JANE;1021980", "ROE;JIM;13021980"]))
    assert [one.born for one in message.passengers] == ["1980-02-01", "1980-02-13"]


@pytest.mark.parametrize(
    "head, rows, expected",
    [
        ("Surname;Given names;Date of birth;Document number",
         ['"DOE\nROE";"JANE\nJIM";"1980-01-01\n1981-02-02";"X1\nX2"', "LEE;ANN;1990-01-01;X3"],
         [("DOE", "JANE", "1980-01-01", "X1"), ("ROE", "JIM", "1981-02-02", "X2"), ("LEE", "ANN", "1990-01-01", "X3")]),
        ("Full name;Date of birth;Document number", ["DOE/JANE MRS, ROE/JIM MR;1980-01-01;X1"],
         [("DOE", "JANE", "1980-01-01", "X1"), ("ROE", "JIM", None, None)]),
        ("Full name;Document number", ["1DOE/JANE 1ROE/JIM;X1"], [("DOE", "JANE", None, "X1"), ("ROE", "JIM", None, None)]),
        ("Full name;Date of birth", ['"DOE/JANE\nROE/JIM";"1980-01-01\n1981-02-02"'],
         [("DOE", "JANE", "1980-01-01", None), ("ROE", "JIM", "1981-02-02", None)]),
    ],
)  # fmt: skip
def test_several_persons_in_one_row_are_several(head: str, rows: list[str], expected: list[tuple[object, ...]]) -> None:
    messages = read(csv(head, rows))
    found = [
        (one.family, one.given, one.born, one.documents[0].number if one.documents else None)
        for one in messages[0].passengers
    ]
    assert found == expected
    assert "sheet-cell-several" in codes(messages)


def test_a_name_in_two_lines_is_one_name() -> None:
    (message,) = read(csv("Surname;Given names;Date of birth", ['"VAN DER\nBERG";"ANNA\nMARIA";1980-01-01']))
    assert [(one.family, one.given) for one in message.passengers] == [("VAN DER BERG", "ANNA MARIA")]


@pytest.mark.parametrize(
    "family, expected", [("MR SMITH", "MR"), ("SMITH MRS", "MRS"), ("Ms. SMITH", "Ms."), ("MR", None)]
)
def test_a_title_at_a_surname_is_a_title(family: str, expected: str | None) -> None:
    (message,) = read(csv("Surname;Given names;Date of birth", [f"{family};JO;1980-01-01"]))
    (one,) = message.passengers
    assert (one.title, one.family) == (expected, "SMITH" if expected else family)


def test_a_sheet_without_heads_goes_on_with_the_one_before() -> None:
    messages = read(workbook(("1", [*TOP, HEAD.split(";"), *CELLS[:2]]), ("2", CELLS[2:]), ("Notes", [["read", "me"]])))
    assert people(messages) == PLAIN
    assert [one.legs for one in messages] == [messages[0].legs] * 2
    assert "sheet-continued" in codes(messages)


def test_lists_beside_each_other_are_both_read() -> None:
    rows = [[*left, "", *right] for left, right in zip(CELLS[:2], CELLS[2:], strict=True)]
    head = HEAD.split(";")
    title = ["Passengers", *[""] * len(head), "Crew"]
    messages = read(
        workbook(("S", [*TOP, title, [*head, "", *head], *rows, [*CELLS[0][:1], "ANN", "F", "2001-01-01"]]))
    )
    assert people(messages)[:2] + people(messages)[3:] == PLAIN
    assert [one.kind for one in messages[0].passengers[-2:]] == [PersonKind.CREW] * 2
    assert "sheet-lists-beside" in codes(messages)


def test_heads_in_two_lines_under_merged_cells() -> None:
    upper = ["Name", "", "Sex", "Birth", "Document", "", "", "Nationality"]
    lower = ["Surname", "Given names", "", "Date", "Type", "Number", "Issuing country", ""]
    rows = [[*cells[:4], *cells[5:8], cells[4]] for cells in CELLS]
    found = people(read(workbook(("S", [*TOP, upper, lower, *rows]))))
    assert found == [(*one[:-1], (*one[-1][:3], None)) for one in PLAIN if isinstance(one[-1], tuple)]


def test_a_surname_merged_over_a_family_is_everybodys() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEAD.split(";"), CELLS[0], ["", *CELLS[1][1:]], CELLS[2]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    target = io.BytesIO()
    book.save(target)
    found = people(read(target.getvalue()))
    assert [one[0] for one in found] == ["LINDQVIST", "LINDQVIST", "DUPONT-NOIR"]


def test_sheets_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.sheets.xlsx_grid.MOST_SHEETS", 1)
    messages = read(workbook(("1", [HEAD.split(";"), *CELLS]), ("2", [HEAD.split(";"), *CELLS])))
    assert (people(messages), codes(messages)) == (PLAIN, {"sheet-too-many", "sheet-leg-missing"})


GAR = (Path(__file__).parent / "golden" / "sheets" / "general-aviation-report.xlsx").read_bytes()
NEW = ("Passport", None, "SWE", "00999", "NEWMAN", "EVE", "Female", "1990-01-01", "X", "SWE", "2027-05-15")
MOVED: dict[str, Callable[[Worksheet], object]] = {
    "a row put in above": lambda sheet: sheet.insert_rows(3),
    "a row put in before the head": lambda sheet: sheet.insert_rows(8),
    "a row taken out above": lambda sheet: sheet.delete_rows(2),
    "the heading of passengers taken out": lambda sheet: sheet.delete_rows(12),
    "the head of passengers taken out": lambda sheet: sheet.delete_rows(13),
    "the heading of crew taken out": lambda sheet: sheet.delete_rows(7),
    "a column put in": lambda sheet: sheet.insert_cols(1),
    "the total of crew taken out": lambda sheet: sheet.delete_rows(10),
}


def aviation_report(change: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(GAR))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("how", MOVED)
def test_a_moved_row_of_the_aviation_report_costs_nobody(how: str) -> None:
    (message,) = read(aviation_report(MOVED[how]))
    found = [(one.family, one.given, one.documents[0].number) for one in message.passengers]
    expected = [("LINDGREN", "OSKAR", "00123456"), ("PERALTA", "ANA", "99911122X"), ("PERALTA", "EVA", "LP77")]
    assert found == expected


def test_whoever_is_written_below_the_total_is_read() -> None:
    def add(sheet: Worksheet) -> None:
        for column, value in enumerate(NEW, 1):
            sheet.cell(17, column, value)

    messages = read(aviation_report(add))
    assert [one.family for one in messages[0].passengers] == ["LINDGREN", "PERALTA", "PERALTA", "NEWMAN"]
    assert "sheet-count-wrong" in codes(messages)


@pytest.mark.parametrize(
    "hint", ["text;text;M/F;DD/MM/YYYY;ISO;P/I;number;ISO;DD/MM/YYYY", "as shown;as shown;M or F;dd/mm/yy"]
)
def test_a_row_of_hints_is_nobody(hint: str) -> None:
    assert people(read(csv(rows=[hint, *ROWS]))) == PLAIN
