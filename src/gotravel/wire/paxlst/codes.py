"""Code tables of PAXLST: what the codes on the wire mean in the field's words. One table per data element."""

from __future__ import annotations

from typing import Final

from gotravel.domain.message import Mode, Purpose

# BGM 1001. A list type that is not here is read as a passenger list.
LIST_TYPES: Final = {
    "745": Purpose.PASSENGERS,
    "250": Purpose.CREW,
    "266": Purpose.CLOSE,
    "336": Purpose.MASTER_CREW,
    "655": Purpose.PASSENGERS,
    "10": Purpose.PASSENGERS,
}
# BGM 1004 with 745 and 266. Functions of crew lists (A, B, C, CC, ... G, H, I) do not change their purpose.
FUNCTIONS: Final = {
    "": None,
    "CI": None,
    "DC": None,
    "CP": Purpose.CHANGE,
    "RP": Purpose.CHANGE,
    "XR": Purpose.CANCEL,
    "CL": Purpose.CLOSE,
    "CLOB": Purpose.CLOSE,
    "CLNB": Purpose.CLOSE,
    "XF": Purpose.FLIGHT_CANCELLED,
    "CF": Purpose.FLIGHT_CHANGED,
}
CREW_FUNCTIONS: Final = frozenset({"", "A", "B", "BC", "C", "CC", "D", "E", "EC", "F", "FC", "G", "H", "I"})
CREW_LISTS: Final = frozenset({Purpose.CREW, Purpose.MASTER_CREW})
ON_BOARD: Final = {"CLOB": True, "CLNB": False}

# NAD 3035.
PASSENGERS: Final = frozenset({"FL", "DDU"})
CREW: Final = frozenset({"FM", "DDT"})
TRANSIT: Final = frozenset({"DDU", "DDT"})
EMPTY_PERSON: Final = "ZZZ"
PERSONS: Final = PASSENGERS | CREW | {EMPTY_PERSON}
REPORTING_PARTY: Final = "MS"

# TDT C220.8067; two digits (`40`) in old directories and in the US dialect.
MODES: Final = {"1": Mode.SEA, "2": Mode.RAIL, "3": Mode.ROAD, "4": Mode.AIR, "8": Mode.SEA}

# DTM 2005 of a port: what the time says.
DEPARTURES: Final = frozenset({"189", "133", "136", "186"})
ARRIVALS: Final = frozenset({"232", "132", "178"})
SCHEDULED: Final = frozenset({"189", "232"})
"""A flight is known by its schedule, so these win over estimated and actual times."""
TIMES: Final = DEPARTURES | ARRIVALS
BIRTH: Final = "329"
EXPIRY: Final = "36"
ISSUE: Final = "182"
DATES: Final = TIMES | {BIRTH, EXPIRY, ISSUE, "137", "554"}

# LOC 3227.
FROM_PORT: Final = frozenset({"125", "5", "005"})
TO_PORT: Final = frozenset({"87", "8", "008", "130"})
ON_THE_WAY: Final = "92"
"""Before the border or behind it."""
PORTS: Final = FROM_PORT | TO_PORT | {ON_THE_WAY, "PT"}
ISSUER: Final = "91"
PERSON_PLACES: Final = frozenset({"22", "174", "178", "179", "180", ISSUER})
PLACES: Final = PORTS | PERSON_PLACES | {"188", "172"}

# RFF 1153 of a person; others are kept as remarks.
REFERENCES: Final = frozenset({"AVF", "ABO", "SEA", "AEA", "CR", "YZY", "TN", "AF"})

# COM 3155.
CONTACTS: Final = {"TE": "phone", "AL": "phone", "EM": "email", "MA": "email", "FX": "fax"}

# MEA 6411 -> kilograms.
UNITS: Final = {
    "KGM": 1.0,
    "KG": 1.0,
    "K": 1.0,
    "LBR": 0.45359237,
    "LB": 0.45359237,
    "LBS": 0.45359237,
    "L": 0.45359237,
}

# CNT 6069.
COUNTS: Final = {"42": "passengers", "41": "crew"}

# Longest value of the widest directory; longer ones are kept and reported.
LONGEST: Final = {"NAD": 70, "TDT": 17, "LOC": 35, "DOC": 35, "RFF": 70}
