"""The template that carriers get is one that the reader understands in every column."""

from __future__ import annotations

import io

import openpyxl
import pytest

from gotravel.wire.decode import decode
from gotravel.wire.sheets.header import head
from gotravel.wire.sheets.template import as_csv, as_workbook

LEG = ["#LEG", "ZC0812", "2025-08-12T06:30", "AGP", "2025-08-12T09:20", "BRU"]
PERSON = [
    "P", "PERALTA", "ANA", "F", "1991-04-02", "ESP", "P", "00123456", "ESP", "2029-04-01", "AGP", "BRU", "12A", "1", "18",
    "QWE123", "a@post.example", "+32 2 555 01 01", "",
]  # fmt: skip


def test_every_column_is_understood() -> None:
    columns = as_csv().decode("utf-8-sig").splitlines()[-1].split(";")
    assert len(columns) == len(PERSON) == len({found.field for name in columns if (found := head(name, guess=False))})


def test_both_files_have_the_same_rows_and_the_workbook_is_all_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook())).worksheets[0]
    rows = [line.split(";") for line in as_csv().decode("utf-8-sig").splitlines()]
    held = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [row[: len(expected)] for row, expected in zip(held, rows, strict=True)] == rows
    assert {sheet.column_dimensions[name].number_format for name in "ABCDEFGHIJKLMNOPQRS"} == {"@"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_filled_template_is_read_without_a_finding(kind: str) -> None:
    message = decode(filled_csv() if kind == "csv" else filled_workbook(), name=f"list.{kind}")[0]
    assert message.findings == ()
    assert (message.legs[0].carrier, message.legs[0].number, message.sender) == ("ZC", "812", "ZC")
    (person,) = message.passengers
    assert (person.documents[0].number, person.born, person.locator) == ("00123456", "1991-04-02", "QWE123")


def test_an_empty_template_is_told() -> None:
    assert [one.code for one in decode(as_workbook(), name="list.xlsx")[0].findings] == [
        "sheet-leg-missing",
        "sheet-empty",
    ]


def filled_csv() -> bytes:
    lines = as_csv().decode("utf-8").splitlines()
    lines[1:3] = ["#CARRIER;ZC;ZETA CHARTER", ";".join(LEG)]
    return ("\r\n".join([*lines, ";".join(PERSON)]) + "\r\n").encode()


def filled_workbook() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook()))
    sheet = book.worksheets[0]
    for number, row in ((2, ["#CARRIER", "ZC", "ZETA CHARTER"]), (3, LEG), (5, PERSON)):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
