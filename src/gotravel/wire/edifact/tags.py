"""The segment tags that this system knows, and how the start of each looks when a terminator before it was lost."""

from __future__ import annotations

import re
from typing import Final

ENVELOPE: Final = frozenset({"UNA", "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "UIB", "UIH", "UIT", "UIZ", "UNS"})

KNOWN: Final = ENVELOPE | frozenset(
    # PAXLST, CUSRES, CONTRL
    {
        "BGM",
        "RFF",
        "DTM",
        "LOC",
        "NAD",
        "CTA",
        "COM",
        "TDT",
        "ATT",
        "MEA",
        "GEI",
        "GIS",
        "FTX",
        "EMP",
        "NAT",
        "DOC",
        "CPI",
        "QTY",
        "GID",
        "CNT",
        "AUT",
        "PDT",
        "ERP",
        "ERC",
        "GOR",
        "TSR",
        "EQD",
        "PAC",
        "UCI",
        "UCM",
        "UCS",
        "UCD",
        "UCF",
    }
    # PNRGOV, ACKRES, GOVREQ
    | {
        "MSG",
        "ADD",
        "ORG",
        "TVL",
        "EQN",
        "SRC",
        "RCI",
        "SSR",
        "DAT",
        "IFT",
        "REF",
        "EBD",
        "FAR",
        "TIF",
        "FTI",
        "SSD",
        "TKT",
        "MON",
        "PTK",
        "TXD",
        "FOP",
        "TRI",
        "CPN",
        "TBD",
        "EQI",
        "RPI",
        "APD",
        "SAC",
        "ABI",
        "LTS",
        "RLS",
        "ODI",
        "MSD",
        "POC",
        "PDI",
        "TRA",
        "PRD",
        "PRO",
        "PSI",
        "PIS",
        "ASD",
        "PUR",
        "UNV",
    }
)

# A lost terminator is believed only where what follows looks like the very beginning of that segment.
# tag -> what must follow the tag and the element separator, with § for the element and ¤ for the component separator.
STARTS: Final = {
    "NAD": r"(?:FL|FM|DDU|DDT|ZZZ|MS)(?:§|$)",
    "TDT": r"(?:20|34)§",
    "ATT": r"2§",
    "DTM": r"(?:329|36|182|189|232|137)¤",
    "MEA": r"(?:CT|WT)§",
    "GEI": r"4§",
    "FTX": r"BAG§",
    "LOC": r"(?:22|174|178|179|180|91|125|87|92)(?:§|$)",
    "NAT": r"[123]§",
    "RFF": r"(?:AVF|ABO|SEA|AEA|CR|YZY|TN)¤",
    "DOC": r"[A-Z]{0,2}(?:§|¤\d)",
    "CNT": r"4[12]¤",
    "UNT": r"\d+§",
    "UNH": r"[^§]+§[A-Z]{6}¤",
    "TIF": r"[A-Z ]+(?:¤[A-Z])?(?:§|$)",
    "SSR": r"[A-Z]{4}¤",
    "TVL": r"(?:\d{6}|§)",
    "RCI": r"[A-Z0-9]{2,3}¤",
    "IFT": r"\d{1,2}(?:¤|§)",
    "RPI": r"\d*§[A-Z]{2}",
    "DAT": r"\d{1,3}¤",
    "ORG": r"[A-Z0-9]{2}¤",
    "TKT": r"\d{13}",
    "PDT": r"[A-Z]/",
}


PNRGOV_STARTS: Final = ("TIF", "SSR", "TVL", "RCI", "IFT", "RPI", "DAT", "ORG", "TKT", "UNT", "UNH")
PAXLST_STARTS: Final = tuple(tag for tag in STARTS if tag not in PNRGOV_STARTS[:-2])


def lost_start(element: str, component: str) -> re.Pattern[str]:
    """Matches (without width) where a known segment begins with no terminator before it."""
    e, c = re.escape(element), re.escape(component)
    begins = "|".join(f"{tag}§{start}" for tag, start in STARTS.items())
    return re.compile(f"(?<=[^§¤])(?={begins})".replace("§", e).replace("¤", c))
