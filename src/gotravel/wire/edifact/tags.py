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
STARTS: Final = {
    "BGM": r"(?:745|250|266|336)(?:§|$)",
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
    # A name with a type or a title; a bare one only where no word is that ends so (MOTIF, ACTIF).
    "TIF": r"(?:[^§¤\d]+¤[IG](?:§|$)|[^§¤\d]+§[^§¤]*(?:¤(?:[A-Z]{0,3}|76[67])(?:¤|§|$)|MRS?$|MS$|MISS$|MSTR$)"
    r"|(?<![A-Z][A-Z]TIF§)[^§¤\d]+(?:§|$))",
    "SSR": r"[A-Z]{4}(?:¤|$)",
    "TVL": r"(?:\d{6}|§|¤¤)",
    "RCI": r"[A-Z0-9]{2,3}¤",
    "IFT": r"\d{1,2}(?:¤|§)",
    "RPI": r"\d*§[A-Z]{2}",
    "DAT": r"(?:\d{1,3}|Z?T)¤",
    "ORG": r"[A-Z0-9]{2}(?:¤|§§)",
    "TKT": r"(?:\d{13}|¤[\dT])",
    "PDT": r"[A-Z]/",
}


# Of a push alone; where the tag is a word, or ends some, not behind a blank or behind other letters.
PUSH_STARTS: Final = {
    "FTI": r"[A-Z0-9]{2}¤[A-Z0-9]",
    "REF": r"¤[A-Z0-9]",
    "FAR": r"(?<! FAR§)[A-Z0-9]{0,3}§\d*§§",
    "ADD": r"(?<! ADD§)[^§]{0,7}§[A-Z0-9]{1,3}¤",
    "EBD": r"(?:[A-Z]{3}¤[\d.]+)?§\d",
    "FOP": r"(?<! FOP§)[A-Z]{2,3}(?:¤|§|$)",
    "MON": r"[A-Z]¤[A-Z0-9.]",
    "PTK": r"[^§]{0,12}§[^§]{0,12}§",
    "TXD": r"[^§¤]{0,3}§[\d.]+¤",
    "TRA": r"(?<![A-Z][A-Z]TRA§)[A-Z0-9]{2}§\d{1,4}[A-Z]?(?:¤|$)",
    "APD": r"[A-Z0-9]{3}(?:¤|§|$)",
    "TRI": r"§",
    "SSD": r"(?:\d{1,3}[A-Z]|XXX|INF)",
    "TBD": r"[^§¤]{0,3}§(?:\d|§)",
    "EQN": r"(?<! EQN§)\d{1,4}(?!\d)",
    "MSG": r"(?<! MSG§)(?:¤\d{2,3}|\d{1,2})(?:¤|§|$)",
    "ABI": r"[14]§[A-Z0-9]*(?:¤|§)",
    "SAC": r"§§[AX]",
    "LTS": r"(?<! LTS§)(?:\d{1,3}/|[A-Z]/|[A-Z]{2}\*)",
}

