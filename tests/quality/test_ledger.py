"""The ledger of a carrier: one line a flight, what failed and what was not due yet, and a dossier that names no sum."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from gotravel.domain.heard import LegHeard, LegName, Push
from gotravel.domain.legal_profile import Penalties
from gotravel.law.profile import load
from gotravel.quality.ledger import Flown, dossier, ledger
from gotravel.quality.timeliness import Tick

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGREED = (48.0, 24.0)


def flown(hours_left: float, lists: list[Push], pushes: list[Push], filled: int = 8, number: int = 501) -> Flown:
    leg = LegHeard(uuid4(), "ZZ", NOW + timedelta(hours=hours_left), tuple(lists), tuple(pushes), 3, filled, 8, 0)
    [row] = ledger([leg], {leg.flight_leg: LegName(f"ZZ {number}", "ARN", "JFK")}, AGREED, NOW)
    return row


BOTH = [Push(48.0), Push(24.0)]


@pytest.mark.parametrize(
    ("row", "listed", "pushes", "failed"),
    [
        pytest.param(flown(-2, [Push(1.0)], BOTH), Tick.FULL, (Tick.FULL, Tick.FULL), False, id="all in time"),
        pytest.param(flown(-2, [Push(-1.0)], BOTH), Tick.LATE, (Tick.FULL, Tick.FULL), True, id="the list after departure"),
        pytest.param(flown(-2, [], BOTH), Tick.MISSING, (Tick.FULL, Tick.FULL), True, id="no list"),
        pytest.param(flown(-2, [Push(1.0, errors=2)], BOTH), Tick.REJECTED, (Tick.FULL, Tick.FULL), True, id="a list that lost data"),
        pytest.param(flown(-2, [Push(1.0, errors=2), Push(0.5)], BOTH), Tick.FULL, (Tick.FULL, Tick.FULL), False, id="sent again, whole"),
        pytest.param(flown(-2, [Push(1.0)], [Push(30.0)]), Tick.FULL, (Tick.MISSING, Tick.FULL), True, id="one push"),
        pytest.param(flown(72, [], []), Tick.NOT_DUE, (Tick.NOT_DUE, Tick.NOT_DUE), False, id="nothing is due yet"),
    ],
)  # fmt: skip
def test_a_flight_in_the_ledger(row: Flown, listed: Tick, pushes: tuple[Tick, ...], failed: bool) -> None:
    assert (row.list, row.pushes, row.failed) == (listed, pushes, failed)


def test_newest_first_and_only_legs_that_have_a_name() -> None:
    legs = [LegHeard(UUID(int=n), "ZZ", NOW + timedelta(hours=n), (), (), 1, 1, 1, 0) for n in (1, 3, 2)]
    names = {UUID(int=n): LegName(f"ZZ {n}", "ARN", "JFK") for n in (1, 3)}
    assert [row.name.flight for row in ledger(legs, names, AGREED, NOW)] == ["ZZ 3", "ZZ 1"]


def test_the_dossier_holds_what_failed_under_what_whoever_decides_has_to_know() -> None:
    rows = [flown(-2, [Push(1.0)], BOTH), flown(-5, [], BOTH, filled=6, number=777)]
    law = msgspec.structs.replace(load("eu-pnr"), penalties=Penalties(50_000))
    told = dossier("ZZ", rows, law, NOW)
    assert "1 of 2 flights with a failing" in told
    assert "Cap of a penalty: 50000" in told
    assert "No failing: an outage" in told
    lines = list(csv.reader(io.StringIO("".join(line for line in told.splitlines(keepends=True) if line[0] != "#"))))
    assert len(lines) == 2
    assert dict(zip(*lines, strict=True)) == {
        "flight": "ZZ 777", "from": "ARN", "to": "JFK", "departure UTC": "2026-11-24 07:00", "passenger list": "missing",
        "booking pushes": "full full", "fields given, %": "75.0", "traveller records": "3", "faults": "0",
    }  # fmt: skip


def test_where_the_law_sets_no_penalty_the_dossier_says_so() -> None:
    law = msgspec.structs.replace(load("eu-pnr"), penalties=Penalties(0))
    assert "none is set, so none is provided for" in dossier("ZZ", [], law, NOW)
