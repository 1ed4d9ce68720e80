"""The zip around a workbook: bytes in, a small clean package out, or the reason why it is refused.

Every part is unpacked here under a limit and packed anew without compression, so the workbook reader never meets a lie
about sizes, a macro, a picture or a link. Never raises, never unpacks more than the limit.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.wire.findings import finding

LIMIT_MB: Final = 32
MOST_PARTS: Final = 400
MOST_CELLS: Final = 600_000
OLE: Final = b"\xd0\xcf\x11\xe0"
NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL: Final = re.compile(rb"<(?:[A-Za-z]+:)?c[\s/>]")
PLACED: Final = re.compile(
    rb"""<(?:[A-Za-z]+:)?c\s[^<>]{0,300}?\br\s*=\s*["']\$?([A-Za-z]{1,7})\$?([0-9]{1,10})["'][^<>]{0,300}?(/?)>"""
)
ROW_NUMBER: Final = re.compile(rb"""<(?:[A-Za-z]+:)?row\s[^<>]{0,300}?\br\s*=\s*["']([0-9]{1,10})["']""")
TROUBLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip
"""What the archive reader raises on damaged archives: bad magic, offsets before the file, unknown methods, encryption."""


def clean_package(raw: bytes) -> tuple[bytes | None, list[Finding]]:
    """(the package, findings); None where it is refused."""
    if raw.startswith(OLE):
        return None, [finding("sheet-format-refused")]
    try:
        return _repacked(raw)
    except TROUBLE:
        return None, [finding("sheet-unreadable")]


def _repacked(raw: bytes) -> tuple[bytes | None, list[Finding]]:
    found: list[Finding] = []
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w") as clean:
        infos = source.infolist()
        if len(infos) > MOST_PARTS:
            return None, [finding("sheet-bomb", limit_mb=LIMIT_MB)]
        if any(info.filename.lower().endswith("vbaproject.bin") for info in infos):
            found.append(finding("sheet-macros-ignored"))
        left, cells, names = LIMIT_MB * 1024 * 1024, MOST_CELLS, set()
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/")
            if not NEEDED.fullmatch(name) or name in names:
                continue
            names.add(name)
            part = _part(source, info, left)
            if part is None:
                return None, [*found, finding("sheet-bomb", limit_mb=LIMIT_MB)]
            left -= len(part)
            cells -= _cells(part) if SHEET.fullmatch(name) else 0
            if cells < 0:
                return None, [*found, finding("sheet-too-large", limit=MOST_CELLS)]
            clean.writestr(name, part)
    return target.getvalue(), found


def _part(source: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes | None:
    """One part, or None where it is larger than what is left; the declared size is not believed."""
    if info.file_size > left:
        return None
    with source.open(info) as stream:
        part = stream.read(left + 1)
    return part if len(part) <= left else None


def _cells(sheet: bytes) -> int:
    """How many cells the sheet makes its reader hold: the whole rectangle around those with a value."""
    columns = rows = placed = 1
    for match in PLACED.finditer(sheet):
        placed += 1
        if not match[3]:
            columns, rows = max(columns, _column(match[1])), max(rows, int(match[2]))
    count = sum(1 for _ in CELL.finditer(sheet))
    if count >= placed:
        # Some cells do not say where they stand: then the rows' own numbers count, and the widest row is unknown.
        rows = max([rows, *(int(match[1]) for match in ROW_NUMBER.finditer(sheet))])
        columns = max(columns, min(count, 100))
    return max(columns * rows, count)


def _column(name: bytes) -> int:
    number = 0
    for character in name.upper():
        number = number * 26 + character - 64
    return number
