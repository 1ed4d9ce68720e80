"""No count under ten is published, and none can be computed from what is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gotravel.dissemination.suppression import SMALLEST, suppressed
from gotravel.dissemination.yearly_figures import HIDDEN, as_csv, rates, table
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


def year(*counts: tuple[int, str, str, int]) -> list[Count]:
    return [Count(section, measure, kind, 5, value) for section, measure, kind, value in counts]


PASSENGERS, RAISED = (1, "passengers received", "all", 2_000_000), (3, "possible matches raised", "on new data", 400)
CLEARED = (4, "decisions by first officer", "different-person", 300)
CONFIRMED, DOUBTED = (
    (4, "decisions by second officer", "same-person", 60),
    (4, "decisions by second officer", "different-person", 20),
)


def test_precision_is_told_for_each_million_passengers() -> None:
    counts = [
        *year(
            PASSENGERS,
            RAISED,
            (3, "possible matches raised", "after a change of lists", 100),
            CLEARED,
            CONFIRMED,
            DOUBTED,
        )
    ]
    assert [
        (rate.measure.split(" for")[0].split(" in ")[0], round(rate.value, 2)) for rate in rates(table(counts))
    ] == [
        ("possible matches", 250.0),
        ("false matches", 160.0),
        ("listed people", 30.0),
        ("of decided matches, confirmed by two officers,", 15.79),
    ]
    assert "false matches for each million passengers" in as_csv(table(counts), [], [])


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        pytest.param((RAISED, CLEARED), 1, id="nobody was counted: no rate of passengers"),
        pytest.param(
            (PASSENGERS, RAISED, (4, "decisions by second officer", "same-person", 4)),
            2,
            id="a hidden count gives no rate",
        ),
        pytest.param((PASSENGERS,), 3, id="nothing was raised: noughts, and no share of nothing"),
    ],
)
def test_a_rate_of_what_is_hidden_or_was_never_counted_is_not_told(
    counts: tuple[tuple[int, str, str, int], ...], told: int
) -> None:
    assert len(rates(table(year(*counts)))) == told


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_every_rate_follows_from_totals_that_are_shown(values: list[int]) -> None:
    rows = (PASSENGERS, RAISED, CLEARED, CONFIRMED, DOUBTED)
    lines = table(year(*((*row[:3], value) for row, value in zip(rows, values, strict=True))))
    hidden = {(line.measure, line.breakdown) for line in lines if line.total is None}
    told = {rate.measure for rate in rates(lines)}
    if (PASSENGERS[1], "all") in hidden:
        assert not any("million" in measure for measure in told)
    if CONFIRMED[1:3] in hidden:
        assert not any("confirmed" in measure for measure in told)
