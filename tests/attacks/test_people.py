"""Attacks on people's data by a bug: a page that needs nobody's data, or states a right that its officer does not hold.

Met by: a door without people, whose database role has no right to the columns; at the desk row-level security asks whether
the officer's role holds the right, and whether the purpose admits it. Each is tried past the application's own checks.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from gotravel.domain.actor import Actor, ActorKind, Permission, Role
from gotravel.domain.ids import PurposeCode
from gotravel.flow.purposes import ADMINISTRATION, CASEWORK
from gotravel.store.unit_of_work import WITHOUT_PEOPLE
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import Unit, a_unit

PEOPLE = [
    "SELECT family FROM traveller",
    "SELECT person FROM traveller",
    "SELECT document_numbers FROM traveller",
    "SELECT born FROM traveller",
    "SELECT * FROM booking",
    "SELECT body FROM message",
    "SELECT person FROM hit",
    "SELECT assessment FROM hit",
    "SELECT reason FROM decision",
    "SELECT pdf FROM referral",
    "SELECT subjects FROM disclosure_request",
    "SELECT released FROM unmask_request",
    "SELECT * FROM sealed_record",
]
HOLDERS = {
    Permission.READ_BOARD: Role.BORDER,
    Permission.READ_CARRIER: Role.LIAISON,
    Permission.READ_WATCHLIST: Role.WATCHLISTS,
    Permission.APPROVE_WATCHLIST: Role.SUPERVISOR,
    Permission.ADMINISTER: Role.ADMINISTRATOR,
    Permission.CHANGE_PROFILE: Role.ADMINISTRATOR,
}


@pytest.fixture(scope="module")
def unit(module_dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unit]:
    made = a_unit(module_dsn, tmp_path_factory.mktemp("people"), Clock(), "icao-annex9")
    a_case(made)
    yield made
    made.parts.store.close()


@pytest.mark.parametrize(
    ("right", "sql"),
    [
        pytest.param(right, sql, id=f"{right.value}-{sql}")
        for right in HOLDERS
        for sql in PEOPLE
        # Who reports to a carrier reads the messages that it sent.
        if (right, sql) != (Permission.READ_CARRIER, "SELECT body FROM message")
    ],
)
def test_a_right_without_people_reads_nobody(unit: Unit, right: Permission, sql: str) -> None:
    """Met by: no right of the door to these columns, whatever the page asks for."""
    actor = unit.officers[HOLDERS[right]].actor
    with (
        unit.parts.store.begin(actor, right, ADMINISTRATION) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute(sql.encode())


def test_every_right_without_people_is_tried_by_a_door_of_its_own() -> None:
    assert set(HOLDERS) <= WITHOUT_PEOPLE


def test_the_board_still_counts(unit: Unit) -> None:
    with unit.parts.store.begin(unit.officers[Role.BORDER].actor, Permission.READ_BOARD, CASEWORK) as work:
        tiles = work.desk.tiles(unit.clock())
    assert (tiles.travellers, tiles.open_cases) == (2, 1)


def rows(
    unit: Unit, actor: Actor, stated: str, table: str = "traveller", right: Permission = Permission.READ_CASE
) -> int:
    """As a page whose own check of rights was forgotten: the unit of work is begun past `Store.begin`."""
    from gotravel.store.unit_of_work import UnitOfWork

    with UnitOfWork(unit.parts.store, actor, right, CASEWORK, None) as work:
        work.connection.execute("SELECT set_config('gotravel.permission', %s, true)", (stated,))
        found = work.connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert found is not None
    return int(found[0])


@pytest.mark.parametrize("table", ["traveller", "message", "hit"])
@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.DPO, Role.AUTHORITY)], ids=lambda role: role.value
)
def test_a_forgotten_check_of_rights_reads_nobody(unit: Unit, role: Role, table: str) -> None:
    """Met by: row-level security knows each role's rights and the officer's roles."""
    holds = role in (Role.ANALYST, Role.SUPERVISOR, Role.TARGETING)
    assert (rows(unit, unit.officers[role].actor, "read-case", table) > 0) is holds


@pytest.mark.parametrize("stated", ["", "read-board", "administer", "everything", "read-traveller' OR true --"])
def test_a_page_that_states_no_right_that_its_officer_holds_reads_nobody(unit: Unit, stated: str) -> None:
    holds = stated == "read-board"  # a right of every officer at the desk; its own door cannot read people at all
    assert (rows(unit, unit.officers[Role.ANALYST].actor, stated) > 0) is holds


def test_an_officer_who_does_not_exist_reads_nobody(unit: Unit) -> None:
    nobody = Actor(ActorKind.OFFICER, str(uuid.uuid4()), frozenset({Role.ANALYST}))
    assert rows(unit, nobody, "read-case") == 0


def test_an_account_that_was_closed_reads_nobody(unit: Unit) -> None:
    """Met by: the account's state is asked at every statement, also inside a session that is still open."""
    analyst = unit.officers[Role.ANALYST]
    try:
        with psycopg.connect(unit.owner) as owner:
            owner.execute("UPDATE officer SET active = false WHERE id = %s", (analyst.id,))
        assert rows(unit, analyst.actor, "read-case") == 0
    finally:
        with psycopg.connect(unit.owner) as owner:
            owner.execute("UPDATE officer SET active = true WHERE id = %s", (analyst.id,))


def test_the_purpose_stands_beside_the_right(unit: Unit) -> None:
    """Met by: one missing is enough."""
    with unit.parts.store.begin(unit.officers[Role.ANALYST].actor, Permission.READ_TRAVELLER, CASEWORK) as work:
        work.connection.execute("SELECT set_config('gotravel.purpose', 'curiosity', true)")
        assert work.connection.execute("SELECT count(*) FROM traveller").fetchone() == (0,)


def test_nobody_changes_what_roles_may(unit: Unit) -> None:
    """Met by: the table of rights is written by the product's own start, at no door of people."""
    for role, right in ((Role.ADMINISTRATOR, Permission.ADMINISTER), (Role.ANALYST, Permission.READ_CASE)):
        with (
            unit.parts.store.begin(unit.officers[role].actor, right, PurposeCode("administration")) as work,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            work.connection.execute("INSERT INTO role_right VALUES ('administrator', 'read-traveller')")
