"""What was heard of flight legs, and how carriers' transmissions came out.

Goes in: figures of resolved messages. Comes out: figures a leg, a carrier, a transmission. Never: a person's datum; a
query per leg.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.heard import Heard, LegHeard, LegName, Push
from gotravel.domain.transmission import Receipt


class CarrierName(msgspec.Struct, frozen=True):
    code: str
    name: str
    contact: str | None
    last_heard: datetime | None
    transmissions: int


class Fault(msgspec.Struct, frozen=True):
    code: str
    severity: str
    count: int


class Sent(msgspec.Struct, frozen=True):
    """One transmission in a carrier's list."""

    id: UUID
    received_at: datetime
    channel: str
    kinds: str
    flights: str
    travellers: int
    errors: int
    warnings: int


class Refused(msgspec.Struct, frozen=True):
    """What the law removed on arrival, counted."""

    elements: int
    transmissions: int


ADD = """
INSERT INTO heard (flight_leg, message, received_at, departs_at, carrier, kind, purpose, travellers, filled, wanted, warnings, errors)
SELECT l.id, m.* FROM (SELECT %s::uuid, %s::timestamptz, %s::timestamptz, %s, %s, %s, %s::int, %s::int, %s::int, %s::int, %s::int) m
JOIN flight_leg l ON l.id = %s ON CONFLICT DO NOTHING
"""
OF_LEGS = """
WITH newest AS (
  SELECT DISTINCT ON (flight_leg) flight_leg, departs_at FROM heard WHERE departs_at IS NOT NULL
    AND (%(legs)s::uuid[] IS NULL OR flight_leg = ANY(%(legs)s)) AND (%(since)s::timestamptz IS NULL OR departs_at >= %(since)s)
  ORDER BY flight_leg, received_at DESC)
SELECT h.flight_leg, mode() WITHIN GROUP (ORDER BY h.carrier), n.departs_at,
  array_agg(ARRAY[extract(epoch FROM n.departs_at - h.received_at) / 3600, h.errors]::float8[] ORDER BY h.received_at)
    FILTER (WHERE h.kind IN ('paxlst', 'manifest') AND coalesce(h.purpose, 'passengers') = 'passengers'),
  array_agg(ARRAY[extract(epoch FROM n.departs_at - h.received_at) / 3600, h.errors]::float8[] ORDER BY h.received_at)
    FILTER (WHERE h.kind = 'pnrgov'),
  sum(h.travellers), sum(h.filled), sum(h.wanted), sum(h.warnings + h.errors)
FROM newest n JOIN heard h USING (flight_leg)
GROUP BY h.flight_leg, n.departs_at LIMIT 20000
"""
CARRIERS = """
SELECT c.code, c.name, c.contact, max(t.received_at), count(t.id) FILTER (WHERE t.received_at >= %s)
FROM carrier c LEFT JOIN transmission t ON t.carrier = c.code GROUP BY c.code, c.name, c.contact ORDER BY c.code
"""
FAULTS = """
SELECT f->>'code', f->>'severity', count(*) FROM transmission_receipt r, jsonb_array_elements(r.receipt->'findings') f
WHERE r.received_at >= %(since)s AND (%(carrier)s = '' OR r.carrier = %(carrier)s) AND f->>'severity' <> 'info'
GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 12
"""
SENT = """
SELECT r.transmission, r.received_at, t.channel, coalesce(m.kinds, ''), coalesce(l.flights, ''), (r.receipt->>'travellers')::int, f.errors, f.warnings
FROM transmission_receipt r JOIN transmission t ON t.id = r.transmission AND t.received_at = r.received_at
LEFT JOIN LATERAL (SELECT string_agg(DISTINCT m.kind, ', ') AS kinds, array_agg(m.id) AS ids FROM message m WHERE m.transmission = t.id) m ON true
LEFT JOIN LATERAL (SELECT string_agg(DISTINCT l.carrier || ' ' || l.number, ', ') AS flights FROM heard h
  JOIN flight_leg l ON l.id = h.flight_leg WHERE h.message = ANY(m.ids)) l ON true
LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE f->>'severity' = 'error') AS errors,
  count(*) FILTER (WHERE f->>'severity' = 'warning') AS warnings FROM jsonb_array_elements(r.receipt->'findings') f) f ON true
WHERE r.carrier = %s ORDER BY r.received_at DESC, r.transmission LIMIT 25
"""
REFUSED = """
SELECT coalesce(sum((SELECT sum(v::int) FROM jsonb_each_text(t.removals->'by_element') AS e (k, v))
  + coalesce((SELECT sum(v::int) FROM jsonb_each_text(t.removals->'by_sensitive_class') AS e (k, v)), 0)), 0)::int, count(*)::int
FROM transmission t WHERE t.received_at >= %s
"""
RECEIPT = "SELECT receipt FROM transmission_receipt WHERE transmission = %s"


class Hearing:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def add(self, one: Heard) -> None:
        values = msgspec.structs.astuple(one)
        self.connection.execute(ADD, (*values[1:], one.flight_leg))

    def of_legs(self, legs: Sequence[UUID] | None, since: datetime | None = None) -> tuple[LegHeard, ...]:
        rows = self.connection.execute(OF_LEGS, {"legs": list(legs) if legs is not None else None, "since": since})
        return tuple(_leg(row) for row in rows.fetchall())

    def of_carrier(self, carrier: str, since: datetime) -> tuple[LegHeard, ...]:
        """Of the legs that it was the carrier of."""
        sql = "SELECT DISTINCT flight_leg FROM heard WHERE carrier = %s AND departs_at >= %s"
        legs = [row[0] for row in self.connection.execute(sql, (carrier, since)).fetchall()]
        return tuple(leg for leg in self.of_legs(legs, since) if leg.carrier == carrier)

    def names(self, legs: Sequence[UUID]) -> dict[UUID, LegName]:
        sql = """SELECT id, concat_ws(' ', carrier, number || coalesce(suffix, '')), coalesce(origin, ''), coalesce(destination, '')
                 FROM flight_leg WHERE id = ANY(%s)"""
        return {row[0]: LegName(*row[1:]) for row in self.connection.execute(sql, (list(legs),)).fetchall()}

    def carriers(self, since: datetime) -> list[CarrierName]:
        return [CarrierName(*row) for row in self.connection.execute(CARRIERS, (since,)).fetchall()]

    def faults(self, since: datetime, carrier: str = "") -> list[Fault]:
        rows = self.connection.execute(FAULTS, {"since": since, "carrier": carrier}).fetchall()
        return [Fault(*row) for row in rows]

    def sent(self, carrier: str) -> list[Sent]:
        return [Sent(*row) for row in self.connection.execute(SENT, (carrier,)).fetchall()]

    def refused(self, since: datetime) -> Refused:
        row = self.connection.execute(REFUSED, (since,)).fetchone()
        assert row is not None
        return Refused(*row)

    def receipt(self, transmission: UUID) -> Receipt | None:
        row = self.connection.execute(RECEIPT, (transmission,)).fetchone()
        return msgspec.convert(row[0], Receipt) if row else None


def _leg(row: tuple[Any, ...]) -> LegHeard:
    number, carrier, departs_at, lists, pushes, travellers, filled, wanted, faults = row
    told = (travellers or 0, filled or 0, wanted or 0, faults or 0)
    return LegHeard(number, carrier, departs_at, _pushes(lists), _pushes(pushes), *told)


def _pushes(pairs: list[list[float]] | None) -> tuple[Push, ...]:
    return tuple(Push(hours, int(errors)) for hours, errors in pairs or ())
