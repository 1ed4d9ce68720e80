"""Transmissions and their receipts. A receipt is unique for (carrier, digest of the bytes): that is idempotence.

Goes in: receipts. Comes out: receipts. Never: the bytes themselves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.transmission import Channel, Receipt, Removals

ADD_RECEIPT = """
INSERT INTO transmission_receipt (carrier, digest, transmission, received_at, receipt) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (carrier, digest) DO NOTHING
"""
ADD = """
INSERT INTO transmission (id, received_at, carrier, channel, bytes, profile, profile_version, removals, acknowledgement)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class Transmissions:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def receipt(self, carrier: str, digest: bytes) -> Receipt | None:
        sql = "SELECT receipt FROM transmission_receipt WHERE carrier = %s AND digest = %s"
        row = self.connection.execute(sql, (carrier, digest)).fetchone()
        return msgspec.convert(row[0], Receipt) if row else None

    def receipt_of(self, carrier: str, transmission: UUID) -> tuple[Receipt, str | None] | None:
        sql = """SELECT r.receipt, t.acknowledgement FROM transmission_receipt r
                 JOIN transmission t ON t.id = r.transmission AND t.received_at = r.received_at
                 WHERE r.carrier = %s AND r.transmission = %s"""
        row = self.connection.execute(sql, (carrier, transmission)).fetchone()
        return (msgspec.convert(row[0], Receipt), row[1]) if row else None

    def add(
        self,
        receipt: Receipt,
        channel: Channel,
        size: int,
        profile: LegalProfile,
        removals: Removals,
        acknowledgement: str | None,
    ) -> bool:
        """False when another transaction took the same bytes in first."""
        key = (receipt.carrier, bytes.fromhex(receipt.digest), receipt.transmission, receipt.received_at)
        done = self.connection.execute(ADD_RECEIPT, (*key, Jsonb(msgspec.to_builtins(receipt))))
        if not done.rowcount:
            return False
        row = (
            receipt.transmission,
            receipt.received_at,
            receipt.carrier,
            channel.value,
            size,
            profile.id,
            profile.version,
        )
        self.connection.execute(ADD, (*row, Jsonb(msgspec.to_builtins(removals)), acknowledgement))
        return True

    def quarantine(self, transmission: UUID, sealed: bytes, received_at: datetime, hours: int) -> None:
        sql = "INSERT INTO quarantine (transmission, sealed, received_at, destroy_after) VALUES (%s, %s, %s, %s)"
        self.connection.execute(sql, (transmission, sealed, received_at, received_at + timedelta(hours=hours)))

    def no_longer_unreadable(self, transmission: UUID) -> None:
        """What could be read after all is on file as messages: the sealed bytes and the empty messages go."""
        self.connection.execute("DELETE FROM quarantine WHERE transmission = %s", (transmission,))

    def destroy_quarantine(self, now: datetime) -> int:
        return self.connection.execute("DELETE FROM quarantine WHERE destroy_after <= %s", (now,)).rowcount
