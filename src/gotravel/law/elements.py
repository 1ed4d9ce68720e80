"""Where the nineteen elements of Annex I live on the wire, as tables.

Goes in: a segment's tag and code. Comes out: the number of the element it belongs to, STRUCTURE, or None for what no
law lists. Never: a default that keeps.

Source: Directive (EU) 2016/681, Annex I; narrowed as in C-817/19 paras 130-140 (COL2).
"""

from __future__ import annotations

STRUCTURE = 0
"""Envelope, counts and flight of the message itself: no person in it."""

NAMES: dict[int, str] = {
    1: "record-locator",
    2: "reservation-date",
    3: "travel-dates",
    4: "names",
    5: "contact",
    6: "payment",
    7: "itinerary",
    8: "frequent-flyer",
    9: "travel-agency",
    10: "travel-status",
    11: "split",
    12: "remarks-on-minors",
    13: "ticketing",
    14: "seat",
    15: "code-share",
    16: "baggage",
    17: "co-travellers",
    18: "api",
    19: "history",
}

PNRGOV_TAGS: dict[str, int] = {
    **dict.fromkeys(("UNH", "UNT", "MSG", "EQN", "SRC", "UNS"), STRUCTURE),
    "RCI": 1,
    "DAT": 2,
    "TIF": 4,
    "REF": 4,
    "ADD": 5,
    "FOP": 6,
    "TVL": 7,
    "APD": 7,
    "FTI": 8,
    "ORG": 9,
    "RPI": 10,
    "TRI": 10,
    "TKT": 13,
    "MON": 13,
    "PTK": 13,
    "TXD": 13,
    "FAR": 13,
    "SSD": 14,
    "TRA": 15,
    "EBD": 16,
    "TBD": 16,
    "ABI": 19,
    "SAC": 19,
    "LTS": 19,
}
PAXLST_TAGS: dict[str, int] = {
    **dict.fromkeys(("UNH", "UNT", "BGM", "CNT", "TDT", "UNS", "CTA", "AUT"), STRUCTURE),
    **dict.fromkeys(("NAD", "ATT", "DTM", "MEA", "GEI", "LOC", "EMP", "NAT", "RFF", "DOC", "FTX", "COM", "PDT"), 18),
}
"""API is what the machine-readable zone and the list itself define (COL6)."""
ANSWER_TAGS: dict[str, int] = {
    **dict.fromkeys(
        (
            "UNH",
            "UNT",
            "UNS",
            "MSG",
            "ORG",
            "TVL",
            "DAT",
            "ERC",
            "SRC",
            "RCI",
            "UCI",
            "UCM",
            "UCS",
            "UCD",
            "UCF",
            "EQN",
        ),
        STRUCTURE,
    ),
    "TIF": 4,
}
"""ACKRES, CONTRL and GOVREQ: what was received, refused or asked for."""

SSR_CODES: dict[str, int] = {
    **dict.fromkeys(("DOCS", "DOCA", "DOCO", "FOID", "PSPT", "INFT", "CHLD"), 18),
    **dict.fromkeys(("CTCE", "CTCM", "CTCR", "PCTC", "CTCT"), 5),
    **dict.fromkeys(("FQTV", "FQTR", "FQTU", "FQTS"), 8),
    **dict.fromkeys(("CKIN", "INAD", "DEPA", "DEPU", "TWOV", "PICA", "PICU"), 10),
    **dict.fromkeys(("UMNR", "YPTA"), 12),
    **dict.fromkeys(("TKNE", "TKNA", "TKNM", "TKNO", "TKNR", "TKTL", "ADTK"), 13),
    **dict.fromkeys(("SEAT", "RQST", "NSST", "NSSA", "NSSW", "NSSB", "NSSR", "NSSP", "SMST", "SMSA", "SMSW"), 14),
    **dict.fromkeys(("XBAG", "ABAG", "PDBG", "CBBG", "EXST", "ASVC", "BIKE", "SPEQ", "AVIH", "PETC", "WEAP"), 16),
    **dict.fromkeys(("GRPF", "GRPS", "GPST", "TCP"), 17),
}
IFT_CODES: dict[str, int] = {
    **dict.fromkeys(("3", "4", "5", "61"), 5),
    **dict.fromkeys(("6", "39", "12"), 9),
    **dict.fromkeys(("16", "43"), 6),
    **dict.fromkeys(("9", "10", "11", "15", "21", "23", "27", "34", "45", "47", "733"), 13),
    **dict.fromkeys(("19",), 19),
    **dict.fromkeys(("8",), 17),
    **dict.fromkeys(("7", "13", "28", "41", "24", "38"), 12),
}
FIELDS_OF_PERSON: dict[int, tuple[str, ...]] = {
    4: ("family", "given", "title", "other_names"),
    5: ("contacts",),
    8: ("frequent_flyer",),
    10: ("checked_in",),
    13: ("tickets",),
    14: ("seats",),
    16: ("bags",),
    18: ("born", "sex", "nationality", "residence", "birth_place", "birth_country", "documents"),
}
FIELDS_OF_BOOKING: dict[int, tuple[str, ...]] = {
    1: ("references",),
    2: ("created", "changed"),
    5: ("contacts",),
    6: ("payments",),
    7: ("segments", "services"),
    9: ("agency",),
    11: ("split",),
    13: ("tickets",),
}
FIELDS_OF_FLIGHT: dict[int, tuple[str, ...]] = {
    10: ("status",),
    15: ("operating_carrier", "operating_number"),
}
