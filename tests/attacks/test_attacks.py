"""Attacks on the safeguards, as a list. Each fails to get through, and each test says what it meets.

1 a page that forgets the purpose     5 an administrator of the database and the audit   9 a thief of the data folder
2 SQL through every field             6 a restored backup                               10 a forged law
3 a door that reads another room      7 a clock set wrong                               11 somebody who lets nothing expire
4 an officer past the desk            8 a key share alone
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from starlette.testclient import TestClient

from gotravel import bootstrap
from gotravel.domain.actor import WORKER, Actor, ActorKind, Permission, Role
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, NotPermitted, PurposeMissing
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import kept_time, unmask
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK, RETENTION
from gotravel.law.kept_time import Uptime
from gotravel.vault import checkpoints
from gotravel.vault.keys import approver_share
from gotravel.vault.sealing import open_outer, open_record, unlock
from gotravel.web.app import ROUTES, WebParts, create_app
from gotravel.worker import keep_calendar, work_until_idle
from tests.attacks.forms import Form, forms_of
from tests.conftest import Clock
from tests.flow.cases import a_case
from tests.unit import MARKER, PASSWORD, Unit, a_unit

SQL = """'; DROP TABLE traveller; -- %s %(x)s \\ " $$ <script>alert(1)</script>"""
TERROR = PurposeCode("terrorism")
WHY = "A court asked for this journey in its file."


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path, clock: Clock) -> Iterator[Unit]:
    made = a_unit(owner_dsn, tmp_path, clock, "icao-annex9")
    yield made
    made.parts.store.close()


@pytest.fixture
def sealed(unit: Unit) -> Unit:
    unit.take()
    unit.nights(184)
    return unit


# 1 a page that forgets the purpose -----------------------------------------------------------------------------------
def test_a_page_without_a_purpose_gets_no_unit_of_work(unit: Unit) -> None:
    """Met by: the store refuses to begin."""
    with pytest.raises(PurposeMissing):
        unit.parts.store.begin(unit.officers[Role.ANALYST].actor, Permission.READ_TRAVELLER, PurposeCode(""))


def test_a_page_with_an_invented_purpose_gets_none_either(unit: Unit) -> None:
    """Met by: only purposes of the law in force begin."""
    with pytest.raises(NotPermitted):
        unit.parts.store.begin(unit.officers[Role.ANALYST].actor, Permission.READ_TRAVELLER, PurposeCode("curiosity"))


@pytest.mark.parametrize("table", ["traveller", "message", "booking", "hit", "case_file", "decision", "referral"])
def test_a_page_that_unsets_the_purpose_sees_no_row(unit: Unit, table: str) -> None:
    """Met by: row-level security, whatever the page does with the connection it was given."""
    if table in ("hit", "case_file"):
        a_case(unit)
    else:
        unit.take()
    with unit.parts.store.begin(unit.officers[Role.ANALYST].actor, Permission.READ_CASE, CASEWORK) as work:
        work.connection.execute("SELECT set_config('gotravel.purpose', '', true)")
        assert work.connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (0,)


def test_a_page_that_takes_a_connection_of_its_own_reads_nothing(unit: Unit) -> None:
    """Met by: the login alone has no right to any table."""
    with unit.parts.store.pool.connection() as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute("SELECT * FROM traveller")


# 2 SQL through every text field of every form ---------------------------------------------------------------------------
def seat(unit: Unit, role: Role) -> TestClient:
    client = TestClient(create_app(WebParts(unit.parts, True)), follow_redirects=False)
    assert client.post("/sign-in", data={"sign_in": role.value, "password": PASSWORD}).status_code == 303
    return client


def attacked(client: TestClient, form: Form, text: str) -> Iterator[str]:
    """One field after the other, the rest as a person would fill them in. A fault of the server would be raised here."""
    for field in form.texts:
        filled = form.filled(**{field: text})
        given = {"data": filled} if form.method == "post" else {"params": filled}
        answer = client.request(form.method, form.action, **given)  # type: ignore[arg-type]
        assert answer.status_code < 500, (form.action, field)
        yield answer.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BORDER], ids=lambda role: role.value)
