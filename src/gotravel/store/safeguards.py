"""What those who oversee write: the switch, the registers, findings on misuse, protected names.

Goes in: suspensions, entries, steps. Comes out: the same as structs. Never: an entry or a step changed afterwards.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.errors import NotFound, NotInThisState
from gotravel.domain.safeguard import (
    Alarm,
    MisuseKind,
    MisuseSignal,
    RegisterEntry,
    RegisterKind,
    RegisterStep,
    StepTaken,
    Suspension,
    Switched,
)
from gotravel.store.once import once

SUSPENSION = "id, kind, target, code, placed_by, placed_role, placed_at, reason, lifted_by, lifted_at, lift_reason"
ENTRY = "id, number, kind, opened_at, opened_by, due_at, told, high_risk, persons, about, public_text, closed_at"
SIGNAL = "id, kind, officer, seq, at, detail, state, outcome"
ALARMS = """
SELECT 'rights-overdue', count(*) FROM rights_request WHERE state IN ('opened', 'identified') AND due_at < %(now)s
UNION ALL SELECT 'redress-overdue', count(*) FROM redress_case WHERE state IN ('opened', 'proposed', 'appealed') AND due_at < %(now)s
UNION ALL SELECT 'notice-overdue', count(*) FROM subject_notice WHERE state IN ('due', 'asked') AND due_at < %(now)s
UNION ALL SELECT 'breach-overdue', count(*) FROM register_entry e WHERE kind = 'breach' AND due_at < %(now)s
  AND NOT EXISTS (SELECT FROM register_step s WHERE s.entry = e.id AND s.step = 'authority-told')
UNION ALL SELECT 'complaint-overdue', count(*) FROM register_entry e WHERE kind = 'complaint' AND due_at < %(now)s AND closed_at IS NULL
  AND NOT EXISTS (SELECT FROM register_step s WHERE s.entry = e.id AND s.step = 'answered')
UNION ALL SELECT 'recipient-overdue', count(*) FROM recipient_notice WHERE told_at IS NULL AND made_at < %(now)s - interval '24 hours'
UNION ALL SELECT 'feedback-overdue', count(*) FROM referral f WHERE f.made_at < %(now)s - interval '30 days'
  AND NOT EXISTS (SELECT FROM referral_feedback b WHERE b.referral = f.id)
UNION ALL SELECT 'urgent-unreviewed', count(*) FROM disclosure_request WHERE state = 'answered-urgently' AND due_at < %(now)s
UNION ALL SELECT 'disclosure-overdue', count(*) FROM disclosure_request WHERE state IN ('received', 'approved') AND due_at < %(now)s
UNION ALL SELECT 'list-suspended', count(*) FROM suspension WHERE lifted_at IS NULL
UNION ALL SELECT 'unmask-unreviewed', count(*) FROM unmask_request WHERE state = 'closed' AND expires_at < %(now)s - interval '7 days'
UNION ALL SELECT 'audit-broken', count(*) FROM oversight_notice WHERE kind = 'audit-broken' AND read_at IS NULL
UNION ALL SELECT 'clock-jumped', count(*) FROM kept_time WHERE held
UNION ALL (SELECT 'retention-overdue', coalesce((detail->>'overdue')::bigint, 0) FROM audit_event WHERE kind = 'retention:sealed'
  ORDER BY seq DESC LIMIT 1)
