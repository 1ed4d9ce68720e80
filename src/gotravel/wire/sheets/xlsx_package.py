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
from gotravel.wire.sheets.xlsx_cells import held_cells

LIMIT_MB: Final = 32
MOST_PARTS: Final = 400
MOST_CELLS: Final = 600_000
OLE: Final = b"\xd0\xcf\x11\xe0"
NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
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
            # Every part: the workbook says which of them is a sheet, whatever it is called.
            held = held_cells(part, cells)
            if held is None:
                return None, [*found, finding("sheet-unreadable")]
            cells -= held
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
