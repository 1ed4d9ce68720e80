"""The yearly figures as a table, small counts suppressed, and as CSV (OVS3).

Goes in: counts, medians. Comes out: lines, CSV. Never: a count under ten, or one that could be computed from what is shown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gotravel.dissemination.suppression import SMALLEST, suppressed
from gotravel.domain.statistics import Count, Line, Median

MONTHS = range(1, 13)
HIDDEN = f"<{SMALLEST}*"
"""Under ten, or hidden so that one under ten cannot be computed."""
ALL = "all"


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


def as_csv(lines: Sequence[Line], medians: Iterable[Median], head: Sequence[str]) -> str:
    """`head`: sentences that stand above the table, such as the law's and the build's digests."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    out.writelines(f"# {sentence}\n" for sentence in head)
    writer.writerow(["section", "measure", "kind", *(f"{month:02d}" for month in MONTHS), "year"])
    for line in lines:
        writer.writerow([line.section, line.measure, line.breakdown, *map(_cell, line.months), _cell(line.total)])
    for median in medians:
        if median.of >= SMALLEST:
            row = [f"{median.value:.1f}" if month == median.month else "" for month in MONTHS]
            writer.writerow([6, f"median {median.measure}", ALL, *row, ""])
    return out.getvalue()


def _cell(value: int | None) -> str:
    return HIDDEN if value is None else str(value)
