"""What is asked of a text a piece at a time is what would be asked of it as a whole, also where pieces meet."""

from __future__ import annotations

import re
from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gotravel.domain import characters
from gotravel.domain.characters import asked_for, holds, runs, whole

TEXTS = st.text(st.sampled_from("0123 A\u00e9\u0416"), max_size=40)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "AT_ONCE", 7)


DIGITS = asked_for(digits)


@given(TEXTS)
def test_one_character_is_found_wherever_it_stands(text: str) -> None:
    assert holds(text, DIGITS) == any(one in "0123" for one in text)


@given(TEXTS, st.integers(0, 3), st.integers(0, 3))
def test_the_whole_text_stands_between_zeros(text: str, before: int, behind: int) -> None:
    narrow = text.encode("latin-1", "replace")
    assert whole(text, before=before, behind=behind).tobytes() == bytes(before) + narrow + bytes(behind)
    assert whole(text, lambda piece: 255 - piece).tobytes() == bytes(255 - code for code in narrow)


@given(TEXTS, st.integers(1, 6))
def test_every_long_run_is_found_where_it_begins(text: str, least: int) -> None:
    """In a run that is longer than a piece, another place may be told too."""
    expected = {match.start(): match.end() for match in re.finditer(rf"[0-9]{{{least},}}", text)}
    found = list(runs(text, DIGITS, least))
    assert set(expected) <= set(found)
    assert all(any(start <= at <= end - least for start, end in expected.items()) for at in found)
