"""Invented PNR pushes for the tests: bookings as lists of segments in, the bytes a carrier would send out."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL_0 = ("MSG+:22", "ORG+ZZ:HDQ", "TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501")
FLIGHT = ("TVL+110625:1815:120625:0730+JFK+BRU+ZZ+501:Y", "RPI+1+HK")
TRAVELLERS = (
    ("LINDQVIST", "OSCAR MR", "SWE", "XS0000001", "01JAN80", "M"),
    ("OKONKWO", "ADAEZE GRACE MS", "NGA", "A00000002", "29FEB92", "F"),
    ("DUPONTNOIR", "LUCMR", "FRA", "11XX00003", "13JUL45", "M"),
    ("HARALDSEN", "INGRIDMRS", "NOR", "30000004", "30SEP71", "F"),
)


def traveller(number: int) -> list[str]:
    family, given, country, document, born, sex = TRAVELLERS[number]
    plain = given.removesuffix(" MR").removesuffix(" MS").removesuffix("MRS").removesuffix("MR")
    return [
        f"TIF+{family}+{given}:A:1",
        f"REF+:00{number}ABC",
        f"FTI+ZZ:77000{number}",
        f"SSR+DOCS:HK:1:ZZ:::::/P/{country}/{document}/{country}/{born}/{sex}/31DEC30/{family}/{plain}+::1",
        f"TKT+999000000000{number}:T",
    ]


def booking(locator: str, travellers: Sequence[Sequence[str]], after: Sequence[str] = FLIGHT) -> list[str]:
    head = ["SRC", f"RCI+ZZ:{locator}::010325:1402", "DAT+700:090625:2140", "ORG+ZZ:HDQ+12345678:JFKZZ1"]
    return [*head, *(segment for one in travellers for segment in one), *after]


def push(bookings: Sequence[Sequence[str]], level_0: Sequence[str] = LEVEL_0, count: int | None = None) -> bytes:
    body = [*level_0, f"EQN+{len(bookings) if count is None else count}"]
    body += [segment for one in bookings for segment in one]
    header = ["UNB+IATA:1+ZZ+XXPIU+250610:0700+R1++PNRGOV", "UNH+1+PNRGOV:13:1:IA+110625/0100/ZZ/501+01:F"]
    trailer = [f"UNT+{len(body) + 2}+1", "UNZ+1+R1"]
    return ("UNA:+.?*'" + "".join(f"{segment}'\n" for segment in [*header, *body, *trailer])).encode()