def test_sql_through_every_text_field(unit: Unit, role: Role) -> None:
    """Met by: values are parameters; pages escape."""
    a_case(unit)
    client = seat(unit, role)
    forms = {shape: form for shape, form in forms_of(client).items() if "/sign-out" not in shape}
    before = unit.ask("SELECT count(*) FROM traveller")
    for form in forms.values():
        for said in attacked(client, form, SQL):
            assert "<script>alert(1)" not in said
        list(attacked(client, form, "\x00"))
    assert unit.ask("SELECT count(*) FROM traveller") == before
    assert any(form.texts for form in forms.values())


def test_sql_through_the_address(unit: Unit) -> None:
    names = ("view", "kind", "who", "record", "name", "year", "purpose", "q", "tab", "list", "from", "until", "state")
    for client in (seat(unit, role) for role in (Role.SUPERVISOR, Role.DPO, Role.ADMINISTRATOR)):
        for path in (path for method, path, _, _ in ROUTES if method == "GET" and "{" not in path):
            answer = client.get(path, params=dict.fromkeys(names, SQL))
            assert answer.status_code < 500, path
            assert "<script>alert(1)" not in answer.text, path


@pytest.mark.parametrize("text", [SQL, "\x00", "admin'--"], ids=["sql", "a zero byte", "a comment"])
def test_sql_through_the_sign_in(unit: Unit, text: str) -> None:
    client = TestClient(create_app(WebParts(unit.parts, True)), follow_redirects=False)
    for field in ("sign_in", "password", "code"):
        given = {"sign_in": "analyst", "password": "wrong wrong wrong", "code": "", field: text}
        assert client.post("/sign-in", data=given).status_code == 401


# 3 a door that reads another room ---------------------------------------------------------------------------------------
def door(role: Role) -> Actor:
    return Actor(ActorKind.OFFICER, str(uuid.uuid4()), frozenset({role}))


CARRIER = Actor(ActorKind.CARRIER, "ZZ")
ROOMS = [
    pytest.param(CARRIER, Permission.RECEIVE, "SELECT * FROM traveller", id="carriers' door: travellers"),
    pytest.param(CARRIER, Permission.RECEIVE, "SELECT body FROM message", id="carriers' door: messages"),
    pytest.param(CARRIER, Permission.RECEIVE, "SELECT * FROM watchlist_entry", id="carriers' door: lists"),
    pytest.param(CARRIER, Permission.RECEIVE, "SELECT * FROM officer", id="carriers' door: officers"),
    pytest.param(WORKER, Permission.SCREEN, "SELECT for_unit FROM sealed_batch", id="worker: secrets of the sealed past"),
    pytest.param(WORKER, Permission.RETAIN, "SELECT for_approver FROM sealed_batch", id="worker: the approver's secrets"),
    pytest.param(WORKER, Permission.SCREEN, "UPDATE decision SET outcome = 'x'", id="worker: decides"),
    pytest.param(WORKER, Permission.SCREEN, "SELECT blank_papers('{}', 'x')", id="worker: blanks papers while screening"),
    pytest.param(WORKER, Permission.SCREEN, "SELECT drop_rooms(now()::date)", id="worker: drops rooms while screening"),
    pytest.param(WORKER, Permission.RETAIN, "INSERT INTO unmask_request SELECT * FROM unmask_request", id="worker: asks for an opening"),
    pytest.param(door(Role.ANALYST), Permission.READ_CASE, "SELECT * FROM sealed_record", id="desk: sealed records"),
    pytest.param(door(Role.ANALYST), Permission.READ_CASE, "SELECT for_approver FROM sealed_batch", id="desk: the approver's secrets"),
    pytest.param(door(Role.ANALYST), Permission.DECIDE, "DELETE FROM decision", id="desk: deletes a decision"),
    pytest.param(door(Role.APPROVER), Permission.APPROVE_UNMASK, "SELECT * FROM traveller", id="approver: travellers"),
    pytest.param(door(Role.APPROVER), Permission.APPROVE_UNMASK, "SELECT for_unit FROM sealed_batch", id="approver: the unit's secrets"),
    pytest.param(door(Role.DPO), Permission.OVERSEE, "UPDATE traveller SET family = 'x'", id="oversight: changes a traveller"),
    pytest.param(door(Role.AUTHORITY), Permission.OVERSEE, "DELETE FROM audit_event", id="oversight: deletes from the log"),
    pytest.param(door(Role.ADMINISTRATOR), Permission.ADMINISTER, "UPDATE legal_profile_version SET body = ''", id="administrator: edits the law"),
]  # fmt: skip


