"""Three letters are a port or an airline where these stand, and a word where they do not. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.law.test_filter import booked, kept, longer
from tests.wire.messages import api_list

CHECK_IN = ("DAT+2:110625:1525", "TRI++1:::1")


def listed(segment: str) -> bytes:
    return api_list([["NAD+FL+++DOE:JANE", segment]])


def seated(segment: str) -> bytes:
    return booked(after=(*CHECK_IN, segment))


WORDS: list[tuple[Callable[[str], bytes], str]] = [
    (booked, "FTI+ZZ:770001::{}"),
    (booked, "FTI+ZZ:770001:::::G:{}"),
    (seated, "SSD+12A:{}"),
    (seated, "SSD+12A++++{}"),
    (seated, "SSD+12A++++Y+{}"),
    (seated, "RPI+1+HK:{}"),
    (listed, "ATT+2++{}"),
    (listed, "EMP+1+{}:110:111"),
    (listed, "EMP+1+CR1:110:{}"),
    (listed, "GEI+4+{}"),
    (listed, "MEA+CT++:2:{}"),
]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize(
    "word, revealed", [("HIV", "health"), ("GAY", "sexual-life"), ("JEW", "religion"), ("hiv", "health")]
)
@pytest.mark.parametrize("make, segment", WORDS)
def test_a_word_of_three_letters_reveals(
    make: Callable[[str], bytes], segment: str, word: str, revealed: str, size: Callable[[bytes], bytes]
) -> None:
    messages, removals, told = kept(size(make(segment.format(word))))
    assert removals.by_sensitive_class == {revealed: 1} and segment.format(word) not in told
    assert messages[0].passengers[0].given == "JANE"


@pytest.mark.parametrize(
    "make, segment",
    [
        (booked, "FTI+HIV:770001"),
        (booked, "FTI+ZZ:770001+GAY:770002"),
        (booked, "FTI+ZZ:HIV1234"),
        (seated, "SSD+12A+++HAJ:GAY+Y"),
        (listed, "RFF+AVF:GAY"),
    ],
)
@pytest.mark.parametrize("size", [bytes, longer])
def test_a_port_or_an_airline_is_none(
    make: Callable[[str], bytes], segment: str, size: Callable[[bytes], bytes]
) -> None:
    _, removals, told = kept(size(make(segment)))
    assert removals.by_sensitive_class == {} and segment in told
