"""Every pair of text and ground that the styles use reads at 4.5 to 1, and marks at 3 to 1, in both themes; computed from
the one table of tokens. Status hues stay apart also for eyes that see no red, no green or no blue."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src/gotravel/web/static"
TOKENS: dict[str, tuple[str, str]] = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)", (STATIC / "tokens.css").read_text()
    )
}
THEMES = pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
GROUNDS = ("bg", "surface", "raised", "sunken", "sel", "hover")
TEXTS = [(ink, ground) for ink in ("ink", "ink-2", "accent-ink") for ground in GROUNDS]
TEXTS += [("ink-3", ground) for ground in ("bg", "surface", "raised", "sunken")]
TEXTS += [
    (f"{kind}-ink", ground) for kind in ("crit", "warn", "info", "ok", "safe") for ground in (f"{kind}-fill", "surface")
]
TEXTS += [
    ("accent-on", "accent"),
    ("ink", "accent-fill"),
    ("ink", "fill"),
    ("ink-2", "fill"),
    ("ink", "fill-2"),
    ("strip-ink", "strip"),
    ("surface", "crit-ink"),
    ("surface", "for"),
]
MARKS = [
    (mark, "surface")
    for mark in ("line-strong", "focus", "crit", "warn", "info", "ok", "safe", "for", "against", "accent")
]
MARKS += [("focus", "bg"), ("ink-3", "surface")]
SIGHT = {
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB."""


def linear(colour: str) -> tuple[float, ...]:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), TEXTS, ids=lambda name: name)
def test_text_reads(ink: str, ground: str, theme: int) -> None:
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= 4.5


@THEMES
@pytest.mark.parametrize(("mark", "ground"), MARKS, ids=lambda name: name)
def test_marks_and_borders_are_seen(mark: str, ground: str, theme: int) -> None:
    assert contrast(TOKENS[mark][theme], TOKENS[ground][theme]) >= 3


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_evidence_for_and_against_stays_apart(theme: int, sight: str) -> None:
    """Blue and orange, as every eye sees them: far apart in the plane of what that eye can tell."""
    seen = [
        [sum(w * c for w, c in zip(row, linear(TOKENS[name][theme]), strict=True)) for row in SIGHT[sight]]
        for name in ("for", "against")
    ]
    assert sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5 > 0.15


def test_every_colour_in_the_styles_is_a_token() -> None:
    for sheet in ("layout.css", "parts.css", "desk.css"):
        text = (STATIC / sheet).read_text()
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", text) == [], sheet
        unknown = set(re.findall(r"var\(--([\w-]+)\)", text)) - set(TOKENS) - {"sans", "mono", "pad"}
        assert unknown == set(), sheet


PHYSICAL = re.compile(
    r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)\b|(?<![\w-])(left|right|top|bottom)\s*:|float:\s*(left|right)"
)


def test_only_logical_properties_so_that_right_to_left_needs_no_second_sheet() -> None:
    """Messages and charts are left to right in every language, and say so."""
    for sheet in STATIC.glob("*.css"):
        assert PHYSICAL.findall(sheet.read_text()) == [], sheet.name


def test_plum_is_for_safeguards_only() -> None:
    names = set()
    for sheet in ("layout.css", "parts.css", "desk.css"):
        text = re.sub(r"@layer \w+ \{", "", (STATIC / sheet).read_text())
        names |= {part.strip() for rule in re.findall(r"([^{}]+)\{[^{}]*var\(--safe", text) for part in rule.split(",")}
    allowed = ("safe", "law", "shield", "purpose", "mask", "basis", "past", "views-lane", "wire", "entrance", "side")
    assert [name for name in names if not any(word in name for word in allowed)] == []


def test_tokens_of_both_themes_are_all_there() -> None:
    assert len(TOKENS) >= 50
    assert len(set(itertools.chain(*TOKENS.values()))) > 60
