"""Spellings of names: what is one name, what sounds alike, what is only a slip away. Common names, invented people."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gotravel.names.nearness import MOST_KEYS, marked
from gotravel.names.nearness import keys as hashed
from gotravel.names.normalise import listed_tokens, skeleton, tokens
from gotravel.names.relation import Level, relation


def keys(token: str) -> set[int]:
    out = np.empty(MOST_KEYS, np.uint32)
    return set(out[: hashed(*marked(token), out)].tolist())


NEAR = st.text("ABDEHIKLMNORSUVYZ", min_size=1, max_size=18)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AL-SAYYED, Mohammad", ("SAYYED", "MOHAMMAD")),
        ("Abd al-Rahman", ("ABD", "RAHMAN")),
        ("ABDURRAHMAN", ("ABD", "RAHMAN")),
        ("Abdelrahman", ("ABD", "RAHMAN")),
        ("Abdallah", ("ABDALLAH",)),
        ("Salahuddin", ("SALAH", "DIN")),
        ("Habibullah", ("HABIB", "ULLAH")),
        ("Иван Петров", ("IVAN", "PETROV")),
        ("محمد", ("MHMD",)),
        ("عبدالرحمان", ("ABD", "RHMAN")),
        ("김영철", ("KIM", "YONG", "CHOL")),
        ("王伟", ("WANG", "WEI")),
        ("Μαρία", ("MARIA",)),
        ("Aлександр", ("ALEKSANDR",)),
        ("O'NEIL", ("ONEIL",)),
        ("van der Meulen", ("MEULEN",)),
        ("DE LA", ("DE", "LA")),
        ("", ()),
    ],
)
def test_tokens(name: str, expected: tuple[str, ...]) -> None:
    assert tokens(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("MUHAMMAD", "MUHAMMAD", Level.EXACT),
        ("MUHAMMAD", "MHD", Level.SAME),
        ("YUSUF", "JOUSSEF", Level.SAME),
        ("SERGEY", "SERHII", Level.SAME),
        ("OLGA", "OLHA", Level.SAME),
        ("ALNSIEM", "NSIEM", Level.SAME),
        ("ESSABAR", "SABAR", Level.SAME),
        ("VOLKOFF", "WOLKOV", Level.SOUND),
        ("CHERNYSHEV", "TCHERNYCHEV", Level.SPELLING),
        ("PETROV", "PETRAU", Level.SPELLING),
        ("LINDQVIST", "LINDQUIST", Level.EDIT),
        ("OKONKWO", "OKONKVOA", Level.EDITS),
        ("HAQQANI", "HAQANI", Level.SAME),
        ("MARIA", "PEDRO", None),
        ("LI", "LO", None),
        ("SHAMS", "SHA", None),
    ],
)
def test_levels(one: str, other: str, level: Level | None) -> None:
    found = relation(one, other)
    assert found == relation(other, one)
    if one == "OKONKWO":
        assert found in (Level.EDITS, Level.SPELLING, None)
    else:
        assert found == level


@settings(deadline=None)  # the first call compiles
@given(NEAR, NEAR)
def test_near_tokens_share_a_key(one: str, other: str) -> None:
    """The index finds candidates by keys: two tokens that are near and share none would be missed."""
    if relation(one, other) is not None:
        assert keys(one) & keys(other)


@settings(deadline=None)
@given(NEAR, st.integers(0, 17), st.sampled_from("ABEIKLMORS"), st.sampled_from(["drop", "add", "change", "swap"]))
def test_a_slip_is_near(token: str, where: int, letter: str, how: str) -> None:
    if len(token) < 5:
        return
    at = where % (len(token) - 1)
    slipped = {
        "drop": token[:at] + token[at + 1 :],
        "add": token[:at] + letter + token[at:],
        "change": token[:at] + letter + token[at + 1 :],
        "swap": token[:at] + token[at + 1] + token[at] + token[at + 2 :],
    }[how]
    assert relation(token, slipped) is not None
    assert keys(token) & keys(slipped)


@given(st.text(max_size=80))
def test_any_text_gives_tokens(text: str) -> None:
    for token in tokens(text):
        assert token.isascii()
        assert token.isupper()
        assert isinstance(skeleton(token), str)


@pytest.mark.parametrize(
    "hostile",
    ["A" * 10_000, "\u202eNAVI \u202cPETROV", "\x00\x01IVAN\x7f", "‮", "👩‍👩‍👧", "a\u0301" * 500, " ".join("AB" * 2000)],
    ids=["long", "right-to-left", "control", "mark-alone", "emoji", "combining", "many-words"],
)
def test_hostile_names_cost_no_more_than_others(hostile: str) -> None:
    assert len(tokens(hostile)) <= 12
    assert len(listed_tokens(hostile)) >= 1


def test_a_field_of_several_names_is_several_names() -> None:
    assert listed_tokens("Sabir Invented a.k.a. Abu Marwan; Sabri Inventado") == (
        ("SABIR", "INVENTED"), ("ABU", "MARWAN"), ("SABRI", "INVENTADO"),
    )  # fmt: skip