@pytest.mark.parametrize(("actor", "permission", "sql"), ROOMS)
def test_a_door_stays_in_its_room(unit: Unit, actor: Actor, permission: Permission, sql: str) -> None:
    """Met by: each door has a role of its own in PostgreSQL."""
    purpose = RETENTION if permission is Permission.RETAIN else CASEWORK
    with (
        unit.parts.store.begin(actor, permission, purpose) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute(sql.encode())


# 4 an officer past the desk -----------------------------------------------------------------------------------------------
def test_no_form_without_the_sessions_token(unit: Unit) -> None:
    """Met by: every form carries the session's own token."""
    seats = [seat(unit, role) for role in (Role.DPO, Role.ANALYST, Role.ADMINISTRATOR)]
    for path in (path for method, path, _, _ in ROUTES if method == "POST"):
        known = re.sub(r"\{\w+:uuid\}", str(uuid.uuid4()), path).replace("{digest}", "0" * 64)
        for client in seats:
            assert client.post(known, data={"csrf": "0" * 64}).status_code in (403, 404), path


# 5 an administrator of the database and the audit -----------------------------------------------------------------------
EDITS = {
    "edits one": ("UPDATE audit_event SET detail = '{}' WHERE seq = 3", "event 3 was edited"),
    "edits one and its hash": ("UPDATE audit_event SET actor = 'x', hash = sha256('x') WHERE seq = 3", "event 3 was edited"),
    "removes one": ("DELETE FROM audit_event WHERE seq = 3", "events 3 to 3 are missing"),
    "swaps two": (
        "UPDATE audit_event SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4); UPDATE audit_event SET seq = -seq WHERE seq < 0",
        "event 3 does not follow the one before it",
    ),
    "cuts off the end": ("DELETE FROM audit_event WHERE seq >= (SELECT max(seq) FROM audit_event)", "events were cut off"),
    "pretends that the log was removed at its time": (
        "INSERT INTO audit_removed SELECT seq, hash, now(), convert_to(json_build_object('until', seq, 'hash', encode(hash, 'hex'), 'at', '', 'signature', '00')::text, 'UTF8') FROM audit_event WHERE seq = 3; DELETE FROM audit_event WHERE seq <= 3",
        "the removal of the log up to event 3 is not signed by this unit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", EDITS)
def test_an_administrator_who_touches_the_audit_is_found_out(unit: Unit, attack: str) -> None:
    """Met by: the hash chain, and checkpoints signed with a key that lies outside the database and kept outside."""
    from gotravel.settings import from_environment

    unit.take()
    kept = unit.folder / "outside.jsonl"
    checkpoints.append(kept, bootstrap.checkpoint_now(unit.parts))
    with psycopg.connect(unit.owner) as owner:
        last = owner.execute("SELECT max(seq) FROM audit_checkpoint").fetchone()
        assert last
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        sql, sentence = EDITS[attack]
        if "cuts" in attack:
            owner.execute("DELETE FROM audit_event WHERE seq > %s", last)
        owner.execute(sql.encode())
    settings = from_environment({}, training=True, data=unit.folder)
    settings = msgspec.structs.replace(settings, database=unit.parts.store.dsn)
    found = bootstrap.verify_audit(settings, checkpoints.read(kept, unit.parts.keys.signing.public_key()))
    assert any(sentence in fault for fault in found.faults), found.faults


def test_the_log_ends_at_its_day_and_the_chain_goes_on(unit: Unit) -> None:
    """No attack: what the law removes is signed, so that it is not mistaken for one."""
    from gotravel.settings import from_environment

    unit.nights(1)
    kept = unit.folder / "outside.jsonl"
    checkpoints.append(kept, bootstrap.checkpoint_now(unit.parts))
    before = unit.count("audit_event")
    unit.nights(1826 + 2)
    unit.nights(1)
    assert unit.count("audit_event") < before + 40
    assert unit.ask("SELECT min(seq) > 1 FROM audit_event") == [(True,)]
    settings = msgspec.structs.replace(
        from_environment({}, training=True, data=unit.folder), database=unit.parts.store.dsn
    )
    assert bootstrap.verify_audit(settings).sound
    checkpoints.append(kept, bootstrap.checkpoint_now(unit.parts))
    assert bootstrap.verify_audit(settings, checkpoints.read(kept, unit.parts.keys.signing.public_key())).sound


def test_nobody_removes_the_log_before_its_day(unit: Unit) -> None:
    """Met by: the database's own function asks for a signed checkpoint and for the age of every event."""
    unit.take()
    point = bootstrap.checkpoint_now(unit.parts)[-1]
    with (
        unit.parts.store.begin(WORKER, Permission.RETAIN, RETENTION) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="younger"),
    ):
        work.connection.execute("SELECT remove_audit(%s, now() + interval '9 years', '', now())", (point.event,))


# 6 a restored backup (the whole way, with a scratch server: tests/upkeep/test_backups.py) ----------------------------------
def test_a_sealed_record_put_back_from_a_backup_stays_shut(sealed: Unit) -> None:
    """Met by: the record's own key lay outside the database and was destroyed with it."""
    share, traveller = approver_share(sealed.folder / "keys" / "approver-share"), sealed.travellers()[0]
    rows = sealed.ask("SELECT sealed, keys, slot FROM sealed_record WHERE record = %s", traveller)
    body, keys, slot = rows[0]
    [(for_unit, for_approver)] = sealed.ask("SELECT for_unit, for_approver FROM sealed_batch WHERE batch = %s", keys)
    half = open_outer(body, traveller.bytes, keys, for_approver, share)
    key = sealed.parts.keys.records.key(keys, slot)
    assert key is not None
    opened = open_record(half, traveller.bytes, key, (keys, for_unit), sealed.parts.keys.unit)
    assert opened
    sealed.nights(1826)
    assert sealed.parts.keys.records.key(keys, slot) is None
    with pytest.raises(NotPermitted):
        open_record(half, traveller.bytes, bytes(32), (keys, for_unit), sealed.parts.keys.unit)


# 7 a clock set back -------------------------------------------------------------------------------------------------------
def test_a_clock_set_back_keeps_nothing_in_clear(unit: Unit) -> None:
    """Met by: the machine's steady clock goes on, however the clock was set."""
    unit.take()
    unit.nights(0)
    unit.clock.wrong = timedelta(days=-184)
    unit.nights(184)
    unit.nights(1)
    assert unit.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def test_a_clock_set_back_with_a_restart_keeps_nothing_in_clear(unit: Unit) -> None:
    """Met by: the moment of retention is the later of the clock and of the audit's last event, on another machine too."""
    unit.nights(0)
    unit.take()
    for _ in range(62):  # days on which it ran
        unit.nights(3)
    bootstrap.checkpoint_now(unit.parts)
    unit.clock.wrong = -timedelta(days=184)
    unit.clock.now += timedelta(hours=2)
    keep_calendar(another_machine(unit, "restarted"))
    work_until_idle(another_machine(unit, "restarted"))
    assert unit.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def another_machine(unit: Unit, boot: str) -> Parts:
    return msgspec.structs.replace(unit.parts, uptime=lambda: Uptime(boot, 0.0))


def whole(unit: Unit) -> bool:
    return unit.ask("SELECT count(*) FILTER (WHERE NOT sealed), count(*) FROM traveller") == [(2, 2)]


@pytest.mark.parametrize("days", [184, 366, 5000], ids=lambda days: f"{days} days")
def test_a_clock_set_forward_seals_and_destroys_nothing(unit: Unit, days: int) -> None:
    """Met by: no running machine saw that time pass; until a person says which day it is, nothing goes."""
    unit.take()
    unit.nights(0)
    unit.clock.wrong = timedelta(days=days)
    unit.nights(0)
    assert whole(unit)
    assert unit.ask("SELECT kind FROM oversight_notice WHERE kind = 'clock-jumped'")
    with unit.parts.store.begin(WORKER, Permission.RETAIN, RETENTION) as work:
        assert "clock-jumped" in {one.kind for one in work.safeguards.alarms(unit.parts.clock())}
    unit.nights(1)
    assert whole(unit)


def test_a_clock_set_forward_step_by_step_gains_three_days_in_all(unit: Unit) -> None:
    """Met by: what nobody saw pass is added up."""
    unit.take()
    unit.nights(0)
    for _ in range(100):
        unit.clock.wrong += timedelta(days=2)
        unit.nights(0)
        unit.clock.now += timedelta(hours=2)
    assert whole(unit)
    [(moment,)] = unit.ask("SELECT moment FROM kept_time")
    assert moment - unit.clock.now < timedelta(days=3, hours=1)


def test_restarts_hide_no_clock_set_forward(unit: Unit) -> None:
    """Met by: a machine that has just started saw nothing pass."""
    unit.take()
    unit.nights(0)
    for number in range(20):
        unit.clock.wrong += timedelta(days=10)
        machine = another_machine(unit, f"restart {number}")
        keep_calendar(machine)
        work_until_idle(machine)
    assert whole(unit)


def test_a_wrong_clock_that_was_put_right_destroys_nothing_afterwards(unit: Unit) -> None:
    """Met by: what the audit bears of the wrong clock counts for nothing once a person said so; then time goes on as it is."""
    unit.take()
    unit.nights(0)
    unit.clock.wrong = timedelta(days=400)
    unit.nights(0)
    bootstrap.checkpoint_now(unit.parts)
    unit.clock.wrong = timedelta()
    unit.nights(1)
    assert whole(unit)
    with pytest.raises(InvalidInput):
        kept_time.confirm(unit.parts, unit.officers[Role.SUPERVISOR], unit.clock.now.date() + timedelta(days=1))
    kept_time.confirm(unit.parts, unit.officers[Role.SUPERVISOR], unit.clock.now.date())
    unit.nights(1)
    assert whole(unit)
    assert unit.ask("SELECT held FROM kept_time") == [(False,)]
    unit.nights(184)
    assert unit.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BORDER, Role.WATCHLISTS, Role.APPROVER, Role.TARGETING])