"""


class Safeguards:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def alarms(self, now: datetime) -> list[Alarm]:
        rows = self.connection.execute(ALARMS, {"now": now}).fetchall()
        return [Alarm(kind, count) for kind, count in rows if count]

    # The switch ------------------------------------------------------------------------------------------------------
    def list_by_code(self, code: str) -> UUID:
        row = self.connection.execute("SELECT id FROM watchlist WHERE code = %s", (code,)).fetchone()
        if row is None:
            raise NotFound
        found: UUID = row[0]
        return found

    def suspend(self, made: Suspension) -> None:
        sql = """INSERT INTO suspension (id, kind, target, code, placed_by, placed_role, placed_at, reason)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
        who = (made.placed_by, made.placed_role, made.placed_at, made.reason)
        try:
            self.connection.execute(sql, (made.id, made.kind.value, made.target, made.code, *who))
        except psycopg.errors.UniqueViolation as fault:
            raise NotInThisState("This list is suspended already.") from fault
        self.connection.execute("UPDATE watchlist SET state = 'suspended' WHERE id = %s", (made.target,))

    def lift(self, made: Suspension, officer: UUID, reason: str, now: datetime) -> None:
        sql = """UPDATE suspension SET lifted_by = %s, lifted_at = %s, lift_reason = %s WHERE id = %s AND lifted_at IS NULL"""
        once(self.connection, sql, (officer, now, reason, made.id))
        self.connection.execute("UPDATE watchlist SET state = 'active' WHERE id = %s", (made.target,))

    def suspension(self, number: UUID) -> Suspension:
        row = self.connection.execute(f"SELECT {SUSPENSION} FROM suspension WHERE id = %s", (number,)).fetchone()
        if row is None:
            raise NotFound
        return _suspension(row)

    def suspensions(self) -> list[Suspension]:
        sql = f"SELECT {SUSPENSION} FROM suspension ORDER BY lifted_at IS NOT NULL, placed_at DESC LIMIT 200"
        return [_suspension(row) for row in self.connection.execute(sql).fetchall()]

    # Registers -------------------------------------------------------------------------------------------------------
    def enter(self, made: RegisterEntry) -> None:
        sql = f"INSERT INTO register_entry ({ENTRY}) VALUES ({', '.join(['%s'] * 12)})"
        told = (made.due_at, made.told, made.high_risk, made.persons, made.about, made.public_text, made.closed_at)
        self.connection.execute(sql, (made.id, made.number, made.kind.value, made.opened_at, made.opened_by, *told))

    def entry(self, number: UUID) -> RegisterEntry:
        row = self.connection.execute(f"SELECT {ENTRY} FROM register_entry WHERE id = %s", (number,)).fetchone()
        if row is None:
            raise NotFound
        return self._with_steps([row])[0]

    def entries(self) -> list[RegisterEntry]:
        sql = f"SELECT {ENTRY} FROM register_entry ORDER BY closed_at IS NOT NULL, due_at NULLS LAST, opened_at DESC LIMIT 300"
        return self._with_steps(self.connection.execute(sql).fetchall())

    def incidents(self) -> list[tuple[str, datetime, str, bool]]:
        """What is published of incidents: number, day, the public sentence, whether closed."""
        sql = """SELECT number, opened_at, public_text, closed_at IS NOT NULL FROM register_entry
                 WHERE kind = 'incident' AND public_text IS NOT NULL ORDER BY opened_at DESC"""
        return [(row[0], row[1], row[2], row[3]) for row in self.connection.execute(sql).fetchall()]

    def step(self, entry: UUID, taken: StepTaken) -> None:
        sql = """INSERT INTO register_step (entry, ordinal, at, officer, step, told)
                 SELECT %s, count(*) + 1, %s, %s, %s, %s FROM register_step WHERE entry = %s"""
        self.connection.execute(sql, (entry, taken.at, taken.officer, taken.step.value, taken.told, entry))
        if taken.step is RegisterStep.CLOSED:
            self.connection.execute("UPDATE register_entry SET closed_at = %s WHERE id = %s", (taken.at, entry))

    def _with_steps(self, rows: list[tuple[Any, ...]]) -> list[RegisterEntry]:
        sql = "SELECT entry, at, officer, step, told FROM register_step WHERE entry = ANY(%s) ORDER BY entry, ordinal"
        steps: dict[UUID, list[StepTaken]] = {}
        for entry, at, officer, step, told in self.connection.execute(sql, ([row[0] for row in rows],)).fetchall():
            steps.setdefault(entry, []).append(StepTaken(at, officer, RegisterStep(step), told))
        return [_entry(row, tuple(steps.get(row[0], ()))) for row in rows]

    # Misuse ----------------------------------------------------------------------------------------------------------
    def signals(self) -> list[MisuseSignal]:
        sql = f"SELECT {SIGNAL} FROM misuse_signal ORDER BY state <> 'open', at DESC LIMIT 200"
        return [_signal(row) for row in self.connection.execute(sql).fetchall()]

    def close_signal(self, signal: UUID, state: str, outcome: str, officer: UUID, now: datetime) -> None:
        sql = """UPDATE misuse_signal SET state = %s, outcome = %s, closed_by = %s, closed_at = %s
                 WHERE id = %s AND state = 'open'"""
        once(self.connection, sql, (state, outcome, officer, now, signal))

    def protect(self, digest: bytes, officer: UUID, now: datetime) -> None:
        sql = "INSERT INTO protected_name (digest, added_by, added_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
        self.connection.execute(sql, (digest, officer, now))

    def unprotect(self, digest: bytes) -> bool:
        return bool(self.connection.execute("DELETE FROM protected_name WHERE digest = %s", (digest,)).rowcount)

    def protected(self) -> frozenset[bytes]:
        rows = self.connection.execute("SELECT digest FROM protected_name").fetchall()
        return frozenset(bytes(row[0]) for row in rows)


def _suspension(row: tuple[Any, ...]) -> Suspension:
    return Suspension(row[0], Switched(row[1]), *row[2:])


def _entry(row: tuple[Any, ...], steps: tuple[StepTaken, ...]) -> RegisterEntry:
    number, shown, kind, opened, by, due, told, risk, persons, about, public, closed = row
    said = (told, risk, persons, about, public, closed)
    return RegisterEntry(number, shown, RegisterKind(kind), opened, by, due, *said, steps)


def _signal(row: tuple[Any, ...]) -> MisuseSignal:
    return MisuseSignal(row[0], MisuseKind(row[1]), *row[2:])
