"""A threshold grows with its list, a likelihood falls with it; a small list makes nobody likelier than the world is large."""

from __future__ import annotations

import uuid

import msgspec
import pytest

from gotravel.domain.ids import WatchlistId
from gotravel.screening import weights
from gotravel.screening.assess import likely
from gotravel.screening.index import build
from gotravel.screening.screen import screen
from gotravel.screening.thresholds import HIGHEST, LOWEST, USUAL, USUAL_ENTRIES, suggested
from tests.screening.test_screen import LIST, OTHERS, TODAY, TRAFFIC, WANTED, asked, entry


@pytest.mark.parametrize("entries", [0, 1, 100, 12_000, 1_000_000, 100_000_000])
@pytest.mark.parametrize("alerts", [0.01, 0.1, 1.0, 10.0])
def test_a_suggestion_is_within_bounds_and_grows_with_the_list_and_with_fewer_alerts(
    entries: int, alerts: float
) -> None:
    told = suggested(entries, alerts, counted=True)
    assert LOWEST <= told <= HIGHEST
    assert suggested(2 * entries, alerts, counted=True) >= told
    assert suggested(entries, alerts / 2, counted=True) >= told
    assert suggested(entries, alerts, counted=False) >= told


def test_the_default_is_the_suggestion_for_a_usual_list() -> None:
    assert suggested(USUAL_ENTRIES, 1.0, counted=True) == USUAL


def test_the_prior_falls_with_the_length_of_the_list_and_never_rises_above_a_person_of_the_world() -> None:
    assert weights.prior_bits(1) == weights.prior_bits(1000) == weights.PERSON_BITS
    assert weights.prior_bits(1_000_000) < weights.prior_bits(100_000) < weights.PERSON_BITS
    assert likely(24 + weights.prior_bits(1_000_000))[0] < likely(24 + weights.prior_bits(10))[0]


def test_a_hit_bears_the_prior_of_its_own_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "LIST_BITS", -26.0)
    small = WatchlistId(uuid.UUID(int=2))
    alone = msgspec.structs.replace(entry(900, "SHARQAWIYI, Youssef"), watchlist=small)
    index = build((*OTHERS, WANTED, alone), TRAFFIC)
    assert index.sizes == {LIST: len(OTHERS) + 1, small: 1}
    found = screen([asked("SHARQAWIYI", "YOUSSEF")], index, {LIST: 16.5, small: 16.5}, as_of=TODAY)
    priors = {index.entries[one.entry].watchlist: one.assessment.prior_bits for one in found}
    assert priors[small] == weights.PERSON_BITS and priors[LIST] == pytest.approx(-26.0 - 5.672, abs=0.01)