def test_who_may_not_say_which_day_it_is(unit: Unit, role: Role) -> None:
    with pytest.raises(NotPermitted):
        kept_time.confirm(unit.parts, unit.officers[role], unit.clock.now.date())


# 8 a key share alone ------------------------------------------------------------------------------------------------------
def test_the_units_share_and_the_records_key_do_not_open_it(sealed: Unit) -> None:
    """Met by: the outer layer is the approver's."""
    traveller = sealed.travellers()[0]
    [(body, keys, slot)] = sealed.ask("SELECT sealed, keys, slot FROM sealed_record WHERE record = %s", traveller)
    [(for_unit, for_approver)] = sealed.ask("SELECT for_unit, for_approver FROM sealed_batch WHERE batch = %s", keys)
    key = sealed.parts.keys.records.key(keys, slot)
    assert key is not None
    with pytest.raises(NotPermitted):
        open_record(body, traveller.bytes, key, (keys, for_unit), sealed.parts.keys.unit)
    with pytest.raises(NotPermitted):
        open_outer(body, traveller.bytes, keys, for_approver, sealed.parts.keys.unit)


def test_the_approvers_share_alone_reads_nothing(sealed: Unit) -> None:
    """Met by: below its layer lies the unit's, and below that the record's own."""
    share, traveller = approver_share(sealed.folder / "keys" / "approver-share"), sealed.travellers()[0]
    [(body, keys, slot)] = sealed.ask("SELECT sealed, keys, slot FROM sealed_record WHERE record = %s", traveller)
    [(for_unit, for_approver)] = sealed.ask("SELECT for_unit, for_approver FROM sealed_batch WHERE batch = %s", keys)
    half = open_outer(body, traveller.bytes, keys, for_approver, share)
    assert MARKER.encode() not in half
    key = sealed.parts.keys.records.key(keys, slot)
    assert key is not None
    for stolen in (share, X25519PrivateKey.generate()):
        with pytest.raises(NotPermitted):
            open_record(half, traveller.bytes, key, (keys, for_unit), stolen)
    with pytest.raises(NotPermitted):
        unlock(half, traveller.bytes, key)


