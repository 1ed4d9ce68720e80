"""The queue in the same database: a job's effect and its completion are one commit.

Goes in: jobs. Comes out: one claimed job a transaction (`FOR UPDATE SKIP LOCKED`). Never: a job lost or done twice by a
kill: an unfinished transaction simply never happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from gotravel.domain.job import Job, Step

CHANNEL = "gotravel_job"
MOST_ATTEMPTS = 8
BACKOFF = timedelta(seconds=2)

ENQUEUE = """
INSERT INTO job (step, subject, detail, unique_key, run_at)
SELECT * FROM unnest(%s::text[], %s::uuid[], %s::jsonb[], %s::text[], %s::timestamptz[])
ON CONFLICT (unique_key) DO NOTHING
"""
CLAIM = """
SELECT id, step, subject, detail, attempts FROM job WHERE run_at <= now() AND step = ANY(%s)
ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""


class Claimed(msgspec.Struct, frozen=True):
    id: int
    job: Job
    attempts: int


def enqueue(connection: psycopg.Connection, jobs: Sequence[Job], wait: timedelta = timedelta()) -> None:
    """`wait`: from now, by the clock of the world, which is the one that jobs come due by."""
    steps = [job.step.value for job in jobs]
    details = [Jsonb(job.detail) for job in jobs]
    when = datetime.now().astimezone() + wait
    connection.execute(
        ENQUEUE, (steps, [j.subject for j in jobs], details, [j.unique for j in jobs], [when] * len(jobs))
    )


def notify(connection: psycopg.Connection) -> None:
    connection.execute(f"NOTIFY {CHANNEL}")


def wait(connection: psycopg.Connection, seconds: float) -> None:
    connection.execute(f"LISTEN {CHANNEL}")
    try:
        for _ in connection.notifies(timeout=seconds, stop_after=1):
            return
    finally:
        connection.execute("UNLISTEN *")


def claim(connection: psycopg.Connection, steps: Sequence[Step]) -> Claimed | None:
    """Locked until this transaction ends. Deleted at once, so that a job with the same unique key may be enqueued."""
    row = connection.execute(CLAIM, ([step.value for step in steps],)).fetchone()
    if row is None:
        return None
    connection.execute("DELETE FROM job WHERE id = %s", (row[0],))
    return Claimed(row[0], Job(Step(row[1]), row[2], row[3]), row[4])


def put_back(connection: psycopg.Connection, claimed: Claimed, fault: str) -> bool:
    """After a failure, in a transaction of its own: later again, or set apart for a person (then True). `fault` is the
    error's class, never its text."""
    attempts = claimed.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        connection.execute(
            "INSERT INTO failed_job (id, step, subject, detail, attempts, error) SELECT id, step, subject, detail, %s, %s FROM job WHERE id = %s ON CONFLICT (id) DO NOTHING",
            (attempts, fault, claimed.id),
        )
        connection.execute("DELETE FROM job WHERE id = %s", (claimed.id,))
        return True
    later = BACKOFF * (2**attempts)
    connection.execute(
        "UPDATE job SET attempts = %s, last_error = %s, run_at = now() + %s WHERE id = %s",
        (attempts, fault, later, claimed.id),
    )
    return False


def due_steps(connection: psycopg.Connection, calendar: Mapping[Step, timedelta], now: datetime) -> list[Step]:
    """Steps whose time has come; their next time is set in the same transaction, so one worker enqueues each. A next time
    that lies further ahead than the step's own interval was set by a wrong clock: it counts for nothing."""
    due = []
    for step, every in calendar.items():
        sql = """INSERT INTO calendar (step, next_at) VALUES (%(step)s, %(next)s) ON CONFLICT (step)
                 DO UPDATE SET next_at = %(next)s WHERE calendar.next_at <= %(now)s OR calendar.next_at > %(next)s RETURNING step"""
        row = connection.execute(sql, {"step": step.value, "next": now + every, "now": now}).fetchone()
        due += [step] if row else []
    return due
