"""Every code of the catalogue is produced by something a sender can send; goldens and seeds show the usual ones."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gotravel.domain.finding import Finding
from gotravel.names import mrz
from gotravel.wire import decode as door
from gotravel.wire.decode import decode
from gotravel.wire.findings import CATALOGUE
from gotravel.wire.watchlist_files.read import read as read_list
from tests.wire.messages import HEADER, api_list, person
from tests.wire.pushes import FLIGHT, LEVEL_0, booking, push
from tests.wire.test_sheets import workbook
from tests.wire.test_sheets_limits import SHEET, hidden, packed, with_sheet
from tests.wire.watchlist_files import test_lists as lists

HERE = Path(__file__).parent
SHOWN = [HERE / "golden", HERE.parent / "fuzz" / "seeds"]
CLEAN = api_list(end="'")
ONE = ["NAD+FL+++DOE:JANE"]
TIF = "TIF+DOE+JANE MRS:A:1"
XML = (HERE / "golden" / "pnrgov_xml" / "one-booking.xml").read_bytes()
CREW = (HERE / "golden" / "maritime" / "crew-list.xml").read_bytes()
HEADS = "Surname;Given names;Date of birth;Document number\n"
LISTED: list[object] = ["Surname", "Given names", "Date of birth", "Document number"]
DOE: list[object] = ["DOE", "JANE", "1980-01-01", "X1"]
SHIP = b"IMO FAL 6;PASSENGER LIST\nName of ship;OCEAN STAR\n%s\nFamily name;Given names;Date of birth\nDOE;JANE;1980-01-01\n"
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n"
ATTACHED = base64.b64encode(HEADS.encode() + b"DOE;JANE;1980-01-01;X1\n")
END = b"\n--a--\n"
MAIL = (
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/csv; name=a.csv\n"
    b"Content-Transfer-Encoding: base64\n\n" + ATTACHED + END
)


def swapped(old: bytes, new: bytes) -> bytes:
    assert old in CLEAN, old
    return CLEAN.replace(old, new, 1)


def grouped(ung: bytes, une: bytes, *, swap: bool = False) -> bytes:
    raw = CLEAN.replace(b"UNH+", ung + b"UNH+", 1)
    start = raw.index(b"UNT+")
    unt, rest = raw[start : raw.index(b"UNZ")], raw[raw.index(b"UNZ") :]
    return raw[:start] + (une + unt if swap else unt + une) + rest


UNG = b"UNG+PAXLST+A+B+250611:1755+1+UN+D:05B'"


def listed(*segments: str, header: tuple[str, ...] = HEADER, trailer: list[str] | None = None) -> bytes:
    return api_list([[*ONE, *segments]], header=header, trailer=trailer)


def booked(*segments: str, level_0: tuple[str, ...] = LEVEL_0) -> bytes:
    return push([["SRC", *segments]], level_0)


def sheet(*lines: str) -> bytes:
    return (HEADS + "\n".join(lines) + "\n").encode()


BYTES: dict[str, bytes] = {
    "characters-unreadable": api_list([["NAD+FL+++M\xdcLLER:JANE"]]).replace(b"UNOA", b"UNOY").decode().encode("latin-1"),
    "groups-out-of-order": grouped(UNG, b"UNE+1+1'", swap=True),
    "group-header-damaged": grouped(UNG.replace(b"UNG", b"UNX"), b"UNE+1+1'"),
    "group-count-wrong": grouped(UNG, b"UNE+2+1'"),
    "group-reference-mismatch": grouped(UNG, b"UNE+1+2'"),
    "interactive-envelope": CLEAN.replace(b"UNB+", b"UIB+"),
    "interchange-count-wrong": swapped(b"UNZ+1+", b"UNZ+2+"),
    "interchange-reference-mismatch": swapped(b"UNZ+1+2506111755", b"UNZ+1+9"),
    "lower-case-text": swapped(b"OSCAR", b"Oscar"),
    "lower-case-tag": swapped(b"ATT+", b"att+"),
    "message-header-missing": CLEAN[: CLEAN.index(b"UNH")] + CLEAN[CLEAN.index(b"BGM") :],
    "message-reference-mismatch": swapped(b"+PAX001'UNZ", b"+PAX002'UNZ"),
    "message-type-unknown": swapped(b"PAXLST:D", b"INVOIC:D"),
    "message-type-damaged": swapped(b"PAXLST:D", b"PAXLTS:D"),
    "release-undeclared": swapped(b"UNA:+.? ", b"UNA:+.\\ ").replace(b"LINDQVIST", b"O?'NEIL"),
    "segment-text-unreadable": swapped(b"ATT+2++M'", b"A'"),
    "separator-damaged": swapped(b"NAD+FL", b"NAD#FL"),
    "separators-inferred": swapped(b"UNA:+.? '", b"UNA:+?'"),
    "terminator-missing": swapped(b"ATT+2++M'", b"ATT+2++M"),
    "terminator-typographic": swapped(b"ATT+2++M'", "ATT+2++M\u2019".encode()),
    "terminator-undeclared": CLEAN[9:].replace(b"'", b"\n"),
    "trailer-alone": swapped(b"UNZ+", b"UNT+5+1'UNZ+"),
    "file-compressed": gzip.compress(CLEAN),
    "file-damaged": gzip.compress(CLEAN)[:-20],
    "series-part-twice": CLEAN.replace(b"+01:F", b"+01:C") * 2,
    "attachment-unread": MAIL.replace(b"csv", b"pdf").replace(ATTACHED, b"JVBERi0xLjc="),
    "mail-part-twice": MAIL.replace(END, b"\n--a\nContent-Type: text/plain; name=b.csv\nContent-Transfer-Encoding: base64\n\n" + ATTACHED + END),
    "mail-part-damaged": MAIL.replace(ATTACHED, ATTACHED[:40] + b"*" + ATTACHED[41:]),
    "json-damaged": b'{"passengers":[{"lastName":"Doe","id":"1"},{"lastName":"Ro',
    "traveller-no-person": b'{"passengers":[{"lastName":"Doe"},{"type":"DOG"}]}',
    "name-missing": api_list([["NAD+FL+++:"]]),
    "time-unreadable": listed(header=(*HEADER[:6], "DTM+189:2506112575:201", *HEADER[7:])),
    "departure-implausible": listed(header=(*HEADER[:6], "DTM+189:1501251815:201", *HEADER[7:])),
    "answer-split-missing": b"UNB+UNOA:4+A+B+250611:1755+1'UNH+1+CUSRES:D:05B:UN'BGM+962'ERP+2'RFF+ABO:1'ERC+0Z'RFF+ABO:2'ERC+1Z'UNT+8+1'UNZ+1+1'",
    "bag-count-unreadable": listed("MEA+CT++:many"),
    "qualifier-unknown": listed("DTM+3:800101"),
    "segment-surplus": listed("RFF+AVF:AB1CD2+ABO:1"),
    "bag-unit-unknown": listed("MEA+WT++STN:20"),
    "bag-weight-unreadable": listed("MEA+WT++KGM:much"),
    "count-unreadable": listed(trailer=["CNT+42:many"]),
    "count-qualifier-unknown": listed(trailer=["CNT+99:1"]),
    "document-missing": listed("DTM+36:300101"),
    "document-number-missing": listed("DOC+P"),
    "function-unknown": listed(header=("BGM+745+QQ", *HEADER[1:])),
    "legs-unpaired": listed(header=HEADER[:7]),
    "list-type-unknown": listed(header=("BGM+999", *HEADER[1:])),
    "passenger-outside-person": listed(header=("BGM+745", "ATT+2++F", *HEADER[1:])),
    "person-header-damaged": api_list([["NAX+FL+++DOE:JANE"], person()]),
    "segment-unknown": listed("XYZ+1"),
    "arrival-date-inferred": booked("RCI+ZZ:A1", TIF, "TVL+110625:1815::2030+JFK+BRU+ZZ+501"),
    "arrival-time-in-date-place": booked("RCI+ZZ:A1", TIF, "TVL+110625:1815:2030+JFK+BRU+ZZ+501"),
    "booking-count-mismatch": push([booking("A1", [[TIF]])], count=7),
    "booking-crowded": push([booking("A1", [[f"TIF+DOE{'X' * number}+JANE:A:{number}"] for number in range(301)])]),
    "booking-start-missing": push([["RCI+ZZ:A1", TIF, *FLIGHT]]),
    "document-of-another-traveller": booked(
        "RCI+ZZ:A1", TIF, "TIF+ROE+JIM MR:A:2", "SSR+DOCS:HK:1:ZZ:::::/P/BEL/X1/BEL/09MAR87/M/14JAN28/ROE/JIM+::1"
    ),
    "document-text-shifted": booked("RCI+ZZ:A1", TIF, "SSR+DOCS:HK:1:ZZ:::::P/BEL/X1/BEL/09MAR87/F/14JAN28/DOE/JANE"),
    "document-text-unreadable": booked("RCI+ZZ:A1", TIF, "SSR+DOCS:HK:1:ZZ:::::/P"),
    "infant-only-marked": booked("RCI+ZZ:A1", TIF + ":1", *FLIGHT),
    "infant-only-told": booked("RCI+ZZ:A1", TIF, "SSR+TKNE:HK:1:ZZ:::JFK:BRU:INF9992205510777C1+::1", *FLIGHT),
    "infant-without-name": booked("RCI+ZZ:A1", TIF, "SSR+INFT:HK:1:ZZ:::::/ 12JUL24+::1"),
    "locator-missing": booked(TIF),
    "booking-count-missing": push([["SRC", "RCI+ZZ:A1", TIF]]).replace(b"EQN+1'\n", b"").replace(b"UNT+8", b"UNT+7"),
    "history-out-of-order": booked("RCI+ZZ:A1", TIF, *FLIGHT, "ABI+1+:ZZ", "SAC+++A", "TIF+DOE+JANE", "DAT+2", "TRI++:::1"),
    "bag-tags-many": booked("RCI+ZZ:A1", TIF, *FLIGHT, "DAT+2", "TRI++:::1", "TBD++1:20:700+++ZZ:0999765001:120:LOS"),
    "surname-missing": booked("RCI+ZZ:A1", "TIF++JANE MRS:A:1"),
    "given-name-missing": booked("RCI+ZZ:A1", "TIF+SUHARTO::A:1"),
    "name-divided": booked("RCI+ZZ:A1", "TIF+DOE/JANE MRS"),
    "separator-doubled": booked("RCI+ZZ:A1", "TIF+DOE++JANE MRS:A:1"),
    "seat-of-nobody": booked("RCI+ZZ:A1", TIF, "TIF+ROE+JIM:A:2", *FLIGHT, "DAT+2", "TRI+1", "SSD+1A"),
    "push-function-unknown": booked("RCI+ZZ:A1", TIF, level_0=("MSG+:999", *LEVEL_0[1:])),
    "traveller-only-at-check-in": booked("RCI+ZZ:A1", TIF, *FLIGHT, "DAT+2:110625:1525", "TRI++1", "TIF+ROE+JIM MR:A"),
    "traveller-only-in-document": booked(
        "RCI+ZZ:A1", TIF, "TIF+ROE+JIM:A:2", *FLIGHT, "SSR+DOCS:HK:1:ZZ:::::/P/BEL/X1/BEL/09MAR87/M/14JAN28/KIM/TOM"
    ),
    "traveller-reference-unknown": booked("RCI+ZZ:A1", TIF, *FLIGHT, "SSR+SEAT:HK:1:ZZ:::JFK:BRU+15A::9"),
    "flight-tag-damaged": booked("RCI+ZZ:A1", TIF, "XXX+110625:1815:120625:2030+JFK+BRU+ZZ+501"),
    "tag-damaged": booked("RCI+ZZ:A1", TIF, "SSX+DOCS:HK:1:ZZ:::::/P/BEL/X1/BEL/09MAR87/F/14JAN28/DOE/JANE"),
    "traveller-name-lost": booked("RCI+ZZ:A1", TIF, "REF+:0A", "REF+:0B"),
    "traveller-repeated": booked("RCI+ZZ:A1", TIF, TIF),
    "traveller-text-unread": booked("RCI+ZZ:A1", TIF + "+7"),
    "traveller-type-unknown": booked("RCI+ZZ:A1", "TIF+DOE+JANE MRS:QQ:1"),
    "traveller-tag-damaged": booked("RCI+ZZ:A1", "TIX+DOE+JANE MRS:A:1"),
    "xml-ampersand-unescaped": XML.replace(b"ANKE", b"ANKE & CO", 1),
    "xml-encoding-wrong": XML.replace(b"UTF-8", b"x-klingon", 1),
    "xml-leg-inferred": XML.replace(b"<FlightLeg", b"<Unknown").replace(b"</FlightLeg>", b"</Unknown>"),
    "xml-root-unknown": XML.replace(b"IATA_PNRGOV_NotifRQ", b"Data"),
    "xml-too-large": b"<PNR>" * 300,
    "sheet-bomb": packed({f"xl/worksheets/s{n}.xml": b"" for n in range(500)}),
    "sheet-too-large": with_sheet(SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "sheet-format-refused": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "sheet-empty": HEADS.encode(),
    "sheet-column-guessed": b"Surname;Given names;Date of birth;Natonality\nDOE;JANE;1980-01-01;FRA\n",
    "sheet-column-twice": b"Surname;Given names;Nationality;Nationality\nDOE;JANE;FRA;BEL\n",
    "sheet-characters": (HEADS + "MU\xd1OZ;JOS\xc9;1980-01-01;X1\n").encode("cp1252"),
    "sheet-row-unread": sheet("DOE;JANE;1980-01-01;X1", ";?;;"),
    "sheet-row-without-surname": sheet(";JANE;1980-01-01;X1"),
    "sheet-row-without-given-name": sheet("DOE;;1980-01-01;X1"),
    "sheet-row-long": sheet("DOE;JANE;1980-01-01;X1;more;and more"),
    "sheet-date-order-assumed": sheet("DOE;JANE;02/04/1991;X1"),
    "sheet-date-zero-restored": sheet("DOE;JANE;10203;X1", "ROE;JIM;311275;X2"),
    "sheet-date-or-day-number": sheet("DOE;JANE;10203;X1"),
    "sheet-day-number": sheet("DOE;JANE;29586;X1"),
    "sheet-head-date-without-year": b"Flight;ZZ123/12AUG\nFrom;AGP\n" + sheet("DOE;JANE;1980-01-01;X1"),
    "sheet-head-digits-assumed": b"Flight;ZZ123\nDate;120825\n" + sheet("DOE;JANE;1980-01-01;X1"),
    "sheet-head-time-without-date": b"Flight;ZZ123\nTo;BRU;STA;09:20\n" + sheet("DOE;JANE;1980-01-01;X1"),
    "sheet-date-year-only": sheet("DOE;JANE;1991;X1"),
    "sheet-number-rounded": workbook(("S", [["Surname", "Given names", "DOB", "Document number"], ["DOE", "JANE", "1980-01-01", 1234567890123456789.0]])),
    "sheet-cell-several": sheet('"DOE\nROE";"JANE\nJIM";"1980-01-01\n1981-01-01";X1'),
    "sheet-continued": workbook(("1", [LISTED, DOE]), ("2", [DOE])),
    "sheet-lists-beside": workbook(("1", [[*LISTED, *LISTED], [*DOE, *DOE]])),
    "sheet-count-unreadable": sheet("DOE;JANE;1980-01-01;X1", "TOTAL;many;;"),
    "sheet-person-twice": sheet("DOE;JANE;1980-01-01;X1", "DOE;JANE;1980-01-01;X1"),
    "arrival-before-departure": b"#LEG;ZC1;2025-08-12T06:30;AGP;2025-08-10T09:20;BRU\nSurname;Given names;Date of birth\nDOE;JANE;1980-01-01\n",
    "mrz-unreadable": b"Surname;Nationality;MRZ\nDOE;SWE;SMUDGED\n",
    "mrz-of-another-document": b"Surname;Document number;MRZ\nDOE;X1;" + TD3.replace("\n", "").encode(),
    "ship-number-missing": SHIP % b"Port of arrival;BEZEE\nDate of arrival;2025-08-05",
    "voyage-direction-missing": SHIP % b"IMO number;9074729\nPort;BEZEE\nDate of arrival or departure;2025-08-05",
    "maritime-xml-field-unknown": CREW.replace(b"<Rank>", b"<Shoes>44</Shoes><Rank>", 1),
    "voyage-ports-missing": SHIP % b"IMO number;9074729",
}  # fmt: skip


def of_bytes(raw: bytes, name: str = "x.csv") -> set[str]:
    return codes_of(found for message in decode(raw, name=name) for found in message.findings)


def codes_of(found: object) -> set[str]:
    return {one.code for one in found if isinstance(one, Finding)}  # type: ignore[attr-defined]


def of_zone(text: str) -> set[str]:
    zone = mrz.read(text)
    return codes_of(zone.findings) if zone else set()


def with_macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(("S", [["Surname", "Given names"], ["DOE", "JANE"]])))) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | {"xl/vbaProject.bin": b"macro"})


ELSEWHERE: dict[str, Callable[[], set[str]]] = {
    "sheet-hidden": lambda: of_bytes(hidden(workbook(("1", [LISTED, DOE]), ("2", [LISTED, DOE])), "2")),
    "sheet-macros-ignored": lambda: of_bytes(with_macros()),
    "mrz-check-digit-wrong": lambda: of_zone(TD3.replace("7408122F", "7408123F")),
    "mrz-composite-wrong": lambda: of_zone(TD3.replace("<<10\n", "<<12\n")),
    "mrz-date-unreadable": lambda: of_zone(TD3.replace("7408122F", "74A8122F")),
    "mrz-date-partial": lambda: of_zone(TD3.replace("7408122F", "7408<<8F")),
    "mrz-sex-unreadable": lambda: of_zone(TD3.replace("7408122F", "7408122P")),
    "mrz-characters-repaired": lambda: of_zone(TD3.replace("7408122F", "74O8122F")),
    "mrz-number-repaired": lambda: of_zone(TD3.replace("L898902C36", "L8989O2C36")),
    "mrz-fillers-repaired": lambda: of_zone(TD3.replace("MARIA<<<<<<<<<<<<<<<<<<<", "MARIA<<<<<<<<<<<<<<<<<KK")),
    "mrz-line-length": lambda: of_zone(TD3.replace("<<<<<10\n", "<<<<<1\n")),
    "mrz-name-truncated": lambda: of_zone(TD3.replace("MARIA<<<<<<<<<<<<<<<<<<<", "MARIA<BEATRIX<CONSTANZEB")),
    "list-aliases-alone": lambda: codes_of(read_list((lists.ALT + lists.SDN).encode()).findings),
    "list-births-unread": lambda: codes_of(read_list(lists.EU.replace("22.10.1973", "in spring").encode()).findings),
    "list-countries-unknown": lambda: codes_of(read_list(lists.TEMPLATE.replace("RUS|CYP", "RUS|QQQ").encode()).findings),
    "list-entries-merged": lambda: codes_of(read_list(lists.EU.encode()).findings),
    "list-not-identified": lambda: codes_of(read_list(json.dumps(lists.NOTICES).encode()).findings),
    "list-not-persons": lambda: codes_of(read_list(lists.SDN.encode()).findings),
}  # fmt: skip
BY_OTHER_MEANS = {
    "decoder-failed": "a defect of ours, see the test below",
    "file-too-large": "needs a limit lowered, see test_decode_anything",
    "mail-too-many-parts": "needs a limit lowered, see test_mail",
    "sheet-text-cut": "needs a limit lowered, see the test below",
    "sheet-too-many": "needs a limit lowered, see the test below",
}


@pytest.mark.parametrize("code", sorted(BYTES))
def test_it_is_told(code: str) -> None:
    assert code in of_bytes(BYTES[code])


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_it_is_told_by_another_reader(code: str) -> None:
    assert code in ELSEWHERE[code]()


def test_a_defect_of_a_decoder_is_told_and_costs_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(door.READERS, "PAXLST", broken)
    told = of_bytes(CLEAN + push([booking("A1", [[TIF]])]))
    assert "decoder-failed" in told
    assert decode(CLEAN + push([booking("A1", [[TIF]])]))[1].passengers


def test_sheets_behind_the_last_that_is_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.sheets.xlsx_grid.MOST_SHEETS", 1)
    assert "sheet-too-many" in of_bytes(workbook(("1", [LISTED, DOE]), ("2", [LISTED, DOE])))


def test_a_file_of_too_many_rows_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.sheets.csv_grid.MOST_ROWS", 2)
    assert "sheet-text-cut" in of_bytes(sheet("DOE;JANE;1980-01-01;X1", "ROE;JIM;1980-01-01;X2"))


def test_no_code_is_without_its_cause() -> None:
    """Of the catalogue, every code is shown by a golden file, a seed or a row of this file."""
    files = [path for folder in SHOWN for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"]
    shown = {code for path in files for code in of_bytes(path.read_bytes(), path.name)}
    assert set(CATALOGUE) - shown - set(BYTES) - set(ELSEWHERE) - set(BY_OTHER_MEANS) == set()
