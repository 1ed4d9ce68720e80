"""What one glance leaves unread, its judges would find clean: no word of the tables, wherever it stands, escapes it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gotravel.domain.cards import long_numbers, masked
from gotravel.domain.message import Kind, WireSegment
from gotravel.domain.wire_segments import WireSegments, in_columns
from gotravel.law.glance import Glance, clean
from gotravel.law.profile import load
from gotravel.law.rules import rules_together
from gotravel.law.segments import all_judged, judged_where_needed, rule, rules_of
from gotravel.law.sensitive import class_of_text, lexicon

CONTIGUOUS = re.compile(r"(?<![0-9])[0-9]{13,19}(?![0-9])")
"""Of a payment, any number so long is an account's."""
TELLING = sorted({*lexicon().whole, *lexicon().stems})
INNOCENT = [
    "PASSENGER HOLDS WINDOW SEAT",
    "CTCP JFK 12125550100",
    "",
    "13",
    "O?'BRIEN/TEMPERANCE MS",
    "BROAD STREET, LAGOS",
]
BETWEEN = st.sampled_from(["", " ", "+", ":", "/", "-", "X", "AB", "9", "\u00e9", "s", "ML", "?"])
TAGS = st.sampled_from(
    ["LTS", "FTX", "IFT+4:28::ZZ+", "SSR+OTHS:HK:::", "SSR+DOCS:HK:::", "TIF+", "MON+", "ADD++700:", "ZZZ"]
)
SPOKEN = st.sampled_from(["", "CTCP 12125550100", "UMNR", "UM 12", "unaccompanied", "NON ACCOMPAGNE", "TRUMPET"])
SAID = st.lists(
    st.one_of(st.sampled_from(TELLING), st.sampled_from(INNOCENT), BETWEEN, st.text(max_size=4)), max_size=6
)


ALIKE = (
    *("SSR+VGML:HK:1", "SSR+VGMLX:HK", "ssr+VGML:HK:2", "SSr+VGML:HK:3", "SSRXVGML:HK:4", "SSR+VGML:HK:5"),
    *("IFT+4:43::ZZ+A", "IFT+4:43::ZZ+B", "IFT+4:4", "IFT+4:28::ZZ+CTCP 1", "IFT+4:28::ZZ+X", "IFT+4:28::ZZ+UMNR"),
    *("ift+4:43::ZZ+A", "IFT+4:733+A", "IFT+4:7333", "SSR+DOCS:H", "SSR+DOCS:", "SSR+DOCS"),
)
"""What begins with the same characters, or nearly so."""


@pytest.mark.parametrize("word", TELLING)
def test_a_word_of_the_tables_is_seen_among_others(word: str) -> None:
    """At an odd and at an even place: only every second one is looked up."""
    for before in ("1", "12"):
        texts = [
            before,
            f"HISTORY OF {word.lower()} HERE",
            f"PAX{word}",
            word,
            f"({word}),",
            f"E\u00e9{word}",
            *INNOCENT,
        ]
        seen = Glance(texts).to_read()
        assert [index for index, text in enumerate(texts) if class_of_text(text) and index not in seen] == []


@settings(deadline=None)
@given(st.lists(SAID.map("".join), max_size=8))
def test_texts_left_unread_are_clean(texts: list[str]) -> None:
    seen = set(Glance(texts).to_read())
    assert [text for index, text in enumerate(texts) if index not in seen and class_of_text(text)] == []
    assert [text for text in clean(texts) if class_of_text(text)] == []


@settings(deadline=None)
@given(st.lists(st.tuples(TAGS, BETWEEN, SAID.map("".join)).map("".join), min_size=1, max_size=8))
def test_segments_without_a_verdict_are_those_that_would_stay_as_they_are(texts: list[str]) -> None:
    segments = tuple(WireSegment(number, 0, text) for number, text in enumerate(texts, 1))
    elements = frozenset(load("eu-pnr").pnr_elements)
    rules = rules_of(texts, Kind.PNRGOV, elements, True)
    assert rules == [rule(text, Kind.PNRGOV, elements, True) for text in texts]
    needed = judged_where_needed(segments, rules)
    everyone = all_judged(segments, rules)
    assert {
        index: one for index, one in everyone.items() if one.segment is not segments[index] and index not in needed
    } == {}
    assert {index: everyone[index] for index in needed} == needed


