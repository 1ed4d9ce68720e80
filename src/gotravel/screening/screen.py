"""The door of screening: travellers against the lists in force.

Goes in: queries, an index, the threshold of each list, the day. Comes out: what reaches its list's threshold, best first.
Never: an entry past its review or expiry date, an entry of a list without a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
import numpy as np

from gotravel.domain.hit import Assessment
from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry
from gotravel.screening import batch, weights
from gotravel.screening.assess import assess
from gotravel.screening.columns import Rules
from gotravel.screening.index import Index
from gotravel.screening.query import Query

TOGETHER: Final = 2_000
"""Travellers compared in one go: enough that each common part is looked up once."""


class Found(msgspec.Struct, frozen=True):
    query: int
    entry: int
    assessment: Assessment


def screen(
    queries: Sequence[Query], index: Index, thresholds: Mapping[WatchlistId, float], *, as_of: date
) -> list[Found]:
    rules = rules_of(index, thresholds, as_of)
    found: list[Found] = []
    for start in range(0, len(queries), TOGETHER):
        found += _portion(start, queries[start : start + TOGETHER], index, rules)
    return found


def rules_of(index: Index, thresholds: Mapping[WatchlistId, float], as_of: date) -> Rules:
    by_list = np.array([thresholds.get(one, np.inf) for one in index.meta.lists], np.float64)
    lowest = float(min(thresholds.values(), default=np.inf))
    return Rules(
        by_list,
        lowest,
        as_of.toordinal(),
        weights.NAME,
        weights.FACTS,
        weights.NAME_FLOOR,
        weights.NAME_CAP,
        index.most_lone,
    )


def _portion(start: int, queries: Sequence[Query], index: Index, rules: Rules) -> Iterator[Found]:
    asked = index.asking.of(queries)
    numbers, entries, *_ = batch.raised(asked, index.listed, rules, index.room())
    pairs = set(zip(numbers.tolist(), entries.tolist(), strict=True))
    pairs |= index.by_documents(queries)
    whole = []
    for number, entry in sorted(pairs):
        listed = index.entries[entry]
        threshold = float(rules.thresholds[index.listed.lists[entry]])
        if not matches_on(listed, date.fromordinal(rules.day)):
            continue
        prior = weights.prior_bits(index.sizes.get(listed.watchlist, 0))
        found = assess(queries[number], listed, index.frequencies, threshold, index.snapshot, prior)
        if found is not None and found.total_bits >= threshold:
            whole.append(Found(start + number, entry, found))
    return iter(sorted(whole, key=lambda one: (one.query, -one.assessment.total_bits)))


def matches_on(entry: Entry, day: date) -> bool:
    """A stale or expired entry stops matching (WL3)."""
    reviewed = entry.review_due is None or day <= entry.review_due
    return reviewed and (entry.expires is None or day <= entry.expires)
