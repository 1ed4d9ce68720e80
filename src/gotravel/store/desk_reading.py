"""What the desk's pages show, read set by set.

Goes in: filters. Comes out: rows as frozen structs. Never: a query per row.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.store.audit import COLUMNS as AUDIT_COLUMNS


class BoardRow(msgspec.Struct, frozen=True):
    id: UUID
    carrier: str
    number: str
    origin: str
    destination: str | None
    departure: str | None
    arrival: str | None
    cancelled: bool
    travellers: int
    api: int
    pnr: int
    on_board: int
    open: int
    in_review: int
    settled: int


class TriageRow(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    state: str
    due_at: datetime | None
    family: str | None
    given: str | None
    carrier: str
    flight: str
    origin: str
    destination: str | None
    watchlist: str
    likelihood: float
    owner: UUID | None
    owner_name: str | None


class WaitingRow(msgspec.Struct, frozen=True):
    """A case on the board: that it waits, and on which flight; nobody's name."""

    id: UUID
    state: str
    due_at: datetime | None
    carrier: str
    flight: str
    watchlist: str


class AuditRow(msgspec.Struct, frozen=True):
    seq: int
    at: datetime
    actor_kind: str
    actor: str
    shown_name: str | None
    kind: str
    purpose: str
    case_ref: str | None
    subjects: int
    detail: dict[str, Any]


class ListRow(msgspec.Struct, frozen=True):
    code: str
    name: str
    owner: str
    legal_basis: str
    purpose: str
    review_due: date
    state: str
    threshold_bits: float
    entries: int
    refreshed_at: datetime | None
    hits: int
    cleared: int


class LegPerson(msgspec.Struct, frozen=True):
    id: UUID
    family: str | None
    given: str | None
    kind: str
    state: str
    nationality: str | None
    api: bool
    pnr: bool
    sealed: bool
    case: UUID | None
    case_state: str | None


class SearchRow(msgspec.Struct, frozen=True):
    id: UUID
    family: str | None
    given: str | None
    born: str | None
    nationality: str | None
    carrier: str
    number: str
    departs_on: date
    state: str


class Tiles(msgspec.Struct, frozen=True):
    flights: int
    travellers: int
    screened: int
    open_cases: int
    second_reviews: int
    api_share: float
    pnr_share: float
    median_minutes: float | None
    """From a case's opening to its first decision, over the last day."""


BOARD = """
SELECT l.id, l.carrier, l.number, l.origin, l.destination, l.departure, l.arrival, l.cancelled,
  count(t.id) FILTER (WHERE t.state NOT IN ('gone', 'cancelled')), count(t.api_message), count(t.pnr_message),
  count(*) FILTER (WHERE t.state = 'on-board'),
  count(DISTINCT c.id) FILTER (WHERE c.state IN ('open', 'waiting')),
  count(DISTINCT c.id) FILTER (WHERE c.state IN ('second-review', 'supervisor')),
  count(DISTINCT c.id) FILTER (WHERE c.state IN ('confirmed', 'referred', 'cleared'))
FROM flight_leg l LEFT JOIN traveller t ON t.flight_leg = l.id LEFT JOIN case_file c ON c.traveller = t.id
WHERE l.departs_on BETWEEN %s AND %s
GROUP BY l.id ORDER BY l.departs_on, l.departure NULLS LAST, l.id LIMIT 600
"""
TRIAGE = """
SELECT c.id, c.number, c.state, c.due_at, t.family, t.given, l.carrier, l.number, l.origin, l.destination, w.name, h.likelihood,
  c.owner, o.shown_name
FROM case_file c JOIN traveller t ON t.id = c.traveller JOIN flight_leg l ON l.id = t.flight_leg
JOIN LATERAL (SELECT h.* FROM case_hit ch JOIN hit h ON h.id = ch.hit WHERE ch.case_file = c.id ORDER BY h.total_bits DESC LIMIT 1) h ON true
JOIN watchlist w ON w.id = h.watchlist LEFT JOIN officer o ON o.id = c.owner
WHERE c.state = ANY(%s) ORDER BY c.due_at NULLS LAST, c.id LIMIT 200
"""
WAITING_ROWS = """
SELECT c.id, c.state, c.due_at, l.carrier, l.number, w.name
FROM case_file c JOIN traveller t ON t.id = c.traveller JOIN flight_leg l ON l.id = t.flight_leg
JOIN LATERAL (SELECT h.watchlist FROM case_hit ch JOIN hit h ON h.id = ch.hit WHERE ch.case_file = c.id ORDER BY h.total_bits DESC LIMIT 1) h ON true
JOIN watchlist w ON w.id = h.watchlist
WHERE c.state = ANY(%s) ORDER BY c.due_at NULLS LAST, c.id LIMIT 200
"""
AUDIT = """
SELECT a.seq, a.at, a.actor_kind, a.actor, o.shown_name, a.kind, a.purpose, a.case_ref, cardinality(a.subjects), a.detail
FROM audit_event a LEFT JOIN officer o ON a.actor_kind = 'officer' AND o.id::text = a.actor
WHERE (%(kind)s = '' OR a.kind LIKE %(kind)s || '%%') AND (%(who)s = '' OR a.actor = %(who)s OR o.sign_in = %(who)s)
  AND (%(record)s::uuid IS NULL OR %(record)s::uuid = ANY(a.subjects) OR a.case_ref = %(record)s::text)
ORDER BY a.seq DESC LIMIT 100
"""
LISTS = """
SELECT w.code, w.name, w.owner, w.legal_basis, w.purpose, w.review_due, w.state, w.threshold_bits,
  (SELECT count(*) FROM watchlist_entry e WHERE e.watchlist = w.id AND e.in_force), w.refreshed_at,
  (SELECT count(*) FROM hit h WHERE h.watchlist = w.id),
  (SELECT count(*) FROM hit h JOIN case_hit ch ON ch.hit = h.id JOIN case_file c ON c.id = ch.case_file
   WHERE h.watchlist = w.id AND c.state = 'cleared')
FROM watchlist w ORDER BY w.code
"""
PEOPLE = """
SELECT t.id, t.family, t.given, t.kind, t.state, t.nationality, t.api_message IS NOT NULL, t.pnr_message IS NOT NULL, t.sealed, c.id, c.state
FROM traveller t LEFT JOIN LATERAL (SELECT c.id, c.state FROM case_file c WHERE c.traveller = t.id ORDER BY c.opened_at DESC LIMIT 1) c ON true
WHERE t.flight_leg = %s ORDER BY c.id IS NULL, t.family NULLS LAST, t.given LIMIT 1000
"""
SEARCH = """
SELECT t.id, t.family, t.given, t.born, t.nationality, l.carrier, l.number, l.departs_on, t.state
FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg
WHERE NOT t.sealed AND (%(name)s = '' OR (coalesce(t.family,'') || ' ' || coalesce(t.given,'')) ILIKE '%%' || %(like)s || '%%')
  AND (%(document)s = '' OR t.document_numbers @> ARRAY[%(document)s])
ORDER BY l.departs_on DESC, t.family LIMIT 50
"""
TILES = """
SELECT count(DISTINCT l.id), count(*), count(*) FILTER (WHERE screened_at IS NOT NULL),
  (SELECT count(*) FROM case_file WHERE state IN ('open', 'waiting')),
  (SELECT count(*) FROM case_file WHERE state IN ('second-review', 'supervisor')),
  coalesce(avg((api_message IS NOT NULL)::int), 0)::float8, coalesce(avg((pnr_message IS NOT NULL)::int), 0)::float8,
  (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.decided_at - c.opened_at) / 60)::float8
   FROM decision d JOIN case_file c ON c.id = d.case_file WHERE d.ordinal = 1 AND d.decided_at >= %s)
FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg AND l.departs_on >= %s
WHERE state NOT IN ('gone', 'cancelled')
"""


