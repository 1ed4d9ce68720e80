"""No count under ten is published, and none can be computed from what is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gotravel.dissemination.suppression import SMALLEST, suppressed
from gotravel.dissemination.yearly_figures import HIDDEN, as_csv, table
from gotravel.domain.statistics import Count, Median

COUNTS = st.integers(0, 60)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=6)
)  # fmt: skip


def lines_of(counts: dict[str, list[int]]) -> list[list[tuple[int, int | None]]]:
    """Every row and column with its total: (the true count, what is shown)."""
    shown = suppressed(counts)
    grid = [[*row, sum(row)] for row in counts.values()]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    told = [*shown.rows.values(), shown.total]
    rows = [list(zip(true, seen, strict=True)) for true, seen in zip(grid, told, strict=True)]
    return rows + [list(line) for line in zip(*rows, strict=True)]


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_no_line_lacks_exactly_one_count(counts: dict[str, list[int]]) -> None:
    for line in lines_of(counts):
        hidden = [true for true, seen in line if seen is None]
        assert len(hidden) != 1, "the one that is missing could be computed from the others and the total"
        assert all(seen is None for true, seen in line if 0 < true < SMALLEST)
        assert all(seen == true for true, seen in line if seen is not None)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param({"a": [12, 30]}, [(12, 30, 42)], id="nothing small, nothing hidden"),
        pytest.param({"a": [0, 30]}, [(0, 30, 30)], id="a nought tells of nobody"),
        pytest.param({"a": [3, 30, 12]}, [(None, 30, None, 45)], id="a second one is hidden beside a small one"),
        pytest.param({"a": [3, 4]}, [(None, None, None)], id="a small total is hidden too"),
    ],
)
def test_what_is_hidden(counts: dict[str, list[int]], shown: list[tuple[int | None, ...]]) -> None:
    assert list(suppressed(counts).rows.values()) == shown


def test_the_file_says_what_is_hidden_and_by_which_law() -> None:
    counts = [Count(13, "requests", "access", month, value) for month, value in ((1, 3), (2, 40), (3, 11))]
    counts += [Count(13, "requests", "erasure", 2, 25)]
    text = as_csv(table(counts), [Median("days", 2, 40, 12.5), Median("hours", 2, 9, 1.0)], ["Law: invented 1.0"])
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["# Law: invented 1.0"]
    access = next(row for row in rows if row[1:3] == ["requests", "access"])
    assert access[3] == HIDDEN
    assert "40" not in access or access[3:].count(HIDDEN) >= 2
    assert [row[1] for row in rows if row[1:] and row[1].startswith("median")] == ["median days"], (
        "of nine is not shown"
    )
