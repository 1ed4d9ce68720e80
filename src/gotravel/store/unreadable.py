"""Openings of transmissions that could not be read: asked, allowed or refused, looked at, closed by time.

Goes in: requests, what the approver's share left. Comes out: what the door that asks may see. Never: a released half outside
its time; one person in two parts (the table refuses).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.errors import NotFound, NotInThisState
from gotravel.store.once import once

COLUMNS = "id, transmission, asked_by, asked_at, reason, case_ref, state, decided_by, decided_at, expires_at, looks"


class Opening(msgspec.Struct, frozen=True):
    id: UUID
    transmission: UUID
    asked_by: UUID
    asked_at: datetime
    reason: str
    case_ref: str
    state: str
    decided_by: UUID | None
    decided_at: datetime | None
    expires_at: datetime | None
    looks: int


class Waiting(msgspec.Struct, frozen=True):
    """One transmission that could not be read, and when it is destroyed."""

    transmission: UUID
    received_at: datetime
    destroy_after: datetime


class Unreadable(msgspec.Struct, frozen=True):
    connection: psycopg.Connection[Any]

    def waiting(self) -> list[Waiting]:
        sql = "SELECT transmission, received_at, destroy_after FROM quarantine ORDER BY destroy_after, transmission LIMIT 500"
        return [Waiting(*row) for row in self.connection.execute(sql).fetchall()]

    def ask(self, number: UUID, transmission: UUID, by: UUID, at: datetime, why: tuple[str, str]) -> None:
        sql = """INSERT INTO quarantine_opening (id, transmission, asked_by, asked_at, reason, case_ref, state)
                 VALUES (%s, %s, %s, %s, %s, %s, 'asked')"""
        try:
            self.connection.execute(sql, (number, transmission, by, at, *why))
        except psycopg.errors.UniqueViolation as fault:
            raise NotInThisState("This transmission is asked for already.") from fault

    def one(self, opening: UUID) -> Opening:
        row = self.connection.execute(f"SELECT {COLUMNS} FROM quarantine_opening WHERE id = %s", (opening,)).fetchone()
        if row is None:
            raise NotFound
        return Opening(*row)

    def asked(self) -> list[Opening]:
        sql = f"SELECT {COLUMNS} FROM quarantine_opening WHERE state = 'asked' ORDER BY asked_at"
        return [Opening(*row) for row in self.connection.execute(sql).fetchall()]

    def sealed(self, transmission: UUID) -> bytes:
        row = self.connection.execute(
            "SELECT sealed FROM quarantine WHERE transmission = %s", (transmission,)
        ).fetchone()
        if row is None:
            raise NotFound("What could not be read was destroyed at its time.")
        return bytes(row[0])

    def received_at(self, transmission: UUID) -> datetime:
        sql = "SELECT received_at FROM quarantine WHERE transmission = %s"
        row = self.connection.execute(sql, (transmission,)).fetchone()
        if row is None:
            raise NotFound("What could not be read was destroyed at its time.")
        moment: datetime = row[0]
        return moment

    def allow(self, opening: UUID, by: UUID, at: datetime, why: str, until: datetime, released: bytes) -> None:
        sql = """UPDATE quarantine_opening SET state = 'allowed', decided_by = %s, decided_at = %s, decision = %s, expires_at = %s, released = %s
                 WHERE id = %s AND state = 'asked'"""
        once(self.connection, sql, (by, at, why, until, released, opening))

    def refuse(self, opening: UUID, by: UUID, at: datetime, why: str) -> None:
        sql = """UPDATE quarantine_opening SET state = 'refused', decided_by = %s, decided_at = %s, decision = %s
                 WHERE id = %s AND state = 'asked'"""
        once(self.connection, sql, (by, at, why, opening))

    def released(self, opening: UUID, by: UUID, now: datetime) -> bytes:
        sql = """UPDATE quarantine_opening SET looks = looks + 1 WHERE id = %s AND asked_by = %s AND state = 'allowed'
                 AND expires_at > %s RETURNING released"""
        row = self.connection.execute(sql, (opening, by, now)).fetchone()
        if row is None:
            raise NotInThisState("This is not open for you: it was not allowed, or its time is over.")
        return bytes(row[0])

    def close(self, opening: UUID) -> None:
        sql = "UPDATE quarantine_opening SET state = 'closed', released = NULL WHERE id = %s AND state IN ('asked', 'allowed')"
        once(self.connection, sql, (opening,))

    def close_expired(self, now: datetime) -> int:
        sql = "UPDATE quarantine_opening SET state = 'closed', released = NULL WHERE state = 'allowed' AND expires_at <= %s"
        return self.connection.execute(sql, (now,)).rowcount
