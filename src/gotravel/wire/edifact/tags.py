"""The segment tags that this system knows, and how the start of each looks when a terminator before it was lost."""

from __future__ import annotations

import re
from functools import lru_cache
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
OF_BOTH: Final = {"UNT": r"\d+§", "UNH": r"[^§]+§[A-Z]{6}¤"}
PAXLST_STARTS: Final = OF_BOTH | {
    "NAD": r"(?:(?:FL|FM|DDU|DDT|ZZZ|MS)(?:§|$)|[A-Z]{2,3}§[^§]*§[^§]*§[^§])",
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
    "PDT": r"[A-Z]/",
}
PNRGOV_STARTS: Final = OF_BOTH | {
    "TIF": r"[A-Za-z\x80-\uffff][A-Za-z\x80-\uffff\x01-\x06 ?'.-]*(?:¤[A-Z])?(?:§|$)",
    "SSR": r"[A-Z]{4}¤",
    "TVL": r"(?:\d{6}|§)",
    "RCI": r"[A-Z0-9]{2,3}¤",
    "IFT": r"\d{1,2}(?:¤|§)",
    "RPI": r"\d*§[A-Z]{2}",
    "DAT": r"(?:\d{1,3}|[A-Z]{1,2})¤\d",
    "ORG": r"[A-Z0-9]{2}¤",
    "TKT": r"(?:\d{13}|¤)",
    "REF": r"¤[A-Z0-9]{4,}(?:§|$)",
    "FTI": r"[A-Z0-9]{2,3}¤[A-Z0-9]{3}",
    "FAR": r"[A-Z]{1,3}(?:¤\d*)?§\d*§",
    "ADD": r"§?\d{3}¤",
    "EBD": r"(?:[A-Z]{3}¤[\d.]+§|§\d+¤)",
    "FOP": r"[A-Z]{2,3}¤\d?¤[\d.]*(?:§|¤|$)",
    "MON": r"[A-Z]{1,3}¤[\d.]+¤",
    "PTK": r"[A-Z]{0,3}(?:¤[A-Z]*)*§[A-Z]?§\d{6}",
    "TXD": r"\d*§[\d.]+¤",
    "TRI": r"§[A-Z0-9]*¤¤¤\d",
    "SSD": r"\d{1,3}[A-Z](?:§|$)",
    "TBD": r"§\d{1,3}¤\d",
    "TRA": r"[A-Z0-9]{2}§\d{1,4}",
    "APD": r"[A-Z0-9]{3}(?:§§|$)",
    "EQN": r"\d{1,4}(?:¤[A-Z]{1,3})?(?:§|$)",
    "MSG": r"(?:\d{1,2}|¤\d{2,3})(?:§|$)",
    "ABI": r"\d§[A-Z0-9]",
    "SAC": r"§§[A-Z]{1,2}(?:§|¤|$)",
    "LTS": r"[A-Z0-9]{1,3}/",
}
NO_ELEMENTS: Final = "SRC"
"""Of PNRGOV: nothing stands behind it, so without its terminator it ends the segment before it."""


def starts_of(*, pnr: bool) -> dict[str, str]:
    return PNRGOV_STARTS if pnr else PAXLST_STARTS


@lru_cache(maxsize=64)
def lost_start(element: str, component: str, *, pnr: bool) -> re.Pattern[str]:
    """Matches (without width) where a known segment begins with no terminator before it."""
    e, c = re.escape(element), re.escape(component)
    begins = "|".join([f"{tag}§{start}" for tag, start in starts_of(pnr=pnr).items()] + [f"{NO_ELEMENTS}$"] * pnr)
    return re.compile(f"(?<=[^§¤])(?={begins})".replace("§", e).replace("¤", c))
