"""Families of names, by nationality: how a threshold treats each is looked at before it comes into force.

Goes in: a nationality. Comes out: the name of a family of names. Never: a person; a family is used for counts only.
"""

from __future__ import annotations

from typing import Final

OTHER: Final = "Other and unknown"
_FAMILIES: Final = {
    "Arabic": "DZA BHR EGY IRQ JOR KWT LBN LBY MAR OMN PSE QAT SAU SDN SYR TUN ARE YEM MRT SOM DJI COM",
    "Persian and Afghan": "IRN AFG TJK",
    "Turkic": "TUR AZE UZB TKM KAZ KGZ",
    "South Asian": "IND PAK BGD LKA NPL MDV BTN",
    "Chinese": "CHN TWN HKG MAC SGP",
    "Korean": "KOR PRK",
    "Japanese": "JPN",
    "South-East Asian": "VNM THA KHM LAO MMR IDN MYS PHL BRN TLS",
    "East Slavic": "RUS UKR BLR",
    "Central and South Slavic": "POL CZE SVK BGR SRB HRV SVN BIH MKD MNE",
    "Iberian and Latin American": "ESP PRT MEX BRA ARG COL CHL PER VEN ECU BOL URY PRY CUB DOM GTM HND NIC CRI PAN SLV AGO MOZ",
    "West European": "GBR IRL FRA DEU AUT CHE BEL NLD LUX ITA USA CAN AUS NZL MLT",
    "Nordic and Baltic": "SWE NOR DNK FIN ISL EST LVA LTU",
    "Greek, Albanian, Romanian, Hungarian": "GRC CYP ALB ROU MDA HUN XKX",
    "Caucasian": "GEO ARM",
    "Hebrew": "ISR",
    "West and Central African": "NGA GHA SEN MLI NER BFA CIV TGO BEN CMR TCD CAF GAB COG COD GIN GNB SLE LBR GMB",
    "East and South African": "ETH ERI KEN UGA TZA RWA BDI ZAF ZWE ZMB MWI NAM BWA MDG SSD LSO SWZ",
}
_OF: Final = {code: family for family, codes in _FAMILIES.items() for code in codes.split()}


def culture_of(nationality: str | None) -> str:
    return _OF.get(nationality or "", OTHER)


def nationalities(culture: str) -> tuple[str, ...]:
    return tuple(_FAMILIES.get(culture, "").split())