def test_one_record_opened_opens_no_other(sealed: Unit) -> None:
    """Met by: every record has keys of its own; what the approver hands over is one record's and bound to its name."""
    share = approver_share(sealed.folder / "keys" / "approver-share")
    first, second = sealed.travellers()
    [(body, keys, slot)] = sealed.ask("SELECT sealed, keys, slot FROM sealed_record WHERE record = %s", second)
    [(for_unit, for_approver)] = sealed.ask("SELECT for_unit, for_approver FROM sealed_batch WHERE batch = %s", keys)
    half = open_outer(body, second.bytes, keys, for_approver, share)
    key = sealed.parts.keys.records.key(keys, slot)
    assert key is not None
    with pytest.raises(NotPermitted):
        open_record(half, first.bytes, key, (keys, for_unit), sealed.parts.keys.unit)
    with pytest.raises(NotPermitted):
        open_outer(body, first.bytes, keys, for_approver, share)


def test_an_approval_forged_in_the_database_opens_nothing(sealed: Unit) -> None:
    """Met by: without the approver's share there is no half to forge."""
    analyst = sealed.officers[Role.ANALYST]
    asked = unmask.ask(sealed.parts, analyst, TravellerId(sealed.travellers()[0]), WHY, TERROR, "C-1")
    with psycopg.connect(sealed.owner) as owner:
        owner.execute(
            """UPDATE unmask_request u SET state = 'allowed', expires_at = now() + interval '9 years', released = r.sealed,
               keys = r.keys, slot = r.slot FROM sealed_record r WHERE r.record = u.traveller"""
        )
    with pytest.raises((NotPermitted, NotInThisState, NotFound)):
        unmask.opened(sealed.parts, analyst, asked.id, TERROR)


