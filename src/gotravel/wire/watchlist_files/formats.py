"""Which list is this? The bytes of a file in, its ListFile out, by a table of formats.

Never: an archive unpacked without a limit, a file taken for another format because one reader failed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from gotravel.domain.errors import InvalidInput
from gotravel.wire.sheets.xlsx_package import TROUBLE
from gotravel.wire.watchlist_files.csv_template import read_csv, read_workbook
from gotravel.wire.watchlist_files.eu_csv import is_eu, read_eu
from gotravel.wire.watchlist_files.ftm_json import read_ftm
from gotravel.wire.watchlist_files.notices_json import is_notices, read_notices
from gotravel.wire.watchlist_files.ofac_csv import is_ofac, read_ofac
from gotravel.wire.watchlist_files.read import ListFile
from gotravel.wire.watchlist_files.un_xml import read_un

LIMIT_MB: Final = 512
LIMIT: Final = LIMIT_MB * 1024 * 1024
RATIO: Final = 100
"""Times its size that a file may unpack to: lists of names pack to a fifth or a tenth, only bombs to a hundredth."""
SMALL: Final = 4 * 1024 * 1024
"""Bytes that may come out of anything, however small."""
GZIP: Final = b"\x1f\x8b"
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"
OFAC_FILES: Final = ("sdn.csv", "alt.csv", "sdn_comments.csv")
"""Of the three files, `add.csv` (addresses) is not read: travellers are not found by them."""
WORKBOOK: Final = "xl/workbook.xml"


def read_any(raw: bytes) -> ListFile:
    raw = _unpacked(raw)
    if raw.startswith((ZIP, OLE)):
        return _archive(raw)
    start = raw[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise InvalidInput("The file is empty.")
    if start.startswith(b"<"):
        return read_un(raw)
    if start.startswith((b"{", b"[")):
        return read_notices(raw) if is_notices(start) else read_ftm(raw.removeprefix(b"\xef\xbb\xbf"))
    return _text(raw)


def _text(raw: bytes) -> ListFile:
    if is_ofac(raw[:20_000].decode("latin-1")):
        return read_ofac(_ofac_text(raw))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise InvalidInput(f"Line {line}: the file is not UTF-8. Save it as UTF-8 and send it again.") from fault
    return read_eu(text) if is_eu(text) else read_csv(text)


def _ofac_text(raw: bytes) -> str:
    """The files come in UTF-8 today and came in Latin-1 before."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(GZIP):
        return raw
    unpacker, most = zlib.decompressobj(wbits=31), _most(len(raw))
    try:
        text = unpacker.decompress(raw, most + 1)
    except zlib.error as fault:
        raise InvalidInput("The file is compressed and damaged. Send it again.") from fault
    _within(len(text), most)
    if not unpacker.eof:
        raise InvalidInput("The file is compressed and cut off. Send it again.")
    return text


def _archive(raw: bytes) -> ListFile:
    """A workbook with the template, or OFAC's files together."""
    if raw.startswith(OLE):
        return read_workbook(raw)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = {info.filename.rpartition("/")[2].lower(): info for info in archive.infolist()}
            if WORKBOOK in {info.filename for info in archive.infolist()}:
                return read_workbook(raw)
            if OFAC_FILES[0] not in names:
                raise InvalidInput("The archive holds neither a workbook nor sdn.csv.")
            parts = [_part(archive, names[name], _most(len(raw))) for name in OFAC_FILES if name in names]
    except TROUBLE as fault:
        raise InvalidInput("The archive is damaged. Send it again.") from fault
    return read_ofac("\n".join(_ofac_text(part) for part in parts))


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Read no further than may come out, whatever the archive says of itself."""
    with archive.open(info) as stream:
        part = stream.read(most + 1)
    _within(len(part), most)
    return part


def _most(packed: int) -> int:
    return min(LIMIT, max(SMALL, RATIO * packed))


def _within(unpacked: int, most: int) -> None:
    if unpacked <= most:
        return
    if most < LIMIT:
        raise InvalidInput(
            f"The file unpacks to more than {RATIO} times its size: no list does. It was not read any further."
        )
    raise InvalidInput(f"The file unpacks to more than {LIMIT_MB} MB. It was not read any further.")
