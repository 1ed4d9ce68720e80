"""A report for a carrier's engineer shows every line that something is said about, and no value of anybody."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gotravel.domain.finding import Finding, Severity
from gotravel.domain.message import Kind, Message, WireSegment
from gotravel.domain.wire_segments import WireSegments
from gotravel.quality.conformance import as_text, report, shape_of

NAMES = ("MARKERSSON", "L898902C3", "800101", "ANNA")


def a_message(*texts: str, findings: tuple[Finding, ...] = (), removed: int | None = None) -> Message:
    segments = tuple(
        WireSegment(n, n * 10, text, "sensitive:health" if n == removed else None) for n, text in enumerate(texts, 1)
    )
    return Message(1, Kind.PAXLST, segments=WireSegments.of(segments), findings=findings)


PERSON = ("UNH+1+PAXLST:D:12B:UN:IATA", "NAD+FL+++MARKERSSON:ANNA", "DTM+329:800101", "DOC+P:110:111+L898902C3")


@pytest.mark.parametrize(
    ("tag", "rest", "shape"),
    [
        pytest.param("NAD", "+FL+++MARKERSSON:ANNA", "+AA+++AAAAAAAAAA:AAAA", id="a name"),
        pytest.param("DTM", "+329:800101", "+999:999999", id="a birth date"),
        pytest.param("TDT", "+20+A1417+++A1", "+20+A1417+++A1", id="a flight stays"),
        pytest.param("FTX", "+BAG+++ANNA HAS TWO", "+BAG+++AAAA AAA AAA", id="free text keeps its code only"),
    ],
)
def test_values_become_shapes(tag: str, rest: str, shape: str) -> None:
    assert shape_of(tag, rest) == shape


def test_no_value_of_a_person_is_in_a_report() -> None:
    wrong = Finding("birth-date-unreadable", Severity.ERROR, "The date of birth cannot be read.", 3)
    found = report(a_message(*PERSON, findings=(wrong,)))
    text = as_text((found,), "1") + repr(found)
    assert not [name for name in NAMES if name in text]
    assert "segment 3, byte 30: DTM+999:999999" in as_text((found,), "1")


@pytest.mark.parametrize(
    "row", ["DOC,MARKERSSON,ANNA", "NADIA;MARKERSSON", "<family>MARKERSSON</family>", "MARKERSSON"]
)
def test_a_row_of_a_sheet_is_shape_altogether(row: str) -> None:
    said = repr(report(a_message(row)))
    assert "MARKERSSON" not in said
    assert "NADIA" not in said


@given(st.text(string.ascii_uppercase + string.digits + "+:'?*,; ", max_size=60))
def test_whatever_a_line_holds_no_long_word_of_it_is_told(text: str) -> None:
    shown = report(a_message("NAD" + text)).lines[0]
    words = [word for word in text.replace("+", " ").replace(":", " ").split() if len(word) > 3]
    # A word of A and 9 alone, whatever signs stand in it, is its own shape (`999,`).
    words = [word for word in words if set(filter(str.isalnum, word)) - set("A9")]
    assert not [word for word in words if word in shown.shape]


def test_lines_without_a_finding_are_folded_and_counted() -> None:
    texts = [f"NAD+FL+++A:B{n}" for n in range(40)]
    wrong = Finding("x", Severity.WARNING, "Something.", 30)
    found = report(a_message(*texts, findings=(wrong,)))
    assert [line.ordinal for line in found.lines] == [1, 2, 3, 4, 5, 29, 30, 31]
    assert found.lines[5].folded_before == 23


def test_what_the_law_removed_is_marked_and_not_shown() -> None:
    found = report(a_message("UNH+1", "SSR+WCHR:HK:1", removed=2))
    assert (found.removed, found.lines[1].shape, found.lines[1].removed) == (1, "", "sensitive:health")
