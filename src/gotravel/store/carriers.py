"""Carriers and their credentials.

Goes in: carriers, digests of secrets. Comes out: carriers. Never: a secret in clear.
"""

from __future__ import annotations

import psycopg

from gotravel.domain.carrier import Carrier
from gotravel.domain.ids import CarrierCode


class Carriers:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def register(self, carrier: Carrier) -> None:
        sql = """INSERT INTO carrier (code, name, contact, active) VALUES (%s, %s, %s, %s)
                 ON CONFLICT (code) DO UPDATE SET name = excluded.name, contact = excluded.contact, active = excluded.active"""
        self.connection.execute(sql, (carrier.code, carrier.name, carrier.contact, carrier.active))

    def add_credential(self, code: str, digest: bytes) -> None:
        sql = "INSERT INTO carrier_credential (carrier, digest) VALUES (%s, %s) ON CONFLICT DO NOTHING"
        self.connection.execute(sql, (code, digest))

    def codes(self) -> list[str]:
        return [
            row[0] for row in self.connection.execute("SELECT code FROM carrier WHERE active ORDER BY code").fetchall()
        ]

    def active(self, code: str) -> Carrier | None:
        sql = "SELECT code, name, contact, active FROM carrier WHERE code = %s AND active"
        row = self.connection.execute(sql, (code,)).fetchone()
        return Carrier(CarrierCode(row[0]), row[1], row[2], row[3]) if row else None

    def with_credential(self, code: str, digest: bytes) -> Carrier | None:
        sql = """SELECT c.code, c.name, c.contact, c.active FROM carrier c JOIN carrier_credential k ON k.carrier = c.code
                 WHERE c.code = %s AND k.digest = %s AND k.revoked_at IS NULL AND c.active"""
        row = self.connection.execute(sql, (code, digest)).fetchone()
        return Carrier(CarrierCode(row[0]), row[1], row[2], row[3]) if row else None
