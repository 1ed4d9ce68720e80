"""Countries: a code or a name as sent in, the alpha-3 code of ISO 3166 or ICAO Doc 9303 out.

Never raises; None where nothing is certain.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib import resources
from typing import Final

GERMANY: Final = {"D": "DEU"}
"""ICAO writes Germany with one letter."""

# Two-letter codes that are not of ISO 3166 but are met in messages.
USUAL: Final = {"UK": "GBR", "EL": "GRC", "KS": "RKS"}
# Names as carriers and ship's papers write them, beside the short names of the table.
NAMES: Final = {
    "RUSSIA": "RUS",
    "UK": "GBR",
    "GREAT BRITAIN": "GBR",
    "BRITAIN": "GBR",
    "ENGLAND": "GBR",
    "USA": "USA",
    "UNITED STATES": "USA",
    "SOUTH KOREA": "KOR",
    "KOREA": "KOR",
    "NORTH KOREA": "PRK",
    "VIETNAM": "VNM",
    "LAOS": "LAO",
    "SYRIA": "SYR",
    "TURKEY": "TUR",
    "CZECH REPUBLIC": "CZE",
    "MACEDONIA": "MKD",
    "MOLDOVA": "MDA",
    "IVORY COAST": "CIV",
    "CAPE VERDE": "CPV",
    "SWAZILAND": "SWZ",
    "BRUNEI": "BRN",
    "BURMA": "MMR",
    "UAE": "ARE",
    "HOLLAND": "NLD",
    "THE NETHERLANDS": "NLD",
    "VATICAN": "VAT",
    "KOSOVO": "RKS",
    "HONG KONG": "HKG",
    "MACAU": "MAC",
    "PALESTINE": "PSE",
    "CONGO DR": "COD",
    "DEUTSCHLAND": "DEU",
    "ALLEMAGNE": "DEU",
    "ESPANA": "ESP",
    "ESPAÑA": "ESP",
    "FRANCIA": "FRA",
    "BELGIQUE": "BEL",
    "BELGIE": "BEL",
    "ITALIE": "ITA",
    "ITALIA": "ITA",
    "SUISSE": "CHE",
    "ROYAUME-UNI": "GBR",
    "REINO UNIDO": "GBR",
    "ETATS-UNIS": "USA",
    "ÉTATS-UNIS": "USA",
    "ESTADOS UNIDOS": "USA",
    "MAROC": "MAR",
    "PORTUGAL": "PRT",
    "ALEMANIA": "DEU",
}


@cache
def _rows() -> tuple[tuple[str, str, str, str], ...]:
    text = resources.files("gotravel.reference").joinpath("countries.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


@cache
def _codes() -> dict[str, str]:
    """Every code that is certain -> alpha-3."""
    codes = {alpha3: alpha3 for _, alpha3, _, _ in _rows()}
    codes |= {alpha2: alpha3 for alpha2, alpha3, _, _ in _rows() if alpha2}
    return codes | GERMANY | USUAL


@cache
def _names() -> dict[str, str]:
    return {name.upper(): alpha3 for _, alpha3, _, name in _rows()} | NAMES


@lru_cache(maxsize=4096)
def alpha3(code: str) -> str | None:
    """`FRA` for `FRA`, `FR`, `fra` or MRZ fillers behind it; `DEU` for `D`; None for anything unknown."""
    return _codes().get(code.strip(" <").upper())


def alpha3_of_name(name: str) -> str | None:
    """The code of a country's name in English (and some in French, Spanish, German), else None."""
    text = " ".join(name.upper().split())
    return _names().get(text) or alpha3(text)


def name_of(code: str) -> str | None:
    """The English name of an alpha-3 code, for pages."""
    return next((name for _, alpha, _, name in _rows() if alpha == code), None)
