"""Invented API lists for the tests: a list of passengers in, the bytes a carrier would send out."""

from __future__ import annotations

from collections.abc import Sequence

PASSENGERS = (
    ("FL", "LINDQVIST", "OSCAR", "M", "800101", "AB1CD2", "SWE", "XS0000001"),
    ("FL", "OKONKWO", "ADAEZE:GRACE", "F", "920229", "EF3GH4", "NGA", "A00000002"),
    ("DDU", "DUPONT-NOIR", "LUC", "M", "450713", "IJ5KL6", "FRA", "11XX00003"),
    ("FM", "HARALDSEN", "INGRID", "F", "710930", "MN7OP8", "NOR", "30000004"),
)


def person(
    role: str = "FL",
    family: str = "DOE",
    given: str = "JANE",
    sex: str = "F",
    born: str = "800101",
    locator: str = "AB1CD2",
    country: str = "SWE",
    number: str = "X1",
) -> list[str]:
    return [
        f"NAD+{role}+++{family}:{given}",
        f"ATT+2++{sex}",
        f"DTM+329:{born}",
        "MEA+CT++:1",
        "LOC+178+JFK",
        "LOC+179+BRU",
        f"NAT+2+{country}",
        f"RFF+AVF:{locator}",
        f"DOC+P:110:111+{number}",
        "DTM+36:300131",
        f"LOC+91+{country}",
    ]


HEADER = (
    "BGM+745",
    "RFF+TN:ZZ2506110501:::1",
    "NAD+MS+++ZZ DESK",
    "COM+32 2 555 0101:TE",
    "TDT+20+ZZ501+++ZZ",
    "LOC+125+JFK",
    "DTM+189:2506111815:201",
    "LOC+87+BRU",
    "DTM+232:2506120730:201",
)


def api_list(
    persons: Sequence[Sequence[str]] | None = None,
    *,
    header: Sequence[str] = HEADER,
    trailer: Sequence[str] | None = None,
    end: str = "'\n",
) -> bytes:
    """A whole interchange. `persons` are lists of segments without terminators."""
    groups = [person(*row) for row in PASSENGERS] if persons is None else persons
    body = [*header, *(segment for group in groups for segment in group)]
    body += [f"CNT+42:{len(groups)}"] if trailer is None else trailer
    lines = [
        "UNB+UNOA:4+ZZAIR:ZZ+XXPIU:ZZ+250611:1755+2506111755++APIS",
        "UNH+PAX001+PAXLST:D:15B:UN:IATA+ZZ0501/250612/0730+01:F",
        *body,
        f"UNT+{len(body) + 2}+PAX001",
        "UNZ+1+2506111755",
    ]
    return ("UNA:+.? '" + end[1:] + "".join(line + end for line in lines)).encode()