@settings(deadline=None)
@given(
    st.lists(st.tuples(TAGS, BETWEEN, SAID.map("".join)).map("".join), min_size=1, max_size=12),
    st.booleans(),
    st.sampled_from((frozenset[str](), frozenset({"OTHS"}))),
)
def test_many_segments_looked_at_together_are_judged_as_one_by_one(
    texts: list[str], history: bool, private: frozenset[str]
) -> None:
    """Also where history is not listed, and where a service tells the language of a child that travels alone."""
    texts = [*texts, "SRC", "SSR+UMNR:HK", "SSR+LANG:HK:::AR", "abi+4", "TIF+A:B", "UNT+1", *ALIKE, "ssr+", "A", ""]
    segments = WireSegments.of(WireSegment(number, 0, text) for number, text in enumerate(texts, 1))
    elements = frozenset(load("eu-pnr").pnr_elements) - (frozenset() if history else {19})
    glance = Glance(segments)
    together = rules_together(segments, glance, Kind.PNRGOV, elements, True, private)
    singly = rules_of(texts, Kind.PNRGOV, elements, True, private)
    assert [together[index] for index in range(len(texts))] == singly
    judged = all_judged(segments, singly)
    needed = judged_where_needed(segments, together, glance)
    assert needed == {index: judged[index] for index in needed}
    assert [index for index, one in judged.items() if one.segment != segments[index] and index not in needed] == []


def test_where_every_tag_says_it_all_nothing_else_is_asked() -> None:
    texts = ["UNH+1+PNRGOV:13:1:IA", "SRC", "RCI+1A:ABC234", "UNT+4+1"] * 30
    segments = WireSegments.of(WireSegment(number, 0, text) for number, text in enumerate(texts, 1))
    elements = frozenset(load("eu-pnr").pnr_elements)
    together = rules_together(segments, Glance(segments), Kind.PNRGOV, elements, True)
    assert [together[index] for index in range(len(texts))] == rules_of(texts, Kind.PNRGOV, elements, True)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("0123456789:+A ", max_size=12), SPOKEN).map("".join), max_size=8))
@example([":+0:0"])
def test_remarks_of_one_code_have_the_rule_that_each_has_alone(texts: list[str]) -> None:
    texts = [
        "IFT" + text
        for text in (
            *texts,
            "+4:28::ZZ+CTCP 1",
            "+4:28::ZZ+X",
            "+4:28::ZZ+UM 12",
            "+4:280000",
            "+4:28",
            " 0",
            "0:00CTCP 1",
        )
    ]
    elements = frozenset(load("eu-pnr").pnr_elements)
    assert rules_of(texts, Kind.PNRGOV, elements, True) == [rule(text, Kind.PNRGOV, elements, True) for text in texts]


@settings(deadline=None)
@given(st.lists(st.text("0123456789 +X", max_size=40), max_size=6))
def test_card_numbers_are_seen(texts: list[str]) -> None:
    seen = long_numbers(in_columns(texts, ()))
    assert [text for index, text in enumerate(texts) if masked(text) != text and index not in seen] == []
    paid = [f"FOP+CC::10.00:VI:{text}" for text in texts]
    seen = long_numbers(in_columns(paid, ()))
    assert [text for index, text in enumerate(paid) if CONTIGUOUS.search(text) and index not in seen] == []


def test_a_word_cut_by_the_tag_is_read() -> None:
    """What stands behind a damaged tag begins a word there, though a letter stands before it."""
    assert Glance(["LTSWCHR", "LTS+FINE"]).to_read(lead=3) == [0]
