"""Agreed pushes and what came of them: one tick each, none called missing before it was due."""

from __future__ import annotations

import pytest

from gotravel.domain.heard import Push
from gotravel.quality.timeliness import Tick, agreed_hours, list_in_time, ticks

AGREED = (48.0, 24.0, 0.0)
F, L, N, R, M = Tick.FULL, Tick.LATE, Tick.NOT_DUE, Tick.REJECTED, Tick.MISSING


def test_agreed_times_are_hours_before_departure() -> None:
    assert agreed_hours(["-24h", "closure", "-48h"]) == AGREED


@pytest.mark.parametrize(
    ("came", "left", "expected"),
    [
        pytest.param([], 60, (N, N, N), id="long before anything is due"),
        pytest.param([], 46.5, (N, N, N), id="within the grace of two hours"),
        pytest.param([], 45, (M, N, N), id="the first is missing once its grace is over"),
        pytest.param([48, 24, 0], -1, (F, F, F), id="all came on their times"),
        pytest.param([46, 22, -0.5], -1, (F, F, F), id="all came at the end of their grace"),
        pytest.param([45.9, 21, -0.6], -1, (L, L, L), id="all came late"),
        pytest.param([60], 30, (F, N, N), id="much too early counts for the first"),
        pytest.param([43], 40, (L, N, N), id="five hours late"),
        pytest.param([30], 20, (M, F, N), id="one push alone belongs to the time it is nearest to"),
        pytest.param([], -2, (M, M, M), id="departed without a word"),
    ],
)
def test_ticks(came: list[float], left: float, expected: tuple[Tick, ...]) -> None:
    assert ticks(AGREED, [Push(hours) for hours in came], left) == expected


def test_a_push_that_lost_data_is_rejected_unless_a_good_one_stands_beside_it() -> None:
    assert ticks((48.0,), [Push(48, errors=2)], 10) == (R,)
    assert ticks((48.0,), [Push(48, errors=2), Push(47)], 10) == (F,)


def test_a_passenger_list_is_in_time_up_to_departure() -> None:
    assert list_in_time([Push(-3), Push(0)])
    assert not list_in_time([Push(-0.01)])
    assert not list_in_time([])
