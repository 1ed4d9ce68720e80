"""A list at its owner's: asked over TLS about every traveller, never copied; when the owner is silent, travellers stay due."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gotravel.bootstrap import outside
from gotravel.domain.actor import OPERATOR, Role
from gotravel.domain.errors import CannotStart, InvalidInput, NoAnswer
from gotravel.domain.outside import Question
from gotravel.outside.http import Bureau
from gotravel.outside.on_disk import NoticesOnDisk
from gotravel.settings import Outside, from_environment
from gotravel.upkeep import watchlists
from gotravel.upkeep.list_standing import lists_today
from gotravel.worker import keep_calendar, work_until_idle
from tests.conftest import Clock
from tests.outside.bureau import TOKEN, StandIn, bureau
from tests.unit import MARKER, Unit, a_unit

NOTICE: dict[str, Any] = {
    "entity_id": "2026/1", "name": MARKER, "forename": "OSCAR", "type": "Red", "date_of_birth": "1980/01/01", "nationalities": ["SE"],
}  # fmt: skip
QUESTION = Question("0", ((MARKER, "OSCAR"),), "1980-01-01", "SWE", "M")


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[StandIn]:
    with bureau(tmp_path, [NOTICE]) as stand_in:
        yield stand_in


def asked_at(stand_in: StandIn, folder: Path, **changed: Any) -> Bureau:
    credential = folder / "credential"
    credential.write_text(TOKEN + "\n")
    made = Bureau("NCB", stand_in.address, credential, folder / "training-tls.pem", None, 1.0)
    return msgspec.structs.replace(made, **changed)


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock, silent: StandIn) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock)
    parts = msgspec.structs.replace(made.parts, outside=asked_at(silent, tmp_path))
    law = ("Invented act, section 9", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(parts, OPERATOR, watchlists.Registration("NCB", "Notices", "The bureau", *law, outside=True))
    yield msgspec.structs.replace(made, parts=parts)
    made.parts.store.close()


def test_the_owner_is_asked_over_tls_and_answers(silent: StandIn, tmp_path: Path) -> None:
    answers = asked_at(silent, tmp_path).consult([QUESTION])
    assert [len(one.notices) for one in answers] == [1]
    assert silent.asked[0]["names"] == [[MARKER, "OSCAR"]]
    assert set(silent.asked[0]) == {"reference", "names", "born", "nationality", "sex", "documents"}


@pytest.mark.parametrize("how", ["unavailable", "slow", "half", "nonsense"])
def test_no_answer_is_said_without_a_passengers_datum(silent: StandIn, tmp_path: Path, how: str) -> None:
    silent.down = how
    with pytest.raises(NoAnswer) as refusal:
        asked_at(silent, tmp_path).consult([QUESTION])
    assert MARKER not in str(refusal.value) and TOKEN not in str(refusal.value)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param({"authority": None}, NoAnswer, id="a certificate that nobody vouches for"),
        pytest.param({"credential": None}, NoAnswer, id="no credential"),
        pytest.param({"url": "https://127.0.0.1:1/x"}, NoAnswer, id="nobody listens"),
        pytest.param({"url": "http://bureau.example/x"}, CannotStart, id="plain http to another machine"),
    ],
)
def test_what_is_not_safe_is_not_asked(silent: StandIn, tmp_path: Path, changed: dict[str, Any], fault: type) -> None:
    with pytest.raises(fault):
        asked_at(silent, tmp_path, **changed).consult([QUESTION])


def test_travellers_are_asked_for_on_their_way_and_a_notice_becomes_a_hit(unit: Unit, silent: StandIn) -> None:
    unit.take()
    assert len(silent.asked) == 2, "everybody is asked for, whoever is listed"
    assert unit.ask("SELECT e.reference, h.state, e.in_force FROM hit h JOIN watchlist_entry e ON e.id = h.entry") == [
        ("2026/1", "open", False)
    ]
    assert unit.count("watchlist_entry") == 1, "only the notice that a hit rests on is kept"
    assert unit.ask("SELECT count(*) FROM traveller WHERE consult_due") == [(0,)]
    assert unit.count("case_file") == 1


def test_while_the_owner_is_silent_travellers_stay_due_and_are_asked_for_again(unit: Unit, silent: StandIn) -> None:
    silent.down = "unavailable"
    unit.take()
    assert unit.ask("SELECT count(*) FROM traveller WHERE consult_due") == [(2,)]
    assert unit.ask("SELECT step, run_at > now() - interval '1 year' FROM job WHERE step = 'consult'") == [
        ("consult", True)
    ]
    assert unit.count("failed_job") == 0 and unit.count("hit") == 0
    supervisor = unit.officers[Role.SUPERVISOR].actor
    (one,) = lists_today(unit.parts, supervisor).lists
    assert (one.watchlist.standing(unit.clock.now).value, one.waiting) == ("no-answer", 2)
    silent.down = ""
    unit.ask("UPDATE job SET run_at = now() - interval '1 minute' RETURNING 1")
    work_until_idle(unit.parts)
    assert unit.ask("SELECT count(*) FROM traveller WHERE consult_due") == [(0,)]
    assert unit.count("hit") == 1
    assert unit.ask("SELECT unanswered_since FROM watchlist") == [(None,)]


def test_a_lost_job_is_made_again_by_the_calendar(unit: Unit, silent: StandIn) -> None:
    silent.down = "unavailable"
    unit.take()
    unit.ask("DELETE FROM job RETURNING 1")
    silent.down = ""
    unit.clock.now += timedelta(hours=2)
    keep_calendar(unit.parts)
    work_until_idle(unit.parts)
    assert unit.ask("SELECT count(*) FROM traveller WHERE consult_due") == [(0,)]


def test_a_list_that_stays_outside_is_never_imported(unit: Unit) -> None:
    with pytest.raises(InvalidInput, match="stays with its owner"):
        watchlists.import_list(unit.parts, OPERATOR, "NCB", json.dumps([NOTICE]).encode())


# The other implementation: a file that the owner replaces -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param((MARKER, "OSCAR"), 1, id="the very name"),
        pytest.param(("OSKAR", MARKER), 1, id="swapped and near"),
        pytest.param(("NOBODY", "INVENTED"), 0, id="another"),
    ],
)
def test_notices_on_disk_are_looked_up(tmp_path: Path, name: tuple[str, str], found: int) -> None:
    file = tmp_path / "notices.json"
    file.write_text(json.dumps({"notices": [NOTICE]}))
    (answer,) = NoticesOnDisk("NCB", file).consult([Question("0", (name,))])
    assert len(answer.notices) == found


@pytest.mark.parametrize("state", ["gone", "old", "broken"])
def test_a_file_that_is_no_answer(tmp_path: Path, state: str) -> None:
    file = tmp_path / "notices.json"
    if state != "gone":
        file.write_text("[" if state == "broken" else "[]")
    if state == "old":
        os.utime(file, (time.time() - 90_000,) * 2)
    with pytest.raises(NoAnswer):
        NoticesOnDisk("NCB", file).consult([QUESTION])


@pytest.mark.parametrize(("address", "kind"), [("https://bureau.example/ask", Bureau), ("notices.json", NoticesOnDisk)])
def test_the_setting_chooses_how_to_ask(address: str, kind: type) -> None:
    assert isinstance(outside(Outside("NCB", address, None, None, None, 5)), kind)


def test_a_list_without_an_address_is_no_setting() -> None:
    with pytest.raises(CannotStart, match="together"):
        from_environment({"GOTRAVEL_OUTSIDE_LIST": "NCB"})
