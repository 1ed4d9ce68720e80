"""One thing said thousands of times, each time a little otherwise: a megabyte of it may not cost the square of a kilobyte.

Goes in: the beginning of a message and a piece of it, numbered. Comes out: an answer before the fuzzer would call it a hang.
Invented people.
"""

from __future__ import annotations

import string
import time
from collections.abc import Callable
from itertools import product

import pytest

from tests.fuzz.targets import TARGETS
from tests.wire.pushes import FLIGHT

MEGABYTE = 1_000_000
HANG = 10.0
"""Seconds, as in the fuzzer."""
WORDS = ["".join(letters) for letters in product(string.ascii_uppercase, repeat=3)]
FLOWN = "'".join(FLIGHT)
JANE = "TIF+DOE:I+JANE MRS:A:1'"
PUSH = (
    "UNB+IATA:1+ZZ+XXPIU+250610:0700+R1++PNRGOV'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+ZZ:HDQ'"
    "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501'EQN+1'SRC'RCI+ZZ:AB12CD'"
)
LIST = (
    "UNB+UNOA:4+ZZ+XXPIU+250610:0700+R1++APIS'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+ZZ501+++ZZ'LOC+125+JFK'"
    "DTM+189:2506111815:201'LOC+87+BRU'DTM+232:2506120730:201'NAD+FL+++DOE:JANE'DTM+329:800315'"
)
ANSWER = "UNB+UNOA:4+ZZ+XXPIU+250610:0700+R1++APIS'UNH+1+CUSRES:D:05B:UN:IATA'BGM+962'RFF+TN:1'ERP+2'"
DOCS = "SSR+DOCS:HK:1:ZZ:::::/P/BEL/E{n}/BEL/01JAN90/F/14JAN28/"
HEADS = "Surname;Given names;Date of birth;Document number;Nationality;Seat\n"
XML = '<IATA_PNRGOV_NotifRQ Version="13.1"><PNRs><PNR>'
CASES: dict[str, tuple[str, str, str]] = {
    "pnrgov: locators of flights": ("pnrgov", PUSH + JANE + FLOWN + "'", "RCI+ZZ:{n:06d}'"),
    "pnrgov: locators of the booking": ("pnrgov", PUSH, "RCI+Z{d}:{n:06d}'"),
    "pnrgov: seats": ("pnrgov", PUSH + JANE + FLOWN + "'", "SSR+SEAT:HK:1:ZZ:::{w}:BRU+{d}A::1'"),
    "pnrgov: seats at check-in": ("pnrgov", PUSH + JANE + FLOWN + "'DAT+2'", "TRI++1:::1'SSD+{n}A'"),
    "pnrgov: forms of identification": ("pnrgov", PUSH + JANE, "SSR+FOID:HK:1:ZZ:::::PP{n:07d}+::1'"),
    "pnrgov: one holder's passports": ("pnrgov", PUSH + JANE, DOCS + "DOE/JANE+::1'"),
    "pnrgov: one holder's names": ("pnrgov", PUSH + JANE, DOCS + "DOE/JANE{w}+::1'"),
    "pnrgov: strangers' passports": ("pnrgov", PUSH + JANE, DOCS + "{w}OE/{v}'"),
    "pnrgov: namesakes' passports": ("pnrgov", PUSH + "TIF+DOE:I+J MR:A'" * 120 + FLOWN + "'", DOCS + "DOE/JANE'"),
    "pnrgov: visas": ("pnrgov", PUSH + JANE, "SSR+DOCO:HK:1:ZZ:::::/LAGOS/V/V{n:08d}/LAGOS/02JUN24/USA+::1'"),
    "pnrgov: infants": ("pnrgov", PUSH + JANE, "SSR+INFT:HK:1:ZZ:::JFK:BRU:DOE/{w} 01JAN25+::1'"),
    "pnrgov: marked adults": ("pnrgov", PUSH, "TIF+DOE:I+{w} MRS:A:{n}:1'"),
    "pnrgov: contacts": ("pnrgov", PUSH + JANE, "IFT+4:28::ZZ+CTC M 3247{n:07d}'"),
    "pnrgov: contacts in one text": ("pnrgov", PUSH + JANE + "IFT+4:28::ZZ+", "CTC M 3247{n:07d} "),
    "pnrgov: check-ins": ("pnrgov", PUSH + JANE + FLOWN + "'DAT+2'", "TRI++{n}'TIF+DOE+{w}'"),
    "pnrgov: histories": ("pnrgov", PUSH + JANE, "ABI+1+:ZZ'SAC+++A'TIF+DOE+{w}'REF+:1'TRI++1'"),
    "pnrgov: bookings without beginnings": ("pnrgov", PUSH, "RCI+ZZ:{n:06d}'TIF+DOE:I+{w} MRS:A:1'" + FLOWN + "'"),
    "paxlst: seats": ("paxlst", LIST, "RFF+SEA:{n}A'"),
    "paxlst: bags": ("paxlst", LIST, "FTX+BAG+++BAG{n:06d}'"),
    "paxlst: ranges of bags": ("paxlst", LIST, "FTX+BAG+++ZZ{n:06d}:99'"),
    "paxlst: documents": ("paxlst", LIST, "DOC+P:110:111+D{n:06d}'DTM+36:300101'"),
    "paxlst: contacts": ("paxlst", LIST, "COM+{n:08d}:TE'"),
    "paxlst: persons": ("paxlst", LIST, "NAD+FL+++{w}:{v}'DTM+329:800315'RFF+AVF:{n}'"),
    "paxlst: names cut in two": ("paxlst", LIST, "NAD+FL+++{w}'{v}'"),
    "paxlst: legs": ("paxlst", LIST, "TDT+20+ZZ{d}+++ZZ'LOC+125+{w}'LOC+87+{v}'"),
    "answers: codes": ("answers", ANSWER, "ERC+{n}'FTX+AAP+++T{n}'"),
    "answers: persons": ("answers", ANSWER, "ERP+2'RFF+AVF:{n:06d}'ERC+{d}'"),
    "xml: travellers": ("xml", XML, '<Passenger RPH="{n}"><Surname>{w}</Surname><GivenName>{v}</GivenName></Passenger>'),
    "xml: services": ("xml", XML + '<Passenger RPH="1"><Surname>DOE</Surname></Passenger>', '<SSR SSRCode="SEAT"><Text>{n}A</Text></SSR>'),
    "xml: names broken off": ("xml", XML, "<Passenger RPH='1'><GivenName>{w}</GivenName <Surname>{v}</Surname></Passenger>"),
    "xml: names without travellers": ("xml", XML, "x>{w}</Surname>"),
    "xml: given names": ("xml", XML, "<GivenName>{w}</GivenName>"),
    "xml: a ship's broken names": ("xml", "<List><Ship><IMO>9074729</IMO></Ship>", "<Passenger><Surname>{w}</Surname <GivenName>{v}</GivenName></Passenger>"),
    "sheet: persons": ("sheet", HEADS, "{w};{v};1980-01-01;X{n};BEL;{n}A\n"),
    "sheet: one person": ("sheet", HEADS, "DOE;JANE;1980-01-01;X1;BEL;{n}A\n"),
    "sheet: dates of two readings": ("sheet", HEADS, "DOE;{w};0{d}/0{d}/1980;X{n};BEL;\n"),
    "sheet: labels": ("sheet", "", "Label{w};value {n}\n"),
    "zone: passports": ("zone", "", "P<UTODOE<<{w}<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nL{n:08d}6UTO7408122F1204159ZE184226B<<<<<10\n"),
}  # fmt: skip


def grown(head: str, piece: str) -> bytes:
    parts, size, number = [head], len(head), 0
    while size < MEGABYTE and number < 1_000_000:
        word = WORDS[number % len(WORDS)]
        parts.append(piece.format(n=number, d=number % 9 + 1, w=word, v=WORDS[-1 - number % len(WORDS)]))
        size, number = size + len(parts[-1]), number + 1
    return "".join(parts).encode()[:MEGABYTE]


@pytest.mark.endure
@pytest.mark.parametrize("case", CASES)
def test_a_megabyte_of_one_thing_is_no_hang(case: str) -> None:
    name, head, piece = CASES[case]
    function: Callable[[bytes], object] = TARGETS[name][0]
    raw, begun = grown(head, piece), time.monotonic()
    function(raw)
    assert time.monotonic() - begun < HANG
