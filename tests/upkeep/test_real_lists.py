"""Lists as their owners publish them come into force whole, and the same file again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from gotravel.domain.actor import OPERATOR
from gotravel.upkeep import watchlists
from tests.conftest import shared
from tests.unit import Unit


@pytest.mark.parametrize(
    ("files", "at_least"),
    [
        pytest.param(["un_sc_consolidated_2026-02-27.xml"], 700, id="United Nations"),
        pytest.param(
            ["ofac_sdn_2024-05-03.csv", "ofac_alt_2025-12.csv", "ofac_sdn_comments_2025-12.csv"], 6800, id="OFAC"
        ),
        pytest.param(["eu_journal_consolidated_2026-08.csv.gz"], 4000, id="European Union"),
    ],
)
def test_a_real_list_comes_into_force_whole(eu: Unit, files: list[str], at_least: int) -> None:
    raw = b"\n".join(shared("watchlists", name).read_bytes() for name in files)
    law = ("Invented act, section 1", "terrorism", ("01",), date(2099, 1, 1))
    watchlists.register(eu.parts, OPERATOR, watchlists.Registration("real", "Real", "Its owner", *law))
    first = watchlists.import_list(eu.parts, OPERATOR, "real", raw)
    again = watchlists.import_list(eu.parts, OPERATOR, "real", raw)
    assert first.entries >= at_least and len(first.differences.added) == first.entries
    assert (again.change, again.differences.changed) == (None, ())
    assert eu.ask("SELECT count(*) FROM watchlist_entry WHERE in_force AND main_name <> ''") == [(first.entries,)]
