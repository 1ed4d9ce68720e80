"""Requests to open sealed records: asked, allowed or refused, opened, closed by time, reviewed.

Goes in: requests, halves of openings. Comes out: what the door that asks may see of them (row-level security decides).
Never: a released half outside its time; one person in two parts (the table refuses).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.errors import NotFound, NotInThisState
from gotravel.domain.ids import TravellerId
from gotravel.domain.sealed_past import Unmasking, UnmaskState

COLUMNS = """id, traveller, asked_by, asked_at, reason, purpose, case_ref, state, decided_by, decided_at, decision, expires_at,
openings, reviewed_by, reviewed_at, lawful, finding"""


class SealedBytes(msgspec.Struct, frozen=True):
    record: UUID
    sealed: bytes
    keys: UUID
    slot: int
    for_approver: bytes
    """The secret of its batch, sealed for the approver."""


class Half(msgspec.Struct, frozen=True):
    """What the approver hands over: still sealed for the unit and under the record's own key, which lies at `slot`."""

    released: bytes
    keys: UUID
    slot: int


class WhatStays(msgspec.Struct, frozen=True):
    """Of a sealed record: the journey."""

    id: UUID
    received_at: datetime
    carrier: str
    number: str
    origin: str
    destination: str | None
    departs_on: date


class Unmaskings:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def ask(self, asked: Unmasking) -> None:
        sql = """INSERT INTO unmask_request (id, traveller, asked_by, asked_at, reason, purpose, case_ref, state)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
        told = (asked.reason, asked.purpose, asked.case_ref, asked.state.value)
        try:
            self.connection.execute(sql, (asked.id, asked.traveller, asked.asked_by, asked.asked_at, *told))
        except psycopg.errors.UniqueViolation as fault:
            raise NotInThisState("You have asked for this record already.") from fault

    def is_sealed(self, traveller: UUID) -> bool:
        row = self.connection.execute("SELECT sealed FROM traveller WHERE id = %s", (traveller,)).fetchone()
        return bool(row and row[0])

    def what_stays(self, traveller: UUID) -> WhatStays:
        sql = """SELECT t.id, t.received_at, l.carrier, l.number, l.origin, l.destination, l.departs_on FROM traveller t
                 JOIN flight_leg l ON l.id = t.flight_leg WHERE t.id = %s AND t.sealed"""
        row = self.connection.execute(sql, (traveller,)).fetchone()
        if row is None:
            raise NotFound
        return WhatStays(*row)

    def one(self, request: UUID) -> Unmasking:
        row = self.connection.execute(f"SELECT {COLUMNS} FROM unmask_request WHERE id = %s", (request,)).fetchone()
        if row is None:
            raise NotFound
        return unmasking_of(row)

    def waiting(self) -> list[Unmasking]:
        return self._all("state = 'asked'")

    def to_review(self) -> list[Unmasking]:
        return self._all("state = 'closed'")

    def of_officer(self, officer: UUID) -> list[Unmasking]:
        return self._all("asked_by = %s", officer)

    def every(self) -> list[Unmasking]:
        return self._all("true")

    def _all(self, where: str, *values: object) -> list[Unmasking]:
        sql = f"SELECT {COLUMNS} FROM unmask_request WHERE {where} ORDER BY asked_at DESC LIMIT 500"
        return [unmasking_of(row) for row in self.connection.execute(sql.encode(), values).fetchall()]

    def sealed(self, traveller: UUID) -> SealedBytes:
        """As the approver's door sees it: the outer seal of a record that somebody asked for."""
        sql = """SELECT r.record, r.sealed, r.keys, r.slot, b.for_approver FROM sealed_record r
                 JOIN sealed_batch b ON b.batch = r.keys WHERE r.record = %s AND r.kind = 'traveller'"""
        row = self.connection.execute(sql, (traveller,)).fetchone()
        if row is None:
            raise NotFound("The sealed record is no longer there.")
        return SealedBytes(row[0], bytes(row[1]), row[2], row[3], bytes(row[4]))

    def for_unit(self, batch: UUID) -> bytes:
        """The secret of a batch, sealed for the unit."""
        row = self.connection.execute("SELECT for_unit FROM sealed_batch WHERE batch = %s", (batch,)).fetchone()
        if row is None:
            raise NotFound("The sealed record is no longer there.")
        return bytes(row[0])

    def allow(self, request: UUID, approver: UUID, now: datetime, why: str, until: datetime, half: Half) -> None:
        sql = """UPDATE unmask_request SET state = 'allowed', decided_by = %s, decided_at = %s, decision = %s, expires_at = %s,
                 released = %s, keys = %s, slot = %s WHERE id = %s AND state = 'asked'"""
        self._once(sql, (approver, now, why, until, half.released, half.keys, half.slot, request))

    def refuse(self, request: UUID, approver: UUID, now: datetime, why: str) -> None:
        sql = """UPDATE unmask_request SET state = 'refused', decided_by = %s, decided_at = %s, decision = %s
                 WHERE id = %s AND state = 'asked'"""
        self._once(sql, (approver, now, why, request))

    def released(self, request: UUID, officer: UUID, now: datetime) -> Half | None:
        """Counts the opening. None outside its time or for anybody but its asker."""
        sql = """UPDATE unmask_request SET openings = openings + 1 WHERE id = %s AND asked_by = %s AND state = 'allowed'
                 AND expires_at > %s RETURNING released, keys, slot"""
        row = self.connection.execute(sql, (request, officer, now)).fetchone()
        return Half(bytes(row[0]), row[1], row[2]) if row and row[0] else None

    def close_expired(self, now: datetime) -> list[UUID]:
        sql = """UPDATE unmask_request SET state = 'closed', released = NULL WHERE state = 'allowed' AND expires_at <= %s
                 RETURNING id"""
        return [row[0] for row in self.connection.execute(sql, (now,)).fetchall()]

    def close(self, request: UUID, officer: UUID) -> None:
        sql = "UPDATE unmask_request SET state = 'closed', released = NULL WHERE id = %s AND asked_by = %s AND state = 'allowed'"
        self._once(sql, (request, officer))

    def review(self, request: UUID, reviewer: UUID, now: datetime, lawful: bool, finding: str) -> None:
        sql = """UPDATE unmask_request SET state = 'reviewed', reviewed_by = %s, reviewed_at = %s, lawful = %s, finding = %s
                 WHERE id = %s AND state = 'closed'"""
        self._once(sql, (reviewer, now, lawful, finding, request))

    def _once(self, sql: str, values: tuple[object, ...]) -> None:
        try:
            done = self.connection.execute(sql.encode(), values).rowcount
        except psycopg.errors.CheckViolation as fault:
            raise NotInThisState("Another person has to do this part.") from fault
        if not done:
            raise NotInThisState


def unmasking_of(row: tuple[Any, ...]) -> Unmasking:
    number, traveller, by, at, reason, purpose, case_ref, state, *rest = row
    return Unmasking(number, TravellerId(traveller), by, at, reason, purpose, case_ref, UnmaskState(state), *rest)
