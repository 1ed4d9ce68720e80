"""CSV in any delimiter and character set in, one Grid out.

Character sets: UTF-8 with or without a mark, UTF-16, else Windows-1252. A quotation mark that is never closed costs no
row: from there on every line is a row. Never raises.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import MOST_COLUMNS, MOST_ROWS, Grid, Row, row

LIMIT_MB: Final = 32
DELIMITERS: Final = ";,\t|"
SAMPLE: Final = 40
MOST_LINES_IN_A_CELL: Final = 20
LONGEST_CELL: Final = 4_000
SEP: Final = "sep="
LINE_END: Final = re.compile(r"\r\n|\r|\n")


def read_csv(raw: bytes) -> Grid:
    if len(raw) > LIMIT_MB * 1024 * 1024:
        return Grid("", (), (finding("sheet-bomb", limit_mb=LIMIT_MB),), True)
    text, charset = decoded(raw)
    found = [] if charset == "utf-8" else [finding("sheet-characters", charset=charset)]
    lines, offsets = _lines(text, charset, len(raw))
    delimiter = _announced(lines) or _delimiter(lines[: SAMPLE * 5])
    rows = _rows(lines, offsets, delimiter, found)
    return Grid("", tuple(rows), tuple(found), True)


def decoded(raw: bytes) -> tuple[str, str]:
    """Text and the character set it was in."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace"), name
    zeros = raw[:200].count(0)
    if zeros > len(raw[:200]) // 3:
        name = "utf-16-be" if raw[:1] == b"\x00" else "utf-16-le"
        return raw.decode(name, "replace"), name
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "windows-1252"


def _lines(text: str, charset: str, size: int) -> tuple[list[str], list[int]]:
    """Lines without their ends, and the byte at which each begins in the file."""
    ends = [match.span() for match in LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    lines = [text[start:end] for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]
    width = len if charset != "utf-8" or text.isascii() else _utf8_length
    factor = 2 if charset.startswith("utf-16") else 1
    offsets, place = [], size - factor * width(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        offsets.append(max(place, 0))
        place += factor * width(text[start:end])
    return [line.replace("\x00", "") for line in lines], offsets


def _utf8_length(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _announced(lines: list[str]) -> str:
    """Excel's own first line, `sep=;`."""
    first = lines[0].strip().lower() if lines else ""
    if first.startswith(SEP) and len(first) == len(SEP) + 1:
        lines[0] = ""
        return first[-1]
    return "\t" if first == SEP else ""


def _delimiter(lines: list[str]) -> str:
    """The one that divides the most lines into the same number (more than one) of cells."""
    sample = [line for line in lines if line.strip()][:SAMPLE]
    return max(DELIMITERS, key=lambda one: _score(sample, one))


def _score(sample: list[str], delimiter: str) -> tuple[int, int]:
    counts = Counter(line.count(delimiter) for line in sample if delimiter in line)
    if not counts:
        return 0, 0
    often = max(count * min(times, 3) for times, count in counts.items())
    return often, sum(counts.values())


def _rows(lines: list[str], offsets: list[int], delimiter: str, found: list[Finding]) -> list[Row]:
    rows: list[Row] = []
    number = 0
    while number < len(lines):
        cells, taken = _cells(lines, number, delimiter)
        if taken == 0:
            found.append(finding("sheet-quote-open", number + 1, row=number + 1))
            cells, taken = lines[number].replace('"', "").split(delimiter), 1
        made = row(number + 1, offsets[number], cells[:MOST_COLUMNS])
        if made:
            rows.append(made)
        if len(rows) >= MOST_ROWS:
            found.append(finding("sheet-text-cut", number + 1, limit=MOST_ROWS))
            break
        number += taken
    return rows


def _cells(lines: list[str], start: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins at a line, and how many lines it takes; 0 where a quote is never closed."""
    text = lines[start]
    if '"' not in text:
        return text.split(delimiter), 1
    for taken in range(1, MOST_LINES_IN_A_CELL + 1):
        if text.count('"') % 2 == 0:
            return _parsed(text, delimiter), taken
        if start + taken >= len(lines) or len(text) > LONGEST_CELL:
            break
        text += "\n" + lines[start + taken]
    return [], 0


def _parsed(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return text.replace('"', "").split(delimiter)
