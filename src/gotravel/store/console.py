"""What the safeguards page shows, counted set by set.

Goes in: a moment. Comes out: counts, ages of records, how often a match was wrong. Never: a name, an id of a traveller.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.sealed_past import Times
from gotravel.store.retention import LIVE

DAYS_AHEAD = 14
VIEWS = "('traveller:read', 'traveller:searched', 'case:read', 'case:listed', 'message:read')"
"""Whatever puts persons before an officer's eyes; the queue names them too."""
SUMMARY = f"""
SELECT (SELECT count(*) FROM audit_event WHERE at > %(day)s AND actor_kind = 'officer' AND kind IN {VIEWS}),
  (SELECT count(DISTINCT actor) FROM audit_event WHERE at > %(day)s AND actor_kind = 'officer' AND kind IN {VIEWS}),
  (SELECT count(*) FROM audit_event WHERE at > %(day)s AND actor_kind = 'officer' AND kind = 'traveller:read' AND case_ref IS NULL),
  (SELECT count(*) FROM unmask_request WHERE asked_at > %(month)s),
  (SELECT count(*) FROM unmask_request WHERE asked_at > %(month)s AND state = 'refused'),
  (SELECT count(*) FROM unmask_request WHERE state = 'asked'),
  (SELECT count(*) FROM unmask_request WHERE state = 'closed'),
  (SELECT count(*) FROM rights_request WHERE state IN ('opened', 'identified')),
  (SELECT min(opened_at) FROM rights_request WHERE state IN ('opened', 'identified')),
  (SELECT count(*) FROM misuse_signal WHERE state = 'open'),
  (SELECT count(*) FROM case_file c WHERE c.state IN ('confirmed', 'referred') AND (SELECT count(DISTINCT officer) FROM decision d WHERE d.case_file = c.id AND d.stage <> 'look') < 2)
"""
AGES = """
SELECT date_part('year', age(%(now)s, received_at))::int * 12 + date_part('month', age(%(now)s, received_at))::int AS months,
  count(*) FILTER (WHERE NOT sealed), count(*) FILTER (WHERE sealed),
  count(*) FILTER (WHERE EXISTS (SELECT FROM retention_hold h WHERE h.traveller = t.id AND h.ended_at IS NULL))
FROM traveller t GROUP BY 1 ORDER BY 1
"""
PROOFS = """
SELECT at, (detail->>'travellers')::int, (detail->>'messages')::int, (detail->>'keys')::int, encode(substr(hash, 1, 6), 'hex')
FROM audit_event WHERE kind = 'retention:destroyed' AND (detail->>'travellers')::int + (detail->>'messages')::int > 0
ORDER BY seq DESC LIMIT 4
"""
WRONG = """
SELECT w.name, count(*), count(*) FILTER (WHERE c.state = 'cleared'),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.decided_at - c.opened_at) / 60)
FROM case_file c JOIN case_hit x ON x.case_file = c.id JOIN hit h ON h.id = x.hit JOIN watchlist w ON w.id = h.watchlist
JOIN decision d ON d.case_file = c.id AND d.ordinal = 1 WHERE c.state IN ('cleared', 'confirmed', 'referred') GROUP BY 1 ORDER BY 1
"""
COMING = f"""
SELECT floor(extract(epoch FROM t.received_at - %(mask)s) / 86400)::int, 'seal', count(*) FROM traveller t
WHERE NOT t.sealed AND t.received_at >= %(mask)s AND t.received_at < %(mask)s + interval '14 days' GROUP BY 1
UNION ALL
SELECT floor(extract(epoch FROM t.received_at - %(general)s) / 86400)::int, 'destroy', count(*) FROM traveller t
WHERE t.received_at >= %(general)s AND t.received_at < %(general)s + interval '14 days' AND NOT {LIVE} GROUP BY 1
UNION ALL
SELECT floor(extract(epoch FROM t.received_at - %(last)s) / 86400)::int, 'destroy', count(*) FROM traveller t
WHERE t.received_at >= %(last)s AND t.received_at < %(last)s + interval '14 days' AND {LIVE} GROUP BY 1
"""
HOURS = f"""
SELECT h, count(a.seq) FROM generate_series(0, 23) AS h
LEFT JOIN audit_event a ON a.at >= date_trunc('day', %(now)s AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AND extract(hour FROM a.at AT TIME ZONE 'UTC') = h
  AND a.actor_kind = 'officer' AND a.kind IN {VIEWS} GROUP BY 1 ORDER BY 1
"""
LOG = """
SELECT a.seq, a.at, o.shown_name, a.kind, a.purpose, a.case_ref IS NOT NULL, cardinality(a.subjects), m.kind, m.id
FROM audit_event a JOIN officer o ON o.id::text = a.actor LEFT JOIN misuse_signal m ON m.seq = a.seq AND m.officer = o.id AND m.state = 'open' AND %(signals)s
WHERE a.actor_kind = 'officer' AND (m.id IS NOT NULL OR (a.at > %(day)s AND cardinality(a.subjects) > 0)) AND a.kind NOT LIKE 'officer:%%'
ORDER BY m.id IS NULL, a.seq DESC LIMIT 20
"""


