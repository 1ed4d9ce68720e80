"""Segments in columns are what they were one by one, through storage and exchange."""

from __future__ import annotations

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gotravel.domain.wire_segments import WireSegment, WireSegments

REASONS = st.one_of(st.none(), st.just("not-listed"), st.just("sensitive:health"))
# Rows of a sheet have gaps in their numbers, and texts may hold whatever stands between two of them.
ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 2**32 - 1), st.text(max_size=9) | st.just("A\nB"), REASONS), max_size=9
)


def segments_of(rows: list[tuple[int, int, str, str | None]]) -> list[WireSegment]:
    ordinal, segments = 0, []
    for step, offset, text, removed in rows:
        ordinal += step
        segments.append(WireSegment(ordinal, offset, text, removed))
    return segments


@given(ROWS)
def test_columns_hold_what_was_put_in(rows: list[tuple[int, int, str, str | None]]) -> None:
    segments = segments_of(rows)
    columns = WireSegments.of(segments)
    assert list(columns) == segments
    assert [columns[place] for place in range(len(columns))] == segments
    assert columns.texts() == [one.text for one in segments]
    assert list(columns.at({one.ordinal for one in segments[1:]})) == segments[1:]
    assert columns.texts(range(1, len(segments))) == [one.text for one in segments[1:]]
    assert list(columns.numbered()) == [one.ordinal for one in segments]
    begins = np.frombuffer(columns.starts, "<u4").tolist()
    told = [place for place, one in enumerate(segments) if one.text]
    assert columns.holding([begins[place] + len(segments[place].text) - 1 for place in told]) == told
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(columns), type=WireSegments) == columns


@given(ROWS, st.data())
def test_exchanged_segments_take_the_place_of_others(
    rows: list[tuple[int, int, str, str | None]], data: st.DataObject
) -> None:
    segments = segments_of(rows)
    places = data.draw(st.sets(st.sampled_from(range(len(segments))))) if segments else set()
    changed = {place: msgspec.structs.replace(segments[place], text="X+[REMOVED]", removed="why") for place in places}
    expected = [changed.get(place, one) for place, one in enumerate(segments)]
    assert list(WireSegments.of(segments).exchanged(changed)) == expected
