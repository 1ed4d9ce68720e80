"""Screening: the person is found however a carrier writes them, the namesake is spared, nothing depends on the disk."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.message import TravelDocument
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName, NameKind
from gotravel.screening import batch
from gotravel.screening.assess import assess, total_bits
from gotravel.screening.frequencies import learned
from gotravel.screening.index import Index, build
from gotravel.screening.priors import shipped
from gotravel.screening.query import Query, spellings
from gotravel.screening.screen import Found, rules_of, screen

LIST = WatchlistId(uuid.UUID(int=1))
TODAY = dt.date(2026, 11, 24)
TRAFFIC = learned(
    ["MARIA SILVA", "JOHN SMITH", "MOHAMED ALI", "IVAN IVANOV", "LI WEI", "AHMED HASSAN"] * 300 + ["PETRA LINDQVIST"],
    "test",
)

STATE_TRAFFIC = learned(
    ["YOUSSEF ALI", "ERIK LINDQVIST", "AINO VIRTANEN", "OLA NORDMANN", "MOHAMED ALI"] * 300,
    "states",
    ["SWE", "SWE", "FIN", "NOR", "EGY"] * 300,
)


def entry(number: int, *names: str, born: str = "1979-11-21", **more: object) -> Entry:
    ordinary: dict[str, object] = {
        "born": (BirthDate(BirthDateKind.EXACT, born),) if born else (),
        "nationalities": ("EGY",),
        "sex": "M",
    }
    listed = tuple(
        ListedName(name, NameKind.PRIMARY if place == 0 else NameKind.GOOD) for place, name in enumerate(names)
    )
    return Entry(EntryId(uuid.UUID(int=number)), LIST, f"R{number}", "1", listed, **{**ordinary, **more})  # type: ignore[arg-type]


WANTED = entry(7, "SHARQAWIYI, Youssef Abdelhamid", "Yusuf Sharqawiyi", "يوسف عبد الحميد الشرقاويي")
OTHERS = tuple(entry(100 + n, f"NOBODY{n}A, Inventedus{n}", born="") for n in range(50))
INDEX = build((*OTHERS, WANTED), TRAFFIC)


def asked(
    family: str, given: str, born: str | None = "1979-11-21", nationality: str | None = "EGY", **more: object
) -> Query:
    return Query(spellings(family, given), born, nationality, "M", **more)  # type: ignore[arg-type]


def found(query: Query, index: Index = INDEX, threshold: float = 16.5, day: dt.date = TODAY) -> list[Found]:
    return screen([query], index, {LIST: threshold}, as_of=day)


@pytest.mark.parametrize(
    ("family", "given"),
    [
        pytest.param("SHARQAWIYI", "YOUSSEF", id="as listed"),
        pytest.param("EL SHARQAWIYI", "YUSUF ABDELHAMID", id="with article"),
        pytest.param("ELSHARQAWIYI", "YUSUF", id="article glued"),
        pytest.param("CHARKAWIYY", "JOUSSEF", id="French spelling"),
        pytest.param("YOUSSEF", "SHARQAWIYI", id="swapped"),
        pytest.param("SHARQAWIYI", "YOUSSEFABDELHAMID", id="given names joined"),
        pytest.param("SHARQAWIYI", "YOUSSEFMR", id="title glued"),
        pytest.param("SHARQAWIYI", "Y", id="initial"),
        pytest.param("SHARQWIYI", "YOUSSEF", id="a letter lost"),
        pytest.param("SHARQAWIYI YOUSSEF ABDELHAMID", "", id="all in one field"),
        pytest.param("SHARQAWIYI", "YOUSSEF ABDEL", id="cut off"),
        pytest.param("SHARQAWIYI", "MAHMOUD YOUSSEF", id="one given name more"),
        pytest.param("الشرقاويي", "يوسف", id="in Arabic"),
    ],
)
def test_the_person_is_found_however_written(family: str, given: str) -> None:
    assert [INDEX.entries[one.entry].id for one in found(asked(family, given))] == [WANTED.id]


@pytest.mark.parametrize(
    ("family", "given", "born", "nationality"),
    [
        pytest.param("SHARQAWIYI", "MARIA", "1994-02-03", "BRA", id="the family name alone"),
        pytest.param("ALI", "MOHAMED", "1979-11-21", "EGY", id="the birth date alone"),
        pytest.param("SMITH", "JOHN", "1979-11-21", "EGY", id="nothing of the name"),
        pytest.param("SILVA", "YOUSSEF", None, None, id="the given name alone"),
    ],
)
def test_namesakes_are_spared(family: str, given: str, born: str | None, nationality: str | None) -> None:
    assert found(asked(family, given, born, nationality)) == []


def test_a_namesake_with_another_birth_date_weighs_far_less() -> None:
    same = total_bits(asked("SHARQAWIYI", "YOUSSEF"), WANTED, TRAFFIC)
    other = total_bits(asked("SHARQAWIYI", "YOUSSEF", "1994-02-03"), WANTED, TRAFFIC)
    assert same - other > 18


@pytest.mark.parametrize(
    ("ours", "code"),
    [
        ("1979-11-21", "born-same-day"),
        ("1980-11-21", "born-near-year"),
        ("1989-11-21", "born-ten-off"),
        ("1979-01-01", "born-first-of-year"),
        ("1979-05-05", "born-same-year"),
        ("1950-05-05", "born-different"),
        (None, "born-not-compared"),
    ],
)
def test_birth_dates(ours: str | None, code: str) -> None:
    assessment = assess(asked("SHARQAWIYI", "YOUSSEF", ours), WANTED, TRAFFIC, 16.5, "s")
    assert assessment is not None
    [born] = [reason for reason in assessment.reasons if reason.field == "birth-date"]
    assert born.code == code
    assert (born.bits == 0.0) == (ours is None)


def test_day_and_month_swapped() -> None:
    listed = entry(8, "SHARQAWIYI, Youssef", born="1979-05-06")
    assessment = assess(asked("SHARQAWIYI", "YOUSSEF", "1979-06-05"), listed, TRAFFIC, 16.5, "s")
    assert assessment is not None
    assert "born-swapped" in {reason.code for reason in assessment.reasons}


def test_a_document_finds_whoever_bears_it_under_any_name() -> None:
    listed = entry(9, "SHARQAWIYI, Youssef", documents=(TravelDocument("P", "A10B2580", "EGY"),))
    index = build((*OTHERS, listed), TRAFFIC)
    for number, code in (("A10B2580", "document-same"), ("AIOB25B0", "document-confusable")):
        [one] = found(asked("SHARQAWI", "JOUSSEF", documents=(TravelDocument("P", number, "EGY"),)), index)
        assert code in {reason.code for reason in one.assessment.reasons}
    assert found(asked("SMITH", "JOHN", "1950-01-01", documents=(TravelDocument("P", "A10B2580", "EGY"),)), index, 5.0)


def test_what_was_not_sent_is_not_counted() -> None:
    bare = assess(Query((("SHARQAWIYI", "YOUSSEF ABDELHAMID"),)), WANTED, TRAFFIC, 16.5, "s")
    assert bare is not None
    assert {reason.bits for reason in bare.reasons if "name" not in reason.field} == {0.0}


def test_the_sum_is_the_sum_of_its_reasons() -> None:
    [one] = found(asked("SHARQAWIYI", "YOUSSEF"))
    assert one.assessment.total_bits == pytest.approx(sum(reason.bits for reason in one.assessment.reasons))
    assert all(reason.sentence for reason in one.assessment.reasons)


@pytest.mark.parametrize("names", [("ABU NOUR",), ("Youssef",)], ids=["a weak alias", "a single name"])
def test_too_few_identifiers_make_no_hit(names: tuple[str, ...]) -> None:
    kind = NameKind.WEAK if len(names[0].split()) > 1 else NameKind.PRIMARY
    listed = Entry(EntryId(uuid.UUID(int=3)), LIST, "R3", "1", (ListedName(names[0], kind),))
    assert assess(Query((("NOUR", "ABU"), ("", "YOUSSEF"))), listed, TRAFFIC, 1.0, "s") is None


@pytest.mark.parametrize("field", ["review_due", "expires"])
def test_an_overdue_or_expired_entry_does_not_match(field: str) -> None:
    index = build((msgspec.structs.replace(entry(7, "SHARQAWIYI, Youssef"), **{field: TODAY}),), TRAFFIC)
    assert found(asked("SHARQAWIYI", "YOUSSEF"), index)
    assert found(asked("SHARQAWIYI", "YOUSSEF"), index, day=TODAY + dt.timedelta(days=1)) == []


def test_rare_names_weigh_more_than_common_ones() -> None:
    rare, common = entry(1, "Lindqvistova Petra"), entry(2, "Silva Maria")
    assert total_bits(asked("LINDQVISTOVA", "PETRA"), rare, TRAFFIC) > 5 + total_bits(
        asked("SILVA", "MARIA"), common, TRAFFIC
    )


def test_the_index_on_disk_says_what_the_one_in_memory_says(tmp_path: Path) -> None:
    INDEX.save(tmp_path / "index")
    loaded = Index.load(tmp_path / "index")
    for family, first in (
        ("SHARQAWIYI", "YOUSSEF"),
        ("CHARKAWI", "JOUSSEF"),
        ("NOBODY3A", "INVENTEDUS3"),
        ("SMITH", "JOHN"),
    ):
        query = asked(family, first)
        assert [one.assessment for one in found(query, loaded)] == [one.assessment for one in found(query)]
    assert loaded.snapshot == INDEX.snapshot


def test_an_index_of_nothing_finds_nobody(tmp_path: Path) -> None:
    build((), shipped()).save(tmp_path)
    assert found(asked("SHARQAWIYI", "YOUSSEF"), Index.load(tmp_path)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=60), st.sampled_from([None, "1979-11-21", "2000-02-29"]))
def test_any_traveller_is_answered(family: str, given: str, born: str | None) -> None:
    for one in found(asked(family, given, born), threshold=0.0):
        assert one.assessment.total_bits >= 0.0


def test_nobody_is_missed_by_the_index_whom_the_whole_comparison_would_raise() -> None:
    """A full scan beside the index, over damaged spellings of every entry."""
    queries = [asked(f"NOBODY{n}A"[: 5 + n % 4], f"INVENTEDUS{n}"[n % 3 :], None, None) for n in range(50)]
    for query in queries:
        scanned = {n for n in range(len(INDEX.entries)) if total_bits(query, INDEX.entries[n], TRAFFIC) >= 16.5}
        assert scanned <= {one.entry for one in found(query)}


# The State that issued the travel document --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("nationality", "issued", "listed_nations", "listed_issuers", "code", "bits"),
    [
        pytest.param(None, ["SWE"], (), ["SWE"], "issuer-same", 3.3, id="agrees, no nationality to repeat"),
        pytest.param("FIN", ["SWE"], (), ["SWE"], "issuer-same", 3.3, id="agrees, the list knows no nationality"),
        pytest.param("SWE", ["SWE"], ("SWE",), ["SWE"], "issuer-as-nationality", 0.0, id="the same fact as nationality"),
        pytest.param("SWE", ["NOR"], ("SWE",), ["NOR"], "issuer-beside", 2.5, id="another State than the nationality's"),
        pytest.param("SWE", ["SWE", "NOR"], ("SWE",), ["NOR", "SWE"], "issuer-beside", 2.5, id="one repeats, one does not"),
        pytest.param("FIN", ["SWE"], ("NOR",), ["SWE"], "issuer-same", 3.3, id="agrees, nationalities differ"),
        pytest.param(None, ["SWE"], ("SWE",), ["NOR"], "issuer-different", -1.5, id="differs, nationality not sent"),
        pytest.param("SWE", ["NOR"], ("SWE",), ["DNK"], "issuer-abroad", -0.3, id="differs, nationality agrees"),
        pytest.param("FIN", ["FIN"], ("NOR",), ["NOR"], "issuer-different-as-nationality", 0.0, id="differs like nationality"),
        pytest.param("SWE", [], ("SWE",), ["SWE"], "issuer-not-compared", 0.0, id="not sent"),
        pytest.param("SWE", ["SWE"], ("SWE",), [], "issuer-not-compared", 0.0, id="not listed"),
    ],
)  # fmt: skip
def test_the_issuing_state(
    nationality: str | None,
    issued: list[str],
    listed_nations: tuple[str, ...],
    listed_issuers: list[str],
    code: str,
    bits: float,
) -> None:
    """The sum in the batch and for the officer, and the one line of it."""
    papers = tuple(TravelDocument("P", f"AB{n}00000", one) for n, one in enumerate(listed_issuers))
    ours = tuple(TravelDocument("P", f"CD{n}11111", one) for n, one in enumerate(issued))
    listed = entry(9, "SHARQAWIYI, Youssef", nationalities=listed_nations, documents=papers)
    query = asked("SHARQAWIYI", "YOUSSEF", nationality=nationality, documents=ours)
    [one] = found(query, build((*OTHERS, listed), TRAFFIC), 5.0)
    [told] = [reason for reason in one.assessment.reasons if reason.field == "issuer"]
    assert told.code == code and told.sentence
    assert told.bits == pytest.approx(bits)
    assert one.assessment.total_bits == pytest.approx(total_bits(query, listed, TRAFFIC))


def test_the_very_document_holds_its_state_already_and_a_visa_is_no_travel_document() -> None:
    listed = entry(9, "SHARQAWIYI, Youssef", nationalities=(), documents=(TravelDocument("P", "A10B2580", "SWE"),))
    for ours, code in (
        (TravelDocument("P", "A10B2580", "SWE"), "issuer-with-document"),
        (TravelDocument("V", "X9900000", "SWE"), "issuer-not-compared"),
    ):
        assessment = assess(asked("SHARQAWIYI", "YOUSSEF", documents=(ours,)), listed, TRAFFIC, 5.0, "s")
        assert assessment is not None
        assert [(one.code, one.bits) for one in assessment.reasons if one.field == "issuer"] == [(code, 0.0)]


STATES = st.sampled_from([None, "SWE", "NOR", "FIN"])


@settings(max_examples=60, deadline=None)
@given(STATES, st.lists(STATES, max_size=3), st.lists(STATES, max_size=2), st.lists(STATES, max_size=3))
def test_the_batch_adds_up_what_the_officer_reads(
    nationality: str | None, issued: list[str | None], nations: list[str | None], issuers: list[str | None]
) -> None:
    """Whatever is known of States on either side: one sum, and no entry lost to a bound that forgot one."""
    listed = entry(
        9, "SHARQAWIYI, Youssef", nationalities=tuple(one for one in nations if one),
        documents=tuple(TravelDocument("P", f"AB{n}00000", one) for n, one in enumerate(issuers)),
    )  # fmt: skip
    ours = tuple(TravelDocument("P", f"CD{n}11111", one) for n, one in enumerate(issued))
    query = asked("SHARQAWIYI", "YOUSSEF", nationality=nationality, documents=ours)
    index = build((*OTHERS, listed), STATE_TRAFFIC)
    whole = total_bits(query, listed, index.frequencies)
    asked_for = index.asking.of([query])
    rules = rules_of(index, {LIST: whole - 0.01}, TODAY)
    _, entries, _, _, totals = batch.raised(asked_for, index.listed, rules, index.room())
    assert max(totals[entries == len(OTHERS)], default=0.0) == pytest.approx(whole, abs=1e-4)
