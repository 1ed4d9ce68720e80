"""Words cut by a sign, spelled with dots, hidden in a tag, standing beside a contact. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gotravel.domain.wire_segments import in_columns
from gotravel.law.glance import Glance
from gotravel.law.read_of import CUT, joined_of
from gotravel.law.sensitive import class_of_text
from tests.law.test_filter import booked, kept, longer, sheet
from tests.wire.messages import api_list


def listed(segment: str) -> bytes:
    return api_list([["NAD+FL+++DOE:JANE", segment]])


def after(segment: str) -> bytes:
    return booked(after=(segment,))


CUT_IN_TWO: list[tuple[Callable[[str], bytes], str, str, str]] = [
    (booked, "IFT+4:28::ZZ+UNACCOMPANIED MINOR KO:SHER MEAL", "SHER MEAL", "religion"),
    (booked, "IFT+4:28::ZZ+UMNR NEEDS WHEELC+HAIR", "WHEELC", "health"),
    (booked, "IFT+4:28::ZZ+CTCP JOE HA:LAL", "LAL", "religion"),
    (booked, "IFT+4:43+SYNDI:CAT", "SYNDI", "union"),
    (booked, "IFT+4:733::ZZ+x+wheel-chair wh:chr epilep+tic", "epilep", "health"),
    (after, "LTS+0/O/NEEDS WHEELC:HAIR", "WHEELC", "health"),
    (after, "LTS+0/O/PAX MUS-LIM", "MUS-LIM", "religion"),
    (after, "LTS+0/O/PAX H.I.V. POS", "H.I.V", "health"),
    (after, "LTS+0/O/PAX L.G.B.T", "L.G.B.T", "sexual-life"),
    (after, "LTS+0/O/PAX H-I-V", "H-I-V", "health"),
    (booked, "FTI+ZZ:770001::H.I.V.", "H.I.V", "health"),
    (listed, "FTX+AAA+++KO:SHER", "SHER", "religion"),
]  # fmt: skip


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("make, segment, marker, revealed", CUT_IN_TWO)
def test_a_word_that_a_sign_cuts_is_one_word(
    make: Callable[[str], bytes], segment: str, marker: str, revealed: str, size: Callable[[bytes], bytes]
) -> None:
    messages, removals, told = kept(size(make(segment)))
    assert marker not in told and removals.by_sensitive_class == {revealed: 1}
    assert messages[0].passengers[0].given == "JANE"


BROKEN: list[tuple[Callable[..., bytes], tuple[str, str], str]] = [
    (lambda *lines: booked(after=lines), ("LTS+NEEDS WHEEL", "LTS+CHAIR AT GATE"), "health"),
    (lambda *lines: booked(after=lines), ("LTS+PAX HAS KO", "LTS+SHER MEAL"), "religion"),
    (
        lambda *lines: api_list([["NAD+FL+++DOE:JANE", *lines]]),
        ("FTX+AAA+++PAX IS PREG", "FTX+AAA+++NANT 7M"),
        "health",
    ),
]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("make, lines, revealed", BROKEN)
def test_a_word_that_goes_on_in_the_next_line_is_one_word(
    make: Callable[..., bytes], lines: tuple[str, str], revealed: str, size: Callable[[bytes], bytes]
) -> None:
    _, removals, told = kept(size(make(*lines)))
    assert removals.by_sensitive_class == {revealed: 2} and lines[0] not in told and lines[1] not in told


def test_a_contact_goes_on_with_nothing() -> None:
    lines = ("IFT+4:28::ZZ+CTCE JANE//MAIL.GA", "IFT+4:28::ZZ+CTCP Y 3225550100", "IFT+4:28::ZZ+CTCP 3225550100 GA")
    _, removals, told = kept(booked(*lines))
    assert removals.by_sensitive_class == {} and all(line in told for line in lines)


def test_lines_that_make_no_word_stay() -> None:
    lines = ("LTS+SEAT AT THE AIS", "LTS+LE", "LTS+KO", "LTS+SEAT", "LTS+SHER", "LTS")
    _, removals, told = kept(booked(after=lines))
    assert removals.by_sensitive_class == {} and all(line in told for line in lines)


BESIDE_CONTACTS = [
    "IFT+4:28::ZZ+UM08 PAX IS PRM CTCP 3225550100",
    "IFT+4:28::ZZ+UM08 ROMA FAMILY CTCP 3225550100",
    "IFT+4:28::ZZ+CTCP 3225550100+CHRISTIAN",
    "IFT+4:28::ZZ+ISLAM:CTCP 3225550100",
]
CONTACTS = [
    "IFT+4:28::ZZ+CTCP BRU 3225550100 CAMILLA",
    "IFT+4:28::ZZ+UMNR+CTCT ROMA 3225555+CTCE CHRISTIAN//MAIL.EXAMPLE",
    "IFT+4:28::ZZ+CTCE J.R.R.DOE//ROMA.EXAMPLE",
]


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("segment", BESIDE_CONTACTS)
def test_only_the_contact_is_spared(segment: str, size: Callable[[bytes], bytes]) -> None:
    _, removals, told = kept(size(booked(segment)))
    assert "3225550100" not in told and sum(removals.by_sensitive_class.values()) == 1


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("segment", CONTACTS)
def test_a_contact_names_places_and_people(segment: str, size: Callable[[bytes], bytes]) -> None:
    _, removals, told = kept(size(booked(segment)))
    assert segment in told and removals.by_sensitive_class == {}


@pytest.mark.parametrize(
    "segment, revealed", [("HIV+X", "health"), ("gay+X", "sexual-life"), ("SSR+SICK:HK:1:ZZ:::::X", "health")]
)
def test_a_tag_that_is_a_word_is_not_shown(segment: str, revealed: str) -> None:
    _, removals, told = kept(booked(segment))
    assert removals.by_sensitive_class == {revealed: 1} and removals.by_element == {}
    word = segment.removeprefix("SSR+")[:4].strip("+").upper()
    assert word not in told.upper().replace("REMOVED-SENSITIVE", "")


PIECES = st.sampled_from(
    ["KO", "SHER", "HA", "LAL", "+", ":", "-", " ", "*", "?", ".", "H.I.V", "9", "CTCP ", "\u00e9", "4:28"]
)
TEXTS = st.builds(lambda head, parts: head + "".join(parts), st.sampled_from(["IFT+4:28::ZZ+", "IFT+", "IFT*4:28*", "ift", "LTS+", "LTS", "FTX+AAA+++", "FTX"]), st.lists(PIECES, max_size=6))  # fmt: skip


@settings(deadline=None)
@example(["IFT+KO:SHER", "IFT*4:28*KO:SHER", "IFT+4:28+X", "LTS+KO:SHER"])
@example(["IFT+KO:SHER"])
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_what_a_sign_cut_is_seen(texts: list[str]) -> None:
    glance = Glance(in_columns(texts, ()))
    seen = {*glance.cut(), *glance.to_read(lead=3)}
    spoken = [(at, text, text[:3].upper()) for at, text in enumerate(texts) if not text[3:4].isalpha()]
    missed = [text for at, text, tag in spoken if tag in CUT and class_of_text(joined_of(text, tag)) and at not in seen]
    assert missed == []


SEVERAL = (
    b"Surname;Given names;Date of birth;Wishes;More\nDOE;JANE;1980-01-01;HALAL;BLIND\nROE;ANN;1981-01-01;;H.I.V.\n"
)


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize(
    "raw, counts",
    [
        (sheet("Wishes", "HALAL"), {"religion": 1}),
        (sheet("Remarks", "needs WCHR"), {"health": 1}),
        (sheet("Wishes", "window"), {}),
        (SEVERAL, {"religion": 1, "health": 2}),
        (sheet("Seat", "12A") + b";;;HALAL\n", {"religion": 1}),
    ],
)
def test_what_goes_with_a_sheet_s_unknown_column_is_counted(
    raw: bytes, counts: dict[str, int], size: Callable[[bytes], bytes]
) -> None:
    _, removals, told = kept(size(raw))
    assert removals.by_sensitive_class == counts and "HALAL" not in told
