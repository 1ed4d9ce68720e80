"""The chain shows any edit, gap, reordering or truncation, whoever made it."""

from __future__ import annotations

import threading
from datetime import timedelta

import psycopg
import pytest

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.audit_checkpoint import AuditCheckpoint
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.ids import PurposeCode
from gotravel.store import audit
from gotravel.store.unit_of_work import Store
from tests.builders import an_id
from tests.conftest import Clock

PURPOSE = PurposeCode("routine-screening")


def record(store: Store, count: int) -> None:
    for number in range(count):
        with store.begin(WORKER, Permission.SCREEN, PURPOSE) as work:
            event = AuditEvent("traveller:screened", (an_id(str(number)),), {"hits": number, "kinds": {"a": 1}})
            work.commit(event, AuditEvent("case:read"))


def point(found: audit.Verdict) -> AuditCheckpoint:
    return AuditCheckpoint(found.events, found.last.hex(), found.first, found.root.hex(), "2026-11-25")


def test_a_whole_chain_is_sound(store: Store, owner_dsn: str) -> None:
    record(store, 5)
    verdict = audit.verify(audit.rows(owner_dsn))
    assert (verdict.sound, verdict.events) == (True, 10)


ATTACKS = {
    "edits a detail": "UPDATE audit_event SET detail = '{\"hits\": 0}' WHERE seq = 5",
    "changes who did it": "UPDATE audit_event SET actor = 'somebody' WHERE seq = 4",
    "changes the purpose": "UPDATE audit_event SET purpose = 'other' WHERE seq = 4",
    "shifts a moment": "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE seq = 4",
    "removes one": "DELETE FROM audit_event WHERE seq = 4",
    "removes the first": "DELETE FROM audit_event WHERE seq = 1",
    "swaps two": "UPDATE audit_event SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4); UPDATE audit_event SET seq = -seq WHERE seq < 0",
    "changes the subjects": "UPDATE audit_event SET subjects = '{}' WHERE seq = 5",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_administrator_with_all_rights_is_found_out(store: Store, owner_dsn: str, attack: str) -> None:
    record(store, 5)
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        owner.execute(ATTACKS[attack].encode())
    assert not audit.verify(audit.rows(owner_dsn)).sound


@pytest.mark.parametrize("seq", [9, 10])
def test_truncation_is_found_with_a_checkpoint_kept_outside(store: Store, owner_dsn: str, seq: int) -> None:
    record(store, 5)
    before = audit.verify(audit.rows(owner_dsn))
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        owner.execute("DELETE FROM audit_event WHERE seq >= %s", (seq,))
    assert audit.verify(audit.rows(owner_dsn)).sound
    assert not audit.verify(audit.rows(owner_dsn), [point(before)]).sound


def test_a_chain_written_anew_is_found_with_a_checkpoint(store: Store, owner_dsn: str, clock: Clock) -> None:
    record(store, 3)
    kept = audit.verify(audit.rows(owner_dsn))
    with psycopg.connect(owner_dsn) as owner:
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        owner.execute("DELETE FROM audit_event")
    clock.now += timedelta(seconds=1)
    record(store, 4)
    assert audit.verify(audit.rows(owner_dsn)).sound
    assert not audit.verify(audit.rows(owner_dsn), [point(kept)]).sound


def test_many_writers_at_once_make_one_chain(store: Store, owner_dsn: str) -> None:
    writers = [threading.Thread(target=record, args=(store, 10)) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    verdict = audit.verify(audit.rows(owner_dsn))
    assert (verdict.faults, verdict.events) == ((), 120)