WAITING = "SELECT count(*) FROM case_file WHERE state IN ('open', 'second-review', 'supervisor', 'waiting')"


class DeskReading:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def board(self, first: date, last: date) -> list[BoardRow]:
        """Flights that depart on these local days."""
        return [BoardRow(*row) for row in self.connection.execute(BOARD, (first, last)).fetchall()]

    def tiles(self, now: datetime) -> Tiles:
        row = self.connection.execute(TILES, (now - timedelta(days=1), now - timedelta(days=2))).fetchone()
        assert row is not None
        return Tiles(*row)

    def waiting(self) -> int:
        row = self.connection.execute(WAITING).fetchone()
        return int(row[0]) if row else 0

    def jobs_set_apart(self) -> int:
        row = self.connection.execute("SELECT count(*) FROM failed_job").fetchone()
        return int(row[0]) if row else 0

    def case_numbered(self, number: str) -> UUID | None:
        row = self.connection.execute("SELECT id FROM case_file WHERE number = %s", (number,)).fetchone()
        return row[0] if row else None

    def next_leg(self, carrier: str, number: str, today: date) -> UUID | None:
        """The flight of this name that departs next; else the last one that did."""
        sql = """SELECT id FROM flight_leg WHERE carrier = %s AND number = %s
                 ORDER BY departs_on < %s, abs(departs_on - %s), id LIMIT 1"""
        row = self.connection.execute(sql, (carrier, number, today, today)).fetchone()
        return row[0] if row else None

    def triage(self, states: list[str]) -> list[TriageRow]:
        return [TriageRow(*row) for row in self.connection.execute(TRIAGE, (states,)).fetchall()]

    def waiting_rows(self, states: list[str]) -> list[WaitingRow]:
        return [WaitingRow(*row) for row in self.connection.execute(WAITING_ROWS, (states,)).fetchall()]

    def audit(self, kind: str, who: str, record: UUID | None) -> list[AuditRow]:
        rows = self.connection.execute(AUDIT, {"kind": kind, "who": who, "record": record}).fetchall()
        return [AuditRow(*row) for row in rows]

    def audit_rows(self, start: datetime, end: datetime, after: int, most: int) -> list[tuple[Any, ...]]:
        sql = (
            f"""SELECT {AUDIT_COLUMNS} FROM audit_event WHERE at >= %s AND at < %s AND seq > %s ORDER BY seq LIMIT %s"""
        )
        return self.connection.execute(sql, (start, end, after, most)).fetchall()

    def lists(self) -> list[ListRow]:
        return [ListRow(*row) for row in self.connection.execute(LISTS).fetchall()]

    def search(self, name: str, document: str) -> list[SearchRow]:
        """By a part of the name or a whole document number; at most fifty, nobody browses."""
        like = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        asked = {"name": name, "like": like, "document": document.replace(" ", "").upper()}
        return [SearchRow(*row) for row in self.connection.execute(SEARCH, asked).fetchall()]

    def people(self, flight_leg: UUID) -> list[LegPerson]:
        return [LegPerson(*row) for row in self.connection.execute(PEOPLE, (flight_leg,)).fetchall()]
