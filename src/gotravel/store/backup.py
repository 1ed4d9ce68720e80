"""Backups that forget: what was received on one day lies under that day's key, and the key is destroyed at its time.

Goes in: the owner's connection, keys of days. Comes out: one zip file; a filled scratch database; what of it is expired
and can be read. Never: a traveller in clear in the file; a day's part restored without its key.

Parts by day: travellers, messages, hits. What is sealed already lies under its own key and stands with the rest.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

import msgspec
import psycopg
import zstandard

from gotravel.domain.errors import InvalidInput
from gotravel.domain.sealed_past import Times

ABOUT = b"gotravel backup"
BY_DAY: dict[str, str] = {
    "traveller": "SELECT * FROM traveller WHERE received_at >= %s AND received_at < %s",
    "message": "SELECT * FROM message WHERE received_at >= %s AND received_at < %s",
    "transmission": "SELECT * FROM transmission WHERE received_at >= %s AND received_at < %s",
    "transmission_receipt": "SELECT * FROM transmission_receipt WHERE received_at >= %s AND received_at < %s",
    "hit": "SELECT h.* FROM hit h JOIN traveller t ON t.id = h.traveller WHERE t.received_at >= %s AND t.received_at < %s",
    "decision": "SELECT d.* FROM decision d JOIN case_file c ON c.id = d.case_file JOIN traveller t ON t.id = c.traveller WHERE t.received_at >= %s AND t.received_at < %s",
    "referral": "SELECT r.* FROM referral r JOIN case_file c ON c.id = r.case_file JOIN traveller t ON t.id = c.traveller WHERE t.received_at >= %s AND t.received_at < %s",
    "quarantine": "SELECT * FROM quarantine WHERE received_at >= %s AND received_at < %s",
}
"""Table -> its rows of what was received from one moment to another."""
LEFT_OUT = frozenset({"schema_migration", "session", "job", "failed_job", "calendar"})
"""Of this installation's moment: sessions end and jobs are enqueued anew."""
TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname
"""
DAYS = """
SELECT DISTINCT (received_at AT TIME ZONE 'UTC')::date FROM
  (SELECT received_at FROM traveller UNION SELECT received_at FROM message UNION SELECT received_at FROM transmission
   UNION SELECT received_at FROM transmission_receipt UNION SELECT received_at FROM quarantine) AS r ORDER BY 1
"""
READABLE = """
SELECT (SELECT count(*) FROM traveller WHERE NOT sealed AND (received_at < %(mask)s OR received_at < %(general)s)),
  (SELECT count(*) FROM message WHERE body IS NOT NULL AND received_at < %(mask)s),
  (SELECT count(*) FROM hit h WHERE h.person IS NOT NULL AND NOT EXISTS
    (SELECT FROM traveller t WHERE t.id = h.traveller AND t.received_at >= %(mask)s)),
  (SELECT count(*) FROM referral r JOIN case_file c ON c.id = r.case_file WHERE r.json <> '' AND NOT EXISTS
    (SELECT FROM traveller t WHERE t.id = c.traveller AND t.received_at >= %(mask)s))
