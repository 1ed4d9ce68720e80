"""The purposes of the law in force, and what each asks for (PUR1). PostgreSQL asks this table too (migration 0021).

Goes in: the profile's purposes. Comes out: a verdict on a unit of work; a case's or request's id by its number. Never: a
purpose of a step (screening, retention ...) changed by a profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import psycopg


class Purposes:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def register(self, purposes: Sequence[tuple[str, bool]]) -> list[str]:
        """Those that were new or changed."""
        sql = """INSERT INTO purpose (code, case_needed) SELECT * FROM unnest(%s::text[], %s::boolean[])
                 ON CONFLICT (code) DO UPDATE SET case_needed = excluded.case_needed
                 WHERE purpose.case_needed <> excluded.case_needed RETURNING code"""
        columns = ([code for code, _ in purposes], [needed for _, needed in purposes])
        return [row[0] for row in self.connection.execute(sql, columns).fetchall()]

    def rights(self, of_roles: Sequence[tuple[str, str]]) -> int:
        """The application's table of roles and their rights, for row-level security to ask; how many changed."""
        columns = ([role for role, _ in of_roles], [right for _, right in of_roles])
        wanted = "SELECT * FROM unnest(%s::text[], %s::text[])"
        gone = self.connection.execute(f"DELETE FROM role_right WHERE (role, permission) NOT IN ({wanted})", columns)
        new = self.connection.execute(f"INSERT INTO role_right {wanted} ON CONFLICT DO NOTHING", columns)
        return gone.rowcount + new.rowcount

    def numbered(self, number: str) -> UUID | None:
        """A case or a person's request by the number that people say."""
        sql = """SELECT id FROM case_file WHERE number = %(n)s UNION ALL SELECT id FROM rights_request WHERE number = %(n)s
                 UNION ALL SELECT id FROM disclosure_request WHERE number = %(n)s AND state IN ('received', 'approved') LIMIT 1"""
        row = self.connection.execute(sql, {"n": number.strip().upper()}).fetchone()
        return row[0] if row else None
