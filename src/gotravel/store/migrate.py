"""Numbered SQL brings a database to this release's shape.

Goes in: the owner's connection string. Comes out: how many migrations ran. Never: two at once (advisory lock), an edited
migration (checksum), a long wait in front of running work (lock timeout), an older product on a newer database.
"""

from __future__ import annotations

import hashlib
from importlib import resources

import psycopg

from gotravel.domain.errors import CannotStart

LOCK = 7_316_001
LOCK_TIMEOUT = "5s"


def migrate(dsn: str) -> int:
    try:
        with psycopg.connect(dsn) as connection:
            return _migrate(connection)
    except psycopg.OperationalError as fault:
        raise CannotStart(f"the database cannot be reached or changed: {str(fault).strip().splitlines()[0]}") from fault


def ensure(dsn: str) -> None:
    """For the application's own login, which may not change tables: says clearly when the owner has to act first."""
    try:
        with psycopg.connect(dsn) as connection:
            found = connection.execute("SELECT to_regclass('schema_migration')").fetchone()
            asked = "SELECT number FROM schema_migration" if found and found[0] else "SELECT 1 WHERE false"
            ran = {number for (number,) in connection.execute(asked.encode()).fetchall()}
    except psycopg.ProgrammingError as fault:
        raise CannotStart(
            "GOTRAVEL_DATABASE is no connection string, as in: host=db dbname=gotravel user=gotravel_app"
        ) from fault
    except psycopg.OperationalError as fault:
        raise CannotStart(f"the database cannot be reached: {str(fault).strip().splitlines()[0]}") from fault
    known = {number for number, _, _ in migrations()}
    if known - ran:
        raise CannotStart("the database is not of this release's shape yet; run: gotravel migrate --owner DSN")
    if ran - known:
        raise CannotStart(f"the database is of a newer release (migration {max(ran)}); install that release")


def _migrate(connection: psycopg.Connection) -> int:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migration (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())"
    )
    ran: dict[int, str] = dict(connection.execute("SELECT number, checksum FROM schema_migration").fetchall())
    known = migrations()
    newer = set(ran) - {number for number, _, _ in known}
    if newer:
        raise CannotStart(f"the database is of a newer release (migration {max(newer)}); install that release")
    connection.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    return sum(int(_run(connection, *migration, ran.get(migration[0]))) for migration in known)


def _run(connection: psycopg.Connection, number: int, name: str, sql: str, before: str | None) -> bool:
    checksum = hashlib.sha256(sql.encode()).hexdigest()
    if before is not None:
        if before != checksum:
            raise CannotStart(f"migration {name} was edited after it ran here; restore the release's own file")
        return False
    connection.execute(sql.encode())
    connection.execute(
        "INSERT INTO schema_migration (number, name, checksum) VALUES (%s, %s, %s)", (number, name, checksum)
    )
    return True


def migrations() -> list[tuple[int, str, str]]:
    folder = resources.files("gotravel.store") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in files]