NAME: Final = (
    r"[^§¤\d]+(?:¤[IG]?)?§[^§¤]*(?:¤(?:[A-Z]{1,3}|76[67])?(?:¤|§|$)|(?:MRS?|MS|MISS|MSTR)$)|[^§¤\d]+¤[IG](?:§|$)"
)
"""What surely follows a TIF: a surname, then a given name with a type or a title."""
SURE_STARTS: Final = {
    "TIF": f"(?:{NAME})",
    "SSR": r"[A-Z]{4}¤[A-Z]{2}¤",
    "TKT": r"\d{13}(?:¤|§|$)",
    "TVL": r"\d{6}¤\d{4}",
    "RCI": r"[A-Z0-9]{2,3}¤[A-Z0-9]{5,8}(?:¤|§|$)",
}
SURE_STARTS_OF_LIST: Final = {
    **{tag: STARTS[tag] for tag in ("BGM", "NAD", "TDT", "DTM", "FTX", "RFF", "CNT", "UNH", "PDT")},
    "ATT": r"2§§[A-Z]",
    "MEA": r"(?:CT|WT)§§",
    "GEI": r"4§(?:17[34]|ZZZ)",
    "LOC": r"(?:22|174|178|179|180|91|125|87|92)§[A-Z]{1,3}(?:§|¤|$)",
    "NAT": r"[123]§[A-Z]{1,3}(?:§|$)",
    "DOC": r"[A-Z]{1,2}(?:¤(?:\d{3}|ZZZ)|§[A-Z]*\d)",
}
"""Where a separator stands in the terminator's place, only these are believed: names and streets may read like tags."""
OF_PUSH: Final = ("TIF", "SSR", "TVL", "RCI", "IFT", "RPI", "DAT", "ORG", "TKT")
PNRGOV_STARTS: Final = frozenset({*OF_PUSH, *PUSH_STARTS, "UNT", "UNH"})
PAXLST_STARTS: Final = frozenset(tag for tag in STARTS if tag not in OF_PUSH)
RECOGNISED: Final = frozenset({"SSR", "TVL", "RCI", "IFT", "DAT", "TKT", "FTI", "TRI", "SSD", "TBD"})
"""Of a push, tags of which the beginning is known well enough to read a segment with one wrong letter in its tag as theirs."""
NAMED: Final = frozenset({"NAD", "TIF", "PDT"})
"""What names people."""
LETTERS_OF_TAG: Final = 3
HEADER: Final = 600
"""Characters in which the type of an interchange's messages stands."""
BEHIND_BOOKING: Final = ("RCI", "SRC")
BOOKING: Final = "SRC"
"""Begins a booking and has no elements, so that a terminator lost before it shows at the end of a piece."""


def is_push(body: str) -> bool:
    return "PNRGOV" in body[:HEADER]


@lru_cache(maxsize=64)
def starts(element: str, component: str, is_pnr: bool) -> dict[str, re.Pattern[str]]:
    """What follows each tag and the separator behind it."""
    e, c = re.escape(element), re.escape(component)
    more = {"UNB": "[A-Z]{4}¤[1-4]§", "ERP": "[12](?:§|¤|$)", "ERC": "[0-9A-Z]{1,3}(?:§|¤|$)"}
    begins = STARTS | (PUSH_STARTS | {"TRI": r"§[^§¤]*¤¤¤\d"} if is_pnr else {}) | more
    return {tag: re.compile(start.replace("§", e).replace("¤", c)) for tag, start in begins.items()}


def is_near(tag: str, other: str) -> bool:
    """One letter mistyped, lost or too many, or two of them exchanged."""
    left = list(other)
    for letter in tag.upper():
        if letter in left:
            left.remove(letter)
    same = len(other) - len(left)
    return abs(len(tag) - len(other)) < 2 and len(tag) + len(other) - 2 * same <= 2


@lru_cache(maxsize=64)
def lost_start(element: str, component: str, is_pnr: bool, before_locator: bool = False) -> re.Pattern[str]:
    """Matches (without width) where a known segment begins with no terminator before it. A booking's beginning, at the end of
    a piece, is believed before the locator that follows it: other locators end in those letters by chance."""
    e, c = re.escape(element), re.escape(component)
    begins = "|".join(f"{tag}§{start}" for tag, start in (STARTS | PUSH_STARTS if is_pnr else STARTS).items())
    booking = rf"|(?<! )(?={BOOKING}\s*$)" if before_locator else ""
    sure = SURE_STARTS if is_pnr else SURE_STARTS_OF_LIST
    exchanged = "|".join(f"{tag}§{start}" for tag, start in sure.items())
    found = f"(?<=[^§¤])(?:(?=[A-Z]{{3}}§)(?={begins}){booking})"
    found += f"|(?<=[§¤])(?=[A-Z]{{3}}§)(?={exchanged})"
    return re.compile(found.replace("§", e).replace("¤", c))
