"""The door of screening: travellers against the lists in force.

Goes in: queries, an index, the threshold of each list, the day. Comes out: what reaches its list's threshold, best first.
Never: an entry past its review or expiry date, an entry of a list without a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from gotravel.domain.hit import Assessment
from gotravel.domain.ids import WatchlistId
from gotravel.domain.watchlist import Entry
from gotravel.screening.assess import assess
from gotravel.screening.index import Index
from gotravel.screening.query import Query


class Found(msgspec.Struct, frozen=True):
    query: int
    entry: int
    assessment: Assessment


def screen(
    queries: Sequence[Query], index: Index, thresholds: Mapping[WatchlistId, float], *, as_of: date
) -> list[Found]:
    floor = min(thresholds.values(), default=0.0)
    return [
        found for number, query in enumerate(queries) for found in _one(number, query, index, thresholds, floor, as_of)
    ]


def _one(
    number: int, query: Query, index: Index, thresholds: Mapping[WatchlistId, float], floor: float, as_of: date
) -> Iterator[Found]:
    for candidate, among in index.candidates(query, floor).items():
        entry = index.entries[candidate]
        threshold = thresholds.get(entry.watchlist)
        if threshold is None or not matches_on(entry, as_of):
            continue
        assessment = assess(query, entry, index.frequencies, threshold, index.snapshot, among)
        if assessment is not None and assessment.total_bits >= threshold:
            yield Found(number, candidate, assessment)


def matches_on(entry: Entry, day: date) -> bool:
    """A stale or expired entry stops matching (WL3)."""
    reviewed = entry.review_due is None or day <= entry.review_due
    return reviewed and (entry.expires is None or day <= entry.expires)
