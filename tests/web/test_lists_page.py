"""Watchlists at the desk: differences first, the second person another officer, entries stopped and checked, tokens of two people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gotravel.domain.actor import OPERATOR, Role
from gotravel.domain.case import MainReason, Outcome
from gotravel.flow import review
from gotravel.upkeep import watchlists
from gotravel.web.app import WebParts, create_app
from gotravel.worker import work_until_idle
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import PASSWORD, Unit, a_unit

HEAD = "reference;name;born\n"
REASON = "Compared with the owner's letter of this week."


def rows(first: int, last: int, born: int = 1980) -> bytes:
    return (HEAD + "".join(f"N-{n};Invented Person{n};{born}\n" for n in range(first, last))).encode()


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock)
    yield made
    made.parts.store.close()


def desk(unit: Unit, role: Role) -> TestClient:
    opened = TestClient(create_app(WebParts(unit.parts, True)), follow_redirects=True)
    opened.post("/sign-in", data={"sign_in": role.value, "password": PASSWORD})
    return opened


def csrf(opened: TestClient) -> str:
    return opened.get("/me").text.split('name="csrf" value="')[1].split('"')[0]


def send(opened: TestClient, path: str, **data: str) -> str:
    answer = opened.post(path, data={"csrf": csrf(opened), **data})
    return f"{answer.status_code} {answer.text}"


def upload(opened: TestClient, number: object, raw: bytes) -> str:
    answer = opened.post(f"/watchlists/{number}/import", data={"csrf": csrf(opened)}, files={"file": ("list.csv", raw)})
    return f"{answer.status_code} {answer.url.path} {answer.text}"


def registered(unit: Unit, code: str = "NAT", **told: object) -> object:
    law = ("Invented act, section 1", "serious-crime", ("02",), date(2099, 1, 1))
    given = watchlists.Registration(code, "National warrants", "Invented police", *law, **told)  # type: ignore[arg-type]
    return watchlists.register(unit.parts, OPERATOR, given).id


def test_an_unusual_update_waits_at_the_desk_for_another_officer(unit: Unit) -> None:
    number = registered(unit)
    watchlists.import_list(unit.parts, OPERATOR, "NAT", rows(0, 200))
    lister = desk(unit, Role.WATCHLISTS)
    shown = upload(lister, number, rows(140, 205, 1981))
    change = shown.split(" ")[1]
    assert "Invented Person140" in shown and "Two people needed" in shown
    assert "Confirm as the second person" not in shown, "who proposed it does not see the second person's button"
    assert send(lister, f"{change}/confirm").startswith("409") or "second person" in send(lister, f"{change}/confirm")
    assert send(lister, f"{change}/apply")[:3] in ("403", "409")
    assert "140 removed" in lister.get("/watchlists").text
    supervisor = desk(unit, Role.SUPERVISOR)
    assert "Confirm as the second person" in supervisor.get(change).text
    assert "in-force" in send(supervisor, f"{change}/confirm")
    assert unit.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(65,)]
    assert unit.ask("SELECT file, detail ? 'examples' FROM watchlist_change WHERE needs_second") == [(None, False)]


def test_a_usual_update_is_looked_at_and_applied_by_one_person(unit: Unit) -> None:
    number = registered(unit)
    watchlists.import_list(unit.parts, OPERATOR, "NAT", rows(0, 20))
    lister = desk(unit, Role.WATCHLISTS)
    shown = upload(lister, number, rows(0, 22))
    assert "Bring into force" in shown
    assert unit.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(20,)]
    assert send(lister, shown.split(" ")[1] + "/apply").startswith("200")
    assert unit.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(22,)]


def test_a_broken_file_is_refused_by_line_and_the_old_list_stays(unit: Unit) -> None:
    number = registered(unit)
    watchlists.import_list(unit.parts, OPERATOR, "NAT", rows(0, 20))
    answer = upload(desk(unit, Role.WATCHLISTS), number, rows(0, 3) + b"N-9;;1980\n")
    assert "Line 5: name is empty" in answer
    assert unit.ask("SELECT count(*) FROM watchlist_entry WHERE in_force") == [(20,)]


def test_entries_are_found_shown_stopped_and_let_match_again(unit: Unit) -> None:
    a_case(unit)
    lister, number = desk(unit, Role.WATCHLISTS), unit.ask("SELECT id FROM watchlist")[0][0]
    assert "X-1" in lister.get(f"/watchlists/{number}?find=osrikel").text
    assert "No entry is like this" in lister.get(f"/watchlists/{number}?find=nobody%25").text
    entry = unit.ask("SELECT id FROM watchlist_entry")[0][0]
    page = lister.get(f"/watchlists/{number}/{entry}").text
    assert "Spellings used for matching" in page and "OSRIKEL" in page
    assert send(lister, f"/watchlists/{number}/{entry}/stop", reason="too short")[:3] in ("400", "422", "409")
    assert "Stopped" in send(lister, f"/watchlists/{number}/{entry}/stop", reason=REASON)
    work_until_idle(unit.parts)
    assert unit.ask("SELECT state FROM case_file") == [("recalled",)]
    send(lister, f"/watchlists/{number}/{entry}/resume", reason=REASON)
    work_until_idle(unit.parts)
    assert unit.ask("SELECT state FROM case_file ORDER BY opened_at, number") == [("recalled",), ("open",)]


def test_a_token_is_asked_for_by_one_and_given_by_another(unit: Unit) -> None:
    case = a_case(unit)
    analyst, supervisor = desk(unit, Role.ANALYST), desk(unit, Role.SUPERVISOR)
    review.decide(
        unit.parts, unit.officers[Role.ANALYST], case, Outcome.DIFFERENT_PERSON, MainReason.DETAILS_DIFFER, REASON
    )
    number = unit.ask("SELECT number FROM case_file")[0][0]
    assert "waits for a second person" in send(analyst, "/watchlists/tokens", case=number, months="6", reason=REASON)
    token = unit.ask("SELECT id FROM redress_token")[0][0]
    assert "second person" in send(analyst, f"/watchlists/tokens/{token}/grant")
    assert unit.ask("SELECT state FROM redress_token") == [("asked",)]
    assert send(supervisor, f"/watchlists/tokens/{token}/grant").startswith("200")
    assert unit.ask("SELECT state FROM redress_token") == [("in-force",)]
    assert "X-1" in analyst.get("/watchlists/remembered").text
    send(analyst, f"/watchlists/tokens/{token}/end")
    assert unit.ask("SELECT state FROM redress_token") == [("withdrawn",)]


def test_the_board_says_which_list_matches_nobody(unit: Unit) -> None:
    registered(unit, refresh_hours=1)
    watchlists.import_list(unit.parts, OPERATOR, "NAT", rows(0, 20))
    assert "National warrants" not in desk(unit, Role.ANALYST).get("/board").text
    unit.clock.now = unit.clock.now.replace(hour=(unit.clock.now.hour + 3) % 24)
    board = desk(unit, Role.ANALYST).get("/board").text
    assert "National warrants" in board and "not refreshed in time" in board
