"""Sessions of officers: a digest of a random token, revocable, with an idle and an absolute end.

Goes in: digests. Comes out: who is signed in. Never: a token in clear.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.officer import Officer
from gotravel.store.officers import OFFICER, officer_of

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
"""A shift lasts eight hours; a desk left alone for half an hour is closed."""
MOST_FAILURES, BLOCKED_FOR = 5, timedelta(minutes=15)


class Credentials(msgspec.Struct, frozen=True):
    officer: Officer
    password: str
    """The argon2id hash."""
    totp_secret: str | None
    totp_last: int | None
    blocked_until: datetime | None


class Sessions:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def credentials(self, sign_in: str) -> Credentials | None:
        """Locked, so that guesses are counted one after the other."""
        sql = f"SELECT {OFFICER}, password, totp_secret, totp_last, blocked_until FROM officer WHERE sign_in = %s FOR UPDATE"
        row = self.connection.execute(sql, (sign_in.strip().lower(),)).fetchone()
        return Credentials(officer_of(row[:6]), *row[6:]) if row else None

    def failed(self, officer: UUID, now: datetime) -> None:
        sql = """UPDATE officer SET failures = failures + 1,
                 blocked_until = CASE WHEN failures + 1 >= %s THEN %s ELSE blocked_until END WHERE id = %s"""
        self.connection.execute(sql, (MOST_FAILURES, now + BLOCKED_FOR, officer))

    def open(self, officer: UUID, token: bytes, now: datetime, second_factor: bool, totp_step: int | None) -> None:
        sql = "UPDATE officer SET failures = 0, blocked_until = NULL, totp_last = coalesce(%s, totp_last) WHERE id = %s"
        self.connection.execute(sql, (totp_step, officer))
        self.connection.execute("DELETE FROM session WHERE seen_at < %s", (now - LONGEST,))
        sql = (
            "INSERT INTO session (token_digest, officer, opened_at, seen_at, second_factor) VALUES (%s, %s, %s, %s, %s)"
        )
        self.connection.execute(sql, (token, officer, now, now, second_factor))

    def find(self, token: bytes, now: datetime) -> Officer | None:
        columns = ", ".join(f"o.{name.strip()}" for name in OFFICER.split(","))
        sql = f"""UPDATE session s SET seen_at = %s FROM officer o WHERE s.token_digest = %s AND o.id = s.officer
                  AND s.seen_at > %s AND s.opened_at > %s AND o.active AND o.training_valid RETURNING {columns}"""
        row = self.connection.execute(sql, (now, token, now - IDLE, now - LONGEST)).fetchone()
        return officer_of(row) if row else None

    def state_purpose(self, token: bytes, purpose: str, about: UUID | None, until: datetime) -> None:
        sql = "UPDATE session SET purpose = %s, purpose_about = %s, purpose_until = %s WHERE token_digest = %s"
        self.connection.execute(sql, (purpose, about, until, token))

    def purpose(self, token: bytes, now: datetime) -> tuple[str, UUID | None] | None:
        """What was stated in this session and has not ended."""
        sql = "SELECT purpose, purpose_about FROM session WHERE token_digest = %s AND purpose_until > %s"
        row = self.connection.execute(sql, (token, now)).fetchone()
        return (row[0], row[1]) if row else None

    def close(self, token: bytes) -> None:
        self.connection.execute("DELETE FROM session WHERE token_digest = %s", (token,))

    def set_totp(self, officer: UUID, secret: str) -> None:
        self.connection.execute(
            "UPDATE officer SET totp_secret = %s WHERE id = %s AND totp_secret IS NULL", (secret, officer)
        )
