"""Usual forms are told without an expression, and are told as the expression would: these are the expressions."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from gotravel.wire import contacts, person_dates, person_names, typeb
from gotravel.wire.pnrgov import services, texts

MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
SEAT = re.compile(r"\d{1,3}[A-Z]{1,2}")
TICKET = re.compile(r"(\d{13})C(\d)")
CONTACT = re.compile(r"\bCTC ?([ABCEFHMPTR])?\b[ .:-]*(.*)", re.DOTALL)
PIECES = st.sampled_from(
    [
        *(
            "CTC",
            "CTCE",
            "ctcm",
            " ",
            "  ",
            "@",
            "//",
            "/",
            ".",
            "-",
            ":",
            "A",
            "JOHN",
            "MR",
            "MRS",
            "DR",
            "(MR)",
            "MSTR.",
            "INF",
        ),
        *("7", "12", "9992007773001", "C", "C1", "K", "\u00e9", "\u0663", "\t", "\x1e", "\x00", "\x7f", "\n"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=7).map("".join)


@given(TEXTS)
@example("JOHN@MAIL.EXAMPLE")
@example("A@B@C.D")
@example("A@.B")
def test_an_address_of_mail(text: str) -> None:
    assert (contacts.mail_address(text) is not None) == bool(MAIL.fullmatch(contacts.email(text)))


@given(TEXTS)
@example("JOHN.DOE//MAIL.EXAMPLE")
@example("///A.B")
def test_a_word_that_looks_like_one(text: str) -> None:
    word = "".join(text.split())
    assert texts._is_token(word) == bool(word and texts.MAIL_TOKEN.search(word))


@given(TEXTS)
@example("CTCE JOHN")
def test_a_contact(text: str) -> None:
    told, match = texts._told_first(text), CONTACT.search(text)
    assert told is None or (match is not None and told == (match[1], match[2]))


@given(TEXTS.map(str.upper))
@example("12AB")
@example("1234A")
def test_a_seat(text: str) -> None:
    assert services._is_seat(text) == bool(SEAT.fullmatch(text))


@given(TEXTS)
@example("9992007773001C1")
def test_a_ticket_with_its_coupon(text: str) -> None:
    assert services._is_ticket_and_coupon(text) == bool(TICKET.fullmatch(text))


@given(TEXTS, st.one_of(st.none(), TEXTS))
@example("JOHN MR", "JOHN")
@example("DR JOHN MR", None)
@example("JOHNMR MRS", "JOHNMR")
def test_a_title(given_name: str, shown: str | None) -> None:
    words, titles = person_names._without_separate(given_name.split())
    if words:
        name, title = person_names._without_glued(words, shown)
        words, titles = (name, [*titles, title]) if title else (words, titles)
    assert person_names.split_title(given_name, shown) == (" ".join(words) or None, " ".join(titles) or None)


@given(st.integers(0, 40), st.sampled_from([*person_dates.MONTHS, "JUX"]), st.integers(0, 99))
def test_a_day_with_its_month_spelled(day: int, month: str, year: int) -> None:
    usual, spaced = f"{day:02d}{month}{year:02d}", f"{day:02d} {month} {year:02d}"
    assert person_dates.birth_date(usual, "", "2026-11-27") == person_dates.birth_date(spaced, "", "2026-11-27")
    assert person_dates.document_date(usual) == person_dates.document_date(spaced)


@given(TEXTS)
def test_control_characters(text: str) -> None:
    narrow = text.encode("latin-1", "ignore").decode("latin-1")
    assert typeb.CONTROL.search(typeb.unwrapped(narrow)[0]) is None
