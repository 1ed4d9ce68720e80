"""What is fuzzed: a name in, a function that takes any bytes and raises where the house's promises break.

The promises: every reader answers, nothing is "decoder-failed", the answer is JSON, the law's filter takes it. Pure: no
file, no clock.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from gotravel.domain.errors import InvalidInput
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.names import mrz
from gotravel.wire.decode import decode
from gotravel.wire.present import as_object, rows
from gotravel.wire.watchlist_files.read import read as read_list

HERE: Final = Path(__file__).parent
GOLDEN: Final = HERE.parent / "wire" / "golden"
WORKBOOK: Final = HERE / "seeds" / "workbook" / "passengers.xlsx"
PARTS: Final = (
    (b"<styleSheet", "xl/styles.xml"), (b"<sst", "xl/sharedStrings.xml"), (b"<Relationships", "xl/_rels/workbook.xml.rels"),
    (b"<workbook", "xl/workbook.xml"), (b"<worksheet", "xl/worksheets/sheet1.xml"),
)  # fmt: skip
"""Which part of a workbook a seed is, by its root."""
PROFILE: Final = load("eu-pnr")


class BrokenPromise(AssertionError):
    """A reader failed where it promises an answer."""


def message(raw: bytes) -> None:
    """The door of the decoders, then the law, then the contract's JSON."""
    read = decode(raw)
    if not read:
        raise BrokenPromise("no message")
    for one in read:
        if any(found.code == "decoder-failed" for found in one.findings):
            raise BrokenPromise(next(found.text for found in one.findings if found.code == "decoder-failed"))
    kept, _ = keep_lawful(read, PROFILE)
    for one in (*read, *kept):
        shown = as_object(one, "-", unfiltered=True)
        msgspec.json.encode(shown)
        rows(shown)


def cells(raw: bytes) -> None:
    """The bytes as one part of a sound workbook: damage to the archive around it is another target."""
    part = next((part for mark, part in PARTS if mark in raw[:400]), PARTS[-1][1])
    target = io.BytesIO()
    with zipfile.ZipFile(WORKBOOK) as sound, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in {*sound.namelist(), part}:
            made.writestr(name, raw if name == part else sound.read(name))
    message(target.getvalue())


def watchlist(raw: bytes) -> None:
    """A list file is read or refused by name; it is never half read and nothing else is raised."""
    with contextlib.suppress(InvalidInput):
        read_list(raw)


def zone(raw: bytes) -> None:
    """A zone that is read can be shown; one that is none is None. A file of zones goes in by the door."""
    message(raw)
    read = mrz.read(raw.decode("latin-1"))
    if read is not None:
        msgspec.json.encode(read)


Target = tuple[Callable[[bytes], None], tuple[Path, ...], tuple[bytes, ...]]
"""The function, the folders with its seeds, the words a mutation may put in."""

TAGS: Final = (b"UNA:+.? '", b"UNB+UNOA:4+", b"UNH+1+PAXLST:D:05B:UN'", b"NAD+FL+++", b"DTM+329:", b"DOC+P+", b"LOC+91+",
               b"RFF+AVF:", b"TDT+20+", b"CNT+42:", b"UNT+", b"UNZ+1+", b"FTX+BAG+++", b"MEA+CT++:", b"?'", b"?\n", b"*")  # fmt: skip
PNR: Final = (b"SRC'", b"RCI+", b"TIF+", b"SSR+DOCS:HK:1:ZZ:::::/P/", b"SSR+INFT:HK:1:ZZ:::::", b"TVL+", b"TKT+", b"FOP+CC",
              b"LTS+", b"ABI+4+", b"SAC+++X'", b"TRI++", b"TBD++", b"DAT+700:", b"EQN+", b"IFT+4:28::ZZ+", b"::2'", b"01JAN80")  # fmt: skip
SHEET: Final = (b";", b",", b"\t", b"\n", b'"', b"surname", b"family name", b"nom", b"apellido", b"birth_date", b"#LEG;",
                b"2025-08-12", b"01/02/2025", b"passport", b"***START", b"GENERAL AVIATION REPORT")  # fmt: skip
MARKUP: Final = (b"<PNR>", b"</PNR>", b"<Passenger RPH='1'>", b"<Surname>", b"<SSR SSRCode='DOCS'>", b"<Text>", b"<!DOCTYPE x [",
                 b"<!ENTITY a 'b'>", b"&a;", b"<Flight ", b"<Crew>", b"<![CDATA[", b"]]>", b"xmlns='a'", b"&#65;")  # fmt: skip

TARGETS: Final[dict[str, Target]] = {
    "paxlst": (message, (GOLDEN / "paxlst",), TAGS),
    "pnrgov": (message, (GOLDEN / "pnrgov",), TAGS[:3] + TAGS[10:] + PNR),
    "typeb": (message, (HERE / "seeds" / "typeb",), (*TAGS, b"\n.HDQRMZZ 120915\n", b"QU BRUPI2X", b"\x01", b"\x02", b"\x03", b"\n> ", b"=3D")),
    "mail": (message, (HERE / "seeds" / "mail",), (b"\n--part-0\n", b"--part-0--", b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Transfer-Encoding: base64\n\n", b"message/rfc822", b"=3D", b"=?utf-8?B?", b"\n\n", b"filename*0=")),
    "rail": (message, (HERE / "seeds" / "rail",), (b'"passengers":[', b'"lastName":"', b'{"detail":', b"}", b"]", b"\\u00", b'"trips":[{"legs":[', b'"timedLeg":{')),
    "app": (message, (GOLDEN / "app",), (b"/PRQ/34/", b"/PRS/29/", b"/PAD/13/", b"/INT/8/", b"\nCIRQ:1/", b"/M/", b"/19800101/", b"/ERR/3/")),
    "answers": (message, (HERE / "seeds" / "answers",), (*TAGS, b"ERC+", b"ERP+2'", b"UCI+", b"MSG+:23+3'")),
    "xml": (message, (GOLDEN / "pnrgov_xml", GOLDEN / "maritime"), MARKUP),
    "sheet": (message, (GOLDEN / "sheets", GOLDEN / "maritime"), SHEET),
    "workbook": (message, (GOLDEN / "sheets", HERE / "seeds" / "workbook"), (b"PK\x03\x04", *SHEET, b"<row>", b"<c r='A1' t='s'>", b"<f>", b"<v>")),
    "cells": (cells, (HERE / "seeds" / "cells",), (*SHEET, b"<row r='2'>", b"<c r='A1' t='s'>", b"<f>1+1</f>", b"<v>9</v>", b"<is><t>", b"t='d'")),
    "watchlist": (watchlist, (HERE / "seeds" / "watchlist",), (*SHEET, *MARKUP, b'{"id":', b'"properties"', b'"schema":"Person"')),
    "zone": (zone, (HERE / "seeds" / "zone",), (b"<<", b"P<UTO", b"V<", b"I<", b"\n")),
}  # fmt: skip


def seeds(name: str) -> list[Path]:
    """Messages only: the golden folders also hold the expected JSON. A workbook's seeds are workbooks."""
    ends = {".xlsx"} if name == "workbook" else {".xml"} if name == "xml" else {".csv"} if name == "sheet" else None
    found = [path for folder in TARGETS[name][1] for path in sorted(folder.iterdir())]
    return [
        path
        for path in found
        if (path.suffix in ends if ends else path.suffix != ".json" or name in ("watchlist", "rail"))
    ]
