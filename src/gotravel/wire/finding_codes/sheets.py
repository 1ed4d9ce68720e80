"""Findings of the area `sheets`: code -> (severity, sentence, meaning). Columns and rows are facts, values never are."""

from __future__ import annotations

from typing import Final

from gotravel.domain.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CODES: Final[dict[str, tuple[Severity, str, str]]] = {
    "sheet-bomb": (
        E,
        "The workbook unpacks to more than {limit_mb} MB or holds too many parts; it was refused.",
        "A small file that fills a machine. Send the list alone, without pictures, in a new workbook.",
    ),
    "sheet-too-large": (
        E,
        "The sheet has more than {limit} cells or a cell far outside the list; it was refused.",
        "Copy the list alone into a new workbook, or send CSV.",
    ),
    "sheet-unreadable": (
        E,
        "The workbook is damaged and cannot be read.",
        "Open it, save it as a new .xlsx file and send that one.",
    ),
    "sheet-format-refused": (
        E,
        "The workbook is encrypted or in the format of before 2007; save it as .xlsx without a password.",
        "Only .xlsx and CSV are read.",
    ),
    "sheet-too-many": (
        E,
        "The workbook has more than {limit} sheets; those behind them were not read.",
        "Send one workbook a conveyance and day.",
    ),
    "sheet-continued": (
        W,
        "The sheet names no columns; it was read with the columns of the sheet before it.",
        "A list goes on in another sheet: name the columns there too.",
    ),
    "sheet-cell-several": (
        W,
        "The row holds several persons, one on each line of its cells; each was read as one.",
        "Send one row a person.",
    ),
    "sheet-lists-beside": (
        W,
        "Two lists stand beside each other in one sheet; both were read.",
        "Send one list below the other, or in sheets of their own.",
    ),
    "sheet-text-cut": (
        E,
        "The file has more than {limit} rows; the rest was not read.",
        "Send one list a conveyance and day.",
    ),
    "sheet-header-missing": (
        E,
        "No row names the columns of a list of persons; nothing was read.",
        "Name the columns (surname, given names, birth date ...) or use the template.",
    ),
    "sheet-empty": (
        W,
        "The list has columns but no person.",
        "An empty list is lawful; it may also be a list cut off.",
    ),
    "sheet-columns-unknown": (
        I,
        "Columns that are not known were kept apart: {count}.",
        "Columns that the template does not have are not part of the list.",
    ),
    "sheet-column-guessed": (
        W,
        "The name of column {column} was read as {field}, to which it comes close.",
        "A column's name is misspelled.",
    ),
    "sheet-column-twice": (
        W,
        "Column {column} repeats {field}; the first one that has a value was taken.",
        "Two columns have the same meaning.",
    ),
    "sheet-characters": (
        I,
        "The file is not UTF-8; it was read as {charset}.",
        "Save CSV files as UTF-8.",
    ),
    "sheet-quote-open": (
        W,
        "A quotation mark in row {row} is never closed; the rows after it were read one by one.",
        "Double a quotation mark that belongs to a value.",
    ),
    "sheet-hidden": (
        I,
        "Hidden sheets of the workbook were not read: {count}.",
        "Forms hide their lists of codes so. If one holds passengers, show it and send the workbook again.",
    ),
    "sheet-row-unread": (
        W,
        "The row names no person and is no known total or heading; it was kept as a remark.",
        "Rows of a list are persons, totals or headings.",
    ),
    "sheet-row-empty-name": (
        W,
        "The row has data of a person but no name.",
        "Every person has a surname; where there is only one name it is the surname.",
    ),
    "sheet-row-without-surname": (
        W,
        "The row has given names but no surname.",
        "Where somebody has one name only, it is the surname.",
    ),
    "sheet-row-without-given-name": (
        I,
        "The row has a surname but no given name.",
        "Some have one name only; others were left out.",
    ),
    "sheet-row-long": (
        W,
        "The row has more cells than the header; the values may be displaced by one column.",
        "A separator stands inside a value; put such values into quotation marks.",
    ),
    "sheet-name-not-divided": (
        W,
        "The name stands in one column and cannot be divided for certain; it was kept whole as the surname.",
        "Send surname and given names in two columns, or as SURNAME/GIVEN.",
    ),
    "sheet-date-order-assumed": (
        W,
        "Dates in column {column} can be read in more than one order; {order} was assumed.",
        "`01/02/1980` and `010203` are different days in different orders. Send dates as YYYY-MM-DD.",
    ),
    "sheet-head-date-assumed": (
        W,
        "A date of the journey may be day first or month first; day first was assumed.",
        "Send dates as YYYY-MM-DD.",
    ),
    "sheet-head-digits-assumed": (
        W,
        "A date of the journey is digits alone and can be read in more than one order; {order} was assumed.",
        "`120825` is a day of 2012 or of 2025. Send dates as YYYY-MM-DD.",
    ),
    "sheet-head-date-without-year": (
        W,
        "The flight has a day beside its number but no year, and no other date; the date was left empty.",
        "`ZZ123/12AUG` may be of any year. Send the date as YYYY-MM-DD under a label of its own.",
    ),
    "sheet-head-time-without-date": (
        W,
        "A time of the journey has no date and was left out.",
        "Send date and time as YYYY-MM-DDTHH:MM, or the date under a label of its own.",
    ),
    "sheet-date-year-only": (
        W,
        "The date in column {column} is a year without day and month and was left empty.",
        "Send dates as YYYY-MM-DD.",
    ),
    "sheet-date-zero-restored": (
        W,
        "The date in column {column} has lost the zeros before its first digit; they were put back.",
        "A spreadsheet keeps 010203 as the number 10203. Format columns of dates as text and send YYYY-MM-DD.",
    ),
    "sheet-date-or-day-number": (
        W,
        "The number in column {column} may be a date without its leading zero or a day number; it was left empty.",
        "10203 is 010203 or the day 10203 since 1899-12-30, and no other cell shows which. Send dates as YYYY-MM-DD.",
    ),
    "sheet-day-number": (
        I,
        "Column {column} holds day numbers of a spreadsheet; they were read as dates.",
        "The format of the cells was lost: 29586 is 1980-12-31. Send dates as YYYY-MM-DD.",
    ),
    "sheet-number-rounded": (
        W,
        "A long number in column {column} was stored as a rounded figure and is not certain.",
        "Format columns of document numbers as text.",
    ),
    "sheet-value-unknown": (
        W,
        "The value in column {column} is not a known {field}; it was left empty.",
        "The template page lists the values of each column.",
    ),
    "sheet-cell-error": (
        W,
        "A cell in column {column} holds a spreadsheet error instead of a value.",
        "A formula failed before the file was saved.",
    ),
    "sheet-leg-missing": (
        W,
        "The sheet does not name its conveyance, ports and date.",
        "Put carrier, number, ports and times above the list, as in the template, or into columns.",
    ),
    "sheet-count-wrong": (
        W,
        "The sheet declares {declared} persons and lists {found}.",
        "The total row and the rows of persons do not agree.",
    ),
    "sheet-count-unreadable": (W, "The total is not a number.", "The total row holds the number of persons."),
    "sheet-person-twice": (
        I,
        "The row repeats the person of row {row} in every column and was read once.",
        "The same row was copied.",
    ),
    "sheet-macros-ignored": (I, "The workbook holds macros; they were ignored.", "Send .xlsx files."),
}
