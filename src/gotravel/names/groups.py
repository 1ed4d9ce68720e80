"""Groups of spellings of one name: a token in, the number of its group out. Our own table, `tables/groups.csv`.

Never: a token in two groups; the first line that names it counts.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def groups() -> dict[str, int]:
    text = (resources.files("gotravel.names") / "tables" / "groups.csv").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines()):
        for token in line.split():
            found.setdefault(token, number)
    return found
