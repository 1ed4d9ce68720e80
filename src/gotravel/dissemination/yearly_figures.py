"""The yearly figures as a table, small counts suppressed, and as CSV (OVS3).

Goes in: counts, medians. Comes out: lines, CSV. Never: a count under ten, or one that could be computed from what is shown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gotravel.dissemination.suppression import SMALLEST, suppressed
from gotravel.domain.statistics import Count, Line, Median, Rate

MONTHS = range(1, 13)
HIDDEN = f"<{SMALLEST}*"
"""Under ten, or hidden so that one under ten cannot be computed."""
ALL = "all"
MILLION = 1_000_000


def table(counts: Iterable[Count]) -> list[Line]:
    """One block a measure; a measure with several kinds has a total line too."""
    measures: dict[tuple[int, str], dict[str, list[int]]] = {}
    for one in counts:
        rows = measures.setdefault((one.section, one.measure), {})
        rows.setdefault(one.breakdown, [0] * 12)[one.month - 1] = one.value
    return [line for key, rows in sorted(measures.items()) for line in _block(key, rows)]


def _block(key: tuple[int, str], rows: dict[str, list[int]]) -> list[Line]:
    shown = suppressed(rows)
    lines = [Line(*key, name, row[:-1], row[-1]) for name, row in shown.rows.items()]
    if len(rows) > 1:
        lines.append(Line(*key, ALL, shown.total[:-1], shown.total[-1]))
    return lines


def rates(lines: Sequence[Line]) -> tuple[Rate, ...]:
    """How precise the year was: only what follows from totals that are shown, so that nothing hidden can be computed."""
    passengers, raised = _total(lines, "passengers received"), _total(lines, "possible matches raised")
    same = _total(lines, "decisions by second officer", "same-person")
    cleared = [_total(lines, f"decisions by {stage} officer", "different-person") for stage in ("first", "second")]
    false = None if None in cleared else sum(one for one in cleared if one)
    decided = None if same is None or false is None else same + false
    told = (
        ("possible matches for each million passengers", raised, passengers, MILLION),
        ("false matches for each million passengers", false, passengers, MILLION),
        ("listed people for each million passengers, as confirmed by two officers", same, passengers, MILLION),
        ("of decided matches, confirmed by two officers, in a hundred", same, decided, 100),
    )
    return tuple(Rate(name, times * part / whole) for name, part, whole, times in told if part is not None and whole)


def _total(lines: Sequence[Line], measure: str, breakdown: str | None = None) -> int | None:
    """None: not shown. A measure or a kind that was never counted is nought."""
    found = [line for line in lines if line.measure == measure]
    if breakdown is None:
        found = [line for line in found if line.breakdown == ALL] or found
        return None if any(line.total is None for line in found) else sum(line.total or 0 for line in found)
    return next((line.total for line in found if line.breakdown == breakdown), 0)


def as_csv(lines: Sequence[Line], medians: Iterable[Median], head: Sequence[str]) -> str:
    """`head`: sentences that stand above the table, such as the law's and the build's digests."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    out.writelines(f"# {sentence}\n" for sentence in head)
    writer.writerow(["section", "measure", "kind", *(f"{month:02d}" for month in MONTHS), "year"])
    for line in lines:
        writer.writerow([line.section, line.measure, line.breakdown, *map(_cell, line.months), _cell(line.total)])
    for rate in rates(lines):
        writer.writerow([4, rate.measure, ALL, *("" for _ in MONTHS), f"{rate.value:.1f}"])
    for median in medians:
        if median.of >= SMALLEST:
            row = [f"{median.value:.1f}" if month == median.month else "" for month in MONTHS]
            writer.writerow([6, f"median {median.measure}", ALL, *row, ""])
    return out.getvalue()


def _cell(value: int | None) -> str:
    return HIDDEN if value is None else str(value)