# 9 a thief of the data folder ---------------------------------------------------------------------------------------------
def test_after_its_time_no_file_of_the_unit_names_anybody(sealed: Unit) -> None:
    """Met by: indexes hold lists, not travellers; raw bytes are never written; what is sealed lies in no file."""
    files = [path for path in sealed.folder.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if MARKER.encode() in path.read_bytes()] == []


# 10 a forged law (more in tests/upkeep/test_profiles.py) ------------------------------------------------------------------
def test_the_database_cannot_lengthen_the_law(unit: Unit) -> None:
    """Met by: the text is signed; an edited one is not in force."""
    unit.take()
    with psycopg.connect(unit.owner) as owner:
        owner.execute("ALTER TABLE legal_profile_version DISABLE TRIGGER ALL")
        owner.execute(
            "UPDATE legal_profile_version SET body = replace(body, 'mask_after_days = 183', 'mask_after_days = 730')"
        )
    unit.nights(184)
    assert unit.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


# 11 somebody who lets nothing expire --------------------------------------------------------------------------------------
def test_what_is_kept_past_its_time_rings(unit: Unit) -> None:
    """Met by: overdue is counted and told; the command ends with status 1."""
    from gotravel.flow import past

    unit.take()
    with psycopg.connect(unit.owner) as keeper:
        keeper.execute("SELECT FROM traveller FOR UPDATE")
        unit.nights(186)
        assert past.standing(unit.parts).overdue == 2
        assert unit.ask("SELECT kind FROM oversight_notice WHERE kind = 'retention-overdue'")
