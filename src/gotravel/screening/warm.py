"""The compiled comparison made ready before the first traveller waits for it.

Goes in: nothing. Comes out: every compiled function of screening, from its cache or compiled now (some 20 seconds of a processor,
once per installation). Never: a person; what is compared is invented.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from gotravel.domain.ids import EntryId, WatchlistId
from gotravel.domain.watchlist import BirthDate, BirthDateKind, Entry, ListedName
from gotravel.screening.index import build
from gotravel.screening.priors import shipped
from gotravel.screening.query import Query
from gotravel.screening.screen import screen

LIST = WatchlistId(UUID(int=0))


def warm() -> int:
    """How many pairs were raised: one, or something is wrong with this installation."""
    born = BirthDate(BirthDateKind.EXACT, "1970-01-02")
    listed = Entry(EntryId(UUID(int=0)), LIST, "0", "0", (ListedName("INVENTEDUS, Nobody"),), (born,))
    index = build([listed], shipped())
    return len(screen([Query((("INVENTEDUS", "NOBODY"),), "1970-01-02")], index, {LIST: 0.0}, as_of=date(2000, 1, 1)))


if __name__ == "__main__":
    raise SystemExit(warm() != 1)
