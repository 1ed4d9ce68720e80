"""Titles, dates, countries and codes: what is certain is read, what is not stays as it is or is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gotravel.domain.cards import masked
from gotravel.domain.message import PersonKind, Sex
from gotravel.reference.countries import alpha3_of_name, name_of
from gotravel.wire.contacts import email
from gotravel.wire.persons import (
    birth_date,
    country,
    document_date,
    document_type,
    is_infant_sex,
    kind_by_age,
    moment,
    sex,
    split_title,
)

FLIGHT = "2018-06-26T12:20"


@pytest.mark.parametrize(
    "given, shown, name, title",
    [
        pytest.param("JOHNMR", None, "JOHN", "MR", id="glued"),
        pytest.param("ANNAMRS", None, "ANNA", "MRS", id="glued mrs, not mr and s"),
        pytest.param("TOMMSTR", None, "TOM", "MSTR", id="glued master"),
        pytest.param("EVAMISS", None, "EVA", "MISS", id="glued miss"),
        pytest.param("MARY ANNMS", None, "MARY ANN", "MS", id="glued to the last name"),
        pytest.param("JOHN DR", None, "JOHN", "DR", id="apart"),
        pytest.param("PROF JOHN", None, "JOHN", "PROF", id="in front"),
        pytest.param("JOHN DR MR", None, "JOHN", "DR MR", id="two titles"),
        pytest.param("JohnMr", None, "John", "Mr", id="mixed case"),
        pytest.param("MR", None, None, "MR", id="a title and no name"),
        pytest.param("", None, None, None, id="nothing"),
        pytest.param("SAMR", None, "SAMR", None, id="two letters left"),
        pytest.param("SAMR", "SA", "SA", "MR", id="two letters left, but the document shows it"),
        pytest.param("BADR", "BADR", "BADR", None, id="the document shows the whole name"),
        pytest.param("JOHNDR", "JOHN", "JOHN", "DR", id="a doctor the document does not show"),
        pytest.param("JOHNDR", None, "JOHNDR", None, id="a doctor without evidence"),
        pytest.param("JOHNMR", "JOHNMR", "JOHNMR", None, id="the document shows the letters of the title"),
        pytest.param("MRJOHN", None, "MRJOHN", None, id="a prefix"),
        *(pytest.param(name, None, name, None, id=f"{name.lower()} is a name") for name in
          ("OMAR", "SIRAJ", "DRAGAN", "MRIDULA", "NASR", "BADR", "SHAMS", "ADAMS", "WILLIAMS", "AMR", "QAMR", "MISSAK", "DREW", "REV", "SIR", "SIG", "MD")),
    ],
)  # fmt: skip
def test_titles(given: str, shown: str | None, name: str | None, title: str | None) -> None:
    assert split_title(given, shown) == (name, title)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.none() | st.text(max_size=30))
def test_no_letter_of_a_name_is_lost(given: str, shown: str | None) -> None:
    name, title = split_title(given, shown)
    kept = sorted("".join(((name or "") + (title or "")).split()))
    assert kept == sorted("".join(given.split()))


@pytest.mark.parametrize(
    "text, code, born, told",
    [
        pytest.param("700602", "", "1970-06-02", None, id="two digits"),
        pytest.param("181203", "", "1918-12-03", "birth-century-ambiguous", id="two digits, a hundred years"),
        pytest.param("180626", "", "2018-06-26", None, id="the day itself"),
        pytest.param("180627", "", "1918-06-27", "birth-century-ambiguous", id="the day after"),
        pytest.param("700602", "102", "1970-06-02", "date-format-repaired", id="two digits where four are announced"),
        pytest.param("19700602", "101", "1970-06-02", "date-format-repaired", id="four digits where two are announced"),
        pytest.param("020670", "2", "1970-06-02", None, id="day first"),
        pytest.param("02JUN70", "", "1970-06-02", None, id="the month by name"),
        pytest.param("02JUN1970", "", "1970-06-02", None, id="the month by name, four digits"),
        pytest.param("1970-06-02", "", "1970-06-02", None, id="ISO"),
        pytest.param("000229", "", "2000-02-29", None, id="a leap day"),
        pytest.param("20190101", "102", None, "birth-in-future", id="the future"),
        pytest.param("700000", "", None, "date-unreadable", id="day and month unknown"),
        pytest.param("ABCDEF", "", None, "date-unreadable", id="letters"),
        pytest.param("١٩٧٠٠٦٠٢", "", None, "date-unreadable", id="digits of another script"),
        pytest.param("", "", None, "date-missing", id="nothing"),
    ],
)
def test_births(text: str, code: str, born: str | None, told: str | None) -> None:
    read, found = birth_date(text, code, FLIGHT)
    assert (read, found and found.code) == (born, told)


@pytest.mark.parametrize(
    "text, code, day",
    [
        pytest.param("610218", "", "2061-02-18", id="two digits are always this century"),
        pytest.param("990909", "", "2099-09-09", id="even ninety-nine"),
        pytest.param("19990909", "102", "1999-09-09", id="four digits are believed"),
        pytest.param("020931", "", None, id="a slip of the pen is not turned round"),
    ],
)
def test_document_dates(text: str, code: str, day: str | None) -> None:
    assert document_date(text, code)[0] == day


@pytest.mark.parametrize(
    "text, code, when",
    [
        pytest.param("1806261220", "201", "2018-06-26T12:20", id="usual"),
        pytest.param("201806261220", "203", "2018-06-26T12:20", id="with century"),
        pytest.param("20180626122000", "204", "2018-06-26T12:20", id="with seconds"),
        pytest.param("201806261220+0200", "205", "2018-06-26T12:20", id="with offset"),
        pytest.param("180626", "101", "2018-06-26", id="a date alone"),
        pytest.param("1806262400", "201", "2018-06-27T00:00", id="twenty-four o'clock"),
        pytest.param("1806262575", "201", "2018-06-26", id="no time of day"),
        pytest.param("180626122", "201", None, id="nine digits"),
    ],
)
def test_moments(text: str, code: str, when: str | None) -> None:
    assert moment(text, code)[0] == when


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=16) | st.from_regex(r"\d{6,14}", fullmatch=True),
    st.sampled_from(["", "2", "101", "102", "201", "205", "x"]),
)
def test_no_text_breaks_a_date(text: str, code: str) -> None:
    for read, found in (
        birth_date(text, code, FLIGHT),
        birth_date(text, code, None),
        document_date(text, code),
        moment(text, code),
    ):
        assert read or found


@pytest.mark.parametrize(
    "code, read, told",
    [
        pytest.param("FRA", "FRA", None, id="alpha-3"),
        pytest.param("fr", "FRA", None, id="alpha-2, lower case"),
        pytest.param("D", "DEU", None, id="Germany"),
        pytest.param("D<<", "DEU", None, id="Germany with fillers"),
        pytest.param("UK", "GBR", None, id="the United Kingdom by habit"),
        pytest.param("RKS", "RKS", None, id="Kosovo"),
        pytest.param("EUE", "EUE", None, id="a laissez-passer"),
        pytest.param("XXB", "XXB", None, id="a refugee"),
        pytest.param("UTO", "UTO", None, id="Utopia"),
        pytest.param("Germany", "DEU", "country-name-read", id="a name"),
        pytest.param("QQQ", "QQQ", "country-code-unknown", id="unknown, kept"),
        pytest.param("QQ", None, "country-code-unknown", id="unknown, two letters"),
        pytest.param("12", None, "country-code-unknown", id="digits"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_countries(code: str, read: str | None, told: str | None) -> None:
    known, found = country(code)
    assert (known, found and found.code) == (read, told)


def test_names_of_countries() -> None:
    assert (alpha3_of_name("côte d'ivoire"), alpha3_of_name("Atlantis"), name_of("BEL")) == ("CIV", None, "Belgium")


def test_sexes_and_ages() -> None:
    assert [sex(code) for code in ("M", "f", "X", "U", "", "MI", "FI", "??")] == [
        Sex.MALE, Sex.FEMALE, Sex.UNSPECIFIED, None, None, Sex.MALE, Sex.FEMALE, None,
    ]  # fmt: skip
    assert is_infant_sex("FI") and not is_infant_sex("F")
    assert kind_by_age("2016-06-27", FLIGHT) is PersonKind.INFANT
    assert kind_by_age("2016-06-26", FLIGHT) is PersonKind.CHILD
    assert kind_by_age(None, FLIGHT) is PersonKind.ADULT
    assert [document_type(word) for word in ("P", "Passport", "pasaporte", "QX")] == ["P", "P", "P", "QX"]


@pytest.mark.parametrize(
    "text, shown",
    [
        pytest.param("CC 4111111111111111 EXP 1230", "CC 411111XXXXXX1111 EXP 1230", id="a card"),
        pytest.param("4111 1111 1111 1111", "411111XXXXXX1111", id="a card with blanks"),
        pytest.param("VI4111111111111111", "VI411111XXXXXX1111", id="a card glued to its vendor"),
        pytest.param("378282246310005", "378282XXXXX0005", id="fifteen digits"),
        pytest.param("TICKET 0752404750401", "TICKET 0752404750401", id="a ticket stays"),
        pytest.param("4111111111111112", "4111111111111112", id="a wrong check digit stays"),
    ],
)
def test_cards_are_masked_and_masking_again_changes_nothing(text: str, shown: str) -> None:
    assert masked(text) == masked(masked(text)) == shown


@pytest.mark.parametrize(
    "text, address",
    [
        pytest.param("A@B.EXAMPLE", "A@B.EXAMPLE", id="as it is"),
        pytest.param("A..C//B.EXAMPLE", "A_C@B.EXAMPLE", id="Type B alphabet"),
        pytest.param("A.AT. B.EXAMPLE", "A@B.EXAMPLE", id="spelled at"),
        pytest.param("NOT AN ADDRESS", "NOT AN ADDRESS", id="none"),
    ],
)
def test_addresses_of_mail(text: str, address: str) -> None:
    assert email(text) == address


def test_a_list_of_the_last_century_is_one() -> None:
    """D.94B is met in archives: a flight of 1995 is no flight of 2095."""
    assert moment("9501311815", "201")[0] == "1995-01-31T18:15"
    assert moment("7912312359", "201")[0] == "2079-12-31T23:59"
