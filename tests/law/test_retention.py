"""Deadlines: the shortest of all laws that reigned since a record came; a newer law never lengthens them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from gotravel.domain.errors import InvalidInput
from gotravel.law.profile import load
from gotravel.law.retention import due_before, expires_at, review_due, times

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LAW = replace(
    load("eu-pnr"), mask_after_days=30, general_delete_days=100, max_retention_days=1000, effective=date(2020, 1, 1)
)


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_each_deadline_counts_back_from_now() -> None:
    due = times([LAW], NOW)
    assert (due.mask, due.general, due.last) == (days_ago(30), days_ago(100), days_ago(1000))


@pytest.mark.parametrize(
    "later_days, received_days_ago, due",
    [
        pytest.param(50, 60, True, id="a newer, shorter law also ends what came before it"),
        pytest.param(50, 40, False, id="and leaves what is younger than it allows"),
        pytest.param(200, 90, False, id="a newer, longer law is no reason to end anything earlier"),
        pytest.param(200, 101, True, id="and never lengthens the stay of what came under the shorter one"),
        pytest.param(200, 70, False, id="what came after the change stays as long as the newer law says"),
    ],
)
def test_a_change_of_law(later_days: int, received_days_ago: int, due: bool) -> None:
    later = replace(LAW, general_delete_days=later_days, effective=(NOW - timedelta(days=80)).date())
    moment = due_before([LAW, later], NOW, lambda law: law.general_delete_days)
    assert (days_ago(received_days_ago) < moment) is due


def test_the_last_moment_is_that_of_the_shortest_law_seen() -> None:
    shorter = replace(LAW, max_retention_days=400, effective=(NOW - timedelta(days=10)).date())
    received = days_ago(20)
    assert expires_at([LAW, shorter], received) == received + timedelta(days=400)
    longer = replace(LAW, max_retention_days=4000, effective=(NOW - timedelta(days=10)).date())
    assert expires_at([LAW, longer], received) == received + timedelta(days=1000)
    assert expires_at([LAW, longer], days_ago(5)) == days_ago(5) + timedelta(days=4000)


@pytest.mark.parametrize(
    "wanted, given",
    [
        pytest.param(date(2026, 12, 25), date(2026, 12, 25), id="within the law's days: as wanted"),
        pytest.param(date(2036, 1, 1), date(2026, 11, 25) + timedelta(days=90), id="later: the law's last day"),
    ],
)
def test_a_hold_is_reviewed_in_time(wanted: date, given: date) -> None:
    assert review_due(replace(LAW, basis_review_days=90), wanted, NOW.date()) == given


def test_a_review_in_the_past_is_refused() -> None:
    with pytest.raises(InvalidInput):
        review_due(LAW, NOW.date(), NOW.date())
