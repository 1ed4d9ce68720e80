"""Accounts and sessions.

Goes in: officers, digests. Comes out: officers. Never: a password or a session token in clear.
"""

from __future__ import annotations

from typing import Any

import psycopg

from gotravel.domain.actor import Role
from gotravel.domain.ids import OfficerId
from gotravel.domain.officer import Officer

OFFICER = "id, sign_in, shown_name, roles, active, training_valid"


class Officers:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def add(self, officer: Officer, password_hash: str, totp_secret: str | None = None) -> None:
        sql = f"INSERT INTO officer ({OFFICER}, password, totp_secret) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
        roles = sorted(role.value for role in officer.roles)
        told = (officer.id, officer.sign_in, officer.shown_name, roles, officer.active, officer.training_valid)
        self.connection.execute(sql, (*told, password_hash, totp_secret))

    def count(self) -> int:
        row = self.connection.execute("SELECT count(*) FROM officer").fetchone()
        return int(row[0]) if row else 0

    def by_sign_in(self, sign_in: str) -> Officer | None:
        sql = f"SELECT {OFFICER} FROM officer WHERE sign_in = %s"
        row = self.connection.execute(sql, (sign_in.strip().lower(),)).fetchone()
        return officer_of(row) if row else None

    def all(self) -> list[Officer]:
        return [
            officer_of(row)
            for row in self.connection.execute(f"SELECT {OFFICER} FROM officer ORDER BY sign_in").fetchall()
        ]


def officer_of(row: tuple[Any, ...]) -> Officer:
    number, sign_in, shown, roles, active, trained = row
    return Officer(OfficerId(number), sign_in, shown, frozenset(map(Role, roles)), active, trained)
