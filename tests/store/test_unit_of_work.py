"""No work without actor, permission, purpose and event; and the database holds when a page forgets."""

from __future__ import annotations

import psycopg
import pytest

from gotravel.domain.actor import OPERATOR, WORKER, Actor, ActorKind, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import AuditEventMissing, NotPermitted, PurposeMissing
from gotravel.domain.ids import PurposeCode
from gotravel.store import audit
from gotravel.store.embedded import as_application
from gotravel.store.unit_of_work import Store

ANALYST = Actor(ActorKind.OFFICER, "lena", frozenset({Role.ANALYST}))
DPO = Actor(ActorKind.OFFICER, "faa", frozenset({Role.DPO}))
CARRIER = Actor(ActorKind.CARRIER, "A1")
SCREENING = PurposeCode("routine-screening")
READ = AuditEvent("case:read")


@pytest.mark.parametrize(
    ("actor", "permission", "purpose", "refusal"),
    [
        pytest.param(ANALYST, Permission.ADMINISTER, SCREENING, NotPermitted, id="an analyst administers"),
        pytest.param(CARRIER, Permission.READ_CASE, SCREENING, NotPermitted, id="a carrier reads cases"),
        pytest.param(DPO, Permission.DECIDE, SCREENING, NotPermitted, id="an overseer decides"),
        pytest.param(ANALYST, Permission.READ_CASE, PurposeCode(" "), PurposeMissing, id="no purpose"),
    ],
)
def test_what_does_not_begin(
    store: Store, actor: Actor, permission: Permission, purpose: PurposeCode, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        store.begin(actor, permission, purpose)


def test_nothing_commits_without_an_event(store: Store) -> None:
    with pytest.raises(AuditEventMissing), store.begin(ANALYST, Permission.READ_CASE, SCREENING) as work:
        work.commit()


def test_what_is_not_committed_never_was(store: Store, owner_dsn: str) -> None:
    with store.begin(OPERATOR, Permission.CHANGE_CARRIER, SCREENING) as work:
        work.connection.execute("INSERT INTO carrier (code, name, active) VALUES ('A1', 'Aurora', true)")
    with psycopg.connect(owner_dsn) as owner:
        assert owner.execute("SELECT count(*) FROM carrier").fetchone() == (0,)


TOUCH = {
    "read travellers": "SELECT count(*) FROM traveller",
    "read cases": "SELECT count(*) FROM case_file",
    "read messages": "SELECT count(*) FROM message",
    "change an audit event": "UPDATE audit_event SET kind = 'x'",
    "delete an audit event": "DELETE FROM audit_event",
    "cut the audit off": "TRUNCATE audit_event",
    "change a decision": "UPDATE decision SET outcome = 'different-person'",
    "delete a decision": "DELETE FROM decision",
    "read passwords": "SELECT password FROM officer",
    "make a role": "CREATE ROLE intruder SUPERUSER",
}


@pytest.mark.parametrize(
    ("actor", "permission", "act"),
    [
        pytest.param(CARRIER, Permission.RECEIVE, "read travellers", id="the carriers' door reads travellers"),
        pytest.param(CARRIER, Permission.RECEIVE, "read cases", id="the carriers' door reads cases"),
        pytest.param(CARRIER, Permission.RECEIVE, "read messages", id="the carriers' door reads messages"),
        pytest.param(WORKER, Permission.RESOLVE, "change an audit event", id="a worker edits the audit"),
        pytest.param(WORKER, Permission.RESOLVE, "change a decision", id="a worker changes a decision"),
        pytest.param(WORKER, Permission.RESOLVE, "make a role", id="a worker makes a role"),
        pytest.param(ANALYST, Permission.READ_CASE, "change an audit event", id="the desk edits the audit"),
        pytest.param(ANALYST, Permission.READ_CASE, "delete an audit event", id="the desk deletes from the audit"),
        pytest.param(ANALYST, Permission.READ_CASE, "cut the audit off", id="the desk truncates the audit"),
        pytest.param(ANALYST, Permission.DECIDE, "change a decision", id="the desk overwrites a decision"),
        pytest.param(ANALYST, Permission.DECIDE, "delete a decision", id="the desk deletes a decision"),
        pytest.param(DPO, Permission.READ_AUDIT, "delete an audit event", id="oversight deletes from the audit"),
    ],
)
def test_the_database_refuses_too(store: Store, actor: Actor, permission: Permission, act: str) -> None:
    with store.begin(actor, permission, SCREENING) as work, pytest.raises(psycopg.errors.InsufficientPrivilege):
        work.connection.execute(TOUCH[act].encode())


def test_a_page_that_forgets_the_purpose_sees_no_personal_row(store: Store, owner_dsn: str) -> None:
    with psycopg.connect(owner_dsn) as owner:
        owner.execute(
            "INSERT INTO case_file (id, number, traveller, state, opened_at) VALUES (gen_random_uuid(), 'H-1', gen_random_uuid(), 'open', now())"
        )
    with store.begin(ANALYST, Permission.READ_CASE, SCREENING) as work:
        assert work.connection.execute(TOUCH["read cases"].encode()).fetchone() == (1,)
        work.connection.execute("SELECT set_config('gotravel.purpose', '', true)")
        assert work.connection.execute(TOUCH["read cases"].encode()).fetchone() == (0,)


def test_the_application_login_alone_may_do_nothing(owner_dsn: str) -> None:
    with psycopg.connect(as_application(owner_dsn)) as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute("SELECT count(*) FROM traveller")


@pytest.mark.parametrize("text", ["'; DROP TABLE traveller; --", "\\", "%s", "' OR '1'='1", "\u202ename", "x" * 10_000])
def test_sql_in_a_text_field_stays_text(store: Store, text: str) -> None:
    with store.begin(OPERATOR, Permission.ADMINISTER, SCREENING) as work:
        assert work.officers.by_sign_in(text) is None
        assert work.watchlists.by_code(text) is None
        assert work.transmissions.receipt(text, text.encode()) is None
        work.commit(AuditEvent("officer:refused", (), {"text": text}))
    assert audit.verify(audit.rows(store.dsn.replace("gotravel_app", "gotravel_owner"))).sound
