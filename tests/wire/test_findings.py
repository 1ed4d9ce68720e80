"""Every code has a sentence and a meaning, and none of them can carry a person's data."""

from __future__ import annotations

import re
import string

import pytest

from gotravel.wire.findings import AREAS, CATALOGUE, finding, reference

FACTS = {
    "tag", "syntax", "charset", "declared", "found", "missing", "part", "leg", "limit_mb", "fault", "qualifier", "role", "kind",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_code_has_a_sentence_and_a_meaning(code: str) -> None:
    severity, sentence, meaning = CATALOGUE[code]
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code)
    assert severity.value in ("info", "warning", "error")
    assert sentence.endswith(".") and meaning.endswith(".")


@pytest.mark.parametrize(
    "area", ["Syntax and envelopes", "Persons, dates, documents", "API lists (PAXLST) and answers"]
)
def test_sentences_name_facts_not_persons(area: str) -> None:
    for _, sentence, _ in AREAS[area].values():
        assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= FACTS


def test_a_code_stands_in_one_area_only() -> None:
    assert len(CATALOGUE) == sum(len(codes) for codes in AREAS.values())


def test_the_reference_page_lists_every_code() -> None:
    page = reference()
    assert all(f"`{code}`" in page for code in CATALOGUE)


def test_a_finding_takes_the_ordinal_of_its_segment() -> None:
    assert finding("not-a-message").segment is None
    assert finding("not-a-message", 7).segment == 7
