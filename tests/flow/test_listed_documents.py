"""Stolen and lost documents: a set on disk that says yes or no, hits with reasons, refusals by line. Invented numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.actor import OPERATOR, Role
from gotravel.domain.errors import InvalidInput, UnusualChange
from gotravel.domain.watchlist import Holds
from gotravel.flow import document_set
from gotravel.flow.document_set import DocumentSet, DocumentSets, differences
from gotravel.flow.replay import replay
from gotravel.upkeep import document_lists, list_changes, watchlists
from gotravel.wire.watchlist_files.documents_csv import read_documents
from gotravel.worker import work_until_idle
from tests.unit import MARKER, Unit

HEAD = "number;issuer;kind;reported\n"


def lines(*rows: str) -> Iterator[bytes]:
    return iter([HEAD.encode(), *(f"{row}\n".encode() for row in rows)])


def a_set(folder: Path, *rows: str, name: str = "1") -> DocumentSet:
    sets = DocumentSets(folder / "documents", folder / "salt")
    return sets.build("SLTD", name * 64, read_documents(lines(*rows)))[0]


@pytest.mark.parametrize(
    ("number", "issuer", "found"),
    [
        pytest.param("AB123456", "SWE", True, id="the number itself"),
        pytest.param("ab 123-456", "SWE", True, id="written otherwise"),
        pytest.param("A8I234S6", "SWE", False, id="letters that look alike: found, and said to be no more"),
        pytest.param("AB123456", "NOR", None, id="another State's"),
        pytest.param("AB123457", "SWE", None, id="another number"),
        pytest.param("1234", "SWE", None, id="too short to mean one document"),
        pytest.param("", "SWE", None, id="none"),
    ],
)
def test_a_number_is_looked_up(tmp_path: Path, number: str, issuer: str, found: bool | None) -> None:
    held = a_set(tmp_path, "AB123456;SWE;stolen;2026-03-01", "XY987654;NOR;lost;")
    (listed,) = held.look_up([(number, issuer)])
    assert (listed.exact if listed else None) is found


def test_the_very_number_goes_before_one_that_looks_like_it(tmp_path: Path) -> None:
    held = a_set(tmp_path, "AO123456;SWE;lost;", "A0123456;SWE;stolen;", "AO123456;SWE;lost;")
    assert len(held) == 2, "a document told twice is kept once"
    assert [one.kind if one else 0 for one in held.look_up([("AO123456", "SWE"), ("A0123456", "SWE")])] == [2, 1]


def test_a_set_answers_as_a_dictionary_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_set, "CHUNK", 700)
    random = Random(4)
    known = {f"{random.randrange(10**8):08}" for _ in range(5000)}
    held = a_set(tmp_path, *(f"{number};UTO;stolen;2026-01-01" for number in sorted(known)))
    asked = [f"{random.randrange(10**8):08}" for _ in range(2000)] + sorted(known)[:2000]
    found = held.look_up([(number, "UTO") for number in asked])
    assert [one is not None and one.exact for one in found] == [number in known for number in asked]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_line(raw: bytes) -> None:
    try:
        list(read_documents(iter([HEAD.encode(), *raw.splitlines(keepends=True)])))
    except InvalidInput as refusal:
        assert str(refusal).startswith(("Line ", "The file holds"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("AB123456;SWE;stolen", "Line 3: the row has 3 cells, the head 4."),
        ("AB123456;QQX;stolen;", "Line 3: issuer is not the code of a State (ICAO 9303, part 3)."),
        ("AB123456;SWE;eaten;", "Line 3: kind has to be one of stolen, lost, revoked, invalid, stolen-blank."),
        ("AB123456;SWE;stolen;2026-02-30", "Line 3: reported is not a day of the calendar."),
        (";SWE;stolen;", "Line 3: number cannot be read."),
    ],
)
def test_a_bad_row_refuses_the_file_by_line_and_field(row: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        list(read_documents(lines("XY987654;NOR;lost;", row)))
    assert str(refusal.value) == told


def test_two_sets_differ_by_what_came_and_what_went(tmp_path: Path) -> None:
    before = a_set(tmp_path, *(f"{n:08};UTO;lost;" for n in range(300)), name="a")
    after = a_set(tmp_path, *(f"{n:08};UTO;lost;" for n in range(100, 350)), name="b")
    assert differences(before, after) == (50, 100)


def test_a_broken_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        a_set(tmp_path, "AB123456;SWE;eaten;")
    assert list((tmp_path / "documents" / "SLTD").iterdir()) == []


# On the way -------------------------------------------------------------------------------------------------------------------------
def listed(unit: Unit, folder: Path, *rows: str) -> None:
    file = folder / "documents.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    document_lists.import_documents(unit.parts, OPERATOR, "SLTD", file)
    work_until_idle(unit.parts)


@pytest.fixture
def unit(eu: Unit) -> Unit:
    law = ("Invented act, section 3", "serious-crime", ("02",), date(2099, 1, 1))
    given_list = watchlists.Registration("SLTD", "Stolen and lost", "Invented police", *law, holds=Holds.DOCUMENTS)
    watchlists.register(eu.parts, OPERATOR, given_list)
    return eu


@pytest.mark.parametrize("first", ["traveller", "list"])
def test_a_listed_document_becomes_a_case_whoever_came_first(unit: Unit, tmp_path: Path, first: str) -> None:
    if first == "traveller":
        unit.take()
    listed(unit, tmp_path, f"{MARKER}1;SWE;stolen;2026-03-01", "AB123456;SWE;lost;")
    if first == "list":
        unit.take()
    (hit, bits), *others = unit.ask("SELECT id, total_bits FROM hit")
    assert (bits, others, unit.count("case_file")) == (25.0, [], 1)
    found = replay(unit.parts, hit)
    assert (found.computed, found.differences) == (25.0, ())


def test_a_number_that_only_looks_alike_says_so(unit: Unit, tmp_path: Path) -> None:
    listed(unit, tmp_path, f"{MARKER.replace('O', '0')}I;SWE;stolen;2026-03-01")
    unit.take()
    assert unit.ask("SELECT total_bits FROM hit") == [(18.0,)]
    assert unit.ask("SELECT version FROM watchlist_entry") == [("stolen-2026-03-01-alike",)]


def test_a_document_that_left_the_list_recalls_its_open_hit(unit: Unit, tmp_path: Path) -> None:
    listed(unit, tmp_path, f"{MARKER}1;SWE;stolen;2026-03-01", "AB123456;SWE;lost;")
    unit.take()
    listed(unit, tmp_path, "AB123456;SWE;lost;")
    assert unit.ask("SELECT state FROM hit") == [("recalled",)]


def test_a_set_that_shrinks_waits_for_a_second_person(unit: Unit, tmp_path: Path) -> None:
    listed(unit, tmp_path, *(f"{n:08};UTO;lost;" for n in range(100)))
    with pytest.raises(UnusualChange, match="second person"):
        listed(unit, tmp_path, *(f"{n:08};UTO;lost;" for n in range(20)))
    assert unit.ask("SELECT entries FROM watchlist_snapshot") == [(100,)]
    change = unit.ask("SELECT id FROM watchlist_change WHERE state = 'proposed'")[0][0]
    list_changes.confirm(unit.parts, unit.officers[Role.SUPERVISOR].actor, change)
    assert unit.ask("SELECT entries FROM watchlist_snapshot ORDER BY entries") == [(20,), (100,)]


def test_no_number_of_the_list_is_on_disk_or_in_the_database(unit: Unit, tmp_path: Path) -> None:
    listed(unit, tmp_path, "QW445566;SWE;stolen;2026-03-01")
    (tmp_path / "documents.csv").unlink()
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "documents").rglob("*.bin"))
    assert b"445566" not in on_disk and b"445566" not in unit.everything()
