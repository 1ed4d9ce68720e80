"""Small counts are not published, and cannot be computed from what is (OVS3; section (e): cells under ten).

Goes in: a table of counts by row and month. Comes out: the same with `None` where nothing is shown, and the totals. Never: a
line in which exactly one count is missing beside its total: that one could be computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

SMALLEST = 10


class Shown(msgspec.Struct, frozen=True):
    rows: dict[str, tuple[int | None, ...]]
    """Last in each line: its total."""
    total: tuple[int | None, ...]


def suppressed(counts: Mapping[str, Sequence[int]]) -> Shown:
    """`counts`: name -> a count a month. A nought is shown: it tells of nobody."""
    names = list(counts)
    grid = [[*row, sum(row)] for row in counts.values()]
    grid.append([sum(column) for column in zip(*grid, strict=True)] if grid else [])
    hidden = {(r, c) for r, row in enumerate(grid) for c, value in enumerate(row) if 0 < value < SMALLEST}
    while (more := _needed(grid, hidden)) is not None:
        hidden.add(more)
    shown = [tuple(None if (r, c) in hidden else value for c, value in enumerate(row)) for r, row in enumerate(grid)]
    return Shown(dict(zip(names, shown, strict=False)), shown[-1])


def _needed(grid: list[list[int]], hidden: set[tuple[int, int]]) -> tuple[int, int] | None:
    """The smallest count to hide beside one that stands alone in its line; noughts last, where nothing else is left."""
    rows = [[(r, c) for c in range(len(row))] for r, row in enumerate(grid)]
    columns = [list(line) for line in zip(*rows, strict=True)]
    for line in (*rows, *columns):
        if sum(cell in hidden for cell in line) == 1:
            open_cells = [cell for cell in line if cell not in hidden]
            if open_cells:
                return min((grid[r][c] == 0, grid[r][c], (r, c)) for r, c in open_cells)[2]
    return None
