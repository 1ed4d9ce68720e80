"""What could not be read: sealed, opened by two keys for minutes, read again by the decoders of today, gone at its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from gotravel.domain.actor import Permission, Role
from gotravel.domain.errors import (
    InvalidInput,
    NotFound,
    NotInThisState,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
)
from gotravel.flow import receive as receiving
from gotravel.flow import unreadable
from gotravel.flow.purposes import CASEWORK
from gotravel.vault.keys import approver_share
from gotravel.vault.sealing import take_off
from gotravel.wire.decode import decode
from gotravel.worker import work_until_idle
from tests.conftest import Clock
from tests.unit import API, MARKER, Unit, a_unit

WHY = "The carrier says that this flight was in it."
HOUR = timedelta(hours=1)


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    yield made
    made.parts.store.close()


@pytest.fixture
def sealed(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """A list of today as a release without its decoder took it in."""
    with monkeypatch.context() as old:
        old.setattr(receiving, "decode", lambda raw, name="-": decode(b"no format of ours", name=name))
        unit.take(API)
    assert unit.count("quarantine") == 1
    assert unit.count("traveller") == 0
    return unit


def transmission(unit: Unit) -> UUID:
    return UUID(str(unit.ask("SELECT transmission FROM quarantine")[0][0]))


def asked(unit: Unit) -> UUID:
    return unreadable.ask(unit.parts, unit.officers[Role.ANALYST], transmission(unit), WHY, "C-2026-1")


def share(unit: Unit) -> X25519PrivateKey:
    return approver_share(unit.folder / "keys" / "approver-share")


def allowed(unit: Unit, length: timedelta = HOUR) -> UUID:
    opening, approver = asked(unit), unit.officers[Role.APPROVER]
    package = unreadable.package(unit.parts, approver, opening)
    assert MARKER.encode() not in package
    unreadable.allow(unit.parts, approver, unreadable.strip(package, share(unit)), WHY, length)
    return opening


def kinds(unit: Unit) -> list[str]:
    return [row[0] for row in unit.ask("SELECT kind FROM audit_event WHERE kind LIKE 'quarantine:%%' ORDER BY seq")]


def test_the_decoders_of_today_read_it_and_its_time_began_when_it_came(sealed: Unit) -> None:
    [(received,)] = sealed.ask("SELECT received_at FROM quarantine")
    sealed.clock.now += timedelta(hours=30)
    opening = allowed(sealed)
    assert unreadable.read_again(sealed.parts, sealed.officers[Role.ANALYST], opening) == 1
    work_until_idle(sealed.parts)
    assert sealed.ask("SELECT DISTINCT received_at FROM traveller") == [(received,)]
    assert (sealed.count("traveller"), sealed.count("quarantine")) == (2, 0)
    assert sealed.ask("SELECT kind FROM message") == [("paxlst",)]
    assert sealed.ask("SELECT state, released FROM quarantine_opening") == [("closed", None)]
    assert kinds(sealed)[-2:] == ["quarantine:opened", "quarantine:decoded"]


def test_the_asker_looks_within_the_time_and_the_dpo_is_told(sealed: Unit) -> None:
    opening = allowed(sealed)
    assert unreadable.look(sealed.parts, sealed.officers[Role.ANALYST], opening) == API
    assert {row[0] for row in sealed.ask("SELECT kind FROM oversight_notice")} >= {
        "quarantine-allowed",
        "quarantine-opened",
    }
    assert MARKER.encode() not in sealed.everything()
    sealed.clock.now += HOUR
    with pytest.raises(NotInThisState):
        unreadable.look(sealed.parts, sealed.officers[Role.ANALYST], opening)


def test_what_is_past_its_hours_goes_with_every_half_of_it(sealed: Unit) -> None:
    opening = allowed(sealed, timedelta(hours=8))
    sealed.nights(1)
    assert sealed.ask("SELECT released FROM quarantine_opening") == [(None,)]
    sealed.nights(3)
    assert sealed.count("quarantine") == 0
    with pytest.raises((NotFound, NotInThisState)):
        unreadable.look(sealed.parts, sealed.officers[Role.ANALYST], opening)


def test_what_still_cannot_be_read_stays_sealed(unit: Unit) -> None:
    unit.take(b"neither fish nor flesh")
    opening = allowed(unit)
    with pytest.raises(NotInThisState, match="still"):
        unreadable.read_again(unit.parts, unit.officers[Role.ANALYST], opening)
    assert unit.count("quarantine") == 1


@pytest.mark.parametrize("role", [Role.TARGETING, Role.ADMINISTRATOR, Role.APPROVER, Role.BORDER, Role.SUPERVISOR])
def test_who_may_not_ask(sealed: Unit, role: Role) -> None:
    with pytest.raises(NotPermitted):
        unreadable.ask(sealed.parts, sealed.officers[role], transmission(sealed), WHY, "C-1")


@pytest.mark.parametrize(("why", "case", "refusal"), [("", "C-1", ReasonMissing), (WHY, " ", InvalidInput)])
def test_a_reason_and_a_case_are_needed(sealed: Unit, why: str, case: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        unreadable.ask(sealed.parts, sealed.officers[Role.ANALYST], transmission(sealed), why, case)


def test_refused_stays_shut(sealed: Unit) -> None:
    opening = asked(sealed)
    unreadable.refuse(sealed.parts, sealed.officers[Role.APPROVER], opening, WHY)
    with pytest.raises(NotInThisState):
        unreadable.look(sealed.parts, sealed.officers[Role.ANALYST], opening)


def test_another_officer_does_not_look(sealed: Unit) -> None:
    opening = allowed(sealed)
    other = sealed.officers[Role.ANALYST].__class__(UUID(int=7), "other", "Other", frozenset({Role.ANALYST}))  # type: ignore[arg-type]
    with pytest.raises((NotFound, NotInThisState)):
        unreadable.look(sealed.parts, other, opening)
    with pytest.raises((NotFound, SecondPersonNeeded)):
        unreadable.close(sealed.parts, other, opening)


ATTACKS: dict[str, tuple[Role, Permission, str]] = {
    "the desk reads the sealed bytes": (Role.ANALYST, Permission.REQUEST_UNMASK, "SELECT sealed FROM quarantine"),
    "the desk allows": (Role.ANALYST, Permission.REQUEST_UNMASK, "UPDATE quarantine_opening SET decided_by = asked_by"),
    "the approver asks": (Role.APPROVER, Permission.APPROVE_UNMASK, "INSERT INTO quarantine_opening SELECT * FROM quarantine_opening"),
    "the board looks": (Role.BORDER, Permission.READ_BOARD, "SELECT transmission FROM quarantine WHERE sealed <> ''"),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_door_has_its_part_alone(sealed: Unit, attack: str) -> None:
    role, right, sql = ATTACKS[attack]
    with (
        sealed.parts.store.begin(sealed.officers[role].actor, right, CASEWORK) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute(sql.encode())


def test_the_approver_sees_nothing_that_nobody_asked_for(sealed: Unit) -> None:
    with sealed.parts.store.begin(sealed.officers[Role.APPROVER].actor, Permission.APPROVE_UNMASK, CASEWORK) as work:
        assert work.connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)


def test_one_key_opens_nothing(sealed: Unit) -> None:
    [(body,)] = sealed.ask("SELECT sealed FROM quarantine")
    about: Any = transmission(sealed).bytes
    half = take_off(bytes(body), about, share(sealed))
    assert MARKER.encode() not in half
    for key, locked in ((sealed.parts.keys.unit, bytes(body)), (share(sealed), half)):
        with pytest.raises(NotPermitted):
            take_off(locked, about, key)


def test_an_approval_forged_in_the_database_opens_nothing(sealed: Unit) -> None:
    opening = asked(sealed)
    with psycopg.connect(sealed.owner) as owner:
        owner.execute(
            """UPDATE quarantine_opening o SET state = 'allowed', expires_at = now() + interval '9 years', released = q.sealed
               FROM quarantine q WHERE q.transmission = o.transmission"""
        )
    with pytest.raises(NotPermitted):
        unreadable.look(sealed.parts, sealed.officers[Role.ANALYST], opening)
