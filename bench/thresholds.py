"""Which threshold lets how many strangers alert: by the length of a list, on an invented country and, where present, on public lists.

Goes in: a seed. Comes out: bits by entries and by false alerts per 1,000 travellers; what `screening.thresholds` suggests
beside. Never: a list of real people kept or shown.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from bench.invented import LIST, TODAY, People, query
from bench.screening_plugin import as_entry, as_query
from gotravel.domain.watchlist import Entry
from gotravel.reference.countries import alpha3
from gotravel.screening.frequencies import Frequencies, counted_travellers
from gotravel.screening.index import build
from gotravel.screening.priors import shipped, with_priors
from gotravel.screening.query import Query
from gotravel.screening.screen import screen
from gotravel.screening.thresholds import suggested

RATES = (10.0, 1.0, 0.1)
"""False alerts per 1,000 travellers."""
SHARES = (1.0, 0.25, 1 / 16)
SHARED = Path(os.environ.get("GOTRAVEL_SHARED", Path(__file__).parents[2] / "shared")) / "evaluation"


def main() -> None:
    names, travellers = (int(one) for one in (sys.argv[1:] or ("60000", "10000")))
    people = People(5)
    traffic = [people.person() for _ in range(40_000)]
    counted = with_priors(
        counted_travellers(((" ".join((*one.given, *one.family)), one.nationality) for one in traffic), "bench")
    )
    entries = [entry for entry, _ in people.entries(names)]
    strangers = [query(people.person()) for _ in range(travellers)]
    _told("invented country, counted traffic", entries, strangers, counted, 12.0)
    if (SHARED / "evaluate.py").exists():
        sys.path.insert(0, str(SHARED))
        listed, asked, counted = _public(travellers)
        _told("public lists, counted traffic", listed, asked, counted, 9.0)
        _told("public lists, shipped priors", listed, asked, shipped(), 12.0)


def _public(travellers: int) -> tuple[list[Entry], list[Query], Frequencies]:
    import evaluate  # type: ignore[import-not-found,unused-ignore]

    rows: list[dict[str, Any]] = evaluate.load_bg()
    counted = counted_travellers(
        ((f"{row['given']} {row['surname']}", alpha3(row["nat"]) if row["nat"] else None) for row in rows), "bench"
    )
    entries = [as_entry(entry, number) for number, entry in enumerate(evaluate.load_list())]
    asked = Random(4).sample(rows, min(travellers, len(rows)))
    return entries, [as_query(row) for row in asked], with_priors(counted)


def _told(
    title: str, entries: Sequence[Entry], strangers: Sequence[Query], frequencies: Frequencies, floor: float
) -> None:
    hits = [
        (one.query, one.entry, one.assessment.total_bits)
        for one in screen(strangers, build(entries, frequencies), {LIST: floor}, as_of=TODAY)
    ]
    order = Random(2).sample(range(len(entries)), len(entries))
    print(f"\n{title}: {len(strangers):,} travellers who are not listed")
    print(f"{'entries':>10} {'per 1,000':>10} {'bits':>6} {'suggested':>10}")
    for share in SHARES:
        kept = set(order[: int(len(entries) * share)])
        counted = not frequencies.version.startswith("priors-")
        for rate, bits in _bits(hits, kept, len(strangers), floor):
            told = suggested(len(kept), rate, counted=counted)
            print(f"{len(kept):>10,} {rate:>10g} {bits:>6.1f} {told:>10.1f}", flush=True)


def _bits(
    hits: Sequence[tuple[int, int, float]], kept: set[int], travellers: int, floor: float
) -> Iterator[tuple[float, float]]:
    best: defaultdict[int, float] = defaultdict(float)
    for number, entry, bits in hits:
        if entry in kept:
            best[number] = max(best[number], bits)
    ordered = np.sort(np.array([*best.values(), floor]))[::-1]
    for rate in RATES:
        place = int(rate / 1000 * travellers)
        if 0 < place < len(ordered) - 1:
            yield rate, float(ordered[place])


if __name__ == "__main__":
    main()
