"""The words of heads, labels and headings, in English, French and Spanish (some Dutch and German), from words.csv.

One phrase belongs to one field; a test sees to it. Never: a meaning that code alone knows.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

Phrases = dict[str, tuple[str, ...]]
SMALL: Final = frozenset(
    {"OF", "THE", "DU", "DES", "LA", "LE", "LES", "D", "L", "DEL", "LOS", "LAS", "EL", "THIS", "VAN", "DER", "EN", "S"}
)
"""Words without meaning in a head. `DE` and `A` mean something only where they stand alone."""


@cache
def words(area: str) -> Phrases:
    """`person`, `leg` or `section` -> field -> phrases."""
    lines = resources.files("gotravel.wire.sheets").joinpath("words.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(";") for line in lines]
    return {field: tuple(phrases.split("|")) for kind, field, phrases in rows if kind == area}