class Watched(msgspec.Struct, frozen=True):
    views: int
    viewers: int
    without_case: int
    unmaskings: int
    unmaskings_refused: int
    unmaskings_waiting: int
    unmaskings_to_review: int
    requests: int
    oldest_request: datetime | None
    signals: int
    decided_by_one: int


class Age(msgspec.Struct, frozen=True):
    months: int
    clear: int
    sealed: int
    held: int


class Proof(msgspec.Struct, frozen=True):
    at: datetime
    travellers: int
    messages: int
    keys: int
    digest: str


class Wrong(msgspec.Struct, frozen=True):
    name: str
    decided: int
    cleared: int
    minutes: float


class Entry(msgspec.Struct, frozen=True):
    seq: int
    at: datetime
    who: str
    kind: str
    purpose: str
    case: bool
    records: int
    signal: str | None
    signal_id: UUID | None


class Coming(msgspec.Struct, frozen=True):
    """Records that reach a moment of the law on one of the next days."""

    day: date
    seal: int
    destroy: int


class Console(msgspec.Struct, frozen=True):
    watched: Watched
    ages: tuple[Age, ...]
    coming: tuple[Coming, ...]
    proofs: tuple[Proof, ...]
    wrong: tuple[Wrong, ...]
    hours: tuple[int, ...]
    log: tuple[Entry, ...]


def console(connection: psycopg.Connection, times: Times, signals: bool) -> Console:
    """`signals`: for the data-protection officer; nobody else is shown whom the product finds unusual."""
    day, month = times.now - timedelta(days=1), times.now - timedelta(days=30)
    asked = {**msgspec.structs.asdict(times), "day": day, "month": month, "signals": signals}

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql.encode(), asked).fetchall()

    return Console(
        Watched(*rows(SUMMARY)[0]),
        tuple(Age(*row) for row in rows(AGES)),
        _coming(rows(COMING), times.now),
        tuple(Proof(*row) for row in rows(PROOFS)),
        tuple(Wrong(*row) for row in rows(WRONG)),
        tuple(row[1] for row in rows(HOURS)),
        tuple(Entry(*row) for row in rows(LOG)),
    )


def _coming(rows: Sequence[tuple[int, str, int]], now: datetime) -> tuple[Coming, ...]:
    """Every one of the fourteen days, also those on which nothing is due."""
    due = {"seal": [0] * DAYS_AHEAD, "destroy": [0] * DAYS_AHEAD}
    for ahead, what, count in rows:
        due[what][ahead] += count
    today = now.astimezone(UTC).date()
    return tuple(Coming(today + timedelta(days=n), due["seal"][n], due["destroy"][n]) for n in range(DAYS_AHEAD))