"""
NAMES = ("travellers in clear", "messages in clear", "persons of hits", "referral packages")
DayKey = Callable[[date], bytes | None]
Lock = Callable[[bytes, bytes, bytes], bytes]


class Found(msgspec.Struct, frozen=True):
    """What a restored backup shows of the expired past."""

    lines: tuple[str, ...]
    readable: int


def write(owner: str, file: Path, key_of: DayKey, lock: Lock) -> int:
    """One consistent moment of the whole database. `key_of` gives None for days whose time is over: they are left out."""
    with psycopg.connect(owner) as connection, zipfile.ZipFile(file, "x", zipfile.ZIP_STORED) as made:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        rows = sum(_whole(connection, made, table) for table in _tables(connection) if table not in BY_DAY)
        for (day,) in connection.execute(DAYS.encode()).fetchall():
            key = key_of(day)
            for table in BY_DAY if key else ():
                rows += _day(connection, made, table, day, lambda body, k=key: lock(body, ABOUT, k))  # type: ignore[misc]
        made.writestr("rooms", "\n".join(_rooms(connection)))
    return rows


def _tables(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute(TABLES.encode()).fetchall() if row[0] not in LEFT_OUT]


def _rooms(connection: psycopg.Connection) -> list[str]:
    sql = "SELECT relname FROM pg_class WHERE relispartition AND relname ~ '^traveller_[0-9]{4}_[0-9]{2}$' AND relkind = 'r'"
    return sorted(row[0].removeprefix("traveller_") for row in connection.execute(sql.encode()).fetchall())


def _whole(connection: psycopg.Connection, made: zipfile.ZipFile, table: str) -> int:
    """Streamed: the sealed past of years does not fit into memory."""
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    with connection.cursor() as cursor, made.open(f"all/{table}", "w", force_zip64=True) as out:
        with cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)".encode()) as copy:
            for block in copy:
                out.write(packer.compress(bytes(block)))
        out.write(packer.flush())
        return cursor.rowcount


def _day(
    connection: psycopg.Connection, made: zipfile.ZipFile, table: str, day: date, locked: Callable[[bytes], bytes]
) -> int:
    start, end = f"'{day} 00:00+00'::timestamptz", f"'{day} 00:00+00'::timestamptz + interval '1 day'"
    body, rows = _copied(connection, BY_DAY[table] % (start, end))
    if rows:
        made.writestr(f"day/{day.isoformat()}/{table}", locked(body))
    return rows


def _copied(connection: psycopg.Connection, select: str) -> tuple[bytes, int]:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT binary)".encode()) as copy:
            parts += [packer.compress(bytes(block)) for block in copy]
        rows = cursor.rowcount
    return b"".join([*parts, packer.flush()]), rows


def restore(owner: str, file: Path, opened: Callable[[date, bytes], bytes | None]) -> list[str]:
    """Into an empty database of this release's shape. Comes out: what could not be opened, day by day."""
    shut = []
    with zipfile.ZipFile(file) as given, psycopg.connect(owner) as connection:
        for room in given.read("rooms").decode().split():
            connection.execute("SELECT make_rooms(to_date(%s, 'YYYY_MM'), 1)", (room,))
        connection.execute("SET LOCAL session_replication_role = replica")
        for name in given.namelist():
            where, *rest = name.split("/")
            if where == "all":
                with given.open(name) as body:
                    _fill(connection, rest[0], body)
            elif where == "day":
                day = opened(date.fromisoformat(rest[0]), given.read(name))
                shut += [] if day else [f"{rest[0]} {rest[1]}: shut, its key was destroyed"]
                _fill(connection, rest[1], io.BytesIO(day)) if day else None
    return shut


def _fill(connection: psycopg.Connection, table: str, body: IO[bytes]) -> None:
    if table not in {*BY_DAY, *_tables(connection)}:
        raise InvalidInput(f"The backup holds a table {table!r} that this release does not know.")
    connection.execute(f"DELETE FROM {table}".encode()) if table not in BY_DAY else None
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)".encode()) as copy:
        for block in zstandard.ZstdDecompressor().read_to_iter(body):
            copy.write(block)


def readable(owner: str, times: Times) -> dict[str, int]:
    with psycopg.connect(owner) as connection:
        row = connection.execute(READABLE, msgspec.structs.asdict(times)).fetchone()
    return dict(zip(NAMES, row or (), strict=True))


def sealed_records(owner: str) -> Iterator[tuple[UUID, datetime, bytes, UUID | None, int | None]]:
    """Every sealed record of a restored database: id, received, bytes, where its key lay."""
    with psycopg.connect(owner) as connection, connection.cursor(name="sealed") as cursor:
        cursor.execute("SELECT record, received_at, sealed, keys, slot FROM sealed_record")
        yield from cursor
